"""The kind of a body whose own head does not tell it: by a word beside the name, in it, or by the bodies in a row."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from bpextract.annotation import Annotation
from bpextract.lexicons.alternation import any_of
from bpextract.lexicons.matching import EndingTrie, PhraseTrie
from bpextract.mentions import Name, OrganizationMention
from bpextract.text.folding import fold
from bpextract.text.sentences import LOWER

_FARTHEST = 6  # tokens of its field between a class word and the name
_LIST = 9  # … between a class word and the list of what is of the class, with both
_LONGEST_CLASS = 4  # tokens of a class word
_LEAST_CLUBS = 2  # named in a text that tells of clubs
_QUOTES = frozenset("\"“'‘")
_IN_A_ROW = (", ", " và ", "/", " / ", " hay ", " hoặc ")
_ROWS_OF = frozenset({"company", "sport"})
_STOPS = frozenset(",.;:!?()…")
_OF_SOURCES = ("/", " / ")  # between newspapers: BNEWS/TTXVN; a comma may part one from whom it cites
_SAID = re.compile(r"(?: là |, một | [-–] | [-–] một | \()(?:một |những )?")
# What opens a source, and what may stand between it and the end of the brackets or the text.
_OF, _IS = "của", "là"
_CREDIT = re.compile(r"(?<![^\W\d_])(?:ảnh|nguồn) ?: ?$")
_SOURCE = re.compile(r"(?:\( ?(?:dịch )?theo|(?:^|[.!?…\n”\"])\s?(?:dịch )?theo)[^()\n.;:]{0,40}$")
_SOURCE_ENDS = re.compile(rf"(?:[,/]| và|[^()\n.;:]){{0,40}}?(?:\)(?! ?[{LOWER},])|\s*\Z)")
# What stands before the brackets of a whole text's source: who wrote it, or a full stop.
_SIGNED = re.compile(rf"(?:^|[.!?…”\")\n]|(?:^|[\s.,/-])[^\W\d_{LOWER}][^\W\d_]*)\s*$")


class BodyKinds:
    """What the lexicon organization_cues says of the kinds of bodies.

    Attributes:
        first: what begins a name; within, club: what stands in the name of a unit, of a club.
    """

    def __init__(
        self, cues: Iterable[Mapping[str, str]], fields: Iterable[Mapping[str, str]],
        known: Iterable[Mapping[str, str]] = (),
    ) -> None:  # fmt: skip
        """Build the matchers.

        Args:
            cues: entries of organization_cues.
            fields: entries of organization_phrases: what may stand between a class word and a name.
            known: entries of organization_kinds, for names that nothing else tells the kind of.
        """
        self._known = {fold(entry["form"]): entry["kind"] for entry in known}
        by_place: dict[str, dict[str, str]] = {}
        for entry in cues:
            by_place.setdefault(entry["where"], {})[entry["form"]] = entry["kind"]
        classes = by_place.get("before", {})
        self._classes = PhraseTrie(classes.items())
        self._before = EndingTrie(pair for where in ("before", "of", "not") for pair in by_place.get(where, {}).items())
        self._of = EndingTrie(by_place.get("of", {}).items())
        self._match = EndingTrie(pair for where in ("match", "not") for pair in by_place.get(where, {}).items())
        self._after = PhraseTrie(by_place.get("after", {}).items())
        self._several = EndingTrie((form, True) for form in by_place.get("several", {}))
        self._row = EndingTrie((form, True) for form in by_place.get("row", {}))
        self._fields = EndingTrie(
            (form, True) for form in [*(entry["form"] for entry in fields), *by_place.get("field", {})]
        )
        self._papers = {fold(form): kind for form, kind in by_place.get("paper", {}).items()}
        self._last = re.compile(rf" (?P<last>{any_of(map(fold, by_place.get('last', {})))})$")
        self._kinds_of_last = {fold(form): kind for form, kind in by_place.get("last", {}).items()}
        self.first, self.within, self.club = (
            PhraseTrie(by_place.get(where, {}).items()) for where in ("first", "within", "club")
        )

    def in_name(self, norms: Sequence[str], first: int, past: int) -> tuple[int, str] | None:
        """Return where the word ends that begins a name and tells its kind, and the kind: `Tòa | Tối cao`, court."""
        found = self.first.longest(norms, first)
        return found if found is not None and found[0] <= past else None

    def of_authority(self, folded_name: str) -> str | None:
        """Return the kind that the end of an authority's name tells: `Cơ quan Năng lượng | Quốc tế`."""
        last = self._last.search(folded_name)
        return None if last is None else self._kinds_of_last[last["last"]]

    def tell(self, annotation: Annotation, bodies: Sequence[OrganizationMention], names: Sequence[Name]) -> None:
        """Set the kind of bodies that have none, by what stands beside them.

        Args:
            bodies: the mentions of `names`, one for each.
        """
        places = {name.end: name.start for name in annotation.names if name.label == "PLACE"}
        for body, name in zip(bodies, names, strict=True):
            paper = self._papers.get(annotation.folded[body.start : body.end])
            if paper is not None and (
                _is_source(annotation, body) or _CREDIT.search(annotation.folded, max(0, body.start - 12), body.start)
            ):
                body.kind = paper
            elif body.kind is None and _is_source(annotation, body):
                body.kind = "media"
            elif body.kind is None:
                body.kind = self._beside(annotation, name, places)
            if body.kind is None:
                body.kind = self._known.get(annotation.folded[body.start : body.end])
            credited = _CREDIT.search(annotation.folded, max(0, body.start - 12), body.start) is not None
            if body.kind is None and credited and not annotation.text[body.start : body.end].isupper():
                body.kind = "media"  # Ảnh: Top Gear; but ND is a photographer
        if sum(body.kind == "sport" for body in bodies) >= _LEAST_CLUBS:
            norms = annotation.tokens.norms
            for body, name in zip(bodies, names, strict=True):
                if body.kind is None and (found := self._match.before(norms, name.start)) is not None:
                    body.kind = found[1] or None
        self._tell_listed(annotation, bodies, names)
        _tell_rows(annotation, bodies)
        _tell_same(annotation, bodies)

    def _tell_listed(
        self, annotation: Annotation, bodies: Sequence[OrganizationMention], names: Sequence[Name]
    ) -> None:
        """Give bodies without a kind that of the class which they are listed of: các công ty lớn như | A và | B."""
        kind: str | None = None
        past: int | None = None
        for body, name in zip(bodies, names, strict=True):
            in_row = past is not None and annotation.text[past : body.start] in _IN_A_ROW
            kind = kind if in_row else self._listed(annotation.tokens.norms, name.start)
            if kind is not None and body.kind is None and body.head_end is None:
                body.kind = kind
            past = body.end

    def _listed(self, norms: Sequence[str], start: int) -> str | None:
        """Return the kind of several bodies whose class word stands before a list that begins at the token."""
        opens = self._row.before(norms, start)
        if opens is None:
            return None
        beside = norms[start - 1] == _IS  # hai công ty là | A và B
        for at in range(opens[0] - 1, max(0, opens[0] - _LONGEST_CLASS if beside else start - _LIST), -1):
            if norms[at] in _STOPS or self._several.before(norms, at + 1) is not None:
                return None  # công ty bị các nhóm | như A
            named = self._classes.longest(norms, at)
            if named is None or named[0] > opens[0] or (beside and named[0] < opens[0]):
                continue
            several = self._several.before(norms, at) is not None or norms[at - 1].isdigit()
            return named[1] if several else None
        return None

    def _beside(self, annotation: Annotation, name: Name, places: Mapping[int, int]) -> str | None:
        tokens = annotation.tokens
        norms, at = tokens.norms, name.start
        if at and norms[at - 1] in _QUOTES:
            at -= 1
        least = max(0, at - _FARTHEST)
        while at > least:
            found, field = self._before.before(norms, at), self._fields.before(norms, at)
            if found is None and norms[at - 1] == _OF:
                found = self._of.before(norms, at - 1)  # CEO | của | Oculus VR
            if found is not None and (field is None or found[0] < field[0]):  # none in nghiên cứu thị | trường
                return found[1] or None
            if field is None and at not in places:
                break
            at = min(places.get(at, at), field[0] if field is not None else at)
        if name.end < len(norms) and (said := self._after.longest(norms, name.end)) is not None:
            return said[1]
        joint = _SAID.match(annotation.folded, tokens.ends[name.end - 1])
        if joint is None:
            return None
        following = next(
            (t for t in range(name.end, min(name.end + 4, len(norms))) if tokens.starts[t] >= joint.end()), None
        )
        named = self._classes.longest(norms, following) if following is not None else None
        return named[1] if named is not None else None


