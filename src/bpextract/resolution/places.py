"""Make the rows of the places table."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from bpextract.annotation import Annotation
from bpextract.entities import Entities
from bpextract.lexicons.gazetteer import HOME, NEW, OLD, Gazetteer, Unit
from bpextract.lexicons.place_forms import normal
from bpextract.lexicons.towns import Town, town_of
from bpextract.mentions import PlaceMention
from bpextract.names.place_chains import is_above
from bpextract.resolution.candidates import spelled
from bpextract.resolution.chains import ancestors
from bpextract.resolution.era import odds
from bpextract.resolution.era_marks import EraWords
from bpextract.resolution.gazetteer_choice import Choice, choose
from bpextract.resolution.place_keys import keys_of, kinds_of_sites
from bpextract.resolution.shared_levels import shared_levels
from bpextract.schema import Place

_COUNTRY, _REGION, _ROAD = "country", "region", "road"
_TOWNS = frozenset({"city", _REGION})  # the groups of names that nothing knows
_TELL_LANDS = frozenset({"country", _REGION, "city"})
_LARGE = 200_000  # inhabitants of towns that are meant without their country
_HOMED = frozenset({_ROAD, "site", "feature"})  # villages and streets of one name are in many provinces
_BEAR_NAMES = frozenset({"country", _REGION, "province", "city"})  # a street may be called Paris


@dataclass(eq=False)
class Entity:
    """A place of the document: its mentions, how it was resolved, and the usual names of countries.

    What is asked of it is worked out once, when it has all of its mentions.
    """

    choice: Choice
    usual: frozenset[str]
    mentions: list[PlaceMention] = field(default_factory=list)
    town: Town | None = None

    @cached_property
    def level_group(self) -> str:
        """The group of the level."""
        unit = self.choice.unit
        return unit.level if unit else "city" if self.town else self.fullest.group

    @cached_property
    def fullest(self) -> PlaceMention:
        """The mention that names the place best: with its unit word, at length; a country by its usual name."""
        return max(self.mentions, key=self._fullness)

    def _fullness(self, mention: PlaceMention) -> tuple[bool, bool, int]:
        unit = self.choice.unit
        usual = (
            normal(mention.name) in self.usual
            if mention.group == _COUNTRY
            else unit is None or unit.name == mention.name
        )
        return usual, bool(mention.level), mention.end - mention.start


def places_records(annotation: Annotation, book: Gazetteer, words: EraWords) -> Entities[Place]:
    """Return the places of the document, in order of first mention; mentions have their ids."""
    return Places(annotation, book, words).records()


class Places:
    """The places of a document on the way to their rows; mentions have their ids."""

    def __init__(self, annotation: Annotation, book: Gazetteer, words: EraWords) -> None:
        self._annotation, self._book = annotation, book
        self._choices = choose(annotation, annotation.places, book, words)
        self._entities: list[Entity] = []
        self._of_mention: dict[int, int] = {}
        self._edition = _edition(annotation, self._choices.values())
        index: dict[tuple[str, ...], int] = {}
        sites = kinds_of_sites(annotation.places, book)
        for mention in annotation.places:
            choice = self._choices[mention.id]
            keys = keys_of(book, mention, choice, sites)
            place_id = next((index[key] for key in keys if key in index), len(self._entities))
            if place_id == len(self._entities):
                self._entities.append(Entity(choice, book.country_names))
            for key in keys:
                index.setdefault(key, place_id)
            self._entities[place_id].mentions.append(mention)
            self._of_mention[mention.id] = place_id
        self._levels = shared_levels(annotation.text, annotation.places, self._choices, book)
        self._find_towns()
        self._of_unit = {one.choice.unit: number for number, one in enumerate(self._entities) if one.choice.unit}
        self._of_country = {
            book.countries.get(normal(one.fullest.name), ""): number
            for number, one in enumerate(self._entities)
            if one.level_group == _COUNTRY
        }

    def _find_towns(self) -> None:
        """Set which places are towns abroad: of names that nothing else knows, and of towns whose country is known."""
        book = self._book
        unknown = [one for one in self._entities if one.choice.unit is None and one.fullest.group in _TOWNS]
        if not unknown:
            return
        large = (one for one in self._entities if one.fullest.group in _TELL_LANDS)
        named = {book.countries.get(normal(one.fullest.name), HOME) for one in large} - {HOME}
        at_home = not named and any(one.choice.unit for one in self._entities)  # Aurora is an estate in TP HCM
        least = None if at_home else _LARGE
        for one in unknown:
            place, name = one.fullest, normal(one.fullest.name)
            own = country(book, place, [above for each in one.mentions for above in ancestors(each)], None)
            if own == HOME or (place.group == _REGION and (own or place.level)) or name in book.borderless:
                continue
            alone = place.group == "city" and own is None
            one.town = town_of(name, named if own is None else {own}, least if alone else None)

    def records(self) -> Entities[Place]:
        """Return the rows."""
        rows = [self._record(number, entity) for number, entity in enumerate(self._entities)]
        return Entities(rows, self._of_mention)

    def _record(self, number: int, entity: Entity) -> Place:
        book, unit, town = self._book, entity.choice.unit, entity.town
        fullest = entity.fullest
        above = next(filter(None, (self._chain(entity, mention) for mention in entity.mentions)), [])
        chosen = (self._choices[place.id].unit for place in above if place.id in self._choices)
        within = unit or next(filter(None, chosen), None)
        current = sole(book.current(unit)) if unit else None
        home = None if within else self._home(entity, above)
        province = book.province(within) if within else home
        return Place(
            place_id=number,
            name=_name(book, entity),
            level=book.whole_word(fullest.level or self._shared_level(entity)),
            level_group=entity.level_group,
            code=unit.code if unit else None,
            edition=unit.edition if unit else None,
            edition_confidence=entity.choice.sure if unit else None,
            country_code=country(book, fullest, above, within or home) or self._land(entity),
            province=province.name if province else None,
            province_inferred=home is not None,
            parent_place_id=self._parent(entity),
            current_code=current.code if current else None,
            current_name=current.full_name if current else None,
            current_province=book.current_province(province).name if province else None,
            lat=float(unit.lat) if unit and unit.lat else town.lat if town else None,
            lon=float(unit.lon) if unit and unit.lon else town.lon if town else None,
            n_mentions=len(entity.mentions),
            mention_id=fullest.id,
            n_candidates=entity.choice.n_candidates,
        )

    def _shared_level(self, entity: Entity) -> str | None:
        """Return the unit word that stands before a list in which a mention is."""
        return next((self._levels[each.id] for each in entity.mentions if each.id in self._levels), None)

    def _land(self, entity: Entity) -> str | None:
        """Return the country of a town abroad, of a known street, site or mountain, or of a region or road at home."""
        if entity.town is not None:
            return entity.town.country
        name = normal(entity.fullest.name)
        land = self._book.lands.get(name) if entity.level_group in _HOMED else None
        if land is None and (entity.level_group == _ROAD or name in self._book.regions):
            return HOME if self._is_at_home(entity) else None
        return land

    def _is_at_home(self, entity: Entity) -> bool:
        """Whether the text names more official units than places abroad, and none of these in a sentence with the
        entity, or no place abroad at all.
        """
        abroad = self._sentences_abroad
        here = (self._annotation.sentence_at(mention.start) for mention in entity.mentions)
        return not abroad or (self._is_of_home and abroad.isdisjoint(here))

    @cached_property
    def _abroad(self) -> list[PlaceMention]:
        """The mentions of places abroad."""
        named = ((country(self._book, one.fullest, [], one.choice.unit), one) for one in self._entities)
        return [mention for code, one in named if code not in (None, HOME) or one.town for mention in one.mentions]

    @cached_property
    def _sentences_abroad(self) -> frozenset[int]:
        """The sentences that name places abroad."""
        return frozenset(self._annotation.sentence_at(mention.start) for mention in self._abroad)

    @cached_property
    def _is_of_home(self) -> bool:
        """Whether the text names official units more often than places abroad."""
        units = sum(len(one.mentions) for one in self._entities if one.choice.unit is not None)
        return units > len(self._abroad)

    def _home(self, entity: Entity, above: list[PlaceMention]) -> Unit | None:
        """Return the province that a known street, site or mountain lies in, where its chain names no other place."""
        known = entity.level_group in _HOMED and not above
        return self._book.home(entity.fullest.name, self._edition) if known else None

    def _parent(self, entity: Entity) -> int | None:
        """Return the place_id of the nearest place that may hold `entity`."""
        holders = (number for number in self._holders(entity) if number is not None and self._holds(number, entity))
        return next(holders, None)

    def _holders(self, entity: Entity) -> Iterator[int | None]:
        """Yield the places in which `entity` lies: as its mentions' chains name them, then of those of the text, as
        official units or its country tell.
        """
        book, unit = self._book, entity.choice.unit
        for mention in entity.mentions:
            yield from (self._of_mention.get(above.id) for above in ancestors(mention))
        if unit is not None:
            yield from (self._of_unit.get(above) for above in book.holders(unit))
        elif (home := self._home(entity, [])) is not None:
            yield self._of_unit.get(home)
        code = country(book, entity.fullest, [], unit) or self._land(entity) or ""
        if normal(entity.fullest.name) not in book.realms:
            yield self._of_country.get(code)

    def _chain(self, entity: Entity, mention: PlaceMention) -> list[PlaceMention]:
        """Return the places that a mention's chain names and that may hold it: not Hà Nội - Siem Reap | - Hà Nội."""
        return [above for above in ancestors(mention) if self._holds(self._of_mention.get(above.id), entity)]

    def _holds(self, number: int | None, entity: Entity) -> bool:
        return number is None or holds(self._book, self._entities[number], entity)


