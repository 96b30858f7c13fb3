"""The places that a document settles, for bodies that name only their level (`Ủy ban MTTQ tỉnh`, `Công an huyện`), or
that each province has one of (`Sở Y tế`).
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bpextract.lexicons.gazetteer import Gazetteer
from bpextract.lexicons.place_forms import normal
from bpextract.schema import Place
from bpextract.text.folding import fold

_SHARE = 0.7  # of the mentions that lie in any province
PROVINCE, _CITY = "tỉnh", "thành phố"
_LEVEL = re.compile(r"(?:^|\s)(?P<level>tỉnh|thành phố|tp|huyện|quận|thị xã|thị trấn|xã|phường)$", re.IGNORECASE)
_PARTY = re.compile(r"(?:^|\s)(?P<level>tỉnh|thành|huyện|quận|thị)\s+(?:ủy|uỷ)$", re.IGNORECASE)
_WHOLE = {"tp": _CITY, "thành": _CITY, "thị": "thị xã"}


@dataclass(frozen=True, slots=True)
class Seats:
    """The places that bodies of a document have without naming them.

    Attributes:
        of_levels: the place_id that bodies of one level have, by its unit word; home: that of the province.
        provincial: how the name of a body begins, folded, that each province has one of.
    """

    of_levels: Mapping[str, int]
    home: int | None
    provincial: re.Pattern[str]

    def of(self, organization: str | None) -> int | None:
        """Return the place_id of a body that does not name its place; None where nothing tells it."""
        if organization is None:
            return None
        level = level_of(organization)
        if level is not None:
            return self.of_levels.get(level)
        return self.home if self.provincial.match(fold(organization)) is not None else None


def seats_of(places: list[Place], book: Gazetteer, provincial: re.Pattern[str]) -> Seats:
    """Return the seats of bodies: the province that the document settles, and single units of a rank that lie there.

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
    return Seats({level: next(iter(found)) for level, found in units.items() if len(found) == 1}, home, provincial)


def level_of(organization: str) -> str | None:
    """Return the unit word of the level that a body's name ends in without naming the unit: `Công an TP`, thành phố."""
    found = _PARTY.search(organization) or _LEVEL.search(organization)
    level = normal(found["level"]) if found is not None else None
    return _WHOLE.get(level, level) if level is not None else None


def settled_home(places: list[Place], share: float = _SHARE) -> int | None:
    """Return the place_id of the province or city of its rank that most places of the document lie in and that it
    names; else None.

    Args:
        share: the least share of the mentions of places in any province that lie there.
    """
    weights: Counter[str] = Counter()
    for place in places:
        if place.province is not None:
            weights[place.province] += place.n_mentions
    if not weights:
        return None
    name, weight = weights.most_common(1)[0]
    if weight < share * weights.total():
        return None
    named = (p for p in places if p.level_group == "province" and normal(p.name) == normal(name))
    found = next(named, None)
    return None if found is None else found.place_id


def _is_city(place: Place, book: Gazetteer) -> bool:
    unit = book.by_code.get((place.edition or "", place.level_group or "", place.code or ""))
    return unit is not None and normal(unit.unit) == _CITY
