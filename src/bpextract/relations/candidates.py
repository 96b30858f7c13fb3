"""Which places and dates of a text a figure may hold for, and what speaks for each: numbers for a small scorer."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from bpextract.annotation import Annotation
from bpextract.mentions import DateMention, FigureMention, Mention, PlaceMention
from bpextract.relations.reading import KINDS as FIGURE_KINDS
from bpextract.relations.reading import LINE_END, Array

_BEFORE, _AFTER, _OPENING = 8, 3, 3  # candidates before a figure, after it in its sentence, and first in the text
_AWAY = (1, 2, 3, 5, 9, 17)  # distances in sentences that are told apart
_RANKS = 4
_LOOKED = 64  # mentions looked at for so many, however often one form comes again
_OPENING_SECTIONS = frozenset({"title", "heading", "lead"})
_FAR, _MANY = 500.0, 10.0  # characters, and candidates, that count as one
GROUPS = ("village", "commune", "district", "province", "country", "region", "feature", "street")
PRECISIONS = ("day", "month", "quarter", "year", "decade")
_CLASSES = max(len(GROUPS), len(PRECISIONS)) + 1
FEATURES = 3 + len(_AWAY) + 1 + 2 + _RANKS + 3 + _CLASSES + 6
"""Numbers for each candidate."""
WIDTH = FEATURES + len(FIGURE_KINDS) + 3
"""With the kind of the figure, the pointer's score, whether there is one, and the score of nothing."""


class Offered(NamedTuple):
    """Candidates of several figures, one after the other: their numbers, whose they are, and `FEATURES` of each."""

    numbers: Array
    owners: Array
    features: Array


