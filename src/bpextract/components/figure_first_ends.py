"""Numbers that leave their unit to the next one: từ `11.800` xuống còn 9.900 người, từ `3` đến dưới 50 tỷ đồng."""

import regex

from bpextract.annotation import Annotation
from bpextract.components.figure_numbers import FigureNumbers
from bpextract.components.figure_patterns import FigurePatterns
from bpextract.components.figure_reads import Read
from bpextract.components.number_contexts import NumberContexts
from bpextract.components.numerals import Number
from bpextract.components.quantities import Quantities, Quantity

_FROM = "từ"
_HOURS = frozenset({"giờ", "h"})  # more often those of the day


class FigureFirstEnds:
    """Reads the first number of a change, or of a range whose second has a bound of its own."""

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
        """Read the number of a match, at token `first`, with what the next one measures or counts; None where none."""
        folded, tokens = annotation.folded, annotation.tokens
        modifier = self._contexts.modifier(tokens, first)
        before = (first if modifier is None else modifier.start) - 1
        if before < 0 or tokens.norms[before] != _FROM or not match["low"] or match["high"]:
            return None
        on = self._forms.goes_on.match(folded, match.end())
        then = self._forms.number.match(folded, on.end()) if on else None
        last = self._numbers.read(then, english) if then else None
        if on is None or then is None or last is None or not then["low"] or then["high"]:
            return None
        at = tokens.at(then.end())
        quantity = self._quantities.at(tokens, at, last.high, in_words=not then[0][0].isdigit())
        if quantity is None or not quantity.sure or tokens.norms[at] in _HOURS:
            return None
        falls = on["fall"] is not None
        if not falls or number.low < last.low:  # 11.800 xuống 9.900 has no scale to take
            number = self._numbers.end_before(match["low"], number, then["low"], last, greater=falls)
        if falls == (number.low <= last.low):
            return None
        end = match.end()
        counts = quantity.kind == "count"
        unit = (tokens.starts[at], tokens.ends[quantity.end - 1]) if counts else (end, end)
        return Read(
            match.start(), end, number, Quantity(0, quantity.kind, quantity.norm, quantity.factor), *unit, "first_end"
        )
