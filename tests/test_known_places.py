"""What the text, lists of names and towns of the world tell of places that no unit word and no chain does."""

import pytest

import bpextract as bp
from bpextract.lexicons.towns import town_of, towns


def place_of(text, name, **options):
    found = bp.extract(text, **options).places
    return found[found.name == name].iloc[0]


def told(text, *columns):
    found = bp.extract(text).places
    return found[["name", *columns]].astype(object).where(found[["name", *columns]].notna(), None).values.tolist()


def test_small_places_have_the_province_that_the_text_settles():
    text = "Công an TP Đà Nẵng bắt nhóm cướp ở tòa tháp Ruby, phố Trần Phú và kênh Phú Lộc."
    assert told(text, "province", "province_inferred", "parent_place_id", "country_code") == [
        ["Đà Nẵng", "Đà Nẵng", False, None, "VN"],
        ["Ruby", "Đà Nẵng", True, 0, "VN"],
        ["Trần Phú", "Đà Nẵng", True, 0, "VN"],
        ["Phú Lộc", "Đà Nẵng", True, 0, "VN"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Xe chạy từ Hà Nội về Nam Định theo phố Trần Phú.",  # two provinces
        "Ông ở Trung Quốc, về Trung Quốc, nhớ phố Trần Phú và Hà Nội.",  # more of another country
        "Ông nhớ phố Trần Phú.",  # none
    ],
)
def test_texts_that_settle_no_province(text):
    street = place_of(text, "Trần Phú")
    assert street[["province", "parent_place_id"]].isna().all() and not street.province_inferred


def test_a_text_of_one_unit_settles_its_province():
    text = "Cướp tiệm vàng ở TP Sơn La. Nghi phạm trốn tại đường Chu Văn Thịnh, TP Sơn La truy tìm."
    assert told(text, "province") == [["Sơn La", "Sơn La"], ["Chu Văn Thịnh", "Sơn La"]]
    once = "Ông quê ở huyện Yên Thành, nhớ phố Catinat."
    assert place_of(once, "Catinat")[["province"]].isna().all()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tại San Jose, bang California, Mỹ, xe chạy trên đường Foss Avenue.", "US"),
        ("Tại San Jose, Mỹ, và Berlin, Đức, xe chạy trên đường Foss Avenue.", None),  # two countries
        ("Tại San Jose, Mỹ, và ở Hà Nội, xe chạy trên đường Foss Avenue.", None),  # Viet Nam, too
        ("Người Mỹ đi trên đường Foss Avenue.", None),  # named once
    ],
)
def test_a_text_on_one_country_tells_that_of_its_streets(text, code):
    street = place_of(text, "Foss Avenue")
    assert (street.country_code == code) if code else street[["country_code"]].isna().all()


@pytest.mark.parametrize(
    "text",
    [
        "Trung Quốc điều tàu tới bãi Tư Chính, đảo Trường Sa. Tại Bắc Kinh, Trung Quốc nói, Trung Quốc làm.",
        "Ca sĩ ở Seoul, Hàn Quốc nhớ quê: xã Hòa An, phố Trần Nhân Tông. Hàn Quốc lạnh, Hàn Quốc xa.",
    ],
)
def test_a_text_on_another_country_tells_nothing_of_vietnamese_names_and_of_nature(text):
    rows = bp.extract(text).places
    small = rows[rows.level_group.isin(["feature", "commune", "street", "site"])]
    assert len(small) and not small.country_code.isin(["CN", "KR"]).any()


@pytest.mark.parametrize(
    "text",
    [
        "Mưa ở Hà Nội. Ông nhớ sông Mê Kông và đèo Hải Vân. Hà Nội buồn.",
        "Bão vào Quảng Ninh. Tâm bão qua đảo Hải Nam và vịnh Bắc Bộ. Quảng Ninh mưa.",
    ],
)
def test_known_features_do_not_lie_where_the_text_plays(text):
    rows = bp.extract(text).places
    assert rows[rows.level_group.isin(["feature"])].province.isna().all()


def test_seas_and_foreign_names_have_no_province():
    text = "Tàu từ Đà Nẵng ra biển Đông; ở Anh có sân Kenwood và Đà Nẵng, Đà Nẵng."
    assert [name for name, province in told(text, "province") if province is None] == ["Đông", "Anh", "Kenwood"]


def test_known_sites_have_their_province_and_country():
    text = "Trận đấu trên sân Mỹ Đình, trận kia ở Old Trafford."
    assert told(text, "level_group", "province", "country_code") == [
        ["Mỹ Đình", "site", "Hà Nội", "VN"],
        ["Old Trafford", "site", None, "GB"],
    ]


