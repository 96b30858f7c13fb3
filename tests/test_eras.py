"""The era of a text and of each of its places: which system of units they are of, and how sure that is."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from named import PLACES, VOCABULARY, anything, read, rows

from bpextract.annotation import Annotation
from bpextract.resolution.era_marks import EraWords, marks

NOW, BEFORE = date(2026, 3, 1), date(2019, 3, 1)


def codes(marked: str, published: date | None = None) -> list[tuple[str | None, str | None]]:
    return [(row["edition"], row["code"]) for row in rows(marked, published)["places"]]


def numbered(annotation: Annotation) -> Annotation:
    for number, place in enumerate(annotation.places):
        place.id = number
    return annotation


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # A commune that one edition alone has, and with it a province that both have.
        ("Công an [xã Tiểu Cần](PLACE) ([Vĩnh Long](PLACE)) vào cuộc.", [("new", "29341"), ("new", "86")]),
        ("Mưa lớn ở [thị trấn Gia Lộc](PLACE), gần [Hà Nội](PLACE).", [("old", "10999"), ("old", "01")]),
        # A district.
        ("Dân [huyện Gia Lộc](PLACE) lên [Hà Nội](PLACE) bán rau.", [("old", "297"), ("old", "01")]),
        # A commune right below its province; one with its district between.
        ("Ở [xã Ea Ô](PLACE), [tỉnh Đắk Lắk](PLACE) có lũ.", [("new", "24403"), ("new", "66")]),
        (
            "Ở [xã Ea Ô](PLACE), [huyện Ea Kar](PLACE), [tỉnh Đắk Lắk](PLACE) có lũ.",
            [("old", "24403"), ("old", "651"), ("old", "66")],
        ),
        # Bodies and officers of one time, and years.
        ("Sở Nông nghiệp và Môi trường [Lào Cai](PLACE) họp.", [("new", "15")]),
        ("Sở TN&MT và Sở GTVT [Lào Cai](PLACE) họp.", [("old", "10")]),
        ("Ngày 12/8/2025, mưa lớn ở [Lào Cai](PLACE).", [("new", "15")]),
        ("Tháng 9 năm 2025, mưa lớn ở [Lào Cai](PLACE).", [("new", "15")]),
        ("Ngày 12/8/2017, mưa lớn ở [Lào Cai](PLACE).", [("old", "10")]),
        # A year of a plan is no time at which a text was written.
        ("Năm 2017, [Lào Cai](PLACE) nêu mục tiêu của giai đoạn 2025-2026.", [("old", "10")]),
        ("Năm 2018, [Lào Cai](PLACE) có quy hoạch đến năm 2026.", [("old", "10")]),
    ],
)
def test_the_text_tells_its_era(marked: str, expected: list[tuple[str, str]]) -> None:
    assert codes(marked) == expected


@pytest.mark.parametrize(
    ("marked", "published", "expected"),
    [
        # `cũ` marks a place, what lies in it, and the list that it holds; `nay là` what follows it.
        (
            "Tại [xã Hoàng Diệu](PLACE) cũ, nay là [xã Gia Phúc](PLACE), [thành phố Hải Phòng](PLACE).",
            NOW,
            [("old", "11047"), ("new", "11050"), ("new", "31")],  # of all the Hoàng Diệu that which became Gia Phúc
        ),
        (
            "Dự án ở các [xã Hoàng Diệu](PLACE), [Gia Phúc](PLACE) và [thị trấn Gia Lộc](PLACE), "
            "[tỉnh Hải Dương](PLACE) cũ.",
            NOW,
            [("old", "11047"), ("old", "11035"), ("old", "10999"), ("old", "30")],
        ),
        ("[Bắc Ninh](PLACE) (trước khi sáp nhập) khác [Lào Cai](PLACE).", NOW, [("old", "27"), ("new", "15")]),
        ("[Bắc Ninh](PLACE) cũ và [Lào Cai](PLACE).", NOW, [("old", "27"), ("new", "15")]),
        ("[Lào Cai](PLACE) và [Bắc Ninh](PLACE) cũ.", NOW, [("new", "15"), ("old", "27")]),
        ("Hợp nhất [tỉnh Lào Cai](PLACE) và [Yên Bái](PLACE).", NOW, [("old", "10"), ("old", "15")]),
        # A commune of today, by the district or the province that it was in; its short name.
        (
            "Lũ ở [xã Hòa Thịnh](PLACE) ([huyện Tây Hòa](PLACE), [Phú Yên](PLACE) cũ).",
            NOW,
            [("new", "22276"), ("old", "562"), ("old", "54")],
        ),
        ("Người dân [phường Xuân Hương](PLACE) kể.", NOW, [("new", "24781")]),
        # Old words with another meaning mark nothing.
        ("[Lào Cai](PLACE) có nhà cũ.", NOW, [("new", "15")]),
        # What today has no more, with the date of today; what only today has, before it.
        ("Xe từ [TP Cần Thơ](PLACE) về [Tiền Giang](PLACE).", NOW, [("new", "92"), ("old", "82")]),
        (
            "Nhà ở [phường 13](PLACE), [quận 4](PLACE), [TP.HCM](PLACE).",
            NOW,
            [("old", "27259"), ("old", "773"), ("new", "79")],
        ),
        ("Tới [Lào Cai](PLACE), theo Sở Nông nghiệp và Môi trường.", BEFORE, [("old", "10")]),
    ],
)
def test_a_place_has_its_own_era(marked: str, published: date | None, expected: list[tuple[str, str | None]]) -> None:
    assert codes(marked, published) == expected


CASES = [
    line.split("\t")
    for line in (Path(__file__).parents[1] / "corpora" / "resolution" / "eras.tsv").read_text("utf-8").splitlines()
    if not line.startswith(("#", "published"))
]


@pytest.mark.parametrize(("published", "text", "units"), CASES)
def test_the_corpus_of_eras(published: str, text: str, units: str) -> None:
    found = codes(text, date.fromisoformat(published) if published else None)
    assert [f"{edition}:{code}" if code else "-" for edition, code in found] == units.split()


def test_the_date_makes_sure_and_nothing_does_not() -> None:
    def sure(marked: str, published: date | None = None) -> float:
        return rows(marked, published)["places"][0]["edition_confidence"]

    bare = "Trời mưa ở [Lào Cai](PLACE)."
    assert 0.5 < sure(bare) < 0.8 < sure(f"{bare} Sở Nông nghiệp và Môi trường họp.") < sure(bare, NOW)
    assert rows("Trời mưa ở [Paris](PLACE).")["places"][0]["edition_confidence"] is None


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[xã A](PLACE), [huyện B](PLACE) cũ", {0: "old", 1: "old"}),
        ("[xã A](PLACE), [xã B](PLACE) cũ", {1: "old"}),
        ("các [xã A](PLACE), [B](PLACE) (cũ)", {0: "old", 1: "old"}),
        ("[xã A](PLACE) (nay thuộc [xã B](PLACE), [tỉnh C](PLACE)), [D](PLACE)", {0: "old", 1: "new", 2: "new"}),
        ("[xã A](PLACE), [huyện B](PLACE) (nay là [xã C](PLACE))", {2: "new"}),
        ("[phường A](PLACE) (trước đây là [phường B](PLACE), [TP C](PLACE))", {0: "new", 1: "old", 2: "old"}),
        ("[xã A](PLACE) rất xa. Nay là [xã B](PLACE)", {1: "new"}),
        ("sáp nhập 3 [xã A](PLACE), [B](PLACE) và [C](PLACE)", {0: "old", 1: "old", 2: "old"}),
        ("sáp nhập vào [xã A](PLACE)", {0: "new"}),
        # What stands before a bracket is of today: it lies in what was a district.
        ("[xã A](PLACE) ([huyện B](PLACE) cũ)", {1: "old"}),
        ("[xã A](PLACE)\n cũ", {}),
        ("[xã A](PLACE) có xe cũ", {}),
    ],
)
def test_marks(marked: str, expected: dict[int, str]) -> None:
    annotation = numbered(read(marked))
    assert marks(annotation, annotation.places, EraWords(VOCABULARY)) == expected


@given(anything(st.lists(st.sampled_from(["xã", "A", "cũ", ",", "nay", "là", "(", "các", "\n"])).map(" ".join)))
def test_marks_of_any_text(annotation: Annotation) -> None:
    annotation.mentions["PLACE"] = list(PLACES.find(annotation))
    found = marks(numbered(annotation), annotation.places, EraWords(VOCABULARY))
    assert set(found) <= set(range(len(annotation.places)))
