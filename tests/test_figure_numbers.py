"""The number of a figure: two ends, below zero, said again in brackets, with commas for thousands."""

import pytest
from test_figures import figures


def numbers(text):
    return [(span, values["value_low"], values["value_high"]) for span, values in figures(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Phạt 5-7 triệu đồng.", ("5-7 triệu đồng", 5e6, 7e6)),
        ("Có hai đến ba hộ.", ("hai đến ba hộ", 2, 3)),
        ("Giá 30k - 50k đồng.", ("30k - 50k đồng", 30000, 50000)),
        ("Phạt từ 3 triệu đến 5 triệu đồng.", ("3 triệu đến 5 triệu đồng", 3e6, 5e6)),
        ("Phạt 800 nghìn - 1,2 triệu đồng.", ("800 nghìn - 1,2 triệu đồng", 8e5, 1.2e6)),
        ("Phạt 2 triệu đến năm triệu đồng.", ("2 triệu đến năm triệu đồng", 2e6, 5e6)),
        ("Có hai - 3 hộ.", ("3 hộ", 3, 3)),  # one in words, one in digits: no range
        ("Họp 5 km -7 km", ("5 km -7 km", 5, 7)),
    ],
)
def test_two_ends(text, found):
    assert numbers(text) == [found]


@pytest.mark.parametrize(
    "text", ["Phạt 7-5 triệu đồng.", "Có 5-5 hộ.", "Mã 0123456 hộ.", "Có 1234567 hộ.", "Có 00 hộ."]
)
def test_what_is_no_range_and_no_amount(text):
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("range_", "low", "high"),
    [
        ("âm 5 đến âm 2", -5, -2),
        ("âm 5 đến 2", -5, 2),
        ("-5 đến -2", -5, -2),
        ("5 đến âm 2", -2, 5),
        ("âm 5 - 2", -5, -2),  # the dash is that of both
        ("-5 - 2", -5, -2),
    ],
)
def test_ends_below_zero(range_, low, high):
    assert numbers(f"Nhiệt độ {range_} độ C.") == [(f"{range_} độ C", low, high)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lỗ -12 tỷ đồng.", ("-12 tỷ đồng", -12e9)),
        ("Lỗ (−12 tỷ đồng).", ("−12 tỷ đồng", -12e9)),
        ("Lỗ (-12 tỷ đồng).", ("-12 tỷ đồng", -12e9)),
        ("Mức: -5%", ("-5%", -5)),
        ("Đêm -3 điểm.", ("-3 điểm", -3)),
        ("Đạt âm 3 điểm.", ("âm 3 điểm", -3)),
        ("Trời nóng +3 độ C.", ("3 độ C", 3)),
        ("Đo được\n -3 độ C.", ("3 độ C", 3)),  # the dash is of a list
        ("Đo ở trạm % -3 độ C.", ("3 độ C", 3)),
        ("Âm 5 độ C ở đây.", ("Âm 5 độ C", -5)),
        ("Nước sâu âm 3 mét.", ("âm 3 mét", -3)),
        ("Nước sâu -3 mét.", ("3 mét", 3)),  # a dash makes no length negative
        ("Có âm 3 người.", ("3 người", 3)),
        ("Có -3 người.", ("3 người", 3)),
        ("Bản thu âm 2 phút.", ("2 phút", 2)),
        ("Bản ghi âm 3 điểm.", ("3 điểm", 3)),
        ("Trầm âm 5%", ("âm 5%", -5)),
        ("lâm 5%", ("5%", 5)),
        ("Mức\n-5%", ("5%", 5)),  # a list
        ("-5% là nhiều", ("5%", 5)),
    ],
)
def test_what_makes_a_number_negative(text, found):
    assert numbers(text) == [(*found, found[1])]


def test_a_dash_after_a_figure_is_no_minus():
    assert numbers("Lỗ 3% -12 tỷ đồng.") == [("3%", 3, 3), ("12 tỷ đồng", 12e9, 12e9)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Phạt 5 (năm) triệu đồng.", [("5 (năm) triệu đồng", 5e6, 5e6)]),
        ("Phạt 5 (năm) đồng.", [("5 (năm) đồng", 5, 5)]),
        ("Có 12 (mười hai) hộ.", [("12 (mười hai) hộ", 12, 12)]),
        ("Phạt 5 (sáu) triệu đồng.", []),
    ],
)
def test_what_is_said_again_is_the_same(text, found):
    assert numbers(text) == found


@pytest.mark.parametrize(
    ("money", "low", "high"),
    [("19,500", 19500, 19500), ("19,500-20,500", 19500, 20500), ("19,5-20,5", 19.5, 20.5), ("19,500-20,5", 19.5, 20.5)],
)
def test_commas_group_thousands_where_there_are_no_cents(money, low, high):
    assert numbers(f"Giá {money} đồng.") == [(f"{money} đồng", low, high)]