def _edition(annotation: Annotation, choices: Iterable[Choice]) -> str:
    """Return the edition of units that a text mostly speaks of."""
    if annotation.published is not None:
        return OLD if odds(annotation, {}) < 0 else NEW
    editions = Counter(choice.unit.edition for choice in choices if choice.unit is not None)
    return OLD if editions[OLD] > editions[NEW] else NEW


def _name(book: Gazetteer, entity: Entity) -> str:
    """Return the name without its unit word, which a number needs to be a name (`Quận 7`, `tổ 6`), as do the middle and
    the sides of a country (`miền trung Thái Lan`).
    """
    fullest, unit = entity.fullest, entity.choice.unit
    if fullest.level and entity.level_group == _REGION and book.is_part(fullest.name):
        return f"{fullest.level} {fullest.name}"
    if fullest.name.isdigit() and fullest.level:
        own = unit is not None and unit.name.endswith(fullest.name)
        return unit.full_name if unit is not None and own else f"{spelled(book, fullest.level)} {fullest.name}"
    return book.written_out(fullest.name, entity.level_group)


def country(book: Gazetteer, place: PlaceMention, chain: list[PlaceMention], within: Unit | None) -> str | None:
    """Return the ISO code of the country of a place: by the unit it lies in, its own name, or what its chain names."""
    if within is not None:
        return HOME
    own = place.group in _BEAR_NAMES or (place.group == "feature" and place.unit_word is None)  # Cát Bà
    named = [place, *chain] if own else chain
    return next((code for each in named if (code := book.country_of(each.name, each.group))), None)


def holds(book: Gazetteer, above: Entity, below: Entity) -> bool:
    """Whether `above` may hold `below`: it is of a higher level, and official units agree.

    So no place is its own ancestor.
    """
    if not is_above(above.level_group, below.level_group):
        return False
    unit, over = below.choice.unit, above.choice.unit
    if unit is None:
        if below.level_group == _REGION and normal(below.fullest.name) in book.borderless:
            return False  # đối tác phương Tây của | Nga
        own, other = (country(book, one.fullest, [], one.choice.unit) for one in (below, above))
        return own is None or other is None or own == other  # tại Chisinau, | Italy thắng
    if above.level_group == _COUNTRY:
        return book.countries.get(normal(above.fullest.name)) == HOME
    return over is None or over.edition != unit.edition or over in book.parents(unit)


def sole(units: list[Unit]) -> Unit | None:
    """Return the one unit; None for a unit that was divided (`bpextract.places.to_current` lists its heirs)."""
    return units[0] if len(units) == 1 else None
