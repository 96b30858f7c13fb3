"""What the model reads around the figures of a text: arrays with a row for each token of their passages."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from bpextract.annotation import Annotation
from bpextract.decision.words import SHAPES, shape_of
from bpextract.mentions import FigureMention
from bpextract.text.folding import fold

Array = np.ndarray[Any, np.dtype[Any]]

BEFORE, AFTER = 48, 16  # tokens of a figure's window, before and after the figure
_MARGIN = 4  # tokens around a window that its edge is read with
GAP = 4  # empty rows between passages and between windows, so that no convolution reads across
LABELS = ("PERSON", "ROLE", "PLACE", "ORG", "FIGURE", "DATE")
FLAGS = 2 * len(LABELS) + 2 + 3
"""For each label, and for other names, whether one begins with the token and whether it lies in one; and the layout."""
KINDS = (
    "count", "money", "length", "area", "volume", "mass", "duration", "age", "percent", "speed", "temperature", "score",
    "ratio", "other",
)  # fmt: skip
_STEPS = (1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 17, 23, 31, 43)  # distances in tokens that are told apart
DISTANCES = 2 * (len(_STEPS) + 1) + 1
BETWEEN = 7  # three or more on either side
SENTENCES = 4  # two or more before, the one before, the figure's own, one after
INSIDE = 3  # outside the figure, its number, its unit
_MOST = 3
_KEPT = 200_000  # words remembered before all are forgotten, so that a long job's memory is bounded
_MARKS = frozenset(",;:()-–.")
LINE_END = re.compile("\n")
NUMBER = "0"
"""The form that stands for all numbers."""


class Forms:
    """Numbers the folded tokens that have a vector, from 1, and the classes of spellings; 0 is any other form.

    What was looked up is remembered; several threads may share one, and it pickles without what it remembers.
    """

    def __init__(self, forms: Sequence[str]) -> None:
        self.forms = list(forms)
        self._ids = {form: number for number, form in enumerate(forms, 1)}
        self._seen: dict[str, int] = {}

    def __reduce__(self) -> "tuple[type[Forms], tuple[list[str]]]":
        return Forms, (self.forms,)

    def find(self, words: Sequence[str]) -> tuple[Array, Array]:
        """Return the number of the form of each word, and the class of its spelling."""
        seen = self._seen
        try:
            found = np.fromiter(map(seen.__getitem__, words), np.intp, len(words))
        except KeyError:
            if len(seen) > _KEPT:
                seen = self._seen = {}
            for word in words:
                if word not in seen:
                    number = self._ids.get(NUMBER if word[0].isdigit() else fold(word), 0)
                    seen[word] = number * SHAPES + shape_of(word)
            found = np.fromiter(map(seen.__getitem__, words), np.intp, len(words))
        return found // SHAPES, found % SHAPES


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


class _Layout(NamedTuple):
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
        layout: see `_Layout`.
    """

    tokens: Array
    row_of: Array
    forms: Array
    shapes: Array
    flags: Array
    layout: _Layout

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


