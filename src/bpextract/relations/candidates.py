"""Which places and dates of a text a figure may hold for, and what speaks for each: numbers for a small scorer."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from bpextract.annotation import Annotation
from bpextract.learned.arrays import Array, offsets
from bpextract.mentions import DateMention, FigureMention, Mention, PlaceMention
from bpextract.relations.reading import KINDS as FIGURE_KINDS
from bpextract.relations.reading import LINE_END

_BEFORE, _AFTER, _OPENING = 8, 3, 3  # candidates before a figure, after it in its sentence, and first in the text
_AWAY = (1, 2, 3, 5, 9, 17)  # distances in sentences that are told apart
_RANKS = 4
_LOOKED = 64  # mentions looked at for so many, however often one form comes again
_OPENING_SECTIONS = frozenset({"title", "heading", "lead"})
_FAR, _MANY = 500.0, 10.0  # characters, and candidates, that count as one
GROUPS = ("village", "commune", "district", "province", "country", "region", "feature", "street")
PRECISIONS = ("day", "month", "quarter", "year", "decade")
_CLASSES = max(len(GROUPS), len(PRECISIONS)) + 1
_AROUND = ("ORG", "ROLE", "FIGURE")
_OWN = 1 + len(_AROUND) + 5  # numbers of a candidate that are the same for every figure
FEATURES = 3 + len(_AWAY) + 1 + 2 + _RANKS + 3 + _CLASSES + 6
"""Numbers for each candidate."""
WIDTH = FEATURES + len(FIGURE_KINDS) + 3
"""With the kind of the figure, the pointer's score, whether there is one, and the score of nothing."""


class Offered(NamedTuple):
    """Candidates of several figures, one after the other: their numbers, whose they are, and `FEATURES` of each.

    Attributes:
        tokens: the first token of each candidate.
    """

    numbers: Array
    owners: Array
    tokens: Array
    features: Array


class _Chosen(NamedTuple):
    """The candidates of one figure: the nearest before it, then those after it in its sentence and the first ones."""

    before: list[int]
    others: list[int]


class Candidates:
    """The places, or the dates, of a text, as candidates for its figures; mentions are those that stay.

    Attributes:
        mentions: in text order; tokens: the first token of each; places: its start, its sentence and its line.
        own: what is the same of each for every figure, as numbers.
    """

    def __init__(
        self, annotation: Annotation, mentions: Sequence[PlaceMention] | Sequence[DateMention], first_token: int = 0
    ) -> None:
        """Take the mentions of a text, whose tokens count from `first_token`."""
        self._annotation = annotation
        self.mentions: list[Mention] = list(mentions)
        self._starts = [mention.start for mention in mentions]
        self.tokens = [annotation.tokens.at(start) + first_token for start in self._starts]
        self._sentences = [annotation.sentence_at(start) for start in self._starts]
        self._line_ends = [match.start() for match in LINE_END.finditer(annotation.text)]
        spelled = [annotation.folded[mention.start : mention.end] for mention in mentions]
        first: dict[str, int] = {}
        for number, form in enumerate(spelled):
            first.setdefault(form, number)
        self._forms = [first[form] for form in spelled]
        counts = Counter(spelled)
        self.places = [self._place(*pair) for pair in zip(self._starts, self._sentences, strict=True)]
        self.own = self._own([counts[form] for form in spelled])

    def _own(self, counts: list[int]) -> list[tuple[float, ...]]:
        annotation = self._annotation
        around = [annotation.mentions.get(label, []) for label in _AROUND]
        begins = [[mention.start for mention in mentions] for mentions in around]
        found: list[tuple[float, ...]] = []
        for number, mention in enumerate(self.mentions):
            inside = [
                (at := bisect_right(starts, mention.start)) > 0 and mention.end <= mentions[at - 1].end
                for starts, mentions in zip(begins, around, strict=True)
            ]
            opens = annotation.section_at(mention.start) in _OPENING_SECTIONS
            there = (self._forms[number] == 0, opens, self._sentences[number] == 0, _is_full(mention))
            found.append((_class_of(mention), *inside, counts[number], *there))
        return found

    def _place(self, start: int, sentence: int) -> tuple[int, int, int]:
        return start, sentence, bisect_left(self._line_ends, start)

    def place_of(self, figure: FigureMention) -> tuple[int, int, int]:
        """Return the start of a figure, its sentence and its line."""
        return self._place(figure.start, self._annotation.sentence_at(figure.start))

    def of(self, figure: FigureMention, sentence: int) -> _Chosen:
        """Return the candidates of a figure in a sentence; each form is there once before it, the nearest."""
        at = bisect_right(self._starts, figure.start)
        before = self._distinct(range(at - 1, -1, -1), _BEFORE)
        after = []
        for number in range(at, min(at + _AFTER, len(self.mentions))):
            if self._sentences[number] != sentence:
                break
            after.append(number)
        known = {self._forms[number] for number in before}
        opening = self._distinct(range(at), _OPENING) if at > len(before) else []
        return _Chosen(before, [*after, *(number for number in opening if self._forms[number] not in known)])

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


