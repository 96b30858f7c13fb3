"""What a figure says, from answers that are given by hand: its words, whom it names, whence its place and date come."""

import pytest

from bpextract.annotation import Annotation
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.mentions import DateMention, FigureMention, OrganizationMention, PlaceMention
from bpextract.relations.answers import Answer, Span
from bpextract.relations.beside import Beside
from bpextract.relations.directions import Directions
from bpextract.relations.facts import Fact, Facts

FACTS = Facts(Vocabulary())
OWN = Facts(Vocabulary({"actions": "form\nthưng\nthưng kín\n"}))
SPANS = ("what", "action", "state", "subject", "baseline")


@pytest.fixture
def facts_of():
    """Return a function from a text, its figures, mentions and answers, all by their words, to what is read of them."""

    def facts_of(text, figures, answers, places=(), dates=(), bodies=(), facts=FACTS, phrase=None, kind="other"):
        annotation = Annotation.of(text)

        def made(label, of, words, **values):
            return [of(label, text.index(w), text.index(w) + len(w), "test", id=0, **values) for w in words]

        annotation.mentions = {
            "PLACE": made("PLACE", PlaceMention, places),
            "DATE": made("DATE", DateMention, dates),
            "ORG": made("ORG", OrganizationMention, bodies),
            "FIGURE": made("FIGURE", FigureMention, figures, phrase=phrase, kind=kind),
        }
        known = {text[m.start : m.end]: m for m in (*annotation.places, *annotation.dates)}

        def answer(said):
            parts = {}
            for field, words in said.items():
                start = text.index(words)
                parts[field] = Span(start, start + len(words)) if field in SPANS else known[words]
            return Answer(**parts)

        return annotation, facts.of(annotation, [answer(said) for said in answers])

    return facts_of


def test_every_part_is_the_words_of_its_answer(facts_of):
    text = "Năm 2024, Công ty Hải Long ở tỉnh Lào Cai bị phạt nặng 35 triệu đồng vì gỗ lậu, hơn cùng kỳ."
    said = {
        "what": "gỗ lậu", "action": "phạt", "state": "nặng", "subject": "Công ty Hải Long", "baseline": "cùng kỳ",
        "place": "tỉnh Lào Cai", "date": "Năm 2024",
    }  # fmt: skip
    annotation, (fact,) = facts_of(
        text, ["35 triệu đồng"], [said], ["tỉnh Lào Cai"], ["Năm 2024"], ["Công ty Hải Long"]
    )
    assert fact == Fact(
        what="gỗ lậu",
        action="bị phạt",
        state="nặng",
        direction=None,
        baseline="cùng kỳ",
        subject="Công ty Hải Long",
        who=annotation.organizations[0],
        place=annotation.places[0],
        place_from="sentence",
        date=annotation.dates[0],
        date_from="sentence",
    )


def test_what_no_answer_says_is_none(facts_of):
    assert facts_of("Có 20 hộ.", ["20 hộ"], [{}])[1] == [Fact()]
    assert facts_of("Có mưa.", [], [])[1] == []


def test_each_figure_has_its_own_answer(facts_of):
    text = "Xã trồng 20 ha chè, thu 5 tấn."
    _, facts = facts_of(text, ["20 ha", "5 tấn"], [{"action": "trồng"}, {"action": "thu"}])
    assert [fact.action for fact in facts] == ["trồng", "thu"]


def test_what_the_figure_itself_says_is_counted_comes_first(facts_of):
    _, (fact,) = facts_of("Số hộ nghèo ở bản là 20.", ["20"], [{"what": "bản"}], phrase="hộ nghèo")
    assert fact.what == "hộ nghèo"


@pytest.mark.parametrize(
    ("text", "action", "whole"),
    [
        ("Xã không bị phạt 5 triệu đồng.", "phạt", "không bị phạt"),
        ("Xã chưa hề được cấp 5 triệu đồng.", "cấp", "chưa hề được cấp"),
        ("Xã mới cấp 5 triệu đồng.", "cấp", "cấp"),
        ("Được cấp 5 triệu đồng.", "cấp", "Được cấp"),
        ("Thiết bị dùng 5 triệu đồng.", "dùng", "dùng"),  # the marker only ends a longer word
        ("Thiết bị bị phạt 5 triệu đồng.", "phạt", "bị phạt"),
        ("Xã chuẩn bị cấp 5 triệu đồng.", "bị cấp", "cấp"),
        ("Họ nói không\nCấp 5 triệu đồng.", "Cấp", "Cấp"),  # the marker is of another sentence
    ],
)
def test_an_action_has_its_voice_and_denial(facts_of, text, action, whole):
    _, (fact,) = facts_of(text, ["5 triệu đồng"], [{"action": action}])
    assert fact.action == whole


