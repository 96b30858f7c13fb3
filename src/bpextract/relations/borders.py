"""Where the words of an answer begin and end: no name or number is cut, and no quotation or bracket is left open."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from bpextract.annotation import Annotation
from bpextract.mentions import FigureMention, Mention
from bpextract.relations.answers import Span

_CLOSING = {"“": "”", "‘": "’", "(": ")"}
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}
_DECIMALS = re.compile(r"(?<=\d)[.,]\d+(?![.,]\d)")
_QUOTED = 60  # characters to the end of a quotation, or a bracket, that is still taken in


class Borders:
    """Mends the borders of spans, by the names of a text and its marks."""

    def __init__(self, annotation: Annotation) -> None:
        self._text = annotation.text
        self._annotation = annotation
        names = (*annotation.people, *annotation.places, *annotation.organizations)
        self._names: Sequence[Mention] = sorted(names, key=_start)
        self._starts = [name.start for name in self._names]
        self._longest = max((name.end - name.start for name in names), default=0)

    def mended(self, span: Span | None, figure: FigureMention) -> Span | None:
        """Return the span with the name that its end cuts (`ông Sáu | Chờ`), and both ends of what it quotes.

        Args:
            figure: whose answer it is; what would take the figure in stays as it is.
        """
        if span is None:
            return None
        whole = self._closed(self._whole(span))
        takes_in = _overlaps(whole, figure) and not _overlaps(span, figure)
        return span if takes_in else whole

    def _whole(self, span: Span) -> Span:
        """Return the span to the end of the name or the number that it ends in (bụi PM2|,5); what is a name itself
        stays (`Hà Nội | FC`).
        """
        decimals = _DECIMALS.match(self._text, span.end)
        if decimals is not None:
            return Span(span.start, decimals.end())
        first, past = bisect_left(self._starts, span.end - self._longest), bisect_left(self._starts, span.end)
        near = self._names[first:past]
        if any((name.start, name.end) == span or name.end == span.end for name in near):
            return span
        cut = [name.end for name in near if span.start <= name.start and name.end > span.end]
        return Span(span.start, max(cut)) if cut else span

    def _closed(self, span: Span) -> Span:
        """Return the span with the other half of a mark in it, or without the mark where the other half is far off."""
        start, end = span
        opened: list[int] = []
        for at in range(start, end):
            mark = self._text[at]
            if mark in _CLOSING:
                opened.append(at)
            elif mark in _OPENING and opened:
                opened.pop()
            elif mark in _OPENING:
                start, end = self._begun(start, at, end)
        if not opened or opened[-1] <= start:
            return Span(start, end)
        sentence = self._annotation.sentences[self._annotation.sentence_at(end)]
        closing = self._text.find(_CLOSING[self._text[opened[-1]]], end, min(sentence.end, end + _QUOTED))
        if closing >= 0:
            return Span(start, closing + 1)
        return Span(start, start + len(self._text[start : opened[-1]].rstrip()))

    def _begun(self, start: int, closing: int, end: int) -> tuple[int, int]:
        """Return the borders of a span in which a mark closes at `closing` that opens before it, if it does."""
        if start and self._text[start - 1] == _OPENING[self._text[closing]]:
            return start - 1, end
        return (start, closing) if closing + 1 == end else (start, end)


def _overlaps(span: Span, figure: FigureMention) -> bool:
    return span.start < figure.end and figure.start < span.end


def _start(mention: Mention) -> int:
    return mention.start
