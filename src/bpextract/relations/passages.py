"""The tokens around figures as arrays: the passages of one text or of several, and the window of each figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from bpextract.learned.arrays import Array, offsets

GAP = 4  # empty rows between passages and between windows, so that no convolution reads across
_STEPS = (1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 17, 23, 31, 43)  # distances in tokens that are told apart
DISTANCES = 2 * (len(_STEPS) + 1) + 1
BETWEEN = 7  # three or more on either side
SENTENCES = 4  # two or more before, the one before, the figure's own, one after
INSIDE = 3  # outside the figure, its number, its unit
_MOST = 3


@dataclass(frozen=True, slots=True)
class Windows:
    """A window of rows for each figure, one after the other with empty rows around each.

    Attributes:
        rows: the row of the passage that each row shows, 0 (an empty one) in the gaps.
        tokens: its token, -1 in the gaps.
        owners: the figure, by its number among those whose windows these are, -1 in the gaps.
        distance, inside, sentence, between, marks: how each row stands to its figure, as numbers of classes.
        heads: the row of the first token of each figure.
        spans: the first row of each window and the one after its last.
        kinds: the kind of each figure, by its number in `KINDS`.
    """

    rows: Array
    tokens: Array
    owners: Array
    distance: Array
    inside: Array
    sentence: Array
    between: Array
    marks: Array
    heads: Array
    spans: Array
    kinds: Array


class Layout(NamedTuple):
    """Where the tokens of a text stand, and its figures: what windows are cut by.

    Attributes:
        row_of, sentence_of: of each token; counted, marks: how many figures, and marks, stand before it.
        firsts, pasts: the tokens of each figure; lows, highs: those of its window; units: where its unit begins.
        kinds: its kind, by the number in `KINDS`.
    """

    row_of: Array
    sentence_of: Array
    counted: Array
    marks: Array
    firsts: Array
    pasts: Array
    lows: Array
    highs: Array
    units: Array
    kinds: Array


@dataclass(frozen=True, slots=True)
class Passages:
    """The tokens around the figures, places and dates of a text, passage after passage, with empty rows around each.

    Attributes:
        tokens: the token of each row, -1 of an empty one.
        row_of: the row of each token of the text, 0 (an empty one) where it is not read.
        forms: the number of each row's form; shapes: the class of its spelling; flags: mentions and layout.
        layout: see `Layout`.
    """

    tokens: Array
    row_of: Array
    forms: Array
    shapes: Array
    flags: Array
    layout: Layout

    def windows(self, begin: int = 0, end: int | None = None) -> Windows:
        """Return the windows of the figures from number `begin` up to, not with, `end`: of all, when None."""
        layout, some = self.layout, slice(begin, end)
        lows, sizes = layout.lows[some], layout.highs[some] - layout.lows[some]
        begins = GAP + np.cumsum(np.r_[0, sizes[:-1] + GAP])
        total = int(begins[-1] + sizes[-1] + GAP)
        owner = np.repeat(np.arange(len(sizes)), sizes)
        inner = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        at, shown = inner + begins[owner], inner + lows[owner]
        first, past = layout.firsts[some][owner], layout.pasts[some][owner]
        before, after = shown < first, shown >= past
        side = after.astype(np.intp) - before

        def full(values: Array, empty: int = 0) -> Array:
            found = np.full(total, empty)
            found[at] = values
            return found

        away = np.where(before, first - shown, np.where(after, shown - past + 1, 0))
        step = np.searchsorted(_STEPS, away, "right")
        part = np.where(side != 0, 0, np.where(shown >= layout.units[some][owner], 2, 1))
        near = np.clip(layout.sentence_of[shown] - layout.sentence_of[first], 1 - _MOST, 1) + _MOST - 1
        return Windows(
            full(layout.row_of[shown]),
            full(shown, -1),
            full(owner, -1),
            full(np.where(after, step + len(_STEPS) + 1, step)),
            full(part),
            full(near),
            full(_between(layout.counted, shown, first, past, side)),
            full(_between(layout.marks, shown, first, past, side)),
            begins + layout.firsts[some] - lows,
            np.stack([begins, begins + sizes], axis=1),
            layout.kinds[some],
        )


def joined(parts: Sequence[Passages]) -> Passages:
    """Return the passages of several texts as those of one, whose tokens and figures are those of all in turn."""
    if len(parts) == 1:
        return parts[0]
    layouts = [part.layout for part in parts]
    tokens = offsets([len(layout.row_of) for layout in layouts])
    rows = offsets([len(part.tokens) for part in parts])

    def moved(name: str) -> Array:
        return np.concatenate([getattr(layout, name) + first for layout, first in zip(layouts, tokens, strict=True)])

    def summed(name: str) -> Array:
        sums = [getattr(layout, name) for layout in layouts]
        totals = offsets([int(each[-1]) for each in sums])
        each = [values[:-1] + before for values, before in zip(sums, totals, strict=True)]
        return np.concatenate([*each, [totals[-1] + sums[-1][-1]]])

    pairs = zip(layouts, rows, strict=True)
    layout = Layout(
        row_of=np.concatenate([np.where(each.row_of, each.row_of + at, 0) for each, at in pairs]),
        sentence_of=np.concatenate([each.sentence_of for each in layouts]),
        counted=summed("counted"),
        marks=summed("marks"),
        kinds=np.concatenate([each.kinds for each in layouts]),
        **{name: moved(name) for name in ("firsts", "pasts", "lows", "highs", "units")},
    )
    shown = [np.where(part.tokens < 0, -1, part.tokens + at) for part, at in zip(parts, tokens, strict=True)]
    return Passages(
        np.concatenate(shown),
        layout.row_of,
        np.concatenate([part.forms for part in parts]),
        np.concatenate([part.shapes for part in parts]),
        np.concatenate([part.flags for part in parts]),
        layout,
    )


def _between(sums: Array, shown: Array, first: Array, past: Array, side: Array) -> Array:
    """Return how many stand between each row and its figure, up to three on either side, as a class."""
    before = np.minimum(sums[first] - sums[np.minimum(shown + 1, first)], _MOST)
    after = np.minimum(sums[np.maximum(shown, past)] - sums[past], _MOST)
    found: Array = _MOST + np.where(side < 0, -before, np.where(side > 0, after, 0))
    return found
