"""Places: recognition with exact spans, resolution to official units, and the public functions."""

import pickle
from datetime import date

import pytest
from bpextract.components.places import PlacesFinder
from hypothesis import given, settings
from hypothesis import strategies as st

import bpextract as bp
from bpextract.annotation import Annotation
from bpextract.errors import InputError
from bpextract.lexicons import schemas
from bpextract.lexicons.vocabulary import Vocabulary

FINDER = PlacesFinder()


def places(text: str) -> list[str]:
    annotation = Annotation.of(text)
    return [annotation.text[mention.start : mention.end] for mention in FINDER.find(annotation)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anh trú thôn Nà Lốc, xã Bản Phiệt (Bảo Thắng).", ["thôn Nà Lốc", "xã Bản Phiệt", "Bảo Thắng"]),
        ("Mưa lớn tại các xã Nậm Chảy, Lùng Vai và Tả Thàng.", ["xã Nậm Chảy", "Lùng Vai", "Tả Thàng"]),
        ("Anh ở tổ 9, phường 12, quận 3, TP.HCM.", ["tổ 9", "phường 12", "quận 3", "TP.HCM"]),
        ("Xe chạy từ TX.Dĩ An qua Quốc lộ 13.", ["TX.Dĩ An", "Quốc lộ 13"]),
        ("Đoàn đến xã Ea H'leo, huyện Krông Pắc.", ["xã Ea H'leo", "huyện Krông Pắc"]),
        ("Bà quê tỉnh Bà Rịa - Vũng Tàu.", ["tỉnh Bà Rịa - Vũng Tàu"]),
        ("Lũ trên sông Lô dâng cao.", ["sông Lô"]),
        ("Công an tỉnh Sơn La bắt hai đối tượng.", ["tỉnh Sơn La"]),
        ("Sở Y tế Lạng Sơn báo cáo.", ["Lạng Sơn"]),
        ("Chủ tịch UBND tỉnh Nghệ An Trần Văn Mẫu phát biểu.", ["tỉnh Nghệ An"]),
    ],
)
def test_found(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    ["Ông Thái Bình vắng mặt.", "Văn bản này nêu rõ.", "Toàn tỉnh có mưa. Ông Lê Văn Mẫu nói.", "Cô dạy tiếng Pháp."],
)
def test_not_found(text: str) -> None:
    assert places(text) == []


@given(st.text(alphabet=st.sampled_from("TPX.,()-– 12HCMxãhuyện tỉnhĐắkGiàngqQ'\nAá"), max_size=60))
def test_mentions_are_spans_in_order(text: str) -> None:
    annotation = Annotation.of(text)
    past = 0
    for mention in FINDER.find(annotation):
        assert past <= mention.start < mention.end <= len(annotation.text)
        assert mention.name in annotation.text[mention.start : mention.end]
        past = mention.end


@settings(deadline=None)  # the first call reads the lexicons
@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    bp.places.resolve(text)


def test_finder_pickles() -> None:
    annotation = Annotation.of("huyện Mường Khương")
    assert len(pickle.loads(pickle.dumps(FINDER)).find(annotation)) == 1


@pytest.mark.parametrize("schema", [schemas.PLACE_UNITS, schemas.PLACES, schemas.PLACE_CUES, schemas.PLACE_ALIASES])
def test_lexicons_load(schema) -> None:
    assert Vocabulary().entries(schema)


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


def test_mentions_of_one_place_meet() -> None:
    text = "Huyện Nam Giang (Quảng Nam) có mưa. Người dân Nam Giang chạy lũ. Công an tỉnh Quảng Nam đến giúp."
    table = bp.extract(text).places
    assert list(table.n_mentions) == [2, 2]
    assert list(table.parent_place_id.fillna(-1)) == [1, -1]


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


def test_a_village_is_one_place_whether_its_unit_word_is_part_of_its_name_or_not():
    places = bp.extract("Tổ công tác đến thôn Bản Quẩn. Bà con bản Quẩn ra đón, bản Nậm thì chưa.").places
    assert list(zip(places.name, places.n_mentions, strict=True)) == [("Bản Quẩn", 2), ("Nậm", 1)]