@pytest.mark.parametrize(
    ("text", "action", "direction"),
    [
        ("Giá gạo tăng 5%.", "tăng", "up"),
        ("Giá gạo đã giảm 5%.", "đã giảm", "down"),
        ("Giá gạo giảm rồi tăng 5%.", "tăng", "up"),  # only the words of the action tell
        ("Giá gạo giảm rồi tăng 5%.", "giảm", "down"),
        ("Giá gạo giảm rồi tăng 5%.", "giảm rồi tăng", "down"),  # the first that tells
        ("Giá gạo là 5%, cao hơn.", "là", None),
    ],
)
def test_the_direction_of_a_change(facts_of, text, action, direction):
    _, (fact,) = facts_of(text, ["5%"], [{"action": action}])
    assert fact.direction == direction


@pytest.mark.parametrize(
    ("text", "figure", "said", "direction"),
    [
        ("Quán đạt 5 tỷ, thấp hơn 5% so với năm ngoái.", "5%", {"action": "đạt"}, "down"),
        ("Họ công bố mức giảm 5% học phí.", "5%", {"action": "công bố"}, "down"),
        ("Ông giảm sở hữu tại đây xuống còn 5%.", "5%", {"action": "xuống còn"}, "down"),
        ("Bà nâng sở hữu tại đây lên 5%.", "5%", {}, "up"),
        ("Phí giảm, bà lên 5%.", "5%", {}, None),  # the verb is of another clause
        ("Phí tăng xuống còn 5%.", "5%", {}, None),  # and another direction
        ("Máy khiến phí tốn thêm 5%.", "5%", {"action": "tốn"}, "up"),
        ("Tỉnh tăng cường 5%.", "5%", {"action": "tăng"}, None),
        ("Sau 5% thì giá tăng.", "5%", {"action": "tăng"}, None),  # the figure is not what the verb tells of
    ],
)
def test_the_direction_by_the_words_before_a_figure(facts_of, text, figure, said, direction):
    _, (fact,) = facts_of(text, [figure], [said])
    assert fact.direction == direction


def test_a_length_of_time_is_a_change_only_right_after_its_verb(facts_of):
    for text, direction in (("Hạn tù giảm 3 tháng.", "down"), ("Giá giảm mạnh nhất trong 3 tháng.", None)):
        annotation, _ = facts_of(text, ["3 tháng"], [{}])
        annotation.figures[0].kind = "duration"
        action = Span(text.index("giảm"), text.index("giảm") + 4)
        assert Directions(Vocabulary()).of(annotation, annotation.figures[0], action) == direction


@pytest.mark.parametrize(
    ("text", "figures", "told"),
    [
        ("Giá tăng từ 3% lên 5%.", ["3%", "5%"], [(None, None), ("up", "3%")]),
        ("Giá tăng 5% từ 3% của năm ngoái.", ["5%", "3%"], [("up", "3%"), (None, None)]),
        ("Giá tăng 5% thay vì 3% như cũ.", ["5%", "3%"], [("up", "3%"), (None, None)]),
        ("Giá tăng mạnh so với mức 3%.", ["3%"], [(None, None)]),
        ("Giá tăng từ 3%.", ["3%"], [("up", None)]),
    ],
)
def test_what_a_figure_is_compared_with_has_no_direction(facts_of, text, figures, told):
    _, facts = facts_of(text, figures, [{"action": "tăng"} for _ in figures])
    assert [(fact.direction, fact.baseline) for fact in facts] == told


BEFORE = " Mưa to." * 2
LED = "Bão số ba đổ bộ\nHôm qua lũ về Xã Mai Sơn, nước dâng cao hơn một mét ở nhiều bản.\nCó 20 hộ dời nhà.\nHết bài."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Xã Mai Sơn cho 20 hộ dời nhà.", "sentence"),
        ("Có 20 hộ dời nhà ở Xã Mai Sơn.", "sentence"),
        ("Lũ về Xã Mai Sơn. Có 20 hộ dời nhà.", "passage"),
        (f"Lũ về Xã Mai Sơn.{BEFORE} Có 20 hộ dời nhà.", "passage"),  # three sentences before
        (f"Lũ về Xã Mai Sơn.{BEFORE} Gió giật. Có 20 hộ dời nhà.", "document"),
        ("Có 20 hộ dời nhà. Lũ về Xã Mai Sơn.", "passage"),
        ("Lũ về Xã Mai Sơn\nHôm qua trời mưa to.\nCó 20 hộ dời nhà.", "document"),  # the title
        (LED, "document"),  # the lead
        ("Bão đổ bộ\nTrời mưa to.\nLũ về Xã Mai Sơn\nCó 20 hộ dời nhà đêm qua.\nHết.", "document"),  # a heading
    ],
)
def test_whence_the_place_comes(facts_of, text, told):
    annotation, (fact,) = facts_of(text, ["20 hộ"], [{"place": "Xã Mai Sơn"}], ["Xã Mai Sơn"])
    assert (fact.place, fact.place_from) == (annotation.places[0], told)
    assert (fact.date, fact.date_from) == (None, None)


