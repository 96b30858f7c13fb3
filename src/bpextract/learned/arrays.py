"""What the models share: the type of an array, which parts go together, and where each begins in a row of them."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]


def offsets(sizes: Sequence[int]) -> list[int]:
    """Return what stands before each of several parts of so many."""
    return [0, *accumulate(sizes[:-1])]


def grouped(sizes: Sequence[int], most: int) -> Iterator[list[int]]:
    """Yield the numbers of parts that go together, up to `most`; a larger one goes alone, an empty one is left out."""
    group: list[int] = []
    total = 0
    for number, size in enumerate(sizes):
        if group and size and total + size > most:
            yield group
            group, total = [], 0
        if size:
            group.append(number)
            total += size
    if group:
        yield group
