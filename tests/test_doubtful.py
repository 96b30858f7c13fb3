"""Names of which the border or the label alone is in doubt."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpextract.decision.doubtful import doubtful_names
from bpextract.decision.network import LABELS

PLACE, ORG, PERSON, X = (LABELS.index(label) for label in ("PLACE", "ORG", "PERSON", "X"))


def taken(*spans: tuple[int, int, dict[int, float]]) -> list[tuple[int, int]]:
    """Return the spans that are taken; what a span's labels leave over is the chance that it is nothing."""
    chances = np.zeros((len(spans), len(LABELS)))
    for row, (_, _, said) in zip(chances, spans, strict=True):
        for label, chance in said.items():
            row[label] = chance
        row[0] = 1 - row.sum()
    starts, ends = (np.array([span[side] for span in spans]) for side in (0, 1))
    likely = chances[:, 1:].max(axis=1) > 0.5
    return [spans[number][:2] for number, _ in doubtful_names(starts, ends, chances, likely)]


def test_of_two_borders_of_one_place_the_likelier_is_taken() -> None:
    assert taken((3, 7, {PLACE: 0.48}), (5, 7, {PLACE: 0.25})) == [(3, 7)]


def test_of_two_labels_of_one_name_the_likelier_is_taken() -> None:
    assert taken((3, 4, {PLACE: 0.43, ORG: 0.44})) == [(3, 4)]


@pytest.mark.parametrize(
    "spans",
    [
        [(3, 7, {PLACE: 0.4}), (5, 7, {PLACE: 0.1})],  # rather nothing
        [(3, 7, {PLACE: 0.3}), (4, 7, {PLACE: 0.3}), (5, 7, {PLACE: 0.3})],  # no border is likely enough
        [(3, 7, {PERSON: 0.45}), (5, 7, {PERSON: 0.4})],  # a person's name is seldom in doubt but for what is none
        [(3, 4, {ORG: 0.39, X: 0.47})],  # rather a product
        [(3, 7, {PLACE: 0.48}), (5, 9, {PERSON: 0.9})],  # a rival is sure
        [(2, 7, {ORG: 0.9}), (3, 6, {ORG: 0.45}), (4, 6, {ORG: 0.4})],
    ],
)
def test_what_is_rather_nothing_or_of_a_surer_name_is_left(spans: list[tuple[int, int, dict[int, float]]]) -> None:
    assert taken(*spans) == []


def test_a_sure_place_within_a_body_is_no_rival() -> None:
    spans = [(2, 7, {ORG: 0.4}), (3, 7, {ORG: 0.35}), (5, 7, {PLACE: 0.9})]
    assert taken(*spans) == [(2, 7)]
    assert taken((2, 9, {ORG: 0.9}), (4, 7, {PLACE: 0.45}), (5, 7, {PLACE: 0.4})) == [(4, 7)]


# No sum of these is 0.6, so that rounding decides nothing.
chances = st.dictionaries(
    st.sampled_from((PERSON, PLACE, ORG, X)), st.sampled_from((0.07, 0.21, 0.36, 0.41)), max_size=2
)
spans = st.tuples(st.integers(0, 9), st.integers(1, 5), chances | st.just({PLACE: 0.9}) | st.just({ORG: 0.9}))


@given(st.lists(spans, min_size=1, max_size=9, unique_by=lambda span: span[:2]))
def test_what_is_taken_has_no_likelier_rival_and_none_that_is_sure(
    drawn: list[tuple[int, int, dict[int, float]]],
) -> None:
    """Asked of each span by itself, one rival after the other."""
    every = sorted(((start, start + size, said) for start, size, said in drawn), key=lambda span: span[:2])
    assert taken(*every) == [span[:2] for span in every if is_doubtful_name(span, every)]


def is_doubtful_name(span: tuple[int, int, dict[int, float]], every: list[tuple[int, int, dict[int, float]]]) -> bool:
    start, end, said = span
    together = 0.0
    for other in every:
        if other[0] >= end or other[1] <= start:
            continue
        most = max(other[2].values(), default=0.0)
        within = start <= other[0] and other[1] <= end and other[:2] != span[:2]
        around = other[0] <= start and end <= other[1] and other[:2] != span[:2]
        if within and label_of(other) == PLACE and label_of(span) == ORG:
            continue
        if around and label_of(other) in (ORG, X) and label_of(span) == PLACE and most > 0.5:
            continue
        before = every.index(other) < every.index(span)
        if most > 0.5 or most > max(said.values(), default=0.0) or (before and most == max(said.values(), default=0.0)):
            return False
        together += sum(chance for label, chance in other[2].items() if label != X)
    return together > 0.6 and max(said.values(), default=0.0) >= 0.35 and label_of(span) in (PLACE, ORG)


def label_of(span: tuple[int, int, dict[int, float]]) -> int:
    """Return the likeliest label, of equals the first; without any the first of all."""
    return max(sorted({PERSON, *span[2]}), key=lambda label: span[2].get(label, 0.0))
