"""Places: what is read of their names, resolution to official units, and the public functions."""

import pickle
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from named import PLACES, anything, named, read, rows

import bpextract as bp
from bpextract.annotation import Annotation
from bpextract.errors import InputError
from bpextract.lexicons import schemas
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.mentions import PlaceMention


def places(marked: str) -> list[PlaceMention]:
    return read(marked, PLACES).places


@pytest.mark.parametrize(
    ("name", "level", "bare", "group"),
    [
        ("thôn Nà Lốc", "thôn", "Nà Lốc", "village"),
        ("xã Ea H'leo", "xã", "Ea H'leo", "commune"),
        ("Xã Bản Phiệt", "xã", "Bản Phiệt", "commune"),
        ("XÃ BẢN PHIỆT", "xã", "BẢN PHIỆT", "commune"),
        ("tổ 9", "tổ", "9", "village"),
        ("phường 12", "phường", "12", "commune"),
        ("quận 3", "quận", "3", "district"),
        ("TX.Dĩ An", "tx", "Dĩ An", "district"),
        ("TP.HCM", "tp", "HCM", "city"),
        ("TP Vinh", "tp", "Vinh", "city"),
        ("P. Tân Phú", "p", "Tân Phú", "commune"),
        ("Q.3", "q", "3", "district"),
        ("tỉnh Bà Rịa - Vũng Tàu", "tỉnh", "Bà Rịa - Vũng Tàu", "province"),
        ("Quốc lộ 13", "quốc lộ", "13", "road"),
        ("đường Lê Lợi", "đường", "Lê Lợi", "street"),
        ("sông Lô", "sông", "Lô", "feature"),
        ("khu công nghiệp Sóng Thần", "khu công nghiệp", "Sóng Thần", "site"),
        ("vùng núi Tây Bắc", "vùng núi", "Tây Bắc", "region"),
        # A word with a capital that is part of the name.
        ("Biển Đông", None, "Biển Đông", "feature"),
        ("Cầu Giấy", None, "Cầu Giấy", "district"),
        ("Hồ Gươm", None, "Hồ Gươm", "feature"),
        ("CẦU GIẤY", None, "CẦU GIẤY", "district"),
        ("BẾN TRE", None, "BẾN TRE", "province"),
        ("Bến Tre", None, "Bến Tre", "province"),
        ("Núi Thành", None, "Núi Thành", "district"),
        ("huyện Núi Thành", "huyện", "Núi Thành", "district"),
        ("Mũi Nghê", None, "Mũi Nghê", "feature"),
        # One of several syllables is a unit word though it has a capital; but not where each syllable has one.
        ("Khu bảo tồn thiên nhiên Pù Luông", "khu bảo tồn thiên nhiên", "Pù Luông", "site"),
        ("Cao nguyên Mộc Châu", "cao nguyên", "Mộc Châu", "feature"),
        ("Cao Nguyên Mộc Châu", None, "Cao Nguyên Mộc Châu", "region"),
        ("Khu công nghiệp (KCN) Hoàng Diệu", "khu công nghiệp", "Hoàng Diệu", "site"),
        ("khu đô thị mới Thủ Thiêm", "khu đô thị mới", "Thủ Thiêm", "site"),
        ("ngõ 15 Tạ Quang Bửu", "ngõ", "15 Tạ Quang Bửu", "street"),
        ("cầu Vĩnh Tuy 2", "cầu", "Vĩnh Tuy 2", "site"),
        # Without a unit word the lists tell, the highest level first; else the letters.
        ("Việt Nam", None, "Việt Nam", "country"),
        ("Lào Cai", None, "Lào Cai", "province"),
        ("Bảo Thắng", None, "Bảo Thắng", "district"),
        ("Nà Hừ Khôn", None, "Nà Hừ Khôn", "region"),
        ("Brzesko", None, "Brzesko", "city"),
        # A word at the beginning or the end of the name tells what it is, but is not all of it.
        ("Union Square", None, "Union Square", "site"),
        ("Wall Street", None, "Wall Street", "street"),
        ("khách sạn Trung Nhân Đà Lạt", "khách sạn", "Trung Nhân Đà Lạt", "site"),
        ("khách sạn 5 sao Melia", "khách sạn", "Melia", "site"),
        ("nhà máy điện rác Sóc Sơn", "nhà máy điện", "Sóc Sơn", "site"),
        ("thành London", "thành", "London", "city"),
        ("Bưu điện Thành phố", None, "Bưu điện Thành phố", "site"),
        ("thành Nam", None, "thành Nam", "city"),
        ("239 Cách Mạng Tháng Tám", None, "Cách Mạng Tháng Tám", "street"),
        ("30 Tháng Tư", None, "30 Tháng Tư", "city"),
        ("xã hội Kim Chung", None, "xã hội Kim Chung", "region"),
        # What known names are, and parts of what lies around.
        ("Old Trafford", None, "Old Trafford", "site"),
        ("Lê Văn Lương", None, "Lê Văn Lương", "street"),
        ("xứ Phù Tang", None, "xứ Phù Tang", "country"),
        ("Bắc Brzesko", None, "Bắc Brzesko", "region"),
        ("Vành đai 3 TPHCM", None, "Vành đai 3 TPHCM", "road"),
        ("Square", None, "Square", "city"),
        ("Riverside", None, "Riverside", "city"),
        ("Texas", None, "Texas", "region"),
    ],
)
def test_unit_word_name_and_group(name: str, level: str | None, bare: str, group: str) -> None:
    (place,) = places(f"Đoàn đến [{name}](PLACE) hôm qua.")
    assert (place.level, place.name, place.group) == (level, bare, group)


