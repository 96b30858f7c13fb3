"""What is read of a place's name: its unit word, its level, the list it stands in, and the place that holds it."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from bpextract.annotation import Annotation
from bpextract.decision.list_openers import ListOpeners
from bpextract.finder import Finder
from bpextract.lexicons import schemas
from bpextract.lexicons.alternation import Kinds
from bpextract.lexicons.gazetteer import gazetteer, normal
from bpextract.lexicons.matching import EndingTrie, PhraseTrie
from bpextract.mentions import Mention, Name, PlaceMention
from bpextract.names.house_numbers import HouseNumbers
from bpextract.names.place_borders import told_units, with_dashes
from bpextract.names.place_chains import link_chains
from bpextract.names.place_directions import DirectionPatterns, is_direction
from bpextract.names.place_lists import names_of_lists, streets_with_dashes
from bpextract.text.syllables import is_syllable

_LOCAL = frozenset({"district", "commune", "village", "feature", "site", "city", "province"})
_KNOWN = frozenset({"country", "region", "feature"})  # whatever a body before it tells (Bộ đội Biên phòng Việt Nam)
_WHOLE = frozenset({"feature", "province", "country"})
_WITHOUT_NUMBER = frozenset({"province", "country"})  # no name of theirs ends in a number
_LONGEST_UNIT = 5
_LONGEST_SHORT = 3  # tokens of a short form with its brackets
_RANK = {"province": 0, "district": 1, "commune": 2}
_GUESSED = frozenset({"commune", "district"})  # so many names that a house number before them tells more
_UNITS = frozenset({"district", "commune", "village", "city", "province"})  # a lake or a state is not the city
_OFFICIAL = frozenset({"province", "district", "commune"})
_BUILT = frozenset({"site", "street", "road"})
_IN_NAMES = frozenset({"feature", "site", "village"})  # what a unit word tells that is part of a name
_LONGEST_JOINT = 15  # characters between a place and the one it lies in
_ROADS = frozenset({"street", "road"})
_DASHES = frozenset("-–")
_ABBREVIATED = frozenset("hpq")  # one letter is a unit word only with its point (P. Tân Phú)


class UnitWord(NamedTuple):
    """A unit word: its form, the level group it tells, and how far it counts when it has a capital itself."""

    form: str
    group: str
    inside: str


class PlacePatterns:
    """What the lexicon place_words says before and between places.

    Attributes:
        plurals: words before the names of several places.
        listed: what stands between the items of a list of places.
        within: what stands between a place and the one it lies in.
        houses: what tells a street by the number of a house before it.
    """

    def __init__(self, words: Kinds, units: Mapping[str, str]) -> None:
        """Compile the patterns; `units` are unit words with their groups."""
        self.openers = ListOpeners(words, units)
        self.plurals = words.of("plural")
        self.listed = re.compile(rf" ?(?:,|;|/| {words.any_of('list')}| -| –)(?: ?các)? ?")
        era = words.any_of("era")
        self.within = re.compile(rf"(?: {era}(?=,)| ?\({era}\))? ?(?:,|\(|-|–| {words.any_of('within')}) ?(?:thuộc )?")
        self.language = re.compile(rf" {words.any_of('language')}(?!\w)")
        self.houses = HouseNumbers(words, [form for form, group in units.items() if group in _LOCAL])


class PlacesFinder(Finder):
    """Finds PLACE mentions: the names that were decided to be places'."""

    label = "PLACE"
    lexicons = (
        schemas.PLACE_UNITS, schemas.PLACE_KINDS, schemas.PLACES, schemas.COUNTRIES, schemas.ORGANIZATION_HEADS,
        schemas.PLACE_WORDS,
    )  # fmt: skip

    def build(self, entries: Mapping[str, list[dict[str, str]]]) -> None:
        self._units = {
            entry["form"]: UnitWord(entry["form"], entry["group"], entry["inside"]) for entry in entries["place_units"]
        }
        words = Kinds(entries["place_words"])
        groups = {form: unit.group for form, unit in self._units.items()}
        self._patterns, self._directions = PlacePatterns(words, groups), DirectionPatterns(words)
        heads = ((entry["form"], entry["level"]) for entry in entries["organization_heads"] if entry["level"])
        self._heads = EndingTrie(heads)
        self._firsts = frozenset(form.split()[0] for form in self._units)
        kinds = {where: [e for e in entries["place_kinds"] if e["where"] == where] for where in ("first", "last")}
        self._first_words = PhraseTrie((entry["form"], entry["group"]) for entry in kinds["first"])
        self._last_words = EndingTrie((entry["form"], entry["group"]) for entry in kinds["last"])
        self._groups: dict[str, str] = {}
        for name, units in gazetteer().by_name.items():
            levels = [unit.level for unit in units if "-" in name or " - " not in unit.name]  # not by a first part
            if levels and not name[-1].isdigit():
                self._groups[name] = min(levels, key=_RANK.__getitem__)
        for entry in entries["countries"]:
            self._groups[normal(entry["form"])] = "country"
        for entry in entries["places"]:
            self._groups[normal(entry["form"])] = entry["group"]

    def find(self, annotation: Annotation) -> list[Mention]:
        read = (self._read(annotation, name) for name in annotation.names if name.label == self.label)
        named = (place for place in read if not self._patterns.language.match(annotation.folded, place.end))
        places = [place for place in named if not is_direction(self._directions, annotation, place.start, place.end)]
        places = told_units(with_dashes(annotation, places))
        settle(annotation, places, self._patterns)
        return [*places]

    def _read(self, annotation: Annotation, name: Name) -> PlaceMention:
        """Return the mention of a name; its group is not yet settled by the text."""
        tokens, text = annotation.tokens, annotation.text
        name = self._without_count(annotation, name)
        start, end = tokens.starts[name.start], tokens.ends[name.end - 1]
        unit, at = self._unit(annotation, name.start, name.end)
        bare = text[tokens.starts[at] : end]
        if unit is not None and unit.group == "region" and self._groups.get(normal(bare)) in _WHOLE:
            unit = None  # vùng | Biển Đông is the sea, khu vực | Hà Nội the city
        group = unit.group if unit else self._group(annotation, name._replace(start=at))
        above = None if unit or group in _KNOWN else self._heads.before(tokens.norms, name.start)
        return PlaceMention(
            self.label, start, end, name.source, name.probability, name=bare, level=unit.form if unit else None,
            implied_level=above[1] if above else None, group=self._units[above[1]].group if above else group,
            plural=unit is not None and self._is_plural(annotation, name.start, unit),
        )  # fmt: skip

    def _without_count(self, annotation: Annotation, name: Name) -> Name:
        """Return the name without the number after a province or country: a count in a list (Lạng Sơn 4, Lào 2)."""
        tokens = annotation.tokens
        last = name.end - 1
        if last == name.start or not tokens.words[last].isdecimal():
            return name
        bare = normal(annotation.text[tokens.starts[name.start] : tokens.ends[last - 1]])
        return name._replace(end=last) if self._groups.get(bare) in _WITHOUT_NUMBER else name

    def _is_plural(self, annotation: Annotation, first: int, unit: UnitWord) -> bool:
        """Whether the word before a unit word at token `first` tells that several names follow (các xã, 3 huyện), or
        the one before all of it, where a name begins within (các tuyến | đường).
        """
        norms = annotation.tokens.norms
        first -= first > 0 and f"{norms[first - 1]} {unit.form}" in self._units
        before = norms[first - 1] if first else ""
        return before in self._patterns.plurals or before[:1].isdigit()

    def _group(self, annotation: Annotation, name: Name) -> str:
        """Return the group that a name without a unit word tells; empty where none knows it."""
        tokens = annotation.tokens
        known = self._groups.get(normal(annotation.text[tokens.starts[name.start] : tokens.ends[name.end - 1]]))
        words = tokens.words[name.start : name.end]
        if known in _OFFICIAL and words[0].islower() and not words[-1].islower():
            known = None  # thành Nam is not phường Thành Nam
        if known is not None and known not in _GUESSED:
            return known
        if self._patterns.houses.before(annotation.folded, tokens.starts[name.start], tokens.ends[name.end - 1]):
            return "street"  # 54A Nguyễn Chí Thanh
        if (
            known is None
            and name.end - name.start > 1
            and (unit := self._units.get(tokens.norms[name.start])) is not None
        ):
            return unit.group if unit.group in _IN_NAMES else ""  # Mũi Nghê
        return known or self._kind(tokens.norms, name.start, name.end)

    def _kind(self, norms: Sequence[str], first: int, past: int) -> str:
        """Return the group that the first or the last word of a name tells (Union Square); empty where neither does."""
        opening, ending = self._first_words.longest(norms, first), self._last_words.before(norms, past)
        if opening is not None and opening[0] < past:
            return opening[1]
        return ending[1] if ending is not None and ending[0] > first else ""

    def _unit(self, annotation: Annotation, first: int, past: int) -> tuple[UnitWord | None, int]:
        """Return the longest unit word that begins the span, and the token at which the name after it begins."""
        tokens = annotation.tokens
        norms, words = tokens.norms, tokens.words
        if norms[first] not in self._firsts:
            return None, first
        for width in range(min(_LONGEST_UNIT, past - first - 1), 0, -1):
            unit = self._units.get(" ".join(norms[first : first + width]))
            if unit is None:
                continue
            at = first + width
            if words[at] == ".":
                at += 1
            if at >= past or (unit.form in _ABBREVIATED and words[at - 1] != "."):
                continue
            if self._is_part_of_name(annotation, first, at, past, unit):
                return None, first
            at = past_bracket(words, at, past)
            return unit, past_described(words, at, past) if unit.group in _BUILT else at
        return None, first

    def _is_part_of_name(self, annotation: Annotation, first: int, at: int, past: int, unit: UnitWord) -> bool:
        """Whether a unit word is the beginning of the name itself: Biển Đông, Cầu Giấy, BẾN TRE, and châu Á.

        With a small letter it is only in the name of a region. One of several syllables is none where only the first
        has a capital (`Khu kinh tế Nhơn Hội`).
        """
        norms, words = annotation.tokens.norms, annotation.tokens.words
        if unit.group == "region" and self._groups.get(" ".join(norms[first:past])) == unit.group:
            return True
        if not words[first][0].isupper() or unit.form == words[first].lower() + "." or unit.group == "country":
            return False
        if " ".join(norms[first:past]) in self._groups:
            return True
        if unit.group in _ROADS and past - at > 1:
            return False  # Phố | Hoàng Văn Thụ; but Phố Ràng
        several = at - first > 1 and all(word.islower() for word in words[first + 1 : at] if word.isalpha())
        return unit.inside == "no" and not words[first].isupper() and not several


