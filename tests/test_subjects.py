"""Whom the subject of a figure names, by mentions that are given by hand."""

import pytest

from bpextract.annotation import Annotation
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.mentions import Mention, OrganizationMention, PersonMention, PlaceMention, RoleMention
from bpextract.relations.answers import Span
from bpextract.relations.subjects import Named, Subjects

SUBJECTS = Subjects(Vocabulary())
KINDS = {"PERSON": PersonMention, "ORG": OrganizationMention, "PLACE": PlaceMention}
FILLER = "Trời mưa to cả ngày. " * 80  # more than the characters in which whom a pronoun means is sought


def annotated(text: str, *mentions: tuple[str, str, dict]) -> Annotation:
    """Return a text with mentions of words of it, each at their first place."""
    annotation = Annotation.of(text)
    for number, (label, words, values) in enumerate(mentions):
        start = text.index(words)
        made = KINDS[label](label, start, start + len(words), "test", id=number, **values)
        annotation.mentions.setdefault(label, []).append(made)
    return annotation


def span_of(text: str, words: str) -> Span:
    start = text.rindex(words)
    return Span(start, start + len(words))


def words_of(annotation: Annotation, found: Mention | None) -> str | None:
    return None if found is None else annotation.text[found.start : found.end]


WOMAN = ("PERSON", "Lò Thị Én", {"gender": "female"})
MAN = ("PERSON", "Trần Văn Hòa", {"gender": "male"})
UNKNOWN = ("PERSON", "Sùng A Páo", {})
COUNTRY = ("PLACE", "Lào", {"group": "country", "name": "Lào"})
OTHER = ("PLACE", "Nga", {"group": "country", "name": "Nga"})
COMPANY = ("ORG", "Công ty Hải Long", {})
PAPER = ("ORG", "báo Én", {"kind": "media"})
PEOPLE = "Lò Thị Én gặp Trần Văn Hòa. "


