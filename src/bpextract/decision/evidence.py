"""What the model reads of a text: arrays with a row for each token near a name."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np

from bpextract.annotation import Annotation
from bpextract.decision.known import LONGEST as LONGEST_STRING
from bpextract.decision.known import KnownStrings, hashes
from bpextract.decision.phrases import KINDS, Phrases
from bpextract.decision.phrases import WIDTH as PHRASES
from bpextract.decision.words import (
    CAPITAL,
    FOLDED,
    HASH,
    INNER,
    NUMBER,
    OPENS_NEXT,
    SHAPE,
    SURNAME,
    SYLLABLE,
    Words,
    WordTable,
)
from bpextract.learned.arrays import Array, offsets

_LAYOUT = 8
_OPENS = 3  # the column of the layout that tells whether a token opens a sentence
_OFTEN = 4.0  # times a word stands with a capital, from which more say no more
_GAP = 2  # empty rows between stretches, so that no convolution reads across what was left out
_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so that it has an inverse: of the rolling hash of spans
_LINE_END = re.compile("\n")


class Near(NamedTuple):
    """Which tokens of a text are read.

    Attributes:
        before, after: tokens on either side of a capital; further away no name begins or ends.
        nothing: the share of a string's occurrences as no name from which it is none where it opens a sentence.
    """

    before: int = 6
    after: int = 9
    nothing: float = 0.9


NEAR = Near()
"""What the package reads."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The stretches of a text in which names may stand, one after the other with empty rows around each.

    Attributes:
        tokens: the token of each row, -1 of an empty one.
        table: what is known of single words; rows: the row of each token's word in it, 0 of an empty one.
        flags: lexicon phrases, layout, and what the corpus knows, as numbers; zeros of an empty row.
        sentences: a number for each row, the same within a sentence of a stretch, never falling.
        strings: the hash of every string of tokens (see `bpextract.decision.known.hashes`), by its first row.
        groups: a number for each row with a capital, the same for words spelled alike; -1 of all others.
        folded: the hash of each row's folded word.
        texts: the text that each row is of, by its number, where several are read together (see `joined`).
    """

    tokens: Array
    table: WordTable
    rows: Array
    flags: Array
    sentences: Array
    strings: Array
    groups: Array
    folded: Array
    texts: Array

    def __len__(self) -> int:
        return len(self.tokens)

    def begins(self, kind: str, row: int) -> bool:
        """Return whether a phrase of a kind begins at the row."""
        return bool(self.flags[row, KINDS.index(kind)])

    def has(self, kind: str, row: int) -> bool:
        """Return whether the row belongs to a phrase of a kind."""
        return self.begins(kind, row) or bool(self.flags[row, len(KINDS) + KINDS.index(kind)])

    def keys(self, starts: Array, ends: Array) -> Array:
        """Return the key under which each span is looked up among known strings, 0 for one too long to be there."""
        length = ends - starts
        found = self.strings[np.minimum(length, LONGEST_STRING) - 1, starts]
        return np.where(length <= LONGEST_STRING, found, np.uint32(0))

    def marked(self, starts: Array, ends: Array) -> Array:
        """Return whether each span has a capital or a digit in it: without one it may be a body, but no place."""
        capitals, shapes = (self.table.attributes[self.rows, column] for column in (CAPITAL, SHAPE))
        marks = (capitals > 0) | (shapes == INNER) | (shapes == NUMBER)
        counts = np.concatenate([[0], np.cumsum(marks & (self.tokens >= 0))])
        found: Array = counts[ends] > counts[starts]
        return found

    def spelled(self, starts: Array, ends: Array) -> Array:
        """Return a number for each span, the same for spans of the same words of a text, whatever their capitals."""
        size = len(self)
        powers, inverses = _powers(size.bit_length())
        sums = np.zeros(size + 1, np.uint64)
        np.cumsum(self.folded.astype(np.uint64) * powers[:size], out=sums[1:])
        numbers: Array = (sums[ends] - sums[starts]) * inverses[starts]
        numbers += self.texts[starts].astype(np.uint64) * _BASE
        return numbers


class Reader:
    """Makes the evidence of texts."""

    def __init__(self, words: Words, phrases: Phrases, known: KnownStrings, near: Near = NEAR) -> None:
        self.words, self.phrases, self.known, self.near = words, phrases, known, near

    def read(self, annotation: Annotation) -> Evidence:
        """Return the evidence of a text; it is empty where no name can stand."""
        tokens = annotation.tokens
        table, rows = self.words.rows(tokens.words)
        words = table.attributes[rows]
        capital = words[:, CAPITAL] > 0
        named = np.flatnonzero(capital | (words[:, SHAPE] == INNER))
        strings = hashes(words[:, HASH])
        # A row for each token, and an empty one for the rows that show none; its parts are filled in place.
        every = np.zeros((len(rows) + 1, PHRASES + _LAYOUT + 2 * self.known.width), np.float32)
        widths = np.cumsum([PHRASES, _LAYOUT, self.known.width])
        marks, layout, begins, inside = np.split(every, widths, axis=1)
        self.known.cover(strings, named, begins, inside)
        sentences = _fill_layout(layout, annotation, words, capital)
        self.phrases.mark(tokens, np.flatnonzero(capital).tolist(), marks)
        openers = _openers(named, capital, layout, begins, self.near.nothing)
        place = _stretches(named[~openers], len(rows), self.near)
        real = place >= 0
        is_capital = real & capital[place]
        folded = np.where(real, words[place, FOLDED], 0)
        groups = np.full(len(place), -1)
        numbers: dict[int, int] = {}
        groups[is_capital] = [numbers.setdefault(word, len(numbers)) for word in folded[is_capital].tolist()]
        return Evidence(
            place,
            table,
            np.where(real, rows[place], 0),
            every[place],
            _never_falling(np.cumsum(~real), np.where(real, sentences[place], 0)),
            np.where(real, strings[:, place], np.uint32(0)),
            groups,
            folded,
            np.zeros(len(place), np.intp),
        )


def joined(parts: Sequence[Evidence]) -> Evidence:
    """Return the evidence of several texts, of one table of words, as that of one, each with tokens of its own.

    Words and strings of one text say nothing of those of another.
    """
    if len(parts) == 1:
        return parts[0]
    sizes = [len(part) for part in parts]
    groups = offsets([int(part.groups.max(initial=-1)) + 1 for part in parts])
    sentences = offsets([int(part.sentences[-1]) + 1 for part in parts])
    return Evidence(
        np.concatenate([part.tokens for part in parts]),
        parts[0].table,
        np.concatenate([part.rows for part in parts]),
        np.concatenate([part.flags for part in parts]),
        np.concatenate([part.sentences + first for part, first in zip(parts, sentences, strict=True)]),
        np.concatenate([part.strings for part in parts], axis=1),
        np.concatenate(
            [np.where(part.groups < 0, -1, part.groups + first) for part, first in zip(parts, groups, strict=True)]
        ),
        np.concatenate([part.folded for part in parts]),
        np.repeat(np.arange(len(parts)), sizes),
    )


def _openers(named: Array, capital: Array, layout: Array, begins: Array, nothing: float) -> Array:
    """Return which words have their capital from the sentence that they open: the corpus knows them as no name."""
    alone = ~np.append(capital, False)[named + 1]
    found: Array = alone & (layout[named, _OPENS] > 0) & (begins[named, 0] > nothing)
    return found


@cache
def _powers(bits: int) -> tuple[Array, Array]:
    """Return the first powers of `_BASE` and of its inverse, as many as a number of so many bits can count."""
    found = []
    for base in (int(_BASE), pow(int(_BASE), -1, 2**64)):
        powers = np.full(2**bits, base, np.uint64)
        powers[0] = 1
        found.append(np.multiply.accumulate(powers))
    return found[0], found[1]


def _stretches(named: Array, size: int, near: Near) -> Array:
    """Return the tokens within reach of those that may belong to names, stretch after stretch: -1 in the gaps."""
    if not len(named):
        return named
    steps = np.bincount(np.maximum(named - near.before, 0), minlength=size + 1)
    steps -= np.bincount(np.minimum(named + near.after + 1, size), minlength=size + 1)
    kept = np.flatnonzero(np.cumsum(steps[:size]))
    stretch = np.cumsum(np.r_[1, np.diff(kept) > 1])
    place = np.full(len(kept) + _GAP * (int(stretch[-1]) + 1), -1)
    place[np.arange(len(kept)) + _GAP * stretch] = kept
    return place


def _never_falling(stretch: Array, order: Array) -> Array:
    """Return numbers that change where a stretch or a sentence does, and grow."""
    change = np.zeros(len(stretch), np.int64)
    change[1:] = (stretch[1:] != stretch[:-1]) | (order[1:] != order[:-1])
    numbers: Array = np.cumsum(change)
    return numbers


def _fill_layout(layout: Array, annotation: Annotation, words: Array, capital: Array) -> Array:
    """Fill in what the page and the spelling say of each token, and return the number of its sentence."""
    starts, ends = annotation.tokens.offsets()
    sentences = np.searchsorted([sentence.start for sentence in annotation.sentences], starts, "right")
    lines = np.searchsorted([match.start() for match in _LINE_END.finditer(annotation.text)], starts)
    layout = layout[:-1]
    layout[:, 0] = words[:, SYLLABLE]
    layout[:, 1] = words[:, SURNAME]
    layout[1:, 2] = starts[1:] == ends[:-1]
    layout[0, _OPENS] = layout[0, 5] = 1.0
    layout[1:, _OPENS] = sentences[1:] != sentences[:-1]
    layout[1:, 4] = words[:-1, OPENS_NEXT]
    layout[1:, 5] = lines[1:] != lines[:-1]
    folded, small = words[capital, FOLDED].tolist(), set(words[~capital, FOLDED].tolist())
    counts = Counter(folded)
    layout[capital, 6] = [word in small for word in folded]  # the text has it in small letters, too
    layout[capital, 7] = np.minimum([counts[word] for word in folded], _OFTEN) / _OFTEN
    return sentences
