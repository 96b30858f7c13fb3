"""Find people."""

from bpextract.annotation import Annotation, Mention
from bpextract.components.finder import Finder


class PeopleFinder(Finder):
    """Finds PERSON mentions."""

    label = "PERSON"

    def find(self, annotation: Annotation) -> list[Mention]:
        return []
