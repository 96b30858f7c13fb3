"""What readers say of a text: gold mentions with their attributes, and how values that were read compare with them."""

from dataclasses import dataclass
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A tag of an annotated article: offsets in characters of the plain text, and its attributes as written."""

    label: str
    start: int
    end: int
    text: str
    attributes: dict[str, str]

    @property
    def optional(self) -> bool:
        """Whether careful readers could disagree: neither rewarded nor punished."""
        return "opt" in self.attributes

    @property
    def holders(self) -> list[str]:
        """The ids of the persons that hold a role."""
        held = self.attributes.get("p", "")
        return held.split("+") if held else []

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The least and greatest value of a figure; None where the words give no number."""
        low, _, high = self.attributes.get("v", "?").partition("..")
        return None if low == "?" else (float(low), float(high or low))


@dataclass(frozen=True, slots=True)
class Article:
    """A plain text with its gold mentions, in text order, the outer of nested ones first."""

    name: str
    text: str
    mentions: list[GoldMention]


class Reading(NamedTuple):
    """What was read from a span that gold has, too; `kind` is value, title or holder."""

    kind: str
    right: bool
    expected: Any
    got: Any


def same_value(expected: str, got: object) -> bool:
    """Whether a value is the one that is written: numbers as numbers, all else as text; `none` is missing."""
    if got is None:
        return expected == "none"
    if isinstance(got, int | float) and not isinstance(got, bool):
        try:
            return abs(float(expected) - got) <= 1e-9 * max(1.0, abs(got))
        except ValueError:
            return False
    return str(got) == expected
