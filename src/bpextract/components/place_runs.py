"""Find runs of capitalized words and numbers that may name a place, and the unit word before or in each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bpextract.annotation import Annotation

_UPPER = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
_LETTER = r"[^\W\d_]"
_WORD = rf"[{_UPPER}](?<![^\W_].){_LETTER}*(?:['’‘`´]{_LETTER}+)*"
# The point of an abbreviated unit word (TP.HCM, P. Tân Phú) does not end a run; neither do hyphens (Cóc-Rạ).
_DOT = r"(?:(?<=\b[TtĐK][PpXxTtL])|(?<=\b[QPHX]))\. ?"
_RUN = re.compile(rf"{_WORD}(?:(?:[ \u00a0]|{_DOT}|-){_WORD})*")
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
    for match in _RUN.finditer(annotation.text):
        at, past = tokens.at(match.start()), tokens.before(match.end())
        if past - at == 1:
            found.append(Run([starts[at]], [ends[at]], [norms[at]], at))
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


def unit_before(annotation: Annotation, at: int, units: Mapping[str, UnitWord]) -> tuple[int, UnitWord] | None:
    """Return the first token and the entry of the longest unit word that ends right before token `at`."""
    tokens = annotation.tokens
    if at and tokens.norms[at - 1] == ")" and at >= 4 and tokens.norms[at - 3] == "(":
        at -= 3  # thị xã (TX) Hoàng Mai
    if at >= 2 and tokens.norms[at - 1] == "." and len(tokens.norms[at - 2]) <= 2 and tokens.norms[at - 2] in units:
        at -= 1
    if not at or "\n" in annotation.text[tokens.ends[at - 1] : tokens.starts[min(at, len(tokens) - 1)]]:
        return None
    for size in (4, 3, 2, 1):
        first = at - size
        if first < 0:
            continue
        unit = units.get(" ".join(tokens.norms[first:at]))
        if unit is not None:
            if unit.form in _ABBREVIATED and tokens.norms[at] != ".":
                return None
            blocked = first and (
                tokens.norms[first - 1] in unit.not_after and tokens.ends[first - 1] + 1 == tokens.starts[first]
            )
            return None if blocked else (first, unit)
    return None


def is_plural(annotation: Annotation, first: int) -> bool:
    """Whether the word before token `first` tells that several names follow (các xã, 3 huyện)."""
    return first > 0 and (
        annotation.tokens.norms[first - 1] in _PLURALS or annotation.tokens.norms[first - 1].isdigit()
    )
