"""What several models agree on about the figures of raw news, as a lesson for a smaller one.

Together they are right more often than each of them, and raw news has far more figures than readers have answered, so
that the small model becomes better than its teachers (Hinton, Vinyals and Dean 2015, "Distilling the knowledge in a
neural network").
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from data import lines
from documents import Document
from model import Model, asked_of
from network import Batch
from torch import Tensor

from bpextract.relations.network import POINTERS

RAW = {
    "news-2016-2020-eight-topics": 5200, "news-2016-2020-politics-law": 2600, "news-2017-aggregator": 1800,
    "news-2025-2026": 1400,
}  # fmt: skip
"""Articles that are read of each file of raw news."""
_SHORTEST, _LONGEST = 300, 7000  # characters of an article that is read
_TOGETHER = 8
_LEAST = -30.0  # the least log of a chance that is learned from


@dataclass
class Taught:
    """A document with the mean of what its teachers say: chances, in half precision as there are many.

    Attributes:
        begins: by figure and field, the chance of each row of the window; last of none.
        starts: the likeliest row (of the windows of the document); weights: its chance, 0 where none is likelier.
        ends: by figure and field, the chance of each end, where the answer begins with that row.
        pointed: by pointer, the chance of each candidate of each figure; last of none.
    """

    document: Document
    begins: Tensor
    starts: Tensor
    weights: Tensor
    ends: Tensor
    pointed: Mapping[str, Tensor]


def raw_texts(shared: Path, without: set[str]) -> Iterator[str]:
    """Yield the texts of some articles of the raw news, but of none whose id is in `without`."""
    chosen = random.Random(7)
    for name, size in RAW.items():
        rows = [
            row
            for row in lines(shared / "raw" / f"{name}.jsonl.gz")
            if row["id"] not in without and _SHORTEST < len(row["text"]) < _LONGEST
        ]
        for row in chosen.sample(rows, min(size, len(rows))):
            title = f"{row['title']}\n" if row.get("title") else ""
            yield title + row["text"]


def teach(teachers: Sequence[Model], documents: Sequence[Document]) -> Iterator[Taught]:
    """Yield the documents with what the teachers say of them."""
    for at in range(0, len(documents), _TOGETHER):
        with torch.no_grad():
            yield from _teach(teachers, documents[at : at + _TOGETHER])


def _teach(teachers: Sequence[Model], many: Sequence[Document]) -> Iterator[Taught]:
    batch, firsts, pasts = _windows(many)
    said = [(teacher, teacher.network.scores(batch)) for teacher in teachers]
    begins = _mean([teacher.begins(scores, firsts, pasts) for teacher, scores in said])
    best = begins.argmax(2)
    none = best == begins.shape[2] - 1
    starts = firsts[:, None] + torch.where(none, 0, best)
    weights = torch.where(none, 0.0, begins.gather(2, best[:, :, None])[:, :, 0])
    ends = _mean([teacher.ends(scores, starts, pasts) for teacher, scores in said])
    asked = {name: list(asked_of(name, many, batch)) for name in POINTERS}
    pointed = {name: _mean([t.pointed(name, asked[name], scores) for t, scores in said]) for name in POINTERS}
    for one, (row, figure, _) in zip(many, batch.offsets, strict=True):
        mine = slice(figure, figure + len(one.windows.heads))
        longest = int((pasts[mine] - firsts[mine]).max())
        offered = {name: max(len(each.pointed.rows) for each in asked[name][mine]) for name in POINTERS}
        yield Taught(
            one,
            _cut(begins[mine], longest),
            (starts[mine] - row).int(),
            weights[mine].half(),
            ends[mine].half(),
            {name: _cut(chances[mine], offered[name]) for name, chances in pointed.items()},
        )


def soft_loss(model: Model, many: Sequence[Taught]) -> Tensor:
    """Return how far the model is from what its teachers say of some documents, over their figures."""
    documents = [one.document for one in many]
    batch, firsts, pasts = _windows(documents)
    said = model.network.scores(batch)
    begins = model.begins(said, firsts, pasts)
    loss = _apart(begins, _joined([one.begins for one in many], begins.shape[2]))
    starts = torch.cat([one.starts.long() + offset[0] for one, offset in zip(many, batch.offsets, strict=True)])
    weights = torch.cat([one.weights for one in many]).float()[:, :, None]
    loss = loss + _apart(model.ends(said, starts, pasts), weights * torch.cat([one.ends for one in many]).float())
    for name in POINTERS:
        chances = model.pointed(name, list(asked_of(name, documents, batch)), said)
        loss = loss + _apart(chances, _joined([one.pointed[name] for one in many], chances.shape[1]))
    return loss / len(firsts)


def _windows(many: Sequence[Document]) -> tuple[Batch, Tensor, Tensor]:
    """Return the batch of some documents, and the first row of each window and the one after its last."""
    batch = Batch.of([(one.passages, one.windows) for one in many])
    moved = [torch.tensor(one.windows.spans) + offset[0] for one, offset in zip(many, batch.offsets, strict=True)]
    spans = torch.cat(moved)
    return batch, spans[:, 0], spans[:, 1]


def _mean(logs: Sequence[Tensor]) -> Tensor:
    return torch.stack(list(logs)).exp().mean(0)


def _cut(chances: Tensor, size: int) -> Tensor:
    """Return the first `size` chances and the last, that of none, in half precision."""
    return torch.cat([chances[..., :size], chances[..., -1:]], -1).half()


def _joined(parts: Sequence[Tensor], size: int) -> Tensor:
    """Return the chances of several documents below each other, with zeros before that of none."""
    wide = [torch.cat([p[..., :-1], p.new_zeros(*p.shape[:-1], size - p.shape[-1]), p[..., -1:]], -1) for p in parts]
    return torch.cat(wide).float()


def _apart(logs: Tensor, wanted: Tensor) -> Tensor:
    return -(wanted * logs.clamp(min=_LEAST)).sum()
