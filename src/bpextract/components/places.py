"""Find places."""

from bpextract.annotation import Annotation, Mention
from bpextract.components.finder import Finder


class PlacesFinder(Finder):
    """Finds PLACE mentions."""

    label = "PLACE"

    def find(self, annotation: Annotation) -> list[Mention]:
        return []
