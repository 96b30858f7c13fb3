"""Numbers that leave their unit to the next one: từ `11.800` xuống còn 9.900 người, lần lượt `3,6` và 4,0 độ."""

import regex

from bpextract.annotation import Annotation
from bpextract.components.figures import patterns
from bpextract.components.figures.numbers import FigureNumbers
from bpextract.components.figures.patterns import FigurePatterns
from bpextract.components.figures.reads import Read
from bpextract.components.numbers.contexts import NumberContexts, may_open
from bpextract.components.numbers.numerals import Number
from bpextract.components.numbers.patterns import YEAR
from bpextract.components.numbers.quantities import Quantities, Quantity

FIRST_END = "first_end"
"""The rule of a number that leaves its unit to the next one."""
_FROM = "từ"
_DECIMALS = frozenset({"length", "mass", "percent", "money", "area", "volume", "temperature", "speed"})
_LONGEST_WHOLE, _LONGEST_PART = 3, 2  # digits before and after a decimal comma that a blank follows
_MOST_IN_TURN = 6
_HOURS = frozenset({"giờ", "h"})  # more often those of the day


class FigureFirstEnds:
    """Reads the first number of a change, of a range whose second has a bound, of numbers in turn, and of a pair."""

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
        if not match["low"] or match["high"]:
            return None
        folded, tokens = annotation.folded, annotation.tokens
        modifier = self._contexts.modifier(tokens, first)
        start = first if modifier is None else modifier.start
        if start and tokens.norms[start - 1] == _FROM:
            on = self._forms.goes_on.match(folded, match.end())
            found = self._goes_on(annotation, match, number, english, on) if on else None
            if found is not None:
                return found
        if (spaced := self._spaced(annotation, match, start, english)) is not None:
            return spaced
        found = self._in_turn(annotation, match, number, english, tokens.starts[start])
        if found is None and match[0] != YEAR:  # mỗi năm | và 1,6 triệu tấn
            found = self._pair(annotation, match, number, start, english)
        return found or self._in_list(annotation, match, number, start, english)

    def _goes_on(
        self,
        annotation: Annotation,
        match: "regex.Match[str]",
        number: Number,
        english: bool,
        on: "regex.Match[str]",
    ) -> Read | None:
        """Read the first end of a change or a range, from which `on` leads to the last."""
        last = self._last(annotation, on.end(), english)
        if last is None:
            return None
        then, high, quantity, at = last
        if annotation.tokens.norms[at] in _HOURS:
            return None
        falls = on["fall"] is not None
        if not falls or number.low < high.low:  # 11.800 xuống 9.900 has no scale to take
            number = self._numbers.end_before(match["low"], number, then, high, greater=falls)
        if falls == (number.low <= high.low):
            return None
        return self._read(annotation, match, number, quantity, at)

    def _in_turn(
        self, annotation: Annotation, match: "regex.Match[str]", number: Number, english: bool, start: int
    ) -> Read | None:
        """Read one of several numbers in turn that is not the last: lần lượt `3,6` và 4,0 độ Richter."""
        folded = annotation.folded
        led = self._forms.in_turn.search(folded, max(0, start - patterns.NEAR), start)
        if led is None:
            return None
        opening = annotation.tokens.at(led.start("first") if led["first"] else start)
        if self._contexts.numbers(annotation.tokens, opening):
            return None  # lần lượt xếp hạng 2 và 3 người …
        past = match.end()
        for _ in range(_MOST_IN_TURN):
            on = patterns.NEXT_IN_TURN.match(folded, past)
            then = self._forms.number.match(folded, on.end()) if on else None
            if on is None or then is None:
                return None
            last = self._last(annotation, on.end(), english)
            if last is not None:
                number = self._numbers.end_before(match["low"], number, last[0], last[1], greater=True)
                return self._read(annotation, match, number, *last[2:])
            past = then.end()
        return None

    def _pair(
        self, annotation: Annotation, match: "regex.Match[str]", number: Number, start: int, english: bool
    ) -> Read | None:
        """Read the first of two numbers of one unit: kỳ hạn `6` và 9 tháng, `11,4 triệu` và 5,1 triệu cổ phiếu."""
        folded, tokens = annotation.folded, annotation.tokens
        on = patterns.AND.match(folded, match.end())
        last = self._last(annotation, on.end(), english) if on else None
        if on is None or last is None or self._contexts.numbers(tokens, start) or tokens.norms[last[3]] in _HOURS:
            return None
        if start and tokens.words[start - 1][0].isupper() and not may_open(annotation, start - 1):
            return None  # iPhone 7 và 5 triệu đồng
        then, high, quantity, at = last
        if quantity.kind == "count" and on["and"] == "và" and not self._forms.great.fullmatch(match[0]):
            return None  # năm thứ 2 và 3 người con
        number = self._numbers.end_before(match["low"], number, then, high, greater=True)
        return self._read(annotation, match, number, quantity, at)

    def _spaced(self, annotation: Annotation, match: "regex.Match[str]", start: int, english: bool) -> Read | None:
        """Read a measure whose decimal comma a blank follows: cao `35, 5 cm`; but nặng 50, 51 kg, a list."""
        tokens, whole = annotation.tokens, match[0]
        comma = patterns.SPACED_COMMA.match(annotation.folded, match.end()) if whole.isdecimal() else None
        last = self._last(annotation, comma.end(), english) if comma else None
        if comma is None or last is None or last[2].kind not in _DECIMALS or len(whole) > _LONGEST_WHOLE:
            return None
        said, number, quantity, at = last
        part = said.split(" ")[0]  # 24, 5 | tỷ USD
        listed = start > 0 and (tokens.words[start - 1] in ",/" or self._contexts.numbers(tokens, start))
        if listed or not part.isdecimal() or len(part) > _LONGEST_PART or int(part) == int(whole) + 1:
            return None
        if part.endswith("0") or (len(part) == len(whole) > 1 and int(part) > int(whole)):
            return None  # thua 5, 10 triệu đồng
        scale = number.high / int(part) if int(part) else 1.0
        value = float(f"{whole}.{part}") * scale
        end = tokens.ends[quantity.end - 1]
        return Read(match.start(), end, Number(value, value), quantity, tokens.starts[at], end, "spaced_decimal")

    def _in_list(
        self, annotation: Annotation, match: "regex.Match[str]", number: Number, start: int, english: bool
    ) -> Read | None:
        """Read one of three numbers or more that have the measure of the last: màn hình `55`, `65`, 75 và 98 inch."""
        folded, tokens = annotation.folded, annotation.tokens
        listed = patterns.LIST_ON.match(folded, match.end()) if match[0].isdecimal() else None
        last = self._last(annotation, listed.end(), english) if listed else None
        if last is None or last[2].kind in ("count", "duration") or tokens.norms[last[3]] in _HOURS:
            return None
        opening = start
        while opening > 1 and tokens.words[opening - 1] == "," and tokens.words[opening - 2].isdecimal():
            opening -= 2  # the first number of the list tells whether its numbers are identifiers
        if self._contexts.numbers(tokens, opening):
            return None
        number = self._numbers.end_before(match["low"], number, last[0], last[1], greater=True)
        return self._read(annotation, match, number, *last[2:])

    def _last(self, annotation: Annotation, start: int, english: bool) -> tuple[str, Number, Quantity, int] | None:
        """Return the numeral at `start`, its value, what it measures or counts, and where that begins (a token)."""
        then = self._forms.number.match(annotation.folded, start)
        last = self._numbers.read(then, english) if then else None
        if then is None or last is None or not then["low"] or then["high"]:
            return None
        at = annotation.tokens.at(then.end())
        quantity = self._quantities.at(annotation.tokens, at, last.high, in_words=not then[0][0].isdigit())
        return (then["low"], last, quantity, at) if quantity is not None and quantity.sure else None

    def _read(
        self, annotation: Annotation, match: "regex.Match[str]", number: Number, quantity: Quantity, at: int
    ) -> Read:
        tokens, end = annotation.tokens, match.end()
        counts = quantity.kind == "count"
        unit = (tokens.starts[at], tokens.ends[quantity.end - 1]) if counts else (end, end)
        of = Quantity(0, quantity.kind, quantity.norm, quantity.factor)
        return Read(match.start(), end, number, of, *unit, FIRST_END)
