"""The level of places without a unit word: by their list, by what the text says of the name elsewhere; and chains."""

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise

from bpextract.annotation import Annotation
from bpextract.decision.list_openers import ListOpeners
from bpextract.lexicons.alternation import Kinds
from bpextract.lexicons.gazetteer import REFORM
from bpextract.lexicons.place_forms import normal
from bpextract.mentions import PlaceMention
from bpextract.names.house_numbers import HouseNumbers
from bpextract.names.place_chains import link_chains
from bpextract.names.place_lists import names_of_lists, streets_with_dashes
from bpextract.text.syllables import is_syllable

_LOCAL = frozenset({"district", "commune", "village", "feature", "site", "city", "province"})
_UNITS = frozenset({"district", "commune", "village", "city", "province"})  # a lake or a state is not the city
_LONGEST_JOINT = 15  # characters between a place and the one it lies in
_ROADS = frozenset({"street", "road"})
_DASHES = frozenset("-–")


class PlacePatterns:
    """What the lexicon place_words says before and between places.

    Attributes:
        plurals: words before the names of several places.
        listed: what stands between the items of a list of places.
        within: what stands between a place and the one it lies in.
        houses: what tells a street by the number of a house before it.
        part: a direction before the name of what it is a part of (Bắc | London).
    """

    def __init__(self, words: Kinds, units: Mapping[str, str]) -> None:
        """Compile the patterns; `units` are unit words with their groups."""
        self.openers = ListOpeners(words, units)
        self.plurals = words.of("plural")
        self.listed = re.compile(rf" ?(?:,|;|/| {words.any_of('list')}| -| –)(?: ?các)? ?")
        era = words.any_of("era")
        self.within = re.compile(rf"(?: {era}(?=,)| ?\({era}\))? ?(?:,|\(|-|–| {words.any_of('within')}) ?(?:thuộc )?")
        self.language = re.compile(rf" {words.any_of('language')}(?!\w)")
        self.part = re.compile(rf"{words.any_of('direction')} ")
        self.houses = HouseNumbers(words, [form for form, group in units.items() if group in _LOCAL])


def settle(annotation: Annotation, places: list[PlaceMention], patterns: PlacePatterns) -> None:
    """Give places without a unit word their level, by their list and what the text says elsewhere; link chains."""
    levels, foreign = _levels_by_name(places), _foreign_levels(places)
    tokens = annotation.tokens
    districts = annotation.published is None or annotation.published < REFORM
    guessed: set[int] = set()
    for number, place in enumerate(places):
        before = places[number - 1] if number else None
        if place.unit_word is None and before is not None and _goes_on(annotation.text, before, place, patterns):
            place.group, place.plural = before.group, True  # các huyện A, B và C
        elif place.unit_word is None and (group := patterns.openers.group_before(tokens, tokens.at(place.start))):
            place.group, place.plural = group, True  # các tuyến đường như | A, B và C
        elif place.unit_word is None:
            name = normal(place.name)
            if name in levels and not _is_another(place.group, levels[name][1], districts=districts):
                place.implied_level, place.group = levels[name]
            elif not place.group and name in foreign:
                place.implied_level, place.group = foreign[name]
            elif not place.group:
                part = patterns.part.match(name) is not None
                place.group = "region" if part or all(map(is_syllable, name.split())) else "city"
                guessed.add(place.start)
    listed = dict(names_of_lists(annotation, places, guessed, patterns.listed, patterns.within))
    for place in places:
        if place.start in guessed and place.group == "region":
            place.group = listed.get(normal(place.name), place.group)
    for place in [*streets_with_dashes(annotation, places)]:
        place.group = "street"
    joined = [
        (place, after)
        for place, after in pairwise(places)
        if place.end <= after.start <= place.end + _LONGEST_JOINT
        and patterns.within.fullmatch(annotation.text, place.end, after.start)
        and not _is_beside(annotation.text[place.end : after.start], place, after, guessed)
    ]
    link_chains(joined, guessed)
    streets = {normal(place.name) for place in places if place.level is not None and place.group in _ROADS}
    for place in places:
        told = (
            place.unit_word is not None or place.plural or place.implied_level is not None or place.parent is not None
        )
        if place.group == "commune" and not told and normal(place.name) in streets:
            place.group = "street"  # phố Trần Phú …, ngã tư | Trần Phú - Lê Lợi


def _goes_on(text: str, before: PlaceMention, place: PlaceMention, patterns: PlacePatterns) -> bool:
    """Whether a place is the next one of the list that the one before it is of: các huyện A, | B; but not where the
    latter lies: các sân bay Cát Bi - | Hải Phòng, …
    """
    if not before.plural or patterns.listed.fullmatch(text, before.end, place.start) is None:
        return False
    return place.group != "province" or text[before.end : place.start].strip() not in _DASHES


def _is_another(group: str, given: str, *, districts: bool) -> bool:
    """Whether a bare name that is known to be of a group means something else than what the text names so with a unit
    word: Phan Thiết is the town though `sân bay Phan Thiết` is named, too; but Sơn Trà is `bán đảo Sơn Trà`.

    Args:
        group: that of the bare name; given: that of the unit word.
        districts: whether there are districts at the time of the text.
    """
    return group in ("country", "province") or (districts and group == "district" and given == "site")


def _is_beside(joint: str, place: PlaceMention, after: PlaceMention, guessed: Collection[int]) -> bool:
    """Whether a joint that may lead into a greater place does not, as nothing tells that the second is greater.

    A dash stands between the ends of a road or two streets that cross, and brackets hold another name of a river.
    """
    if joint.strip() in _DASHES:
        return place.group in _ROADS or after.start in guessed
    return "(" in joint and place.group == "feature" and after.start in guessed


def _levels_by_name(places: Iterable[PlaceMention]) -> Mapping[str, tuple[str, str]]:
    """Return the unit word and the group of names that the text gives with a unit word."""
    return {
        normal(place.name): (place.level, place.group)
        for place in places
        if place.level is not None and place.group in _LOCAL and " " in place.name
    }


def _foreign_levels(places: Iterable[PlaceMention]) -> Mapping[str, tuple[str, str]]:
    """Return the unit word and the group of foreign names that the text gives with one unit word: `hạt Milam`."""
    found: dict[str, set[tuple[str, str]]] = {}
    for place in places:
        name = normal(place.name)
        if (
            place.level is not None
            and place.group in _UNITS
            and not all(map(is_syllable, name.replace("-", " ").split()))
        ):
            found.setdefault(name, set()).add((place.level, place.group))
    return {name: next(iter(levels)) for name, levels in found.items() if len(levels) == 1}
