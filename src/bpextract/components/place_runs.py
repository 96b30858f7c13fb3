"""Find runs of capitalized words and numbers that may name a place, and the unit word before or in each."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bpextract.annotation import Annotation

_UPPER = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
_LETTER = r"[^\W\d_]"
_WORD = rf"[{_UPPER}](?<![^\W_].){_LETTER}*(?:['’‘`´]{_LETTER}+)*"
# The point of an abbreviated unit word (TP.HCM, P. Tân Phú) does not end a run; neither do hyphens (Cóc-Rạ).
_DOT = r"(?:(?<=\b[TtĐK][PpXxTtL])|(?<=\b[QPHX]))\. ?"
_RUN = re.compile(rf"{_WORD}(?:(?:[ \u00a0]|{_DOT}|-){_WORD})*")
_MARKS = re.compile(r"[-.'’‘`´]")
_NUMBER = re.compile(r"(?<=[^\W\d_][ .])\d{1,4}[A-ZĐ]?(?:/\d+)?(?![\d.,%]*\d|%|[^\W\d_])")
# One letter is a unit word only with its point (P. Tân Phú).
_ABBREVIATED = frozenset("hpq")
_PLURALS = frozenset(
    ["các", "những", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "nhiều", "số", "giữa", "từ"]
)


class UnitWord(NamedTuple):
    """A unit word as the lexicon tells it."""

    form: str
    group: str
    inside: str
    number: bool
    not_after: frozenset[str]
    not_before: frozenset[str]


@dataclass(slots=True)
class Run:
    """A run of capitalized words: where each word starts and ends, and each word folded."""

    starts: list[int]
    ends: list[int]
    norms: list[str]
    at: int  # index of the first token


def find_runs(annotation: Annotation) -> list[Run]:
    """Return the runs of capitalized words, in text order."""
    tokens, found = annotation.tokens, []
    starts, ends, norms = tokens.starts, tokens.ends, tokens.norms
    past = 0
    for match in _RUN.finditer(annotation.text):
        start, end = match.span()
        at = bisect_right(ends, start, past)
        past = bisect_left(starts, end, at)
        if not _MARKS.search(match[0]):  # as in nearly every run
            found.append(Run(starts[at:past], ends[at:past], norms[at:past], at))
            continue
        run = Run([], [], [], at)
        glued = False
        for i in range(at, past):
            if norms[i] in "-'’‘`´" and run.ends and i + 1 < past:
                glued = True  # what an apostrophe or a hyphen joins is one word
            elif norms[i] != ".":
                if glued:
                    run.ends[-1] = ends[i]
                    run.norms[-1] = annotation.folded[run.starts[-1] : ends[i]]
                else:
                    run.starts.append(starts[i])
                    run.ends.append(ends[i])
                    run.norms.append(norms[i])
                glued = False
        found.append(run)
    return found


def find_numbers(annotation: Annotation) -> list[tuple[int, int]]:
    """Return the spans of numbers that may be a unit's name (`quận 12`, `Quốc lộ 4D`)."""
    text = annotation.text
    found = (_NUMBER.match(text, start) for start in annotation.tokens.digits if text[start - 1] in " .")
    return [match.span() for match in found if match is not None]


class UnitWords:
    """The unit words of the lexicon, to ask for before a name and inside a run."""

    def __init__(self, entries: Iterable[Mapping[str, str]]) -> None:
        self._words = {entry["form"]: _unit_word(entry) for entry in entries}
        forms = [form.split() for form in self._words]
        self._firsts = frozenset(form[0] for form in forms)
        # After which tokens it is worth to look closer; a bracket may hold an abbreviation.
        self._lasts = frozenset([*(form[-1] for form in forms), ".", ")"])

    def begins(self, norms: Sequence[str], at: int, past: int) -> tuple[UnitWord, int] | None:
        """Return the longest unit word of up to three words that norms[at:past] begins with, and its length."""
        if norms[at] in self._firsts:
            for width in (3, 2, 1):
                if at + width <= past and (unit := self._words.get(" ".join(norms[at : at + width]))) is not None:
                    return unit, width
        return None

    def none_in(self, norms: Iterable[str]) -> bool:
        """Whether no unit word can be among these words."""
        return self._firsts.isdisjoint(norms)

    def before(self, annotation: Annotation, at: int) -> tuple[int, UnitWord] | None:
        """Return the first token and the entry of the longest unit word that ends right before token `at`."""
        tokens, norms = annotation.tokens, annotation.tokens.norms
        if not at or norms[at - 1] not in self._lasts:
            return None
        if norms[at - 1] == ")" and at >= 4 and norms[at - 3] == "(":
            at -= 3  # thị xã (TX) Hoàng Mai
        if at >= 2 and norms[at - 1] == "." and len(norms[at - 2]) <= 2 and norms[at - 2] in self._words:
            at -= 1
        if "\n" in annotation.text[tokens.ends[at - 1] : tokens.starts[min(at, len(tokens) - 1)]]:
            return None
        for first in range(max(0, at - 5), at):
            unit = self._words.get(" ".join(norms[first:at]))
            if unit is not None:
                if unit.form in _ABBREVIATED and norms[at] != ".":
                    return None
                blocked = (
                    first and norms[first - 1] in unit.not_after and tokens.ends[first - 1] + 1 == tokens.starts[first]
                )
                return None if blocked else (first, unit)
        return None


def _unit_word(entry: Mapping[str, str]) -> UnitWord:
    not_after = frozenset(filter(None, entry["not_after"].split(",")))
    not_before = frozenset(filter(None, entry["not_before"].split(",")))
    return UnitWord(entry["form"], entry["group"], entry["inside"], bool(entry["number"]), not_after, not_before)


def is_plural(annotation: Annotation, first: int) -> bool:
    """Whether the word before token `first` tells that several names follow (các xã, 3 huyện)."""
    return first > 0 and (
        annotation.tokens.norms[first - 1] in _PLURALS or annotation.tokens.norms[first - 1].isdigit()
    )
