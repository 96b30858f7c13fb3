"""The year of a date that names none, as the other dates of the text tell it."""

from datetime import date

import pandas as pd
import pytest

import bpextract as bp


def starts(text: str, published: date | None = None) -> list[tuple[str | None, str | None]]:
    rows = bp.extract(text, published=published).dates
    return [
        (None if pd.isna(start) else str(start)[:10], None if pd.isna(told) else told)
        for start, told in zip(rows.start_date, rows.resolved_from, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đầu tháng 4/2018, bà gặp họ. Ngày 18/4, bà đi trình báo.", "2018-04-18"),
        ("Quy định áp dụng từ 16/3/2020. Trường nghỉ học từ 20/4 đến 15/5.", "2020-04-20"),
        ("Văn bản ký ngày 21/8/2019. Hai bên gặp nhau rồi mới bàn lại văn bản ngày 21/8.", "2019-08-21"),
        ("Tháng 1/2019, họ về quê. Chiều 1/2, nhà có khách.", "2019-02-01"),
    ],
)
def test_a_story_keeps_its_year(text, expected):
    assert starts(text)[-1] == (expected, "context")


def test_a_story_goes_on_from_date_to_date():
    text = "Tháng 1/2019, họ về quê. Chiều 1/2, nhà có khách. Ngày 25/2, anh đi làm. Đến ngày 7/4, anh nghỉ."
    assert [start for start, _ in starts(text)] == ["2019-01-01", "2019-02-01", "2019-02-25", "2019-04-07"]


def test_dates_in_full_that_agree_tell_of_one_before_them():
    text = "Ngày 10/5, công an bắt hai người. Từ tháng 4/2018, họ quen nhau. Tháng 5/2018, họ đi trộm."
    assert starts(text)[0] == ("2018-05-10", "context")


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 18/6, bộ thông báo. Ông xuất hiện lần cuối vào tháng 7/2014 ở thủ đô.",  # news of today, and what is past
        "Ông được bầu hồi tháng 7/2014. Ngày 18/6, ông về quê.",  # before the only date in full
        "Đầu tháng 4/2018, họ mở quán. Ngày 18/11, quán đóng cửa.",  # too long after
        "Đầu tháng 4/2018, họ mở quán. Ngày 18/4, quán vắng. Năm 2020, quán đóng cửa.",  # years go on
        "Ngày 5/6, mưa lớn. Ngày 7/6, trời nắng.",  # no year
    ],
)
def test_in_doubt_the_year_stays_open(text):
    assert (None, None) in starts(text)


def test_publication_tells_more_than_a_story():
    text = "Đầu tháng 10/2020, họ mở quán. Ngày 18/11, quán đóng cửa."
    assert starts(text, date(2025, 11, 21))[-1] == ("2025-11-18", "published")
    text = "Giải mở ngày 24/7/2026 ở Hà Nội. Các đội đá từ ngày 24/7 đến 8/8."
    assert starts(text, date(2025, 11, 14))[-1] == ("2026-07-24", "context")


def test_a_birth_tells_no_other_date():
    assert starts("Nguyễn Văn An (sinh ngày 5/4/1990, ngụ xã Mai Sơn) bị bắt ngày 18/4 vì trộm xe.")[-1] == (None, None)
