"""Roles: spans, titles, holders and status, beside names that the test gives."""

import pickle

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from named import EXTRACTOR, ORGANIZATIONS, PEOPLE, PLACES, ROLES, anything, read, rows

import bpextract as bp
from bpextract.annotation import Annotation

COPY = pickle.loads(pickle.dumps(ROLES))


def found(marked: str) -> list[tuple[str, str, str]]:
    annotation = read(marked)
    return [
        (annotation.text[role.start : role.end], role.title, role.holder.name)
        for role in annotation.roles
        if role.holder is not None
    ]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Bí thư [Huyện ủy [Bắc Hà](PLACE)](ORG) [Lò Văn Tâm](PERSON) dự.",
         [("Bí thư Huyện ủy Bắc Hà", "Bí thư", "Lò Văn Tâm")]),
        ("Bà [Vũ Thị Nga](PERSON), Trưởng [Ban Công tác mặt trận [thôn Đá](PLACE)](ORG), [xã Suối](PLACE) "
         "([Bảo Hòa](PLACE))",
         [("Trưởng Ban Công tác mặt trận thôn Đá, xã Suối (Bảo Hòa)", "Trưởng Ban", "Vũ Thị Nga")]),
        ("bị bắt: [Lê Chí](PERSON) (Đồn phó kiêm Trạm trưởng [Trạm Kiểm soát Biên phòng [Nà Vài](PLACE)](ORG))",
         [("Đồn phó", "Đồn phó", "Lê Chí"),
          ("Trạm trưởng Trạm Kiểm soát Biên phòng Nà Vài", "Trạm trưởng", "Lê Chí")]),
        ("Thượng tá [Trần An](PERSON), Phó Giám đốc [Công an tỉnh](ORG), nói.",
         [("Thượng tá", "Thượng tá", "Trần An"), ("Phó Giám đốc Công an tỉnh", "Phó Giám đốc", "Trần An")]),
        ("Ông [Hà Ca](PERSON) được Thủ tướng [Lê Bá](PERSON) bổ nhiệm giữ chức Thứ trưởng [Bộ Y tế](ORG).",
         [("Thủ tướng", "Thủ tướng", "Lê Bá"), ("Thứ trưởng Bộ Y tế", "Thứ trưởng", "Hà Ca")]),
        ("TS. [Đỗ Minh](PERSON) và luật sư [Tạ Hải](PERSON)",
         [("TS", "TS", "Đỗ Minh"), ("luật sư", "luật sư", "Tạ Hải")]),
        ("Bổ nhiệm bà [Hà Ca](PERSON) giữ chức vụ Trưởng ban Tuyên giáo.",
         [("Trưởng ban Tuyên giáo", "Trưởng ban", "Hà Ca")]),
        ("Bổ nhiệm bà [Hà Ca](PERSON) giữ chức vụ Trưởng [ban Tuyên giáo](ORG).",
         [("Trưởng ban Tuyên giáo", "Trưởng ban", "Hà Ca")]),
        ("Chủ tịch [Lê Bá](PERSON) trao quyết định bổ nhiệm chức vụ Giám đốc [Sở Y tế](ORG) cho ông [Hà Ca](PERSON).",
         [("Chủ tịch", "Chủ tịch", "Lê Bá"), ("Giám đốc Sở Y tế", "Giám đốc", "Hà Ca")]),
        ("[Hà Ca](PERSON) (ngụ [Huế](PLACE), là kỹ sư)", [("kỹ sư", "kỹ sư", "Hà Ca")]),
        ("bầu ông [Hà Ca](PERSON)", []),
        ("bổ nhiệm ông [Hà Ca](PERSON), Giám đốc [Sở Y tế](ORG), làm Thứ trưởng [Bộ Y tế](ORG)",
         [("Giám đốc Sở Y tế", "Giám đốc", "Hà Ca"), ("Thứ trưởng Bộ Y tế", "Thứ trưởng", "Hà Ca")]),
        ("chuyên gia bóng đá [Hà Ca](PERSON)", [("chuyên gia bóng đá", "chuyên gia bóng đá", "Hà Ca")]),
        ("Các ca sĩ [Mai Vy](PERSON) hát. Chủ tịch [UBND tỉnh](ORG) yêu cầu.", []),
        ("lối sống cho sinh viên. [Đức Huy](PERSON)", []),
        ("[UBND xã](ORG) giữ chức vụ phó", []),
        # A title inside a name is none.
        ("Ông [Lê An](PERSON), [Nhà thờ Đức Cha](PLACE), [Công ty Bác sĩ](ORG)", []),
    ],
)  # fmt: skip
def test_roles(marked: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(marked) == expected


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("Ông [Lê An](PERSON), nguyên Giám đốc [Sở Y tế](ORG), nói", "former"),
        ("Ông [Lê An](PERSON), quyền Giám đốc [Sở Y tế](ORG), nói", "acting"),
        ("Ông [Lê An](PERSON) thôi giữ chức Giám đốc [Sở Y tế](ORG)", "former"),
        ("Trước khi nghỉ hưu, ông [Lê An](PERSON) làm Giám đốc [Sở Y tế](ORG)", "former"),
        ("Trước đó, ông [Lê An](PERSON) được bổ nhiệm làm Giám đốc [Sở Y tế](ORG)", "current"),
        ("Trước đó, ông [Lê An](PERSON) là Giám đốc [Sở Y tế](ORG) đã đến hiện trường", "current"),
        ("Ông [Lê An](PERSON), Giám đốc [Sở Y tế](ORG), nói", "current"),
    ],
)
def test_rows_name_holder_and_body(marked: str, status: str) -> None:
    (row,) = rows("[Trần Hà](PERSON) đến. " + marked)["roles"]
    assert (row["person_id"], row["title"], row["organization"], row["status"]) == (1, "Giám đốc", "Sở Y tế", status)


