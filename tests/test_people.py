"""People: the honorific, the gender and the byline that are read of names."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from named import PEOPLE, anything, named, read, rows

import bpextract as bp
from bpextract.annotation import Annotation
from bpextract.mentions import PersonMention


def people(marked: str) -> list[PersonMention]:
    return read(marked, PEOPLE).people


def bylines(marked: str) -> list[str]:
    return [person.name for person in people(marked) if person.byline]


@pytest.mark.parametrize(
    ("marked", "honorific", "gender"),
    [
        ("Theo bà [Đỗ Loan](PERSON), đường đã thông.", "bà", "female"),
        ("Ông [Trịnh Quang](PERSON) ngã.", "ông", "male"),
        ("Gặp anh em [Lê An](PERSON).", "anh em", None),
        ("Bà mẹ Việt Nam anh hùng [Lê Nga](PERSON) kể.", "bà mẹ Việt Nam anh hùng", "female"),
        ("Bác [Lê An](PERSON) kể.", "bác", None),
        ("ÔNG [LÊ AN](PERSON) NGÃ", "ông", "male"),
        # A title is no word of address, nor is one that stands elsewhere.
        ("Nhạc sĩ [Trương Kha](PERSON) hát.", None, None),
        ("Ông kể với [Trương Kha](PERSON).", None, None),
        ("[Trương Kha](PERSON) kể.", None, None),
        # The name of a kinswoman's or a kinsman's kin: nothing is told of who bears it.
        ("Vợ [Chí Trung](PERSON) kể.", None, None),
        ("con trai [Lê An](PERSON)", None, None),
        ("mẹ chồng [Lê An](PERSON)", None, None),
        # The middle name tells where no word does.
        ("Em gặp [Đỗ Thị Loan](PERSON) ở đó.", None, "female"),
        ("Vợ [Đỗ Thị Loan](PERSON) kể.", None, "female"),
        ("Bác [Đỗ Thị Loan](PERSON) kể.", "bác", "female"),
        ("Ông [Đỗ Thị Loan](PERSON) kể.", "ông", "male"),
        ("[Thị Loan](PERSON) và [Loan Thị](PERSON)", None, None),
        ("[ĐỖ THỊ LOAN](PERSON)", None, "female"),
        ("Bắt [Đỗ Văn Loan](PERSON).", None, "male"),
        # nam and nữ before a title or a person, and nouns of one gender.
        ("Nữ ca sĩ [Loan](PERSON) hát.", None, "female"),
        ("Cứu nữ du khách [Danielle](PERSON).", None, "female"),
        ("Bắt nam tài xế tên [C](PERSON).", None, "male"),
        ("Gặp người phụ nữ tên là [Liên](PERSON).", None, "female"),
        ("Đội tuyển Việt Nam ca sĩ [Loan](PERSON) hát.", None, None),
        ("Gặp du khách [Loan](PERSON).", None, None),
        ("Gặp kỳ thủ nữ [Minh Loan](PERSON).", None, "female"),
        # What somebody is to another; not whose kin is meant.
        ("Họ có con gái là [Loan](PERSON).", None, "female"),
        ("Cùng em trai tên [C](PERSON).", None, "male"),
        ("Gặp em vợ là [Loan](PERSON).", None, None),
        ("Ông tuyên bố là [Loan](PERSON) về.", None, None),
        ("Gặp con gái [Loan](PERSON).", None, None),
        ("[Loan](PERSON) - chồng của ca sĩ - kể.", None, "male"),
        ("[Loan](PERSON) (con gái, 2 tuổi) khóc.", None, "female"),
        ("[Loan](PERSON) - vợ - kể.", None, "female"),
        # Kin of theirs, or whose kin another is.
        ("Em [Bảo Ngọc](PERSON) (mẹ làm công nhân) đỗ đầu.", "em", None),
        ("[Nguyễn Minh](PERSON) (chồng mất) nuôi con.", None, None),
        ("[Nguyễn Minh](PERSON) - mẹ bị bệnh - bỏ học.", None, None),
        ("[Hải](PERSON), một vợ, hai con, bị bắt.", None, None),
        ("[Hải](PERSON) (một vợ, hai con) bị bắt.", None, None),
        ("Hung thủ sát hại [Minh Khôi](PERSON) là chồng nạn nhân.", None, None),
        ("Người hùng của [Minh Khôi](PERSON) là bố.", None, None),
        # A country is no word of address.
        ("Thủ tướng [Anh](PLACE) [Minh Loan](PERSON) đến.", None, None),
        ("Gặp anh chàng [Minh Loan](PERSON).", "anh chàng", "male"),
        # What is said of the name.
        ("[Lưu Loan](PERSON) là nữ diễn viên.", None, "female"),
        ("[P.L](PERSON) - một nữ du khách kể.", None, "female"),
        ("Gặp [Loan](PERSON), một cô gái trẻ.", None, "female"),
        ("Gặp [Loan](PERSON), nữ ca sĩ khóc.", None, None),  # who may be another
        # Pronouns of the subject.
        ("[Minh Loan](PERSON) sinh năm 1990. Cô học giỏi.", None, "female"),
        ("Năm 1990, ca sĩ [Minh Loan](PERSON) ra đời. Anh học giỏi.", None, "male"),
        ("[Minh Loan](PERSON), 20 tuổi, cho biết cô học giỏi.", None, "female"),
        ("[Minh Loan](PERSON) sinh năm 1990. Cô giáo dạy giỏi.", None, None),
        ("[Minh Loan](PERSON) sinh năm 1990. Anh Tú học giỏi.", None, None),
        ("Mẹ của [Minh Loan](PERSON) mất. Bà mới 40 tuổi.", None, None),
        ("Anh yêu [Minh Loan](PERSON). Anh học giỏi.", None, None),
        ("[Minh Loan](PERSON) khen anh thợ. Cô cười.", None, None),
        ("[Minh Loan](PERSON) nói: “Tôi yêu. Anh ấy giỏi”.", None, None),
        ("Khi [Cruyff](PERSON) tới Barca, ông ấy mang theo nhiều thứ.", None, "male"),
        ("[Pique](PERSON) có lý do để bất mãn, nhưng anh vẫn vui.", None, "male"),
        ("Gần đây, [Minh Loan](PERSON) đi chợ. Gần đây, cô vẫn khỏe.", None, "female"),
        ("Gần đây, [Minh Loan](PERSON) đi chợ. Gần đây, cô giáo vẫn khỏe.", None, None),
        ("[Minh Loan](PERSON) vui vì anh tới. Cô cười.", None, None),  # two pronouns that disagree
        ("[Minh Loan](PERSON) vui vì anh Hải tới.", None, None),
        # Not whoever else is spoken of.
        ("[Minh Loan](PERSON) cưới năm ngoái. Chồng cô hiền, anh rất vui.", None, None),
        ("[Minh Tuấn](PERSON) cười, nhưng anh này khóc.", None, None),
        ("[Minh Loan](PERSON), mẹ của một học sinh, kể.", None, "female"),
        ("Gặp [Minh Loan](PERSON), mẹ một học sinh khóc.", None, None),
    ],
)
def test_honorific_and_gender(marked: str, honorific: str | None, gender: str | None) -> None:
    person = people(marked)[-1]
    assert (person.honorific, person.gender) == (honorific, gender)


@pytest.mark.parametrize(
    ("marked", "gender"),
    [
        ("[Loan](PERSON) (vợ ông [Hải](PERSON)) kể.", "female"),
        ("[Loan](PERSON) (vợ [Hải](PERSON), 40 tuổi) kể.", "female"),
        ("Hôm qua, ca sĩ [Loan](PERSON) là vợ [Hải](PERSON).", "female"),
        ("[Hải](PERSON) (vợ là [Lan](PERSON)) bị bắt.", None),
        ("[Hải](PERSON) (vợ [Lan](PERSON) mất sớm) bị bắt.", None),
        ("[Lan](PERSON) - chồng [Hải](PERSON) - kể.", None),
    ],
)
def test_gender_of_one_whose_kin_is_named(marked: str, gender: str | None) -> None:
    assert people(marked)[0].gender == gender


def test_only_names_of_people_are_read_and_say_where_they_come_from() -> None:
    annotation = named("Bà [Lê Thị Nga](PERSON) ở [Huế](PLACE) làm tại [Sở Y tế](ORG).")
    name = annotation.names[0]._replace(probability=0.7, source="names.honorific")
    annotation.names[0] = name
    (person,) = PEOPLE.find(annotation)
    assert (person.label, person.start, person.end) == ("PERSON", 3, 13)
    assert (person.source, person.confidence) == ("names.honorific", 0.7)


def test_a_name_is_told_with_single_spaces() -> None:
    marked = "Tham dự có ông [Nguyễn Văn \u00a0 An](PERSON)."
    tables = rows(marked)
    assert [row["name"] for row in tables["people"]] == ["Nguyễn Văn An"]
    assert [row["text"] for row in tables["mentions"]] == ["Nguyễn Văn \u00a0 An"]


@pytest.mark.parametrize(
    ("marked", "signs"),
    [
        # A credit.
        ("Ông [Lê An](PERSON) đến. (Ảnh: [Nam Khôi](PERSON)) Sau đó ông về nhà, và mọi người ra tiễn.", ["Nam Khôi"]),
        ("Hai em bé ở bản (Ảnh [Hà Vy](PERSON)). Bản làng yên tĩnh, mọi người ra đồng.", ["Hà Vy"]),
        # The last words of a text, or before its source; no titles.
        ("Hôm qua trời mưa to, lũ về làng. [Hà Vy](PERSON) (theo Goal) Tin khác", ["Hà Vy"]),
        ("Lũ về làng hôm qua, tổng số điểm 102 [Hà Vy](PERSON) - [Lê An](PERSON)", ["Hà Vy", "Lê An"]),
        ("Lũ về làng. Xem báo số 7-2 [Hà Vy](PERSON) thực hiện", ["Hà Vy"]),
        ("Lũ về làng. Người thắng là [Hà Vy](PERSON)", []),
        ("Lũ về làng. Vô địch Grand Prix [Hà Vy](PERSON).", []),
        ("Lũ về.\nTin, ảnh: [Hà Vy](PERSON)\nÔng [Lê An](PERSON) kể lại mọi việc cho chúng tôi nghe.", ["Hà Vy"]),
        ("Ông nói: [Lê An](PERSON) đã về nhà rồi.", []),
        # After the last sentence.
        ("[Lê An](PERSON) đã đến nơi.\n[Nam Khôi](PERSON) - [Hà Vy](PERSON)", ["Nam Khôi", "Hà Vy"]),
        ("[Lê An](PERSON) đã đến nơi. Theo [Hà Vy](PERSON) tổng hợp", ["Hà Vy"]),
        ("[Lê An](PERSON) đã đến nơi từ hôm qua cùng mọi người ở xã. [Hà Vy](PERSON) (tổng hợp Daily Mail)", ["Hà Vy"]),
        (
            "[Lê An](PERSON) đã đến nơi từ hôm qua cùng mọi người. [Hà Vy](PERSON) * Tên nhân vật đã được đổi.",
            ["Hà Vy"],
        ),
        (
            "[Lê An](PERSON) đã đến nơi từ hôm qua cùng mọi người. Anh gặp [Hà Vy](PERSON) * Tên nhân vật đã đổi.",
            [],
        ),
        ("[Lê An](PERSON) đã đến nơi từ hôm qua cùng mọi người. [Hà Vy](PERSON) (T/h) Theo Đời sống Plus", ["Hà Vy"]),
        (
            "[Lê An](PERSON) đã đến nơi từ hôm qua cùng mọi người ở xã. [Hà Vy](PERSON) (Tổng hợp theo báo Lao động)",
            ["Hà Vy"],
        ),
        ("[Lê An](PERSON) đã đến nơi xem hát Theo [Hà Vy](PERSON) (Khám phá)", ["Hà Vy"]),
        ("Mọi người đã đến nơi hôm qua. Ông nói theo [Lê An](PERSON) (em trai).", []),
        ("[Lê An](PERSON) đã đến nơi. [Hà Vy](PERSON)/[VOV](ORG)-[Tây Nguyên](PLACE)", ["Hà Vy"]),
        ("[Lê An](PERSON) đã đến nơi. [Hà Vy](PERSON) (lược dịch)", ["Hà Vy"]),
        ("[Lê An](PERSON) đã đến nơi từ hôm qua cùng mọi người. [Hà Vy](PERSON) (T/h)", ["Hà Vy"]),
        ("[Lê An](PERSON) đã đến nơi. Rồi [Hà Vy](PERSON) về", []),
        # Behind a measure; before the source of a picture.
        ("Hôm qua [Lê An](PERSON) đến nơi rất sớm. Có nơi trên 32oC [Hà Vy](PERSON)", ["Hà Vy"]),
        ("Hôm qua [Lê An](PERSON) đã đến nơi rất sớm. [Hà Vy](PERSON) Ảnh, video: Instagram", ["Hà Vy"]),
        ("Hôm qua mọi người đã đến nơi rất sớm. Đó là [Hà Vy](PERSON) Ảnh: Instagram", []),
        ("Hôm qua [Lê An](PERSON) đến nơi rất sớm. Vô địch hạng 60kg [Hà Vy](PERSON)", []),
        ("[Lê An](PERSON)", []),
        # A line of its own, in the second half.
        ("Hôm qua trời đã mưa to ở khắp nơi.\n[Hà Vy](PERSON)\nLũ về. Ông về.", ["Hà Vy"]),
        ("Mưa.\n[Hà Vy](PERSON)\nHôm qua trời đã mưa to ở khắp nơi, và ông về.", []),
        ("Hôm qua trời đã mưa to ở khắp nơi.\nChị [Hà Vy](PERSON)\nLũ về. Ông về.", []),
    ],
)
def test_who_signs_is_a_byline(marked: str, signs: list[str]) -> None:
    assert bylines(marked) == signs


def test_a_byline_reaches_its_row() -> None:
    table = rows("[Lê Văn An](PERSON) đã đến nơi.\n[Trần Hà Vy](PERSON)")["people"]
    assert [(row["name"], row["byline"]) for row in table] == [("Lê Văn An", False), ("Trần Hà Vy", True)]


def test_a_finder_pickles() -> None:
    (person,) = pickle.loads(pickle.dumps(PEOPLE)).find(named("Bà [Lê Thị Nga](PERSON) kể."))
    assert (person.start, person.honorific) == (3, "bà")


WORDS = st.sampled_from(
    ["ông", "bà", "vợ", "Nguyễn", "Thị", "An", "xã", "Công", "an", ",", ".", "\n", "“", "(", "N.V.A", "Y", "H'Hen"]  # noqa: RUF005
    + ["UBND", "TP.", "Hồ", "Ảnh:", "Theo", "nói", "12", "Kim", "Jong-un"]
)


@given(anything(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=60)))
def test_each_name_is_one_mention_of_the_same_span(annotation: Annotation) -> None:
    tokens = annotation.tokens
    names = [name for name in annotation.names if name.label == "PERSON"]
    found = PEOPLE.find(annotation)
    assert [(m.start, m.end) for m in found] == [(tokens.starts[n.start], tokens.ends[n.end - 1]) for n in names]
    for person in found:
        assert isinstance(person, PersonMention)
        assert person.name == " ".join(annotation.text[person.start : person.end].split())
        before = annotation.text[: person.start].rstrip().lower()
        assert person.honorific is None or before.endswith(person.honorific.lower())


def test_a_wife_tells_no_gender_of_her_husband():
    people = bp.extract("Bà Lee Suet Fern, vợ ông Lý Hiển Dương, cho biết.").people
    assert people[["name", "gender"]].values.tolist() == [["Lee Suet Fern", "female"], ["Lý Hiển Dương", "male"]]


def test_titles_tell_gender():
    people = bp.extract("Nữ ca sĩ Hồng Nhung hát cùng nam diễn viên Quốc Anh, hoa hậu Đỗ Thanh Vy.").people
    assert people[["name", "gender"]].values.tolist() == [
        ["Hồng Nhung", "female"],
        ["Quốc Anh", "male"],
        ["Đỗ Thanh Vy", "female"],
    ]


@pytest.mark.parametrize(
    ("text", "honorific", "gender"),
    [
        ("Đội trưởng Công an huyện Đông Anh Trần Thị Lan nói.", None, "female"),  # anh is of the district
        ("Cô thắng đàn anh Fan Zhendong ở chung kết.", None, "male"),
        ("Cô thắng anh Fan Zhendong ở chung kết.", "anh", "male"),
    ],
)
def test_what_only_ends_like_a_form_of_address(text, honorific, gender):
    row = bp.extract(text).people.iloc[0]
    assert (row.honorific if isinstance(row.honorific, str) else None, row.gender) == (honorific, gender)


@pytest.mark.parametrize(
    ("marked", "gender"),
    [
        ("Con trai ông là [Lê Gia Bảo](PERSON).", "male"),
        ("Mẹ của cô tên [Bùi Lan Chi](PERSON).", "female"),
        ("Con gái của ông [Hải](PERSON) là [Lê Tâm](PERSON).", "female"),
        ("Con trai [Gia Bảo](PERSON) của cô học giỏi.", "male"),
        ("Con trai [Gia Bảo](PERSON) học giỏi.", None),
        ("Công bố của ông là [Lê Tâm](PERSON).", None),
        ("Hai nữ diễn viên [Lan Anh](PERSON) và [Thu Hà](PERSON) đến.", "female"),
        ("Ba con trai [Văn An](PERSON), [Gia Bảo](PERSON) đến.", "male"),
        ("Hai bé gái [Bảo Ân](PERSON), [Bảo Hân](PERSON) đến.", "female"),
        ("Nữ diễn viên [Lan Anh](PERSON) và [Gia Bảo](PERSON) đến.", None),
        ("Năm 2020 nữ diễn viên [Lan Anh](PERSON) và [Gia Bảo](PERSON) đến.", None),
    ],
)
def test_kin_and_nouns_for_several_tell_the_gender_of_the_last_who_is_named(marked: str, gender: str | None) -> None:
    assert people(marked)[-1].gender == gender
