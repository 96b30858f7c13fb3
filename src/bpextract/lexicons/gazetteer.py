"""The official units of Viet Nam before and since 1 July 2025, from gazetteer.tsv.gz (scripts/build_gazetteer.py)."""

import gzip
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from bpextract.lexicons import schemas
from bpextract.lexicons.alternation import Kinds
from bpextract.lexicons.place_forms import DASH, DASHES, key, normal
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.text.folding import fold

OLD, NEW = "old", "new"
HOME = "VN"  # the ISO code of the country of all units
REFORM = date(2025, 7, 1)  # from which on there are no districts
_SMALL = frozenset({"street", "road", "site", "feature", "village"})  # what may be called as a town elsewhere


class Unit(NamedTuple):
    """An official unit. Codes are unique only within an edition and a level (`old` 15 is Yên Bái, `new` 15 Lào Cai).

    Attributes:
        edition: `old` (before 1 July 2025) or `new`.
        level: province, district or commune.
        unit: the unit word in lower case (xã); name: without it.
        parent: the code of the unit it lies in, one level up; empty for a province.
        lat, lon: decimal degrees, empty where not known.
        current: codes of the units it became, the main heir first; empty for districts and new units.
        aliases: keys (see `key`) of former units that it took in, with or without their unit word.

    Examples:
        >>> unit = bp.places.units("new", "province")[0]
        >>> unit.code, unit.full_name
        ('01', 'thành phố Hà Nội')
    """

    edition: str
    level: str
    code: str
    unit: str
    name: str
    parent: str
    lat: str
    lon: str
    current: str
    aliases: str

    @property
    def full_name(self) -> str:
        return f"{self.unit} {self.name}"


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """All units, and the other names that a vocabulary has for them. Pickles as those names alone.

    Attributes:
        by_code: by edition, level and code; by_name: by looked-up name, of today's with a dash by its first part, too.
        aliases: names in the gazetteer by other name and level; short: those that are written out in the tables.
        countries: the ISO code of the country of places abroad, by looked-up name.
        country_names: the looked-up names of countries that are the usual ones (Hoa Kỳ rather than Mỹ).
        unit_words: the unit words of units, by other ones that stand for them (tp, thủ đô).
        short_words: the short ones among these.
        borderless: the looked-up names of regions that lie in no one country (châu Âu, Trung Đông).
        directions: those that may stand before the name of a country (đông Trung Quốc), and its middle.
        wide: unit words of nature that texts name from anywhere (sông, đảo).
        regions: of Việt Nam, which texts name without it (miền Trung).
        realms: countries that the place whose name stands for their state does not hold (Scotland; Anh).
        homes: the province, as it was called before the reform, of streets, sites and mountains, by looked-up name.
        lands: the ISO code of the country of such places.
        known: the looked-up names of places that lie in no one province, or of which it is not told.
    """

    by_code: dict[tuple[str, str, str], Unit]
    by_name: dict[str, list[Unit]]
    aliases: dict[tuple[str, str], str]
    short: frozenset[tuple[str, str]]
    countries: dict[str, str]
    country_names: frozenset[str]
    unit_words: dict[str, str]
    short_words: frozenset[str]
    borderless: frozenset[str]
    directions: frozenset[str]
    wide: frozenset[str]
    regions: frozenset[str]
    realms: frozenset[str]
    homes: dict[str, str]
    lands: dict[str, str]
    known: frozenset[str]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "Gazetteer":
        """Return the packaged units with the other names and the countries of the vocabulary."""
        others, units = vocabulary.entries(schemas.PLACE_ALIASES), vocabulary.entries(schemas.PLACE_UNITS)
        names, places = vocabulary.entries(schemas.PLACE_NAMES), vocabulary.entries(schemas.PLACES)
        countries = vocabulary.entries(schemas.COUNTRIES)
        small = [entry for entry in names if entry["group"] in _SMALL]
        abroad = [*(entry for entry in names if entry["group"] not in _SMALL), *places, *countries]
        regions = (entry for entry in places if entry["group"] == "region" and not entry["country"])
        words = Kinds(vocabulary.entries(schemas.PLACE_WORDS))
        untold = [*places, *(entry for entry in names if not entry["province"])]
        return _with(
            {
                "aliases": {(normal(entry["form"]), entry["level"]): entry["name"] for entry in others},
                "short": frozenset((normal(e["form"]), e["level"]) for e in others if e["use"] == "short"),
                "countries": _by_form(abroad, "country"),
                "country_names": _forms(countries),
                "unit_words": {entry["form"]: entry["official"] for entry in units if entry["official"]},
                "short_words": frozenset(entry["form"] for entry in units if entry["short"]),
                "borderless": _forms(regions),
                "directions": frozenset(words.of("direction", "middle")),
                "wide": frozenset(words.of("wide")),
                "regions": frozenset(words.of("home")),
                "realms": frozenset(words.of("realm")),
                "homes": _by_form(names, "province"),
                "lands": _by_form(small, "country"),
                "known": _forms(untold),
            }
        )

    def __reduce__(self) -> "tuple[Callable[..., Gazetteer], tuple[Any, ...]]":
        own = [field.name for field in fields(self) if field.name not in ("by_code", "by_name")]
        return _with, ({name: getattr(self, name) for name in own},)

    def written_out(self, name: str, level: str) -> str:
        """Return the name for which a short form of the lexicon stands (`HCM`); any other name as it is."""
        short = normal(name), level
        return self.aliases[short] if short in self.short else name

    def whole_word(self, word: str | None) -> str | None:
        """Return the unit word for which a short one stands (`tp`); any other as it is."""
        return self.unit_words[word] if word in self.short_words else word

    def country_of(self, name: str, group: str) -> str | None:
        """Return the ISO code of the country of a place by its name, also of a region that is part of one, as `đông
        Trung Quốc` is (but Đông Đức was a country).
        """
        looked_up = normal(name)
        found = self.countries.get(looked_up)
        return self._of_part(looked_up) if found is None and group == "region" else found

    def is_part(self, name: str) -> bool:
        """Whether the name is that of a part of a country by a direction (`đông Trung Quốc`)."""
        return any(rest in self.country_names for rest in self._behind_directions(normal(name)))

    def _of_part(self, looked_up: str) -> str | None:
        if looked_up in self.borderless:
            return None
        return next(filter(None, map(self.countries.get, self._behind_directions(looked_up))), None)

    def _behind_directions(self, looked_up: str) -> list[str]:
        """Return the words behind one or two that are a direction."""
        words = looked_up.split(" ", 2)
        parts = (past for past in (1, 2) if len(words) > past and " ".join(words[:past]) in self.directions)
        return [" ".join(words[past:]) for past in parts]

    def home(self, name: str, edition: str) -> Unit | None:
        """Return the province of an edition in which a street, site or mountain lies, where its name is known."""
        province = self.homes.get(normal(name))
        units = self.named(province, "province", None, OLD) if province else []
        if not units:
            return None
        return self.current_province(units[0]) if edition == NEW else units[0]

    def parents(self, unit: Unit) -> list[Unit]:
        """Return the units that hold `unit`, nearest first."""
        found: list[Unit] = []
        while unit.parent:
            level = "district" if unit.level == "commune" and unit.edition == OLD else "province"
            unit = self.by_code[unit.edition, level, unit.parent]
            found.append(unit)
        return found

    def province(self, unit: Unit) -> Unit:
        """Return the province of `unit` (itself, for a province)."""
        return next(reversed(self.parents(unit)), unit)

    def current(self, unit: Unit) -> list[Unit]:
        """Return the units of the new edition that `unit` became, the main heir first; none for a district."""
        if unit.edition == NEW:
            return [unit]
        return [self.by_code[NEW, unit.level, code] for code in unit.current.split(",") if code]

    def current_province(self, unit: Unit) -> Unit:
        """Return the province of the new edition in which `unit` lies today."""
        return self.current(self.province(unit))[0]

    def named(self, name: str, level: str, unit: str | None, edition: str) -> list[Unit]:
        """Return the units of a level and an edition that bear a name; those of the unit word alone, where any do.

        A name that is not found as written is sought without its marks (`Chư Pah`, `Chư Păh`), then as that of a
        former unit which one of today's took in.
        """
        for units in self.sought(name, level, unit):
            found = [each for each in units if each.edition == edition]
            if found:
                return [each for each in found if each.unit == unit] or found
        return []

    def sought(self, name: str, level: str, unit: str | None) -> Iterator[list[Unit]]:
        """Yield the units of a level by ever looser readings of a name, as `named` tells; of both editions."""
        name = normal(name)
        alias = self.aliases.get((name, level))
        yield [each for each in self.by_name.get(normal(alias) if alias else name, ()) if each.level == level]
        yield [each for each in plain_names().get(key(name), ()) if each.level == level]
        yield [each for each in former_names().get(key((unit or "") + name), ()) if each.level == level]

    def holders(self, unit: Unit) -> Iterator[Unit]:
        """Yield the units that `unit` lies in, nearest first: of its own edition, then of the other.

        A unit of before lies in a province of today where that has the name of its own.
        """
        yield from self.parents(unit)
        if unit.edition == NEW:
            for former in formers().get(unit, ()):
                yield from self.parents(former)
        elif (current := self.current_province(unit)).name == self.province(unit).name:
            yield current

    def lies_in(self, unit: Unit, other: Unit) -> bool:
        """Whether `unit` lies in `other`; of a unit of today and one of before, whether any that it took in did."""
        if unit.edition == other.edition:
            return other in self.parents(unit)
        if unit.edition == NEW:
            return any(other in self.parents(each) for each in formers().get(unit, ()))
        return other.level == "province" and self.current_province(unit) == other


