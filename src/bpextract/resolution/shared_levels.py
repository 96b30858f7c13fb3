"""The unit word that the places of a list share: in `huyện Long Thành, Nhơn Trạch và Trảng Bom` each is a huyện."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from bpextract.lexicons.gazetteer import Gazetteer
from bpextract.mentions import PlaceMention
from bpextract.resolution.gazetteer_choice import Choice

_JOINT = re.compile(r", | và |, và ")


def shared_levels(
    text: str, places: Sequence[PlaceMention], choices: Mapping[int, Choice], book: Gazetteer
) -> dict[int, str]:
    """Return the unit word of each place that has none of its own, but stands in a list behind one that has, by the
    mention's id.

    Both must be official units that are called alike: in `phường Tân Phú, Đồng Nai` the second is no ward. A short word
    is shared only after a word for several (`các TP Vinh, Huế`; not `TP HCM, Hà Nội`).

    Args:
        places: those of a text, in order; choices: which unit each was resolved to.
    """
    found: dict[int, str] = {}
    for before, place in pairwise(places):
        level = found.get(before.id) or (
            before.level if before.plural or before.level not in book.short_words else None
        )
        if level is None or place.level is not None or not _JOINT.fullmatch(text, before.end, place.start):
            continue
        unit, other = choices[before.id].unit, choices[place.id].unit
        if unit is not None and other is not None and (unit.level, unit.unit) == (other.level, other.unit):
            found[place.id] = level
    return found
