"""From the mentions of a document to the rows of every table."""

from typing import Any

from bpextract.annotation import Annotation, Mention
from bpextract.resolution.dates import dates_records
from bpextract.resolution.documents import documents_records, mentions_records, sentences_records
from bpextract.resolution.figures import figures_records
from bpextract.resolution.inferred import settled_province
from bpextract.resolution.organizations import organizations_records
from bpextract.resolution.overlaps import resolve_overlaps
from bpextract.resolution.people import people_records
from bpextract.resolution.places import places_records
from bpextract.resolution.roles import roles_records

Rows = dict[str, list[list[Any]]]


def resolve(annotation: Annotation) -> tuple[list[Mention], Rows]:
    """Settle overlaps and make the records of every table but tokens.

    Returns:
        The mentions that stay, in text order, and the rows by table: plain values in the order of
        `bpextract.schema.columns(table)[1:]`.
    """
    mentions = resolve_overlaps(annotation)
    # Entities first: mentions, roles, figures and dates point at them.
    places = places_records(annotation)
    province = settled_province(places)
    people = people_records(annotation)
    organizations = organizations_records(annotation, province)
    records: dict[str, Any] = {
        "documents": documents_records(annotation),
        "sentences": sentences_records(annotation),
        "mentions": mentions_records(annotation, mentions),
        "people": people,
        "places": places,
        "organizations": organizations,
        "roles": roles_records(annotation, province),
        "figures": figures_records(annotation),
        "dates": dates_records(annotation),
    }
    return mentions, {table: [list(record.values()) for record in found] for table, found in records.items()}
