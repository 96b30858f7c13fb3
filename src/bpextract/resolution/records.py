"""From the mentions of a document to the rows of every table."""

from collections.abc import Sequence
from typing import Any

from bpextract.annotation import Annotation, Mention
from bpextract.label import Label
from bpextract.resolution.dates import dates_records
from bpextract.resolution.documents import documents_records, mentions_records, sentences_records
from bpextract.resolution.figures import figures_records
from bpextract.resolution.inferred import settled_province
from bpextract.resolution.organizations import organizations_records
from bpextract.resolution.overlaps import resolve_overlaps
from bpextract.resolution.own import own_records
from bpextract.resolution.people import people_records
from bpextract.resolution.places import places_records
from bpextract.resolution.roles import roles_records

Rows = dict[str, list[list[Any]]]


def resolve(annotation: Annotation, labels: Sequence[Label]) -> tuple[list[Mention], Rows]:
    """Settle overlaps and make the records of every table but tokens.

    Returns:
        The mentions that stay, in text order, and the rows by table: plain values in the order of the columns after
        `doc_id`.

    Raises:
        InputError: a mention has a label that is not one of `labels`.
    """
    mentions = resolve_overlaps(annotation, labels)
    # Entities first: mentions, roles, figures and dates point at them.
    places = places_records(annotation)
    province = settled_province(places)
    entities: dict[str, Any] = {
        "people": people_records(annotation),
        "places": places,
        "organizations": organizations_records(annotation, province),
        "roles": roles_records(annotation, province),
        "figures": figures_records(annotation),
        "dates": dates_records(annotation),
    }
    for label in labels:
        if label.table not in entities:
            entities[label.table] = own_records(label, annotation)
    records: dict[str, Any] = {
        "documents": documents_records(annotation),
        "sentences": sentences_records(annotation),
        "mentions": mentions_records(annotation, mentions, labels),
        **entities,
    }
    return mentions, {table: [list(record.values()) for record in found] for table, found in records.items()}
