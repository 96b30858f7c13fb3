"""What is read of a body's name: its kind, how far its head word goes, and the full name it is short for."""

import re
from collections.abc import Collection, Mapping, Sequence

from bpextract.annotation import Annotation
from bpextract.finder import Finder
from bpextract.lexicons import schemas
from bpextract.lexicons.alternation import Kinds
from bpextract.lexicons.matching import PhraseTrie
from bpextract.mentions import Mention, Name, OrganizationMention
from bpextract.names.short_names import explains, follows_dash

_BRACKETS = (" (", "(", " [")
_DASHES = (" - ", " – ")


class OrganizationsFinder(Finder):
    """Finds ORG mentions: the names that were decided to be bodies'."""

    label = "ORG"
    lexicons = (
        schemas.ORGANIZATION_HEADS, schemas.ORGANIZATIONS, schemas.ORGANIZATION_TAILS, schemas.ORGANIZATION_PARTS,
        schemas.PLACE_WORDS,
    )  # fmt: skip

    def build(self, entries: Mapping[str, list[dict[str, str]]]) -> None:
        self._heads = PhraseTrie((entry["form"], entry["kind"]) for entry in entries["organization_heads"])
        self._known = PhraseTrie((entry["form"], entry["kind"]) for entry in entries["organizations"])
        self._tails = {entry["form"]: entry["kind"] for entry in entries["organization_tails"]}
        parts = Kinds(entries["organization_parts"])
        self._sections = parts.of("section")
        self._greater = PhraseTrie((form, True) for form in parts.of("whole"))
        self._whole = {entry["form"] for entry in entries["organization_heads"] if entry["bare"] == "name"}
        self._level = re.compile(rf" {Kinds(entries['place_words']).any_of('level')}\.?(?![^\W_])")

    def find(self, annotation: Annotation) -> list[Mention]:
        organizations = [self._read(annotation, name) for name in annotation.names if name.label == self.label]
        join_short_names(annotation, organizations)
        join_classes(annotation, organizations, self._whole, self._level)
        return [*organizations]

    def _read(self, annotation: Annotation, name: Name) -> OrganizationMention:
        tokens = annotation.tokens
        norms, first, past = tokens.norms, name.start, name.end
        start, end = tokens.starts[first], tokens.ends[past - 1]
        head, known = self._heads.longest(norms, first), self._known.longest(norms, first)
        kind: str | None = None
        head_end: int | None = None
        if head is not None and head[0] <= past:
            kind, head_end = head[1], tokens.ends[head[0] - 1]
            if " ".join(norms[first : head[0]]) in self._sections:
                kind = self._kind_within(norms, head[0], past) or kind
        elif known is not None and known[0] <= past:
            kind = known[1]
        else:
            kind = self._kind_of_tail(norms[first:past])
        return OrganizationMention(self.label, start, end, name.source, name.probability, kind=kind, head_end=head_end)

    def _kind_of_tail(self, norms: Sequence[str]) -> str | None:
        return next((self._tails[norm] for norm in reversed(norms) if norm in self._tails), None)

    def _kind_within(self, norms: Sequence[str], at: int, past: int) -> str | None:
        """Return the kind of the body that a department's name ends in: Khoa Nhi | Bệnh viện Bạch Mai."""
        for token in range(at, past):
            greater, head = self._greater.longest(norms, token), self._heads.longest(norms, token)
            if greater is not None and head is not None and max(greater[0], head[0]) <= past:
                return head[1]
        return self._kind_of_tail(norms[at:past])


def join_short_names(annotation: Annotation, organizations: list[OrganizationMention]) -> None:
    """Set `same_as` of acronyms and short names to the body that the text gave in full before.

    An acronym or a brand is explained in brackets after the full name (Ngân hàng Phát triển Mê Kông (MDB)), a
    company's after a dash, too; a short name is what the full one ends in (Công ty CP Địa ốc Lam Sơn, then Lam Sơn).
    """
    text = annotation.text
    short: dict[str, OrganizationMention] = {}
    before: OrganizationMention | None = None
    for body in organizations:
        name = text[body.start : body.end]
        between = text[before.end : body.start] if before is not None else ""
        if before is not None and (
            (between in _BRACKETS and explains(text, before, body))
            or (between in _DASHES and follows_dash(text, before, body))
        ):
            body.same_as = before
            short.setdefault(name, before)
        elif name in short:
            body.same_as = short[name]
        elif before is None or body.start >= before.end:
            _remember(text, body, short)
        if body.same_as is not None and body.kind is None:
            body.kind = body.same_as.kind
        before = body


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
    named: dict[str, dict[str, OrganizationMention]] = {}
    for body in organizations:
        if body.head_end is None or body.same_as is not None:
            continue
        name, head = annotation.folded[body.start : body.end], annotation.folded[body.start : body.head_end]
        if head in whole:
            continue
        level = level_word.match(annotation.folded, body.head_end, body.end)
        known = named.get(name)
        if known is not None and body.end == (level.end() if level else body.head_end):
            if len(known) == 1:
                body.same_as = next(iter(known.values()))
            continue
        for said in {head, head + level[0]} if level else {head}:
            if said != name:
                named.setdefault(said, {}).setdefault(name, body)


def _remember(text: str, body: OrganizationMention, short: dict[str, OrganizationMention]) -> None:
    """Keep by what a company may be called later: the words in title case that its name ends in."""
    if body.kind != "company" or body.head_end is None or body.head_end >= body.end:
        return
    words = text[body.head_end : body.end].split()
    for first in range(len(words)):
        if all(word[0].isupper() for word in words[first:]):
            short.setdefault(" ".join(words[first:]), body)
            return
