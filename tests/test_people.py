"""People: the runs of capitals, the words beside them, and what the rest of the text says."""

import pickle

import pytest
from bpextract.components.names import find_runs
from bpextract.components.people import PeopleFinder
from hypothesis import given
from hypothesis import strategies as st

import bpextract as bp
from bpextract.annotation import Annotation
from bpextract.mentions import OrganizationMention, PlaceMention
from bpextract.text.syllables import is_acronym, is_syllable

CLASSES = {"PLACE": PlaceMention, "ORG": OrganizationMention}
FINDER = PeopleFinder()


def people(text: str, **taken: list[tuple[str, float]]) -> list[tuple[str, str]]:
    """Return (name, source) of the people in `text`."""
    return [(text[m.start : m.end], m.source.removeprefix("people.")) for m in FINDER.find(annotated(text, **taken))]


def annotated(text: str, **taken: list[tuple[str, float]]) -> Annotation:
    """Return the annotation of `text`; `PLACE=[("xã Trần Phú", 0.95)]` stands for earlier findings."""
    annotation = Annotation.of(text)
    for label, phrases in taken.items():
        annotation.mentions[label] = [
            CLASSES[label](label, text.index(phrase), text.index(phrase) + len(phrase), "test", confidence)
            for phrase, confidence in phrases
        ]
    return annotation


def names(text: str) -> list[str]:
    return [name for name, _ in people(text)]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("ông Nguyễn Văn An nói", ["Nguyễn Văn An"]),
        ("anh N.V.A. và Bh'riu Pố", ["N.V.A", "Bh'riu Pố"]),
        ("Kim Jong-un gặp Louis van Gaal", ["Kim Jong-un", "Louis van Gaal"]),
        ("ca sĩ Ngọc Anh 3A hát", ["Ngọc Anh 3A"]),
        ("Hà Nội\nLê Lợi", ["Hà Nội", "Lê Lợi"]),
        ("xã2Xuân, iPhone", []),
    ],
)
def test_runs(text: str, runs: list[str]) -> None:
    assert [text[run.start : run.end] for run in find_runs(text)] == runs


def test_the_source_names_the_cue() -> None:
    assert people("Theo ông Trịnh Văn Quang, việc đã xong.") == [("Trịnh Văn Quang", "honorific")]
    assert people("Theo Đại tá Trịnh Văn Quang, việc đã xong.") == [("Trịnh Văn Quang", "title")]
    assert people("Gặp lại Trịnh Văn Quang sau mười năm.") == [("Trịnh Văn Quang", "score")]
    assert people("Ông Trịnh Văn Quang ngã. Quang được đưa đi cấp cứu.")[1] == ("Quang", "known")


def test_honorific_and_gender() -> None:
    (mention,) = FINDER.find(Annotation.of("Theo bà Đỗ Thị Loan, đường đã thông."))
    assert (mention.name, mention.honorific, mention.gender) == ("Đỗ Thị Loan", "bà", "female")


def test_a_place_or_body_of_that_name_is_none() -> None:
    assert people("Người dân Trần Phú góp tiền.", PLACE=[("Trần Phú", 0.95)]) == []
    assert people("Tổng thống Mỹ Donald Trump đến nơi.", PLACE=[("Mỹ", 0.85)]) == [("Donald Trump", "title")]


def test_a_title_may_end_in_a_unit_word() -> None:
    text = "Trưởng thôn Phùng Văn Sửu đi từng nhà."
    (mention,) = FINDER.find(annotated(text, PLACE=[("thôn Phùng Văn Sửu", 0.95)]))
    assert text[mention.start : mention.end] == "Phùng Văn Sửu"
    assert mention.confidence > 0.95  # so that it wins against the longer place


def test_a_compound_begins_no_name() -> None:
    assert names("Thượng tướng Nguyễn Văn Thành Thứ trưởng Bộ Công an dự.") == ["Nguyễn Văn Thành"]
    assert names("Phó Chủ tịch tỉnh cùng Giám đốc Công an tỉnh có mặt.") == []


def test_a_cue_does_not_reach_across_lines() -> None:
    assert names("Danh sách gửi ông\nĐường làng đã sạch") == []


def test_initials_keep_their_stop_inside_a_sentence() -> None:
    assert names("Anh V.V.T. (quê An Giang) bị thương.") == ["V.V.T."]
    assert names("Công an đã mời anh D. Vụ việc đang được làm rõ.") == ["D"]


def test_pickles() -> None:
    again = pickle.loads(pickle.dumps(FINDER))
    annotation = Annotation.of("Bà Lê Thị Nga kể.")
    assert [m.start for m in again.find(annotation)] == [m.start for m in FINDER.find(annotation)] == [3]


@pytest.mark.parametrize("word", ["nguyễn", "quý", "thuyền", "giàng", "ông", "khuya", "nghiêng", "a"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["trump", "ubnd", "jong", "niels", "csgt", "zidane"])
def test_foreign_words(word: str) -> None:
    assert not is_syllable(word)


def test_acronyms() -> None:
    assert [is_acronym(word) for word in ("UBND", "GD-ĐT", "NGUYỄN", "N.V.A", "An", "A")] == [True, True] + [False] * 4


WORDS = st.sampled_from(
    ["ông", "bà", "Nguyễn", "Văn", "An", "Lan", "xã", "Công", "an", ",", ".", "\n", "“", "(", "N.V.A", "Y", "H'Hen"]  # noqa: RUF005
    + ["UBND", "TP.", "Hồ", "Chí", "Minh", "nói", "12", "Kim", "Jong-un"]
)


@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=60))
def test_mentions_are_ordered_apart_and_begin_and_end_in_words(text: str) -> None:
    try:
        annotation = Annotation.of(text)
    except NotImplementedError:  # cleaning of other than NFC
        return
    past = 0
    for mention in FINDER.find(annotation):
        name = annotation.text[mention.start : mention.end]
        assert past <= mention.start < mention.end <= len(annotation.text)
        assert name == name.strip() and name[0].isalpha() and "\n" not in name
        assert name == mention.name and 0 < mention.confidence <= 1
        past = mention.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tham dự buổi lễ trao quà hôm qua có ông Nguyễn Văn\nAn và nhiều người khác.", ["Nguyễn Văn\nAn"]),
        ("Phát biểu tại hội nghị là Giám đốc Sở Y tế Hoàng\nVăn Tiến, sáng qua.", ["Hoàng\nVăn Tiến"]),
        ("Cuối buổi họp hôm ấy, Chủ tịch UBND tỉnh Trần\nQuốc Huy kết luận.", ["Trần\nQuốc Huy"]),
        ("Danh sách khen thưởng:\nNguyễn Văn An\nLê Thị Bình", ["Nguyễn Văn An", "Lê Thị Bình"]),
        ("Đoàn công tác thăm và tặng quà cho anh Nguyễn Văn An\nHà Nội hôm nay nắng.", ["Nguyễn Văn An"]),
    ],
)
def test_names_cut_by_a_line_end(text: str, expected: list[str]) -> None:
    result = bp.extract(text)
    assert result.mentions[result.mentions.label == "PERSON"].text.tolist() == expected


def test_the_name_of_a_person_has_no_line_end() -> None:
    result = bp.extract("Tham dự buổi lễ trao quà hôm qua có ông Nguyễn Văn\nAn và nhiều người khác.")
    assert result.people.name.tolist() == ["Nguyễn Văn An"]
    assert result.mentions.text[0] == "Nguyễn Văn\nAn"
