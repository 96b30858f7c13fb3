"""Make the rows of the people table."""

from bpextract.annotation import Annotation
from bpextract.schema import Person


def people_records(annotation: Annotation) -> list[Person]:
    """Return the rows; mentions have their ids."""
    return []
