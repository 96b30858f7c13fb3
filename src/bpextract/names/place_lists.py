"""Lists of streets and of rivers: which bare names go on one (`đường A, B, C`, `đường A - B - C`)."""

import re
from collections.abc import Collection, Iterator, Sequence

from bpextract.annotation import Annotation
from bpextract.lexicons.gazetteer import gazetteer
from bpextract.lexicons.place_forms import normal
from bpextract.mentions import PlaceMention

_LISTED = frozenset({"street", "road", "feature"})
_ROADS = frozenset({"street", "road"})
_DASHES = frozenset("-–")
_LEAST_FOLLOWING = 2  # bare names that go on a list
_BARE = frozenset({"region", "commune"})  # what a bare name of a street is taken for
_WORDS_OF_A_PERSON = 3
_TOWNS = frozenset({"province", "district"})
_DASH = re.compile(r"(?: kéo dài)?\s?[-–]\s?")


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


def streets_with_dashes(annotation: Annotation, places: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """Yield the bare names that go on a street with dashes between, whatever else is called so: đường Hoàng Quốc Việt -
    | Hoàng Hoa Thám - | Thụy Khuê. One of them is like a person's name, as those of streets are, and communes seldom:
    but đường Hà Nội - Hải Phòng, a road between towns, and đường Phạm Văn Đồng - Cổ Nhuế - Xuân Đỉnh, into communes.
    """
    for number, place in enumerate(places):
        if place.level is None or place.group not in _ROADS or _is_town(place.name):
            continue
        past = number + 1
        while past < len(places):
            before, after = places[past - 1], places[past]
            bare = after.unit_word is None and after.group in _BARE and not _is_town(after.name)
            if not bare or not _DASH.fullmatch(annotation.text, before.end, after.start):
                break
            past += 1
        following = places[number + 1 : past]
        if len(following) >= _LEAST_FOLLOWING and any(map(_like_a_person, following)):
            yield from following


def _like_a_person(place: PlaceMention) -> bool:
    return len(place.name.split()) >= _WORDS_OF_A_PERSON


def _is_town(name: str) -> bool:
    return any(unit.level in _TOWNS for unit in gazetteer().by_name.get(normal(name), ()))
