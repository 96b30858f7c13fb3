"""What the model reads of a text: arrays with a row for each token."""

import re
from dataclasses import dataclass

import numpy as np

from bpextract.annotation import Annotation
from bpextract.decision.known import LONGEST as LONGEST_STRING
from bpextract.decision.known import KnownStrings, hashes
from bpextract.decision.phrases import KINDS, Phrases
from bpextract.decision.phrases import WIDTH as PHRASES
from bpextract.decision.words import CAPITAL, FOLDED, HASH, INNER, OPENS_NEXT, SHAPE, SURNAME, SYLLABLE, Array, Words

_LAYOUT = 6
_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so that it has an inverse: of the rolling hash of spans
_LINE_END = re.compile("\n")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A text as the model sees it.

    Attributes:
        words: attributes of each token (see `bpextract.decision.words`).
        flags: lexicon phrases, layout, and what the corpus knows, as numbers.
        sentences: the number of the sentence that each token stands in.
        strings: the hash of every string of tokens (see `bpextract.decision.known.hashes`), for spans.
        groups: a number for each token; capitalized tokens that are spelled alike share theirs.
        n_groups: how many numbers there are.
    """

    words: Array
    flags: Array
    sentences: Array
    strings: Array
    groups: Array
    n_groups: int

    def __len__(self) -> int:
        return len(self.words)

    def begins(self, kind: str, token: int) -> bool:
        """Return whether a phrase of a kind begins at the token."""
        return bool(self.flags[token, KINDS.index(kind)])

    def has(self, kind: str, token: int) -> bool:
        """Return whether the token belongs to a phrase of a kind."""
        return self.begins(kind, token) or bool(self.flags[token, len(KINDS) + KINDS.index(kind)])

    def keys(self, starts: Array, ends: Array) -> Array:
        """Return the key under which each span is looked up among known strings, 0 for one too long to be there."""
        length = ends - starts
        found = self.strings[np.minimum(length, LONGEST_STRING) - 1, starts]
        return np.where(length <= LONGEST_STRING, found, np.uint32(0))

    def spelled(self, starts: Array, ends: Array) -> Array:
        """Return a number for each span, the same for spans of the same words however they are capitalized."""
        size = len(self)
        powers = np.full(size + 1, _BASE, np.uint64)
        inverses = np.full(size + 1, pow(int(_BASE), -1, 2**64), np.uint64)
        powers[0] = inverses[0] = 1
        np.multiply.accumulate(powers, out=powers)
        np.multiply.accumulate(inverses, out=inverses)
        sums = np.zeros(size + 1, np.uint64)
        np.cumsum(self.words[:, FOLDED].astype(np.uint64) * powers[:-1], out=sums[1:])
        numbers: Array = np.unique((sums[ends] - sums[starts]) * inverses[starts], return_inverse=True)[1]
        return numbers


def width(known: KnownStrings) -> int:
    """Return the number of flags of a token."""
    return PHRASES + _LAYOUT + 2 * known.width


class Reader:
    """Makes the evidence of texts."""

    def __init__(self, words: Words, phrases: Phrases, known: KnownStrings) -> None:
        self.words, self.phrases, self.known = words, phrases, known

    def read(self, annotation: Annotation) -> Evidence:
        """Return the evidence of a text with at least one token."""
        tokens = annotation.tokens
        words = self.words.look_up(tokens.words)
        capital = words[:, CAPITAL].astype(bool)
        starts, ends = np.array(tokens.starts), np.array(tokens.ends)
        sentences = np.searchsorted([sentence.start for sentence in annotation.sentences], starts, "right")
        lines = np.searchsorted([match.start() for match in _LINE_END.finditer(annotation.text)], starts)
        strings = hashes(words[:, HASH])
        begins, inside = self.known.cover(strings, np.flatnonzero(capital | (words[:, SHAPE] == INNER)))
        layout = np.zeros((len(words), _LAYOUT), np.float32)
        layout[:, 0] = words[:, SYLLABLE]
        layout[:, 1] = words[:, SURNAME]
        layout[1:, 2] = starts[1:] == ends[:-1]
        layout[0, 3] = layout[0, 5] = 1.0
        layout[1:, 3] = sentences[1:] != sentences[:-1]
        layout[1:, 4] = words[:-1, OPENS_NEXT]
        layout[1:, 5] = lines[1:] != lines[:-1]
        marks = self.phrases.mark(tokens.norms, capital.tolist())
        groups, n_groups = _groups(tokens.norms, capital)
        return Evidence(
            words, np.concatenate([marks, layout, begins, inside], axis=1), sentences, strings, groups, n_groups
        )


def _groups(norms: list[str], capital: Array) -> tuple[Array, int]:
    """Return the number of the group of each token, and how many there are; each small token is its own."""
    seen: dict[str, int] = {}
    found = [
        seen.setdefault(norm, len(seen)) if named else -1 for norm, named in zip(norms, capital.tolist(), strict=True)
    ]
    groups = np.array(found)
    alone = groups < 0
    groups[alone] = len(seen) + np.arange(int(alone.sum()))
    return groups, len(seen) + int(alone.sum())
