"""Find calendar dates, months, quarters, years, and spans of them; read them to ISO intervals."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import regex

from bpextract.annotation import Annotation, Mention
from bpextract.components.calendar_values import PartialDate, interval, iso_value
from bpextract.components.finder import Finder
from bpextract.lexicons import schemas
from bpextract.lexicons.matching import EndingTrie

_D = r"(?:0?[1-9]|[12]\d|3[01])"
_M = r"(?:0?[1-9]|1[0-2])"
_Y = r"(?:1[0-9]|20|21)\d\d"
_SEP = r"\s?[/.\-–]\s?"
_NO_NUMBER_BEFORE = r"(?<![\d\p{L}/_]|\d[.,\-])"
_NO_NUMBER_AFTER = r"(?![\d_]|[.,:/\-]\d|/\p{L}|%)"

# Where a date may begin: a cheap scan, so that the long pattern is tried only there.
_ANCHOR = re.compile(
    r"\d+|\b(?:(?:ngày|tháng|năm|mùng|mồng)\s+(?=\d|giêng|chạp|rằm|một|hai|ba|bốn|năm|sáu)|qu[ýí]\s+(?=[1-4i])|rằm\s)"
)
# One date, the most specific form first. Matched on folded text.
_DATE = regex.compile(
    rf"""
    {_NO_NUMBER_BEFORE}
    (?:
      (?:(?P<day_word>ngày|mùng|mồng)\s+)?
      (?:(?P<from>{_D})\s?[\-–]\s?(?={_D}\s?[/.]))?
      (?:
        (?P<d1>{_D}){_SEP}(?P<m1>{_M}){_SEP}(?P<y1>{_Y}|\d\d)
      | (?P<d2>{_D})\s+tháng\s+(?P<m2>{_M})(?:\s*,?\s+năm\s+(?P<y2>{_Y})|\s?[/.\-]\s?(?P<y2b>{_Y}))?
      | (?P<d3>{_D})(?P<sep3>\s?[/.\-–]\s?)(?P<m3>{_M})(?:\s+năm\s+(?P<y3>{_Y}))?(?!\s?[/\-]\s?\d)
      )
    | (?:tháng\s+)?(?P<m4>{_M})(?:\s?[/.\-]\s?|\s+năm\s+(?=\d{{4}}))(?P<y4>{_Y})
    | tháng\s+(?P<m5>{_M}|giêng|chạp)(?:\s+năm\s+(?P<y5>{_Y}))?(?!\s?[/.\-]\s?\d|\s+(?:lần|ngày|tuổi|năm)\b)
    | qu[ýí]\s+(?P<q>[1-4]|iv|i{{1,3}})(?:\s?[/\-]\s?|\s+năm\s+|\s+)(?P<y6>{_Y})
    | (?P<y7>{_Y})\s?[\-–/]\s?(?P<y7b>{_Y})
    | (?:(?P<year_word>năm)\s+)?(?P<y8>{_Y})
    | (?P<lunar>(?:ngày\s+)?rằm\s+tháng\s+(?:giêng|bảy|tám|mười|chạp)|(?:29|30)\s+tết
        |(?:mùng|mồng)\s+(?:\d{{1,2}}|một|hai|ba|bốn|năm|sáu)\s+tết)
    | (?<!\d\s|mỗi\s|một\s|hàng\s|hằng\s|từng\s)ngày\s+(?P<d9>{_D})(?!\s*(?:tháng|[/.\-–]\s?\d|giờ|phút|người|lần|h))
    )
    {_NO_NUMBER_AFTER}
    """,
    regex.VERBOSE,
)

# Days that take their month from the date after them: `26 và 27-6`, `ngày 5 đến 9/7`.
_EARLIER_DAYS = regex.compile(
    rf"{_NO_NUMBER_BEFORE}(?P<word>ngày\s+)?(?P<d>{_D})(?P<join>\s*(?:,|và|hoặc|hay|đến|tới|[\-–])\s*(?:ngày\s+)?)$"
)
_TO = regex.compile(r"\s*(?:[\-–]|đến(?:\s+hết)?|tới)\s*")

# What makes d/m a fraction, and a number of four digits a count.
_YEAR_LIST = regex.compile(r"(?:năm|từ|đến)\s+(?:\d{4}\s*(?:,|và|-|–)\s*)+$")
_FRACTIONS = frozenset({"1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "2/5", "3/5", "4/5", "1/10", "1/6", "1/8", "24/7"})
_COUNTED = regex.compile(
    r"\s+(?:người|năm|tháng|ngày|tuổi|tuần|giờ|phút|lần|triệu|tỷ|tấn|kg|km|m|hộ|con|độ|điểm|ha|%)\b"
)
_NUMBER_BEFORE = regex.compile(r"(?:\d|hai|ba|bốn)\s+$")
# Marks before a date without a word: (1/12), `9h30, 1/12`, `05/12 - 1/12`.
_MARKS = frozenset(",(-–")
_PART_OF = regex.compile(r"\s+(?:số|diện|dân|đại|phần|thành|tổng)\b")
_LOOKBACK = 24


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    first: PartialDate
    last: PartialDate
    source: str


class DatesFinder(Finder):
    """Finds DATE mentions; their values are the columns of the dates table."""

    label = "DATE"
    lexicons = (schemas.DATE_CONTEXTS,)

    def build(self, entries: Mapping[str, list[dict[str, str]]]) -> None:
        kinds: dict[str, set[str]] = {}
        for entry in entries["date_contexts"]:
            kinds.setdefault(entry["form"], set()).add(entry["kind"])
        self._kinds: EndingTrie[frozenset[str]] = EndingTrie((form, frozenset(said)) for form, said in kinds.items())

    def find(self, annotation: Annotation) -> list[Mention]:
        mentions = []
        for found in _joined(annotation.folded, self._dates(annotation)):
            first, last, precision, resolved = interval(found.first, found.last, annotation.published)
            values = {
                "start_date": first,
                "end_date": last,
                "precision": precision,
                "resolved_from": resolved,
                "value": iso_value(found.first, found.last),
            }
            mentions.append(Mention("DATE", found.start, found.end, f"dates.{found.source}", 0.95, values))
        return mentions

    def _dates(self, annotation: Annotation) -> list[_Found]:
        """Return single dates, and days before them that share their month."""
        folded = annotation.folded
        dates: list[_Found] = []
        past = 0
        for anchor in _ANCHOR.finditer(folded):
            match = _DATE.match(folded, anchor.start()) if anchor.start() >= past else None
            if match is None:
                continue
            past = match.end()
            found = self._read(annotation, match)
            if found is None:
                continue
            if found.source in ("day_month", "day_month_year"):
                for earlier in _earlier_days(folded, found):
                    while dates and dates[-1].end > earlier.start:
                        dates.pop()  # it was read as a day without a month
                    dates.append(earlier)
            dates.append(found)
        return dates

    def _said(self, annotation: Annotation, start: int) -> frozenset[str]:
        """Return what the words before the character `start` say of a number there."""
        tokens = annotation.tokens
        at = tokens.at(start)
        if at and tokens.words[at - 1] == "(":
            at -= 1
        found = self._kinds.before(tokens.norms, at)
        said = found[1] if found is not None else frozenset[str]()
        before = tokens.words[at - 1] if at else ""
        if not before or before in _MARKS or tokens.words[tokens.at(start) - 1] == "(":
            return said | {"day", "year"}
        if before[0].isdigit() or "\n" in annotation.text[tokens.ends[at - 1] : start]:
            return said | {"day"}
        return said

    def _read(self, annotation: Annotation, match: "regex.Match[str]") -> _Found | None:
        """Return the date of a match, or None when the context says that it is a number of another kind."""
        start, end = match.span()
        group = match.groupdict()

        def number(*names: str) -> int | None:
            return next((int(group[name]) for name in names if group[name]), None)

        said = self._said(annotation, start) if match[0][0].isdigit() else frozenset[str]()
        if "number" in said:
            return None
        if group["d1"]:
            year = int(group["y1"])
            year += 0 if year > 99 else 2000 if year < 50 else 1900
            if len(group["y1"]) == 2 and not (group["day_word"] or "day" in said):
                return None
            return _days(match, year, int(group["m1"]), int(group["d1"]), "day_month_year")
        if group["d2"]:
            return _days(match, number("y2", "y2b"), int(group["m2"]), int(group["d2"]), "day_month")
        if group["d3"]:
            if not group["day_word"] and not _is_day_month(annotation.folded, match, said):
                return None
            return _days(match, number("y3"), int(group["m3"]), int(group["d3"]), "day_month")
        if group["m4"]:
            if match[0][0].isdigit() and group["m4"] + "/" not in match[0] and "day" not in said:
                return None
            return _one(match, PartialDate(int(group["y4"]), int(group["m4"])), "month_year")
        if group["m5"]:
            month = {"giêng": 1, "chạp": 12}.get(group["m5"]) or int(group["m5"])
            return _one(match, PartialDate(number("y5"), month), "month")
        if group["q"]:
            quarter = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(group["q"]) or int(group["q"])
            year = int(group["y6"])
            return _Found(start, end, PartialDate(year, quarter * 3 - 2), PartialDate(year, quarter * 3), "quarter")
        if group["y7"]:
            first, last = int(group["y7"]), int(group["y7b"])
            return _Found(start, end, PartialDate(first), PartialDate(last), "years") if first < last else None
        if group["y8"]:
            return _year(annotation, match, said)
        if group["lunar"]:
            return _one(match, PartialDate(), "lunar")
        return _one(match, PartialDate(day=int(group["d9"])), "day")


def _one(match: "regex.Match[str]", date: PartialDate, source: str) -> _Found:
    return _Found(match.start(), match.end(), date, date, source)


def _days(match: "regex.Match[str]", year: int | None, month: int, day: int, source: str) -> _Found:
    """Return the day, or the days from an earlier one of the month (`11-12/4`)."""
    date = PartialDate(year, month, day)
    earlier = int(match["from"]) if match["from"] else day
    if earlier >= day:
        return _one(match, date, source)
    return _Found(match.start(), match.end(), PartialDate(year, month, earlier), date, "days")


def _earlier_days(folded: str, found: _Found) -> list[_Found]:
    """Return the days listed before one that names their month: `20, 21 và 22-1`."""
    days: list[_Found] = []
    at, month, year = found.start, found.first.month, found.first.year
    while match := _EARLIER_DAYS.search(folded, max(0, at - 20), at):
        before = folded[max(0, match.start() - _LOOKBACK) : match.start()]
        joined = match["join"].strip().split()[0]
        if not match["word"] and not regex.search(r"(?:ngày|từ|sáng|chiều|tối|các|và|,|trong)\s*$", before):
            break
        day = PartialDate(year, month, int(match["d"]))
        if joined in ("đến", "tới", "-", "–") and int(match["d"]) >= (found.first.day or 0):
            break
        # in `hai ngày 20 và 21-1` the word belongs to the number before it
        start = match.start("d") if _NUMBER_BEFORE.search(before) else match.start()
        days.insert(0, _Found(start, match.start("join"), day, day, "day_of_list"))
        at = match.start()
    return days


def _is_day_month(folded: str, match: "regex.Match[str]", said: frozenset[str]) -> bool:
    if "day" in said:
        # `từ 5-7 người` has a cue, and is a range; `tối 20/1 người con` is a date all the same
        return "/" in match["sep3"] or not _COUNTED.match(folded, match.end())
    if "/" not in match["sep3"]:
        return False
    return match[0].replace(" ", "") not in _FRACTIONS and not _PART_OF.match(folded, match.end())


def _year(annotation: Annotation, match: "regex.Match[str]", said: frozenset[str]) -> _Found | None:
    year = int(match["y8"])
    text, end = annotation.text, match.end()
    if match["year_word"]:
        decade = year % 10 == 0 and text[max(0, match.start() - 6) : match.start()].strip().lower() == "những"
        last = PartialDate(year + 9) if decade else PartialDate(year)
        return _Found(match.start(), end, PartialDate(year), last, "decade" if decade else "year")
    listed = "day" in said and _YEAR_LIST.search(annotation.folded, max(0, match.start() - _LOOKBACK), match.start())
    if not 1800 <= year <= 2100 or not ("year" in said or listed):
        return None
    if "period" not in said and text[end : end + 1] == " " and text[end + 1 : end + 2].islower():
        return None  # a count: và 2000 con
    return _one(match, PartialDate(year), "bare_year")


def _joined(folded: str, found: list[_Found]) -> list[_Found]:
    """Join two dates with `đến` or a dash between them into one span of time."""
    joined: list[_Found] = []
    for date in found:
        if joined and _TO.fullmatch(folded, joined[-1].end, date.start) and joined[-1].source != "span":
            past = joined.pop()
            date = _Found(past.start, date.end, past.first, date.last, "span")
        joined.append(date)
    return joined
