"""Make the rows of the organizations table."""

from bpextract.annotation import Annotation
from bpextract.schema import Organization


def organizations_records(annotation: Annotation) -> list[Organization]:
    """Return the rows; mentions have their ids."""
    return []