def test_a_finder_pickles() -> None:
    annotation = read("ông [Lê An](PERSON), Chủ tịch [xã Đá](PLACE)")
    (role,) = COPY.find(annotation)
    assert (role.place, role.end) == (annotation.places[0], 25)


def test_a_body_of_the_province_takes_the_province_that_the_document_settles() -> None:
    tables = rows(
        "Tại [tỉnh Lào Cai](PLACE), ông [Dương Đức Toàn](PERSON), Phó Chủ tịch [Ủy ban MTTQ tỉnh](ORG), "
        "thăm [huyện Mường Khương](PLACE)."
    )
    (role,), (body,) = tables["roles"], tables["organizations"]
    assert (role["place_id"], role["place_inferred"]) == (body["place_id"], body["place_inferred"]) == (0, True)
    assert tables["places"][0]["name"] == "Lào Cai"


def test_a_role_has_the_place_that_its_body_is_named_with_elsewhere() -> None:
    (role,) = rows("[Sở Y tế [Hải Dương](PLACE)](ORG) họp. Ông [Lê An](PERSON), Giám đốc [Sở Y tế](ORG), báo cáo.")[
        "roles"
    ]
    assert (role["organization"], role["place_id"], role["place_inferred"]) == ("Sở Y tế", 0, True)


def test_two_provinces_settle_nothing() -> None:
    (role,) = rows(
        "[Tỉnh Lào Cai](PLACE) và [tỉnh Hà Giang](PLACE) cử ông [Dương Đức Toàn](PERSON), "
        "Phó Chủ tịch [Ủy ban MTTQ tỉnh](ORG), đi họp."
    )["roles"]
    assert (role["place_id"], role["place_inferred"]) == (None, False)


WORDS = ["Lê An", "Chủ tịch", "UBND", "tỉnh", "nguyên", ",", "(", ")", "-", "kiêm", "Bộ", "là", "Trưởng", "phòng", "\n"]
POSTS = ["giữ chức vụ", "đối với ông", "cho", "làm", "(hiện", "nghệ sĩ", "xiếc", "ngụ", "Vụ", "nhiệm kỳ 2016 - 2021"]
TEXTS = st.lists(st.sampled_from(WORDS + POSTS)).map(" ".join) | st.text()


@given(anything(TEXTS))
def test_any_names_give_ordered_roles_with_holders_and_the_same_again(annotation: Annotation) -> None:
    for finder in (PLACES, ORGANIZATIONS, PEOPLE, ROLES):
        annotation.mentions[finder.label] = list(finder.find(annotation))
    past = 0
    for role in annotation.roles:
        assert past <= role.start < role.end <= len(annotation.text)
        assert role.holder in annotation.people and role.title
        past = role.end
    spans = [(role.start, role.end, role.title, role.holder) for role in annotation.roles]
    for finder in (ROLES, COPY):
        assert [(role.start, role.end, role.title, role.holder) for role in finder.find(annotation)] == spans


