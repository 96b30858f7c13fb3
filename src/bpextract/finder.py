"""What every finder of mentions shares."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from bpextract.annotation import Annotation
from bpextract.lexicons.lexicon import LexiconSchema
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.mentions import Mention


class Finder:
    r"""Finds the mentions of one label.

    A subclass names its `label` and its `lexicons`, builds its matchers in `build`, and gives the mentions in `find`,
    which reads the annotation, changes nothing in it, and returns the same for the same text. Finders pickle.

    Examples:
        >>> import re
        >>> class Festivals(bp.Finder):
        ...     label = "FESTIVAL"
        ...     def find(self, annotation):
        ...         found = re.finditer(r"[Ll]ễ hội( [A-ZĐ]\w+)+", annotation.text)
        ...         return [bp.Mention(self.label, *match.span(), "festivals.head", 0.9) for match in found]
        >>> from bpextract.annotation import Annotation
        >>> Festivals().find(Annotation.of("Xã mở lễ hội Gầu Tào."))
        [Mention(label='FESTIVAL', start=6, end=20, source='festivals.head', confidence=0.9, id=-1)]
    """

    label: ClassVar[str]
    lexicons: ClassVar[tuple[LexiconSchema, ...]] = ()

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        """Build the matchers from the vocabulary: that of the packaged lexicons, when none is given."""
        self.build((vocabulary or Vocabulary()).of(self.lexicons))

    def build(self, entries: Mapping[str, list[dict[str, str]]]) -> None:
        """Make the matchers.

        Args:
            entries: the rows of each of `lexicons`, by its name; a row is a dict of its columns, `form` first.

        Examples:
            >>> class Words(bp.Finder):
            ...     def build(self, entries):
            ...         self.forms = [entry["form"] for entry in entries.get("mine", [])]
            >>> finder = Words()
            >>> finder.build({"mine": [{"form": "Gầu Tào"}]})
            >>> finder.forms
            ['Gầu Tào']
        """

    def find(self, annotation: Annotation) -> Sequence[Mention]:
        """Return the mentions, in text order.

        Args:
            annotation: the text with its tokens, the names that were decided, and what the finders before it found.

        Raises:
            NotImplementedError: the subclass does not say how.

        Examples:
            >>> from bpextract.annotation import Annotation
            >>> from bpextract.labels.date import DATE
            >>> [(mention.start, mention.end, mention.value) for mention in DATE.finder().find(Annotation.of(text))]
            [(53, 61, '2025')]
        """
        raise NotImplementedError
