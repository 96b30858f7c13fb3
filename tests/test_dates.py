import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bpextract as bp
from bpextract.annotation import Annotation
from bpextract.components.calendar_values import PartialDate, interval
from bpextract.components.dates import DatesFinder
from bpextract.corpora.examples import check_example, read_examples
from bpextract.corpora.found import Found

FINDER = DatesFinder()
EXAMPLES = Path(__file__).parents[1] / "corpora" / "examples" / "dates.txt"
STYLES = [
    "ngày {d}/{m}/{y}",
    "ngày {d}-{m}-{y}",
    "ngày {d}.{m}.{y}",
    "ngày {d} tháng {m} năm {y}",
    "ngày {d:02}/{m:02}/{y}",
]


def dates(text, published=None):
    annotation = Annotation.of(text, published)
    return [(text[m.start : m.end], m.values()) for m in FINDER.find(annotation)]


def test_the_examples_are_found_without_any_other_finder():
    def find(text):
        return [Found("DATE", m.start, m.end, m.values(), m.source) for m in FINDER.find(Annotation.of(text))]

    results = [check_example(example, find) for example in read_examples(EXAMPLES)]
    assert not [str(result) for result in results if not result.ok]


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)), st.sampled_from(STYLES))
def test_any_day_in_any_style_is_read_back(day, style):
    written = style.format(d=day.day, m=day.month, y=day.year)
    ((span, values),) = dates(f"Lễ mở {written} tại xã.")
    assert span == written
    assert values["start_date"] == values["end_date"] == day.isoformat()
    assert (values["precision"], values["resolved_from"]) == ("day", "text")


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 12, 31)), st.integers(-170, 170))
def test_a_day_without_a_year_is_that_nearest_to_publication(published, shift):
    day = published + datetime.timedelta(days=shift)
    ((_, values),) = dates(f"Chiều {day.day}/{day.month}, mưa lớn.", published)
    if (day.day, day.month) != (29, 2):
        assert values["start_date"] == day.isoformat()
        assert values["resolved_from"] == "published"


def test_without_publication_the_year_stays_open():
    ((span, values),) = dates("Chiều 1/12, mưa lớn.")
    assert (span, values["value"], values["start_date"], values["resolved_from"]) == ("1/12", "--12-01", None, None)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("tháng 2/2024", "2024-02-01", "2024-02-29", "month"),
        ("quý II/2023", "2023-04-01", "2023-06-30", "quarter"),
        ("năm 1990", "1990-01-01", "1990-12-31", "year"),
        ("những năm 1990", "1990-01-01", "1999-12-31", "decade"),
        ("nhiệm kỳ 2025 - 2030", "2025-01-01", "2030-12-31", "year"),
        ("từ năm 2004 đến tháng 9/2013", "2004-01-01", "2013-09-30", "year"),
        ("từ ngày 5 đến 9/7/2020", "2020-07-05", "2020-07-09", "day"),
        ("ngày 31/2/2020", None, None, "day"),
    ],
)
def test_intervals(text, start, end, precision):
    ((_, values),) = dates(f"Việc đó diễn ra {text} ở đây.")
    assert (values["start_date"], values["end_date"], values["precision"]) == (start, end, precision)


def test_lunar_days_have_no_gregorian_value():
    ((span, values),) = dates("Lễ hội mở vào rằm tháng Giêng ở đình.")
    assert span == "rằm tháng Giêng"
    assert values["start_date"] is None and values["value"] is None


def test_a_span_over_new_year():
    ((_, values),) = dates("từ ngày 25/12 đến ngày 3/1/2025")
    assert (values["start_date"], values["end_date"]) == ("2024-12-25", "2025-01-03")


PARTS = st.builds(
    PartialDate, st.none() | st.integers(1000, 2199), st.none() | st.integers(1, 12), st.none() | st.integers(1, 31)
)


@given(PARTS, PARTS, st.none() | st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 1, 1)))
def test_intervals_are_in_order_and_never_raise(first, last, published):
    start, end, _, _ = interval(first, last, published)
    assert (start is None) == (end is None)
    assert start is None or start <= end


def test_the_table_says_what_told_the_year():
    rows = bp.extract("Chiều 1/12, lũ về. Năm 2020 cũng vậy.", published="2025-12-02").dates
    assert rows.start_date.tolist() == ["2025-12-01", "2020-01-01"]
    assert rows.resolved_from.tolist() == ["published", "text"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Họp ngày 9/12 đến 20/12. 47 xã dự.", [("ngày 9/12 đến 20/12", "--12-09/--12-20")]),
        ("Ông sinh ngày 5\ntháng 8 năm 1990", [("ngày 5", "---05"), ("tháng 8 năm 1990", "1990-08")]),
        ("vào Tháng 11 -\n2025 có lũ", [("Tháng 11", "--11")]),
        ("Họp ngày 5\n-7/8 ở xã", [("ngày 5", "---05"), ("7/8", "--08-07")]),
        ("từ tháng 5/2019\n- 6/2020 xã dự", [("tháng 5/2019", "2019-05"), ("6/2020", "2020-06")]),
        ("mưa các ngày 5\nvà 6/7/2020", [("ngày 5", "---05"), ("6/7/2020", "2020-07-06")]),
    ],
)
def test_a_date_is_read_to_the_end_of_its_sentence(text, found):
    assert [(span, values["value"]) for span, values in dates(text)] == found


def test_a_year_told_by_its_distance():
    found = bp.extract(
        "Tháng 3 năm ngoái, anh mua xe. Ngày 5/2 năm sau, chị cưới. Tháng 12 năm nay.", published="2026-05-05"
    )
    assert found.dates.start_date.tolist() == ["2025-03-01", "2027-02-05", "2026-12-01"]


def test_a_span_over_new_year_is_that_nearest_to_publication():
    found = bp.extract("Lễ hội từ 27/12 đến 4/1.", published="2025-12-01").dates
    assert found[["start_date", "end_date"]].values.tolist() == [["2025-12-27", "2026-01-04"]]
    found = bp.extract("Lễ hội từ 27/12 đến 4/1.", published="2026-01-10").dates
    assert found[["start_date", "end_date"]].values.tolist() == [["2025-12-27", "2026-01-04"]]