@pytest.mark.parametrize(
    ("marked", "groups"),
    [
        # A unit word in the plural counts for the list behind it, and a single one does not.
        ("Mưa tại các [xã Nậm Chảy](PLACE), [Lùng Vai](PLACE) và [Hà Nội](PLACE).", ["commune"] * 3),
        ("Mưa ở 3 [huyện Bát Xát](PLACE); [Sa Pa](PLACE), [Y Tý](PLACE).", ["district"] * 3),
        ("Mưa tại các [xã Nậm Chảy](PLACE), lũ ở [Hà Nội](PLACE).", ["commune", "province"]),
        ("Mưa tại [xã Nậm Chảy](PLACE), [Hà Nội](PLACE).", ["commune", "province"]),
        ("Mưa tại các [xã Nậm Chảy](PLACE), [huyện Sa Pa](PLACE).", ["commune", "district"]),
        # The text tells elsewhere what a name is of, unless that is a province or a single word.
        ("Lũ ở [Nà Hừ](PLACE). Dân [bản Nà Hừ](PLACE) chạy.", ["village", "village"]),
        ("Lũ ở [Lào Cai](PLACE). Dân [xã Lào Cai](PLACE) chạy.", ["province", "commune"]),
        ("Lũ ở [Hừ](PLACE). Dân [bản Hừ](PLACE) chạy.", ["region", "village"]),
    ],
)
def test_the_text_tells_the_group(marked: str, groups: list[str]) -> None:
    assert [place.group for place in places(marked)] == groups


@pytest.mark.parametrize(
    ("marked", "level", "code"),
    [
        ("[Huyện ủy [Mường Khương](PLACE)](ORG) họp.", "huyện", "083"),
        ("[Thành ủy [Hà Giang](PLACE)](ORG) họp.", "thành phố", "024"),
        ("[Ban Tổ chức Thành ủy [Hà Giang](PLACE)](ORG) họp.", "thành phố", "024"),
        ("[Thành ủy [Hà Nội](PLACE)](ORG) và [Quận ủy [Hồng Bàng](PLACE)](ORG) họp.", "thành phố", "01"),
        ("[Tỉnh đoàn [Hà Giang](PLACE)](ORG) họp.", "tỉnh", "02"),
        # A body that tells no level, or of a place with its own or a country, or not beside it.
        ("[Công an [Hà Giang](PLACE)](ORG) họp.", None, "02"),
        ("[Thị ủy [huyện Mường Khương](PLACE)](ORG) họp.", None, "083"),
        ("[Bộ đội Biên phòng [Việt Nam](PLACE)](ORG) họp.", None, None),
        ("[Thành ủy](ORG) mời [Hà Giang](PLACE) họp.", None, "02"),
    ],
)
def test_the_body_before_a_place_tells_its_level(marked: str, level: str | None, code: str | None) -> None:
    assert places(marked)[0].implied_level == level
    assert rows(marked, date(2024, 5, 1))["places"][0]["code"] == code


