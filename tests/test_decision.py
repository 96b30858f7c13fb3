"""The decision about names: its arrays, and what a user sees of it."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bpextract as bp
from bpextract.annotation import Annotation
from bpextract.decision.decide import Decision, phrases_of
from bpextract.decision.doubtful import doubtful_names
from bpextract.decision.evidence import Evidence
from bpextract.decision.known import LONGEST, KnownStrings, hashes
from bpextract.decision.lattice import Candidate, best_nested
from bpextract.decision.model import packaged_model
from bpextract.decision.network import LABELS as OF_SPANS
from bpextract.decision.network import LONGEST as LONGEST_SPAN
from bpextract.decision.network import Network, softmax
from bpextract.decision.phrases import KINDS, WIDTH, Phrases
from bpextract.decision.words import ID, SHAPES, Words, hash_of, shape_of
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.text.tokenizer import tokenize

LABELS = ("PERSON", "PLACE", "ORG", "X")
CAPITALS = "VIỆT NAM THẮNG THÁI LAN Ở BANGKOK NGÀY HÔM QUA HÀ NỘI MỪNG CÔNG TY HẢI LONG VÀ BẢN PHIỆT SAMSUNG"


@pytest.fixture(scope="module")
def decision() -> Decision:
    return Decision(Vocabulary())


def names(decision: Decision, text: str) -> list[tuple[str, str]]:
    annotation = Annotation.of(text)
    tokens = annotation.tokens
    return [
        (annotation.text[tokens.starts[name.start] : tokens.ends[name.end - 1]], name.label)
        for name in decision.names(annotation)
    ]


def likely_spans(evidence: Evidence) -> list[tuple[int, int]]:
    """Return the rows of the spans that may be names, however many."""
    network = Network(packaged_model().weights)
    begin, end = network.edges(network.encode(evidence))
    found = [
        (first, last + 1)
        for first in range(len(evidence))
        for last in range(first, min(first + LONGEST_SPAN, len(evidence)))
        if begin[first] > 0.06 and end[last] > 0.06 and evidence.tokens[first] >= 0 and evidence.tokens[last] >= 0
        if evidence.sentences[first] == evidence.sentences[last]
    ]
    return sorted(found, key=lambda span: -begin[span[0]] * end[span[1] - 1])


def plainly(decision: Decision, annotation: Annotation) -> list[tuple[int, int, str, float]]:
    """Return the tokens, label and probability of the names, from the network's scores by one loop after the other."""
    model = packaged_model()
    network, evidence = Network(model.weights), decision.reader.read(annotation)
    state = network.encode(evidence)
    spans = sorted(likely_spans(evidence)[: len(evidence)])
    starts, ends = np.array(spans).T
    known = model.known.find(evidence.keys(starts, ends))
    scores = network.spans(state, starts, ends, known, evidence.spelled(starts, ends))
    chances = softmax(scores / model.temperature)
    likely = chances[:, 1:].max(axis=1) > 0.5
    doubtful = dict(doubtful_names(starts, ends, chances, likely))
    found = {}
    for number, ((first, past), row) in enumerate(zip(spans, scores, strict=True)):
        label = max(range(1, len(OF_SPANS)), key=lambda label: row[label])
        tokens = int(evidence.tokens[first]), int(evidence.tokens[past - 1]) + 1
        marked = any(word[0].isdigit() or not word.islower() for word in annotation.tokens.words[slice(*tokens)])
        if (likely[number] or number in doubtful) and (marked or OF_SPANS[label] != "PLACE"):
            weight = doubtful.get(number, float(row[label] - row[0]))
            found[tokens] = Candidate(*tokens, OF_SPANS[label], weight), round(float(chances[number][label]), 4)
    return [
        (*chosen[:3], found[chosen[:2]][1]) for chosen in best_nested([candidate for candidate, _ in found.values()])
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ông Trần Văn Hòa, Chủ tịch UBND xã Mai Sơn, gặp Samsung ở Đà Nẵng. Galaxy S8 bán tại Hà Nội.\nBà Lan vui.",
        CAPITALS,
        "Trời mưa. " * 10 + "Chị Sùng Thị Mảy bán chè. " + "Trời mưa to cả ngày hôm nay ở đây rồi. " * 3 + "Nga thắng.",
    ],
)
def test_names_are_those_that_plain_loops_find(decision: Decision, text: str) -> None:
    annotation = Annotation.of(text)
    evidence = decision.read(annotation)
    starts, ends, _, _ = decision.candidates(evidence)
    likely = likely_spans(evidence)[: len(evidence)]
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == sorted(likely)
    found = [(name.start, name.end, name.label, name.probability) for name in decision.names(annotation)]
    expected = plainly(decision, annotation)
    assert [name[:3] for name in found] == [name[:3] for name in expected]
    assert [name[3] for name in found] == pytest.approx([name[3] for name in expected], abs=1e-4)
    assert all(name[3] == round(name[3], 4) for name in found)


