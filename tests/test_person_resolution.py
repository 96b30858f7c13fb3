"""One person, one row."""

from collections.abc import Container

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bpextract as bp
from bpextract.annotation import Annotation
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.mentions import PersonMention
from bpextract.resolution.people import AliasWords, gender, people_records, short_forms
from bpextract.schema import Person

ALIASES = AliasWords(Vocabulary())


def rows(text: str, *marked: str, signs: Container[int] = ()) -> tuple[list[Person], list[int]]:
    """Return the rows and the person_ids of the mentions: `bà Lan` marks `Lan` with the honorific `bà`.

    Those that begin at one of `signs` are bylines.
    """
    mentions: list[PersonMention] = []
    past = 0
    told = {"ông": "male", "bà": "female"}
    for number, phrase in enumerate(marked):
        honorific, _, name = phrase.rpartition("|")
        start = text.index(name, past)
        past = start + len(name)
        mention = PersonMention("PERSON", start, past, "test", 0.95, number, name=name)
        mention.honorific, mention.gender = honorific or None, told.get(honorific)
        mention.byline = start in signs
        mentions.append(mention)
    annotation = Annotation.of(text)
    annotation.mentions["PERSON"] = [*mentions]
    people = people_records(annotation, ALIASES)
    return people.records, [people.of_mention[mention.id] for mention in mentions]


def test_short_forms_are_the_person() -> None:
    people, ids = rows("Dương Đức Toàn đến. Ông Toàn nói. Đức Toàn về.", "Dương Đức Toàn", "ông|Toàn", "Đức Toàn")
    assert ids == [0, 0, 0]
    (row,) = people
    assert (row.name, row.honorific, row.gender, row.n_mentions, row.mention_id) == (
        "Dương Đức Toàn", "ông", "male", 3, 0,
    )  # fmt: skip


def test_a_nickname_in_quotation_marks_is_no_part_of_the_name() -> None:
    people, ids = rows("Vàng Xuân Đào khai. Đào “Sẹo” bị bắt.", "Vàng Xuân Đào", "Đào “Sẹo”")
    assert (ids, [row.name for row in people]) == ([0, 0], ["Vàng Xuân Đào"])
    assert rows("Lê An đến. Vũ “nhôm” trốn.", "Lê An", "Vũ “nhôm”")[1] == [0, 1]


def test_initials_may_leave_out_the_first_ones() -> None:
    assert rows("Chị N.T.V.A kể. V.A về. Chị A khóc.", "N.T.V.A", "V.A", "A")[1] == [0, 0, 0]
    assert rows("Chị N.T.V.A kể. T.V về.", "N.T.V.A", "T.V")[1] == [0, 1]


def test_a_byline_only_signs() -> None:
    text = "Lê Văn Hải nói. Lê Văn Hải\nTrần Thị Lan"
    signs = {text.rindex("Lê Văn Hải"), text.index("Trần Thị Lan")}
    people, ids = rows(text, "Lê Văn Hải", "Lê Văn Hải", "Trần Thị Lan", signs=signs)
    assert ids == [0, 0, 1] and [row.byline for row in people] == [False, True]


def test_the_full_name_may_come_later() -> None:
    people, ids = rows("Ông Toàn vui. Dương Đức Toàn quê Lào Cai.", "ông|Toàn", "Dương Đức Toàn")
    assert ids == [0, 0] and people[0].name == "Dương Đức Toàn" and people[0].mention_id == 1


def test_two_people_of_one_given_name() -> None:
    text = "Lê Văn Hải gặp Trần Thị Hải. Bà Hải cười. Ông Hải cũng cười."
    people, ids = rows(text, "Lê Văn Hải", "Trần Thị Hải", "bà|Hải", "ông|Hải")
    assert len(people) == 2 and ids == [0, 1, 1, 0]


def test_another_name_of_the_same_person() -> None:
    text = "Bùi Minh Hải (tự Hải Đen) bỏ trốn. Hải Đen khai. Hải cười."
    people, ids = rows(text, "Bùi Minh Hải", "Hải Đen", "Hải Đen", "Hải")
    assert ids == [0, 0, 0, 0] and [person.name for person in people] == ["Bùi Minh Hải"]


def test_a_foreign_name_spelled_twice() -> None:
    text = "Ông Ê.Ma-crông (Emmanuel Macron) đến. Macron nói."
    assert rows(text, "ông|Ê.Ma-crông", "Emmanuel Macron", "Macron")[1] == [0, 0, 0]


