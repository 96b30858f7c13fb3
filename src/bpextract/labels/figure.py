"""FIGURE."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bpextract.components.figures import FiguresFinder
from bpextract.gold import Article, GoldMention, Reading
from bpextract.label import Label, Tag
from bpextract.schema import Figure

_VALUE = re.compile(r"\?|-?\d+(\.\d+)?(\.\.-?\d+(\.\d+)?)?")


def _faults(attributes: Mapping[str, str]) -> Iterable[str]:
    value = attributes.get("v")
    if value is None:
        yield "has no value v"
    elif _VALUE.fullmatch(value) is None:
        yield f"has v={value!r}, which is neither a number nor low..high nor ?"


def _readings(_article: Article, gold: GoldMention, values: Mapping[str, Any]) -> list[Reading]:
    """Return whether the number, or both ends of the range, are right, where gold has them."""
    if gold.bounds is None:
        return []
    got = _bounds(values)
    right = got is not None and all(_close(a, b) for a, b in zip(gold.bounds, got, strict=True))
    return [Reading("value", right, gold.attributes["v"], got)]


def _bounds(values: Mapping[str, Any]) -> tuple[float, float] | None:
    low, high = values.get("value_low"), values.get("value_high")
    if low is None:
        value = values.get("value")
        return None if value is None else (value, value)
    return low, low if high is None else high


def _close(expected: float, got: float) -> bool:
    return abs(expected - got) <= 1e-6 * max(1.0, abs(expected))


FIGURE = Label(
    name="FIGURE",
    about="A number with what it measures or counts.",
    record=Figure,
    finder=FiguresFinder,
    reads=("DATE",),
    rules_out=("DATE",),  # a place may lie in what is counted (12 Mẹ Việt Nam anh hùng)
    yields_to=("DATE",),
    view=(
        "text",
        "modifier",
        "value",
        "unit",
        "kind",
        "subject",
        "action",
        "what",
        "state",
        "direction",
        "baseline",
        "place",
        "date",
    ),
    names={"place": "place_id", "date": "date_id"},
    color="#FFF28A",
    line="4px solid",
    tag=Tag("FIG", ("v", "u", "m", "k"), faults=_faults, readings=_readings),
)
