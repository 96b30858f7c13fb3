"""From scores to the best candidate of each figure, by hand; and all that figures say, found again by plain loops."""

from functools import cache
from importlib.resources import files

import numpy as np
import pytest

from bpextract.annotation import Annotation
from bpextract.components.dates import DatesFinder
from bpextract.components.figures import FiguresFinder
from bpextract.learned.weights import unpacked, unpacked_words
from bpextract.mentions import PlaceMention
from bpextract.relations.answers import Answer, Reader, Scorer, Span, none_features, pointer_rows
from bpextract.relations.candidates import Candidates, Pool, complete
from bpextract.relations.network import FIELDS, LONGEST, POINTERS, Network
from bpextract.relations.reading import AFTER, KINDS, Forms, read


def scorer(kinds: dict[int, float] | None = None, bias: float = 0.0) -> Scorer:
    """Return one that scores a candidate by its only number where that is above 0, and nothing by its own score."""
    none = np.zeros((len(KINDS) + 1, 1))
    none[-1] = 1.0
    for kind, weight in (kinds or {}).items():
        none[kind] = weight
    one = np.ones((1, 1))
    weights = {
        "place.hidden.weight": one, "place.read.weight": one, "place.asking.weight": one,
        "place.hidden.bias": np.zeros(1), "place.score.weight": one, "place.score.bias": np.array([bias]),
        "place.none.weight": none, "place.none.bias": np.zeros(1), "date.hidden.weight": one * 100,
    }  # fmt: skip
    return Scorer("place", weights)


def best(values, owners, nothing, read=None, asking=None, kinds=None, by=None):
    zeros = [0.0] * len(values)
    return (
        (by or scorer())
        .best(
            np.array(values, float).reshape(-1, 1),
            np.array(zeros if read is None else read, float).reshape(-1, 1),
            np.array([0.0] * len(nothing) if asking is None else asking, float).reshape(-1, 1),
            np.array(owners, int),
            np.array([0] * len(nothing) if kinds is None else kinds, int),
            np.array(nothing, float),
        )
        .tolist()
    )


@pytest.mark.parametrize(
    ("values", "owners", "nothing", "found"),
    [
        ([1, 3, 2], [0, 0, 0], [2], [1]),
        ([1, 3, 2], [0, 0, 2], [2, 0, 2.5], [1, -1, -1]),  # the second has no candidate, the third's is no better
        ([5, 7], [0, 1], [1, 1], [0, 1]),
        ([4, 4], [0, 0], [1], [0]),  # of equals the first
        ([2], [0], [2], [-1]),  # it must be better than nothing
        ([-5], [0], [-1], [0]),  # no number counts for less than 0
        ([], [], [1, 1], [-1, -1]),
    ],
)
def test_the_best_candidate_of_each_figure(values, owners, nothing, found):
    assert best(values, owners, nothing) == found


def test_what_was_read_at_the_candidate_and_at_the_figure_counts():
    assert best([1, 1], [0, 0], [0.5], read=[0, 1]) == [1]
    assert best([1, 1], [0, 1], [1.5, 1.5], asking=[0, 1]) == [-1, 1]


def test_the_kind_of_figure_and_the_biases_count():
    assert best([1, 1], [0, 1], [0, 0], kinds=[0, 2], by=scorer({2: 5.0})) == [0, -1]
    assert best([1], [0], [1.5], by=scorer(bias=1.0)) == [0]


def test_nothing_is_told_by_its_kind_and_its_score():
    found = none_features(np.array([1, 0]), np.array([0.5, 2.0]))
    assert found.shape == (2, len(KINDS) + 1)
    assert found[:, :2].tolist() == [[0, 1], [1, 0]]
    assert found[:, -1].tolist() == [0.5, 2.0]
    assert found.sum() == 4.5


FINDERS = (DatesFinder(), FiguresFinder())
NEWS = """Ngày 12/3/2025, tại xã Bản Phiệt, Đội Kiểm lâm thu giữ 20 m3 gỗ, 3 xe tải và phạt hai đối tượng.
Quý I/2025, tỉnh Yên Bái thu ngân sách 1.200 tỷ đồng, tăng 14,4% so với cùng kỳ năm trước; tỉnh Lai Châu thu 900 \
tỷ đồng, giảm 5%. Cả nước có 63 tỉnh.
Xã Mai Sơn có 20 hộ nghèo và 12 ha chè. Vụ lật xe làm 3 người chết. Bà Lò Thị Én, 45 tuổi, tặng 20 suất quà \
trong tháng 5."""
PLACES = ("xã Bản Phiệt", "tỉnh Yên Bái", "tỉnh Lai Châu", "Xã Mai Sơn")
TALK = "Trời mưa to cả ngày. " * 15  # more than the tokens of a window
PRICES = " ".join(f"Gạo loại này giá {price}.000 đồng một kg." for price in range(101, 233))


def annotated(text: str) -> Annotation:
    """Return a text with its dates, figures, and those of the places of which it tells."""
    annotation = Annotation.of(text)
    for finder in FINDERS:
        annotation.mentions[finder.label] = list(finder.find(annotation))
    annotation.mentions["PLACE"] = [
        PlaceMention("PLACE", text.index(name), text.index(name) + len(name), "test", level="xã", group="commune")
        for name in PLACES
        if name in text
    ]
    return annotation