@pytest.mark.parametrize(
    ("text", "mentions", "subject", "who"),
    [
        (PEOPLE + "Bà tặng quà.", (WOMAN, MAN), "Bà", "Lò Thị Én"),
        # Somebody of a body: in a post it is as if the body did it, in a trade it is not, and his kin is somebody else.
        ("Chủ tịch Công ty Hải Long chi 5 tỷ.", (COMPANY,), "Chủ tịch Công ty Hải Long", "Công ty Hải Long"),
        ("Kỹ sư Công ty Hải Long nhận 5 tỷ.", (COMPANY,), "Kỹ sư Công ty Hải Long", None),
        ("Vợ chủ tịch Công ty Hải Long có 5 tỷ.", (COMPANY,), "Vợ chủ tịch Công ty Hải Long", None),
        (PEOPLE + "Bà này tặng quà.", (WOMAN, MAN), "Bà này", "Lò Thị Én"),
        (PEOPLE + "Ông ấy tặng quà.", (WOMAN, MAN), "Ông ấy", "Trần Văn Hòa"),
        (PEOPLE + "Ông lão tặng quà.", (WOMAN, MAN), "Ông lão", None),
        (PEOPLE + "Người này tặng quà.", (WOMAN, MAN), "Người này", "Trần Văn Hòa"),
        (PEOPLE + "Tiền đạo 34 tuổi này tặng quà.", (WOMAN, MAN), "Tiền đạo", "Trần Văn Hòa"),
        (PEOPLE + "Tiền đạo 34 tuổi tặng quà.", (WOMAN, MAN), "Tiền đạo", None),  # of whom nobody points back
        ("Công ty Hải Long lỗ. Theo báo Én, đơn vị này nợ.", (COMPANY, PAPER), "đơn vị này", "Công ty Hải Long"),
        (PEOPLE + "Người tặng quà.", (WOMAN, MAN), "Người", None),  # nobody is pointed at
        (PEOPLE + "Anh trai này tặng quà.", (WOMAN, MAN), "Anh trai này", None),  # somebody else's
        ("Sùng A Páo đến. Bà tặng quà.", (UNKNOWN,), "Bà", "Sùng A Páo"),  # nothing says that he is none
        ("Trần Văn Hòa đến. Bà tặng quà.", (MAN,), "Bà", None),
        ("Bà tặng quà. Lò Thị Én vui.", (WOMAN,), "Bà", None),  # only who was named before
        ("Lò Thị Én đến. " + FILLER + "Bà tặng quà.", (WOMAN,), "Bà", None),
        ("Bà Én tặng quà.", (("PERSON", "Én", {}),), "Bà Én", "Én"),
        ("Bị cáo Én tặng quà.", (("PERSON", "Én", {}),), "Bị cáo Én", "Én"),
        ("Mẹ của bé Én tặng quà.", (("PERSON", "Én", {}),), "Mẹ của bé Én", None),  # somebody else
        ("Em trai Trần Văn Hòa tặng quà.", (MAN,), "Em trai Trần Văn Hòa", None),  # somebody else
        ("Bệnh nhân N.M.T. ra viện.", (("PERSON", "N.M.T.", {}),), "Bệnh nhân N.M.T", "N.M.T."),
        ("Hãng xe PIA trả nợ.", (("ORG", "PIA", {}),), "Hãng xe PIA", "PIA"),
        ("Doanh nghiệp nhà nước trả nợ.", (("ORG", "nhà nước", {"kind": "state"}),), "Doanh nghiệp nhà nước", None),
        ("PIA đưa tin. Trường thu phí.", (("ORG", "PIA", {}),), "Trường", None),  # nothing says that it is a school
        ("PIA vay vốn. Công ty trả nợ.", (("ORG", "PIA", {}),), "Công ty", "PIA"),
        ("Cổ phiếu PIA tăng 3%.", (("ORG", "PIA", {}),), "Cổ phiếu PIA", "PIA"),
        ("Tổng kim ngạch của Lào tăng 3%.", (("PLACE", "Lào", {}),), "Tổng kim ngạch của Lào", "Lào"),
        (
            "Xuất khẩu tôm sang Lào tăng 3%.",
            (("PLACE", "Lào", {}),),
            "Xuất khẩu tôm sang Lào",
            None,
        ),  # not what Laos has
        ("Người hâm mộ PIA tăng 3%.", (("ORG", "PIA", {}),), "Người hâm mộ PIA", None),
        ("Công ty Hải Long vay vốn. Đơn vị này trả nợ.", (COMPANY,), "Đơn vị này", "Công ty Hải Long"),
        ("Công ty Hải Long vay vốn. Công ty trả nợ.", (COMPANY,), "Công ty", "Công ty Hải Long"),
        ("Công ty Hải Long vay vốn. Công ty nhỏ trả nợ.", (COMPANY,), "Công ty nhỏ", None),
        ("Công ty Hải Long vay vốn. Hộ nghèo trả nợ.", (COMPANY,), "Hộ nghèo", None),
        ("Công ty Hải Long vay vốn. này trả nợ.", (COMPANY,), "này", None),
        ("Lào và Huế họp. Nước này trả nợ.", (COUNTRY, ("PLACE", "Huế", {"group": "province"})), "Nước này", "Lào"),
        ("Lào họp. Nước trả nợ.", (COUNTRY,), "Nước", None),
        ("Lào giúp Nga. Nước này trả nợ.", (COUNTRY, OTHER), "Nước này", "Lào"),
        ("Họ gặp Nga và Lào. Nước này trả nợ.", (OTHER, COUNTRY), "Nước này", None),
        ("Sáu tháng, toàn tỉnh Lào Cai trả nợ.", (("PLACE", "tỉnh Lào Cai", {}),), "toàn tỉnh Lào Cai", "tỉnh Lào Cai"),
    ],
)
def test_pronouns(text, mentions, subject, who):
    annotation = annotated(text, *mentions)
    assert words_of(annotation, SUBJECTS.who(Named(annotation), span_of(text, subject))) == who


@pytest.mark.parametrize(
    ("noun", "titles", "kind", "who"),
    [
        # The man is named last.
        ("ca sĩ", ("", "Ca sĩ"), "occupation", "Trần Văn Hòa"),
        ("ca sĩ", ("Ca sĩ", ""), "occupation", None),
        ("ca sĩ", ("Ca sĩ", "Ca sĩ"), "occupation", None),
        ("ca sĩ", ("", "Nhà báo"), "occupation", None),
        ("thủ tướng", ("Thủ tướng", ""), "position", "Lò Thị Én"),
    ],
)
def test_a_noun_means_the_only_one_who_bears_it_as_a_title(noun, titles, kind, who):
    text = f"{PEOPLE}Năm ngoái, {noun} thu về 2 tỷ đồng."
    annotation = annotated(text, WOMAN, MAN)
    people = sorted(annotation.people, key=lambda person: person.start)
    for number, person in enumerate(people):
        person.id, person.name = number, text[person.start : person.end]
    annotation.mentions["ROLE"] = [
        RoleMention("ROLE", person.start, person.end, "test", title=title or None, kind=kind, holder=person)
        for person, title in zip(people, titles, strict=True)
    ]
    assert words_of(annotation, SUBJECTS.who(Named(annotation), span_of(text, noun))) == who


