"""Organizations: spans, acronyms of the document, rows, and that no text breaks the finder."""

import pickle

import pytest
from bpextract.components.organizations import OrganizationsFinder
from hypothesis import given
from hypothesis import strategies as st

import bpextract as bp
from bpextract.annotation import Annotation
from bpextract.entities import Entities
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.mentions import PlaceMention
from bpextract.resolution.organizations import acronyms_of, organizations_records, spelled_out
from bpextract.schema import Organization, Place

ACRONYMS = acronyms_of(Vocabulary())
FINDER = OrganizationsFinder()
COPY = pickle.loads(pickle.dumps(FINDER))


def annotated(text: str, *places: str) -> Annotation:
    annotation = Annotation.of(text)
    starts = [(text.index(place), place) for place in places]
    annotation.mentions["PLACE"] = [
        PlaceMention("PLACE", start, start + len(place), "test", name=place) for start, place in starts
    ]
    annotation.mentions["ORG"] = list(FINDER.find(annotation))
    for number, mention in enumerate([*annotation.places, *annotation.organizations]):
        mention.id = number
    return annotation


def rows(annotation: Annotation) -> list[Organization]:
    """Return the rows; a place's number is its place_id."""
    places: Entities[Place] = Entities([], {place.id: number for number, place in enumerate(annotation.places)})
    return organizations_records(annotation, ACRONYMS, places).records


def found(text: str, *places: str) -> list[str]:
    return [text[m.start : m.end] for m in annotated(text, *places).mentions["ORG"]]


@pytest.mark.parametrize(
    ("text", "places", "expected"),
    [
        ("Tin từ UBND huyện Mường Chà cho biết", ["huyện Mường Chà"], ["UBND huyện Mường Chà"]),
        ("Sở GD-ĐT và UBND tỉnh họp", [], ["Sở GD-ĐT", "UBND tỉnh"]),
        ("do Bộ Văn hóa, Thể thao và Du lịch mở", [], ["Bộ Văn hóa, Thể thao và Du lịch"]),
        ("đội CSGT Hà Bắc thuộc phòng CSGT đường thủy, kiểm tra", ["Hà Bắc"],
         ["đội CSGT Hà Bắc", "phòng CSGT đường thủy"]),
        ("UBND thị xã (TX) Sông Mây trả lời", ["Sông Mây"], ["UBND thị xã (TX) Sông Mây"]),
        ("Ban Chỉ huy Phòng thủ khu vực 3 – Hà Khẩu họp", ["Hà Khẩu"], ["Ban Chỉ huy Phòng thủ khu vực 3 – Hà Khẩu"]),
        ("Chính phủ đồng ý chủ trương", [], ["Chính phủ"]),
        ("công ty TNHH thương mại và dịch vụ Hà Lan nợ", [], ["công ty TNHH thương mại và dịch vụ Hà Lan"]),
        ("công ty thương mại và dịch vụ này nợ", [], []),
        ("TAND cấp cao tại Hà Nội xử", ["Hà Nội"], ["TAND cấp cao tại Hà Nội"]),
        ("TAND khu vực 2 - Mai Sơn xử", [], ["TAND khu vực 2 - Mai Sơn"]),
        ("Hội Nông dân Việt Nam tỉnh Sơn La họp", ["Việt Nam", "tỉnh Sơn La"], ["Hội Nông dân Việt Nam tỉnh Sơn La"]),
        ("Bộ Ngoại giao Rex Tillerson", [], ["Bộ Ngoại giao"]),
        ("xe Honda Airblade và Honda Việt Nam", ["Việt Nam"], ["Honda Việt Nam"]),
        ("Các trung tâm kiểm định nghỉ", [], []),
        ("môi trường Biển cần được giữ sạch", [], []),
        ("chị đi bán hàng ở thị trường Lào", ["Lào"], []),
    ],
)  # fmt: skip
def test_spans(text: str, places: list[str], expected: list[str]) -> None:
    assert found(text, *places) == expected


