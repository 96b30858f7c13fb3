"""Roles: spans, titles, holders and status, over people and places that the test gives."""

import pickle

import pytest
from bpextract.components.organizations import OrganizationsFinder
from hypothesis import given
from hypothesis import strategies as st

from bpextract.annotation import Annotation
from bpextract.components.roles import RolesFinder
from bpextract.entities import Entities
from bpextract.extractor import Extractor
from bpextract.mentions import PersonMention, PlaceMention
from bpextract.resolution.roles import roles_records
from bpextract.schema import Person

ORGANIZATIONS, ROLES = OrganizationsFinder(), RolesFinder()
COPY = pickle.loads(pickle.dumps(ROLES))
EXTRACTOR = Extractor()


def annotated(text: str, people: list[str], places: list[str]) -> Annotation:
    annotation = Annotation.of(text)
    spans = {name: (text.index(name), text.index(name) + len(name)) for name in (*places, *people)}
    annotation.mentions["PLACE"] = [PlaceMention("PLACE", *spans[name], "test", name=name) for name in places]
    annotation.mentions["PERSON"] = [
        PersonMention("PERSON", *spans[name], "test", name=name, id=number) for number, name in enumerate(people)
    ]
    annotation.mentions["ORG"] = list(ORGANIZATIONS.find(annotation))
    annotation.mentions["ROLE"] = list(ROLES.find(annotation))
    return annotation


def found(text: str, people: list[str], places: list[str]) -> list[tuple[str, str, str]]:
    roles = annotated(text, people, places).roles
    return [(text[role.start : role.end], role.title, role.holder.name) for role in roles if role.holder is not None]


@pytest.mark.parametrize(
    ("text", "people", "places", "expected"),
    [
        ("Bí thư Huyện ủy Bắc Hà Lò Văn Tâm dự.", ["Lò Văn Tâm"], ["Bắc Hà"],
         [("Bí thư Huyện ủy Bắc Hà", "Bí thư", "Lò Văn Tâm")]),
        ("Bà Vũ Thị Nga, Trưởng Ban Công tác mặt trận thôn Đá, xã Suối (Bảo Hòa)", ["Vũ Thị Nga"],
         ["thôn Đá", "xã Suối", "Bảo Hòa"],
         [("Trưởng Ban Công tác mặt trận thôn Đá, xã Suối (Bảo Hòa)", "Trưởng Ban", "Vũ Thị Nga")]),
        ("bị bắt: Lê Chí (Đồn phó kiêm Trạm trưởng Trạm Kiểm soát Biên phòng Nà Vài)", ["Lê Chí"], ["Nà Vài"],
         [("Đồn phó", "Đồn phó", "Lê Chí"),
          ("Trạm trưởng Trạm Kiểm soát Biên phòng Nà Vài", "Trạm trưởng", "Lê Chí")]),
        ("Thượng tá Trần An, Phó Giám đốc Công an tỉnh, nói.", ["Trần An"], [],
         [("Thượng tá", "Thượng tá", "Trần An"), ("Phó Giám đốc Công an tỉnh", "Phó Giám đốc", "Trần An")]),
        ("Ông Hà Ca được Thủ tướng Lê Bá bổ nhiệm giữ chức Thứ trưởng Bộ Y tế.", ["Hà Ca", "Lê Bá"], [],
         [("Thủ tướng", "Thủ tướng", "Lê Bá"), ("Thứ trưởng Bộ Y tế", "Thứ trưởng", "Hà Ca")]),
        ("TS. Đỗ Minh và luật sư Tạ Hải", ["Đỗ Minh", "Tạ Hải"], [],
         [("TS", "TS", "Đỗ Minh"), ("luật sư", "luật sư", "Tạ Hải")]),
        ("Bổ nhiệm bà Hà Ca giữ chức vụ Trưởng ban Tuyên giáo.", ["Hà Ca"], [],
         [("Trưởng ban Tuyên giáo", "Trưởng ban", "Hà Ca")]),
        ("Chủ tịch Lê Bá trao quyết định bổ nhiệm chức vụ Giám đốc Sở Y tế cho ông Hà Ca.", ["Lê Bá", "Hà Ca"], [],
         [("Chủ tịch", "Chủ tịch", "Lê Bá"), ("Giám đốc Sở Y tế", "Giám đốc", "Hà Ca")]),
        ("Hà Ca (ngụ Huế, là kỹ sư)", ["Hà Ca"], ["Huế"], [("kỹ sư", "kỹ sư", "Hà Ca")]),
        ("bầu ông Hà Ca", ["Hà Ca"], [], []),
        ("bổ nhiệm ông Hà Ca, Giám đốc Sở Y tế, làm Thứ trưởng Bộ Y tế", ["Hà Ca"], [],
         [("Giám đốc Sở Y tế", "Giám đốc", "Hà Ca"), ("Thứ trưởng Bộ Y tế", "Thứ trưởng", "Hà Ca")]),
        ("chuyên gia bóng đá Hà Ca", ["Hà Ca"], [], [("chuyên gia bóng đá", "chuyên gia bóng đá", "Hà Ca")]),
        ("Các ca sĩ Mai Vy hát. Chủ tịch UBND tỉnh yêu cầu.", ["Mai Vy"], [], []),
        ("lối sống cho sinh viên. Đức Huy", ["Đức Huy"], [], []),
        ("UBND xã giữ chức vụ phó", [], [], []),
    ],
)  # fmt: skip
def test_roles(text: str, people: list[str], places: list[str], expected: list[tuple[str, str, str]]) -> None:
    assert found(text, people, places) == expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ông Lê An, nguyên Giám đốc Sở Y tế, nói", "former"),
        ("Ông Lê An, quyền Giám đốc Sở Y tế, nói", "acting"),
        ("Ông Lê An thôi giữ chức Giám đốc Sở Y tế", "former"),
        ("Ông Lê An, Giám đốc Sở Y tế, nói", "current"),
    ],
)
def test_rows_name_holder_and_body(text: str, status: str) -> None:
    annotation = annotated(text, ["Lê An"], [])
    people: Entities[Person] = Entities([], {person.id: 7 for person in annotation.people})
    (record,) = roles_records(annotation, people, Entities([], {}))
    assert (record.person_id, record.organization, record.status) == (7, "Sở Y tế", status)


