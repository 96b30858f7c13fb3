"""The candidate spans of a text, and the best set of them that nests."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpextract.decision.lattice import Candidate, best_nested, pairs

LABELS = ("PERSON", "PLACE", "ORG", "X")


def nests(chosen: tuple[Candidate, ...]) -> bool:
    for one, other in itertools.combinations(chosen, 2):
        apart = one.end <= other.start or other.end <= one.start
        outer, inner = (one, other) if one.end - one.start > other.end - other.start else (other, one)
        inside = outer.start <= inner.start and inner.end <= outer.end and (outer.start, outer.end) != inner[:2]
        if not apart and not (inside and inner.label == "PLACE" and outer.label in ("ORG", "X")):
            return False
    return True


spans = st.tuples(st.integers(0, 6), st.integers(1, 4), st.sampled_from(LABELS), st.integers(1, 9)).map(
    lambda drawn: Candidate(drawn[0], drawn[0] + drawn[1], drawn[2], float(drawn[3]))
)


@given(st.lists(spans, max_size=7, unique_by=lambda candidate: candidate[:2]))
def test_the_best_nested_set_weighs_as_much_as_any_other(candidates: list[Candidate]) -> None:
    found = best_nested(candidates)
    assert nests(tuple(found))
    assert len(set(found)) == len(found)
    every = itertools.chain.from_iterable(itertools.combinations(candidates, n) for n in range(len(candidates) + 1))
    best = max(sum(c.weight for c in chosen) for chosen in every if nests(chosen) and two_levels(chosen))
    assert sum(candidate.weight for candidate in found) == pytest.approx(best)


def two_levels(chosen: tuple[Candidate, ...]) -> bool:
    """A place may lie in a body, but nothing in that place, and no place in a place."""
    return all(
        sum(other[:2] != one[:2] and other.start <= one.start and one.end <= other.end for other in chosen) <= 1
        for one in chosen
    )


@given(st.lists(st.booleans(), min_size=1, max_size=30), st.data())
def test_pairs_are_all_spans_within_a_sentence(breaks: list[bool], data: st.DataObject) -> None:
    sentences = np.cumsum(breaks)
    size = len(sentences)
    starts = np.array(sorted(data.draw(st.sets(st.integers(0, size - 1)))), int)
    ends = np.array(sorted(data.draw(st.sets(st.integers(0, size - 1)))), int)
    found = set(zip(*(side.tolist() for side in pairs(starts, ends, sentences, 5)), strict=True))
    wanted = {
        (s, e + 1) for s in starts.tolist() for e in ends.tolist() if s <= e < s + 5 and sentences[s] == sentences[e]
    }
    assert found == wanted


def test_pairs_come_in_text_order_no_longer_than_the_longest() -> None:
    starts, ends = pairs(np.array([0, 2]), np.array([0, 1, 3, 4]), np.array([0, 0, 0, 0, 1]), 2)
    assert starts.tolist() == [0, 0, 2]
    assert ends.tolist() == [1, 2, 4]


@pytest.mark.parametrize(
    ("candidates", "found"),
    [
        ([("ORG", 0, 4, 2), ("PLACE", 2, 4, 1)], ["ORG", "PLACE"]),  # the outer one first
        ([("PERSON", 0, 4, 2), ("PLACE", 2, 4, 1)], ["PERSON"]),  # no place lies in a person
        ([("ORG", 0, 4, 2), ("PERSON", 2, 4, 1)], ["ORG"]),  # and no person in a body
        ([("PERSON", 0, 3, 2), ("PLACE", 2, 4, 3)], ["PLACE"]),  # they cross: the heavier one
        ([("PERSON", 0, 3, 2), ("PLACE", 3, 4, 1)], ["PERSON", "PLACE"]),  # side by side
        ([("PLACE", 4, 6, 1), ("PERSON", 0, 3, 2)], ["PERSON", "PLACE"]),  # in text order
        ([("ORG", 0, 6, 1), ("PLACE", 0, 2, 1), ("PLACE", 2, 4, 1), ("PERSON", 3, 7, 2)], ["ORG", "PLACE", "PLACE"]),
        ([("PERSON", 0, 3, 2), ("ORG", 2, 4, 2)], ["PERSON"]),  # of equals the first
        ([], []),
    ],
)
def test_the_best_set(candidates: list[tuple[str, int, int, float]], found: list[str]) -> None:
    given_ = [Candidate(start, end, label, weight) for label, start, end, weight in candidates]
    assert [candidate.label for candidate in best_nested(given_)] == found


def test_labels_that_hold_others_may_be_chosen() -> None:
    outer, inner = Candidate(0, 4, "PERSON", 1.0), Candidate(1, 3, "ORG", 1.0)
    assert best_nested([outer, inner], inner="ORG", outer=frozenset({"PERSON"})) == [outer, inner]
