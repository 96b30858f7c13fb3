"""Where streets, villages, sites and the like lie of which nothing beside them tells it: where the text plays."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from bpextract.entities import Entities
from bpextract.lexicons.gazetteer import HOME, Gazetteer, normal
from bpextract.names.place_chains import is_above
from bpextract.resolution.settled_province import settled_home
from bpextract.schema import Place
from bpextract.text.syllables import is_syllable

_SURE = 0.9  # with which all of 130 streets, villages and sites whose province is named beside them lie in that one
_LEAST = 3  # mentions of places in a country that a text is about
_SMALL = frozenset({"street", "village", "site", "commune", "feature"})


def with_settled_places(places: Entities[Place], book: Gazetteer) -> Entities[Place]:
    """Return the places, the small ones of which nothing tells where they lie with what the text settles: the province
    that nearly all others lie in, else the one foreign country of which it speaks.

    They have a name in Vietnamese syllables or, where no other country is named, a unit word (`tòa tháp Ruby`); rivers
    and mountains always have one (Biển Đông lies nowhere). A text that is as much about another country settles none.
    """
    rows = places.records
    home = _home(rows)
    abroad = Counter(place.country_code for place in _of_countries(rows) if place.country_code != HOME)
    if home is not None:
        own = sum(place.n_mentions for place in rows if place.province == home.province)
        foreign = sum(place.n_mentions for place in rows if place.country_code in abroad)
        if own <= foreign:
            return places
        found = [_in_home(p, home) if _may_lie(p, book, any_name=not abroad) else p for p in rows]
        return Entities(found, places.of_mention)
    land = next((place for place in rows if place.level_group == "country" and place.country_code != HOME), None)
    own = sum(place.n_mentions for place in _of_countries(rows))
    if land is None or len(abroad) > 1 or own < _LEAST or any(p.country_code == HOME for p in rows):
        return places
    return Entities(
        [_abroad(place, land) if _may_lie_abroad(place, book) else place for place in rows], places.of_mention
    )


def _of_countries(rows: Iterable[Place]) -> list[Place]:
    return [place for place in rows if place.country_code is not None]


def _home(rows: list[Place]) -> Place | None:
    """Return the province that nearly all places of Viet Nam lie in, else the only unit of it that is named."""
    number = settled_home(rows, _SURE)
    if number is not None:
        return rows[number]
    units = [place for place in rows if place.code is not None]
    only = len({place.province for place in rows if place.province is not None}) == 1
    return units[0] if only and len(units) == 1 else None


def _may_lie(place: Place, book: Gazetteer, *, any_name: bool) -> bool:
    """Whether a place is a small one of this country, of which nothing tells the province."""
    if place.province is not None or place.country_code is not None or place.level_group not in _SMALL:
        return False
    if place.level_group == "feature" and (place.level is None or normal(place.name) in book.directions):
        return False  # biển | Đông
    if any_name and place.level is not None:
        return True
    return all(is_syllable(word) or not word.isalpha() for word in normal(place.name).split())


def _may_lie_abroad(place: Place, book: Gazetteer) -> bool:
    """Whether a place is a small one or a town of which nothing tells the country."""
    if place.country_code is not None or place.level_group not in _SMALL | {"city"}:
        return False
    return place.level_group != "feature" or (place.level is not None and normal(place.name) not in book.directions)


def _in_home(place: Place, home: Place) -> Place:
    return replace(
        _held_by(home, place),
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
