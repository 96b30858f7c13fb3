"""Names whose border or label alone is in doubt: the chances of one name are shared among several spans or labels.

Of `khối phố Mỹ Đông` the model may be sure that it is a place, and not whether its name begins with `khối phố` or with
`Mỹ Đông`, so that neither span is likelier than not. A careful reader takes the likelier one.
"""

from collections.abc import Iterator

import numpy as np

from bpextract.decision.network import LABELS, LONGEST
from bpextract.learned.arrays import Array

_PLACE, _ORG = LABELS.index("PLACE"), LABELS.index("ORG")
_NAMED = slice(1, LABELS.index("X"))
_OUTER = (_ORG, LABELS.index("X"))  # a place may lie within one
_LEAST = 0.35  # the chance of a span from which it is taken; these two were chosen on texts to tune on
_SURE = 0.6  # the chance, of all rivals together, that there is a name


def doubtful_names(starts: Array, ends: Array, chances: Array, likely: Array) -> Iterator[tuple[int, float]]:
    """Yield the spans of places and bodies that are taken though none is likelier than not, and the chance of a name.

    Args:
        starts, ends: the first row of each span, in order, and the one after its last.
        chances: those of each label, for each span.
        likely: whether a span is a name anyway; no rival of one is yielded.
    """
    best = chances[:, 1:].argmax(axis=1) + 1
    most = chances[np.arange(len(best)), best]
    named = chances[:, _NAMED].sum(axis=1)
    asked = ~likely & (most >= _LEAST) & ((best == _PLACE) | (best == _ORG))
    for number in np.flatnonzero(asked).tolist():
        start, end, label = starts[number], ends[number], best[number]
        near = np.arange(*np.searchsorted(starts, (start - LONGEST, end)))
        rivals = near[ends[near] > start]
        inside = (starts[rivals] >= start) & (ends[rivals] <= end) & (ends[rivals] - starts[rivals] < end - start)
        around = (starts[rivals] <= start) & (ends[rivals] >= end) & (ends[rivals] - starts[rivals] > end - start)
        nests = inside & (best[rivals] == _PLACE) & (label == _ORG)
        nests |= around & np.isin(best[rivals], _OUTER) & (label == _PLACE)
        rivals = rivals[~(nests & (likely[rivals] | inside))]
        together = float(named[rivals].sum())
        if not likely[rivals].any() and together > _SURE and rivals[most[rivals].argmax()] == number:
            yield number, min(together, 1.0)