@pytest.mark.parametrize(
    ("text", "name", "source"),
    [
        ("Hôm qua bà Lan gặp Ông Trần Văn Hòa.", "Trần Văn Hòa", "names.honorific"),
        ("Hôm qua ca sĩ Mỹ Tâm hát.", "Mỹ Tâm", "names.title"),
        ("Họ ở xã Mai Sơn.", "xã Mai Sơn", "names.unit"),
        ("Họ bay tới Đà Nẵng.", "Đà Nẵng", "names.state"),
        ("Hôm qua Mường Khương mưa to.", "Mường Khương", "names.district"),
        ("Hôm qua Mai Sơn, Nậm Chày mưa to.", "Nậm Chày", "names.commune"),
        ("Họ bay tới Chicago.", "Chicago", "names.place"),
        ("Hôm qua Bộ Y tế họp.", "Bộ Y tế", "names.head"),
        ("Hôm qua Samsung bán hàng.", "Samsung", "names.organization"),
        ("Hôm qua Sùng Thị Mảy bán chè.", "Sùng Thị Mảy", "names.context"),
        ("Đường Lê Lợi ngập. Anh Tú kể.", "Anh Tú", "names.corpus"),
    ],
)
def test_the_source_is_what_speaks_most_for_a_name(decision: Decision, text: str, name: str, source: str) -> None:
    annotation = Annotation.of(text)
    starts, ends = annotation.tokens.starts, annotation.tokens.ends
    sources = {text[starts[n.start] : ends[n.end - 1]]: n.source for n in decision.names(annotation)}
    assert sources[name] == source


def test_texts_that_are_read_together_have_the_names_of_each_alone(decision: Decision) -> None:
    """A name of one text says nothing of its namesake in another; one text has no names, one more spans than tokens."""
    texts = ("Chị Nga bán chè. Nga vui.", "Trời mưa.", CAPITALS, "Nga thắng Đức ở Moskva. Nga vui.", "Nga " * 3000)
    annotations = [Annotation.of(text) for text in texts]
    evidence = [decision.read(annotation) for annotation in annotations]
    together = [decision.chosen(*each) for each in zip(annotations, decision.learned(evidence), strict=True)]
    assert together == [decision.names(annotation) for annotation in annotations]
    assert {name.label for name in together[0]} != {name.label for name in together[3]}


def test_texts_whose_words_stand_in_two_tables_are_read_apart(decision: Decision) -> None:
    annotations = [Annotation.of(text) for text in ("Chị Nga bán chè.", "Samsung bán máy ở Đà Nẵng.")]
    evidence = [each.read(text) for each, text in zip((decision, Decision(Vocabulary())), annotations, strict=True)]
    together = [decision.chosen(*each) for each in zip(annotations, decision.learned(evidence), strict=True)]
    assert together == [decision.names(annotation) for annotation in annotations]


def test_of_capitals_alone_no_more_spans_than_tokens_are_scored(decision: Decision) -> None:
    evidence = decision.read(Annotation.of(CAPITALS))
    assert len(likely_spans(evidence)) > len(decision.candidates(evidence)[0]) == len(evidence)


def test_another_model_may_decide(decision: Decision) -> None:
    annotation = Annotation.of("Hôm qua bà Lan gặp ông Trần Văn Hòa.")
    unsure = Decision(Vocabulary(), replace(packaged_model(), temperature=1000.0))
    assert unsure.names(annotation) == []  # five labels, all alike: no span is likely enough
    sure = Decision(Vocabulary(), replace(packaged_model(), temperature=0.5)).names(annotation)
    assert [name[:3] for name in sure] == [name[:3] for name in decision.names(annotation)]
    assert all(name.probability > 0.99 for name in sure)


def test_a_text_without_words_has_nothing_to_decide_about(decision: Decision) -> None:
    empty = Annotation.of("\n\n")
    assert decision.read(empty) is None
    assert decision.chosen(empty, {}) == []


def test_the_users_own_names_stand_without_any_evidence() -> None:
    annotation = Annotation.of("Hôm qua Đám Mây Trắng đến.")
    (name,) = Decision(Vocabulary({"places": "form\tgroup\nĐám Mây Trắng\tvillage\n"})).chosen(annotation, {})
    assert name == (2, 5, "PLACE", 1.0, "names.own_places")