class Candidates:
    """The places, or the dates, of a text, as candidates for its figures; mentions are those that stay.

    Attributes:
        mentions: in text order; tokens: the first token of each.
    """

    def __init__(self, annotation: Annotation, mentions: Sequence[PlaceMention] | Sequence[DateMention]) -> None:
        self._annotation = annotation
        self.mentions: list[Mention] = list(mentions)
        self._starts = [mention.start for mention in mentions]
        self.tokens = np.array([annotation.tokens.at(mention.start) for mention in mentions], np.intp)
        self._sentences = [annotation.sentence_at(mention.start) for mention in mentions]
        spelled = [annotation.folded[mention.start : mention.end] for mention in mentions]
        first: dict[str, int] = {}
        counts: dict[str, int] = {}
        for number, form in enumerate(spelled):
            first.setdefault(form, number)
            counts[form] = counts.get(form, 0) + 1
        self._forms = [first[form] for form in spelled]
        self._starts_array, self._sentences_array = np.array(self._starts), np.array(self._sentences)
        self._line_ends = np.array([match.start() for match in LINE_END.finditer(annotation.text)])
        self._own = self._fixed([counts[form] for form in spelled])

    def _fixed(self, counts: list[int]) -> Array:
        """Return the numbers of each candidate that are the same for every figure."""
        annotation, mentions = self._annotation, self.mentions
        found = np.zeros((len(mentions), 3 + _CLASSES + 5), np.float32)
        if not mentions:
            return found
        ends = np.array([mention.end for mention in mentions])
        for column, label in enumerate(("ORG", "ROLE", "FIGURE")):
            around = annotation.mentions.get(label, [])
            if around:
                at = np.searchsorted([mention.start for mention in around], self._starts_array, "right") - 1
                past = np.array([mention.end for mention in around])[at]
                found[:, column] = (at >= 0) & (ends <= past)
        found[np.arange(len(mentions)), 3 + np.array([_class_of(mention) for mention in mentions])] = 1.0
        column = 3 + _CLASSES
        found[:, column] = np.log1p(counts)
        found[:, column + 1] = np.array(self._forms) == 0
        found[:, column + 2] = [annotation.section_at(start) in _OPENING_SECTIONS for start in self._starts]
        found[:, column + 3] = self._sentences_array == 0
        found[:, column + 4] = [_is_full(mention) for mention in mentions]
        return found

    def of_all(self, figures: Sequence[FigureMention]) -> "Offered":
        """Return the candidates of each figure, the nearest before it first; each form is there once, the nearest."""
        sentences = [self._annotation.sentence_at(figure.start) for figure in figures]
        chosen: list[int] = []
        sizes, ranks = [], []
        for figure, here in zip(figures, sentences, strict=True):
            before, others = self._choose(figure.start, here)
            chosen += before
            chosen += others
            sizes.append(len(before) + len(others))
            ranks += [min(rank, _RANKS - 1) for rank in range(len(before))]
            ranks += [_RANKS] * len(others)
        owners = np.repeat(np.arange(len(figures)), sizes)
        numbers = np.array(chosen, np.intp)
        if not chosen:
            return Offered(numbers, owners, np.zeros((0, FEATURES), np.float32))
        starts = np.array([figure.start for figure in figures])[owners]
        places = self._starts_array[numbers]
        away = np.array(sentences)[owners] - self._sentences_array[numbers]
        lines = self._line_ends
        found = np.zeros((len(chosen), FEATURES), np.float32)
        rows = np.arange(len(chosen))
        found[:, 0] = away == 0
        found[:, 1] = places > starts
        found[:, 2] = np.searchsorted(lines, places) == np.searchsorted(lines, starts)
        found[rows, 3 + np.searchsorted(_AWAY, away, "right")] = 1.0
        column = 3 + len(_AWAY) + 1
        found[:, column] = (places <= starts) & (np.array(ranks) == _RANKS)
        found[:, column + 1] = np.minimum(np.abs(starts - places) / _FAR, 4.0)
        column += 2
        near = np.flatnonzero(np.array(ranks) < _RANKS)
        found[near, column + np.array(ranks)[near]] = 1.0
        column += _RANKS
        found[:, column:-1] = self._own[numbers]
        found[:, -1] = np.repeat(sizes, sizes) / _MANY
        return Offered(numbers, owners, found)

    def _choose(self, start: int, here: int) -> tuple[list[int], list[int]]:
        """Return the nearest before an offset in sentence `here`; then those after it there and the first ones."""
        at = bisect_right(self._starts, start)
        before = self._distinct(range(at - 1, -1, -1), _BEFORE)
        after = []
        for number in range(at, min(at + _AFTER, len(self.mentions))):
            if self._sentences[number] != here:
                break
            after.append(number)
        known = {self._forms[number] for number in before}
        opening = self._distinct(range(at), _OPENING) if at > len(before) else []
        return before, [*after, *(number for number in opening if self._forms[number] not in known)]

    def _distinct(self, numbers: range, most: int) -> list[int]:
        found: list[int] = []
        forms = set()
        for number in numbers[:_LOOKED]:
            if self._forms[number] not in forms:
                forms.add(self._forms[number])
                found.append(number)
                if len(found) == most:
                    break
        return found


def complete(offered: Offered, kinds: Array, pointed: Array, nothing: Array) -> Array:
    """Return the numbers of the candidates with those of their figures: `WIDTH` columns.

    Args:
        kinds: the number of the kind of each figure.
        pointed: the pointer's score of each candidate, NaN outside the figure's window.
        nothing: the network's score for each figure that none holds.
    """
    found = np.zeros((len(offered.owners), WIDTH), np.float32)
    found[:, :FEATURES] = offered.features
    found[np.arange(len(found)), FEATURES + kinds[offered.owners]] = 1.0
    there = ~np.isnan(pointed)
    found[:, -3] = np.where(there, pointed, 0.0)
    found[:, -2] = there
    found[:, -1] = nothing[offered.owners]
    return found


def _class_of(mention: Mention) -> int:
    if isinstance(mention, PlaceMention):
        return GROUPS.index(mention.group) if mention.group in GROUPS else _CLASSES - 1
    if isinstance(mention, DateMention):
        return PRECISIONS.index(mention.precision) if mention.precision in PRECISIONS else _CLASSES - 1
    return _CLASSES - 1


def _is_full(mention: Mention) -> bool:
    """Whether a place has its unit word, a date its year (the model knows none that other dates tell)."""
    if isinstance(mention, PlaceMention):
        return mention.level is not None
    return isinstance(mention, DateMention) and mention.start_date is not None and mention.resolved_from != "context"
