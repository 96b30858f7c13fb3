"""Chains of places (`xã A, huyện B, tỉnh C`): which place that follows may hold the one before, and what is a list."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from bpextract.mentions import PlaceMention

_LEVELS = (
    ("street", "road"), ("feature", "site"), ("village",), ("commune",), ("district",), ("city",), ("province",),
    ("region",), ("country",),
)  # fmt: skip
_RANKS = {group: rank for rank, groups in enumerate(_LEVELS) for group in groups}


def is_above(group: str, other: str) -> bool:
    """Whether a place of the level group `group` may hold one of `other`: only a higher level holds a lower one."""
    return _RANKS.get(group, -1) > _RANKS.get(other, len(_LEVELS))


def link_chains(pairs: Sequence[tuple[PlaceMention, PlaceMention]], guessed: Collection[int]) -> None:
    """Set the `parent` of the first of each pair, places that stand joined, in text order, to the second.

    A list of bare names is no chain, nor does a place whose level is only guessed hold one that has no unit word.

    Args:
        guessed: where those places start whose level nothing tells.
    """
    for run in _runs(pairs):
        if _is_list(run, guessed):
            continue
        for place, after in run:
            if place.level is not None or after.start not in guessed:
                place.parent = after


def _runs(pairs: Sequence[tuple[PlaceMention, PlaceMention]]) -> Iterator[list[tuple[PlaceMention, PlaceMention]]]:
    """Yield the pairs that share their places: of `A, B, C; D, E` those of A, B, C and those of D, E."""
    opens = 0
    for number, (pair, following) in enumerate(pairwise(pairs), start=1):
        if pair[1] is not following[0]:
            yield [*pairs[opens:number]]
            opens = number
    yield [*pairs[opens:]]


def _is_list(run: Sequence[tuple[PlaceMention, PlaceMention]], guessed: Collection[int]) -> bool:
    """Whether bare names of one level and names that fall back to a lower one stand together: none of an address does
    both (`Tráng Việt, Long Biên - Cự Khối, Xuân Quan`; but `Gò Vấp, Tân Bình, TP.HCM` and `Paris, Pháp, Berlin, Đức`).
    """
    if not run or any(place.unit_word is not None for pair in run for place in pair):
        return False
    known = [pair for pair in run if not {pair[0].start, pair[1].start} & {*guessed}]
    falls = any(is_above(place.group, after.group) for place, after in known)
    return falls and any(place.group == after.group for place, after in known)
