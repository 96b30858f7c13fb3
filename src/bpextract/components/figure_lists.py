"""Numbers of a list that leave their noun to an item before: Trà Vinh 239 ca, Long An `159`; Áo (51 điểm), Ý (`48`)."""

from bisect import bisect_left

import regex

from bpextract.annotation import Annotation
from bpextract.components import figure_patterns as patterns
from bpextract.components.figure_reads import Read, factor_of
from bpextract.components.numerals import Number
from bpextract.components.quantities import Quantity
from bpextract.mentions import FigureMention, Name

_LONGEST = 12  # tokens of a name
_MOST_NAMES = 3  # that one number is said of
_REACH = 2_000  # characters from a number to the noun, so that a list without end takes no more time for each item


class FigureLists:
    """Reads the number that is said of a name, where the figure before is said of the name before it in a list."""

    def __init__(self, forms: patterns.FigurePatterns) -> None:
        self._forms = forms

    def read(
        self, annotation: Annotation, match: "regex.Match[str]", number: Number, first: int, past: FigureMention | None
    ) -> Read | None:
        """Read the number of a match, at token `first`, after the figure `past`; None where it is none of its list."""
        tokens, (start, end) = annotation.tokens, match.span()
        if past is None or not past.unit or patterns.PLAIN_YEAR.fullmatch(match[0]):
            return None
        before = self._forms.number.search(annotation.folded, past.start, past.end)
        if before is None or not (patterns.PLAIN.fullmatch(before[0]) and patterns.PLAIN.fullmatch(match[0])):
            return None  # Quảng Ngãi 650 tỷ, Gia Lai 1.000: of which scale?
        in_brackets = first > 0 and tokens.words[first - 1] == "("
        closed = annotation.folded[past.end : past.end + 1] == ")"
        if (closed and not in_brackets) or not patterns.ITEM_END.match(annotation.folded, end):
            return None
        if not self._follows(annotation, first - in_brackets, tokens.before(past.end) + closed):
            return None
        opens = annotation.sentences[annotation.sentence_at(start)].start
        unit = annotation.text.rfind(past.unit, max(opens, start - _REACH), start)
        if unit < 0:
            return None
        of = Quantity(0, past.kind, past.unit_norm, factor_of(past) or 1.0, sure=False)
        span = unit, unit + len(past.unit)
        return Read(start, end, number, of, *span, "list_item", what=span if past.kind == "count" else None)

    def _follows(self, annotation: Annotation, end: int, past: int) -> bool:
        """Whether nothing but names and what joins them stands between the tokens `past` and `end`."""
        for _ in range(_MOST_NAMES):
            name = _name_before(annotation, end)
            if name is None or name.start <= past or annotation.tokens.norms[name.start - 1] not in self._forms.joints:
                return False
            end = name.start - 1
            if end <= past:
                return end == past
        return False


def _name_before(annotation: Annotation, end: int) -> Name | None:
    """Return the longest name that ends before token `end`."""
    names = annotation.names
    for name in names[bisect_left(names, end - _LONGEST, key=_start) :]:
        if name.start >= end:
            return None
        if name.end == end:
            return name
    return None


def _start(name: Name) -> int:
    return name.start
