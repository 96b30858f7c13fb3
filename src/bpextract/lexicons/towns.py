"""Towns abroad with their country and place, from towns.tsv.gz (scripts/build_towns.py; GeoNames, CC BY 4.0)."""

import gzip
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_MUCH_LARGER = 5  # times as many inhabitants as the next town of the name in another country


class Town(NamedTuple):
    """A town: its country (ISO 3166), where it lies in decimal degrees, and its inhabitants."""

    country: str
    lat: float
    lon: float
    population: int


def town_of(name: str, countries: Collection[str], least: int | None) -> Town | None:
    """Return the town that a name means; None where nothing tells which, or where there is none.

    Args:
        name: as it is looked up (`normal`).
        countries: those that the text speaks of. The largest town of the name in them is meant, unless it is much
            smaller than one elsewhere.
        least: inhabitants from which on a town, much larger than others of the name, is meant without its country.
    """
    found = towns().get(name, ())
    here = next((town for town in found if town.country in countries), None)
    if here is not None:
        return here if _MUCH_LARGER * here.population > found[0].population else None  # Valencia in a text on Mỹ
    if not found or least is None:
        return None
    first = found[0]
    others = (town.population for town in found if town.country != first.country)
    return first if first.population >= max(least, _MUCH_LARGER * next(others, 0)) else None


@cache
def towns() -> Mapping[str, tuple[Town, ...]]:
    """Return the towns by looked-up name, the largest first; read when a name is first looked up."""
    data = gzip.decompress(files(__package__).joinpath("towns.tsv.gz").read_bytes()).decode()
    found: dict[str, tuple[Town, ...]] = {}
    for line in data.splitlines()[1:]:
        name, country, lat, lon, population = line.split("\t")
        found[name] = (*found.get(name, ()), Town(country, float(lat), float(lon), int(population)))
    return found
