"""Where streets, villages, sites and the like lie of which nothing beside them tells it: where the text plays."""

from dataclasses import replace

from bpextract.entities import Entities
from bpextract.lexicons.gazetteer import HOME, Gazetteer
from bpextract.lexicons.place_forms import normal
from bpextract.names.place_chains import is_above
from bpextract.resolution.settled_province import settled_home
from bpextract.schema import Place
from bpextract.text.syllables import is_syllable

_SURE = 0.9  # with which all of 130 streets, villages and sites whose province is named beside them lie in that one
_LEAST = 3  # mentions of places in a country that a text is about
_SMALL = frozenset({"street", "village", "site", "commune", "feature"})
_BUILT = frozenset({"street", "site"})


def with_settled_places(places: Entities[Place], book: Gazetteer) -> Entities[Place]:
    """Return the places, the small ones of which nothing tells where they lie with what the text settles: the province
    that nearly all others lie in, else the one foreign country of which it speaks.

    They have a name in Vietnamese syllables or, where no other country is named, a unit word (`tòa tháp Ruby`); canals
    and lakes have both. Rivers, islands and mountains are named from anywhere, and have none. A text that is as much
    about another country settles no province.
    """
    rows = places.records
    home = _home(rows)
    abroad = {place.country_code for place in rows if place.country_code not in (None, HOME)}
    if home is not None:
        own = sum(place.n_mentions for place in rows if place.province == home.province)
        foreign = sum(place.n_mentions for place in rows if place.country_code in abroad)
        if own <= foreign:
            return places
        found = [_in_home(p, home) if _may_lie(p, book, any_name=not abroad) else p for p in rows]
        return Entities(found, places.of_mention)
    land = next((place for place in rows if place.level_group == "country" and place.country_code != HOME), None)
    in_it = [place for place in rows if place.country_code is not None]
    told = sum(place.n_mentions for place in in_it) >= _LEAST and len(in_it) > 1  # the country, and a place of it
    if land is None or len(abroad) > 1 or not told or any(place.country_code == HOME for place in rows):
        return places
    found = [_abroad(place, land) if _may_lie_abroad(place) else place for place in rows]
    return Entities(found, places.of_mention)


def _home(rows: list[Place]) -> Place | None:
    """Return the province that nearly all places of Viet Nam lie in, else the only unit, where it is named twice."""
    number = settled_home(rows, _SURE)
    if number is not None:
        return rows[number]
    units = [place for place in rows if place.code is not None]
    only = len({place.province for place in rows if place.province is not None}) == 1
    return units[0] if only and len(units) == 1 and units[0].n_mentions > 1 else None


def _may_lie(place: Place, book: Gazetteer, *, any_name: bool) -> bool:
    """Whether a place is a small one of this country, of which nothing tells the province."""
    if place.province is not None or place.country_code is not None or place.level_group not in _SMALL:
        return False
    name = normal(place.name)
    if place.level_group == "feature":
        near = place.level is not None and place.level not in book.wide
        return near and name not in book.known and _is_ours(name)
    return (any_name and place.level is not None) or _is_ours(name)


def _is_ours(name: str) -> bool:
    """Whether a name is in Vietnamese syllables and numbers."""
    return all(is_syllable(word) or not word.isalpha() for word in name.split())


def _may_lie_abroad(place: Place) -> bool:
    """Whether a place is a site or a street with a foreign name of which nothing tells the country."""
    return place.country_code is None and place.level_group in _BUILT and not _is_ours(normal(place.name))


def _in_home(place: Place, home: Place) -> Place:
    held = _held_by(home, place) if home.level_group == "province" else place
    return replace(
        held,
        country_code=HOME,
        province=home.province,
        province_inferred=True,
        current_province=home.current_province,
    )


def _abroad(place: Place, land: Place) -> Place:
    return replace(_held_by(land, place), country_code=land.country_code)


def _held_by(holder: Place, place: Place) -> Place:
    """Return a place that lies in another one, unless it lies in one already or is of the same level."""
    may = place.parent_place_id is None and is_above(holder.level_group or "", place.level_group or "")
    return replace(place, parent_place_id=holder.place_id) if may else place
