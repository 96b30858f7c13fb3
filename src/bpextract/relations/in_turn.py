"""What `lần lượt` deals out: of `A và B lần lượt mua 350 và 37 tỷ đồng` each figure has a subject of its own."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from bpextract.annotation import Annotation
from bpextract.lexicons.matching import EndingTrie, PhraseTrie
from bpextract.mentions import FigureMention, Name
from bpextract.relations.answers import Answer, Span
from bpextract.relations.lists import JOINTS

_REACH = 12  # tokens between the words and the first figure
_MOST = 12  # figures looked at
_LONGEST = 5  # tokens of an item that ends where the words begin
# Between the names of a list: Skyfall (2012) | và | Spectre; ông Hải | và bà | Lan.
_BETWEEN = re.compile(r"(?P<joint>(?: ?\([^()]*\))?(?:, và |, ?| và ))(?:[^\W\d_]+ ){0,2}")
_AND = re.compile(r",? và ")
_JOINT = re.compile(r", và |, ?| và ")


class InTurn:
    """Gives each figure after words for "respectively" its own subject. Pickles."""

    def __init__(self, words: Iterable[str], listing: Iterable[str]) -> None:
        """Hold the words (lần lượt), and those before the names of what a noun tells (hai phim `là` A và B)."""
        self._words = PhraseTrie((word, True) for word in words)
        self._listing = EndingTrie((word, True) for word in listing)

    def dealt(self, annotation: Annotation, answers: Sequence[Answer]) -> list[Answer]:
        """Return the answers; where as many things are listed before the words as figures behind, each with its own.

        What the model has told apart already stays.
        """
        found = list(answers)
        for first, past, _ in self._words.scan_text(annotation.tokens):
            numbers, end = _figures_behind(annotation, past), annotation.tokens.starts[first]
            subjects = self._items(annotation, end, [found[number].subject for number in numbers])
            whats = _parts(annotation, end, [found[number].what for number in numbers])
            for number, subject in zip(numbers, subjects, strict=False):
                found[number] = found[number]._replace(subject=subject)
            for number, what in zip(numbers, whats, strict=False):
                found[number] = found[number]._replace(what=what)
        return found

    def _items(self, annotation: Annotation, end: int, subjects: Sequence[Span | None]) -> list[Span]:
        """Return the subject of each, where the model has not told them apart; nothing where they cannot be told."""
        return _parts(annotation, end, subjects) or self._names(annotation, end, subjects)

    def _names(self, annotation: Annotation, end: int, subjects: Sequence[Span | None]) -> list[Span]:
        """Return the last list of so many names in the sentence before `end`, each with the words right before it.

        A subject that the model found is one of them, or the list stands behind `là` and the like. What the model
        found of a name before and after it stays.
        """
        told = _told(subjects, end)
        if told is None:
            return []
        rows = list(_rows(annotation, end))
        last = next((row for row in reversed(rows) if len(row) > 1), [])
        if len(last) != len(subjects) or _AND.search(annotation.text, last[-1].end, end):
            return []
        named = self._listing.before(annotation.tokens.norms, annotation.tokens.at(last[0].start)) is not None
        if not named and not any(span.start < item.end and item.start < span.end for span in told for item in last):
            return []
        first, *others = last
        before = [span.start for span in told if span.end == first.end]
        items = [Span(min([first.start, *before]), first.end), *others]
        return [Span(item.start, max([item.end, *(t.end for t in told if t.start == item.start)])) for item in items]


def _figures_behind(annotation: Annotation, at: int) -> list[int]:
    """Return the figures listed from soon after token `at` on, in its sentence, by their numbers."""
    tokens, figures = annotation.tokens, annotation.figures
    sentence = annotation.sentence_at(tokens.starts[at - 1])
    listed: list[int] = []
    end = at + _REACH
    behind = bisect_left(figures, tokens.ends[at - 1], key=_start)
    for number, figure in enumerate(figures[behind : behind + _MOST], behind):
        first = tokens.at(figure.start)
        between = tokens.norms[tokens.before(figures[listed[-1]].end) : first] if listed else ()
        if first > end or annotation.sentence_at(figure.start) != sentence or not JOINTS.issuperset(between):
            break
        listed.append(number)
        end = tokens.before(figure.end) + 2
    return listed


def _parts(annotation: Annotation, end: int, said: Sequence[Span | None]) -> list[Span]:
    """Return the parts of an answer that is a list of as many as there are answers: `doanh thu | và lợi nhuận`.

    The second of two may stand right between the subject and the words, which begin at `end`.
    """
    told, size = _told(said, end), len(said)
    if not told:
        return []
    text, tokens, names = annotation.text, annotation.tokens, _names_near(annotation, end)
    for span in told:
        inside = [
            joint.span()
            for joint in _JOINT.finditer(text, *span)
            if not any(first < joint.start() and joint.end() < last for first, last in names)
        ]
        if len(inside) + 1 == size and not _AND.search(text, span.end, end):
            edges = [span.start, *(edge for joint in inside for edge in joint), span.end]
            return [Span(*edges[at : at + 2]) for at in range(0, len(edges), 2)]
        behind = _AND.match(text, span.end, end)
        if behind is not None and size == 2 and not inside and not _AND.search(text, behind.end(), end):
            short = tokens.before(end) - tokens.at(behind.end()) <= _LONGEST
            past = next((last for first, last in names if first == behind.end()), end - 1 if short else None)
            if past is not None and past < end:
                return [span, Span(behind.end(), past)]
    return []


def _rows(annotation: Annotation, end: int) -> Iterator[list[Span]]:
    """Yield the lists of names in the sentence before `end`; a name that stands alone is a list of one."""
    text, near = annotation.text, _names_near(annotation, end)
    outer = [span for at, span in enumerate(near) if not at or span.end > near[at - 1].end]
    row = outer[:1]
    for past, span in pairwise(outer):
        joint = _BETWEEN.fullmatch(text, past.end, span.start)
        if joint is None:
            yield row
            row = [span]
        else:
            row.append(Span(joint.end("joint"), span.end))
    if row:
        yield row


def _told(said: Sequence[Span | None], end: int) -> list[Span] | None:
    """Return the answers before `end`, each once; None where there is nothing to deal out, or all differ already."""
    if len(said) < 2 or len({*said}) == len(said):
        return None
    return [span for span in dict.fromkeys(said) if span is not None and span.end < end]


def _names_near(annotation: Annotation, end: int) -> list[Span]:
    """Return the names in the sentence before `end`."""
    tokens, names = annotation.tokens, annotation.names
    start = annotation.sentences[annotation.sentence_at(end)].start
    first, past = (bisect_left(names, tokens.at(offset), key=_first) for offset in (start, end))
    return [Span(tokens.starts[name.start], tokens.ends[name.end - 1]) for name in names[first:past]]


def _start(figure: FigureMention) -> int:
    return figure.start


def _first(name: Name) -> int:
    return name.start
