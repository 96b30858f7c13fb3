"""Make the rows of the roles table."""

from bpextract.annotation import Annotation
from bpextract.entities import Entities
from bpextract.mentions import RoleMention
from bpextract.resolution.settled_province import is_provincial
from bpextract.schema import Person, Place, Role
from bpextract.text.folding import fold


def roles_records(
    annotation: Annotation,
    people: Entities[Person],
    places: Entities[Place],
    ministers: tuple[str, ...],
    province: int | None = None,
) -> list[Role]:
    """Return a row for each ROLE mention, in text order; mentions have their ids.

    Args:
        ministers: titles, folded, that hold the first word of their body's name.
        province: the place_id of the province that the document settles; roles in a body of "the province" take it.
    """
    rows = []
    for number, role in enumerate(annotation.roles):
        organization = _organization(annotation, role, ministers)
        place = places.of(role.place)
        inferred = place is None and province is not None and is_provincial(organization)
        rows.append(
            Role(
                role_id=number,
                mention_id=role.id,
                person_id=people.of(role.holder),
                title=role.title,
                organization=organization,
                place_id=province if inferred else place,
                place_inferred=inferred,
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
