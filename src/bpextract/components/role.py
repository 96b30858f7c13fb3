"""A role on its way: read off the text, then given a holder."""

from dataclasses import dataclass

from bpextract.mentions import OrganizationMention, PersonMention, PlaceMention


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
