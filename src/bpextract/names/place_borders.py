"""Borders of places: official names with a dash (`phường Xuân Hương – Đà Lạt`), and unit words with a capital."""

import re
from collections.abc import Sequence
from functools import cache

from bpextract.annotation import Annotation
from bpextract.lexicons.gazetteer import gazetteer
from bpextract.lexicons.place_forms import normal
from bpextract.mentions import PlaceMention

_DASH = re.compile(r" ?[-–—] ?")


@cache
def dashed_names() -> dict[str, list[str]]:
    """Return what follows the dash in names of official units, by what stands before it; both as looked up."""
    found: dict[str, list[str]] = {}
    for name in gazetteer().by_name:
        first, dash, rest = name.partition("-")
        if dash:
            found.setdefault(first, []).append(rest)
    return found


def with_dashes(annotation: Annotation, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Return the places, those with a unit word extended over the rest of an official name with a dash.

    What the rest was alone is dropped. No place comes to cross the border of another name.
    """
    kept: list[PlaceMention] = []
    for place in places:
        if kept and place.start < kept[-1].end:
            continue
        end = _full_end(annotation, place)
        if end > place.end and not _crosses(annotation, place, end):
            place.name += annotation.text[place.end : end]
            place.end = end
        kept.append(place)
    return kept


def told_units(places: list[PlaceMention]) -> list[PlaceMention]:
    """Return the places, those whose first word has a capital but stands before the same name elsewhere as a unit word
    parted from it: `Rạch Bà Lớn bị ngập. Hai bên rạch | Bà Lớn …`. A single syllable tells too little (Hồ Tây).
    """
    told = {(place.level, normal(place.name)): place.group for place in places if place.level and " " in place.name}
    for place in places if told else ():
        first, _, rest = place.name.partition(" ")
        if place.level is None and (group := told.get((first.lower(), normal(rest)))) is not None:
            place.level, place.name, place.group = first.lower(), rest, group
    return places


def _full_end(annotation: Annotation, place: PlaceMention) -> int:
    """Return where the official name ends that begins with the place's; its own end, where there is none."""
    dash = _DASH.match(annotation.text, place.end) if place.level is not None else None
    if dash is None:
        return place.end
    for rest in dashed_names().get(normal(place.name), ()):
        end = dash.end() + len(rest)
        if annotation.folded.startswith(rest, dash.end()) and not annotation.folded[end : end + 1].isalpha():
            return end
    return place.end


def _crosses(annotation: Annotation, place: PlaceMention, end: int) -> bool:
    """Whether the place, extended to `end`, would cross the border of another name (UBND phường A - B, of A alone)."""
    tokens = annotation.tokens
    spans = ((tokens.starts[name.start], tokens.ends[name.end - 1]) for name in annotation.names)
    return any(first < place.end < past < end or place.end <= first < end < past for first, past in spans) or any(
        tokens.starts[name.start] < place.start and tokens.ends[name.end - 1] == place.end for name in annotation.names
    )
