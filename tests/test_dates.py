import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bpextract as bp
from bpextract.annotation import Annotation
from bpextract.components.dates import DatesFinder
from bpextract.components.dates.calendar_values import PartialDate, interval
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


def read(text):
    """Return the words, the value and the rule of each date."""
    return [(text[m.start : m.end], m.value, m.source.removeprefix("dates.")) for m in FINDER.find(Annotation.of(text))]


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


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2030, 12, 31)), st.integers(-300, 60))
def test_a_day_without_a_year_is_the_last_or_a_day_soon_to_come(published, shift):
    day = published + datetime.timedelta(days=shift)
    ((_, values),) = dates(f"Chiều {day.day}/{day.month}, mưa lớn.", published)
    if (day.day, day.month) != (29, 2):
        assert values["start_date"] == day.isoformat()
        assert values["resolved_from"] == "published"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ông Lâm sẽ nhận chức vào ngày 1.9.", "2026-09-01"),
        ("Từ nay đến 30/9, khách được tặng quà.", "2026-09-30"),
        ("Giải dự kiến mở màn ngày 11/12.", "2026-12-11"),
        ("Ông Lâm nhận chức ngày 1.9.", "2025-09-01"),
        ("Giải sẽ mở màn như đã hẹn hồi ngày 5/11.", "2025-11-05"),
        ("Ông Lâm sẽ kể lại trận lũ ngày 20/4.", "2026-04-20"),
        ("Cầu sẽ thông xe. Lễ khởi công diễn ra ngày 1.9.", "2025-09-01"),
    ],
)
def test_a_day_that_is_said_to_come_may_lie_further_ahead(text, day):
    ((_, values),) = dates(text, datetime.date(2026, 5, 1))
    assert values["start_date"] == day


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
        ("vào Tháng 11 -\n2025 có lũ", [("Tháng 11", "--11"), ("2025", "2025")]),
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


def test_a_month_far_ahead_is_that_of_the_year_before():
    found = bp.extract("Hồi tháng 4, xã xây cầu. Ngày 5/1, cầu sẽ mở.", published="2025-12-01").dates
    assert found.start_date.tolist() == ["2025-04-01", "2026-01-05"]


