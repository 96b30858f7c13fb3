"""Find organizations."""

from bpextract.annotation import Annotation, Mention
from bpextract.components.finder import Finder


class OrganizationsFinder(Finder):
    """Finds ORG mentions."""

    label = "ORG"

    def find(self, annotation: Annotation) -> list[Mention]:
        return []