@given(st.lists(st.sampled_from([*WORDS, *POSTS, "Hà Nội", "ông Trần Văn Nam"])).map(" ".join) | st.text())
def test_the_whole_extraction_bears_any_text(text: str) -> None:
    tables = EXTRACTOR.rows(text)
    assert len(tables["roles"]) == sum(mention[1] == "ROLE" for mention in tables["mentions"])


def test_who_is_named_as_kin_gets_no_post() -> None:
    said = "được bổ nhiệm làm Giám đốc Sở Y tế ngày 20/11."
    for text, holder in (
        (f"Ông Phạm Văn Ánh, con trai cả của ông Phạm Văn Bình, {said}", "Phạm Văn Ánh"),
        (f"Bà Lê Thị Cúc, vợ ông Phạm Văn Bình, {said}", "Lê Thị Cúc"),
        (f"Ông Phạm Văn Ánh, con trai cả của ông Phạm Văn Bình vừa {said}", "Phạm Văn Bình"),
        (f"Sau ông Phạm Văn Ánh, ông Phạm Văn Bình {said}", "Phạm Văn Bình"),
    ):
        assert bp.extract(text).view("roles").person.tolist() == [holder], text


def test_a_nation_stands_between_a_title_and_the_name() -> None:
    found = bp.extract("Giải được trao cho nhà toán học người Mỹ Robert Langlands.").view("roles")
    assert found[["person", "title"]].values.tolist() == [["Robert Langlands", "nhà toán học"]]
    assert bp.extract("Ông gặp nhà báo người quen Nguyễn Văn Bình.").roles.empty


def test_a_minister_holds_his_post_in_the_ministry() -> None:
    found = bp.extract("Bộ trưởng Tài chính Mỹ Scott Bessent gặp Thứ trưởng Bộ Y tế Lê Văn Tuyên.").view("roles")
    assert found.organization.tolist() == ["Bộ Tài chính", "Bộ Y tế"]


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("Ông Trần Văn Nam, Phó Chủ tịch HĐQT kiêm Tổng Giám đốc Công ty Sao Mai, nói.", ["Công ty Sao Mai"] * 2),
        (
            "Ông Lê Văn Nam, Phó Chỉ huy trưởng, Tham mưu trưởng Bộ đội Biên phòng tỉnh Hà Giang, chủ trì.",
            ["Bộ đội Biên phòng tỉnh Hà Giang"] * 2,
        ),
        # Of the Party or the state, or with a body of its own, the first has nothing to do with the second's.
        ("Ông Lê Văn Nam, Phó Bí thư, Tư lệnh Quân khu 2, nói.", [None, "Quân khu 2"]),
        ("Ông Lê Văn Nam, Phó Bí thư, Chủ tịch UBND huyện Mường Chà, nói.", [None, "UBND huyện Mường Chà"]),
        (
            "Ông Lê Văn Nam, Đại biểu Quốc hội, Giám đốc Bệnh viện Bạch Mai, nói.",
            ["Quốc hội", "Bệnh viện Bạch Mai"],
        ),
    ],
)  # fmt: skip
def test_two_posts_of_one_body_share_it(text, bodies):
    roles = bp.extract(text).roles
    assert [None if pd.isna(body) else body for body in roles.organization] == bodies


def test_the_body_after_a_field_or_a_word_in_small_letters_is_that_of_the_title():
    roles = bp.extract(
        "Ông Marc Dupont, kỹ sư thiết kế của hãng Renault, nói. Bà Clara Weber, giám đốc hãng Bosch, nói."
    ).roles
    assert roles[["title", "organization"]].values.tolist() == [["kỹ sư thiết kế", "Renault"], ["giám đốc", "Bosch"]]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Bác sĩ Lê Thị Thùy Phương, Khoa Nhi Bệnh viện Bạch Mai, cho biết.", "Khoa Nhi Bệnh viện Bạch Mai"),
        ("Luật sư Trần Văn Tiền (Đoàn Luật sư TP Hà Nội) cho biết.", "Đoàn Luật sư TP Hà Nội"),
        ("Chiến sĩ Lê Văn Nam thuộc Sư đoàn 316 trả lại ví.", "Sư đoàn 316"),
        # What acts itself, whoever has the picture, and a row of bodies.
        ("Theo luật sư Trần Văn Tiền, Công ty Sao Mai đã vi phạm.", None),
        ("Ca sĩ Hồng Nhung, Công ty Sao Mai, Công ty Hà Lan góp mặt.", None),
        ("NSND Trà Giang, Nhà hát Kịch Việt Nam, nhận kỷ niệm chương.", None),
    ],
)
def test_the_body_beside_the_holder_is_that_of_the_role_before(text, body):
    (found,) = bp.extract(text).roles.organization
    assert found == body if body else pd.isna(found)