def test_a_span_over_new_year_is_the_last_or_one_soon_to_come():
    found = bp.extract("Lễ hội từ 27/12 đến 4/1.", published="2025-12-01").dates
    assert found[["start_date", "end_date"]].values.tolist() == [["2025-12-27", "2026-01-04"]]
    found = bp.extract("Lễ hội từ 27/12 đến 4/1.", published="2026-01-10").dates
    assert found[["start_date", "end_date"]].values.tolist() == [["2025-12-27", "2026-01-04"]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # What stands before a number
        ("Chiếc CX-8 2.5 chạy êm.", []),
        ("Có 8 1/12 chạy.", [("1/12", "--12-01", "day_month")]),
        ("Họp (1/12) xong.", [("1/12", "--12-01", "day_month")]),
        ("Họp – 1/12 xong.", [("1/12", "--12-01", "day_month")]),
        ("Dòng\n5/3/49 họp.", [("5/3/49", "2049-03-05", "day_month_year")]),
        ("Xem số 1/12 đó.", []),
        ("Xem số (1/12) đó.", []),
        ("Xem báo số ngày 5/3/2020.", [("ngày 5/3/2020", "2020-03-05", "day_month_year")]),
        ("Xem https://a.vn/1/12 đó.", []),
        ("Xem https://a.vn/ngày=5/3/2020 đó.", []),
        # Years of two digits
        ("Họp ngày 5/3/49.", [("ngày 5/3/49", "2049-03-05", "day_month_year")]),
        ("Họp ngày 5/3/50.", [("ngày 5/3/50", "1950-03-05", "day_month_year")]),
        ("Họp ngày 5/3/99.", [("ngày 5/3/99", "1999-03-05", "day_month_year")]),
        ("Họp 5/3/49 xong.", []),
        ("Họp (5/3/49) xong.", [("5/3/49", "2049-03-05", "day_month_year")]),
        # Forms
        ("Họp 12/25/2020 xong.", [("12/25/2020", "2020-12-25", "day_month_year")]),
        ("Họp ngày 2024/5/3.", [("ngày 2024/5/3", "2024-05-03", "iso")]),
        ("Họp hôm 5 tháng 9/2020.", [("5 tháng 9/2020", "2020-09-05", "day_month")]),
        ("Họp hôm 5 tháng 9, năm 2020.", [("5 tháng 9, năm 2020", "2020-09-05", "day_month")]),
        ("Họp hôm 5/9 năm 2020.", [("5/9 năm 2020", "2020-09-05", "day_month")]),
        ("Họp tháng 3-5/2024.", [("tháng 3-5/2024", "2024-03/2024-05", "months")]),
        ("Họp tháng 5-3/2024.", []),
        ("Họp tháng 5-5/2024.", []),
        ("Họp tháng 3 năm 2024.", [("tháng 3 năm 2024", "2024-03", "month_year")]),
        ("Gồm 5/2024 đó.", [("5/2024", "2024-05", "month_year")]),
        ("Có 5-2024 con.", []),
        ("Cuối 5-2024 họ đi.", [("5-2024", "2024-05", "month_year")]),
        ("Họp tháng 5.2024 đó.", [("tháng 5.2024", "2024-05", "month_year")]),
        ("Lãi quý I/2024 tốt.", [("quý I/2024", "2024-01/2024-03", "quarter")]),
        ("Lãi quý ii/2024 tốt.", [("quý ii/2024", "2024-04/2024-06", "quarter")]),
        ("Lãi quý III năm 2024 tốt.", [("quý III năm 2024", "2024-07/2024-09", "quarter")]),
        ("Lãi quý IV 2024 tốt.", [("quý IV 2024", "2024-10/2024-12", "quarter")]),
        ("Lãi quý 4/2024 tốt.", [("quý 4/2024", "2024-10/2024-12", "quarter")]),
        # Days of the moon
        ("Họp ngày 3 tháng Giêng.", [("ngày 3 tháng Giêng", None, "lunar")]),
        ("Họp mùng 3 tháng 2.", [("mùng 3 tháng 2", None, "lunar")]),
        ("Họp ngày 3 tháng 2 âm lịch.", [("ngày 3 tháng 2", None, "lunar")]),
        ("Họp mùng 3/2 đó.", [("mùng 3/2", None, "lunar")]),
        ("Họp ngày 3/2 âm lịch.", [("ngày 3/2", None, "lunar")]),
        ("Họp tháng Giêng đó.", [("tháng Giêng", None, "lunar")]),
        ("Họp tháng 3 âm lịch.", [("tháng 3", None, "lunar")]),
        ("Họp đêm 30 Tết.", [("30 Tết", None, "lunar")]),
        # Spans and lists of years
        ("Họp 2020-2025 đó.", [("2020-2025", "2020/2025", "years")]),
        ("Họp 2025-2020 đó.", []),
        ("Họp 2025-2025 đó.", []),
        ("Họp 2020/21 đó.", [("2020/21", "2020/2021", "years")]),
        ("Họp 2020/22 đó.", []),
        ("Họp 2011/12 đó.", []),
        ("Họp 2012/13 đó.", [("2012/13", "2012/2013", "years")]),
        ("Đá mùa giải 2011/12 đó.", [("2011/12", "2011/2012", "years")]),
        ("Đá mùa giải 1999/00 đó.", [("1999/00", "1999/2000", "years")]),
        ("Hát thập niên 90 đó.", [("thập niên 90", "1990/1999", "decade")]),
        ("Hát thập niên 1980 đó.", [("thập niên 1980", "1980/1989", "decade")]),
        ("Những năm 1990 họ đi.", [("năm 1990", "1990/1999", "decade")]),
        ("Trong những năm 2000 họ đi.", [("năm 2000", "2000/2009", "decade")]),
        ("Những năm 1900 họ đi.", [("năm 1900", "1900/1909", "decade")]),
        ("Trong những năm 1995 họ đi.", [("năm 1995", "1995", "year")]),
        ("Trong nhiều năm 1990 họ đi.", [("năm 1990", "1990", "year")]),
        ("Từ 1799, họ đi.", []),
        ("Từ 1800, họ đi.", [("1800", "1800", "bare_year")]),
        ("Từ 2100, họ đi.", [("2100", "2100", "bare_year")]),
        ("Từ 2101, họ đi.", []),
        ("Họp (2020) đó.", [("2020", "2020", "bare_year")]),
        ("Họp (2020 con) đó.", []),
        ("Có 2020 con.", []),
        ("Nhiệm kỳ 2020 kết thúc.", [("2020", "2020", "bare_year")]),
        # Months in words
        ("Rồi tháng Năm trời nóng.", [("tháng Năm", "--05", "month")]),
        ("Tháng Năm trời nóng.", [("Tháng Năm", "--05", "month")]),
        ("Tháng ba trời nóng.", [("Tháng ba", "--03", "month")]),
        ("Cuối tháng ba trời nóng.", [("tháng ba", "--03", "month")]),
        ("Rồi cuối tháng ba trời nóng.", [("tháng ba", "--03", "month")]),
        ("Rồi cuối tháng mười hai trời rét.", [("tháng mười hai", "--12", "month")]),
        ("Rồi tháng ba trời nóng.", []),
        ("Rồi cuối tháng năm trời nóng.", []),
        ("Họ đi từ Tháng Mười đó.", [("Tháng Mười", "--10", "month")]),
        ("Họ gặp Tháng Mười đó.", []),
        ("Ngày Cách mạng Tháng Tám thành công.", []),
        ("Ngày cách mạng tháng Tám thành công.", []),
        ("Hôm ngày 2 tháng Chín họ đi.", [("ngày 2 tháng Chín", "--09-02", "day_month")]),
        ("Hôm ngày 2 tháng chín họ đi.", []),
    ],
)
def test_forms_of_dates(text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Các ngày 20, 21 và 22-1 họ họp.",
            [("ngày 20", "--01-20", "day_of_list"), ("21", "--01-21", "day_of_list"), ("22-1", "--01-22", "day_month")],
        ),
        ("Hai ngày 20 và 21-1 họp.", [("20", "--01-20", "day_of_list"), ("21-1", "--01-21", "day_month")]),
        (
            "Họp ngày 5, 6/7/2020.",
            [("ngày 5", "2020-07-05", "day_of_list"), ("6/7/2020", "2020-07-06", "day_month_year")],
        ),
        ("Từ ngày 25 và 21-1 họp.", [("ngày 25", "--01-25", "day_of_list"), ("21-1", "--01-21", "day_month")]),
        ("Họp từ ngày 20 đến 21-1.", [("ngày 20 đến 21-1", "--01-20/--01-21", "span")]),
        ("Họp từ 12 đến 21-1.", [("12 đến 21-1", "--01-12/--01-21", "span")]),
        ("Họp từ ngày 20 tới 21/1.", [("ngày 20 tới 21/1", "--01-20/--01-21", "span")]),
        ("Họp ngày 20 – ngày 21/1.", [("ngày 20 – ngày 21/1", "--01-20/--01-21", "span")]),
        ("Họp ngày 25 đến 21-1.", [("ngày 25 đến 21-1", "---25/--01-21", "span")]),  # not 25 January
        ("Cháy đêm 20 rạng sáng 21/1.", [("20", "--01-20", "day_of_list"), ("21/1", "--01-21", "day_month")]),
        (
            "Cháy đêm ngày 20, rạng sáng 21/1.",
            [("ngày 20", "--01-20", "day_of_list"), ("21/1", "--01-21", "day_month")],
        ),
        ("Vụ 20 rạng sáng 21/1 ở xã.", [("21/1", "--01-21", "day_month")]),
        ("Cháy ngày 20 rạng ngày 21/1.", [("ngày 20", "---20", "day"), ("ngày 21/1", "--01-21", "day_month")]),
        ("Họp ngày 11-12/4.", [("ngày 11-12/4", "--04-11/--04-12", "days")]),
        ("Họp ngày 12-11/4.", [("ngày 12-11/4", "--04-11", "day_month")]),
        ("Họp ngày 12-12/4.", [("ngày 12-12/4", "--04-12", "day_month")]),
        ("Họp 11 - 12 tháng 4 năm 2020.", [("11 - 12 tháng 4 năm 2020", "2020-04-11/2020-04-12", "days")]),
    ],
)
def test_days_that_share_a_month(text, found):
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("Rồi có 9/10 xã họp.", []),
        ("Rồi có 10/9 xã họp.", ["10/9"]),  # no more than the whole
        ("Rồi có 9-10 xã họp.", []),
        ("Rồi tối 9/10 xã họp.", ["9/10"]),
        ("Rồi đến 9/10 xã họp.", ["9/10"]),
        ("Rồi hết 1/3 xã họp.", ["1/3"]),
        ("Rồi từ 9/10 đối tượng bị bắt.", ["9/10"]),
        ("Rồi tới 1/5 lượng tiền mất.", []),
        ("Rồi khoảng 1/3 đến 2/3 diện tích mất.", []),
        ("Họp ngày 8/9, 9/10 xã dự.", ["ngày 8/9", "9/10"]),
        ("Sáng 2/3 và 3/4 người dân họp.", ["2/3", "3/4"]),
        ("Rồi có 3/4 người dân.", []),
        ("Họp (9/10 xã) đó.", []),
        ("Bắt 4/9 đối tượng đó.", []),
        ("Rồi chiếm 1/3 đến 2/3 bản.", []),
        ("3/4 người dân đồng ý.", []),
        ("3/7 người dân đồng ý.", ["3/7"]),  # no common share
        ("Họp xong\n9/10 xã dự.", []),
        ("Rồi làm 3/4 đoạn đường.", []),
        ("Rồi được 5/9 phần đó.", []),
        ("Rồi thắng 6-4, 3-6, 7-5 ở đó.", []),
        ("Rồi thắng (6-4, 3-6, 7-5) đó.", []),
        ("Rồi từ 5-7 người chết.", []),
        ("Rồi tối 20/1 người con về.", ["20/1"]),
        ("Rồi sáng 5-7 người dân họp.", []),
        ("Rồi chiều 1/2 họ họp.", ["1/2"]),
    ],
)
def test_shares_and_scores_are_no_dates(text, dated):
    assert [span for span, _, _ in read(text)] == dated
