"""Dates as far as a text tells them, and the days they may stand for."""

from datetime import date

import pytest

from bpextract.components.dates.calendar_values import PartialDate, interval, iso_value

DAY = PartialDate(2025, 11, 5)
MONTH = PartialDate(2025, 11)
YEAR = PartialDate(2025)
NEW_YEAR = date(2025, 1, 10)


@pytest.mark.parametrize(
    ("value", "iso", "precision"),
    [
        (DAY, "2025-11-05", "day"), (MONTH, "2025-11", "month"), (YEAR, "2025", "year"),
        (PartialDate(987), "0987", "year"),
        (PartialDate(None, 2, 9), "--02-09", "day"), (PartialDate(None, 2), "--02", "month"),
        (PartialDate(day=7), "---07", "day"), (PartialDate(), None, "unknown"),
    ],
)  # fmt: skip
def test_as_far_as_the_text_tells(value, iso, precision):
    assert iso_value(value, value) == iso
    assert value.precision() == precision
    assert interval(value, value, None)[2] == precision


def test_the_iso_value_of_a_span():
    assert iso_value(DAY, MONTH) == "2025-11-05/2025-11"
    assert iso_value(PartialDate(), DAY) == iso_value(DAY, PartialDate()) == "2025-11-05"


@pytest.mark.parametrize(
    ("first", "last", "precision"),
    [
        (PartialDate(1990), PartialDate(1999), "decade"),
        (PartialDate(1991), PartialDate(2000), "year"),
        (PartialDate(1990), PartialDate(1998), "year"),
        (PartialDate(2025, 4), PartialDate(2025, 6), "quarter"),
        (PartialDate(2025, 4), PartialDate(2025, 5), "month"),
        (PartialDate(2025, 2), PartialDate(2025, 4), "month"),
        (PartialDate(2024, 4), PartialDate(2025, 6), "month"),
        (DAY, MONTH, "month"),
        (MONTH, YEAR, "year"),
        (YEAR, DAY, "year"),
        (DAY, PartialDate(2025, 11, 9), "day"),
        (PartialDate(), DAY, "unknown"),
    ],
)
def test_the_precision_of_a_span_is_that_of_its_coarser_end(first, last, precision):
    assert interval(first, last, None)[2] == precision


@pytest.mark.parametrize(
    ("first", "last", "published", "found"),
    [
        (DAY, DAY, None, ("2025-11-05", "2025-11-05", "day", "text")),
        (MONTH, MONTH, None, ("2025-11-01", "2025-11-30", "month", "text")),
        (YEAR, YEAR, NEW_YEAR, ("2025-01-01", "2025-12-31", "year", "text")),
        # a year missing in one end is that of the other
        (PartialDate(None, 3), PartialDate(2024, 4), NEW_YEAR, ("2024-03-01", "2024-04-30", "month", "text")),
        (PartialDate(2024, 3), PartialDate(None, 4), NEW_YEAR, ("2024-03-01", "2024-04-30", "month", "text")),
        (PartialDate(2023, 3), PartialDate(2024, 4), NEW_YEAR, ("2023-03-01", "2024-04-30", "month", "text")),
        # unless that puts the end before the beginning
        (PartialDate(None, 12, 25), PartialDate(2025, 1, 3), None, ("2024-12-25", "2025-01-03", "day", "text")),
        (PartialDate(None, 2, 29), PartialDate(2024, 1, 3), None, ("2023-02-28", "2024-01-03", "day", "text")),
        (PartialDate(None, 12, 31), PartialDate(2025, 1, 3), None, ("2024-12-31", "2025-01-03", "day", "text")),
        (PartialDate(2025, 12, 25), PartialDate(2025, 1, 3), None, (None, None, "day", None)),
        # missing in both, it is the last in which the day is at most two months ahead
        (
            PartialDate(None, 12, 25), PartialDate(None, 12, 25), NEW_YEAR,
            ("2024-12-25", "2024-12-25", "day", "published"),
        ),
        (
            PartialDate(None, 1, 25), PartialDate(None, 1, 25), NEW_YEAR,
            ("2025-01-25", "2025-01-25", "day", "published"),
        ),
        (
            PartialDate(None, 1, 5), PartialDate(None, 1, 5), date(2025, 12, 20),
            ("2026-01-05", "2026-01-05", "day", "published"),
        ),
        (
            PartialDate(None, 2, 29), PartialDate(None, 2, 29), NEW_YEAR,
            ("2024-02-29", "2024-02-29", "day", "published"),
        ),
        (PartialDate(None, 2, 29), PartialDate(None, 2, 29), date(2022, 6, 1), (None, None, "day", None)),
        (PartialDate(None, 12), PartialDate(None, 12), None, (None, None, "month", None)),
        # no such day, or none without its month
        (PartialDate(2025, 2, 30), PartialDate(2025, 2, 30), None, (None, None, "day", None)),
        (DAY, PartialDate(2025, 11, 31), None, (None, None, "day", None)),
        (PartialDate(2025, None, 5), PartialDate(2025, None, 5), None, (None, None, "day", None)),
        (PartialDate(day=5), PartialDate(day=5), NEW_YEAR, (None, None, "day", None)),
        (PartialDate(), PartialDate(), NEW_YEAR, (None, None, "unknown", None)),
    ],
)  # fmt: skip
def test_intervals(first, last, published, found):
    assert interval(first, last, published) == found


@pytest.mark.parametrize(
    ("first", "last", "years_away", "found"),
    [
        # over New Year the end is in the year after
        (PartialDate(None, 12, 27), PartialDate(None, 1, 4), None, ("2024-12-27", "2025-01-04")),
        (PartialDate(None, 12), PartialDate(None, 1), None, ("2024-12-01", "2025-01-31")),
        (PartialDate(None, 3, 5), PartialDate(None, 2, 29), None, (None, None)),  # no such day in 2025
        (PartialDate(None, 7), PartialDate(None, 7), None, ("2024-07-01", "2024-07-31")),
        (PartialDate(None, 3), PartialDate(None, 3), None, ("2025-03-01", "2025-03-31")),  # by its first day
        # the text tells how far the year is from that of publication
        (PartialDate(None, 3), PartialDate(None, 3), -1, ("2024-03-01", "2024-03-31")),
        (PartialDate(None, 3), PartialDate(None, 3), 1, ("2026-03-01", "2026-03-31")),
        (PartialDate(2020, 3), PartialDate(2020, 3), 1, ("2020-03-01", "2020-03-31")),
    ],
)
def test_the_year_by_publication(first, last, years_away, found):
    assert interval(first, last, NEW_YEAR, years_away)[:2] == found
