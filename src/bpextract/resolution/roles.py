"""Make the rows of the roles table."""

from typing import Any

from bpextract.annotation import Annotation, Mention
from bpextract.resolution.inferred import is_provincial
from bpextract.schema import Role


def roles_records(annotation: Annotation, province: int | None = None) -> list[Role]:
    """Return the rows; mentions have their ids, people their `person_id` and places their `place_id`.

    Args:
        province: the place_id of the province that the document settles; roles in a body of "the province" take it.
    """
    rows = []
    for number, role in enumerate(annotation.mentions.get("ROLE", [])):
        organization = _text(annotation, role.values.get("organization"))
        place = _value(role.values.get("place"), "place_id")
        inferred = place is None and province is not None and is_provincial(organization)
        rows.append(
            Role(
                role_id=number,
                mention_id=role.id,
                person_id=_value(role.values.get("holder"), "person_id"),
                title=role.values["title"],
                organization=organization,
                place_id=province if inferred else place,
                place_inferred=inferred,
                status=role.values["status"],
                kind=role.values["kind"],
            )
        )
    return rows


def _value(mention: Mention | None, key: str) -> Any:
    # A mention that lost an overlap has no id, and no row to point at.
    return None if mention is None or mention.id < 0 else mention.values.get(key)


def _text(annotation: Annotation, mention: Mention | None) -> str | None:
    return None if mention is None else " ".join(annotation.text[mention.start : mention.end].split())
