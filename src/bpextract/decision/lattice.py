"""The candidate spans of a text, and the best set of them that nests."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from bpextract.learned.arrays import Array


class Candidate(NamedTuple):
    """A span that may be a name: tokens, what it would be, and the evidence for that over nothing (log odds)."""

    start: int
    end: int
    label: str
    weight: float


def pairs(starts: Array, ends: Array, sentences: Array, longest: int) -> tuple[Array, Array]:
    """Return the spans from one of `starts` to one of `ends`, both in text order and within one sentence.

    Args:
        starts: tokens at which a name may begin; ends: tokens at which one may end, the token itself included.
        sentences: the number of the sentence of each token; longest: tokens of the longest span.

    Returns:
        The first token of each span, and the token after its last.
    """
    last = np.searchsorted(sentences, sentences[starts], "right")
    first = np.searchsorted(ends, starts)
    past = np.searchsorted(ends, np.minimum(starts + longest, last))
    counts = np.maximum(past - first, 0)
    offsets = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(starts, counts), ends[np.repeat(first, counts) + offsets] + 1


def best_nested(
    candidates: Sequence[Candidate], inner: str = "PLACE", outer: frozenset[str] = frozenset({"ORG", "X"})
) -> list[Candidate]:
    """Return the candidates that together weigh most: none cross, and only an `inner` one lies inside an `outer` one.

    Args:
        candidates: those that weigh more than nothing, at most one for each span.

    Returns:
        What stays, in text order, an outer one before what lies in it.
    """
    places = sorted((c for c in candidates if c.label == inner), key=_end)
    place_ends = [place.end for place in places]
    nested: dict[Candidate, list[Candidate]] = {}
    weighed: list[tuple[float, Candidate]] = []
    for candidate in candidates:
        inside: list[Candidate] = []
        if candidate.label in outer:
            near = places[bisect_right(place_ends, candidate.start) : bisect_right(place_ends, candidate.end)]
            smaller = [place for place in near if candidate.start <= place.start and _size(place) < _size(candidate)]
            inside = _heaviest([(place.weight, place) for place in smaller])
        nested[candidate] = inside
        weighed.append((candidate.weight + sum(place.weight for place in inside), candidate))
    weighed.sort(key=lambda pair: _end(pair[1]))
    return [found for outer_ in _heaviest(weighed) for found in (outer_, *nested[outer_])]


def _heaviest(weighed: Sequence[tuple[float, Candidate]]) -> list[Candidate]:
    """Return the candidates, sorted by their ends, that do not overlap and together weigh most."""
    ends = [candidate.end for _, candidate in weighed]
    best = [0.0]
    before: list[int] = []  # how many candidates may stand before each, -1 where it is left out
    for number, (weight, candidate) in enumerate(weighed):
        free = bisect_right(ends, candidate.start, 0, number)
        taken = best[free] + weight
        before.append(free if taken > best[-1] else -1)
        best.append(max(taken, best[-1]))
    found: list[Candidate] = []
    at = len(weighed)
    while at:
        free = before[at - 1]
        if free < 0:
            at -= 1
        else:
            found.append(weighed[at - 1][1])
            at = free
    return found[::-1]


def _end(candidate: Candidate) -> tuple[int, int]:
    return candidate.end, candidate.start


def _size(candidate: Candidate) -> int:
    return candidate.end - candidate.start
