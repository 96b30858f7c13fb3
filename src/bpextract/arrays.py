"""What the models share: the type of an array, and where each of several parts begins in a row of them."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]


def offsets(sizes: Sequence[int]) -> list[int]:
    """Return what stands before each of several parts of so many."""
    return [0, *accumulate(sizes[:-1])]