def read(annotation: Annotation, forms: Forms) -> Passages | None:
    """Return what stands around the FIGURE mentions of a text, or None where it has none."""
    figures = annotation.figures
    tokens = annotation.tokens
    if not figures:
        return None
    firsts = np.array([tokens.at(figure.start) for figure in figures])
    pasts = np.maximum(firsts + 1, [tokens.before(figure.end) for figure in figures])
    starts = [sentence.start for sentence in annotation.sentences]
    closes = [annotation.sentences[annotation.sentence_at(figure.start)].end for figure in figures]
    lows = np.maximum(firsts - BEFORE, 0)
    highs = np.minimum(pasts + AFTER, np.maximum(pasts, [tokens.before(close) for close in closes]))
    named = [tokens.at(mention.start) for label in ("PLACE", "DATE") for mention in annotation.mentions.get(label, ())]
    near = np.array(named, np.intp)
    kept, place = _passages(np.r_[lows, near], np.r_[highs, near + 1], len(tokens))
    row_of = np.zeros(len(tokens), np.intp)
    real = place >= 0
    row_of[kept] = np.flatnonzero(real)
    flags = np.zeros((len(place), FLAGS), np.float32)
    sentences = np.searchsorted(starts, tokens.offsets()[0][kept], "right")
    flags[real] = _flags(annotation, kept, sentences)
    words = [tokens.words[token] for token in kept.tolist()]
    known, shapes = (np.zeros(len(place), np.intp) for _ in range(2))
    known[real], shapes[real] = forms.find(words)
    sentence_of = np.zeros(len(tokens), np.intp)
    sentence_of[kept] = sentences
    marks, counted = (np.zeros(len(tokens) + 1, np.intp) for _ in range(2))
    marks[kept + 1] = [word in _MARKS for word in words]
    np.add.at(counted, firsts + 1, 1)
    units = [_unit_token(annotation, figure, past) for figure, past in zip(figures, pasts.tolist(), strict=True)]
    kinds = np.array([_KIND_NUMBERS.get(figure.kind, len(KINDS) - 1) for figure in figures])
    layout = _Layout(
        row_of, sentence_of, np.cumsum(counted), np.cumsum(marks), firsts, pasts, lows, highs, np.array(units), kinds
    )
    return Passages(place, row_of, known, shapes, flags, layout)


def _passages(lows: Array, highs: Array, size: int) -> tuple[Array, Array]:
    """Return the tokens of the windows with their margins, and the token of each row: -1 in the gaps."""
    steps = np.zeros(size + 1, np.intp)
    np.add.at(steps, np.maximum(lows - _MARGIN, 0), 1)
    np.add.at(steps, np.minimum(highs + _MARGIN, size), -1)
    kept = np.flatnonzero(np.cumsum(steps)[:size])
    passage = np.cumsum(np.r_[1, np.diff(kept) > 1])
    place = np.full(len(kept) + GAP * (int(passage[-1]) + 1), -1)
    place[np.arange(len(kept)) + GAP * passage] = kept
    return kept, place


def _flags(annotation: Annotation, kept: Array, sentences: Array) -> Array:
    tokens = annotation.tokens
    marked = np.zeros((len(tokens), FLAGS), np.float32)
    for column, label in enumerate(LABELS):
        for mention in annotation.mentions.get(label, ()):
            first = bisect_right(tokens.ends, mention.start)
            marked[first, 2 * column] = 1.0
            marked[first : bisect_left(tokens.starts, mention.end), 2 * column + 1] = 1.0
    column = 2 * len(LABELS)
    for name in annotation.names:
        if name.label == "X":
            marked[name.start, column] = marked[name.start : name.end, column + 1] = 1.0
    found = marked[kept]
    column += 2
    found[0, column] = 1.0
    found[1:, column] = sentences[1:] != sentences[:-1]
    starts = tokens.offsets()[0]
    lines = np.searchsorted([match.start() for match in LINE_END.finditer(annotation.text)], starts)
    found[:, column + 1] = (kept == 0) | (lines[kept] != lines[kept - 1])
    sections = {section.name for section in annotation.sections}
    if sections & {"title", "heading"}:
        named = [annotation.section_at(offset) in ("title", "heading") for offset in starts[kept].tolist()]
        found[:, column + 2] = named
    return found


def _between(sums: Array, shown: Array, first: Array, past: Array, side: Array) -> Array:
    """Return how many stand between each row and its figure, up to three on either side, as a class."""
    before = np.minimum(sums[first] - sums[np.minimum(shown + 1, first)], _MOST)
    after = np.minimum(sums[np.maximum(shown, past)] - sums[past], _MOST)
    found: Array = _MOST + np.where(side < 0, -before, np.where(side > 0, after, 0))
    return found


def _unit_token(annotation: Annotation, figure: FigureMention, past: int) -> int:
    """Return the token at which the unit or counted noun of a figure begins; `past`, its end, where it has none."""
    if not figure.unit:
        return past
    at = annotation.text.rfind(figure.unit, figure.start, figure.end)
    return past if at < 0 else annotation.tokens.at(at)


_KIND_NUMBERS: Mapping[str, int] = {kind: number for number, kind in enumerate(KINDS)}
