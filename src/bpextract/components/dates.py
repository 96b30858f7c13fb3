"""Find dates."""

from bpextract.annotation import Annotation, Mention
from bpextract.components.finder import Finder


class DatesFinder(Finder):
    """Finds DATE mentions."""

    label = "DATE"

    def find(self, annotation: Annotation) -> list[Mention]:
        return []