@pytest.mark.parametrize(
    ("marked", "group"),
    [
        ("Trụ sở ở số 12 [Lê Lợi](PLACE).", "street"),
        ("Nhà tại 54A [Nguyễn Chí Thanh](PLACE).", "street"),
        ("Nhà ở ngõ 15/3 [Tân Phú](PLACE).", "street"),
        ("Đủ 63 [Lê Lợi](PLACE).", "commune"),
        ("Có 5 người ở [Lê Lợi](PLACE).", "commune"),
        ("Nhà tại 12 [Hà Nội](PLACE).", "province"),
        ("Nhà ở số 12 [xã Lê Lợi](PLACE).", "commune"),
    ],
)
def test_a_house_number_tells_a_street(marked: str, group: str) -> None:
    assert places(marked)[0].group == group


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("Mưa ở [phường Xuân Hương](PLACE) – [Đà Lạt](PLACE).", ["Xuân Hương – Đà Lạt"]),
        ("Mưa ở [phường Cam Ly](PLACE) - Đà Lạt.", ["Cam Ly - Đà Lạt"]),
        ("Mưa ở [tỉnh Bà Rịa](PLACE)-[Vũng Tàu](PLACE).", ["Bà Rịa-Vũng Tàu"]),
        # No official name; another unit; a body that ends before the dash.
        ("Mưa ở [phường Xuân Hương](PLACE) - [Nha Trang](PLACE).", ["Xuân Hương", "Nha Trang"]),
        ("Xe chạy [Bà Rịa](PLACE) - [Vũng Tàu](PLACE).", ["Bà Rịa", "Vũng Tàu"]),
        ("[UBND [phường Cam Ly](PLACE)](ORG) - [Đà Lạt](PLACE).", ["Cam Ly", "Đà Lạt"]),
    ],
)
def test_an_official_name_with_a_dash_is_one_place(marked: str, names: list[str]) -> None:
    assert [place.name for place in places(marked)] == names


@pytest.mark.parametrize(
    ("marked", "name", "country"),
    [
        ("Đến [TP.HCM](PLACE).", "Hồ Chí Minh", "VN"),
        ("Đến [TPHCM](PLACE).", "Hồ Chí Minh", "VN"),
        ("Đến [Sài Gòn](PLACE).", "Sài Gòn", "VN"),
        ("Đến [xã Bản Phiệt](PLACE).", "Bản Phiệt", "VN"),
        ("Sang [Pháp](PLACE).", "Pháp", "FR"),
        ("Sang [Hoa Kỳ](PLACE).", "Hoa Kỳ", "US"),
        ("Đến [Bắc Kinh](PLACE).", "Bắc Kinh", "CN"),
        ("Đến [thành phố Sâm Châu](PLACE), [Trung Quốc](PLACE).", "Sâm Châu", "CN"),
        ("Đến [tỉnh Hà Nam](PLACE) ([Trung Quốc](PLACE)).", "Hà Nam", "CN"),
        # A street bears the name of a city; a country that is no more; a place that no list has.
        ("Đến [đường Bắc Kinh](PLACE).", "Bắc Kinh", None),
        ("Đến [Liên Xô](PLACE).", "Liên Xô", None),
        ("Đến [Brzesko](PLACE).", "Brzesko", None),
    ],
)
def test_name_and_country(marked: str, name: str, country: str | None) -> None:
    place = rows(marked)["places"][0]
    assert (place["name"], place["country_code"]) == (name, country)


@pytest.mark.parametrize(
    ("marked", "code"),
    [
        ("[Tập đoàn [Hòa Phát](PLACE)](ORG) khởi công.", None),
        ("[UBND [phường Hòa Phát](PLACE)](ORG) khởi công.", "20305"),
        ("[Công ty Điện lực [Lào Cai](PLACE)](ORG) khởi công.", "10"),
        # Of a list, what follows does not hold what comes before.
        ("Người dân [Gò Vấp](PLACE), [Bến Tre](PLACE) vui.", "764"),
        ("Đến [tỉnh Hà Nam](PLACE) ([Trung Quốc](PLACE)).", None),
    ],
)
def test_code(marked: str, code: str | None) -> None:
    assert rows(marked, date(2024, 5, 1))["places"][0]["code"] == code


