"""What larger models say of raw news, as a lesson for a smaller one.

Raw news has far more names than readers have labelled, so that a small model that learns what larger ones say of it
comes near them (Hinton, Vinyals and Dean 2015, "Distilling the knowledge in a neural network").
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from data import lines
from documents import Document, plain, spans_of
from network import Batch, Network
from torch import Tensor

from bpextract.decision.evidence import Reader
from bpextract.decision.lattice import pairs
from bpextract.decision.network import LONGEST

RAW = {
    "news-2016-2020-eight-topics": 11000, "news-2016-2020-politics-law": 2000, "news-2017-aggregator": 2500,
    "news-2025-2026": 7000,
}  # fmt: skip
"""Articles that are read of each file of raw news."""
_HEADLINES = "headlines-2025-2026", 2500, 6  # bundles of so many headlines with their leads
_SINGLE = 0.2  # the share of the articles that are cut to a paragraph: people ask of short texts, too
_SHORTEST, _LONGEST = 200, 4000  # characters of what is read of an article
_TOGETHER = 8
SPANS = 60  # about the spans of a document, to weigh them against its edges


@dataclass
class Taught:
    """A document with the mean of what its teachers say: chances, in half precision as there are many.

    Attributes:
        edges: for each row the chances of its labels as a start, and as an end.
        first, past: the likely spans, in rows; chances: of their labels.
    """

    document: Document
    edges: Tensor
    first: np.ndarray
    past: np.ndarray
    chances: Tensor


def raw_texts(shared: Path, without: set[str]) -> list[str]:
    """Return some texts of the raw news, in random order, but of no article whose id is in `without`."""
    chosen = random.Random(7)
    found = []
    for name, size in RAW.items():
        rows = [
            row
            for row in lines(shared / "raw" / f"{name}.jsonl.gz")
            if row["id"] not in without and len(row["text"]) > _SHORTEST
        ]
        found += [_cut(row, chosen) for row in chosen.sample(rows, min(size, len(rows)))]
    name, size, many = _HEADLINES
    rows = chosen.sample(list(lines(shared / "raw" / f"{name}.jsonl.gz")), size * many)
    found += ["\n".join(f"{r['title']}\n{r['text']}" for r in rows[at : at + many]) for at in range(0, len(rows), many)]
    chosen.shuffle(found)
    return found


def _cut(row: dict[str, str], chosen: random.Random) -> str:
    """Return the beginning of an article with its title, or one of its paragraphs."""
    if chosen.random() < _SINGLE:
        return chosen.choice([line for line in row["text"].split("\n") if line.strip()])
    title = f"{row['title']}\n" if row.get("title") else ""
    return title + row["text"][:_LONGEST]


def teach(teachers: Sequence[Network], texts: Iterable[str], reader: Reader, likely: float) -> Iterator[Taught]:
    """Yield documents of texts with what the teachers say of them.

    Args:
        likely: the chance of an edge from which spans are looked at.
    """
    documents = (document for text in texts if (document := plain(text, reader)) is not None)
    together: list[Document] = []
    for document in documents:
        together.append(document)
        if len(together) == _TOGETHER:
            yield from _teach(teachers, together, likely)
            together = []
    if together:
        yield from _teach(teachers, together, likely)


@torch.no_grad()
def _teach(teachers: Sequence[Network], many: list[Document], likely: float) -> Iterator[Taught]:
    batch = _batch(many)
    states = [teacher.encode(batch) for teacher in teachers]
    edges = _mean([_edges(teacher, state).exp() for teacher, state in zip(teachers, states, strict=True)])
    chances = 1 - edges[:, :, 0].numpy()
    inside = batch.real[:, 0].numpy() > 0
    first, past = pairs(*(np.flatnonzero((chances[:, n] > likely) & inside) for n in (0, 1)), batch.sentences, LONGEST)
    scores = edges.new_zeros(0, edges.shape[2])
    if len(first):
        owner = np.searchsorted(batch.offsets, first, "right") - 1
        asked = [torch.tensor(part) for part in (first, past, *spans_of(many, batch.offsets, owner, first, past))]
        scores = _mean([t.spans(state, *asked)[1].softmax(1) for t, state in zip(teachers, states, strict=True)])
    for document, offset in zip(many, batch.offsets, strict=True):
        end = offset + len(document.evidence)
        mine = (first >= offset) & (first < end)
        yield Taught(document, edges[offset:end].half(), first[mine] - offset, past[mine] - offset, scores[mine].half())


def soft_loss(network: Network, many: Sequence[Taught]) -> Tensor:
    """Return how far a network is from what its teachers say of some documents."""
    documents = [one.document for one in many]
    batch = _batch(documents)
    state = network.encode(batch)
    real = batch.real[:, 0] > 0
    wanted = torch.cat([one.edges for one in many]).float()
    loss = _apart(_edges(network, state)[real], wanted[real]) / real.sum()
    first, past = (
        np.concatenate([part + offset for part, offset in zip(parts, batch.offsets, strict=True)])
        for parts in ([one.first for one in many], [one.past for one in many])
    )
    if not len(first):
        return loss
    owner = np.repeat(np.arange(len(many)), [len(one.first) for one in many])
    asked = [torch.tensor(part) for part in (first, past, *spans_of(documents, batch.offsets, owner, first, past))]
    said = network.spans(state, *asked)
    chances = torch.cat([one.chances for one in many]).float()
    both = sum((_apart(scores.log_softmax(1), chances) for scores in said), loss.new_zeros(()))
    return loss + both / len(many) / SPANS


def _batch(documents: Sequence[Document]) -> Batch:
    return Batch.of([(document.evidence, document.attributes) for document in documents])


def _edges(network: Network, state: Tensor) -> Tensor:
    """Return the logs of the chances of each row as a start and as an end."""
    return torch.stack([network.start(state), network.end(state)], 1).log_softmax(2)


def _mean(chances: Sequence[Tensor]) -> Tensor:
    return torch.stack(list(chances)).mean(0)


def _apart(logs: Tensor, wanted: Tensor) -> Tensor:
    return -(wanted * logs).sum()
