"""Dates as they are found in a text, and the span that two of them make: `5/1 đến 9/1`."""

from dataclasses import dataclass

import regex

from bpextract.annotation import Annotation
from bpextract.components.dates.calendar_values import PartialDate

_LUNAR = "lunar"


@dataclass(frozen=True, slots=True)
class FoundDate:
    """Where a date stands, its first and last day as far as they are told, and the rule that read it."""

    start: int
    end: int
    first: PartialDate
    last: PartialDate
    rule: str


def joined_dates(annotation: Annotation, found: list[FoundDate], to: "regex.Pattern[str]") -> list[FoundDate]:
    """Join two dates of a sentence into one span of time, where what stands between them is `to`: `đến`, a dash."""
    joined: list[FoundDate] = []
    for date in found:
        if joined and joined[-1].rule != "span" and _leads(annotation, joined[-1], date, to):
            past = joined.pop()
            if _LUNAR in (past.rule, date.rule):  # ngày 8/3 đến 10/3 âm lịch
                joined.append(FoundDate(past.start, date.end, PartialDate(), PartialDate(), _LUNAR))
                continue
            first = past.first
            if first.year is None and first.month is not None and date.last.year is not None:
                first = first._replace(year=date.last.year - (first.month > (date.last.month or 12)))
            date = FoundDate(past.start, date.end, first, date.last, "span")
        joined.append(date)
    return joined


def _leads(annotation: Annotation, first: FoundDate, last: FoundDate, to: "regex.Pattern[str]") -> bool:
    """Whether what stands between two dates says that the one goes on to the other."""
    between = to.fullmatch(annotation.folded, first.end, last.start)
    return between is not None and annotation.sentence_at(first.start) == annotation.sentence_at(last.start)