@pytest.mark.parametrize(("published", "province"), [("2024-05-01", "Bình Dương"), ("2026-05-01", "Hồ Chí Minh")])
def test_the_province_of_a_known_site_is_that_of_the_time(published, province):
    text = "Trận đấu diễn ra trên sân Gò Đậu."
    assert place_of(text, "Gò Đậu", published=published).province == province


def test_bynames_are_the_place_itself():
    text = "Đội tuyển xứ Hàn tới Hà thành. Hàn Quốc thắng ở Hà Nội."
    assert told(text, "level_group", "n_mentions") == [["Hàn Quốc", "country", 2], ["Hà Nội", "province", 2]]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Anh tới Lagos.", "Lagos", "NG"),  # far larger than the other
        ("Bồ Đào Nha đón khách ở Lagos.", "Lagos", "PT"),
        ("Tàu rời cảng ở Ninh Ba, Trung Quốc.", "Ninh Ba", "CN"),
        ("Căn hộ Aurora ở TP HCM mở bán, Aurora rất đẹp.", "Aurora", None),  # a text on Viet Nam
        ("Bão đổ bộ Mỹ, người dân thành phố Aurora chờ mưa.", "Aurora", "US"),
        ("Mưa ở bang Victoria của Úc.", "Victoria", "AU"),  # a state, and not the town
    ],
)
def test_towns_of_the_world(text, name, country):
    found = bp.extract(text).places
    codes = found[found.name == name].country_code
    assert codes.isna().all() if country is None else (codes == country).all() and len(codes) == 1


def test_a_town_has_its_place_and_its_country_holds_it():
    town = place_of("Lễ hội ở Chisinau, tại Moldova có 20 người.", "Chisinau")
    assert (town.level_group, town.country_code, town.parent_place_id) == ("city", "MD", 1)
    assert abs(town.lat - 47.0) < 0.1 and abs(town.lon - 28.9) < 0.1


def test_towns_are_sorted_and_lie_on_earth():
    for found in towns().values():
        assert [t.population for t in found] == sorted((t.population for t in found), reverse=True)
        assert all(len(t.country) == 2 and t.country != "VN" and abs(t.lat) <= 90 and abs(t.lon) <= 180 for t in found)


def test_which_town():
    assert town_of("valencia", {"ES"}, None).country == "ES"
    assert town_of("valencia", set(), 200_000) is None  # Venezuela has one of its size
    assert town_of("nowhere", {"ES"}, 200_000) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hầm Thủ Thiêm, cầu Thủ Thiêm: Cả hầm Thủ Thiêm", [("hầm", 2), ("cầu", 1)]),
        ("sân vận động Gò Đậu, SVĐ Gò Đậu và sân Gò Đậu", [("sân vận động", 3)]),
        ("tối qua sân bay Phan Thiết đóng cửa, dân Phan Thiết chờ", [("sân bay", 1), (None, 1)]),
    ],
)
def test_sites_of_one_name(text, found):
    rows = bp.extract(f"Người dân nói {text}.").places
    assert [
        (level if isinstance(level, str) else None, n) for level, n in rows[["level", "n_mentions"]].values
    ] == found


def test_short_unit_words_are_written_out():
    assert told("Người ở TP Vinh, Q.3 TP HCM đi QL 1A.", "level") == [
        ["Vinh", "thành phố"], ["quận 3", "quận"], ["Hồ Chí Minh", "thành phố"], ["1A", "quốc lộ"],
    ]  # fmt: skip


def test_part_of_a_country_has_its_country():
    assert told("Mưa ở Đông Bắc Ukraine và Nam Trung Quốc, Bắc Mỹ.", "country_code") == [
        ["Đông Bắc Ukraine", "UA"], ["Nam Trung Quốc", "CN"], ["Bắc Mỹ", None],
    ]  # fmt: skip


@pytest.mark.parametrize(("province", "told_province"), [("Hà Nội", "Hà Nội"), ("Nowhere", None), ("", None)])
def test_a_name_of_your_own(tmp_path, province, told_province):
    known, names = tmp_path / "places.tsv", tmp_path / "place_names.tsv"
    known.write_text("form\tgroup\nTháp Bút Sắt\tsite\n", encoding="utf-8")
    names.write_text(f"form\tgroup\tcountry\tprovince\nTháp Bút Sắt\tsite\tVN\t{province}\n", encoding="utf-8")
    nlp = bp.load(lexicons={"places": known, "place_names": names})
    place = bp.extract("Người dân tới thăm Tháp Bút Sắt từ sáng.", nlp=nlp).places.iloc[0]
    assert (place["name"], place.level_group, place.country_code) == ("Tháp Bút Sắt", "site", "VN")
    assert (place.province if isinstance(place.province, str) else None) == told_province