def test_place_and_date_come_each_from_where_they_stand(facts_of):
    text = "Xã Mai Sơn gặp lũ. Năm 2024 có 20 hộ dời nhà."
    _, (fact,) = facts_of(text, ["20 hộ"], [{"place": "Xã Mai Sơn", "date": "Năm 2024"}], ["Xã Mai Sơn"], ["Năm 2024"])
    assert (fact.place_from, fact.date_from) == ("passage", "sentence")


def test_a_place_that_is_the_subject_is_where_it_holds(facts_of):
    text = "Ở xã Bản Phiệt, tỉnh Hà Tĩnh nhận 560 tỷ đồng."
    places = ["xã Bản Phiệt", "tỉnh Hà Tĩnh"]
    said = {"subject": "tỉnh Hà Tĩnh", "place": "xã Bản Phiệt"}
    annotation, (fact,) = facts_of(text, ["560 tỷ đồng"], [said], places)
    assert fact.place is fact.who is annotation.places[1]
    _, (fact,) = facts_of(text, ["560 tỷ đồng"], [{"subject": "tỉnh Hà Tĩnh"}], places)
    assert fact.place is fact.place_from is None  # the model knows of no place


MANY = "một hai ba bốn năm sáu bảy tám chín mười"


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Thưng 20 vách.", "Thưng"),
        ("Bản thưng kín 20 vách.", "thưng kín"),
        ("Bản thưng nhà, thưng kín bếp bằng 20 vách.", "thưng kín"),  # the nearest
        ("Họ không thưng 20 vách.", "không thưng"),
        (f"Bản thưng {MANY} rồi 20 vách.", "thưng"),  # twelve tokens from the verb to the figure
        (f"Bản thưng {MANY} rồi lại 20 vách.", "xong"),
        ("Bản thưng nhà. Có 20 vách.", "xong"),  # another sentence
        ("Bản dựng 20 vách.", "xong"),
    ],
)
def test_verbs_of_ones_own_stand_before_the_figure(facts_of, text, action):
    _, (fact,) = facts_of(f"{text[:-1]} xong.", ["20 vách"], [{"action": "xong"}], facts=OWN)
    assert fact.action == action


def test_without_verbs_of_ones_own_the_model_tells_the_action(facts_of):
    _, (fact,) = facts_of("Bản thưng 20 vách xong.", ["20 vách"], [{"action": "xong"}])
    assert fact.action == "xong"


@pytest.mark.parametrize(
    ("subject", "whole"),
    [
        ("này của Công ty", "này của Công ty Hải Long"),  # the name is not cut
        ("Hải Long", "Hải Long"),  # what begins inside of it, and ends with it
        ("đội bóng “Sao", "đội bóng “Sao Biển”"),
        ("đội bóng “Sao Biển", "đội bóng “Sao Biển”"),
        ("Sao Biển” này", "“Sao Biển” này"),
        ("này của Công ty Hải Long", "này của Công ty Hải Long"),
        ("xã Mai Sơn)", "xã Mai Sơn"),
        ("xã Mai Sơn) nay", "xã Mai Sơn) nay"),  # what it closes is too far off to mend
        ("đội (tức là", "đội"),  # it is never closed
    ],
)
def test_the_words_of_a_subject_are_whole(facts_of, subject, whole):
    text = "Bản cũ (thuộc xã Mai Sơn) nay có đội bóng “Sao Biển” này của Công ty Hải Long, và đội (tức là nó có 20 hộ."
    _, (fact,) = facts_of(text, ["20 hộ"], [{"subject": subject}], bodies=["Công ty Hải Long"])
    assert fact.subject == whole


def test_a_name_that_holds_the_figure_is_no_subject(facts_of):
    _, (fact,) = facts_of("Tổ 5 hộ nghèo.", ["5 hộ"], [{"subject": "Tổ"}], bodies=["Tổ 5 hộ"])
    assert fact.subject == "Tổ"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Năm 2016 tăng 5% năm 2020.", "năm 2020"),
        ("Năm 2016 tăng 5% vào năm 2020.", "năm 2020"),
        ("Năm 2016 tăng 5% so với năm 2020.", "Năm 2016"),
        ("Năm 2016 tăng 5% từ năm 2020.", "Năm 2016"),
        ("Năm 2016 tăng 5%, năm 2020 thì giảm.", "Năm 2016"),
        ("Năm 2016 tăng 5%\nnăm 2020 thì giảm.", "Năm 2016"),
        ("Năm 2016 tăng 5% rồi năm 2020 giảm.", "Năm 2016"),
    ],
)
def test_the_date_right_behind_a_figure_wins(facts_of, text, date):
    annotation, (fact,) = facts_of(text, ["5%"], [{"date": "Năm 2016"}], dates=["Năm 2016", "năm 2020"])
    assert annotation.text[fact.date.start : fact.date.end] == date