def past_bracket(words: Sequence[str], at: int, past: int) -> int:
    """Return the token after a short form in brackets, where one stands before the name (`Khu công nghiệp (KCN) X`)."""
    if words[at] == "(" and ")" in words[at : at + _LONGEST_SHORT]:
        after = words.index(")", at) + 1
        return after if after < past else at
    return at


def past_described(words: Sequence[str], at: int, past: int) -> int:
    """Return the token after words in small letters that say of what kind it is (`khu đô thị lấn biển Cần Giờ`)."""
    named = next((token for token in range(at, past) if words[token][0].isupper()), at)
    return named if all(word.isalpha() and word != "số" for word in words[at:named]) else at


def settle(annotation: Annotation, places: list[PlaceMention], patterns: PlacePatterns) -> None:
    """Give places without a unit word their level, by their list and what the text says elsewhere; link chains."""
    levels, foreign = _levels_by_name(places), _foreign_levels(places)
    tokens = annotation.tokens
    guessed: set[int] = set()
    for number, place in enumerate(places):
        before = places[number - 1] if number else None
        between = annotation.text[before.end : place.start] if before is not None else ""
        if place.unit_word is None and before is not None and before.plural and patterns.listed.fullmatch(between):
            place.group, place.plural = before.group, True  # các huyện A, B và C
        elif place.unit_word is None and (group := patterns.openers.group_before(tokens, tokens.at(place.start))):
            place.group, place.plural = group, True  # các tuyến đường như | A, B và C
        elif place.unit_word is None:
            name = normal(place.name)
            if name in levels and place.group not in ("country", "province"):
                place.implied_level, place.group = levels[name]
            elif not place.group and name in foreign:
                place.implied_level, place.group = foreign[name]
            elif not place.group:
                place.group = "region" if all(map(is_syllable, name.split())) else "city"
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