def test_a_place_resolved_by_itself_has_no_ids() -> None:
    place = bp.places.resolve("xã Bản Phiệt, Bảo Thắng")
    assert (place.code, place.edition, place.mention_id, place.place_id, place.parent_place_id) == (
        "02911", "old", None, None, None,
    )  # fmt: skip


def test_who_leads_the_party_of_a_district_holds_the_post_in_the_district() -> None:
    tables = rows(
        "Bí thư [Huyện ủy [Mường Khương](PLACE)](ORG) [Giàng Seo Pao](PERSON) đến [xã Mường Khương](PLACE), nơi "
        "[Mường Khương](PLACE) vừa đón bão."
    )
    district, commune = tables["places"]
    assert tables["roles"][0]["place_id"] == district["place_id"]
    assert (district["code"], district["n_mentions"], commune["code"], commune["n_mentions"]) == ("083", 1, "02761", 2)


def test_chains() -> None:
    marked = (
        "[thôn Nà Lốc](PLACE), [xã Bản Phiệt](PLACE) ([Bảo Thắng](PLACE) - [Lào Cai](PLACE)) và [Huế](PLACE). "
        "[bản Nà](PLACE) thuộc [xã Hừ](PLACE) gần [Lạng](PLACE)"
    )
    assert [place.parent and place.parent.name for place in places(marked)] == [
        "Bản Phiệt", "Bảo Thắng", "Lào Cai", None, None, "Hừ", None, None,
    ]  # fmt: skip


def test_only_names_of_places_are_read_also_those_inside_a_body() -> None:
    found = places("[UBND [xã Mai Sơn](PLACE)](ORG) mời [Lê An](PERSON) đến [Huế](PLACE)")
    assert [(place.start, place.end, place.name) for place in found] == [(5, 15, "Mai Sơn"), (30, 33, "Huế")]


PIECES = st.lists(
    st.sampled_from(
        [
            "TP.",
            "tp",
            "X",
            "P.",
            "xã",
            "các",
            "huyện",
            "tỉnh",
            "Đắk",
            "Giàng",
            ",",
            "(",
            "-",
            "–",
            "thuộc",
            "12",
            "Biển",
        ]
    )
).map(" ".join)


@given(anything(PIECES | st.text(max_size=60)))
def test_each_name_is_one_mention_of_the_same_span(annotation: Annotation) -> None:
    tokens = annotation.tokens
    names = [name for name in annotation.names if name.label == "PLACE"]
    found = PLACES.find(annotation)
    assert [(m.start, m.end) for m in found] == [(tokens.starts[n.start], tokens.ends[n.end - 1]) for n in names]
    for place in found:
        assert isinstance(place, PlaceMention)
        assert place.name and annotation.text[: place.end].endswith(place.name)
        assert place.group and (place.parent is None or place.parent.start >= place.end)


def test_a_finder_pickles() -> None:
    (place,) = pickle.loads(pickle.dumps(PLACES)).find(named("[huyện Mường Khương](PLACE)"))
    assert (place.level, place.group) == ("huyện", "district")


@pytest.mark.parametrize("schema", [schemas.PLACE_UNITS, schemas.PLACES, schemas.COUNTRIES, schemas.PLACE_ALIASES])
def test_lexicons_load(schema) -> None:
    assert Vocabulary().entries(schema)


@settings(deadline=None)  # the first call reads the lexicons
@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    bp.places.resolve(text)


def test_mentions_of_one_place_meet() -> None:
    table = rows(
        "[Huyện Nam Giang](PLACE) ([Quảng Nam](PLACE)) có mưa. Người dân [Nam Giang](PLACE) chạy lũ. "
        "[Công an [tỉnh Quảng Nam](PLACE)](ORG) đến giúp."
    )["places"]
    assert [(row["name"], row["n_mentions"], row["parent_place_id"]) for row in table] == [
        ("Nam Giang", 2, 1), ("Quảng Nam", 2, None),
    ]  # fmt: skip


def test_a_capital_unit_word_is_one_where_the_text_gives_it_in_small_letters() -> None:
    table = rows("[Rạch Bà Lớn](PLACE) bị ngập. Hai bên [rạch Bà Lớn](PLACE) có rác, [Rạch Gầm](PLACE) thì không.")[
        "places"
    ]
    assert [(row["name"], row["level"], row["n_mentions"]) for row in table] == [
        ("Bà Lớn", "rạch", 2), ("Rạch Gầm", None, 1),
    ]  # fmt: skip


