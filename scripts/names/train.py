"""Train the decision about names, from the labelled texts and the raw news, and write the model of the package.

    PYTHONHASHSEED=0 python scripts/names/train.py SHARED WORK      (needs: pip install torch gensim)

SHARED is the folder with gold/ and raw/; WORK keeps what takes long (vectors, counted strings). In order:

1. vectors of words from the raw news;
2. two models, each from half of the labelled texts; each reads the raw news, and what they say of strings is counted;
3. two more, whose texts know of strings what the *other* half's model said: one for the temperature, by the texts of
   the part `tune`, which it does not learn from; and one that learns from these, too, which ships. In their last
   epochs single sentences count more.

The same input gives the same model. Texts of the part `blind` are never read here.
"""

import argparse
import hashlib
import multiprocessing
import pickle
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from adjacent import made_up
from data import Labelled, annotated, half, names, raw
from documents import ROW, Document, no_strings, read, spans_of
from network import Batch, Network
from strings import Counts, count_strings, table
from torch.nn import functional
from vectors import train_vectors, write_sentences

from bpextract.decision.decide import Decision, phrases_of
from bpextract.decision.evidence import NEAR, Near, Reader
from bpextract.decision.known import KnownStrings
from bpextract.decision.lattice import pairs
from bpextract.decision.model import FILE, load_model, save_model
from bpextract.decision.network import LABELS, LONGEST
from bpextract.decision.phrases import Phrases
from bpextract.decision.words import Words
from bpextract.lexicons import schemas
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.text.folding import fold

WIDTH, DROPOUT, RATE, DECAY, EPOCHS, FIRST_EPOCHS, BATCH, LIKELY = 96, 0.3, 2e-3, 1e-2, 10, 7, 4, 0.02
SETTLE_EPOCHS, SETTLE_RATE = 2, 3e-4
NARROW = Near(3, 5, 0.8)  # what is read until the last epochs: a fifth less, and the names are as well learned
_SENTENCES = 12  # times a single sentence is read in the last epochs: they are few, and people ask of them, too
_SPANS = 60  # about the spans of a document, to weigh them against its edges
_MADE_UP = 600  # texts in which names follow each other with nothing between
_TIMES = 5  # an annotated article is read in an epoch: they are few, and follow the fuller guidelines
_WHOLE = 8  # names of a text that is an article rather than an example
OUT = Path(__file__).parents[2] / "src" / "bpextract" / "decision" / FILE


def loss_of(scores: torch.Tensor, wanted: torch.Tensor, open_: torch.Tensor) -> torch.Tensor:
    """Return the cross entropy; where nothing is wanted, any label that was not looked for is as right as nothing.

    Args:
        open_: for each row the labels (and nothing) that count as nothing there.
    """
    chances = torch.log_softmax(scores, 1)
    nothing = torch.logsumexp(chances.masked_fill(~open_, -torch.inf), 1)
    return -torch.where(wanted > 0, chances.gather(1, wanted[:, None])[:, 0], nothing)


def train(documents: Sequence[Document], vectors: np.ndarray, epochs: int = EPOCHS, seed: int = 1) -> Network:
    """Return a network trained on the documents."""
    torch.manual_seed(seed)
    network = Network(vectors, documents[0].evidence.flags.shape[1], documents[0].known.width, WIDTH, DROPOUT)
    return _learn(network, documents, epochs, RATE, seed, first=0)


def settle(network: Network, documents: Sequence[Document], seed: int = 1) -> Network:
    """Train a network that has learned for some more epochs, at a lower rate."""
    torch.manual_seed(seed)
    return _learn(network, documents, SETTLE_EPOCHS, SETTLE_RATE, seed, first=1)


def _learn(network: Network, documents: Sequence[Document], epochs: int, rate: float, seed: int, first: int) -> Network:
    """Train for `epochs`, of which the one of number 0 learns about edges alone."""
    torch.use_deterministic_algorithms(True)
    order = random.Random(seed)
    optimizer = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=DECAY)
    steps = -(-len(documents) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=epochs * steps, pct_start=0.1)
    shuffled = list(documents)
    network.train()
    for epoch in range(first, first + epochs):
        order.shuffle(shuffled)
        total = 0.0
        for at in range(0, len(shuffled), BATCH):
            loss = _loss(network, shuffled[at : at + BATCH], spans=epoch > 0)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
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
    return loss + both / len(documents) / _SPANS


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


