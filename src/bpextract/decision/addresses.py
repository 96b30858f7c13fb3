"""Places that numbers tell: a street after the number of a house, and what days and numbers name (`đường 3/2`)."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from bpextract.annotation import Annotation
from bpextract.lexicons import schemas
from bpextract.lexicons.matching import EndingTrie
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.mentions import Name

# Ở 169 | Nguyễn Ngọc Vũ, Cầu Giấy.
_HOUSE = re.compile(
    r"(?<![^\W_])(?:ngõ|ngách|hẻm|kiệt|địa chỉ:?|(?:tại|ở)(?: số)?(?: nhà)?) \d{1,4}[a-z]{0,2}(?:/\d{1,4}[a-z]?){0,4} $"
)
_LONGEST_HOUSE = 40  # characters
# Đường | 3/2, đường | số 5, quốc lộ | 14b.
_NUMBER = re.compile(
    r"(?<![^\W_])(?<![/.,-])(?:(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])|(?:số )?\d{1,3}[a-z]?)(?![\w/%]|[.,-]\d)"
)
_ORDINAL = "số "
_SURE = 0.9


class Unit(NamedTuple):
    """A unit word of what numbers name.

    Attributes:
        not_after: the words after which it is none (lên đường).
        day: whether a day names it (đường 3/2), number: a number (quận 9), ordinal: a number after `số` (đường số 5).
    """

    not_after: frozenset[str]
    day: bool
    number: bool
    ordinal: bool

    def is_named_by(self, number: str) -> bool:
        """Whether digits, or what stands around them, name such a unit."""
        if "/" in number:
            return self.day
        return self.number if number[0].isdigit() else self.ordinal


def numbered_units(vocabulary: Vocabulary) -> list[tuple[str, Unit]]:
    """Return the unit words of what days and numbers name."""
    dates = vocabulary.entries(schemas.DATE_CONTEXTS)
    dated = {entry["form"] for entry in dates if entry["kind"] == "number"}
    of_time = {entry["form"] for entry in dates if entry["kind"] == "day"}  # Từ | đường 3/2; but lên đường 20/11.
    found = []
    for entry in vocabulary.entries(schemas.PLACE_UNITS):
        day, number = entry["form"] in dated, entry["number"] == "alone"
        if day or number:
            not_after = frozenset(entry["not_after"].split(",")) - of_time
            found.append((entry["form"], Unit(not_after, day, number, day and entry["group"] == "street")))
    return found


class Addresses:
    """Finds places that a number tells, whatever the model says of their words."""

    def __init__(self, units: Iterable[tuple[str, Unit]]) -> None:
        """Hold the unit words of what dates and numbers name."""
        self._units = EndingTrie(units)

    def added_to(self, annotation: Annotation, names: list[Name]) -> list[Name]:
        """Return the names in text order, with the places that a number tells."""
        read = [self._street(annotation, name) for name in names]
        numbered = self._numbered(annotation)
        if not numbered:
            return read
        taken = {token for name in read for token in range(name.start, name.end)}
        return sorted([*read, *(name for name in numbered if taken.isdisjoint(range(name.start, name.end)))])

    def _street(self, annotation: Annotation, name: Name) -> Name:
        """Return the name, a place where it stands between the number of a house and a comma."""
        tokens = annotation.tokens
        start, end = tokens.starts[name.start], tokens.ends[name.end - 1]
        if name.label != "PERSON" or not name.start or not annotation.folded.startswith((",", " ("), end):
            return name
        if not tokens.words[name.start - 1][0].isdigit():
            return name
        house = _HOUSE.search(annotation.folded, max(0, start - _LONGEST_HOUSE), start)
        return name._replace(label="PLACE") if house else name

    def _numbered(self, annotation: Annotation) -> list[Name]:
        tokens = annotation.tokens
        found = []
        folded = annotation.folded
        for digits in tokens.digits:
            start = digits - len(_ORDINAL) if folded.startswith(_ORDINAL, digits - len(_ORDINAL)) else digits
            at = tokens.at(start)
            begins = self._units.before(tokens.norms, at)
            if begins is None or tokens.ends[at - 1] + 1 != start:
                continue
            match = _NUMBER.match(folded, start)
            first, unit = begins
            if match is None or (first and tokens.norms[first - 1] in unit.not_after):
                continue
            if unit.is_named_by(match[0]):
                found.append(Name(first, tokens.before(match.end()), "PLACE", _SURE, "names.unit"))
        return found