def test_an_acronym_of_the_document_is_the_organization() -> None:
    annotation = annotated("Bộ Tư lệnh Vùng Tám (BTLV) diễn tập. Sau đó BTLV sơ kết.")
    (record,) = rows(annotation)
    assert (record.name, record.kind, record.n_mentions) == ("Bộ Tư lệnh Vùng Tám", "army", 3)


def test_rows_hold_place_and_parent() -> None:
    annotation = annotated("Phòng An ninh, Công an tỉnh Lào Cai và công an tỉnh Lào Cai", "tỉnh Lào Cai")
    for mention in annotation.mentions["ORG"]:
        assert mention.label == "ORG"
    unit, force = rows(annotation)[:2]
    assert (unit.name, unit.parent) == ("Phòng An ninh", "Công an tỉnh Lào Cai")
    assert (force.name, force.place_id) == ("Công an tỉnh Lào Cai", 0)


def test_a_finder_pickles() -> None:
    text = "UBND tỉnh họp"
    assert [m.end for m in pickle.loads(pickle.dumps(FINDER)).find(Annotation.of(text))] == [9]


WORDS = [
    "UBND",
    "tỉnh",
    "Phòng",
    "phòng",
    "Công an",
    "(",
    ")",
    ",",
    "-",
    ".",
    "và",
    "Bộ",
    "Y tế",
    "7",
    "Lê",
    "\n",
    "số",
]


NAMES = [
    "Công ty TNHH thương mại và",
    "Đoàn",
    "Vụ",
    "tại",
    "cao",
    "khu vực",
    "2",
    "Việt Nam",
    "chi nhánh",
    "Honda",
    "115",
]
TEXTS = st.lists(st.sampled_from(WORDS + NAMES)).map(" ".join) | st.text()


@given(TEXTS)
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    annotation = Annotation.of(text)
    past = 0
    for mention in FINDER.find(annotation):
        assert past <= mention.start < mention.end <= len(annotation.text)
        assert mention.kind
        past = mention.end


@given(TEXTS)
def test_a_text_gives_the_same_again_and_after_pickling(text: str) -> None:
    annotation = Annotation.of(text)
    spans = [(m.start, m.end, m.source, m.confidence) for m in FINDER.find(annotation)]
    for finder in (FINDER, COPY):
        assert [(m.start, m.end, m.source, m.confidence) for m in finder.find(annotation)] == spans


@given(TEXTS, st.data())
def test_places_anywhere_keep_the_spans_inside_the_text(text: str, data: st.DataObject) -> None:
    annotation = Annotation.of(text)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(annotation.text)), max_size=6, unique=True)))
    places = [PlaceMention("PLACE", a, b, "test") for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    annotation.mentions["PLACE"] = [place for place in places if annotation.text[place.start : place.end].strip()]
    assert all(0 <= m.start < m.end <= len(annotation.text) for m in FINDER.find(annotation))


def test_a_body_is_one_row_however_it_is_spelled() -> None:
    text = "Sở GD&ĐT Lào Cai mời BĐBP. Bộ đội Biên phòng gặp Sở GD-ĐT Lào Cai, Sở Giáo dục và Đào tạo Lào Cai, Sở Y tế."
    table = bp.extract(text).organizations
    assert dict(zip(table.name, table.n_mentions, strict=True)) == {
        "Sở Giáo dục và Đào tạo Lào Cai": 3,
        "Bộ đội Biên phòng": 2,
        "Sở Y tế": 1,
    }


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh", True),
        ("Sở LĐ-TB&XH", "sở Lao động, Thương binh và Xã hội", True),
        ("Sở GTVT", "Sở Giao thông", False),
        ("Ca sĩ", "CA sĩ", False),
    ],
)
def test_names_are_compared_spelled_out(one: str, other: str, same: bool) -> None:
    assert (spelled_out(one, ACRONYMS) == spelled_out(other, ACRONYMS)) is same


@given(st.text())
def test_a_name_spelled_out_stays_as_it_is(name: str) -> None:
    words = spelled_out(name, ACRONYMS)
    assert spelled_out(words, ACRONYMS) == words or not words.islower()
