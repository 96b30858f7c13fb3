"""A role on its way: what it is read by, then what was read, to be given a holder."""

from dataclasses import dataclass

from bpextract.components.roles.fields import FieldWords, Title
from bpextract.components.roles.patterns import RolePatterns
from bpextract.lexicons.matching import PhraseTrie
from bpextract.mentions import OrganizationMention, PersonMention, PlaceMention


@dataclass(frozen=True, slots=True)
class RoleWords:
    """What roles are read by.

    Attributes:
        titles: the titles.
        fields: what they may be of.
        nouns: what an occupation may be of, right before a name (nghệ sĩ xiếc Quốc Cơ); false for what it may not.
        unnamed: what a body without a name may begin with besides the words of bodies; true for what stands before it.
        forms: the patterns of what stands around a title.
    """

    titles: PhraseTrie[Title]
    fields: FieldWords
    nouns: PhraseTrie[bool]
    unnamed: PhraseTrie[bool]
    forms: RolePatterns


@dataclass(slots=True, eq=False)
class RoleSpan:
    """A role read off the text, its holder not yet known. Offsets are characters."""

    start: int
    end: int
    title: str
    kind: str
    status: str
    weak: bool
    loose: bool = False
    behind: bool = False  # counts only after a name
    organization: OrganizationMention | None = None
    place: PlaceMention | None = None
    holder: PersonMention | None = None
    rule: str = ""