def test_who_only_signs_is_nobody_that_a_pronoun_means():
    text = PEOPLE + "Bà tặng quà."
    annotation = annotated(text, ("PERSON", "Lò Thị Én", {"gender": "female", "byline": True}), MAN)
    assert SUBJECTS.who(Named(annotation), span_of(text, "Bà")) is None


@pytest.mark.parametrize(
    ("subject", "who"),
    [
        ("Lò Thị Én", "Lò Thị Én"),
        ("Lò Thị Én và con tặng quà cho xã", "Lò Thị Én"),  # it begins with her
        ("bà Lò Thị Én", "Lò Thị Én"),  # most of it is her
        ("nhóm của Lò Thị Én", "Lò Thị Én"),  # half of it is
        ("cả nhóm của Lò Thị Én", None),
        ("Thị Én", "Lò Thị Én"),
        ("cả nhóm của", None),
    ],
)
def test_the_name_that_a_subject_is_or_begins_with(subject, who):
    text = "Hôm qua cả nhóm của bà Lò Thị Én và con tặng quà cho xã."
    text = text if subject in text else text.replace("của bà", "của")
    annotation = annotated(text, WOMAN)
    assert words_of(annotation, Named(annotation).in_words(span_of(text, subject))) == who


def test_of_two_names_the_first_and_longer_one():
    text = "Công ty Hải Long của Lò Thị Én vay vốn."
    annotation = annotated(text, COMPANY, WOMAN, ("ORG", "Công ty", {}))
    found = Named(annotation).in_words(span_of(text, "Công ty Hải Long của Lò Thị Én"))
    assert words_of(annotation, found) == "Công ty Hải Long"


@pytest.mark.parametrize(
    ("subject", "who"),
    [("Lào Cai", "Lào Cai"), ("Lào", "Lào Cai"), ("Người dân Lào Cai", None), ("Lào Cai và Huế", None)],
)
def test_a_place_stands_only_for_itself(subject, who):
    text = "Người dân Lào Cai và Huế trồng chè."
    annotation = annotated(text, ("PLACE", "Lào Cai", {}))
    assert words_of(annotation, Named(annotation).in_words(span_of(text, subject))) == who


@pytest.mark.parametrize(("number", "who"), [(3, "Lò Thị Én"), (0, "Lò Thị Én"), (-1, None)])
def test_a_role_stands_for_who_holds_it(number, who):
    text = "Chủ tịch xã trao quà. Lò Thị Én vui."
    annotation = annotated(text, WOMAN)
    (holder,) = annotation.people
    holder.id = number  # -1 where it lost an overlap
    annotation.mentions["ROLE"] = [RoleMention("ROLE", 0, len("Chủ tịch xã"), "test", holder=holder)]
    assert words_of(annotation, Named(annotation).in_words(span_of(text, "Chủ tịch xã"))) == who


def test_the_body_before_is_the_outer_of_nested_ones_and_ends_before():
    text = "Ban chỉ huy Sở Y tế họp. Công ty Hải Long vay vốn."
    annotation = annotated(text, ("ORG", "Ban chỉ huy Sở Y tế", {}), ("ORG", "Sở Y tế", {}), COMPANY)
    named = Named(annotation)
    assert words_of(annotation, named.body_before(text.index("Công"))) == "Ban chỉ huy Sở Y tế"
    assert words_of(annotation, named.body_before(text.index("Hải"))) == "Ban chỉ huy Sở Y tế"
    assert words_of(annotation, named.body_before(text.index("vay"))) == "Công ty Hải Long"
    assert words_of(annotation, named.body_before(len("Ban chỉ huy Sở Y tế"))) == "Ban chỉ huy Sở Y tế"
    assert named.body_before(0) is None


@pytest.mark.parametrize(
    ("words", "found"),
    [("xã", "xã Mường Hum"), ("huyện này", "huyện Bát Xát"), ("tỉnh", None)],
)
def test_a_unit_word_stands_for_the_place_that_was_named_with_it(words, found):
    text = f"Xã Lũng Pô, xã Mường Hum và huyện Bát Xát đều nghèo. Năm 2025, {words} đã trao 120 suất quà."
    places = (("PLACE", "Xã Lũng Pô", "xã"), ("PLACE", "xã Mường Hum", "xã"), ("PLACE", "huyện Bát Xát", "huyện"))
    annotation = annotated(text, *((label, form, {"level": level}) for label, form, level in places))
    assert words_of(annotation, SUBJECTS.who(Named(annotation), span_of(text, words))) == found