def test_a_bracket_may_hold_another_person() -> None:
    assert rows("Lê Văn An (Trần Thị Bình đi cùng).", "Lê Văn An", "Trần Thị Bình")[1] == [0, 1]
    assert rows("Lê Văn An (Trần Bình) đến.", "Lê Văn An", "Trần Bình")[1] == [0, 1]


def test_the_one_named_last() -> None:
    text = "Lê Văn Hải đến. Hải ngồi. Trần Văn Hải đến. Hải đứng."
    assert rows(text, "Lê Văn Hải", "Hải", "Trần Văn Hải", "Hải")[1] == [0, 0, 1, 1]


def test_an_honorific_of_the_other_gender_is_another_person() -> None:
    people, ids = rows("Ông Lê Văn Minh ký. Bà Minh từ chối.", "ông|Lê Văn Minh", "bà|Minh")
    assert ids == [0, 1] and [row.gender for row in people] == ["male", "female"]


def test_one_initial_with_two_genders_is_two_people() -> None:
    text = "Ông S. và bà S. đến. S. vui. Ông S. về."
    people, ids = rows(text, "ông|S.", "bà|S.", "S.", "ông|S.")
    assert ids == [0, 1, 1, 0]
    assert [(row.honorific, row.gender, row.n_mentions) for row in people] == [("ông", "male", 2), ("bà", "female", 2)]
    # Of a full name one of the two is a slip, and the honorific is that of the gender.
    people, ids = rows("Ông Lê An, bà Lê An, bà Lê An.", "ông|Lê An", "bà|Lê An", "bà|Lê An")
    assert ids == [0, 0, 0] and (people[0].honorific, people[0].gender) == ("bà", "female")


def test_foreign_names_by_any_part() -> None:
    assert rows("Donald Trump thắng. Trump cảm ơn.", "Donald Trump", "Trump")[1] == [0, 0]
    assert rows("Ngọc Anh 3A hát. Ngọc Anh cười.", "Ngọc Anh 3A", "Ngọc Anh")[1] == [0, 0]
    assert rows("Anh N.V.D ngã. Anh D đau.", "N.V.D", "D")[1] == [0, 0]


def test_gender_of_none() -> None:
    assert gender([]) is None
    assert short_forms(("an",)) == []


NAMES = ["Lê Văn Hải", "Trần Hải", "Hải", "Văn Hải", "Donald Trump", "Trump", "N.V.A", "A"]


@given(st.lists(st.sampled_from(NAMES), max_size=12))
def test_every_mention_has_its_row(marked: list[str]) -> None:
    people, ids = rows(" . ".join(marked), *marked)
    assert sorted(set(ids)) == list(range(len(people)))
    assert sum(row.n_mentions for row in people) == len(marked)
    assert ids == [] or ids[0] == 0
    assert [ids.count(row.person_id) for row in people] == [row.n_mentions for row in people]


def test_a_family_name_with_a_title_is_who_bears_the_title() -> None:
    text = "Thủ tướng Singapore Lý Hiển Long ra tuyên bố. Bà Lý Vỹ Linh phản đối. Thủ tướng Lý cho biết."
    people = bp.extract(text).people
    assert people[["name", "n_mentions"]].values.tolist() == [["Lý Hiển Long", 2], ["Lý Vỹ Linh", 1]]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Hòa Vy, 30 tuổi, tên thật là Lò Thị Hòa, quê ở Lai Châu. Hòa Vy hát.", 3),
        ("Em H'Quỳnh Byă đi học ở bản. Em H’ Quỳnh Byă thuật lại chuyện.", 2),
    ],
)
def test_a_stage_name_and_an_apostrophe_make_no_second_person(text: str, mentions: int) -> None:
    assert bp.extract(text).people.n_mentions.tolist() == [mentions]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Tay vợt Wang Chuqin (Vương Sở Khâm) thắng.", 1),
        ("Tỷ phú Trần Chí (Chen Zhi) đến.", 1),
        ("Cầu thủ Geovane Magno (Phạm Tuấn Hải) vào sân.", 2),  # for whom
        ("Phim có Yoo Jin Woo (Hyun Bin) và bạn.", 2),  # who plays whom
        ("Phim có Lê Thúy Kiều (Trần Trúc Anh) và bạn.", 2),
    ],
)
def test_the_name_abroad_and_the_one_in_vietnamese(text, people):
    assert len(bp.extract(text).people) == people
