"""A figure as far as it is read, before its phrase and its bound; scores and ranges of what was read."""

from dataclasses import dataclass, replace

import regex

from bpextract.annotation import Annotation
from bpextract.components import figure_patterns as patterns
from bpextract.components.number_contexts import NumberContexts
from bpextract.components.numerals import Number
from bpextract.components.quantities import Quantities, Quantity
from bpextract.mentions import FigureMention


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
    match = patterns.SCORE.match(folded, start)
    if match is None or (start and (folded[start - 1].isalnum() or folded[start - 1] in "-/.,_")):
        return None
    after = tokens.before(match.end())
    unit = quantities.unit(tokens, after)
    numbered = unit is not None and unit.end < len(tokens) and tokens.words[unit.end][0].isdigit()  # 1-1 phút 90
    if quantities.is_scale(tokens, after) or (unit is not None and not numbered):
        return None  # xuống 5-6 độ, lên 10-12 triệu
    if not forms.score_cue.search(folded, max(0, start - patterns.LOOKBACK), start):
        first = tokens.at(start)
        before = tokens.words[first - 1] if start else ""
        named = before.istitle() or before.isupper()
        if not named or not forms.score_after_name.match(folded, start) or contexts.identifies(tokens, first):
            return None
    return Read(start, match.end(), None, Quantity(0, "score"), match.end(), match.end(), "score")


def read_ratio(match: "regex.Match[str]", value: float) -> Read:
    """Return the share or the multiple `value` that a match says."""
    end = match.end()
    return Read(match.start(), end, Number(value, value), Quantity(0, "ratio"), end, end, "ratio")


def is_range(annotation: Annotation, low: FigureMention, high: FigureMention) -> bool:
    """Whether two measures that one rule read are a range, with `đến` or a dash between them (5% đến 7%)."""
    if high.modifier is not None or low.value is None or high.value is None or low.value >= high.value:
        return False
    if low.unit is None or low.unit != high.unit:
        return False
    return patterns.TO.fullmatch(annotation.folded, low.end, high.start) is not None


def joined_range(low: FigureMention, high: FigureMention) -> FigureMention:
    """Return the range from one measure to another."""
    return replace(
        low,
        end=high.end,
        confidence=min(low.confidence, high.confidence),
        unit_norm=high.unit_norm,
        value=None,
        value_norm=None,
        value_high=high.value_high,
        value_high_norm=high.value_high_norm,
    )
