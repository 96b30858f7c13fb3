"""Make the rows of the places table."""

from bpextract.annotation import Annotation
from bpextract.schema import Place


def places_records(annotation: Annotation) -> list[Place]:
    """Return the rows; mentions have their ids."""
    return []
