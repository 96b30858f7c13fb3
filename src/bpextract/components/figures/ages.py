"""Ages whose word stands before the number, or is left out: `tuổi 52`, `tuổi ngoài 60`, `ngoài 70`."""

import regex

from bpextract.annotation import Annotation
from bpextract.components.figures.numbers import FigureNumbers
from bpextract.components.figures.reads import Read
from bpextract.components.numbers.contexts import NumberContexts
from bpextract.components.numbers.numerals import Number
from bpextract.components.numbers.quantities import Quantities, Quantity

_FARTHEST = 5  # tokens that a word of approximation may take
_YOUNGEST, _OLDEST, _GROWN = 1, 120, 20  # years of a life


class FigureAges:
    """Reads ages after the word for them."""

    def __init__(
        self, numbers: FigureNumbers, contexts: NumberContexts, quantities: Quantities, between: frozenset[str]
    ) -> None:
        """Read by the others of the finder, and the words that may stand `between` the word for an age and the age."""
        self._between = between
        self._numbers = numbers
        self._contexts = contexts
        self._quantities = quantities

    def before(self, annotation: Annotation, match: "regex.Match[str]", first: int) -> Read | None:
        """Read `tuổi 52`, `tuổi ngoài 60`: the word stands before the number."""
        tokens = annotation.tokens
        if "tuổi" not in tokens.norms[max(0, first - _FARTHEST) : first]:
            return None
        modifier = self._contexts.modifier(tokens, first)
        at = (first if modifier is None else modifier.start) - 1
        while at > 0 and tokens.norms[at] in self._between:
            at -= 1
        if at < 0 or tokens.norms[at] != "tuổi" or (at and tokens.words[at - 1][0].isdigit()):
            return None
        number = self._numbers.read(match, english=False)
        if number is None or annotation.folded[match.end() : match.end() + 1].isalnum():
            return None  # thế hệ tuổi 8X
        if not _YOUNGEST <= number.low <= number.high <= _OLDEST or number.low % 1:
            return None
        unit = tokens.at(match.end())
        quantity = self._quantities.at(tokens, unit, number.high, in_words=False)
        if quantity is not None and quantity.sure and self._quantities.is_clear(tokens, unit, quantity):
            return None
        start, end = tokens.starts[at], tokens.ends[at]
        sign = None if modifier is None else modifier.sign
        return Read(start, match.end(), number, Quantity(0, "age", "a"), start, end, "age", sign)


def read_elder(annotation: Annotation, match: "regex.Match[str]", number: Number, first: int) -> Read | None:
    """Read `ngoài 70`, `ngoài năm mươi`: the tens of somebody's age, their word left out."""
    if not first or annotation.tokens.norms[first - 1] != "ngoài" or number.exact is None:
        return None
    if number.exact % 10 or not _GROWN <= number.exact <= _OLDEST:
        return None
    return Read(match.start(), match.end(), number, Quantity(0, "age", "a"), match.end(), match.end(), "age")
