"""What trained models say of the names in raw news, as a lesson for a smaller one that is faster.

Hinton, Vinyals and Dean 2015, "Distilling the knowledge in a neural network": chances teach more than labels, and there
is far more raw news than anybody has labelled.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from data import Labelled, lines
from documents import Document, spans_of
from network import Batch, Network
from torch import Tensor

from bpextract.decision.lattice import pairs
from bpextract.decision.network import LONGEST

RAW = {
    "news-2025-2026": 1400, "news-2016-2020-eight-topics": 5600, "news-2017-aggregator": 1800,
    "news-2016-2020-politics-law": 1600,
}  # fmt: skip
"""Articles that are read of each file of raw news."""
_SHORTEST, _LONGEST = 300, 5000  # characters of an article that is read
_LIKELY = 0.02  # the probability of an edge from which spans are learned about
_SPANS = 60  # about the spans of a document, to weigh them against its edges


@dataclass
class Taught:
    """A document with the mean of what its teachers say: chances of each label, in half precision.

    Attributes:
        begins, ends: of a name that begins, or ends, with each row.
        firsts, pasts: the rows of the spans that are likely enough; before, after: their chances by either score.
    """

    document: Document
    begins: Tensor
    ends: Tensor
    firsts: np.ndarray
    pasts: np.ndarray
    before: Tensor
    after: Tensor


def unlabelled(shared: Path, without: set[str]) -> Iterator[Labelled]:
    """Yield some articles of the raw news, but none whose id is in `without`."""
    chosen = random.Random(7)
    for name, size in RAW.items():
        rows = [
            row
            for row in lines(shared / "raw" / f"{name}.jsonl.gz")
            if row["id"] not in without and _SHORTEST < len(row["text"]) < _LONGEST
        ]
        for row in chosen.sample(rows, min(size, len(rows))):
            title = f"{row['title']}\n" if row.get("title") else ""
            yield Labelled(row["id"], "", "raw", title + row["text"], [])


def teach(teachers: Sequence[Network], documents: Sequence[Document]) -> Iterator[Taught]:
    """Yield the documents with what the teachers say of them."""
    for document in documents:
        with torch.no_grad():
            yield _teach(teachers, document)


def _teach(teachers: Sequence[Network], document: Document) -> Taught:
    batch = Batch.of([(document.evidence, document.attributes)])
    states = [(teacher, teacher.encode(batch)) for teacher in teachers]
    begins = _mean([teacher.start(state) for teacher, state in states])
    ends = _mean([teacher.end(state) for teacher, state in states])
    inside = batch.real[:, 0].numpy() > 0
    likely = [np.flatnonzero(((1 - chances[:, 0]).numpy() > _LIKELY) & inside) for chances in (begins, ends)]
    firsts, pasts = pairs(*likely, batch.sentences, LONGEST)
    before = after = begins[:0]
    if len(firsts):
        known, strings = spans_of([document], batch.offsets, np.zeros(len(firsts), int), firsts, pasts)
        spans = list(map(torch.tensor, (firsts, pasts, known, strings)))
        scores = [teacher.spans(state, *spans) for teacher, state in states]
        before, after = (_mean([score[number] for score in scores]) for number in (0, 1))
    return Taught(document, begins.half(), ends.half(), firsts, pasts, before.half(), after.half())


def soft_loss(network: Network, many: Sequence[Taught]) -> Tensor:
    """Return how far the network is from what its teachers say of some documents."""
    documents = [one.document for one in many]
    batch = Batch.of([(one.evidence, one.attributes) for one in documents])
    state, real = network.encode(batch), batch.real[:, 0] > 0
    loss = _apart(network.start(state)[real], torch.cat([one.begins for one in many])[real]).mean()
    loss = loss + _apart(network.end(state)[real], torch.cat([one.ends for one in many])[real]).mean()
    firsts, pasts = (
        np.concatenate([getattr(one, name) + offset for one, offset in zip(many, batch.offsets, strict=True)])
        for name in ("firsts", "pasts")
    )
    if not len(firsts):
        return loss
    owner = np.repeat(np.arange(len(many)), [len(one.firsts) for one in many])
    known, strings = spans_of(documents, batch.offsets, owner, firsts, pasts)
    before, after = network.spans(state, *map(torch.tensor, (firsts, pasts, known, strings)))
    both = _apart(before, torch.cat([one.before for one in many])).sum()
    both = both + _apart(after, torch.cat([one.after for one in many])).sum()
    return loss + both / len(many) / _SPANS


def _mean(scores: Sequence[Tensor]) -> Tensor:
    return torch.stack([torch.softmax(score, 1) for score in scores]).mean(0)


def _apart(scores: Tensor, wanted: Tensor) -> Tensor:
    return -(wanted.float() * torch.log_softmax(scores, 1)).sum(1)
