"""What every finder of mentions shares."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from bpextract.annotation import Annotation
from bpextract.lexicons.lexicon import LexiconSchema
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.mentions import Mention


class Finder:
    """Finds the mentions of one label.

    A subclass names its `label` and its `lexicons`, builds its matchers in `build`, and gives the mentions in `find`,
    which reads the annotation, changes nothing in it, and returns the same for the same text. Finders pickle.
    """

    label: ClassVar[str]
    lexicons: ClassVar[tuple[LexiconSchema, ...]] = ()

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        """Build the matchers from the vocabulary: that of the packaged lexicons, when none is given."""
        self.build((vocabulary or Vocabulary()).of(self.lexicons))

    def build(self, entries: Mapping[str, list[dict[str, str]]]) -> None:
        """Make the matchers from the `entries` of each of `lexicons`."""

    def find(self, annotation: Annotation) -> Sequence[Mention]:
        """Return the mentions, in text order."""
        raise NotImplementedError
