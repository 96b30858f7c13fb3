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
from bpextract.text.folding import fold

_FAR = 3  # sentences before a pronoun in which whom it stands for is named
_MOST = 5  # people before a pronoun that are weighed
_LOOKED_AT = 40  # mentions before a pronoun among which they are sought
_LOOKBACK = 24  # characters in which the words that lead to a pronoun stand
_LEAD = re.compile(r"(?:[^,;:“”\"()]{1,45}, )?")  # Hai năm sau, | cô về nước
_QUOTE = re.compile('["“”]')
_MARKS = ',;:–-(“"'
_OPENING = frozenset({"first", "late"})
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


def full_names(people: Iterable[PersonMention]) -> dict[str, str]:
    """Return for each name the longest one that it ends, where there is one alone: Toàn, Đức Toàn, Dương Đức Toàn."""
    names = dict.fromkeys(person.name for person in people)
    longer: dict[str, list[str]] = {}
    for name in names:
        words = name.split()
        for first in range(1, len(words)):
            longer.setdefault(" ".join(words[first:]), []).append(name)
    longest = {name: max(longer.get(name, [name]), key=len) for name in names}
    return {
        name: full if all(full.endswith(other) for other in longer.get(name, ())) else name
        for name, full in longest.items()
    }


class PronounReader:
    """Reads the pronouns of a text. Pickles."""

    def __init__(self, words: Iterable[Mapping[str, str]], titles: Iterable[Mapping[str, str]]) -> None:
        """Build the patterns from the entries of the lexicons gender_words and titles."""
        by_place: dict[str, dict[str, str]] = {}
        for entry in words:
            by_place.setdefault(entry["where"], {})[fold(entry["form"])] = entry["gender"]
        relatives = {**by_place.get("noun", {}), **by_place.get("kin", {})}
        self._genders = by_place.get("pronoun", {})
        not_pronoun = any_of(by_place.get("not_pronoun", ()))
        self._pronoun = re.compile(
            rf"(?<![^\W_])(?P<pronoun>{any_of(self._genders)})(?![^\W_])(?! {not_pronoun}(?![^\W_]))"
        )
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
        full = full_names(people)
        seen = [self._seen(annotation, each, full[each.name], titles) for each in people if not each.byline]
        places = {annotation.tokens.starts[name.start] for name in annotation.names if name.label == "PLACE"}
        times: Counter[str] = Counter()
        past = 0
        for found in page.pronouns:
            while past < len(seen) and seen[past].person.start < found.start():
                times[seen[past].name] += 1
                past += 1
            if past and _stands_alone(annotation.text, found.start(), found.end(), places):  # Anh is a country, too
                near = _nearest(seen, past, annotation.sentence_at(found.start()))
                if near:
                    yield self._read(annotation, found, near, times, page)

    def _page(self, annotation: Annotation) -> "_Page":
        tokens = annotation.tokens
        others = [
            _Somebody(tokens.starts[at], gender or self._sexes.get(tokens.norms[at - 1] if at else "", ""))
            for at, _, gender in self._somebody.scan_text(tokens)
        ]
        quotes = [quote.start() for quote in _QUOTE.finditer(annotation.text)]
        return _Page([*self._pronoun.finditer(annotation.folded)], quotes, others)

    def _seen(self, annotation: Annotation, person: PersonMention, full: str, titles: Mapping[int, int]) -> _Seen:
        """Return a mention with its place in the sentence, from its title or form of address on."""
        address = len(person.honorific) + 1 if person.honorific else 0
        at = titles.get(person.start, max(person.start - address, 0))
        number = annotation.sentence_at(person.start)
        opens = annotation.sentences[number].start
        role, following = self._role(annotation, person, at, opens), _following(annotation.text, person.end)
        return _Seen(person, full, at, number, opens, role, following)

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
        most = max(times[each.name] for each in near) if len(near) > 1 else 0
        named = {}
        for rank, each in enumerate(near):
            end, away = each.person.end, number - each.sentence
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


def _nearest(seen: Sequence[_Seen], past: int, number: int) -> list[_Seen]:
    """Return the last mention of each of those named last before a sentence, or in it, the nearest first.

    Args:
        past: how many mentions stand before.
    """
    found: dict[str, _Seen] = {}
    for at in range(past - 1, max(past - 1 - _LOOKED_AT, -1), -1):
        each = seen[at]
        if number - each.sentence > _FAR or len(found) == _MOST:
            break
        found.setdefault(each.name, each)
    return list(found.values())


def _stands_alone(text: str, start: int, end: int, places: Collection[int]) -> bool:
    """Whether a pronoun is no part of a name or before one: not ông | Nam, Quốc | Anh."""
    follows = text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
    inside = text[start].isupper() and start > 1 and text[start - 1] == " " and text[start - 2].isalnum()
    return not follows and not inside and start not in places


def _following(text: str, end: int) -> str:
    if text[end : end + 1] != " ":
        return "mark"
    return "word" if text[end + 1 : end + 2].islower() else "capital"


def _fit(one: str | None, other: str) -> str:
    if one is None:
        return "none"
    return "unknown" if not one else "alike" if one == other else "unlike"


def _start(somebody: _Somebody) -> int:
    return somebody.start


def _match_start(found: "re.Match[str]") -> int:
    return found.start()
