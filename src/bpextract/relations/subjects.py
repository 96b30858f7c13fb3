"""Whom the subject of a figure names: the person, body or place of the document, pronouns followed."""

from bisect import bisect_left
from typing import TypeVar

from bpextract.annotation import Annotation
from bpextract.lexicons import schemas
from bpextract.lexicons.matching import PhraseTrie
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.mentions import Mention, OrganizationMention, PersonMention, PlaceMention, RoleMention
from bpextract.relations.answers import Span
from bpextract.text.tokenizer import norms_of

Found = TypeVar("Found", bound=Mention)
Who = PersonMention | OrganizationMention | PlaceMention
_SHARE = 0.5  # of a subject's characters that a name covers when the subject is whom it names
_POINTING = frozenset({"này", "trên", "đó", "ấy", "kia"})
_REACH = 1500  # characters before a pronoun in which whom it means is sought


class Subjects:
    """Tells whom subjects name, by the forms of address (people) and the heads of bodies of a vocabulary. Pickles."""

    lexicons = (schemas.HONORIFICS, schemas.ORGANIZATION_HEADS, schemas.SUBJECT_NOUNS)

    def __init__(self, vocabulary: Vocabulary) -> None:
        address = [entry for entry in vocabulary.entries(schemas.HONORIFICS) if entry["use"] != "kin"]
        heads = vocabulary.entries(schemas.ORGANIZATION_HEADS)
        nouns = vocabulary.entries(schemas.SUBJECT_NOUNS)
        self._gender = {tuple(norms_of(entry["form"])): entry["gender"] or None for entry in address}
        self._nouns: PhraseTrie[str] = PhraseTrie([(entry["form"], "ORG") for entry in heads if not entry["bare"]])
        for entry in nouns:
            self._nouns.add(entry["form"], entry["label"])

    def who(self, annotation: Annotation, span: Span) -> Who | None:
        """Return whom a subject names: the name that most of it is, or that it begins with, else whom a pronoun means.

        A held role stands for its holder (Chủ tịch UBND xã A), a place only for itself.
        """
        named = self._named(annotation, span)
        if named is not None:
            return named
        norms = norms_of(annotation.text[span.start : span.end])
        pointed = len(norms) > 1 and norms[-1] in _POINTING
        words = tuple(norms[:-1] if pointed else norms)
        if words in self._gender and (pointed or len(words) == 1):
            return self._person_before(annotation, span.start, self._gender[words])
        noun = self._nouns.longest(words, 0) if words else None
        if noun is None or noun[0] < len(words):
            return None
        if noun[1] == "ORG":
            return _last(annotation.organizations, span.start)
        return self._person_before(annotation, span.start, None) if pointed else None

    def _named(self, annotation: Annotation, span: Span) -> Who | None:
        found: list[tuple[int, int, Who]] = [
            (role.start, role.end, holder)
            for role in _within(annotation.roles, span)
            if (holder := _holder(role)) is not None
        ]
        found += [(person.start, person.end, person) for person in _within(annotation.people, span)]
        found += [(body.start, body.end, body) for body in _within(annotation.organizations, span)]
        for start, end, who in sorted(found, key=lambda each: (each[0], -each[1])):
            shared = min(end, span.end) - max(start, span.start)
            if start <= span.start or shared >= _SHARE * (span.end - span.start):
                return who
        for place in _within(annotation.places, span):
            if place.start <= span.start and span.end <= place.end:
                return place
        return None

    def _person_before(self, annotation: Annotation, offset: int, gender: str | None) -> PersonMention | None:
        """Return the person named last before the offset that is not known to be of another gender."""
        people = annotation.people
        at = bisect_left([person.start for person in people], offset) - 1
        while at >= 0 and offset - people[at].start < _REACH:
            person = people[at]
            if not person.byline and (gender is None or person.gender in (None, gender)):
                return person
            at -= 1
        return None


def _last(organizations: list[OrganizationMention], offset: int) -> OrganizationMention | None:
    """Return the body named last before the offset, the outer of nested ones."""
    found = None
    for mention in organizations:
        if mention.end > offset:
            break
        if found is None or mention.end > found.end:
            found = mention
    return found if found is not None and offset - found.end < _REACH else None


def _within(mentions: list[Found], span: Span) -> list[Found]:
    return [mention for mention in mentions if mention.start < span.end and span.start < mention.end]


def _holder(role: RoleMention) -> PersonMention | None:
    holder = role.holder
    return holder if holder is not None and holder.id >= 0 else None  # one that lost an overlap is nobody
