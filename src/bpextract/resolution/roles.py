"""Make the rows of the roles table."""

from bpextract.annotation import Annotation
from bpextract.schema import Role


def roles_records(annotation: Annotation) -> list[Role]:
    """Return the rows; mentions have their ids."""
    return []
