"""What the columns of places say: the unit word of a list, the country of regions and roads, the realm of Anh."""

import pandas as pd
import pytest

import bpextract as bp


@pytest.mark.parametrize(
    ("text", "name", "level"),
    [
        ("Xe tải lật ở huyện Long Thành, Nhơn Trạch và Trảng Bom (Đồng Nai).", "Trảng Bom", "huyện"),
        ("Các tỉnh Khánh Hòa, Gia Lai bị ngập.", "Gia Lai", "tỉnh"),
        ("Ông ở phường Tân Phú, Đồng Nai.", "Đồng Nai", None),
        ("Mưa lớn ở TP HCM, Cần Thơ.", "Cần Thơ", None),
        ("Mưa lớn ở huyện Long Thành. Nhơn Trạch có nắng.", "Nhơn Trạch", None),
    ],
)
def test_the_unit_word_of_a_list_is_that_of_each(text: str, name: str, level: str | None) -> None:
    places = bp.extract(text).places
    found = places[places["name"] == name].iloc[0]["level"]
    assert found == level if level else found is None or pd.isna(found)


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Ở miền Bắc, mâm cúng có tám món; ở Huế thì khác.", "miền Bắc", "VN"),
        ("Xe lật trên quốc lộ 13.", "quốc lộ 13", "VN"),
        ("Xe lật trên cao tốc A1 ở Ba Lan. Các nạn nhân quê Nghệ An và Hà Tĩnh.", "A1", None),
        ("Ông qua Pháp, Đức rồi đi khắp miền Bắc.", "miền Bắc", None),
        ("Xe chạy trên quốc lộ 13 ở TP HCM.", "quốc lộ 13", "VN"),
        ("Bà sống ở Đức, gần đường cao tốc số 5.", "cao tốc số 5", None),
        ("Ông sống ở miền trung Thái Lan.", "miền trung Thái Lan", "TH"),
    ],
)
def test_regions_and_roads_are_at_home_where_the_text_is(text: str, name: str, code: str | None) -> None:
    places = bp.extract(text).places
    found = places[places["name"].str.contains(name)]
    assert list(found["country_code"].dropna()) == ([code] if code else [])


def test_a_county_lies_in_anh_and_scotland_does_not() -> None:
    places = bp.extract("Cảnh sát Anh cho biết vụ nổ ở Cheshire làm 5 người chết, vụ ở Scotland làm 2 người.").places
    parents = dict(zip(places["name"], places["parent_place_id"].isna(), strict=True))
    assert parents == {"Anh": True, "Cheshire": False, "Scotland": True}
