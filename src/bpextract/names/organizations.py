"""What is read of a body's name: its kind, how far its head word goes, and the full name it is short for."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from bpextract.annotation import Annotation
from bpextract.finder import Finder
from bpextract.lexicons import schemas
from bpextract.lexicons.alternation import Kinds
from bpextract.lexicons.matching import PhraseTrie
from bpextract.mentions import Mention, Name, OrganizationMention
from bpextract.names.body_kinds import BodyKinds
from bpextract.names.short_names import explains, follows_dash

_COMPANY, _MASS = "company", "mass"
_BRACKETS = (" (", "(", " [")
_DASHES = (" - ", " – ")


class OrganizationsFinder(Finder):
    """Finds ORG mentions: the names that were decided to be bodies'."""

    label = "ORG"
    lexicons = (
        schemas.ORGANIZATION_HEADS, schemas.ORGANIZATIONS, schemas.ORGANIZATION_TAILS, schemas.ORGANIZATION_PARTS,
        schemas.PLACE_WORDS, schemas.ORGANIZATION_CUES, schemas.ORGANIZATION_PHRASES, schemas.ORGANIZATION_KINDS,
    )  # fmt: skip

    def build(self, entries: Mapping[str, list[dict[str, str]]]) -> None:
        self._heads = PhraseTrie((entry["form"], entry["kind"]) for entry in entries["organization_heads"])
        self._known = PhraseTrie((entry["form"], entry["kind"]) for entry in entries["organizations"])
        self._tails = {entry["form"]: entry["kind"] for entry in entries["organization_tails"]}
        parts = Kinds(entries["organization_parts"])
        self._sections, self._units = parts.of("section"), parts.of("section", "part")
        self._clubs, self._authorities = parts.of("club"), parts.of("authority")
        self._kinds = BodyKinds(
            entries["organization_cues"], entries["organization_phrases"], entries["organization_kinds"]
        )
        self._greater = PhraseTrie((form, True) for form in parts.of("whole"))
        self._whole = {entry["form"] for entry in entries["organization_heads"] if entry["bare"] == "name"}
        self._called = re.compile(
            rf"(?P<joint> ?[(\[] ?|,? ?[,;–-] ?){parts.any_of('called')}(?: ?: ?| | ?[–-] )[\"“]?"
        )
        self._level = re.compile(rf" {Kinds(entries['place_words']).any_of('level')}\.?(?![^\W_])")

    def find(self, annotation: Annotation) -> list[Mention]:
        names = [name for name in annotation.names if name.label == self.label]
        places = sorted(name.start for name in annotation.names if name.label == "PLACE")
        organizations = [self._read(annotation, name, places) for name in names]
        firms = {body.start for body in organizations if body.kind == _COMPANY and body.head_end is None}
        self._kinds.tell(annotation, organizations, names)
        join_short_names(annotation, organizations, self._called, firms)
        join_classes(annotation, organizations, self._whole, self._level)
        return [*organizations]

    def _read(self, annotation: Annotation, name: Name, places: Sequence[int]) -> OrganizationMention:
        tokens = annotation.tokens
        norms, first, past = tokens.norms, name.start, name.end
        start, end = tokens.starts[first], tokens.ends[past - 1]
        head, known = self._heads.longest(norms, first), self._known.longest(norms, first)
        opening = self._kinds.in_name(norms, first, past)
        kind: str | None = None
        head_end: int | None = None
        if head is not None and head[0] <= past:
            kind, head_end = head[1], tokens.ends[head[0] - 1]
            said = " ".join(norms[first : head[0]])
            if opening is not None and opening[0] > head[0]:
                kind, head_end = opening[1], tokens.ends[opening[0] - 1]
            elif said in self._units or said in self._clubs:
                kind = self._kind_within(norms, head[0], _past_own(places, head[0], past), past, said) or kind
            if known is not None and known[0] == past:
                kind = known[1]  # Ngân hàng Thế giới is no company
            elif said in self._authorities or kind == _MASS:
                kind = self._kinds.of_authority(annotation.folded[start:end]) or kind
        elif known is not None and known[0] <= past:
            kind = known[1]
        elif opening is not None:
            kind = self._kinds.of_authority(annotation.folded[start:end]) or opening[1]
            head_end = tokens.ends[opening[0] - 1]
        else:
            kind = self._kind_of_tail(norms[first:past])
        return OrganizationMention(self.label, start, end, name.source, name.probability, kind=kind, head_end=head_end)

    def _kind_of_tail(self, norms: Sequence[str]) -> str | None:
        return next((self._tails[norm] for norm in reversed(norms) if norm in self._tails), None)

    def _kind_within(self, norms: Sequence[str], at: int, own: int, past: int, said: str) -> str | None:
        """Return the kind that what follows the head `said` of a unit or a club tells.

        It is that of the body that its name ends in (Khoa Nhi | Bệnh viện Bạch Mai), or of its field (Trung tâm | Tim
        mạch), which stands before token `own`.
        """
        if said in self._sections:
            for token in range(at, past):
                greater, head = self._greater.longest(norms, token), self._heads.longest(norms, token)
                if greater is not None and head is not None and max(greater[0], head[0]) <= past:
                    return head[1]
        words = self._kinds.club if said in self._clubs else self._kinds.within
        found = (words.longest(norms, token) for token in range(at, own))
        of_field = next((each[1] for each in found if each is not None and each[0] <= past), None)
        return of_field or (self._kind_of_tail(norms[at:past]) if said in self._sections else None)


