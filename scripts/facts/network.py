"""The network of `bpextract.relations.network` in PyTorch, to be trained; `export` gives the arrays that it reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from bpextract.decision.words import SHAPES
from bpextract.relations.network import FIELDS, LONGEST, MATCH, POINTERS, REACHES
from bpextract.relations.passages import BETWEEN, DISTANCES, INSIDE, SENTENCES, Passages, Windows
from bpextract.relations.reading import FLAGS, KINDS

CLASSES = {"distance": DISTANCES, "inside": INSIDE, "sentence": SENTENCES, "between": BETWEEN, "marks": BETWEEN}


@dataclass(frozen=True)
class Batch:
    """Passages of several texts, one after the other; `windows` has the columns of `Windows`, their rows shifted."""

    forms: Tensor
    shapes: Tensor
    flags: Tensor
    real: Tensor
    windows: dict[str, Tensor]
    offsets: list[tuple[int, int, int]]

    @classmethod
    def of(cls, many: Sequence[tuple[Passages, Windows]]) -> "Batch":
        """Return the batch; `offsets` has the first window row, the first figure and the first row of each text."""
        rows = figures = at = 0
        windows: dict[str, list[np.ndarray]] = {}
        offsets = []
        for one, w in many:
            offsets.append((at, figures, rows))
            parts = {name: getattr(w, name) for name in CLASSES}
            parts |= {
                "rows": w.rows + rows,
                "owners": np.where(w.owners >= 0, w.owners + figures, -1),
                "heads": w.heads + at,
                "kinds": w.kinds,
            }
            for name, values in parts.items():
                windows.setdefault(name, []).append(values)
            rows, figures, at = rows + len(one.tokens), figures + len(w.heads), at + len(w.rows)
        return cls(
            torch.tensor(np.concatenate([one.forms for one, _ in many])),
            torch.tensor(np.concatenate([one.shapes for one, _ in many])),
            torch.tensor(np.concatenate([one.flags for one, _ in many])),
            torch.tensor(np.concatenate([one.tokens >= 0 for one, _ in many]))[:, None].float(),
            {name: torch.tensor(np.concatenate(values)) for name, values in windows.items()},
            offsets,
        )


class Scores(NamedTuple):
    """Scores of window rows, what beginnings and ends are compared by, scores of nothing, and what was read.

    `read` has a row for each row of the passages, `asking` for each figure.
    """

    rows: Tensor
    query: Tensor
    key: Tensor
    nothing: Tensor
    read: Tensor
    asking: Tensor


def convolve(layer: nn.Linear, values: Tensor, reach: int = 1) -> Tensor:
    """Return what a convolution of three tokens, `reach` apart, makes of the rows."""
    edge = values.new_zeros(reach, values.shape[1])
    before, after = torch.cat([edge, values[:-reach]]), torch.cat([values[reach:], edge])
    return torch.relu(layer(torch.cat([before, values, after], 1)))


class Network(nn.Module):
    """See `bpextract.relations.network`; dropout and words left out at random are for training."""

    def __init__(self, vectors: np.ndarray, width: int, inner: int, dropout: float, tags: int = 0) -> None:
        super().__init__()
        table = np.vstack([np.zeros((1, vectors.shape[1]), np.float32), 0.5 * vectors / vectors.std()])
        self.word = nn.Embedding.from_pretrained(torch.tensor(table, dtype=torch.float32), freeze=False)
        self.shape = nn.Embedding(SHAPES, 8)
        token = vectors.shape[1] + 8 + FLAGS
        self.first = nn.Linear(3 * token, width)
        self.second, self.third = (nn.Linear(3 * width, width) for _ in range(2))
        self.into = nn.Linear(width, inner)
        for name, size in CLASSES.items():
            setattr(self, name, nn.Embedding(size, inner))
        self.kind = nn.Embedding(len(KINDS), inner)
        self.convolutions = nn.ModuleList([nn.Linear(3 * inner, inner) for _ in REACHES])
        self.over = nn.Linear(2 * inner, inner)
        self.last = nn.Linear(3 * inner, inner)
        self.out = nn.Linear(inner, 2 * len(FIELDS) + len(POINTERS))
        self.none = nn.Linear(2 * inner, len(FIELDS) + len(POINTERS))
        self.query, self.key = (nn.Linear(inner, len(FIELDS) * MATCH) for _ in range(2))
        self.length = nn.Embedding(LONGEST, len(FIELDS))
        nn.init.zeros_(self.length.weight)
        for embedding in [self.kind, *(getattr(self, name) for name in CLASSES)]:
            nn.init.normal_(embedding.weight, 0, 0.2)
        self.width, self.inner, self.rate, self.word_rate = width, inner, dropout, 0.08
        self.tags = nn.Linear(width, tags) if tags else None

    def _drop(self, values: Tensor, share: float = 1.0) -> Tensor:
        return functional.dropout(values, self.rate * share, self.training)

    def encode(self, forms: Tensor, shapes: Tensor, flags: Tensor, real: Tensor) -> Tensor:
        """Return the state of each row of the passages."""
        if self.training:
            forms = torch.where(torch.rand(len(forms)) < self.word_rate, 0, forms)
        values = torch.cat([self.word(forms), self.shape(shapes), flags], 1) * real
        state = self._drop(convolve(self.first, self._drop(values, 0.5))) * real
        state = self._drop(state + convolve(self.second, state)) * real
        return self._drop(state + convolve(self.third, state, 2)) * real

    def scores(self, batch: Batch) -> "Scores":
        """Return what the network says of the rows of windows."""
        w = batch.windows
        state = self.encode(batch.forms, batch.shapes, batch.flags, batch.real)
        owners = w["owners"]
        real = (owners >= 0)[:, None].float()
        figures = len(w["heads"])
        hidden = self.into(state)[w["rows"]] + self.kind(w["kinds"])[owners.clamp(min=0)]
        for name in CLASSES:
            hidden = hidden + getattr(self, name)(w[name])
        hidden = self._drop(torch.relu(hidden)) * real
        for layer, reach in zip(self.convolutions, REACHES, strict=True):
            hidden = self._drop(hidden + convolve(layer, hidden, reach)) * real
        index = torch.where(owners >= 0, owners, figures)[:, None].expand(-1, self.inner)
        pooled = hidden.new_zeros(figures + 1, self.inner).scatter_reduce(0, index, hidden, "amax", include_self=True)
        both = torch.cat([pooled[:figures], hidden[w["heads"]]], 1)
        hidden = self._drop(hidden + torch.relu(self.over(both))[owners.clamp(min=0)]) * real
        hidden = self._drop(hidden + convolve(self.last, hidden)) * real
        nothing = self.none(torch.cat([pooled[:figures], hidden[w["heads"]]], 1))
        return Scores(self.out(hidden), self.query(hidden), self.key(hidden), nothing, state, hidden[w["heads"]])

    def export(self) -> dict[str, np.ndarray]:
        """Return the weights as `bpextract.relations.network.Network` takes them."""
        arrays: dict[str, np.ndarray] = {}
        named = [(name, module) for name, module in self.named_children() if name not in ("tags", "convolutions")]
        named += [(f"conv{number}", layer) for number, layer in enumerate(self.convolutions)]
        for name, module in named:
            if isinstance(module, nn.Embedding):
                arrays[name] = module.weight.detach().numpy()
            elif isinstance(module, nn.Linear):
                arrays[f"{name}.weight"] = module.weight.detach().numpy().T
                arrays[f"{name}.bias"] = module.bias.detach().numpy()
        return arrays
