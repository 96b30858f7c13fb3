"""Counts that leave their noun to other words of the sentence: `7` trong số 10 phiên; 5 trận, thắng `ba`, hòa `hai`."""

import regex

from bpextract.annotation import Annotation
from bpextract.components.figure_numbers import FigureNumbers
from bpextract.components.figure_patterns import FigurePatterns
from bpextract.components.figure_reads import Read
from bpextract.components.number_contexts import NumberContexts, may_open
from bpextract.components.numerals import Number
from bpextract.components.quantities import Quantities, Quantity

PART = "part"
"""The rule that reads what is counted among a number that follows."""
_MOST_MATCHES = 100


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
        won = "record" in self._contexts.kinds(tokens, first if modifier is None else modifier.start)
        unit = self._whole(annotation, match, number.exact, first, english) if won or number.exact > 1 else None
        if unit is not None:
            return Read(*match.span(), number, Quantity(0, "count"), *unit, PART, what=unit)
        unit = self._matches(annotation, match) if won and number.exact < _MOST_MATCHES else None
        if unit is None:
            return None
        return Read(*match.span(), number, Quantity(0, "count"), *unit, "matches", what=unit if any(unit) else None)

    def _whole(
        self, annotation: Annotation, match: "regex.Match[str]", part: float, first: int, english: bool
    ) -> tuple[int, int] | None:
        """Return the span of the noun of the number among which a part is counted: `hai` trong ba | trận."""
        folded, tokens = annotation.folded, annotation.tokens
        if "often" in self._contexts.kinds(tokens, first) or _is_in_name(annotation, first):
            return None  # vòng 2 trong 3 vòng, Top 3 trong 12 nước
        among = self._forms.among.match(folded, match.end())
        then = self._forms.number.match(folded, among.end()) if among else None
        if then is None or not then["low"] or then["high"] or self._forms.idiom.match(folded, then.start()):
            return None
        whole = self._numbers.read(then, english)
        at = tokens.at(then.end())
        if whole is None or whole.exact is None or whole.exact <= part:
            return None
        quantity = self._quantities.at(tokens, at, whole.exact, in_words=not then[0][0].isdigit())
        if quantity is None or quantity.kind != "count" or not quantity.sure:
            return None
        return tokens.starts[at], tokens.ends[quantity.end - 1]

    def _matches(self, annotation: Annotation, match: "regex.Match[str]") -> tuple[int, int] | None:
        """Return the span of the nearest word for matches in the sentence, those before the number first.

        The span is empty where none is there, but another number of matches (thắng 4, hòa 2); None without that, too.
        """
        folded, (start, end) = annotation.folded, match.span()
        sentence = annotation.sentences[annotation.sentence_at(start)]
        before = list(self._forms.matches.finditer(folded, sentence.start, start))
        found = before[-1] if before else self._forms.matches.search(folded, end, sentence.end)
        if found is not None:
            return found.span()
        results = self._forms.won.finditer(folded, sentence.start, sentence.end)
        return (0, 0) if any(not start < result.end() <= end for result in results) else None


def _is_in_name(annotation: Annotation, first: int) -> bool:
    """Whether digits follow a word with a capital that no sentence opens with."""
    tokens = annotation.tokens
    digits = first > 0 and tokens.words[first][0].isdigit()
    return digits and tokens.words[first - 1][0].isupper() and not may_open(annotation, first - 1)