def test_phrases_are_those_of_the_lexicons_and_of_the_gazetteer() -> None:
    phrases = {kind: set(forms) for kind, forms in phrases_of(Vocabulary()).items()}
    assert list(phrases) == list(KINDS)
    wanted = {
        "honorific": {"đồng chí"},
        "title": {"ca sĩ"},
        "unit": {"đường mòn"},
        "head": {"ủy ban nhân dân"},
        "field": {"an ninh mạng và phòng", "ứng phó sự cố", "kinh tế"},
        "organization": {"abbank"},
        "state": {"Afghanistan", "Tiền Giang", "Lào Cai"},
        "place": {"Adelaide"},
        "district": {"Mường Khương"},
        "commune": {"Bản Phiệt"},
    }
    assert {kind: forms - phrases[kind] for kind, forms in wanted.items() if forms - phrases[kind]} == {}
    assert not phrases["place"] & {"Tiền Giang", "Afghanistan"}
    own = phrases_of(Vocabulary({"places": "form\tgroup\nXứ Lạ\tcountry\nXứ Quen\tprovince\nXứ Xa\tregion\n"}))
    assert {"Xứ Lạ", "Xứ Quen"} <= set(own["state"]) and "Xứ Xa" in own["place"]
    assert not any(form.isdigit() for form in phrases["district"] | phrases["commune"])  # phường 1


@given(st.lists(st.sampled_from(["Hà", "Nội", "HÀ", "đi", "Công", "ty"]), max_size=12))
def test_strings_have_the_same_hash_wherever_they_stand(words: list[str]) -> None:
    table = hashes(np.array([hash_of(word) for word in words], np.int64))
    seen: dict[int, tuple[str, ...]] = {}
    for size in range(1, LONGEST + 1):
        for first in range(len(words) - size + 1):
            string = tuple(word.title() for word in words[first : first + size])
            assert seen.setdefault(int(table[size - 1, first]), string) == string


def test_known_strings_cover_the_tokens_of_the_longest() -> None:
    words = np.array([hash_of(word) for word in ("ở", "Hà", "Nội", "Mới")])
    keys = hashes(words)
    short, long = int(keys[0, 1]), int(keys[1, 1])
    order = np.argsort([short, long])
    known = KnownStrings(np.array([short, long], np.uint32)[order], np.array([[0.1], [0.9]], np.float32)[order])
    begins, inside = np.zeros((4, 1)), np.zeros((4, 1))
    known.cover(keys, np.array([1, 2, 3]), begins, inside)
    assert begins[:, 0].tolist() == pytest.approx([0, 0.9, 0, 0])
    assert inside[:, 0].tolist() == pytest.approx([0, 0, 0.9, 0])
    assert known.find(np.array([short, 7], np.uint32))[:, 0].tolist() == pytest.approx([0.1, 0])


def test_phrases_mark_where_they_begin_and_go_on() -> None:
    phrases = Phrases({"honorific": ["bà"], "district": ["bà rịa"]})
    marks = np.zeros((2, WIDTH))
    tokens = tokenize("bà Rịa")
    phrases.mark(tokens, [], marks)
    assert [(row, column) for row, column in zip(*np.nonzero(marks), strict=True)] == [(0, KINDS.index("honorific"))]
    phrases.mark(tokens, [0, 1], marks)
    assert marks[0, KINDS.index("district")] == marks[1, len(KINDS) + KINDS.index("district")] == 1


@given(st.text(min_size=1, max_size=8))
def test_every_word_has_a_shape(word: str) -> None:
    assert 0 <= shape_of(word) < SHAPES


def test_words_are_numbered_by_their_spelling() -> None:
    words = Words(["0", "Hà", "hà"], ["hà"])
    table, rows = words.rows(["12", "1.234", "Hà", "HÀ", "hà", "Xyz", "xyz"])
    assert table.attributes[rows, ID].tolist() == [1, 1, 2, 2, 3, 0, 0]
    assert words.rows(["xyz", "12"])[1].tolist() == rows[[6, 0]].tolist()


@given(st.lists(st.floats(-50, 50, width=32), min_size=2, max_size=6))
def test_probabilities_add_up(scores: list[float]) -> None:
    assert softmax(np.array([scores])).sum() == pytest.approx(1.0, abs=1e-5)


def test_names_of_every_kind(decision: Decision) -> None:
    text = "Ca sĩ Mỹ Tâm hát ở Đà Nẵng. Samsung bán Galaxy S8 cho Công ty Thế Giới Di Động tại Hà Nội."
    found = names(decision, text)
    for wanted in [
        ("Mỹ Tâm", "PERSON"),
        ("Đà Nẵng", "PLACE"),
        ("Samsung", "ORG"),
        ("Galaxy S8", "X"),
        ("Hà Nội", "PLACE"),
    ]:
        assert wanted in found


@pytest.mark.parametrize("text", ["", " ", ".", "12", "A", "a.", "\n\n", "Á Á", "…" * 50])
def test_texts_with_hardly_a_word(decision: Decision, text: str) -> None:
    assert all(label in LABELS for _, label in names(decision, text))


