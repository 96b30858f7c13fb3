"""Read a date of publication as sources write it."""

import re
from datetime import date, datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any

from bpextract.errors import InputError

_ISO = re.compile(r"(?P<year>\d{4})[-/.]?(?P<month>\d{2})[-/.]?(?P<day>\d{2})(?!\d)")
# Vietnamese order: day, month, year, after the day of the week, before or after the hour.
_DAY_FIRST = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:\s*[/.-]\s*| tháng | thg )(?P<month>\d{1,2})"
    r"(?:\s*[/.,-]\s*| năm |, )(?P<year>\d{4})(?!\d)"
)
_MISSING = frozenset({"", "nan", "nat", "none", "null", "<na>"})
_SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")


def parse_published(value: Any) -> date | None:
    """Return the day that `value` names, or None where it is missing (None, NaN, NaT, empty).

    Reads dates and datetimes, ISO 8601 (`2025-12-01T08:00+07:00`), Vietnamese order (`Thứ Hai, 1/12/2025 08:00`,
    `ngày 1 tháng 12 năm 2025`), RFC 5322 (feeds), and seconds or milliseconds since 1970 (UTC). The hour is left
    out; the day is that of the time zone as written.

    Raises:
        InputError: it names no day.
    """
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    if isinstance(value, datetime):
        return value.date() if value == value else None  # pandas' NaT is a datetime that differs from itself
    text = str(value).strip()
    if text.lower() in _MISSING:
        return None
    try:
        if match := _ISO.match(text) or _DAY_FIRST.search(text):
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
        if _SECONDS.fullmatch(text):
            seconds = float(text) / (1000 if len(text) > 11 and "." not in text else 1)
            return datetime.fromtimestamp(seconds, timezone.utc).date()
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, OverflowError, IndexError):
        raise InputError(f"published is {text!r}, not a date; give YYYY-MM-DD, DD/MM/YYYY or a date") from None
