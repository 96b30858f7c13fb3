"""A place lies in a place of a higher level, and never in itself."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from named import rows

from bpextract.lexicons.gazetteer import gazetteer
from bpextract.mentions import PlaceMention
from bpextract.names.place_chains import is_above
from bpextract.resolution.chains import ancestors

GROUPS = (
    "street",
    "road",
    "feature",
    "site",
    "village",
    "commune",
    "district",
    "city",
    "province",
    "region",
    "country",
)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "Mưa ở [xã Bản Phiệt](PLACE), [huyện Bảo Thắng](PLACE), [tỉnh Lào Cai](PLACE).",
            ["Bảo Thắng", "Lào Cai", None],
        ),
        ("Đoàn đi qua [tỉnh Lào Cai](PLACE), [Yên Bái](PLACE), [Quảng Ninh](PLACE).", [None, None, None]),
        ("Tuyến xe [Hà Nội](PLACE) - [Lào Cai](PLACE) chạy lại.", [None, None]),
        # What holds the last of a list holds all of it.
        (
            "Ở [phường Tân An](PLACE), [phường Tân Tiến](PLACE), [thành phố Biên Hòa](PLACE).",
            ["Biên Hòa", "Biên Hòa", None],
        ),
        ("Anh ở [thành phố Lào Cai](PLACE), [tỉnh Lào Cai](PLACE), [Việt Nam](PLACE).", ["Lào Cai", "Việt Nam", None]),
        # Streets and rivers of a list, the ends of a road, and another name lie in nothing that is only guessed.
        (
            "Ngập ở [đường Bạch Đằng](PLACE), [Tôn Nữ Ngọc Hoa](PLACE), [quận Thanh Xuân](PLACE).",
            ["Tôn Nữ Ngọc Hoa", None, None],  # a quarter rather than a street
        ),
        ("Kẹt xe ở [ngã tư Bưởi](PLACE) - [Tôn Nữ Ngọc Hoa](PLACE).", [None, None]),
        ("Xe chạy trên [cao tốc TP.HCM](PLACE) - [Trung Lương](PLACE).", [None, None]),
        ("Thuyền trên [sông Ba](PLACE) ([Đà Rằng](PLACE)) lật.", [None, None]),
        ("Nhà ở [thôn 2](PLACE), [Kim Quang](PLACE) sập.", ["Kim Quang", None]),
        # Whether a place is of today breaks no chain.
        ("Cháy ở [huyện Bình Chánh](PLACE) (cũ), [TP.HCM](PLACE).", ["Hồ Chí Minh", None]),
        ("Cháy ở [huyện Bình Chánh](PLACE) cũ, [TP.HCM](PLACE).", ["Hồ Chí Minh", None]),
        # A unit of Viet Nam lies in no other country.
        ("Đoàn từ [tỉnh Lào Cai](PLACE), [Trung Quốc](PLACE) trở về.", [None, None]),
        # What no chain says, official units and countries tell: the nearest that the text names.
        (
            "[TP HCM](PLACE) mở rộng. Dân ở [quận 8](PLACE) và [huyện Bình Chánh](PLACE) đồng tình.",
            [None, "Hồ Chí Minh", "Hồ Chí Minh"],
        ),
        ("[Việt Nam](PLACE) thắng. Dân [Hà Nội](PLACE) vui.", [None, "Việt Nam"]),
        ("Cảnh sát [Đức](PLACE) cho biết vụ việc xảy ra tại [Hamburg](PLACE).", [None, "Đức"]),
        ("Cảnh sát [Đức](PLACE) cho biết vụ việc xảy ra tại [Paris](PLACE).", [None, None]),
        ("[Vũng Tàu](PLACE) đông khách. [TP HCM](PLACE) kẹt xe. [Dĩ An](PLACE) ngập.", [None, None, None]),
        ("[Xứ Wales](PLACE) thắng [Anh](PLACE).", [None, None]),
        # The country of a place is known, and regions of several countries lie in none.
        ("Đội thắng ở [Bangkok](PLACE), [Singapore](PLACE) về nhì.", [None, None]),
        ("Hàng bán ở [châu Âu](PLACE), [Mỹ](PLACE) và [Nhật Bản](PLACE).", [None, None, None]),
    ],
)
def test_a_chain_tells_where_a_place_lies(marked: str, expected: list[str | None]) -> None:
    places = rows(marked)["places"]
    names = {place["place_id"]: place["name"] for place in places}
    assert [names.get(place["parent_place_id"]) for place in places] == expected


UNITS = [f"{unit.unit} {unit.name}" for unit in list(gazetteer().by_code.values())[::97]]
NAMES = [unit.name for unit in gazetteer().by_code.values() if unit.level == "province"]
OTHERS = ["Việt Nam", "Lào", "đường Hùng Vương", "sông Hồng", "thôn Bản Quẩn", "Tây Bắc", "chợ Cốc Lếu", "quốc lộ 70"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([*UNITS, *NAMES, *OTHERS]), st.sampled_from([", ", " - ", " (", " thuộc ", ". Ở "])),
        max_size=12,
    )
)
def test_a_parent_is_of_a_higher_level(parts: list[tuple[str, str]]) -> None:
    places = rows("Đoàn đến " + "".join(f"[{name}](PLACE){mark}" for name, mark in parts))["places"]
    groups = {place["place_id"]: place["level_group"] for place in places}
    parents = {place["place_id"]: place["parent_place_id"] for place in places if place["parent_place_id"] is not None}
    assert all(is_above(groups[parent], groups[child]) for child, parent in parents.items())
    for place in parents:
        seen = {place}
        while (place := parents.get(place)) is not None:
            assert place not in seen
            seen.add(place)


@given(st.lists(st.sampled_from(GROUPS), min_size=1, max_size=20))
def test_levels_rise_along_a_chain(groups: list[str]) -> None:
    places = [PlaceMention("PLACE", at, at + 1, "test", group=group) for at, group in enumerate(groups)]
    for place, after in pairwise(places):
        place.parent = after
    chain = [places[0], *ancestors(places[0])]
    levels = [place.group for place in chain]
    assert all(is_above(upper, lower) for lower, upper in pairwise(levels))


def test_no_level_is_above_itself() -> None:
    assert not any(is_above(group, group) for group in GROUPS)
    assert not any(is_above(one, other) and is_above(other, one) for one in GROUPS for other in GROUPS)


@pytest.mark.parametrize(
    ("marked", "parents"),
    [
        # Names of one level, and a fall to a lower one: a list. Without the fall, what comes last holds all.
        (  # that Cự Khối lies in Long Biên, the official units tell
            "[Tráng Việt](PLACE), [Long Biên](PLACE) - [Cự Khối](PLACE), [Xuân Quan](PLACE), [Tam Xá](PLACE)",
            [None, None, 1, None, None],
        ),
        ("[Gò Vấp](PLACE), [Tân Bình](PLACE), [TP.HCM](PLACE)", [2, 2, None]),
        ("[Lyon](PLACE), [Pháp](PLACE), [Berlin](PLACE), [Đức](PLACE)", [1, None, 3, None]),
        # A name that nothing knows holds an address, but no other bare name.
        ("[Gia Lâm](PLACE), [Tam Xá](PLACE)", [None, None]),
        ("[thôn 3](PLACE), [Tam Xá](PLACE)", [1, None]),
    ],
)
def test_a_list_of_bare_names_is_no_chain(marked, parents):
    assert [place["parent_place_id"] for place in rows(f"Các bến {marked}.")["places"]] == parents