def test_the_decision_is_the_same_again_and_after_pickling(decision: Decision) -> None:
    annotation = Annotation.of("Bà Đỗ Thị Loan, Trưởng Ban Công tác mặt trận thôn Bản Quẩn, xã Bản Phiệt (Bảo Thắng).")
    first = decision.names(annotation)
    assert first == decision.names(annotation) == pickle.loads(pickle.dumps(decision)).names(annotation)
    assert all(0.0 <= name.probability <= 1.0 for name in first)


def test_a_text_does_not_change_what_another_says(decision: Decision) -> None:
    text = "Ông Toàn gặp Barca ở Kuala Lumpur."
    alone = names(decision, text)
    names(decision, "Toàn là tên một công ty. Công ty Toàn bán xe Barca.")
    assert names(decision, text) == alone


def test_the_users_own_names_are_certain(tmp_path) -> None:
    (tmp_path / "people.tsv").write_text("form\nĐám Mây Trắng\n", encoding="utf-8")
    (tmp_path / "organizations.tsv").write_text("form\tkind\nBão Số Ba\tcompany\n", encoding="utf-8")
    own = {name: tmp_path / f"{name}.tsv" for name in ("people", "organizations")}
    result = bp.extract("Hôm qua Đám Mây Trắng đến Bão Số Ba.", nlp=bp.Extractor(own))
    found = result.mentions[result.mentions.label.isin(["PERSON", "ORG"])]
    assert list(found.text) == ["Đám Mây Trắng", "Bão Số Ba"]
    assert list(found.confidence) == [1.0, 1.0]
    assert list(found.source) == ["names.own_people", "names.own_organizations"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Gặp ĐÁM MÂY TRẮNG và Đám mây trắng.", ["ĐÁM MÂY TRẮNG", "Đám mây trắng"]),
        ("Bầu trời hôm nay có đám mây trắng.", []),
        ("Trời có Đám Mây\n\nTrắng xóa là màu của nó.", []),  # never from one sentence into the next
        ("Trời có Đám Mây. Trắng xóa là màu của nó.", []),
    ],
)
def test_where_the_users_own_names_are_found(text: str, found: list[str]) -> None:
    own = Vocabulary({"people": "form\nĐám Mây Trắng\n"})
    annotation = Annotation.of(text)
    starts, ends = annotation.tokens.starts, annotation.tokens.ends
    assert [
        annotation.text[starts[name.start] : ends[name.end - 1]]
        for name in Decision(own).names(annotation)
        if name.source == "names.own_people"
    ] == found


def test_threads_may_share_a_decision(decision: Decision) -> None:
    texts = [f"Ông Nguyễn Văn Tư{number} ở xã Lạ{number} gặp Công ty Mới{number}." for number in range(60)]
    fresh = pickle.loads(pickle.dumps(decision))
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: fresh.names(Annotation.of(text)), texts))
    assert together == [decision.names(Annotation.of(text)) for text in texts]


def test_a_long_text_is_read_by_blocks_as_it_is_at_once(monkeypatch):
    from bpextract.decision import network

    extractor = bp.Extractor()
    text = "Ông Lê Văn An ở xã Bản Phiệt, huyện Bảo Thắng gặp bà Lò Thị Én của Công ty Hòa Phát. " * 20
    whole = extractor.rows(text)["mentions"]
    monkeypatch.setattr(network, "_ROWS", 37)
    blocks = extractor.rows(text)["mentions"]
    assert [row[:5] for row in blocks] == [row[:5] for row in whole]


def test_a_row_of_people_ends_with_its_line():
    row = "Đội hình: Bokrov, Vantelli, Sorkun; Haddrik, Ommerti, Quiroval, Lubansky\nZentavia: đang cập nhật."
    people = set(bp.extract(row).people.name)
    assert {"Bokrov", "Quiroval", "Lubansky"} <= people
    assert not any("Zentavia" in name for name in people)


def test_a_place_has_a_capital_or_a_digit(decision: Decision) -> None:
    """A body may be told in small letters alone, a place may not."""
    annotation = Annotation.of("Họ ở thôn 6, gần công viên quốc gia của Mỹ, và ở xã Mai Sơn.")
    evidence = decision.reader.read(annotation)
    row = {token: number for number, token in enumerate(evidence.tokens.tolist())}
    words = annotation.tokens.words
    spans = [(words.index("thôn"), 2), (words.index("công"), 4), (words.index("xã"), 3)]
    starts = np.array([row[first] for first, _ in spans])
    ends = np.array([row[first + size - 1] + 1 for first, size in spans])
    assert evidence.marked(starts, ends).tolist() == [True, False, True]
