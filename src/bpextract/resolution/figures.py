"""Make the rows of the figures table."""

from bpextract.annotation import Annotation
from bpextract.schema import Figure


def figures_records(annotation: Annotation) -> list[Figure]:
    """Return the rows; mentions have their ids."""
    return []
