"""The places that a document settles, for bodies that name only their level (`Ủy ban MTTQ tỉnh`, `Công an huyện`)."""

import re
from collections import Counter
from collections.abc import Mapping

from bpextract.lexicons.gazetteer import Gazetteer, normal
from bpextract.schema import Place

_SHARE = 0.7  # of the mentions that lie in any province
PROVINCE, _CITY = "tỉnh", "thành phố"
_LEVEL = re.compile(r"(?:^|\s)(?P<level>tỉnh|thành phố|tp|huyện|quận|thị xã|thị trấn|xã|phường)$", re.IGNORECASE)
_PARTY = re.compile(r"(?:^|\s)(?P<level>tỉnh|thành|huyện|quận|thị)\s+(?:ủy|uỷ)$", re.IGNORECASE)
_WHOLE = {"tp": _CITY, "thành": _CITY, "thị": "thị xã"}


def seats_of_levels(places: list[Place], book: Gazetteer) -> Mapping[str, int]:
    """Return the place_id that bodies of one level have, by the unit word of the level: that of the province that the
    document settles, and of the single unit of its rank that lies there.

    A city of the rank of a province is no province, and settles `thành phố` unless a city in a province is named, too.
    """
    home = settled_home(places)
    units: dict[str, set[int]] = {}
    for place in places:
        unit = book.by_code.get((place.edition or "", place.level_group or "", place.code or ""))
        own = home is None or place.province == places[home].name
        if unit is not None and place.level_group != "province" and own:
            units.setdefault(normal(unit.unit), set()).add(place.place_id)
    if home is not None:
        units.setdefault(_CITY if _is_city(places[home], book) else PROVINCE, set()).add(home)
    return {level: next(iter(found)) for level, found in units.items() if len(found) == 1}


def level_of(organization: str | None) -> str | None:
    """Return the unit word of the level that a body's name ends in without naming the unit: `Công an TP`, thành phố."""
    if organization is None:
        return None
    found = _PARTY.search(organization) or _LEVEL.search(organization)
    level = normal(found["level"]) if found is not None else None
    return _WHOLE.get(level, level) if level is not None else None


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
