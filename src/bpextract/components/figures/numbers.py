"""The number of a figure: one numeral or two, below zero, or said again in brackets."""

import math
from collections.abc import Callable

import regex

from bpextract.annotation import Annotation
from bpextract.components.figures import patterns
from bpextract.components.numbers.numerals import Number, Numerals
from bpextract.components.numbers.words import THOUSAND

_DASHES = "-–−"
_BELOW_ZERO = "âm "
# Kinds of what a dash before the number can make negative; after `âm` also points and lengths, never people or hours.
_BY_DASH = frozenset({"percent", "temperature", "money", "other"})
_NEVER = frozenset({"count", "duration", "age"})
_WITHOUT_CENTS = "VND"
# Measures that are seldom written to the thousandth: 2,200 kg are no 2.2; but 12,300 gam of a drug, in court.
_ROUND = frozenset({"money", "length", "area", "volume", "mass", "power", "energy", "speed", "other"})
_LIKE = 10  # times: ends of a range, one of which leaves its thousands to the other
_WITH_POINTS = frozenset({"điểm"})


class FigureNumbers:
    """Reads the numbers of figures, by the words of a vocabulary."""

    def __init__(self, forms: patterns.FigurePatterns, numerals: Numerals) -> None:
        self._forms = forms
        self._numerals = numerals

    def read(self, match: "regex.Match[str]", english: bool, negative: bool = False) -> Number | None:
        """Return the number of a match, a range when it has two ends; None when the words make none.

        Args:
            english: whether commas group thousands.
            negative: whether a minus stands before the first numeral.
        """
        if match["said"]:
            return self._said_again(match, english)
        if not match["low"] or patterns.CODE.fullmatch(match["low"]):
            return None
        low = self._numerals.read(match["low"], english)
        if low is None or not match["high"]:
            return Number(-low.high, -low.low) if low is not None and negative else low
        high = self._numerals.read(match["high"], english)
        if high is None:
            return low
        low = self.end_before(match["low"], low, match["high"], high)
        if negative or match["below"]:
            dashed = match["to"].strip() in _DASHES
            ends = -low.low if negative else low.low, -high.high if match["below"] or dashed else high.high
            return Number(min(ends), max(ends))
        return Number(low.low, high.high) if low.low < high.high else None

    def end_before(self, low_text: str, low: Number, high_text: str, high: Number, greater: bool = False) -> Number:
        """Return the lower end of a range, with the scale that it leaves to the upper: `5-7 triệu`, `917 - 1,11 tỷ`.

        Args:
            greater: whether the first is the greater, as in a fall: `2.000 xuống 1.800 tỷ`.
        """
        scaled = self._numerals.same_scale(low_text, low, high_text, greater)
        if patterns.THOUSANDS.fullmatch(high_text) and 1 < high.high / (low.high * THOUSAND or 1) < _LIKE:
            return Number(low.low * THOUSAND, low.high * THOUSAND)  # 300-400.000 đồng
        if greater or scaled.low < high.high:
            return scaled
        return self._numerals.scale_below(low, scaled, high_text)

    def _said_again(self, match: "regex.Match[str]", english: bool) -> Number | None:
        """Read `5 (năm) triệu`: both say the same number."""
        digits, words = self._numerals.read(match["said"], english), self._numerals.read(match["again"])
        if digits is None or words is None or not math.isclose(digits.low, words.low):
            return None
        scaled = self._numerals.read(match["said"] + match["scale"], english)
        return scaled or digits

    def minus_before(self, annotation: Annotation, start: int, past: int) -> int | None:
        """Return where the minus of the number at `start` stands: `âm 2`, `-12`; None where there is none.

        Args:
            past: the end of the figure before, to which a dash would join this one.
        """
        folded, tokens = annotation.folded, annotation.tokens
        sign = start - len(_BELOW_ZERO)
        if sign >= 0 and folded.startswith(_BELOW_ZERO, sign) and not (sign and folded[sign - 1].isalnum()):
            return None if self._forms.recorded.search(folded, max(0, sign - patterns.LOOKBACK), sign) else sign
        sign = start - 1
        if sign < 1 or folded[sign] not in _DASHES or folded[sign - 1] not in " (":
            return None
        before = tokens.at(sign) - 1
        if before < 0 or tokens.ends[before] == past or "\n" in annotation.text[tokens.ends[before] : sign]:
            return None
        return sign if tokens.words[before].isalpha() or tokens.words[before] in ",:;(" else None


def vietnamese_thousands(match: "regex.Match[str]") -> bool:
    """Whether a comma may group thousands, once: `19,500`."""
    return all(patterns.COMMA_THOUSANDS.fullmatch(match[end] or match["low"] or "") for end in ("low", "high"))


def groups_thousands(match: "regex.Match[str]", kind: str, norm: str | None, divided: bool) -> bool:
    """Whether a comma can only group thousands before a quantity: `19,500 đồng`, `8,000 người`, `2,200 kg`.

    Args:
        divided: whether it is often told to the thousandth (9,875 điểm).
    """
    if not vietnamese_thousands(match):
        return False
    if kind == "count":
        return not divided
    if norm is not None and norm.startswith(_WITHOUT_CENTS):
        return True
    return kind in _ROUND and not divided and (match["high"] or match["low"]).endswith("00")


def may_be_negative(kind: str, unit: str, said: bool) -> bool:
    """Whether a quantity of this kind and unit (folded) can be below zero; `said` where `âm` or `là -` says so."""
    allowed: Callable[[str], bool] = (lambda of: of not in _NEVER) if said else _BY_DASH.__contains__
    return allowed(kind) or unit in _WITH_POINTS