class Pool:
    """The candidates of several texts, counted on from one text to the next.

    Attributes:
        mentions: of all texts.
    """

    def __init__(self, texts: Sequence[Candidates]) -> None:
        self._texts = texts
        self._bases = offsets([len(each.mentions) for each in texts])
        self.mentions = [mention for each in texts for mention in each.mentions]
        # Made once: a list of prices has as many candidates as figures, and is answered in parts.
        self._tokens = np.array([token for each in texts for token in each.tokens], np.intp)
        self._places = np.array([place for each in texts for place in each.places], np.intp).reshape(-1, 3)
        self._own = np.array([own for each in texts for own in each.own], np.float32).reshape(-1, _OWN)

    def offer(self, figures: Sequence[Sequence[FigureMention]]) -> Offered:
        """Return the candidates of each figure, given the figures of each text."""
        numbers: list[int] = []
        sizes: list[int] = []
        ranks: list[int] = []
        stand: list[tuple[int, int, int]] = []
        for candidates, base, some in zip(self._texts, self._bases, figures, strict=True):
            for figure in some:
                place = candidates.place_of(figure)
                before, others = candidates.of(figure, place[1])
                numbers += [base + number for number in (*before, *others)]
                sizes.append(len(before) + len(others))
                ranks += [min(rank, _RANKS - 1) for rank in range(len(before))]
                ranks += [_RANKS] * len(others)
                stand.append(place)
        chosen, owners = np.array(numbers, np.intp), np.repeat(np.arange(len(sizes)), sizes)
        found = np.zeros((len(chosen), FEATURES), np.float32)
        if not numbers:
            return Offered(chosen, owners, chosen, found)
        own = self._own[chosen]
        _fill(found, self._places[chosen], np.array(stand)[owners], np.array(ranks))
        column = FEATURES - 1 - 5 - _CLASSES - len(_AROUND)
        found[:, column : column + len(_AROUND)] = own[:, 1 : 1 + len(_AROUND)]
        column += len(_AROUND)
        found[np.arange(len(found)), column + own[:, 0].astype(np.intp)] = 1.0
        found[:, -6] = np.log1p(own[:, -5])
        found[:, -5:-1] = own[:, -4:]
        found[:, -1] = np.repeat(sizes, sizes) / _MANY
        return Offered(chosen, owners, self._tokens[chosen], found)


def _fill(found: Array, places: Array, figures: Array, ranks: Array) -> None:
    """Fill in how candidates stand to their figures, by the start, the sentence and the line of each, and its rank."""
    (starts, sentences, lines), (begins, here, line) = places.T, figures.T
    away = here - sentences
    found[:, 0] = away == 0
    found[:, 1] = starts > begins
    found[:, 2] = lines == line
    rows = np.arange(len(found))
    found[rows, 3 + np.searchsorted(_AWAY, away, "right")] = 1.0
    column = 3 + len(_AWAY) + 1
    found[:, column] = (starts <= begins) & (ranks == _RANKS)
    found[:, column + 1] = np.minimum(np.abs(begins - starts) / _FAR, 4.0)
    near = np.flatnonzero(ranks < _RANKS)
    found[near, column + 2 + ranks[near]] = 1.0


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