@dataclass(frozen=True)
class Setting:
    """What every step needs: where the texts are, and what a reader is made of."""

    shared: Path
    work: Path
    words: list[str]
    vectors: np.ndarray

    def documents(self, rows: Iterable[Labelled], known: KnownStrings, near: Near = NARROW) -> list[Document]:
        """Return the documents of labelled texts, their strings looked up in `known`."""
        vocabulary = Vocabulary()
        surnames = [fold(entry["form"]) for entry in vocabulary.entries(schemas.SURNAMES)]
        reader = Reader(Words(self.words, surnames), Phrases(phrases_of(vocabulary)), known, near)
        return [found for row in rows if (found := read(row, reader)) is not None]


def first_strings(setting: Setting, number: int) -> None:
    """Train on one half of the texts, read the raw news, and write what was counted."""
    torch.set_num_threads(1)
    rows = list(names(setting.shared))
    mine = [row for row in rows if row.part == "train" and half(row.id) == number]
    network = train(setting.documents(mine, no_strings()), setting.vectors, FIRST_EPOCHS)
    path = setting.work / f"first{number}.npz"
    save_model(path, network.export(), setting.words, np.zeros(0, np.uint32), np.zeros((0, ROW), np.uint8), 1.0)
    counts = count_strings(
        Decision(Vocabulary(), load_model(path), NARROW), raw(setting.shared, {row.id for row in rows})
    )
    with (setting.work / f"strings{number}.pkl").open("wb") as file:
        pickle.dump({string: row for string, row in counts.items() if row[-1] > 1}, file)


def final_model(setting: Setting, tuned: bool) -> tuple[Network, float]:
    """Train on the texts of `train`, each knowing what the other half said, and where `tuned` on those of `tune`.

    Returns:
        The network, and where not `tuned` the temperature on the texts of `tune`.
    """
    torch.set_num_threads(1)
    counts = _counts(setting)
    network = train(_documents(setting, counts, tuned, NARROW, 1), setting.vectors)
    network = settle(network, _documents(setting, counts, tuned, NEAR, _SENTENCES))
    tune = [row for row in names(setting.shared) if row.part == "tune"]
    return network, 1.0 if tuned else temperature_of(network, setting.documents(tune, _known(*table(counts)), NEAR))


def _documents(setting: Setting, counts: list[Counts], tuned: bool, near: Near, sentences: int) -> list[Document]:
    """Return what the final model learns from, each single sentence so many times."""
    both = _known(*table(counts))
    rows = [row for row in names(setting.shared) if row.part != "blind"]
    documents = [
        document
        for document in setting.documents(annotated(setting.shared), both, near)
        for _ in range(_TIMES if len(document.gold) > _WHOLE else sentences)
    ]
    learned = [row for row in rows if row.part == "train"]
    documents += setting.documents(made_up(learned, _MADE_UP), both, near)
    for number in (0, 1):
        other = _known(*table([counts[1 - number]]))
        documents += setting.documents((row for row in learned if half(row.id) == number), other, near)
    tune = (row for row in rows if row.part == "tune") if tuned else ()
    return documents + setting.documents(tune, both, near)


def _counts(setting: Setting) -> list[Counts]:
    return [pickle.loads((setting.work / f"strings{number}.pkl").read_bytes()) for number in (0, 1)]


def _known(keys: np.ndarray, rows: np.ndarray) -> KnownStrings:
    return KnownStrings(keys, rows.astype(np.float32) / 255)


def main() -> None:
    """Train and write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    cached = args.work / "vectors.npz"
    if not cached.exists():
        write_sentences(raw(args.shared, {row.id for row in names(args.shared)}), args.work / "sentences.txt")
        words, vectors = train_vectors(args.work / "sentences.txt")
        np.savez(cached, words=np.array(words), vectors=vectors)
    with np.load(cached) as stored:
        setting = Setting(args.shared, args.work, stored["words"].tolist(), stored["vectors"])
    missing = [number for number in (0, 1) if not (args.work / f"strings{number}.pkl").exists()]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.starmap(first_strings, [(setting, number) for number in missing])
        (_, temperature), (network, _) = pool.starmap(final_model, [(setting, False), (setting, True)])
    keys, rows = table(_counts(setting))
    save_model(args.out, network.export(), setting.words, keys, rows, temperature)
    digest = hashlib.sha256(args.out.read_bytes()).hexdigest()
    print(f"{args.out}: {args.out.stat().st_size} bytes, sha256 {digest}")
    print(f"{len(keys)} strings, temperature {temperature:.2f}")


if __name__ == "__main__":
    main()
