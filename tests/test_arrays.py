"""Which parts go together, and where each begins."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bpextract.learned.arrays import grouped, offsets


@given(st.lists(st.integers(0, 12)), st.integers(1, 10))
def test_groups_keep_the_order_and_the_bound(sizes: list[int], most: int) -> None:
    groups = list(grouped(sizes, most))
    assert [number for group in groups for number in group] == [number for number, size in enumerate(sizes) if size]
    assert all(len(group) == 1 or sum(sizes[number] for number in group) <= most for group in groups)
    for one, following in pairwise(groups):
        assert sum(sizes[number] for number in (*one, following[0])) > most


def test_offsets_are_what_stands_before_each() -> None:
    assert offsets([3, 0, 2]) == [0, 3, 3]