def _is_source(annotation: Annotation, body: OrganizationMention) -> bool:
    """Whether a text, or a part of it, is from a body: `(theo X, Y)`, and `Theo X` at the very end."""
    since = max(0, body.start - 60)
    opening = _SOURCE.search(annotation.folded, since, body.start)
    if opening is None:
        return False
    closing = _SOURCE_ENDS.match(annotation.text, body.end)
    if closing is None or opening[0].startswith("(") != closing[0].endswith(")"):
        return False
    return not opening[0].startswith("(") or _SIGNED.search(annotation.text, since, opening.start()) is not None


def _tell_rows(annotation: Annotation, bodies: Sequence[OrganizationMention]) -> None:
    """Give bodies in a row the kind that those beside them have: Intel, | eBay, | Netflix."""
    pairs = [(one, other) for one, other in pairwise(bodies) if annotation.text[one.end : other.start] in _IN_A_ROW]
    for forth in (pairs, [(other, one) for one, other in reversed(pairs)]):
        for one, other in forth:
            joint = annotation.text[min(one.end, other.end) : max(one.start, other.start)]
            alike = one.kind in _ROWS_OF or (one.kind == "media" and joint in _OF_SOURCES)
            if other.kind is None and alike and one.head_end is None and other.head_end is None:
                other.kind = one.kind


def _tell_same(annotation: Annotation, bodies: Sequence[OrganizationMention]) -> None:
    """Give bodies the kind that the same name has wherever the text tells one."""
    kinds: dict[str, set[str]] = {}
    for body in bodies:
        if body.kind is not None:
            kinds.setdefault(annotation.folded[body.start : body.end], set()).add(body.kind)
    for body in bodies:
        told = kinds.get(annotation.folded[body.start : body.end], ()) if body.kind is None else ()
        if len(told) == 1:
            (body.kind,) = told