def test_no_date_behind_a_length_of_time_wins(facts_of):
    text = "Sửa 3 năm từ năm 2020."
    annotation = Annotation.of(text)
    duration = FigureMention("FIGURE", 4, 9, "test", kind="duration")
    years = [DateMention("DATE", 13, 21, "test")]
    assert Beside(annotation, years, {"từ"}, bare=True).of(duration) is None
    duration.kind = "count"
    assert Beside(annotation, years, {"từ"}, bare=True).of(duration) is years[0]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Ở xã Mai Sơn có 5 vụ tại xã Lan Hà.", "xã Lan Hà"),
        ("Ở xã Mai Sơn có 5 vụ thuộc xã Lan Hà.", "xã Lan Hà"),
        ("Ở xã Mai Sơn có 5 vụ xã Lan Hà nêu.", "xã Mai Sơn"),
        ("Ở xã Mai Sơn có 5 vụ từ xã Lan Hà đến.", "xã Mai Sơn"),
    ],
)
def test_the_place_right_behind_a_figure_wins(facts_of, text, place):
    annotation, (fact,) = facts_of(text, ["5 vụ"], [{"place": "xã Mai Sơn"}], places=["xã Mai Sơn", "xã Lan Hà"])
    assert annotation.text[fact.place.start : fact.place.end] == place


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Lũ làm 12 nhà sập, 3 xe trôi.", "Lũ"),
        ("Lũ làm 12 nhà sập và 3 xe trôi.", "Lũ"),
        ("Lũ làm 12 nhà có 3 xe trôi.", "12 nhà"),  # what has the verb before the second
        ("Lũ về. Có 12 nhà sập\n3 xe trôi.", "12 nhà"),
    ],
)
def test_counts_of_a_list_share_their_subject(facts_of, text, subject):
    answers = [{"subject": "Lũ"}, {"subject": "12 nhà"}]
    _, facts = facts_of(text, ["12 nhà", "3 xe"], answers, kind="count")
    assert facts[1].subject == subject


def test_a_measure_may_be_that_of_the_count_before_it(facts_of):
    answers = [{"subject": "Lũ"}, {"subject": "12 nhà"}]
    _, facts = facts_of("Lũ làm 12 nhà sập, 3 m tường đổ.", ["12 nhà", "3 m"], answers, kind="length")
    assert facts[1].subject == "12 nhà"


def test_a_count_that_nothing_does_may_do_another(facts_of):
    answers = [{}, {"subject": "12 nhà"}]
    _, facts = facts_of("Có 12 nhà, 3 xe thuê riêng.", ["12 nhà", "3 xe"], answers, kind="count")
    assert facts[1].subject == "12 nhà"


@pytest.mark.parametrize(
    ("text", "figure", "baseline", "kept"),
    [
        ("Doanh thu tăng 7% so với 9 tháng đầu năm 2024.", "7%", None, False),
        ("Hãng bán 430 chiếc, giảm so với kết quả năm 2018.", "430 chiếc", "kết quả năm 2018", False),
        ("Hãng bán 430 chiếc năm 2018, hơn hẳn so với trước.", "430 chiếc", None, True),
        ("Xuất khẩu tăng 12% so với cùng kỳ trong năm 2025.", "12%", None, True),
        ("GDP tăng 8% thay vì 6% năm 2025.", "8%", None, True),
        ("VND mất giá 3% so với USD trong năm 2024.", "3%", "USD trong năm 2024", True),
        ("Nếu so với giá mua vào năm 2021 là 4,9 tỷ đồng thì lời.", "4,9 tỷ đồng", "giá mua vào năm 2021", True),
        ("So với trước, hãng bán thêm 430 chiếc của năm 2018.", "430 chiếc", None, True),
    ],
)
def test_the_date_of_a_base_is_none_of_the_figure(facts_of, text, figure, baseline, kept):
    date = text[text.index("năm 20") : text.index("năm 20") + len("năm 2024")]
    said = {"date": date} | ({"baseline": baseline} if baseline else {})
    _, (fact,) = facts_of(text, [figure], [said], dates=[date])
    assert (fact.date is not None) == kept


def test_a_plus_before_a_share_is_a_rise(facts_of):
    text = "Tỷ giá: +3,2% so với trước; giữ 4,1%; 20 nghìn +10% thuế."
    _, facts = facts_of(text, ["3,2%", "4,1%", "10%"], [{}, {}, {}], kind="percent")
    assert [fact.direction for fact in facts] == ["up", None, None]
