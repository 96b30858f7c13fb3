"""A larger network for figures, to teach the one that ships: in the window of a figure each row attends to every one.

It reads passages as the small one does and begins with its weights there; only training needs it, so that it has no
other half in the package.
"""

from collections.abc import Mapping

import numpy as np
import torch
from model import Model
from network import CLASSES, Batch, Network, Scores, convolve
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, REACHES, DROPOUT = 128, 4, (1, 2, 4), 0.15
_SHARED = ("word", "shape", "first", "second", "third")  # what it takes over from the small one
_NEAR_ZERO = 0.02  # of the weights by which a block adds to its rows, at first


class Block(nn.Module):
    """A convolution, attention within the window, and two layers for each row, each added to what was there."""

    def __init__(self, reach: int) -> None:
        super().__init__()
        self.reach = reach
        self.norms = nn.ModuleList([nn.LayerNorm(WIDTH) for _ in range(3)])
        self.convolution = nn.Linear(3 * WIDTH, WIDTH)
        self.asking, self.joined = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.wider, self.narrower = nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH)
        for layer in (self.joined, self.narrower):
            nn.init.normal_(layer.weight, 0, _NEAR_ZERO)
            nn.init.zeros_(layer.bias)

    def forward(self, rows: Tensor, real: Tensor, windows: Tensor, inside: Tensor, dropout: float) -> Tensor:
        """Return the rows after the block.

        Args:
            real: 0 for rows of no window; windows: the rows of each window, one below the other; inside: which of
                these belong to it, as all are as long as the longest.
        """

        def dropped(values: Tensor) -> Tensor:
            return functional.dropout(values, dropout, self.training)

        rows = (rows + dropped(convolve(self.convolution, self.norms[0](rows), self.reach))) * real
        asked = self.asking(self.norms[1](rows))[windows].view(*windows.shape, 3, HEADS, WIDTH // HEADS)
        query, key, value = asked.permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=inside[:, None, None, :])
        seen = self.joined(seen.transpose(1, 2).reshape(*windows.shape, WIDTH))[inside]
        rows = rows + dropped(torch.zeros_like(rows).index_copy(0, windows[inside], seen))
        wider = functional.gelu(self.wider(self.norms[2](rows)))
        return (rows + dropped(self.narrower(wider))) * real


class Attentive(Network):
    """The network with blocks in place of the convolutions over a window."""

    def __init__(self, vectors: np.ndarray, width: int, dropout: float) -> None:
        super().__init__(vectors, width, WIDTH, dropout)
        self.convolutions = nn.ModuleList()
        self.blocks = nn.ModuleList([Block(reach) for reach in REACHES])
        self.norm = nn.LayerNorm(WIDTH)

    def scores(self, batch: Batch) -> Scores:
        """Return what the network says of the rows of windows."""
        w = batch.windows
        state = self.encode(batch.forms, batch.shapes, batch.flags, batch.real)
        owners, figures = w["owners"], len(w["heads"])
        real = (owners >= 0)[:, None].float()
        hidden = self.into(state)[w["rows"]] + self.kind(w["kinds"])[owners.clamp(min=0)]
        for name in CLASSES:
            hidden = hidden + getattr(self, name)(w[name])
        hidden = self._drop(hidden) * real
        windows, inside = _windows_of(owners, figures)
        for block in self.blocks:
            hidden = block(hidden, real, windows, inside, self.rate)
        hidden = self.norm(hidden) * real
        index = torch.where(owners >= 0, owners, figures)[:, None].expand(-1, WIDTH)
        pooled = hidden.new_zeros(figures + 1, WIDTH).scatter_reduce(0, index, hidden, "amax", include_self=True)
        both = torch.cat([pooled[:figures], hidden[w["heads"]]], 1)
        hidden = self._drop(hidden + torch.relu(self.over(both))[owners.clamp(min=0)]) * real
        hidden = self._drop(hidden + convolve(self.last, hidden)) * real
        nothing = self.none(torch.cat([pooled[:figures], hidden[w["heads"]]], 1))
        return Scores(self.out(hidden), self.query(hidden), self.key(hidden), nothing, state, hidden[w["heads"]])


def _windows_of(owners: Tensor, figures: int) -> tuple[Tensor, Tensor]:
    """Return the rows of each window, all as many as the longest has, and which of them are its own."""
    own = torch.arange(len(owners))[owners >= 0]
    sizes = torch.bincount(owners[own], minlength=figures)
    firsts = torch.full((figures,), len(owners)).scatter_reduce(0, owners[own], own, "amin")
    steps = torch.arange(int(sizes.max()))
    inside = steps < sizes[:, None]
    return torch.where(inside, firsts[:, None] + steps, firsts[:, None]), inside


def attentive(weights: Mapping[str, np.ndarray], seed: int) -> Model:
    """Return the larger model, untrained but for what it takes over from the small one with these `weights`."""
    torch.manual_seed(seed)
    network = Attentive(weights["word"][1:], len(weights["second.bias"]), DROPOUT)
    small = Model.restored(weights, 0.0).network
    for name in _SHARED:
        getattr(network, name).load_state_dict(getattr(small, name).state_dict())
    return Model(network)
