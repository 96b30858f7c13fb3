"""What a match of the pattern of dates says: days, quarters, years."""

import regex

from bpextract.annotation import Annotation
from bpextract.components.dates import patterns
from bpextract.components.dates.calendar_values import PartialDate
from bpextract.components.dates.spans import FoundDate

_RECENT = 2000
_LEAST_PLAIN, _MOST_PLAIN = 2010, 2039  # years of which news speaks without a word for them; seldom counts of something
_STOPS = frozenset(".!?…")
_AND = "và"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def one_date(match: "regex.Match[str]", date: PartialDate, rule: str) -> FoundDate:
    """Return what the whole match says as one date."""
    return FoundDate(match.start(), match.end(), date, date, rule)


def month_before(year: int | None, month: int | None) -> tuple[int | None, int | None]:
    """Return the year and the month before, as far as they are known."""
    if month is None or month > 1:
        return year, month and month - 1
    return year and year - 1, patterns.LAST_MONTH


def days_of(match: "regex.Match[str]", year: int | None, month: int, day: int, rule: str) -> FoundDate:
    """Return the day, or the days from an earlier one of the month (`11-12/4`)."""
    date = PartialDate(year, month, day)
    earlier = int(match["from"]) if match["from"] else day
    if earlier >= day:
        return one_date(match, date, rule)
    return FoundDate(match.start(), match.end(), PartialDate(year, month, earlier), date, "days")


def months_of_list(folded: str, match: "regex.Match[str]", more_months: "regex.Pattern[str]") -> list[FoundDate]:
    """Return the months that share one `tháng`: `tháng 4, 5, 6/2020`, `tháng 3 và 4`, `3 | tháng 4, 5, 6`.

    Args:
        match: of the first month, or of as many as there are before it.
        more_months: the pattern of those after it.
    """
    first = match["m5"] or match["m2"]
    alone = first and first.isdigit() and not (match["y5"] or match["y2"] or match["y2b"] or match["day_word"])
    more = more_months.match(folded, match.end()) if alone else None
    if more is None:
        return []
    months = [int(month) for month in (first, *more.captures("m"))]
    told = more["y"] or f" {_AND} " in more[0] if match["m5"] else int(match["d2"]) == len(months)
    if not told or months != sorted(set(months)):
        return []
    year = int(more["y"]) if more["y"] else None
    spans = [(folded.rindex("tháng", match.start(), match.end()), match.end()), *more.spans("m")]
    spans[-1] = spans[-1][0], more.end()
    return [
        FoundDate(*span, PartialDate(year, month), PartialDate(year, month), "month_of_list")
        for span, month in zip(spans, months, strict=True)
    ]


def quarters_of(match: "regex.Match[str]") -> FoundDate:
    """Return the quarter, or the quarters from one to another (`quý I-II/2026`); of two apart, the last."""
    first, last = (_QUARTERS[match[group] or match["q"]] for group in ("q", "qto"))
    start, year = match.start(), int(match["y6"])
    listed = match["qand"] is not None and match["qand"].strip() in (",", "và")
    if last < first or (listed and last > first + 1):
        start, first = match.start("qword" if match["qword"] else "qto"), last
    return FoundDate(start, match.end(), PartialDate(year, first * 3 - 2), PartialDate(year, last * 3), "quarter")


def year_of(
    annotation: Annotation, match: "regex.Match[str]", said: frozenset[str], predicate: bool
) -> FoundDate | None:
    """Return the year, or the years of a decade; None where the number is a count, or nothing says that it is a year.

    Args:
        said: what the words before say of a number (the kinds of the lexicon date_contexts).
        predicate: whether what stands after it shows that it counts nothing (2022 | sẽ là năm bản lề).
    """
    year = int(match["y8"])
    text, end = annotation.text, match.end()
    if match["year_word"]:
        decade = year % 10 == 0 and text[max(0, match.start() - 6) : match.start()].strip().lower() == "những"
        last = PartialDate(year + 9) if decade else PartialDate(year)
        return FoundDate(match.start(), end, PartialDate(year), last, "decade" if decade else "year")
    listed = "day" in said and patterns.YEAR_LIST.search(
        annotation.folded, max(0, match.start() - patterns.LOOKBACK), match.start()
    )
    opens = predicate and _follows_full_stop(annotation, match.start())
    recent = "recent" in said and year >= _RECENT  # vượt đỉnh 2022; but vượt đỉnh 1950, of an index
    measured = text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()  # công suất 2012 | MW
    plain = _LEAST_PLAIN <= year <= _MOST_PLAIN and not measured and _follows_word(annotation, match.start())
    if not 1800 <= year <= 2100 or not ("year" in said or recent or listed or opens or plain):
        return None
    counted = not predicate and text[end : end + 1] == " " and text[end + 1 : end + 2].islower()
    if "period" not in said and counted and not (listed and patterns.YEAR_MORE.match(annotation.folded, end)):
        return None  # a count: và 2000 con
    return one_date(match, PartialDate(year), "bare_year")


def _follows_word(annotation: Annotation, start: int) -> bool:
    """Whether a word in small letters stands right before: thị trường chứng khoán | 2026; but iPhone SE | 2020."""
    tokens = annotation.tokens
    at = tokens.at(start)
    return (
        at > 0
        and tokens.words[at - 1].isalpha()
        and tokens.words[at - 1].islower()
        and tokens.ends[at - 1] + 1 == start
    )


def _follows_full_stop(annotation: Annotation, start: int) -> bool:
    at = annotation.tokens.at(start)
    return not at or annotation.tokens.words[at - 1] in _STOPS
