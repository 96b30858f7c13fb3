"""Find figures."""

from bpextract.annotation import Annotation, Mention
from bpextract.components.finder import Finder


class FiguresFinder(Finder):
    """Finds FIGURE mentions."""

    label = "FIGURE"

    def find(self, annotation: Annotation) -> list[Mention]:
        return []
