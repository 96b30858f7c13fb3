"""From scores to the best candidate of each figure, in numbers that can be followed by hand."""

import numpy as np
import pytest

from bpextract.relations.answers import Scorer, none_features
from bpextract.relations.reading import KINDS


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