def test_a_finder_pickles() -> None:
    annotation = annotated("ông Lê An, Chủ tịch xã Đá", ["Lê An"], ["xã Đá"])
    (role,) = pickle.loads(pickle.dumps(ROLES)).find(annotation)
    assert (role.place, role.end) == (annotation.places[0], 25)


WORDS = ["Lê An", "Chủ tịch", "UBND", "tỉnh", "nguyên", ",", "(", ")", "-", "kiêm", "Bộ", "là", "Trưởng", "phòng", "\n"]


POSTS = ["giữ chức vụ", "đối với ông", "cho", "làm", "(hiện", "nghệ sĩ", "xiếc", "ngụ", "Vụ", "nhiệm kỳ 2016 - 2021"]
TEXTS = st.lists(st.sampled_from(WORDS + POSTS)).map(" ".join) | st.text()


@given(TEXTS)
def test_any_text_gives_ordered_roles_with_holders(text: str) -> None:
    annotation = annotated(text, ["Lê An"] if "Lê An" in text else [], [])
    past = 0
    for role in annotation.roles:
        assert past <= role.start < role.end <= len(annotation.text)
        assert role.holder is not None and role.title
        past = role.end


@given(TEXTS)
def test_a_text_gives_the_same_again_and_after_pickling(text: str) -> None:
    annotation = annotated(text, ["Lê An"] if "Lê An" in text else [], [])
    spans = [(m.start, m.end, m.title, m.holder) for m in annotation.roles]
    for finder in (ROLES, COPY):
        again = finder.find(annotation)
        assert [(m.start, m.end, m.title, m.holder) for m in again] == spans


@given(st.lists(st.sampled_from([*WORDS, *POSTS, "Hà Nội", "ông Trần Văn Nam"])).map(" ".join) | st.text())
def test_the_whole_extraction_bears_any_text(text: str) -> None:
    rows = EXTRACTOR.rows(text)
    assert len(rows["roles"]) == sum(mention[1] == "ROLE" for mention in rows["mentions"])


def test_a_body_of_the_province_takes_the_province_that_the_document_settles() -> None:
    import bpextract as bp

    text = "Tại tỉnh Lào Cai, ông Dương Đức Toàn, Phó Chủ tịch Ủy ban MTTQ tỉnh, thăm huyện Mường Khương."
    result = bp.extract(text)
    role = result.roles.iloc[0]
    assert role.place_inferred
    assert result.places.set_index("place_id").loc[role.place_id, "name"] == "Lào Cai"
    body = result.organizations[result.organizations.name == "Ủy ban MTTQ tỉnh"].iloc[0]
    assert (body.place_id, bool(body.place_inferred)) == (role.place_id, True)


def test_two_provinces_settle_nothing() -> None:
    import bpextract as bp

    text = "Tỉnh Lào Cai và tỉnh Hà Giang cử ông Dương Đức Toàn, Phó Chủ tịch Ủy ban MTTQ tỉnh, đi họp."
    role = bp.extract(text).roles.iloc[0]
    assert not role.place_inferred
    assert bp.extract(text).roles.place_id.isna().all()
