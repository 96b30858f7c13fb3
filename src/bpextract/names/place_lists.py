"""Lists of streets and of rivers: which bare names go on one (`đường A, B, C`)."""

import re
from collections.abc import Collection, Iterator, Sequence

from bpextract.annotation import Annotation
from bpextract.lexicons.gazetteer import normal
from bpextract.mentions import PlaceMention

_LISTED = frozenset({"street", "road", "feature"})
_ROADS = frozenset({"street", "road"})
_DASHES = frozenset("-–")
_LEAST_FOLLOWING = 2  # bare names that go on a list


def names_of_lists(
    annotation: Annotation,
    places: Sequence[PlaceMention],
    guessed: Collection[int],
    listed: re.Pattern[str],
    within: re.Pattern[str],
) -> Iterator[tuple[str, str]]:
    """Yield the bare names that go on a list of streets or rivers that a unit word began, and their group: đường Bạch
    Đằng, | Tôn Nữ Ngọc Hoa, Lê Duẩn.

    A single one may be the quarter (đường Phạm Hùng, Mễ Trì Hạ), as may the last where the place that holds it follows.

    Args:
        guessed: where those places start whose level nothing tells.
        listed: what stands between the places of a list.
        within: what stands between a place and the one that holds it.
    """
    for number, place in enumerate(places):
        if place.level is None or place.group not in _LISTED:
            continue
        past = number + 1
        while past < len(places) and places[past].start in guessed and places[past].group == "region":
            joint = annotation.text[places[past - 1].end : places[past].start]
            if joint.strip() in _DASHES or not listed.fullmatch(joint):
                break
            past += 1
        following = places[number + 1 : past]
        after = places[past] if past < len(places) else None
        held = after is not None and within.fullmatch(annotation.text, places[past - 1].end, after.start)
        if len(following) >= _LEAST_FOLLOWING and not (held and after is not None and after.group not in _LISTED):
            group = "street" if place.group in _ROADS else place.group
            yield from ((normal(each.name), group) for each in following)