@pytest.mark.parametrize(
    ("marked", "body"),
    [
        ("Giáo sư [Lev An](PERSON) tại [Đại học Columbia](ORG) cho rằng đúng.", "Đại học Columbia"),
        ("HLV [Lev An](PERSON) của [CLB Hải Âu](ORG) cho rằng đúng.", "CLB Hải Âu"),
        ("Giám đốc [Lev An](PERSON) tại [Đại học Columbia](ORG) cho rằng đúng.", None),  # where he speaks, maybe
        ("Giáo sư [Lev An](PERSON) tại [Quốc hội](ORG) cho rằng đúng.", None),
    ],
)
def test_the_body_behind_the_holder_after_of_or_at(marked, body):
    (role,) = read(marked).roles
    found = role.organization
    assert (found and read(marked).text[found.start : found.end]) == body


@pytest.mark.parametrize(
    ("marked", "titles"),
    [
        ("Nghệ sĩ về làng [Lê An](PERSON) hát.", []),
        ("Hôm qua, cầu thủ về khách sạn, HLV [Lê An](PERSON) nói.", ["HLV"]),
        ("Giáo viên về trường, [Lê An](PERSON) kể.", []),
        ("Bà [Lê An](PERSON), nguyên chuyên gia kinh tế về thuế, kể.", ["chuyên gia kinh tế về thuế"]),
    ],
)
def test_only_experts_are_about_a_field(marked: str, titles: list[str]) -> None:
    assert [role["title"] for role in rows(marked)["roles"]] == titles


def test_many_codes_behind_a_body_end_the_role_and_no_document():
    text = "Ông Lê Văn An, Trưởng phòng Cảnh sát hình sự" + " (PC45)" * 3000 + " Công an tỉnh Lào Cai, cho biết."
    result = bp.extract(text)
    assert list(result.documents.error.isna()) == [True]
    assert list(result.roles.title) == ["Trưởng phòng"]


def test_a_word_for_bodies_behind_a_title_tells_the_body_though_no_model_took_it_for_a_name():
    result = bp.extract("Ông Trần Văn Chính, Phó Chủ tịch Thường trực HĐND tỉnh, phát biểu.")
    assert result.roles.organization.tolist() == ["HĐND tỉnh"]
    result = bp.extract("Bà Bùi Thị Tâm giữ chức Chủ tịch HĐTV Tổng công ty này.")
    assert result.roles.organization.isna().all()
    result = bp.extract("Phóng viên liên hệ với giám đốc công ty, ông Lê Văn An vắng mặt.")
    assert result.roles.empty


def test_a_title_that_ends_a_line_is_nobodys_who_is_addressed_in_the_next():
    result = bp.extract("Choáng vì giá phòng cho tân sinh viên\nChị Hồng Lan bấm bụng chi 7 triệu.")
    assert result.roles.empty
    assert bp.extract("Chủ tịch UBND xã\nLê Văn An.").roles.title.tolist() == ["Chủ tịch"]


def test_the_name_of_a_group_in_quotation_marks_is_the_body():
    result = bp.extract("Chị Lê Thị Thiền, trưởng nhóm “Bàn tay ấm”, cho biết.")
    assert result.roles.organization.tolist() == ["“Bàn tay ấm”"]


def test_a_pronoun_stands_for_whom_the_text_names_last():
    once = "Ông Lê Văn An sinh năm 1970. Ông từng là Bí thư Thị ủy, Chủ tịch UBND huyện."
    result = bp.extract(f"{once} Năm 2020, ông giữ chức Giám đốc Sở Y tế.")
    assert result.roles.title.tolist() == ["Bí thư", "Chủ tịch", "Giám đốc"]
    assert result.roles.status.tolist() == ["former", "former", "current"]
    assert set(result.roles.person_id) == {0}
    assert bp.extract("Ông Lê Văn An gặp ông Lê Văn Nam. Ông là Giám đốc Sở Y tế.").roles.empty
    assert bp.extract("Ông Lê Văn An kể chuyện. Bà là Giám đốc Sở Y tế.").roles.empty
