"""How the networks of names learn: from what readers have labelled, and from what larger networks say of raw news."""

import copy
import random
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import torch
from distil import SPANS, Taught, soft_loss
from documents import Document, spans_of
from network import Batch, Network
from torch.nn import functional

from bpextract.decision.lattice import pairs
from bpextract.decision.network import LABELS, LONGEST

WIDTH, DROPOUT, RATE, DECAY, EPOCHS, BATCH, LIKELY = 96, 0.3, 2e-3, 1e-2, 10, 4, 0.02
SMALL_WIDTH, SMALL_DROPOUT, SMALL_EPOCHS, RAW_BATCH = 64, 0.05, 8, 8
SMALL_RATES = 0.04, 0.05  # of words, and of known strings, that are left out at random
SETTLE_EPOCHS, SETTLE_RATE = 2, 3e-4
ALONE_EPOCHS, ALONE_DROPOUT, ALONE_LAST = 4, 0.15, 1  # of the small network without teachers
SETTLE_SEEDS, SETTLE_DROPOUT, SETTLE_RATES = (1, 2), 0.1, (0.06, 0.1)  # of the small network; rates as SMALL_RATES


def loss_of(scores: torch.Tensor, wanted: torch.Tensor, open_: torch.Tensor) -> torch.Tensor:
    """Return the cross entropy; where nothing is wanted, any label that was not looked for is as right as nothing.

    Args:
        open_: for each row the labels (and nothing) that count as nothing there.
    """
    chances = torch.log_softmax(scores, 1)
    nothing = torch.logsumexp(chances.masked_fill(~open_, -torch.inf), 1)
    return -torch.where(wanted > 0, chances.gather(1, wanted[:, None])[:, 0], nothing)


def untrained(vectors: np.ndarray, documents: Sequence[Document]) -> Network:
    """Return a network as wide as teachers are, for evidence as that of the documents."""
    return Network(vectors, documents[0].evidence.flags.shape[1], documents[0].known.width, WIDTH, DROPOUT)


def train(documents: Sequence[Document], vectors: np.ndarray, epochs: int = EPOCHS, seed: int = 1) -> Network:
    """Return a network trained on the documents."""
    torch.manual_seed(seed)
    network = untrained(vectors, documents)
    return _learn(network, _of_labels(network), documents, epochs, RATE, seed)


def settle(
    network: Network,
    documents: Sequence[Document],
    seed: int = 1,
    epochs: int = SETTLE_EPOCHS,
    rate: float = SETTLE_RATE,
) -> Network:
    """Train a network that has learned for some more epochs, at a lower rate."""
    torch.manual_seed(seed)
    return _learn(network, _of_labels(network), documents, epochs, rate, seed, first=1)


def settled(network: Network, documents: Sequence[Document]) -> Network:
    """Return the small network after some more epochs on the documents: the mean of one for each seed.

    They began alike, so that the mean of their weights is a model, and a better one than each (Wortsman et al. 2022,
    "Model soups").
    """
    network.rate, network.word_rate, network.known_rate = SETTLE_DROPOUT, *SETTLE_RATES
    each = [settle(copy.deepcopy(network), documents, seed).state_dict() for seed in SETTLE_SEEDS]
    network.load_state_dict({name: torch.stack([state[name] for state in each]).mean(0) for name in each[0]})
    return network.eval()


def pupil(teachers: Sequence[Network], taught: Sequence[Taught], seed: int = 1) -> Network:
    """Return a smaller network that learned what the teachers say of raw news; it takes over a teacher's vectors."""
    torch.manual_seed(seed)
    first, flags = teachers[0], taught[0].document.evidence.flags.shape[1]
    network = Network(first.word.weight[1:].detach().numpy(), flags, first.known, SMALL_WIDTH, SMALL_DROPOUT)
    for name in ("word", "shape", "affix"):
        getattr(network, name).load_state_dict(getattr(first, name).state_dict())
    network.word.weight.requires_grad_(False)  # well learned, and most of the time of a step
    network.word_rate, network.known_rate = SMALL_RATES
    return _learn(network, _of_teachers(network), taught, SMALL_EPOCHS, RATE, seed, size=RAW_BATCH)


def alone(documents: Sequence[Document], last: Sequence[Document], vectors: np.ndarray, seed: int = 1) -> Network:
    """Return the small network after it has learned from the labelled `documents`, and at last from `last`, alone."""
    torch.manual_seed(seed)
    network = Network(
        vectors, documents[0].evidence.flags.shape[1], documents[0].known.width, SMALL_WIDTH, ALONE_DROPOUT
    )
    _learn(network, _of_labels(network), documents, ALONE_EPOCHS, RATE, seed, size=RAW_BATCH)
    network.rate, network.word_rate, network.known_rate = SETTLE_DROPOUT, *SETTLE_RATES
    return settle(network, last, seed, ALONE_LAST)


