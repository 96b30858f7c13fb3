"""Find roles."""

from bpextract.annotation import Annotation, Mention
from bpextract.components.finder import Finder


class RolesFinder(Finder):
    """Finds ROLE mentions."""

    label = "ROLE"

    def find(self, annotation: Annotation) -> list[Mention]:
        return []
