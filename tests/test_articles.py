"""The seed article end to end: the rows that the project was started for."""

from pathlib import Path

import pandas as pd
import pytest

import bpextract as bp
from bpextract.result import Result

SEED = Path(__file__).parents[1] / "corpora" / "articles" / "seed.txt"
TEXT = SEED.read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def seed() -> Result:
    return bp.extract(TEXT)


def mentions(result: Result, label: str) -> list[str]:
    rows = result.mentions
    return rows.loc[rows.label == label, "text"].tolist()


@pytest.mark.parametrize(
    ("name", "honorific"),
    [("Đỗ Thị Loan", "bà"), ("Dương Đức Toàn", "ông"), ("Giàng Quốc Hưng", None), ("Tô Lâm", None)],
)
def test_each_person_stands_once(seed: Result, name: str, honorific: str | None) -> None:
    rows = seed.people[seed.people.name == name]
    assert len(rows) == 1
    found = rows.honorific.iloc[0]
    assert (None if pd.isna(found) else found) == honorific


def test_nobody_else_is_a_person(seed: Result) -> None:
    assert set(seed.people.name) == {"Đỗ Thị Loan", "Dương Đức Toàn", "Giàng Quốc Hưng", "Tô Lâm"}


@pytest.mark.parametrize(
    ("person", "title", "organization"),
    [
        ("Đỗ Thị Loan", "Trưởng Ban", "Ban Công tác mặt trận thôn Bản Quẩn"),
        ("Dương Đức Toàn", "Phó Chủ tịch", "Ủy ban MTTQ tỉnh"),
        ("Giàng Quốc Hưng", "Bí thư", "Huyện ủy Mường Khương"),
        ("Tô Lâm", "Tổng Bí thư", None),
        ("Tô Lâm", "Bí thư", "Quân ủy Trung ương"),
    ],
)
def test_roles_are_linked_to_their_holders(seed: Result, person: str, title: str, organization: str | None) -> None:
    roles = seed.roles.merge(seed.people[["person_id", "name"]], on="person_id")
    rows = roles[(roles.name == person) & (roles.title == title)]
    assert len(rows) >= 1
    for found in rows.organization:
        assert (None if pd.isna(found) else found) == organization


def test_a_village_lies_in_its_commune_and_the_commune_in_its_district(seed: Result) -> None:
    places = seed.places.set_index("place_id")
    village = places[places.name == "Bản Quẩn"].iloc[0]
    assert village.level == "thôn"
    commune = places.loc[village.parent_place_id]
    assert (commune["name"], commune.level) == ("Bản Phiệt", "xã")
    assert places.loc[commune.parent_place_id, "name"] == "Bảo Thắng"


@pytest.mark.parametrize(
    ("text", "low", "high", "modifier", "unit"),
    [
        ("trên 250.000 lượt người", 250000, 250000, ">", "lượt người"),
        ("4.320 buổi", 4320, 4320, None, "buổi"),
        ("hơn 4.000 tin", 4000, 4000, ">", "tin"),
        ("20 nhà ở", 20, 20, None, "nhà ở"),
        ("139 nhà", 139, 139, None, "nhà"),
        ("hàng trăm suất quà", 100, 999, None, "suất quà"),
        ("trên 70 km", 70, 70, ">", "km"),
        ("hơn 1.000 tỷ đồng", 1e12, 1e12, ">", "đồng"),
        ("5 năm", 5, 5, None, "năm"),
        ("1,5 ngày", 1.5, 1.5, None, "ngày"),
        ("17 xã, phường", 17, 17, None, "xã, phường"),
        ("80 năm", 80, 80, None, "năm"),
    ],
)
def test_figures(seed: Result, text: str, low: float, high: float, modifier: str | None, unit: str) -> None:
    figures = seed.figures.merge(seed.mentions[["mention_id", "text"]], on="mention_id")
    rows = figures[figures.text == text]
    assert len(rows) == 1
    row = rows.iloc[0]
    assert (row.value_low, row.value_high) == (low, high)
    assert (None if pd.isna(row.modifier) else row.modifier) == modifier
    assert unit in (row.unit, row.counted)


def test_no_other_figures(seed: Result) -> None:
    assert len(seed.figures) == 12


@pytest.mark.parametrize("text", ["2291.jpg", "z5177247416066_891c6e4cc8538daadee66d2818d9a7ba.jpg", "DSC_1818.JPG"])
def test_nothing_is_found_in_file_names(seed: Result, text: str) -> None:
    start = TEXT.index(text)
    inside = (seed.mentions.start < start + len(text)) & (seed.mentions.end > start)
    assert not inside.any()


@pytest.mark.parametrize("text", ["Covid – 19", "thứ XII", "1 bên, 1 cấp"])
def test_nothing_is_found_in_names_with_numbers(seed: Result, text: str) -> None:
    start = TEXT.index(text)
    inside = (seed.mentions.start < start + len(text)) & (seed.mentions.end > start)
    assert not inside.any()


@pytest.mark.parametrize("text", ["Trung đoàn 254", "thi đua số 1", "Ngày 24/11"])
def test_these_are_no_figures(seed: Result, text: str) -> None:
    start = TEXT.index(text)
    rows = seed.mentions[(seed.mentions.start < start + len(text)) & (seed.mentions.end > start)]
    assert "FIGURE" not in set(rows.label)


def test_a_day_with_its_month_is_a_date(seed: Result) -> None:
    assert "Ngày 24/11" in mentions(seed, "DATE")


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Quang cảnh hội nghị.", "caption"),
        ("Bà Đỗ Thị Loan tham luận tại hội nghị.", "caption"),
        ("Trước tình hình đó, Đồn Biên phòng", "body"),
        ("Chỉ đạo Đại hội đại biểu Đảng bộ Quân đội", "teaser"),
        ("Sau 1,5 ngày hiệp đồng", "teaser"),
    ],
)
def test_sections(seed: Result, text: str, section: str) -> None:
    start = TEXT.index(text)
    rows = seed.sentences[(seed.sentences.start <= start) & (seed.sentences.end > start)]
    assert rows.section.tolist() == [section]