def _of_labels(network: Network) -> "Loss":
    return lambda some, epoch: _loss(network, some, spans=epoch > 0)


def _of_teachers(network: Network) -> "Loss":
    return lambda some, _: soft_loss(network, some)


Loss = Callable[[list[Any], int], torch.Tensor]
"""The loss of some documents in an epoch, by its number; in the first, number 0, only edges are learned."""


def _learn(
    network: Network, loss: Loss, many: Sequence[Any], epochs: int, rate: float, seed: int, first: int = 0,
    size: int = BATCH,
) -> Network:  # fmt: skip
    """Train for `epochs`, of which the first has the number `first`, with `size` documents a step."""
    torch.use_deterministic_algorithms(True)
    order = random.Random(seed)
    parameters = [parameter for parameter in network.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=rate, weight_decay=DECAY)
    steps = -(-len(many) // size)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=epochs * steps, pct_start=0.1)
    shuffled = list(many)
    network.train()
    for epoch in range(first, first + epochs):
        order.shuffle(shuffled)
        total = 0.0
        for at in range(0, len(shuffled), size):
            step = loss(shuffled[at : at + size], epoch)
            optimizer.zero_grad()
            step.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            total += step.item()
        print(f"epoch {epoch + 1}: loss {total / steps:.4f}", flush=True)
    return network.eval()


def _loss(network: Network, documents: list[Document], spans: bool) -> torch.Tensor:
    batch = Batch.of([(document.evidence, document.attributes) for document in documents])
    size = len(batch.flags)
    begins, ends = (torch.zeros(size, dtype=torch.long) for _ in range(2))
    open_ = torch.zeros(size, len(LABELS), dtype=torch.bool)
    gold: dict[tuple[int, int], int] = {}
    owners = np.full(size, -1)
    for number, (document, offset) in enumerate(zip(documents, batch.offsets, strict=True)):
        place = slice(offset, offset + len(document.evidence))
        owners[place] = number
        open_[place] = torch.tensor([label not in document.complete for label in LABELS])
        for (start, end), label in sorted(document.gold.items(), key=lambda item: item[0][1] - item[0][0]):
            gold[start + offset, end + offset] = label
            begins[start + offset] = ends[end + offset - 1] = label  # the longest wins
    state = network.encode(batch)
    begin_scores, end_scores = network.start(state), network.end(state)
    real = batch.real[:, 0] > 0
    loss = loss_of(begin_scores[real], begins[real], open_[real]).mean()
    loss = loss + loss_of(end_scores[real], ends[real], open_[real]).mean()
    if not spans:
        return loss
    with torch.no_grad():
        likely = [(1 - torch.softmax(s, 1)[:, 0]).numpy() > LIKELY for s in (begin_scores, end_scores)]
    inside = batch.real[:, 0].numpy() > 0
    found = pairs(*(np.flatnonzero(edge & inside) for edge in likely), batch.sentences, LONGEST)
    every = sorted(gold.keys() | set(zip(*(edge.tolist() for edge in found), strict=True)))
    first, past = (np.array(side) for side in zip(*every, strict=True)) if every else (np.zeros(0, int),) * 2
    if not every:
        return loss
    owner = owners[first]
    known, strings = spans_of(documents, batch.offsets, owner, first, past)
    wanted = torch.tensor([gold.get(span, 0) for span in every])
    before, after = network.spans(
        state, torch.tensor(first), torch.tensor(past), torch.tensor(known), torch.tensor(strings)
    )
    allowed = open_[torch.tensor(first)]
    both = loss_of(before, wanted, allowed).sum() + loss_of(after, wanted, allowed).sum()
    return loss + both / len(documents) / SPANS


def temperature_of(network: Network, documents: Iterable[Document]) -> float:
    """Return what scores are to be divided by so that the probabilities of `documents` fit best."""
    scores, wanted = [], []
    for document in documents:
        batch = Batch.of([(document.evidence, document.attributes)])
        with torch.no_grad():
            state = network.encode(batch)
            likely = [
                (1 - torch.softmax(s, 1)[:, 0]).numpy() > LIKELY for s in (network.start(state), network.end(state))
            ]
            inside = batch.real[:, 0].numpy() > 0
            first, past = pairs(*(np.flatnonzero(edge & inside) for edge in likely), batch.sentences, LONGEST)
            if not len(first):
                continue
            known, strings = spans_of([document], batch.offsets, np.zeros(len(first), int), first, past)
            scores.append(network.spans(state, *map(torch.tensor, (first, past, known, strings)))[1])
        offset = batch.offsets[0]
        wanted += [document.gold.get((s - offset, e - offset), 0) for s, e in zip(first, past, strict=True)]
    all_scores, all_wanted = torch.cat(scores), torch.tensor(wanted)
    tried = np.arange(0.7, 2.5, 0.02)
    return float(min(tried, key=lambda t: float(functional.cross_entropy(all_scores / t, all_wanted))))