def test_a_village_is_one_place_whether_its_unit_word_is_part_of_its_name_or_not() -> None:
    table = rows("Tổ công tác đến [thôn Bản Quẩn](PLACE). Bà con [bản Quẩn](PLACE) ra đón, [bản Nậm](PLACE) thì chưa.")[
        "places"
    ]
    assert [(row["name"], row["n_mentions"]) for row in table] == [("Bản Quẩn", 2), ("Nậm", 1)]


def test_chain_resolves_an_ambiguous_name() -> None:
    place = bp.places.resolve("phường 1, quận 3, TP.HCM")
    assert (place.code, place.edition, place.n_candidates > 10) == ("27160", "old", True)


def test_ambiguous_name_stays_empty() -> None:
    place = bp.places.resolve("xã Tân Thành")
    assert place.code is None
    assert place.n_candidates > 1


def test_era_chooses_the_edition() -> None:
    assert bp.places.resolve("tỉnh Lào Cai", published=date(2020, 1, 1)).code == "10"
    assert bp.places.resolve("tỉnh Lào Cai", published=date(2025, 9, 1)).code == "15"


def test_district_has_no_heir() -> None:
    place = bp.places.resolve("huyện Bảo Thắng, tỉnh Lào Cai")
    assert place.level_group == "district"
    assert (place.current_code, place.current_province) == (None, "Lào Cai")


def test_units_of_an_edition() -> None:
    assert [len(bp.places.units(edition, "province")) for edition in ("old", "new")] == [63, 34]
    assert len(bp.places.units()) == 3321
    assert bp.places.units("new", "district") == []
    assert {unit.edition for unit in bp.places.units("old", "district")} == {"old"}
    with pytest.raises(InputError, match="edition"):
        bp.places.units("2025")
    with pytest.raises(InputError, match="level"):
        bp.places.units("old", "village")


def test_to_current() -> None:
    assert [unit.code for unit in bp.places.to_current("10", "old")] == ["15"]
    assert bp.places.to_current("02911")[0].level == "commune"


@pytest.mark.parametrize(("code", "edition"), [("99", "old"), ("1", "old"), ("01", "2025")])
def test_unknown_code_is_an_error(code: str, edition: str) -> None:
    with pytest.raises(InputError):
        bp.places.to_current(code, edition)


def test_a_number_is_no_name_without_its_unit_word():
    found = bp.extract("Anh ở quận 7, TP.HCM, từng ở Q.1 và tổ 6, xã Bản Phiệt.").places
    assert found.name.tolist() == ["quận 7", "Hồ Chí Minh", "quận 1", "tổ 6", "Bản Phiệt"]


def test_small_letters_after_a_unit_word_are_no_part_of_the_name():
    found = bp.extract("Họ mua nhà ở khu đô thị lấn biển Cần Giờ, rồi ở đường số 5, phường Tân Phú.").places
    assert found[["name", "level"]].values.tolist() == [
        ["Cần Giờ", "khu đô thị"],
        ["số 5", "đường"],
        ["Tân Phú", "phường"],
    ]


def test_districts_that_were_joined_are_named_as_they_are_written():
    found = bp.extract("Vụ cháy ở quận 9, TP HCM, lan sang quận 2, quận Thủ Đức và quận 7.").places
    assert found.name.tolist() == ["quận 9", "Hồ Chí Minh", "quận 2", "Thủ Đức", "quận 7"]


