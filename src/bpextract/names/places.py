"""What is read of a place's name: its unit word, its level, the list it stands in, and the place that holds it."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from bpextract.annotation import Annotation
from bpextract.finder import Finder
from bpextract.lexicons import schemas
from bpextract.lexicons.alternation import Kinds
from bpextract.lexicons.gazetteer import gazetteer
from bpextract.lexicons.matching import EndingTrie, PhraseTrie
from bpextract.lexicons.place_forms import normal
from bpextract.mentions import Mention, Name, PlaceMention
from bpextract.names.place_borders import told_units, with_dashes
from bpextract.names.place_directions import DirectionPatterns, is_direction
from bpextract.names.place_levels import PlacePatterns, settle

_KNOWN = frozenset({"country", "region", "feature"})  # whatever a body before it tells (Bộ đội Biên phòng Việt Nam)
_WHOLE = frozenset({"feature", "province", "country"})
_WITHOUT_NUMBER = frozenset({"province", "country"})  # no name of theirs ends in a number
_LONGEST_UNIT = 5
_LONGEST_SHORT = 3  # tokens of a short form with its brackets
_RANK = {"province": 0, "district": 1, "commune": 2}
_GUESSED = frozenset({"commune", "district"})  # so many names that a house number before them tells more
_OFFICIAL = frozenset({"province", "district", "commune"})
_BUILT = frozenset({"site", "street", "road"})
_IN_NAMES = frozenset({"feature", "site", "village"})  # what a unit word tells that is part of a name
_ROADS = frozenset({"street", "road"})
_STARS = "sao"
_MONTH = "Tháng"
_ABBREVIATED = frozenset("hpq")  # one letter is a unit word only with its point (P. Tân Phú)


class UnitWord(NamedTuple):
    """A unit word: its form, the level group it tells, and how far it counts when it has a capital itself.

    Attributes:
        loose: whether it belongs to a name that is known whole (thành Nam) or goes on so (Bưu điện Thành phố).
        not_before: words in small letters that make another word of it (xã | hội).
    """

    form: str
    group: str
    inside: str
    loose: bool = False
    not_before: Collection[str] = ()


class PlacesFinder(Finder):
    """Finds PLACE mentions: the names that were decided to be places'."""

    label = "PLACE"
    lexicons = (
        schemas.PLACE_UNITS, schemas.PLACE_KINDS, schemas.PLACES, schemas.COUNTRIES, schemas.ORGANIZATION_HEADS,
        schemas.PLACE_WORDS, schemas.PLACE_NAMES,
    )  # fmt: skip

    def build(self, entries: Mapping[str, list[dict[str, str]]]) -> None:
        self._units = {
            entry["form"]: UnitWord(
                entry["form"], entry["group"], entry["inside"], not_before=entry["not_before"].split(",")
            )
            for entry in entries["place_units"]
        }
        words = Kinds(entries["place_words"])
        groups = {form: unit.group for form, unit in self._units.items()}
        self._patterns, self._directions = PlacePatterns(words, groups), DirectionPatterns(words)
        heads = ((entry["form"], entry["level"]) for entry in entries["organization_heads"] if entry["level"])
        self._heads = EndingTrie(heads)
        words_inside = [entry for entry in entries["place_kinds"] if entry["unit"]]
        self._units |= {entry["form"]: UnitWord(entry["form"], entry["group"], "no", True) for entry in words_inside}
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
        self._known = {normal(entry["form"]): entry["group"] for entry in entries["place_names"]}
        self._groups = self._known | self._groups

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
        house = unit is None and is_house(tokens.words, name.start, name.end)
        at += house
        bare = text[tokens.starts[at] : end]
        if unit is not None and unit.group == "region" and self._groups.get(normal(bare)) in _WHOLE:
            unit = None  # vùng | Biển Đông is the sea, khu vực | Hà Nội the city
        group = unit.group if unit else "street" if house else self._group(annotation, name._replace(start=at))
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
        looked_up = normal(annotation.text[tokens.starts[name.start] : tokens.ends[name.end - 1]])
        known, words = self._groups.get(looked_up), tokens.words[name.start : name.end]
        if known in _OFFICIAL and words[0].islower() and not words[-1].islower():
            known = self._known.get(looked_up)  # thành Nam is not phường Thành Nam
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
            if words[at] in unit.not_before:
                continue  # nhà ở | xã hội Kim Chung
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
        known = self._groups.get(" ".join(norms[first:past]))
        if (unit.group == "region" and known == unit.group) or (unit.loose and known is not None):
            return True
        if not words[first][0].isupper() or unit.form == words[first].lower() + "." or unit.group == "country":
            return False
        if known is not None:
            return True
        if unit.group in _ROADS and past - at > 1:
            return False  # Phố | Hoàng Văn Thụ; but Phố Ràng
        named = next((token for token in range(at, past) if words[token][0].isupper()), past)
        if unit.loose and any(word.islower() for word in words[named:past]):
            return True  # Bưu điện | Thành phố
        several = at - first > 1 and all(word.islower() for word in words[first + 1 : at] if word.isalpha())
        return unit.inside == "no" and not words[first].isupper() and not several


def is_house(words: Sequence[str], first: int, past: int) -> bool:
    """Whether the first word of a name is the number of a house in a street (`239 | Cách Mạng Tháng Tám`); not in those
    of days (`30 Tháng 4`).
    """
    street = words[first + 1 : past]
    return (
        words[first][0].isdigit()
        and len(street) > 1
        and street[0] != _MONTH
        and all(word.isalpha() and word[0].isupper() for word in street)
    )


def past_bracket(words: Sequence[str], at: int, past: int) -> int:
    """Return the token after a short form in brackets, where one stands before the name (`Khu công nghiệp (KCN) X`)."""
    if words[at] == "(" and ")" in words[at : at + _LONGEST_SHORT]:
        after = words.index(")", at) + 1
        return after if after < past else at
    return at


def past_described(words: Sequence[str], at: int, past: int) -> int:
    """Return the token after words in small letters that say of what kind it is (`khu đô thị lấn biển Cần Giờ`), and
    after stars (`khách sạn 5 sao Melia`).
    """
    named = next((token for token in range(at, past) if words[token][0].isupper()), at)
    stars = words[at].isdigit() and words[at + 1 : at + 2] == [_STARS]
    described = words[at + 2 * stars : named]
    return named if all(word.isalpha() and word != "số" for word in described) else at
