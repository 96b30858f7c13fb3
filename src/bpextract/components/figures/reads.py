"""A figure as far as it is read, before its phrase and its bound; scores and ranges of what was read."""

import re
from dataclasses import dataclass, replace

import regex

from bpextract.annotation import Annotation
from bpextract.components.dates.patterns import set_at
from bpextract.components.figures import patterns
from bpextract.components.numbers.contexts import NumberContexts
from bpextract.components.numbers.numerals import Number, rounded
from bpextract.components.numbers.quantities import Quantities, Quantity
from bpextract.mentions import FigureMention

_FROM = "từ"
_SLASHED = frozenset({"data", "percent"})  # 512 GB/1 TB, 12%/3%/2%
_LEAST_SIZE = 4  # of memory, in a list of sizes; below it, one number over another is a share
_ZERO = re.compile(r"0\d")
_SELDOM, _NEXT_BUT_ONE = 6, 2  # a score of so many is rare; neighbours are numbers of houses, or days
_SIZES = {"s": ("s", 1.0), "d": ("s", 86_400.0), "month": ("month", 1.0), "a": ("month", 12.0)}
"""Lengths of time that are so many of another, exactly: months are no number of days."""


@dataclass(frozen=True, slots=True)
class Read:
    """Span, number, quantity, the span of the unit, the rule that read it, a bound inside it, and the span of the words
    before that say what is counted (`số người chết` tăng lên 12).
    """

    start: int
    end: int
    number: Number | None
    quantity: Quantity
    unit: int
    unit_end: int
    rule: str
    sign: str | None = None
    what: tuple[int, int] | None = None


def read_score(
    annotation: Annotation,
    start: int,
    contexts: NumberContexts,
    forms: patterns.FigurePatterns,
    quantities: Quantities,
) -> Read | None:
    """Return the score at `start` (`thắng 2-1`, `Juventus 4-1`), or None: what a unit follows is a range."""
    folded, tokens = annotation.folded, annotation.tokens
    record = forms.record.match(folded, start)
    if record is not None:
        return Read(start, record.end(), None, Quantity(0, "score"), record.end(), record.end(), "score")
    of_set = set_at(forms.sets_before, folded, start)
    if of_set is not None:
        return Read(start, of_set.end(), None, Quantity(0, "score"), of_set.end(), of_set.end(), "score")
    match = patterns.SCORE.match(folded, start)
    if match is None or (start and (folded[start - 1].isalnum() or folded[start - 1] in "-/.,_")):
        return None
    after = tokens.before(match.end())
    unit = quantities.at(tokens, after, 1, in_words=False)
    unit = unit if unit is not None and unit.kind != "count" else None  # 2-2 | đồng nghĩa với
    numbered = unit is not None and unit.end < len(tokens) and tokens.words[unit.end][0].isdigit()  # 1-1 phút 90
    back = max(0, start - patterns.LOOKBACK)
    first = tokens.at(start)
    before = tokens.words[first - 1] if start else ""
    named = before.istitle() or before.isupper()
    of_name = named and forms.score_of_name.search(folded, back, start) is not None
    won = of_name and _value(match["ours"]) > _value(match["theirs"])  # thắng Watford 2-0 | hôm qua
    if quantities.is_scale(tokens, after) or (unit is not None and not numbered and not won):
        return None  # xuống 5-6 độ, lên 10-12 triệu
    if not of_name and tokens.norms[first - 1] in forms.no_score:
        return None  # tăng lên cấp 7-8
    if not of_name and not forms.score_cue.search(folded, back, start):
        other = after < len(tokens) and folded[match.end()] == " " and tokens.words[after][0].isupper()
        other = other and tokens.norms[first - 1] not in forms.no_score and not _are_numbers(match)
        far = max(0, start - patterns.NEAR)
        led = forms.score_led.match(folded, start) and forms.score_far.search(folded, far, start)
        ranked = contexts.identifies(tokens, first)  # sau thất bại này họ đứng thứ | 3-4
        counted = quantities.at(tokens, after, 0, in_words=False)
        if led and not ranked and not _are_numbers(match) and (counted is None or not counted.sure):
            return Read(start, match.end(), None, Quantity(0, "score"), match.end(), match.end(), "score")
        told = named and (other or forms.score_after_name.match(folded, start) is not None)  # Hải Phòng 3-0 | HAGL
        in_name = first > 1 and tokens.words[first - 2].istitle()  # Nha Trang | 1-1; but Trang | 1-1
        if not told or (ranked and not (before.istitle() and in_name)):
            return None
    return Read(start, match.end(), None, Quantity(0, "score"), match.end(), match.end(), "score")


def _value(side: str) -> float:
    return float(side.replace(",", "."))


def _are_numbers(match: "re.Match[str]") -> bool:
    """Whether the sides of what may be a score are rather a range, or numbers of houses: 32-34, 01-18."""
    ours, theirs = match["ours"], match["theirs"]
    if _ZERO.match(ours) or _ZERO.match(theirs):
        return True
    low, high = (_value(side) for side in (ours, theirs))
    return low >= _SELDOM and 0 < high - low <= _NEXT_BUT_ONE


