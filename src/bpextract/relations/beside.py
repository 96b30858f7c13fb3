"""What stands right behind a figure, which wins over what is farther off: `5% | vào năm 2016, 34% | vào năm 2020`."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from typing import Generic, TypeVar

from bpextract.annotation import Annotation
from bpextract.mentions import FigureMention, Mention

Found = TypeVar("Found", bound=Mention)
_OF_NO_TIME_OR_PLACE = frozenset({"duration", "age", "score"})  # 3 năm từ | năm 2010


class Beside(Generic[Found]):
    """Places, or dates, by where they start."""

    def __init__(self, annotation: Annotation, mentions: Sequence[Found], links: Collection[str], bare: bool) -> None:
        """Hold the mentions, in text order.

        Args:
            links: words, one of which may stand between a figure and the mention; bare: whether none need stand there.
        """
        self._annotation = annotation
        self._mentions = mentions
        self._starts = [mention.start for mention in mentions]
        self._links = links
        self._bare = bare

    def of(self, figure: FigureMention) -> Found | None:
        """Return the mention right behind a figure, None where there is none."""
        at = bisect_left(self._starts, figure.end)
        if at == len(self._starts) or figure.kind in _OF_NO_TIME_OR_PLACE:
            return None
        sentence_at, tokens = self._annotation.sentence_at, self._annotation.tokens
        if sentence_at(figure.start) != sentence_at(self._starts[at]):
            return None
        between = tokens.norms[tokens.before(figure.end) : tokens.at(self._starts[at])]
        linked = len(between) == 1 and between[0] in self._links
        return self._mentions[at] if linked or (self._bare and not between) else None