@cache
def weights() -> tuple[Forms, dict[str, np.ndarray]]:
    with files("bpextract.relations").joinpath("facts.npz").open("rb") as file, np.load(file) as stored:
        return Forms(unpacked_words(stored["forms"])), unpacked(stored)


def plainly(annotation: Annotation) -> list[Answer]:
    """Return the answers of the packaged model, from the network's scores by one loop after the other."""
    forms, learned = weights()
    network = Network({name: array for name, array in learned.items() if not name.startswith(POINTERS)})
    passages = read(annotation, forms)
    state = network.encode(passages)
    windows = passages.windows()
    scores = network.scores(state, windows)
    found = []
    for number, (first, past) in enumerate(windows.spans.tolist()):
        answer = {}
        for column, field in enumerate(FIELDS):
            start = max(range(first, past), key=lambda row: scores.rows[row, column])
            if scores.rows[start, column] > scores.nothing[number, column]:
                ends = network.ends(scores, np.array([start]), column)[0]
                end = start + max(range(min(LONGEST, past - start)), key=ends.__getitem__)
                begin, last = windows.tokens[start], windows.tokens[end]
                answer[field] = Span(annotation.tokens.starts[begin], annotation.tokens.ends[last])
        head = windows.heads[number]
        shown = dict(zip(windows.tokens[first:past].tolist(), range(first, past), strict=True))
        kind = windows.kinds[[number]]
        for place, (pointer, mentions) in enumerate(zip(POINTERS, (annotation.places, annotation.dates), strict=True)):
            nothing = scores.nothing[[number], len(FIELDS) + place]
            candidates = Candidates(annotation, mentions)
            offered = Pool([candidates]).offer([[annotation.figures[number]]])
            w = {name.removeprefix(f"{pointer}."): array for name, array in learned.items()}
            most = (none_features(kind, nothing) @ w["none.weight"] + w["none.bias"]).item()
            for row, candidate in enumerate(offered.numbers.tolist()):
                token = int(candidates.tokens[candidate])
                at = shown.get(token)
                pointed = np.nan if at is None else scores.rows[at, 2 * len(FIELDS) + place]
                one = offered._replace(
                    numbers=offered.numbers[[row]], owners=np.array([0]), features=offered.features[[row]]
                )
                hidden = complete(one, kind, np.array([pointed]), nothing) @ w["hidden.weight"] + w["hidden.bias"]
                hidden += state[passages.row_of[token]] @ w["read.weight"] + scores.states[head] @ w["asking.weight"]
                score = (np.maximum(hidden, 0) @ w["score.weight"] + w["score.bias"]).item()
                if score > most:
                    most, answer[pointer] = score, mentions[candidate]
        found.append(Answer(**answer))
    return found


NOWHERE = f"{TALK}Có 20 hộ nghèo."
FAR = f"Ở xã Bản Phiệt năm 2024. {TALK}Xã có 20 hộ nghèo, 12 ha chè. {TALK}"


@pytest.mark.parametrize(
    "text", [NEWS, NOWHERE, FAR, PRICES], ids=["news", "nowhere", "far from its place", "more than answered at once"]
)
def test_answers_are_those_that_plain_loops_find(text):
    annotation = annotated(text)
    found = Reader(*weights()).answers(annotation)
    assert found == plainly(annotation)


def test_texts_that_are_read_together_answer_as_each_alone():
    """Several share a matrix, one has no figure, and one has so many that it is read in parts."""
    annotations = [annotated(text) for text in (NEWS, "Trời mưa to.", NOWHERE, FAR, PRICES, NEWS)]
    reader = Reader(*weights())
    found = reader.answers_of_all(annotations)
    assert found == [reader.answers(annotation) for annotation in annotations]
    assert [len(answers) for answers in found] == [len(annotation.figures) for annotation in annotations]


def test_answers_are_of_all_kinds():
    """The loops have something to find, and something not to find, of every kind."""
    answers = [*plainly(annotated(NEWS)), *plainly(annotated(NOWHERE))]
    for field in (*FIELDS, *POINTERS):
        assert {getattr(answer, field) is None for answer in answers} == {True, False}


def test_no_figure_says_nothing():
    assert Reader(*weights()).answers(annotated("Trời mưa to.")) == []


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("Xã Mai Sơn có 20 hộ.", 0),  # the first of the window
        (f"Có 20 hộ{' xa' * (AFTER - 1)} Xã Mai Sơn.", 3 + AFTER - 1),  # its last
        (f"Có 20 hộ{' xa' * AFTER} Xã Mai Sơn.", None),  # the one after
        (f"Xã Mai Sơn. {TALK}Có 20 hộ.", None),
    ],
)
def test_a_candidate_has_a_row_in_the_window_of_its_figure(text, token):
    annotation = annotated(text)
    windows = read(annotation, weights()[0]).windows()
    candidates = Candidates(annotation, annotation.places)
    (row,) = pointer_rows(windows, Pool([candidates]).offer([annotation.figures])).tolist()
    assert row == -1 if token is None else windows.tokens[row] == token
