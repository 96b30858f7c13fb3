"""The pronouns that tell a gender, and how each stands to the people named before it."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bpextract.annotation import Annotation
from bpextract.lexicons.alternation import any_of
from bpextract.lexicons.matching import EndingTrie, PhraseTrie
from bpextract.mentions import PersonMention
from bpextract.names.full_names import full_names
from bpextract.text.folding import fold

_FAR = 3  # sentences before a pronoun in which whom it stands for is named
_MOST = 5  # people before a pronoun that are weighed
_LOOKED_AT = 40  # mentions before a pronoun among which they are sought
_LOOKBACK = 24  # characters in which the words that lead to a pronoun stand
_LEAD = re.compile(r"(?:[^,;:“”\"()]{1,45}, )?")  # Hai năm sau, | cô về nước
_QUOTE = re.compile('["“”]')
_MARKS = ',;:–-(“"'
_OPENING = frozenset({"first", "late"})
_OTHERS = frozenset({"theo", "kin"})  # Theo luật sư | Sơn, bà bị lừa; vợ | Tuấn kể cô rất mệt
_IS = "là"
_LED = frozenset({"của", "với", "cho", "và", "là", "bị", "được", "cùng", "về", "từ", "theo", "bởi", "như"})

Features = tuple[str, ...]


class Pronoun(NamedTuple):
    """A pronoun, and what speaks for each that it may stand for.

    Attributes:
        gender: the one that it tells.
        nobody: what speaks for its standing for none of those named before it.
        named: what speaks for each of them, by the full name.
    """

    gender: str
    nobody: Features
    named: Mapping[str, Features]


@dataclass(frozen=True, slots=True, eq=False)
class _Named:
    """A mention of a person, the full name, and the number of the sentence."""

    person: PersonMention
    name: str
    sentence: int


@dataclass(frozen=True, slots=True)
class _Seen:
    """A mention of a person.

    Attributes:
        name: the full one; at: where it begins with its title or form of address.
        sentence: the number of its sentence; opens: where that begins.
        role: how it stands in the sentence; following: what follows it.
    """

    person: PersonMention
    name: str
    at: int
    sentence: int
    opens: int
    role: str
    following: str


class _Somebody(NamedTuple):
    """A word for somebody without a name, by its first character, and the gender it tells, if any."""

    start: int
    gender: str


@dataclass(frozen=True, slots=True)
class _Page:
    """The pronouns of a text, where its quotation marks stand, and the words for somebody; all in text order."""

    pronouns: "list[re.Match[str]]"
    quotes: list[int]
    others: list[_Somebody]

    def quotes_within(self, start: int, end: int) -> int:
        """Return how many quotation marks stand between two characters."""
        return max(0, bisect_left(self.quotes, end) - bisect_left(self.quotes, start))

    def others_within(self, start: int, end: int) -> tuple[int, str | None]:
        """Return how many words for somebody stand between two characters, and the gender of the last of them."""
        first, past = (bisect_left(self.others, at, key=_start) for at in (start, end))
        return (past - first, self.others[past - 1].gender) if past > first else (0, None)

    def pronoun_within(self, start: int, end: int) -> str | None:
        """Return the first pronoun between two characters."""
        first = bisect_left(self.pronouns, start, key=_match_start)
        there = first < len(self.pronouns) and self.pronouns[first].start() < end
        return self.pronouns[first]["pronoun"] if there else None


class PronounReader:
    """Reads the pronouns of a text. Pickles."""

    def __init__(self, words: Iterable[Mapping[str, str]], titles: Iterable[Mapping[str, str]]) -> None:
        """Build the patterns from the entries of the lexicons gender_words and titles."""
        by_place: dict[str, dict[str, str]] = {}
        for entry in words:
            by_place.setdefault(entry["where"], {})[fold(entry["form"])] = entry["gender"]
        relatives = {**by_place.get("noun", {}), **by_place.get("kin", {})}
        self._genders = by_place.get("pronoun", {})
        self._firsts = frozenset(form.split()[0] for form in self._genders)
        not_pronoun = any_of(by_place.get("not_pronoun", ()))
        self._pronoun = re.compile(
            rf"(?<![^\W_])(?P<pronoun>{any_of(self._genders)})(?![^\W_])(?! {not_pronoun}(?![^\W_]))"
        )
        self._several = frozenset(by_place.get("several", ()))
        self._joint = re.compile(rf"(?<![^\W_]){any_of(by_place.get('joint', ()))},? $")
        self._said = re.compile(rf"(?<![^\W_]){any_of(by_place.get('said', ()))}(?: thêm| lại)?,? (?:rằng )?$")
        self._sexes = by_place.get("title", {})
        self._somebody = PhraseTrie(
            [*((e["form"], e["gender"]) for e in titles), *by_place.get("person", {}).items(), *relatives.items()]
        )
        self._kin = EndingTrie((form, True) for form in by_place.get("kin", ()))
        self._relative = re.compile(rf"(?<![^\W_]){any_of(relatives)} $")

    def read(
        self, annotation: Annotation, people: Sequence[PersonMention], titles: Mapping[int, int]
    ) -> Iterator[Pronoun]:
        """Yield the pronouns of a text before which somebody is named.

        Args:
            people: in text order.
            titles: where the title before a person begins, by the start of the mention.
        """
        page = self._page(annotation)
        if not page.pronouns:
            return
        full = full_names(people)
        named = [
            _Named(each, full[each.name], annotation.sentence_at(each.start)) for each in people if not each.byline
        ]
        places = {annotation.tokens.starts[name.start] for name in annotation.names if name.label == "PLACE"}
        seen: dict[_Named, _Seen] = {}
        times: Counter[str] = Counter()
        past = 0
        for found in page.pronouns:
            while past < len(named) and named[past].person.start < found.start():
                times[named[past].name] += 1
                past += 1
            if past and self._stands_alone(annotation, found, places):
                near = _nearest(named, past, annotation.sentence_at(found.start()))
                seen.update({each: self._seen(annotation, each, titles) for each in near if each not in seen})
                pronoun = self._read(annotation, found, [seen[each] for each in near], times, page)
                if pronoun.named:
                    yield pronoun

    def _stands_alone(self, annotation: Annotation, found: "re.Match[str]", places: Collection[int]) -> bool:
        """Whether a pronoun means one person, and is no part of a name or before one, nor before what somebody is: not
        `ông | Nam`, `Quốc | Anh`, `các | anh`, `là | chị`, `anh | tài xế`; Anh is a country, too.
        """
        text, tokens, (start, end) = annotation.text, annotation.tokens, found.span()
        at, past = tokens.at(start), tokens.at(end)
        before = tokens.norms[at - 1] if at else ""
        if before in self._several or before.isdigit() or before == _IS or start in places:
            return False
        if past < len(tokens) and self._somebody.longest(tokens.norms, past) is not None:
            return False
        follows = text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
        inside = text[start].isupper() and start > 1 and text[start - 1] == " " and text[start - 2].isalnum()
        return not follows and not inside

    def _page(self, annotation: Annotation) -> "_Page":
        tokens = annotation.tokens
        if tokens.places().keys().isdisjoint(self._firsts):
            return _Page([], [], [])
        others = [
            _Somebody(tokens.starts[at], gender or self._sexes.get(tokens.norms[at - 1] if at else "", ""))
            for at, _, gender in self._somebody.scan_text(tokens)
        ]
        quotes = [quote.start() for quote in _QUOTE.finditer(annotation.text)]
        return _Page([*self._pronoun.finditer(annotation.folded)], quotes, others)

    def _seen(self, annotation: Annotation, named: _Named, titles: Mapping[int, int]) -> _Seen:
        """Return a mention with its place in the sentence, from its title or form of address on."""
        person = named.person
        address = len(person.honorific) + 1 if person.honorific else 0
        at = titles.get(person.start, max(person.start - address, 0))
        opens = annotation.sentences[named.sentence].start
        role, following = self._role(annotation, person, at, opens), _following(annotation.text, person.end)
        return _Seen(person, named.name, at, named.sentence, opens, role, following)

    def _role(self, annotation: Annotation, person: PersonMention, at: int, opens: int) -> str:
        """Return how a mention that begins with the character stands in its sentence."""
        tokens = annotation.tokens
        first = tokens.at(at)
        if any(self._kin.before(tokens.norms, token) is not None for token in {first, tokens.at(person.start)}):
            return "kin"  # con trai | Raphael
        if at <= opens:
            return "first"
        if _LEAD.fullmatch(annotation.text, opens, at):
            return "late"
        if annotation.text[at - 2 : at - 1] in _MARKS:
            return "mark"
        before = tokens.norms[first - 1]
        return before if before in _LED else "inside"

    def _read(
        self, annotation: Annotation, found: "re.Match[str]", near: Sequence[_Seen], times: Mapping[str, int],
        page: "_Page",
    ) -> Pronoun:  # fmt: skip
        """Return a pronoun with what speaks for each of those named last before it, the nearest first.

        Args:
            times: how often each was named before it.
        """
        at, word = found.start(), found["pronoun"]
        gender, number = self._genders[word], annotation.sentence_at(at)
        sentence = annotation.sentences[number].start
        opens, quoted = self._opening(annotation, at, sentence), page.quotes_within(sentence, at) % 2
        most = max((times[each.name] for each in near), default=0) if len(near) > 1 else 0
        named = {}
        for rank, each in enumerate(near):
            end, away = each.person.end, number - each.sentence
            if not away and each.role in _OTHERS:
                continue
            beside, leads = min(away, 1), each.role in _OPENING
            since, last = page.others_within(end, at)
            again = page.pronoun_within(each.opens, each.at)
            named[each.name] = (
                f"rank {rank} {away}",
                f"role {each.role} {beside}",
                f"next {each.following} {beside}",
                f"somebody {min(2, since)} {opens} {beside}",
                f"last {_fit(last, gender)} {opens} {leads} {beside}",
                f"ahead {min(1, page.others_within(each.opens, each.at)[0])} {each.role} {beside}",
                f"again {_fit(again and self._genders[again], gender)} {beside}",
                f"times {min(times[each.name], 4)}",
                f"most {times[each.name] == most}",
                f"opens {opens} {leads} {beside}",
                f"quoted {page.quotes_within(end, at) % 2} {quoted}",
                f"whole {' ' in each.person.name}",
                f"pronoun {word} {leads}",
            )
        somebody = min(2, page.others_within(sentence, at)[0])
        nobody = (f"no {opens} {quoted}", f"no {word}", f"no one of {len(near)}", f"no one, somebody {somebody}")
        return Pronoun(gender, nobody, named)

    def _opening(self, annotation: Annotation, at: int, sentence: int) -> str:
        """Return what leads to the pronoun at a character."""
        if at == sentence:
            return "first"
        if _LEAD.fullmatch(annotation.text, sentence, at):
            return "late"
        before = annotation.folded[max(sentence, at - _LOOKBACK) : at]
        if self._said.search(before):
            return "said"
        if self._joint.search(before):
            return "joint"
        if before.endswith((", ", "; ")):
            return "comma"
        return "relative" if self._relative.search(before) else "inside"


def _nearest(named: Sequence[_Named], past: int, number: int) -> list[_Named]:
    """Return the last mention of each of those named last before a sentence, or in it, the nearest first.

    Args:
        past: how many mentions stand before.
    """
    found: dict[str, _Named] = {}
    for at in range(past - 1, max(past - 1 - _LOOKED_AT, -1), -1):
        each = named[at]
        if number - each.sentence > _FAR or len(found) == _MOST:
            break
        found.setdefault(each.name, each)
    return list(found.values())


def _following(text: str, end: int) -> str:
    return "mark" if text[end : end + 1] != " " else "word" if text[end + 1 : end + 2].islower() else "capital"


def _fit(one: str | None, other: str) -> str:
    if one is None:
        return "none"
    return "unknown" if not one else "alike" if one == other else "unlike"


def _start(somebody: _Somebody) -> int:
    return somebody.start


def _match_start(found: "re.Match[str]") -> int:
    return found.start()
