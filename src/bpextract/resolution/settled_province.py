"""The province that a document settles, for bodies that name only their level (`Ủy ban MTTQ tỉnh`, `Tỉnh ủy`)."""

import re
from collections import Counter

from bpextract.lexicons.gazetteer import Gazetteer, normal
from bpextract.schema import Place

_SHARE = 0.7  # of the mentions that lie in any province
_CITY = "thành phố"
_PROVINCIAL = re.compile(r"(?:^|\s)tỉnh(?:\s+ủy)?$|^tỉnh\s+ủy$", re.IGNORECASE)


def settled_province(places: list[Place], book: Gazetteer) -> int | None:
    """Return the place_id of the province that the document settles, unless it is a city of the rank of a province: its
    bodies are not those of "the province".
    """
    home = settled_home(places)
    return None if home is None or _is_city(places[home], book) else home


def settled_home(places: list[Place]) -> int | None:
    """Return the place_id of the province or city of its rank that most places of the document lie in and that it
    names; else None.
    """
    weights: Counter[str] = Counter()
    for place in places:
        if place.province is not None:
            weights[place.province] += place.n_mentions
    if not weights:
        return None
    name, weight = weights.most_common(1)[0]
    if weight < _SHARE * weights.total():
        return None
    named = (p for p in places if p.level_group == "province" and normal(p.name) == normal(name))
    found = next(named, None)
    return None if found is None else found.place_id


def _is_city(place: Place, book: Gazetteer) -> bool:
    unit = book.by_code.get((place.edition or "", place.level_group or "", place.code or ""))
    return unit is not None and normal(unit.unit) == _CITY


def is_provincial(organization: str | None) -> bool:
    """Whether a body's name ends in the level of the province without naming it."""
    return organization is not None and _PROVINCIAL.search(organization) is not None
