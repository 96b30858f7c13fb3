"""The model: a convolution over the passages that hold figures, then one over the window of each figure.

What the words are (their vector, spelling, the mentions they belong to) passes through three convolutions, once for
all figures of a passage. In the window of a figure each row then learns how it stands to the figure: how far, on which
side, in which sentence, with how many figures and marks between. Three convolutions that look ever further, and what
was strongest in the whole window, end in scores: for each of `FIELDS` how well its answer begins and ends with the
row, given where it begins; for each of `POINTERS` how well a mention that begins with the row answers; and for all of
them how well nothing does. Everything is arrays; scripts/facts/train.py learns the weights.
"""

from collections.abc import Mapping
from functools import reduce
from typing import NamedTuple

import numpy as np

from bpextract.learned.arrays import Array
from bpextract.relations.passages import Passages, Windows

FIELDS = ("what", "action", "state", "subject", "baseline")
"""What is answered with words of the text."""
POINTERS = ("place", "date")
"""What is answered with a mention of that label."""
REACHES = (1, 2, 4)
"""How far each convolution over a window looks."""
LONGEST = 24
"""Tokens of the longest answer."""
MATCH = 12
"""Numbers by which a beginning and an end are compared."""
_CLASSES = (("distance", "inside", "sentence"), ("between", "marks"))


class Scores(NamedTuple):
    """What the network says of the rows of windows.

    Attributes:
        rows: for each row how well each of `FIELDS` begins with it, and ends with it, and of `POINTERS`.
        states: for each row of the windows what the network has read of it.
        keys: for each row and field, the numbers by which it is compared, as an end, with a beginning.
        nothing: for each figure, how well nothing answers each of `FIELDS` and `POINTERS`.
    """

    rows: Array
    states: Array
    keys: Array
    nothing: Array


def _relu(values: Array) -> Array:
    np.maximum(values, 0.0, out=values)
    return values


def _every_sum(first: Array, second: Array) -> Array:
    """Return the sum of each row of the first table and each of the second."""
    found: Array = (first[:, None] + second[None]).reshape(-1, first.shape[1])
    return found


class Network:
    """Scores the rows of windows with learned weights."""

    def __init__(self, weights: Mapping[str, Array]) -> None:
        self._w = {name: np.ascontiguousarray(array, np.float32) for name, array in weights.items()}
        names = ("first", "second", "third", "last", *(f"conv{number}" for number in range(len(REACHES))))
        # The matrix of a convolution for the row before, the row itself and the one after, side by side.
        self._aside = {name: np.hstack(np.split(self._w[f"{name}.weight"], 3)) for name in names}
        # The first one's products of each word and of each class of spelling are worked out once.
        sizes = [self._w["word"].shape[1], self._w["word"].shape[1] + self._w["shape"].shape[1]]
        of_words, of_shapes, self._of_flags = np.split(self._aside.pop("first"), sizes)
        # How a row stands to its figure: the sums of the vectors of several classes, for each combination of them.
        self._sizes = {names: tuple(len(self._w[name]) for name in names) for names in _CLASSES}
        self._tables = {names: reduce(_every_sum, [self._w[name] for name in names]) for names in _CLASSES}
        self._words, self._shapes = self._w["word"] @ of_words, self._w["shape"] @ of_shapes

    def __reduce__(self) -> "tuple[type[Network], tuple[dict[str, Array]]]":
        return Network, (self._w,)

    def _linear(self, name: str, values: Array) -> Array:
        found: Array = values @ self._w[f"{name}.weight"]
        found += self._w[f"{name}.bias"]
        return found

    def _convolve(self, name: str, values: Array, reach: int = 1) -> Array:
        return self._join(name, values @ self._aside[name], reach)

    def _join(self, name: str, sides: Array, reach: int = 1) -> Array:
        """Return what a convolution makes of its products, side by side: of a row as the one before, here, after."""
        width = sides.shape[1] // 3
        found = sides[:, width : 2 * width] + self._w[f"{name}.bias"]
        found[reach:] += sides[:-reach, :width]
        found[:-reach] += sides[reach:, 2 * width :]
        return _relu(found)

    def encode(self, passages: Passages) -> Array:
        """Return what is read of each row of the passages, whatever the figure."""
        empty = np.flatnonzero(passages.tokens < 0)
        sides = self._words[passages.forms]
        sides += self._shapes[passages.shapes]
        sides += passages.flags @ self._of_flags
        sides[empty] = 0.0
        state = self._join("first", sides)
        state[empty] = 0.0
        for name, reach in (("second", 1), ("third", 2)):
            state += self._convolve(name, state, reach)
            state[empty] = 0.0
        return state

    def scores(self, state: Array, windows: Windows) -> Scores:
        """Return the scores of the rows of windows over passages, of which `encode` made the `state`."""
        w = self._w
        gaps = np.flatnonzero(windows.owners < 0)
        owners = np.maximum(windows.owners, 0)
        low, high = windows.rows[windows.owners >= 0].min(), windows.rows.max() + 1  # of a long text a part
        hidden = self._linear("into", state[low:high])[np.maximum(windows.rows - low, 0)]
        hidden += w["kind"][windows.kinds][owners]
        for names, table in self._tables.items():
            hidden += table[np.ravel_multi_index([getattr(windows, name) for name in names], self._sizes[names])]
        hidden = _relu(hidden)
        hidden[gaps] = 0.0
        for number, reach in enumerate(REACHES):
            hidden += self._convolve(f"conv{number}", hidden, reach)
            hidden[gaps] = 0.0
        pooled = np.maximum.reduceat(hidden, windows.spans[:, 0], axis=0)
        over = _relu(self._linear("over", np.concatenate([pooled, hidden[windows.heads]], axis=1)))
        hidden += over[owners]
        hidden[gaps] = 0.0
        hidden += self._convolve("last", hidden)
        nothing = self._linear("none", np.concatenate([pooled, hidden[windows.heads]], axis=1))
        return Scores(self._linear("out", hidden), hidden, self._linear("key", hidden), nothing)

    def ends(self, scores: Scores, rows: Array, column: int) -> Array:
        """Return how well an answer of a field that begins with each of `rows` ends with it and with each row after it.

        Args:
            column: the number of the field in `FIELDS`.

        Returns:
            `LONGEST` columns; those beyond the last row of all are minus infinity.
        """
        after = rows[:, None] + np.arange(LONGEST)
        inside = after < len(scores.rows)
        after = np.minimum(after, len(scores.rows) - 1)
        match = slice(column * MATCH, (column + 1) * MATCH)
        queries = scores.states[rows] @ self._w["query.weight"][:, match] + self._w["query.bias"][match]
        alike = np.einsum("nm,nlm->nl", queries, scores.keys[after, match])
        found: Array = scores.rows[after, len(FIELDS) + column] + alike + self._w["length"][:, column]
        return np.where(inside, found, -np.inf)