def read_grade(annotation: Annotation, match: "regex.Match[str]", number: Number, first: int) -> Read | None:
    """Read `đạt từ 8.5 trở lên`, `IELTS 6.5 trở lên`: a grade, whose points are left out."""
    end = match.end()
    from_there = (
        first > 0 and annotation.tokens.norms[first - 1] == _FROM and not patterns.PLAIN_YEAR.fullmatch(match[0])
    )
    if not patterns.SUFFIX.match(annotation.folded, end) or not (from_there or patterns.DECIMAL.fullmatch(match[0])):
        return None
    return Read(match.start(), end, number, Quantity(0, "other", sure=False), end, end, "grade")


def read_ratio(match: "regex.Match[str]", value: float) -> Read:
    """Return the share or the multiple `value` that a match says."""
    end = match.end()
    return Read(match.start(), end, Number(value, value), Quantity(0, "ratio"), end, end, "ratio")


def read_sizes(annotation: Annotation, match: "regex.Match[str]", quantities: Quantities) -> Read | None:
    """Read `4/6 GB`: sizes of memory that there are, from the least to the greatest."""
    tokens = annotation.tokens
    at = tokens.at(match.end())
    unit = quantities.unit(tokens, at)
    sizes = [float(size) for size in match["sizes"].split("/")]
    if unit is None or min(sizes) < _LEAST_SIZE:  # 3/4 GB
        return None
    end = tokens.ends[unit.end - 1]
    return Read(match.start(), end, Number(min(sizes), max(sizes)), unit, tokens.starts[at], end, "sizes")


def read_sides(annotation: Annotation, match: "regex.Match[str]", quantities: Quantities) -> Read | None:
    """Read `10x20 m`, `84-64-93 cm`: the sides of something, with no value of its own."""
    tokens = annotation.tokens
    at = tokens.at(match.end())
    unit = quantities.unit(tokens, at)
    if unit is None or unit.kind not in ("length", "other"):
        return None
    end = tokens.ends[unit.end - 1]
    return Read(match.start(), end, None, Quantity(unit.end, "other"), tokens.starts[at], end, "sides")


def is_range(annotation: Annotation, low: FigureMention, high: FigureMention) -> bool:
    """Whether two figures are a range, with `đến` or a dash between them (5% đến 7%, 13 tuổi đến dưới 16 tuổi).

    The first may have left its unit to the second: 3 | đến dưới 50 tỷ đồng.
    """
    if low.value is None or high.value is None:
        return False
    least = _in_unit_of(low, high)
    if least is None or least >= high.value:
        return False
    to = patterns.TO.match(annotation.folded, low.end)
    if to is None or to.end() == high.start:
        return to is not None
    return high.start + len(to[0].strip()) + 1 == to.end()  # 5 triệu đồng | tới 7 triệu đồng


def joined_range(low: FigureMention, high: FigureMention) -> FigureMention:
    """Return the range from one measure to another, both in the unit of the latter (`30 phút đến 6 giờ`)."""
    least = _in_unit_of(low, high)
    factor = factor_of(high)
    return replace(
        low,
        end=high.end,
        confidence=min(low.confidence, high.confidence),
        unit=high.unit,
        unit_norm=high.unit_norm,
        value=None,
        value_norm=None,
        value_low=least,
        value_low_norm=None if least is None or factor is None else rounded(least * factor),
        value_high=high.value_high,
        value_high_norm=high.value_high_norm,
    )


def factor_of(figure: FigureMention) -> float | None:
    """Return how many of its norm the unit of a figure is; None where it has none, or the value is zero."""
    if not figure.value_high or figure.value_high_norm is None:
        return None
    return figure.value_high_norm / figure.value_high


def _in_unit_of(low: FigureMention, high: FigureMention) -> float | None:
    """Return the value of `low` in the unit of `high` (30 phút is 0.5 giờ); None where it has none in it."""
    if low.unit == high.unit or (low.unit is None and low.kind == high.kind):
        return low.value
    if low.kind != high.kind or not low.unit_norm or not high.unit_norm or not high.value or not high.value_norm:
        return None
    size, whole = _SIZES.get(low.unit_norm, (low.unit_norm, 1.0)), _SIZES.get(high.unit_norm, (high.unit_norm, 1.0))
    if size[0] != whole[0] or low.value_norm is None:
        return None
    return rounded(low.value_norm * size[1] / (high.value_norm / high.value * whole[1]))


def goes_on(folded: str, start: int, past: FigureMention | None) -> bool:
    """Whether the number stands right behind a slash after a size of data, or a dash after a measure: `800g-1kg`."""
    if past is None or past.end + 1 != start or past.kind == "count" or not past.unit:
        return False
    return folded[past.end] in "-–" or (past.kind in _SLASHED and folded[past.end] == "/")
