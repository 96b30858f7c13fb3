"""What the model reads around the figures of a text: arrays with a row for each token of their passages."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

import numpy as np

from bpextract.annotation import Annotation
from bpextract.decision.words import SHAPES, shape_of
from bpextract.learned.arrays import Array
from bpextract.mentions import FigureMention
from bpextract.relations.passages import GAP, Layout, Passages
from bpextract.text.folding import fold

BEFORE, AFTER = 48, 16  # tokens of a figure's window, before and after the figure
_MARGIN = 4  # tokens around a window that its edge is read with
LABELS = ("PERSON", "ROLE", "PLACE", "ORG", "FIGURE", "DATE")
FLAGS = 2 * len(LABELS) + 2 + 3
"""For each label, and for other names, whether one begins with the token and whether it lies in one; and the layout."""
KINDS = (
    "count", "money", "length", "area", "volume", "mass", "duration", "age", "percent", "speed", "temperature", "score",
    "ratio", "other",
)  # fmt: skip
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
    layout = Layout(
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


def _unit_token(annotation: Annotation, figure: FigureMention, past: int) -> int:
    """Return the token at which the unit or counted noun of a figure begins; `past`, its end, where it has none."""
    if not figure.unit:
        return past
    at = annotation.text.rfind(figure.unit, figure.start, figure.end)
    return past if at < 0 else annotation.tokens.at(at)


_KIND_NUMBERS: Mapping[str, int] = {kind: number for number, kind in enumerate(KINDS)}
