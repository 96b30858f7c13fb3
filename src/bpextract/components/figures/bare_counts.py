"""Counts that leave their noun to other words of the sentence: `7` trong số 10 phiên; 5 trận, thắng `ba`, hòa `hai`."""

import regex

from bpextract.annotation import Annotation
from bpextract.components.figures.numbers import FigureNumbers
from bpextract.components.figures.patterns import FigurePatterns
from bpextract.components.figures.reads import Read
from bpextract.components.numbers.contexts import NumberContexts, may_open
from bpextract.components.numbers.numerals import Number
from bpextract.components.numbers.quantities import Quantities, Quantity

PART = "part"
"""The rule that reads what is counted among a number that follows."""
_MOST_MATCHES = 100
_NEAR = 200  # characters from a number to the matches that it is some of
_NO_PART = frozenset({"often", "identifier", "no_part"})


class FigureBareCounts:
    """Reads numbers that nothing follows, and whose noun the sentence has elsewhere."""

    def __init__(
        self, forms: FigurePatterns, numbers: FigureNumbers, contexts: NumberContexts, quantities: Quantities
    ) -> None:
        self._forms = forms
        self._numbers = numbers
        self._contexts = contexts
        self._quantities = quantities

    def read(
        self, annotation: Annotation, match: "regex.Match[str]", number: Number, first: int, english: bool
    ) -> Read | None:
        """Read the number of a match, at token `first`; None where no other number tells what it counts."""
        if not match["low"] or match["high"] or number.exact is None or number.exact % 1:
            return None
        tokens = annotation.tokens
        modifier = self._contexts.modifier(tokens, first)
        at = first if modifier is None else modifier.start
        won = "record" in self._contexts.kinds(tokens, at) and not _is_name(annotation, at - 1)
        unit = self._whole(annotation, match, number.exact, first, english) if won or number.exact > 1 else None
        if unit is not None:
            return Read(*match.span(), number, Quantity(0, "count"), *unit, PART, what=unit)
        unit = self._matches(annotation, match, number.exact, english) if won and number.exact < _MOST_MATCHES else None
        if unit is None:
            return None
        return Read(*match.span(), number, Quantity(0, "count"), *unit, "matches", what=unit if any(unit) else None)

    def _whole(
        self, annotation: Annotation, match: "regex.Match[str]", part: float, first: int, english: bool
    ) -> tuple[int, int] | None:
        """Return the span of the noun of the number among which a part is counted: `hai` trong ba | trận."""
        folded, tokens = annotation.folded, annotation.tokens
        digits = tokens.words[first][0].isdigit()
        if not _NO_PART.isdisjoint(self._contexts.kinds(tokens, first)) or (digits and _is_name(annotation, first - 1)):
            return None  # vòng 2 trong 3 vòng, tối 29, Top 3 trong 12 nước
        among = self._forms.among.match(folded, match.end())
        then = self._forms.number.match(folded, among.end()) if among else None
        if then is None or not then["low"] or then["high"] or self._forms.idiom.match(folded, then.start()):
            return None
        bound = self._contexts.modifier(tokens, tokens.at(then.start()))
        if bound is not None and bound.start == tokens.at(match.end()) and not _opens(annotation, first):
            return None  # bước 2 trên 20 xã: more than 20; but 9 trên 10 xã
        whole = self._numbers.read(then, english)
        at = tokens.at(then.end())
        if whole is None or whole.exact is None or whole.exact <= part:
            return None
        quantity = self._quantities.at(tokens, at, whole.exact, in_words=not then[0][0].isdigit())
        if quantity is None or quantity.kind != "count" or not quantity.sure:
            return None
        if first > 0 and (tokens.norms[first - 1] == tokens.norms[at] or self._is_time(annotation, first - 1)):
            return None  # câu 3 trong 10 câu hỏi; 7 giờ 30
        return tokens.starts[at], tokens.ends[quantity.end - 1]

    def _is_time(self, annotation: Annotation, at: int) -> bool:
        """Whether a unit of time ends the words of an hour at token `at`: 7 | giờ | 30."""
        unit = self._quantities.unit(annotation.tokens, at)
        return unit is not None and unit.kind == "duration" and unit.end == at + 1

    def _matches(
        self, annotation: Annotation, match: "regex.Match[str]", won: float, english: bool
    ) -> tuple[int, int] | None:
        """Return the span of the nearest word for matches near by, those before the number first.

        They are as many as those won, at least, or won or lost themselves: 16 trận, thắng | ba; thắng | 5, thua 3 trận.
        The span is empty where none is there, but another number of matches (thắng 4, hòa 2); None without that, too.
        """
        folded, (start, end) = annotation.folded, match.span()
        sentence = annotation.sentences[annotation.sentence_at(start)]
        low, high = max(sentence.start, start - _NEAR), min(sentence.end, end + _NEAR)
        before = list(self._forms.matches.finditer(folded, low, start))
        for found in (*reversed(before), *self._forms.matches.finditer(folded, end, high)):
            if self._has_won(annotation, found, won, english):
                return found.start("noun"), found.end("noun")
        results = self._forms.won.finditer(folded, low, high)
        return (0, 0) if any(not start < result.end() <= end for result in results) else None

    def _has_won(self, annotation: Annotation, found: "regex.Match[str]", won: float, english: bool) -> bool:
        """Whether so many of the matches found may have been won, or others."""
        if "record" in self._contexts.kinds(annotation.tokens, annotation.tokens.at(found.start())):
            return True
        matched = self._forms.number.match(annotation.folded, found.start())
        played = self._numbers.read(matched, english) if matched is not None else None
        return played is not None and played.exact is not None and played.exact >= won


def _opens(annotation: Annotation, first: int) -> bool:
    """Whether a sentence or a clause may open with token `first`."""
    return may_open(annotation, first) or annotation.tokens.words[first - 1] == ","


def _is_name(annotation: Annotation, at: int) -> bool:
    """Whether token `at` has a capital that no sentence opens with."""
    return at >= 0 and annotation.tokens.words[at][0].isupper() and not may_open(annotation, at)
