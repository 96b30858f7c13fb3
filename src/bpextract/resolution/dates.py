"""Make the rows of the dates table."""

from bpextract.annotation import Annotation
from bpextract.schema import Date


def dates_records(annotation: Annotation) -> list[Date]:
    """Return the rows; mentions have their ids."""
    return []