def _past_own(places: Sequence[int], at: int, past: int) -> int:
    """Return the token of a name at which the place in it begins: none of its words is a field (CLB Cần | Thơ).

    Args:
        places: the tokens at which places begin, in order.
    """
    first = bisect_left(places, at)
    return min(past, places[first]) if first < len(places) else past


def join_short_names(
    annotation: Annotation, organizations: list[OrganizationMention], called: "re.Pattern[str]", firms: Collection[int]
) -> None:
    """Set `same_as` of acronyms and short names to the body that the text gave in full before.

    An acronym or a brand is explained in brackets after the full name (Ngân hàng Phát triển Mê Kông (MDB)), a
    company's after a dash, too; a short name is what the full one ends in (Công ty CP Địa ốc Lam Sơn, then Lam Sơn).

    Args:
        called: what says in brackets that another name follows (mã: NAB).
        firms: where the names of known companies begin, which may own what they follow: Bệnh viện Vinmec (Vingroup).
    """
    text, folded = annotation.text, annotation.folded
    short: dict[str, OrganizationMention] = {}
    before: OrganizationMention | None = None
    for body in organizations:
        name = folded[body.start : body.end]
        between = text[before.end : body.start] if before is not None else ""
        joint = called.fullmatch(folded, before.end, body.start) if before is not None else None
        if before is not None and joint is not None and body.head_end is None:
            if "(" in joint["joint"] or "[" in joint["joint"]:
                body.same_as = before
            else:  # (Nam A Bank, mã: | NAB)
                body.same_as = before.same_as
            if body.same_as is not None:
                short.setdefault(name, body.same_as)
        elif before is not None and (
            (
                between in _BRACKETS
                and explains(text, before, body, called.match(folded, body.end) is not None, body.start in firms)
            )
            or (between in _DASHES and follows_dash(text, before, body))
        ):
            body.same_as = before
            short.setdefault(name, before)
        elif name in short:
            body.same_as = short[name]
        elif before is None or body.start >= before.end:
            _remember(text, folded, body, short)
        if body.same_as is not None and body.kind is None:
            body.kind = body.same_as.kind
        before = body


@dataclass(slots=True)
class _Class:
    """The bodies of one class by their names, each named with its place or without it, and the latter names of all."""

    bodies: dict[str, OrganizationMention] = field(default_factory=dict)
    placeless: set[str] = field(default_factory=set)

    def add(self, name: str, body: OrganizationMention, placeless: Collection[str]) -> None:
        """Add a body unless it is one of them.

        Args:
            placeless: its name without its place.
        """
        if name in self.placeless or not self.bodies.keys().isdisjoint({name, *placeless}):
            return
        self.bodies[name] = body
        self.placeless.update(placeless)


def join_classes(
    annotation: Annotation,
    organizations: list[OrganizationMention],
    whole: Collection[str],
    level_word: "re.Pattern[str]",
) -> None:
    """Set `same_as` of a body that is said back by its class (Sở, Công an tỉnh) to the one body of it named before.

    Args:
        whole: heads that are a name by themselves (Quốc hội).
        level_word: the unit word of a place right after the head of a body.
    """
    named: dict[str, _Class] = {}
    places = sorted(annotation.tokens.starts[name.start] for name in annotation.names if name.label == "PLACE")
    for body in organizations:
        if body.head_end is None or body.same_as is not None:
            continue
        name, head = annotation.folded[body.start : body.end], annotation.folded[body.start : body.head_end]
        if head in whole:
            continue
        level = level_word.match(annotation.folded, body.head_end, body.end)
        known = named.get(name)
        if known is not None and body.end == (level.end() if level else body.head_end):
            if len(known.bodies) == 1:
                body.same_as = next(iter(known.bodies.values()))
            continue
        within = places[bisect_right(places, body.start) : bisect_left(places, body.end)]
        placeless = {name[: place - body.start - 1] for place in within if name[place - body.start - 1] == " "}
        for said in {head, head + level[0]} if level else {head}:
            if said != name:
                named.setdefault(said, _Class()).add(name, body, placeless)


def _remember(text: str, folded: str, body: OrganizationMention, short: dict[str, OrganizationMention]) -> None:
    """Keep by what a company may be called later: the words in title case that its name ends in."""
    if body.kind != "company" or body.head_end is None or body.head_end >= body.end:
        return
    words = text[body.head_end : body.end].split()
    for first in range(len(words)):
        if all(word[0].isupper() for word in words[first:]):
            short.setdefault(" ".join(folded[body.head_end : body.end].split()[first:]), body)
            return
