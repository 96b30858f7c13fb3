"""Whom the subject of a figure names: the person, body or place of the document, pronouns followed."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Generic, TypeVar

from bpextract.annotation import Annotation
from bpextract.lexicons import schemas
from bpextract.lexicons.matching import PhraseTrie
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.mentions import Mention, OrganizationMention, PersonMention, PlaceMention, RoleMention
from bpextract.relations.answers import Span
from bpextract.text.folding import fold
from bpextract.text.tokenizer import norms_of

Found = TypeVar("Found", bound=Mention)
Who = PersonMention | OrganizationMention | PlaceMention
_SHARE = 0.5  # of a subject's characters that a name covers when the subject is whom it names
_UNTOLD = frozenset({"company", "sport", "media"})  # kinds of bodies whose names often do not tell them
_AGE = re.compile(r"\s\d{1,3} tuổi (\w+)")
_CITED = "media"
_NOUNS = frozenset({"PERSON", "ORG"})
_COUNTRY, _POST = "country", "position"
_REACH = 1500  # characters before a pronoun in which whom it means is sought


class Subjects:
    """Tells whom subjects name, by the forms of address (people) and the heads of bodies of a vocabulary. Pickles."""

    lexicons = (
        schemas.HONORIFICS, schemas.ORGANIZATION_HEADS, schemas.SUBJECT_NOUNS, schemas.POINTING_WORDS,
        schemas.PLACE_UNITS, schemas.PREPOSITIONS, schemas.TITLES,
    )  # fmt: skip

    def __init__(self, vocabulary: Vocabulary) -> None:
        forms = vocabulary.entries(schemas.HONORIFICS)
        address = [entry for entry in forms if entry["use"] != "kin"]
        self._kin = frozenset(tuple(norms_of(entry["form"])) for entry in forms if entry["use"] == "kin")
        heads = vocabulary.entries(schemas.ORGANIZATION_HEADS)
        nouns = vocabulary.entries(schemas.SUBJECT_NOUNS)
        self._pointing = frozenset(entry["form"] for entry in vocabulary.entries(schemas.POINTING_WORDS))
        self._units = {tuple(norms_of(entry["form"])) for entry in vocabulary.entries(schemas.PLACE_UNITS)}
        self._gender = {tuple(norms_of(entry["form"])): entry["gender"] or None for entry in address}
        self._nouns: PhraseTrie[tuple[str, str]] = PhraseTrie(
            [(entry["form"], ("ORG", entry["kind"])) for entry in heads if not entry["bare"]]
            + [(entry["form"], (entry["label"], entry["kind"])) for entry in nouns if entry["label"] in _NOUNS]
        )
        self._lands = frozenset(tuple(norms_of(entry["form"])) for entry in nouns if entry["label"] == "PLACE")
        self._owned = PhraseTrie((entry["form"], True) for entry in nouns if entry["label"] == "OWNED")
        titles = vocabulary.entries(schemas.TITLES)
        self._titles = PhraseTrie((entry["form"], entry["kind"] == _POST) for entry in titles)
        self._links = frozenset(tuple(norms_of(entry["form"])) for entry in vocabulary.entries(schemas.PREPOSITIONS))

    def who(self, named: "Named", span: Span) -> Who | None:
        """Return whom a subject names: the name that most of it is, or that it begins with, else whom a pronoun means.

        A held role stands for its holder (Chủ tịch UBND xã A), a place only for itself; what somebody has stands for
        whoever has it (cổ phiếu của Công ty A).
        """
        found = named.in_words(span) or self._at_end(named, span)
        if isinstance(found, PersonMention) and tuple(norms_of(named.text[span.start : found.start])) in self._kin:
            return None  # em trai | Hoài Linh is somebody else
        if isinstance(found, OrganizationMention):
            return self._of_body(named, span, found)
        if found is not None:
            return found
        norms = norms_of(named.text[span.start : span.end])
        pointed = len(norms) > 1 and norms[-1] in self._pointing
        words = tuple(norms[:-1] if pointed else norms)
        if words in self._gender and (pointed or len(words) == 1):
            return named.person_before(span.start, self._gender[words])
        if pointed and words in self._lands:  # nước này
            return named.country_before(span.start)
        if words in self._units:  # năm 2025 xã đã trao 120 suất quà
            return named.place_before(span.start, " ".join(words))
        noun = self._nouns.longest(words, 0) if words else None
        if noun is None or noun[0] < len(words):
            return None
        label, kind = noun[1]
        if label == "ORG":
            return named.body_before(span.start, kind)
        if pointed or self._is_pointed_at(named.text, span.end):
            return named.person_before(span.start, None)
        return named.bearer(" ".join(words), span.start)  # Ca sĩ A hát. Năm ngoái, | ca sĩ | thu về 2 tỷ đồng

    def _of_body(self, named: "Named", span: Span, body: OrganizationMention) -> Who | None:
        """Return whom a subject with a body in it names: who has the title before it by the text, else the body, for
        which whoever has a post of it stands; nobody, of an occupation (giáo viên | Trường A) or his kin (gia đình chủ
        tịch | A).
        """
        words = norms_of(named.text[span.start : body.start])
        kin = next((size for size in (1, 2) if tuple(words[:size]) in self._kin), 0)
        title = self._titles.longest(words, kin) if words else None
        if title is None or title[0] < len(words):
            return body
        if kin:
            return None
        return named.holder(" ".join(words), body) or (body if title[1] else None)

    def _is_pointed_at(self, text: str, end: int) -> bool:
        """Whether an age and a word that points back follow a noun for a person: tiền đạo | 34 tuổi này."""
        told = _AGE.match(text, end)
        return told is not None and told[1].lower() in self._pointing

    def _at_end(self, named: "Named", span: Span) -> Who | None:
        """Return the name that a subject ends in, where it is addressed (bà A) or owns what stands before it."""
        last = named.ending_at(span)
        if last is None:
            return None
        before = norms_of(named.text[span.start : last.start])
        words = tuple(before)
        if isinstance(last, PersonMention) and (words in self._gender or self._noun(words) == ("PERSON", "")):
            return last
        if isinstance(last, OrganizationMention) and (noun := self._noun(words)) is not None:
            fits = noun[0] == "ORG" and (not noun[1] or last.kind in (None, noun[1]))
            return last if fits else None  # hãng xe | Ford; but doanh nghiệp | Nhà nước
        owned = self._owned.longest(before, 0) if before else None
        linked = any(words[-size:] in self._links for size in (1, 2))
        return last if owned is not None and not linked else None

    def _noun(self, words: tuple[str, ...]) -> tuple[str, str] | None:
        """Return the label and the kind that the words tell, where they are a noun for a person or a body."""
        found = self._nouns.longest(words, 0) if words else None
        return found[1] if found is not None and found[0] == len(words) else None


class _Ordered(Generic[Found]):
    """Mentions in text order, to be found by where they stand."""

    def __init__(self, mentions: Sequence[Found]) -> None:
        self.mentions = mentions
        self.starts = [mention.start for mention in mentions]
        self._longest = max((mention.end - mention.start for mention in mentions), default=0)

    def within(self, span: Span) -> list[Found]:
        """Return those that overlap the span."""
        first, past = bisect_left(self.starts, span.start - self._longest), bisect_left(self.starts, span.end)
        return [mention for mention in self.mentions[first:past] if mention.end > span.start]

    def before(self, offset: int) -> Iterator[Found]:
        """Yield those that begin before the offset, the last first, as far as it pays to look."""
        for at in range(bisect_left(self.starts, offset) - 1, -1, -1):
            if offset - self.starts[at] > _REACH:
                return
            yield self.mentions[at]


class Named:
    """The people, bodies, places and roles of a text, by where they stand; mentions have their ids."""

    def __init__(self, annotation: Annotation) -> None:
        self.text = annotation.text
        self._annotation = annotation
        self._people, self._places = _Ordered(annotation.people), _Ordered(annotation.places)
        self._organizations, self._roles = _Ordered(annotation.organizations), _Ordered(annotation.roles)
        self._titled: dict[str, list[RoleMention]] = {}
        for role in annotation.roles:
            self._titled.setdefault(fold(role.title or ""), []).append(role)

    def in_words(self, span: Span) -> Who | None:
        """Return whom the words of the span name."""
        found: list[tuple[int, int, Who]] = [
            (role.start, role.end, holder) for role in self._roles.within(span) if (holder := _holder(role)) is not None
        ]
        found += [(person.start, person.end, person) for person in self._people.within(span)]
        found += [(body.start, body.end, body) for body in self._organizations.within(span)]
        for start, end, who in sorted(found, key=lambda each: (each[0], -each[1])):
            shared = min(end, span.end) - max(start, span.start)
            if start <= span.start or shared >= _SHARE * (span.end - span.start):
                return who
        whole = (place for place in self._places.within(span) if place.start <= span.start and span.end <= place.end)
        return next(whole, None)

    def ending_at(self, span: Span) -> Who | None:
        """Return the longest person, body or place whose name is the end of the span, and not all of it."""
        found = (
            mention
            for every in (self._people, self._organizations, self._places)
            for mention in every.within(span)
            if mention.start > span.start and self.text[span.end : mention.end] in ("", ".")  # bệnh nhân N.M.T|.
        )
        return min(found, key=lambda mention: mention.start, default=None)

    def person_before(self, offset: int, gender: str | None) -> PersonMention | None:
        """Return the person named last before the offset that is not known to be of another gender."""
        people = self._people.before(offset)
        return next((p for p in people if not p.byline and (gender is None or p.gender in (None, gender))), None)

    def bearer(self, title: str, offset: int) -> PersonMention | None:
        """Return the only person of the text who bears a title: of a post, or of an occupation where that is the one
        named last before the offset, too (of two players often one alone is called so).
        """
        roles = self._titled.get(title, [])
        people = {_called(role.holder): role for role in roles if role.holder is not None and role.holder.id >= 0}
        unnamed = any(role.holder is None and (role.organization or role.place) for role in roles)  # Chủ tịch xã B
        if len(people) != 1 or unnamed:
            return None
        (name, role), last = next(iter(people.items())), self.person_before(offset, None)
        is_last = last is not None and _called(last) == name
        return role.holder if role.kind == _POST or is_last else None

    def holder(self, title: str, body: OrganizationMention) -> PersonMention | None:
        """Return who has a post of a body by the text, None where it tells nobody or several."""
        name = fold(self.text[body.start : body.end])
        own = (
            role
            for role in self._titled.get(title, [])
            if (of := role.organization) is not None and fold(self.text[of.start : of.end]) == name
        )
        people = {_called(holder): holder for role in own if (holder := _holder(role)) is not None}
        return next(iter(people.values())) if len(people) == 1 else None

    def country_before(self, offset: int) -> PlaceMention | None:
        """Return the country named last before the offset; of several in one sentence the one that opens it, if any."""
        countries = (place for place in self._places.before(offset) if place.group == _COUNTRY)
        last = next(countries, None)
        if last is None:
            return None
        opens = self._annotation.sentences[self._annotation.sentence_at(last.start)].start
        named = [last, *takewhile(lambda place: place.start >= opens, countries)]
        alone = len({place.name for place in named}) == 1
        return last if alone else named[-1] if named[-1].start == opens else None

    def place_before(self, offset: int, unit: str) -> PlaceMention | None:
        """Return the place of a unit word (xã) named last before the offset."""
        return next((place for place in self._places.before(offset) if place.level == unit), None)

    def body_before(self, offset: int, kind: str = "") -> OrganizationMention | None:
        """Return the body named last before the offset, the outer of nested ones.

        Args:
            kind: what the noun says of the body, as that it is a company; empty where it says nothing. Then it is no
                newspaper: most are only cited.
        """
        found: OrganizationMention | None = None
        for body in self._organizations.before(offset):
            if not kind and body.kind == _CITED:
                continue
            if body.end > offset or (kind and body.kind != kind and not (body.kind is None and kind in _UNTOLD)):
                continue
            if found is None or body.covers(found):
                found = body
            else:
                break
        return found


def _holder(role: RoleMention) -> PersonMention | None:
    holder = role.holder
    return holder if holder is not None and holder.id >= 0 else None  # one that lost an overlap is nobody


def _called(person: PersonMention) -> str:
    return person.name.split()[-1]
