import contextlib
import datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpextract.errors import InputError
from bpextract.text.published import parse_published

DAY = datetime.date(2025, 12, 1)


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        datetime.datetime(2025, 12, 1, 23, 59),
        pd.Timestamp("2025-12-01 08:00", tz="Asia/Ho_Chi_Minh"),
        "2025-12-01",
        "2025-12-01T00:30:00+07:00",
        "2025/12/01 08:00",
        "20251201",
        "1/12/2025",
        "01-12-2025",
        "01.12.2025",
        "08:00 01/12/2025",
        "Thứ Hai, 1/12/2025 | 08:00",
        "ngày 1 tháng 12 năm 2025",
        "1 tháng 12, 2025",
        "Mon, 01 Dec 2025 08:00:00 +0700",
        1764550800,
        "1764550800",
        1764550800000,
    ],
)
def test_one_day_in_many_ways(value):
    assert parse_published(value) == DAY


@pytest.mark.parametrize("value", [None, "", "  ", float("nan"), pd.NaT, pd.NA, "None", "null"])
def test_missing(value):
    assert parse_published(value) is None


@pytest.mark.parametrize("value", ["hôm qua", "2025-13-01", "31/2/2025", "12/2025", "tin-25", 7, "99999999999999"])
def test_what_is_no_day_is_said(value):
    with pytest.raises(InputError, match="not a date; give YYYY-MM-DD"):
        parse_published(value)


@given(st.dates())
def test_every_day_is_read_back(day):
    assert parse_published(day.isoformat()) == day
    assert parse_published(f"{day.day}/{day.month}/{day.year:04}") == day


@given(st.text())
def test_any_text_gives_a_day_or_an_error(text):
    with contextlib.suppress(InputError):
        parse_published(text)