def test_names_of_one_country_are_one_place_by_the_usual_name() -> None:
    table = rows(
        "[Thái](PLACE) thua, [Thái Lan](PLACE) buồn. [Mỹ](PLACE) và [nước Mỹ](PLACE) là [Hoa Kỳ](PLACE); "
        "[Scotland](PLACE) không phải [Anh](PLACE), [Đông Đức](PLACE) không phải [Đức](PLACE)"
    )["places"]
    assert [(row["name"], row["country_code"], row["n_mentions"]) for row in table] == [
        ("Thái Lan", "TH", 2), ("Hoa Kỳ", "US", 3), ("Scotland", "GB", 1), ("Anh", "GB", 1), ("Đông Đức", None, 1),
        ("Đức", "DE", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("[thị trấn Slavutych](PLACE) mất điện. Dân [Slavutych](PLACE) chờ.", [("Slavutych", "commune", 2)]),
        ("[hạt Milam](PLACE) họp. Dân [Milam](PLACE) chờ.", [("Milam", "district", 2)]),
        ("[hồ Kandyo](PLACE) đẹp. Dân [Kandyo](PLACE) chờ.", [("Kandyo", "feature", 1), ("Kandyo", "city", 1)]),
        # Two units of the name, or the name of a city that is known.
        (
            "[hạt Milam](PLACE) có [thị trấn Milam](PLACE). Dân [Milam](PLACE) chờ.",
            [("Milam", "district", 1), ("Milam", "commune", 1), ("Milam", "city", 1)],
        ),
        (
            "[bang New York](PLACE) họp. Dân [New York](PLACE) chờ.",
            [("New York", "region", 1), ("New York", "city", 1)],
        ),
    ],
)
def test_a_foreign_name_has_the_unit_word_that_the_text_gives_it(marked, found):
    assert [(row["name"], row["level_group"], row["n_mentions"]) for row in rows(marked)["places"]] == found


def test_a_small_letter_begins_no_official_name() -> None:
    (place,) = rows("Đội bóng [thành Nam](PLACE) thua.")["places"]
    assert (place["name"], place["level_group"]) == ("Nam Định", "district")  # a byname of the town
    (place,) = rows("Dân [Thành Nam](PLACE) vui.")["places"]
    assert place["level_group"] == "commune"


def test_a_sea_is_one_place_with_vung_and_without():
    table = rows("Tàu vào [vùng Biển Đông](PLACE), rồi rời [Biển Đông](PLACE), [vùng Tây Bắc](PLACE).")
    assert [(row["name"], row["level"], row["level_group"]) for row in table["places"]] == [
        ("Biển Đông", None, "feature"),
        ("Tây Bắc", "vùng", "region"),
    ]


def test_a_bare_name_that_goes_on_a_list_of_streets_is_one():
    found = rows(
        "Ngập ở [đường Bạch Đằng](PLACE), [Tôn Nữ Ngọc Hoa](PLACE) và [Lương Bằng Vinh](PLACE). "
        "Ở [Tôn Nữ Ngọc Hoa](PLACE), nước rút."
    )
    groups = [(place["level_group"], place["n_mentions"]) for place in found["places"]]
    assert groups == [("street", 1), ("street", 2), ("street", 1)]


def test_streets_after_a_plural_are_streets():
    found = rows("Ngập ở các tuyến [đường Bạch Đằng](PLACE), [Tôn Nữ Ngọc Hoa](PLACE).")
    assert [place["level_group"] for place in found["places"]] == ["street", "street"]


@pytest.mark.parametrize(
    "marked",
    [
        "Cháy ở tuyến [đường Bạch Đằng](PLACE), [Tôn Nữ Ngọc Hoa](PLACE).",
        "Cháy ở [đường Bạch Đằng](PLACE), [Tôn Nữ Ngọc Hoa](PLACE).",
        "Bay đến [đảo Hải Nam](PLACE), [Tôn Nữ Ngọc Hoa](PLACE).",
        "Ở [đường Bạch Đằng](PLACE), [Tôn Nữ Ngọc Hoa](PLACE), [Lương Bằng Vinh](PLACE), [quận Thanh Xuân](PLACE).",
    ],
)
def test_a_quarter_after_one_street_is_none(marked):
    assert rows(marked)["places"][1]["level_group"] == "region"


def test_a_bare_name_is_the_street_that_the_text_names():
    text = "Cấm xe trên Phố Trần Phú, đoạn từ chợ Phố Ràng đến Trần Phú và Lê Lợi."
    found = bp.extract(text).places
    streets = found[found.name == "Trần Phú"]
    assert streets[["level", "level_group", "n_mentions"]].values.tolist() == [["phố", "street", 2]]
    ward = bp.extract("Cấm xe trên phố Trần Phú, phường Trần Phú. Người dân Trần Phú ủng hộ.").places
    assert ward.level_group.tolist() == ["street", "commune"]


def test_regions_and_features_of_viet_nam_have_its_country():
    found = bp.extract("Mưa lớn ở Tây Nguyên và Bắc Á. Du khách thích Cát Bà.").places
    assert found[["name", "country_code"]].fillna("").values.tolist() == [
        ["Tây Nguyên", "VN"],
        ["Bắc Á", ""],
        ["Cát Bà", "VN"],
    ]
