"""Make the rows of the roles table."""

from bpextract.annotation import Annotation
from bpextract.entities import Entities
from bpextract.mentions import RoleMention
from bpextract.resolution.settled_province import Seats
from bpextract.schema import Organization, Person, Place, Role
from bpextract.text.folding import fold


def roles_records(
    annotation: Annotation,
    people: Entities[Person],
    places: Entities[Place],
    organizations: Entities[Organization],
    ministers: tuple[str, ...],
    seats: Seats,
) -> list[Role]:
    """Return a row for each ROLE mention, in text order; mentions have their ids.

    A role in a body that is named with its place elsewhere (Giám đốc Sở Y tế … Sở Y tế Hải Dương) has that place.

    Args:
        ministers: titles, folded, that hold the first word of their body's name.
        seats: the places of bodies that do not name theirs; roles in them take it.
    """
    rows = []
    for number, role in enumerate(annotation.roles):
        organization = _organization(annotation, role, ministers)
        body = organizations.of(role.organization)
        named = places.of(role.place)
        place = organizations.records[body].place_id if named is None and body is not None else named
        if place is None:
            place = seats.of(organization)
        rows.append(
            Role(
                role_id=number,
                mention_id=role.id,
                person_id=people.of(role.holder),
                title=role.title,
                organization=organization,
                place_id=place,
                place_inferred=place != named,
                status=role.status,
                kind=role.kind,
            )
        )
    return rows


def _organization(annotation: Annotation, role: RoleMention, ministers: tuple[str, ...]) -> str | None:
    """Return the body as it is written; of a minister with the word that his title holds (Bộ trưởng Tài chính)."""
    body = role.organization
    if body is None:
        return None
    written = " ".join(annotation.text[body.start : body.end].split())
    minister = body.head_end is None and fold(role.title).startswith(ministers)
    return f"Bộ {written}" if minister and body.start > role.start else written
