"""What pronouns tell of the gender of people: what is read of them, and what is concluded."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from named import PEOPLE, VOCABULARY, anything, named

from bpextract.lexicons import schemas
from bpextract.mentions import PersonMention
from bpextract.names.antecedents import genders_of, is_clear, log_odds, packaged_weights
from bpextract.names.full_names import full_names
from bpextract.names.people import PeopleFinder
from bpextract.names.pronouns import Pronoun, PronounReader

assert isinstance(PEOPLE, PeopleFinder)
READER = PronounReader(VOCABULARY.entries(schemas.GENDER_WORDS), VOCABULARY.entries(schemas.TITLES))


def pronouns(marked: str) -> list[Pronoun]:
    annotation = named(marked)
    return [*READER.read(annotation, *PEOPLE.people(annotation))]


@pytest.mark.parametrize(
    ("marked", "read"),
    [
        ("[Minh Loan](PERSON) đến. Cô cười.", [("female", ["Minh Loan"])]),
        # The nearest first, each by the full name.
        ("[Lê Loan](PERSON) gặp [Hải](PERSON). [Loan](PERSON) nói cô vui.", [("female", ["Lê Loan", "Hải"])]),
        # Nobody is named before it, or too far before it.
        ("Cô cười. [Minh Loan](PERSON) đến.", []),
        ("[Minh Loan](PERSON) đến. Trời đẹp. Trời đẹp. Trời đẹp. Cô cười.", []),
        # An honorific, a part of another word or of a name, and a country are none.
        ("[Minh Loan](PERSON) đến. Cô Tú cười.", []),
        ("[Minh Loan](PERSON) đến. Cô giáo cười.", []),
        ("[Minh Loan](PERSON) đến. Quốc Anh cười.", []),
        ("[Minh Loan](PERSON) đến. [Anh](PLACE) vui.", []),
        # Several people, what somebody is, and whoever else is told of.
        ("[Minh Loan](PERSON) cảm ơn các anh, hai anh và 3 anh. Nhiều bà khóc.", []),
        ("[Minh Loan](PERSON) đến. Người lạ là chị.", []),
        ("[Minh Loan](PERSON) đến. Anh tài xế cười.", []),
        ("Theo luật sư [Minh Loan](PERSON), ông bị lừa.", []),
        ("Vợ [Minh Hải](PERSON) kể cô mệt.", []),
    ],
)  # fmt: skip
def test_pronouns_of_a_text(marked: str, read: list[tuple[str, list[str]]]) -> None:
    assert [(each.gender, list(each.named)) for each in pronouns(marked)] == read


def test_how_a_name_stands_to_a_pronoun() -> None:
    (pronoun,) = pronouns("Nạn nhân gặp [Minh Loan](PERSON) và một bác sĩ. “Tôi mừng”, cô nói.")
    features = pronoun.named["Minh Loan"]
    for feature in (
        "rank 0 1",
        "role inside 1",
        "somebody 1 comma 1",
        "ahead 1 inside 1",
        "quoted 0 0",
        "pronoun cô False",
    ):
        assert feature in features, feature


def test_full_names() -> None:
    names = ["Toàn", "Đức Toàn", "Dương Đức Toàn", "Trump", "Donald Trump", "Lan", "Mai Lan", "Thu Lan"]
    people = [PersonMention("PERSON", 0, 1, "", 1.0, name=name) for name in names]
    found = full_names(people)
    assert found["Toàn"] == found["Đức Toàn"] == "Dương Đức Toàn"
    assert found["Trump"] == "Donald Trump"
    assert found["Lan"] == "Lan"  # Mai Lan and Thu Lan are two


@pytest.mark.parametrize(
    ("odds", "clear"),
    [
        ([3.0], True),
        ([-3.0, -1.0], True),
        ([1.0] * 9, False),
        ([3.0, -2.8], False),
        ([4.0, 4.0, -2.0], True),
        ([4.0, 4.0, -3.0], False),
    ],
)
def test_one_pronoun_must_be_clear_and_the_others_must_agree(odds: list[float], clear: bool) -> None:
    assert is_clear(odds) is clear


WEIGHTS = {"near": 4.0, "far": 0.0, "nobody": 0.0}


def test_what_is_known_of_one_explains_a_pronoun_so_that_it_says_less_of_another() -> None:
    pronoun = Pronoun("male", ("nobody",), {"A": ("near",), "B": ("far",)})
    assert genders_of([pronoun], {}, WEIGHTS) == {"A": "male"}
    alone = log_odds([pronoun], {}, WEIGHTS)["B"][0]
    explained = log_odds([pronoun], {"A": "male"}, WEIGHTS)["B"][0]
    left = log_odds([pronoun], {"A": "female"}, WEIGHTS)["B"][0]
    assert explained < alone < left


def test_two_are_told_apart_by_what_is_found_of_both() -> None:
    he = Pronoun("male", ("nobody",), {"A": ("near",), "B": ("far",)})
    she = Pronoun("female", ("nobody",), {"B": ("near",), "A": ("far",)})
    assert genders_of([he, she], {}, WEIGHTS) == {"A": "male", "B": "female"}


def test_nobody_whose_gender_is_known_is_told() -> None:
    pronoun = Pronoun("male", ("nobody",), {"A": ("near",)})
    assert genders_of([pronoun], {"A": "female"}, WEIGHTS) == {}


@pytest.mark.parametrize(
    "marked",
    [
        "[Frida de Rivera](PERSON) sinh năm 1907. Cô vẽ đẹp. Tranh của [Diego Rivera](PERSON) cũng vậy.",
        "[Việt An](PERSON) sinh năm 1990. Anh học giỏi. Ảnh: [Việt An](PERSON)",
    ],
)
def test_only_the_mentions_of_the_one_who_is_meant_get_a_gender(marked: str) -> None:
    first, second = PEOPLE.find(named(marked))
    assert isinstance(first, PersonMention) and isinstance(second, PersonMention)
    assert first.gender is not None and (second.gender is None or second.name == first.name)


def test_weights_are_of_features_that_are_read() -> None:
    kinds = {feature.split()[0] for feature in packaged_weights()}
    (pronoun,) = pronouns("[Minh Loan](PERSON) đến. Cô cười.")
    read = {feature.split()[0] for feature in (*pronoun.nobody, *pronoun.named["Minh Loan"])}
    assert kinds == read


@given(anything(st.text("ABCĐ aeơ anh cô bà ông .,“”\n:")))
def test_any_text_is_read(annotation) -> None:
    people, leads = PEOPLE.people(annotation)
    found = [*READER.read(annotation, people, leads)]
    names = set(full_names(people).values())
    assert all(0 < len(each.named) <= 5 and names.issuperset(each.named) for each in found)
    for gender in genders_of(found, {}, packaged_weights()).values():
        assert gender in ("male", "female")


def test_the_reader_pickles() -> None:
    again = pickle.loads(pickle.dumps(READER))
    annotation = named("[Minh Loan](PERSON) đến. Cô cười.")
    assert [*again.read(annotation, *PEOPLE.people(annotation))] == pronouns("[Minh Loan](PERSON) đến. Cô cười.")
