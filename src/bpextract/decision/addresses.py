"""Places that numbers tell: a street after the number of a house, and what is named by a date (`đường 3/2`)."""

import re
from collections.abc import Iterable

from bpextract.annotation import Annotation
from bpextract.lexicons.matching import EndingTrie
from bpextract.mentions import Name

# Ở 169 | Nguyễn Ngọc Vũ, Cầu Giấy.
_HOUSE = re.compile(
    r"(?<![^\W_])(?:ngõ|ngách|hẻm|kiệt|địa chỉ:?|(?:tại|ở)(?: số)?(?: nhà)?) \d{1,4}[a-z]{0,2}(?:/\d{1,4}[a-z]?){0,4} $"
)
_LONGEST_HOUSE = 40  # characters
_DAY = re.compile(r"(?<![^\W_])(?<![/.,-])(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![\w/%]|[.,-]\d)")
_SURE = 0.9


class Addresses:
    """Finds places that a number tells, whatever the model says of their words."""

    def __init__(self, units: Iterable[tuple[str, frozenset[str]]]) -> None:
        """Hold the unit words of what is named by a date, each with the words after which it is none (lên đường)."""
        self._units = EndingTrie(units)

    def added_to(self, annotation: Annotation, names: list[Name]) -> list[Name]:
        """Return the names in text order, with the places that a number tells."""
        read = [self._street(annotation, name) for name in names]
        dated = [name for name in self._dated(annotation) if not any(_overlap(name, other) for other in read)]
        return sorted([*read, *dated]) if dated else read

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

    def _dated(self, annotation: Annotation) -> list[Name]:
        tokens = annotation.tokens
        found = []
        for match in _DAY.finditer(annotation.folded):
            at = tokens.at(match.start())
            unit = self._units.before(tokens.norms, at)
            if unit is None or (unit[0] and tokens.norms[unit[0] - 1] in unit[1]):
                continue
            if tokens.ends[at - 1] + 1 == match.start():
                found.append(Name(unit[0], tokens.before(match.end()), "PLACE", _SURE, "names.unit"))
        return found


def _overlap(name: Name, other: Name) -> bool:
    return name.start < other.end and other.start < name.end