@cache
def formers() -> dict[Unit, list[Unit]]:
    """Return the units of before the reform that each of today's took in; made when first asked for."""
    book, found = gazetteer(), dict[Unit, list[Unit]]()
    for unit in book.by_code.values():
        if unit.edition == OLD:
            for heir in book.current(unit):
                found.setdefault(heir, []).append(unit)
    return found


@cache
def plain_names() -> dict[str, list[Unit]]:
    """Return the units by the keys of their names; made when a name is first not found as written."""
    found: dict[str, list[Unit]] = {}
    for name, units in gazetteer().by_name.items():
        found.setdefault(key(name), []).extend(units)
    return found


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer with the packaged other names; read once, when first asked for."""
    return Gazetteer.of(Vocabulary())


def _with(names: dict[str, Any]) -> Gazetteer:
    """Return the packaged units with the attributes that a vocabulary tells."""
    by_code, by_name = _units()
    return Gazetteer(by_code=by_code, by_name=by_name, **names)


def _forms(entries: Iterable[Mapping[str, str]]) -> frozenset[str]:
    return frozenset(normal(entry["form"]) for entry in entries)


def _by_form(entries: Iterable[Mapping[str, str]], column: str) -> dict[str, str]:
    """Return what a column tells, by looked-up name; of several entries the last."""
    return {normal(entry["form"]): entry[column] for entry in entries if entry[column]}


@cache
def _units() -> tuple[dict[tuple[str, str, str], Unit], dict[str, list[Unit]]]:
    """Return the packaged units by code and by name."""
    data = gzip.decompress(files(__package__).joinpath("gazetteer.tsv.gz").read_bytes()).decode()
    units = [Unit._make(line.split("\t")) for line in data.splitlines()[1:]]
    by_name: dict[str, list[Unit]] = {}
    # All names are folded at once, which takes a third of the time: they have single blanks alone.
    folded = fold("\n".join(unit.name for unit in units).translate(DASHES).replace(DASH, "-")).split("\n")
    for unit, name in zip(units, folded, strict=True):
        by_name.setdefault(name, []).append(unit)
        if unit.edition == NEW and DASH in unit.name:  # phường Xuân Hương, of Xuân Hương - Đà Lạt
            by_name.setdefault(normal(unit.name.split(DASH)[0]), []).append(unit)
    return {(unit.edition, unit.level, unit.code): unit for unit in units}, by_name


@cache
def former_names() -> dict[str, list[Unit]]:
    """Return the units by the keys of former units that they took in; made when a name is first not found."""
    found: dict[str, list[Unit]] = {}
    for unit in gazetteer().by_code.values():
        for alias in unit.aliases.split(","):
            if alias:
                found.setdefault(alias, []).append(unit)
    return found
