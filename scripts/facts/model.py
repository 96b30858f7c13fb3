"""The model of figures as it is trained: the network, the scorers of pointers, and how wrong both are."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import torch
from documents import Document, Pointed
from network import Batch, Network, Scores
from torch import Tensor, nn

from bpextract.relations.candidates import WIDTH
from bpextract.relations.network import FIELDS, LONGEST, MATCH, POINTERS
from bpextract.relations.reading import KINDS

HIDDEN = 24
LEAN = {"place": 1.1, "date": 0.6}  # off the score of nothing: where both are right, a place or a date is of more use
RARE = {"state": 3.0, "baseline": 2.0}  # how much more an answer counts than nothing, where answers are few
NEVER = -1e9  # the score of what can't be: a number, so that none times it is none


class _Question(NamedTuple):
    """A field of a figure: its window of rows, the figure, the number of the field, and the spans that are right."""

    first: int
    past: int
    figure: int
    column: int
    right: list[tuple[int, int] | None]


class Asked(NamedTuple):
    """The candidates of a figure within a batch: its first window row, the figure, and its first row of passages."""

    pointed: Pointed
    row: int
    figure: int
    passage: int


class Model(nn.Module):
    """The network and the scorers of pointers."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.scorers = nn.ModuleDict(
            {
                name: nn.ModuleDict(
                    {
                        "hidden": nn.Linear(WIDTH, HIDDEN),
                        "read": nn.Linear(network.width, HIDDEN, bias=False),
                        "asking": nn.Linear(network.inner, HIDDEN, bias=False),
                        "score": nn.Linear(HIDDEN, 1),
                        "none": nn.Linear(len(KINDS) + 1, 1),
                    }
                )
                for name in POINTERS
            }
        )

    def loss(self, many: Sequence[Document]) -> Tensor:
        """Return the loss of some documents that readers have answered, over their figures."""
        batch = Batch.of([(one.passages, one.windows) for one in many])
        said = self.network.scores(batch)
        questions = list(_questions(many, batch))
        total = self._span_loss(questions, said) if questions else said.rows.new_zeros(())
        for name in POINTERS:
            asked = list(asked_of(name, many, batch))
            if asked:
                chances = self.pointed(name, asked, said)
                right = torch.zeros(chances.shape, dtype=torch.bool)
                for number, each in enumerate(asked):
                    right[number, : len(each.pointed.rows)] = torch.tensor(each.pointed.right[:-1])
                    right[number, -1] = bool(each.pointed.right[-1])
                total = total - torch.logsumexp(chances.masked_fill(~right, -torch.inf), 1).sum()
        return total / sum(len(one.windows.heads) for one in many)

    def begins(self, said: Scores, firsts: Tensor, pasts: Tensor) -> Tensor:
        """Return for each figure and field the log of the chance of each row of the window as its first; last: none."""
        window = firsts[:, None] + torch.arange(int((pasts - firsts).max()))
        rows = said.rows[window.clamp(max=len(said.rows) - 1)][:, :, : len(FIELDS)].transpose(1, 2)
        rows = rows.masked_fill((window >= pasts[:, None])[:, None], NEVER)
        return torch.log_softmax(torch.cat([rows, said.nothing[:, : len(FIELDS), None]], 2), 2)

    def ends(self, said: Scores, starts: Tensor, pasts: Tensor) -> Tensor:
        """Return for each figure and field the log of the chance of each end, beginning with a row of `starts`."""
        columns = torch.arange(len(FIELDS))
        return self._ends(said, starts, pasts[:, None], columns.expand(len(starts), -1))

    def _ends(self, said: Scores, starts: Tensor, pasts: Tensor, columns: Tensor) -> Tensor:
        after = starts[..., None] + torch.arange(LONGEST)
        outside = after >= pasts[..., None]
        after = after.clamp(max=len(said.rows) - 1)
        size = len(said.rows)
        query = said.query.view(size, len(FIELDS), MATCH)[starts, columns]
        key = said.key.view(size, len(FIELDS), MATCH)[after, columns[..., None]]
        given = said.rows[after, len(FIELDS) + columns[..., None]] + (query[..., None, :] * key).sum(-1)
        given = given + self.network.length.weight.T[columns]
        return torch.log_softmax(given.masked_fill(outside, NEVER), -1)

    def _span_loss(self, questions: list[_Question], said: Scores) -> Tensor:
        """Return how unlikely the right answers are: a beginning, or nothing, and the end given the beginning."""
        firsts, pasts, figures, columns = (
            torch.tensor([getattr(q, name) for q in questions]) for name in ("first", "past", "figure", "column")
        )
        window = firsts[:, None] + torch.arange(int((pasts - firsts).max()))
        begins = said.rows[window.clamp(max=len(said.rows) - 1), columns[:, None]]
        begins = begins.masked_fill(window >= pasts[:, None], NEVER)
        chances = torch.log_softmax(torch.cat([begins, said.nothing[figures, columns][:, None]], 1), 1)
        owner = torch.tensor([number for number, q in enumerate(questions) for _ in q.right])
        none = torch.tensor([span is None for q in questions for span in q.right])
        spans = torch.tensor([span or (q.first, q.first) for q in questions for span in q.right])
        start, end = spans[:, 0], spans[:, 1]
        begun = torch.where(none, chances[owner, -1], chances[owner, start - firsts[owner]])
        ended = self._ends(said, start, pasts[owner], columns[owner])
        ended = torch.where(none, 0.0, ended[torch.arange(len(start)), end - start])
        chance = torch.zeros(len(questions)).index_add(0, owner, torch.exp(begun + ended))
        weight = torch.tensor([1.0 if None in q.right else RARE.get(FIELDS[q.column], 1.0) for q in questions])
        return -(weight * torch.log(chance.clamp(min=1e-12))).sum()

    def pointed(self, name: str, asked: Sequence[Asked], said: Scores) -> Tensor:
        """Return for each figure the log of the chance of each of its candidates; in the last column, of none."""
        scorer = self.scorers[name]
        column = POINTERS.index(name) + len(FIELDS)
        scores, nothing = said.rows[:, len(FIELDS) + column], said.nothing[:, column]
        sizes = [len(each.pointed.rows) for each in asked]
        figures = torch.tensor([each.figure for each in asked])
        owner = torch.repeat_interleave(torch.arange(len(asked)), torch.tensor(sizes))
        none = torch.tensor(np.stack([each.pointed.none for each in asked]))
        none = torch.cat([none[:, :-1], nothing[figures][:, None]], 1)
        table = torch.full((len(asked), max(sizes) + 1), NEVER)
        if len(owner):
            columns = torch.cat([torch.arange(size) for size in sizes])
            values = torch.tensor(np.concatenate([each.pointed.features for each in asked]))
            there = torch.tensor(np.concatenate([each.pointed.rows >= 0 for each in asked]))
            rows = torch.tensor(np.concatenate([each.pointed.rows + each.row for each in asked])).clamp(min=0)
            stands = torch.tensor(np.concatenate([each.pointed.stands + each.passage for each in asked]))
            score = torch.where(there, scores[rows], 0.0)
            extra = torch.stack([score, there.float(), nothing[figures[owner]]], 1)
            hidden = scorer["hidden"](torch.cat([values[:, :-3], extra], 1)) + scorer["read"](said.read[stands])
            hidden = torch.relu(hidden + scorer["asking"](said.asking[figures])[owner])
            hidden = nn.functional.dropout(hidden, 0.1, self.training)
            table = table.index_put((owner, columns), scorer["score"](hidden)[:, 0])
        return torch.log_softmax(torch.cat([table[:, :-1], scorer["none"](none)], 1), 1)

    @classmethod
    def restored(cls, weights: Mapping[str, np.ndarray], dropout: float) -> "Model":
        """Return the model of which `export` gave the weights, as a file holds them, to train it further."""
        width, inner = len(weights["second.bias"]), len(weights["into.bias"])
        model = cls(Network(weights["word"][1:], width, inner, dropout))
        layers = dict(model.network.named_children())
        layers |= {f"conv{number}": layer for number, layer in enumerate(model.network.convolutions)}
        layers |= {f"{name}.{part}": layer for name, scorer in model.scorers.items() for part, layer in scorer.items()}
        for name, layer in layers.items():
            if isinstance(layer, nn.Embedding):
                layer.load_state_dict({"weight": torch.tensor(weights[name])})
            elif isinstance(layer, nn.Linear):
                state = {"weight": torch.tensor(weights[f"{name}.weight"].T.copy())}
                if layer.bias is not None:
                    lean = LEAN.get(name.removesuffix(".none"), 0.0) if name.endswith(".none") else 0.0
                    state["bias"] = torch.tensor(weights[f"{name}.bias"] + np.float32(lean))
                layer.load_state_dict(state)
        return model

    def export(self) -> dict[str, np.ndarray]:
        """Return the weights as `bpextract.relations` takes them."""
        arrays = self.network.export()
        for name, scorer in self.scorers.items():
            for part, layer in scorer.items():
                arrays[f"{name}.{part}.weight"] = layer.weight.detach().numpy().T
                if layer.bias is not None:
                    arrays[f"{name}.{part}.bias"] = layer.bias.detach().numpy()
            arrays[f"{name}.none.bias"] = arrays[f"{name}.none.bias"] - LEAN.get(name, 0.0)
        return arrays


def _questions(many: Sequence[Document], batch: Batch) -> Iterator[_Question]:
    for one, (row, figure, _) in zip(many, batch.offsets, strict=True):
        for (number, field), right in one.spans.items():
            first, past = one.windows.spans[number].tolist()
            moved = [None if span is None else (span[0] + row, span[1] + row) for span in right]
            yield _Question(row + first, row + past, figure + number, FIELDS.index(field), moved)


def asked_of(name: str, many: Sequence[Document], batch: Batch) -> Iterator[Asked]:
    """Yield the candidates of a pointer for each figure of the documents that has any word on it."""
    for one, (row, figure, passage) in zip(many, batch.offsets, strict=True):
        for (number, of), pointed in one.pointed.items():
            if of == name:
                yield Asked(pointed, row, figure + number, passage)
