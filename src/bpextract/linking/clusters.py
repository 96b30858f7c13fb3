"""Group the appearances of a name into people: those that agree on the whole come together, the surest first.

Joining whoever is linked by a chain of pairs would make one person of two whom a third seems to be both of. Here two
groups join while the mean weight of all pairs between them speaks for it.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float64]


def clusters(weights: Weights) -> list[int]:
    """Return the number of the group of each appearance, the least that is in it.

    Args:
        weights: of each pair, in bits: above zero where it is more likely one person than two.
    """
    size = len(weights)
    group = list(range(size))
    if size < 2:
        return group
    total = weights.astype(float).copy()
    np.fill_diagonal(total, -np.inf)
    members = np.ones(size)
    best = total.argmax(axis=1)
    height = total[np.arange(size), best]
    while True:
        one = int(height.argmax())
        if not height[one] > 0:
            return group
        one, other = sorted((one, int(best[one])))
        mean = (members[one] * total[one] + members[other] * total[other]) / (members[one] + members[other])
        members[one] += members[other]
        mean[one] = -np.inf
        total[one], total[:, one] = mean, mean
        total[other], total[:, other] = -np.inf, -np.inf
        group = [one if each == other else each for each in group]
        # Whose best was one of the two has to look again; the others may only have found a better one.
        again = np.flatnonzero((best == one) | (best == other))
        again = np.union1d(again, [one, other])
        best[again] = total[again].argmax(axis=1)
        better = total[:, one] > height
        best[better] = one
        height = total[np.arange(size), best]


def confidences(weights: Weights, group: Sequence[int]) -> list[float]:
    """Return how likely each appearance belongs where it was put, by the mean weight of its pairs with each group."""
    labels = np.array(group)
    known = np.unique(labels)
    sums = np.stack([weights[:, labels == each].sum(axis=1) for each in known], axis=1)
    counts = np.array([(labels == each).sum() for each in known])
    own = labels[:, None] == known[None, :]
    rest = counts[None, :] - own
    means = np.where(rest > 0, sums / np.maximum(rest, 1), -np.inf)
    inside = np.where(own, means, -np.inf).max(axis=1)
    outside = np.where(own, -np.inf, means).max(axis=1)
    # Alone it is right unless it belongs to another; with others it is right if it belongs to them.
    return [
        float(_probability(mine)) if np.isfinite(mine) else float(1 - _probability(others))
        for mine, others in zip(inside, outside, strict=True)
    ]


def _probability(weight: float) -> float:
    return float(1 / (1 + 2.0 ** -np.clip(weight, -60, 60)))
