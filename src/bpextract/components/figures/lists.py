"""Numbers that leave their noun to one before: Trà Vinh 239 ca, Long An `159`; Áo (51 điểm), Ý (`48`); 9 người chết,
gồm Huế `5` và Hà Nội `4`; tăng 15 điểm lên `1.431`.
"""

from bisect import bisect_left

import regex

from bpextract.annotation import Annotation
from bpextract.components.figures import patterns
from bpextract.components.figures.reads import Read, factor_of
from bpextract.components.numbers.contexts import NumberContexts
from bpextract.components.numbers.numerals import Number
from bpextract.components.numbers.quantities import Quantity
from bpextract.mentions import FigureMention, Name

_LONGEST = 12  # tokens of a name
_MOST_NAMES = 3  # that one number is said of
_PLACE = "PLACE"
_REACH = 2_000  # characters from a number to the noun, so that a list without end takes no more time for each item


class FigureLists:
    """Reads the number that is said of a name in a list, or to which another changes, after the figure before."""

    def __init__(self, forms: patterns.FigurePatterns, contexts: NumberContexts) -> None:
        self._forms = forms
        self._contexts = contexts

    def read(
        self, annotation: Annotation, match: "regex.Match[str]", number: Number, first: int, past: FigureMention | None
    ) -> Read | None:
        """Read the number of a match, at token `first`, after the figure `past`; None where it has no noun from it."""
        tokens, (start, end) = annotation.tokens, match.span()
        if past is None or not past.unit or patterns.PLAIN_YEAR.fullmatch(match[0]):
            return None
        before = self._forms.number.search(annotation.folded, past.start, past.end)
        if before is None or not (patterns.PLAIN.fullmatch(before[0]) and patterns.PLAIN.fullmatch(match[0])):
            return None  # Quảng Ngãi 650 tỷ, Gia Lai 1.000: of which scale?
        modifier = self._contexts.modifier(tokens, first)
        opening = first if modifier is None else modifier.start
        if not (
            self._is_next(annotation, opening, end, past)
            or self._is_part(annotation, opening, match, number, past)
            or self._is_result(annotation, opening, end, past)
            or self._is_elsewhere(annotation, opening, end, past)
        ):
            return None
        opens = annotation.sentences[annotation.sentence_at(start)].start
        unit = annotation.text.rfind(past.unit, max(opens, start - _REACH), start)
        if unit < 0:
            return None
        of = Quantity(0, past.kind, past.unit_norm, factor_of(past) or 1.0, sure=False)
        span = unit, unit + len(past.unit)
        return Read(start, end, number, of, *span, "list_item", what=span if past.kind == "count" else None)

    def _is_next(self, annotation: Annotation, opening: int, end: int, past: FigureMention) -> bool:
        """Whether the number from token `opening` to the character `end` is said of the next name of a list."""
        tokens = annotation.tokens
        in_brackets = opening > 0 and tokens.words[opening - 1] == "("
        closed = annotation.folded[past.end : past.end + 1] == ")"
        if (closed and not in_brackets) or not patterns.ITEM_END.match(annotation.folded, end):
            return False
        return self._follows(annotation, opening - in_brackets, tokens.before(past.end) + closed)

    def _is_part(
        self, annotation: Annotation, opening: int, match: "regex.Match[str]", number: Number, past: FigureMention
    ) -> bool:
        """Whether so many of what is counted before are at the first place of a list: 9 người chết, gồm Huế | 5 và Hà
        Nội 4.
        """
        tokens, folded = annotation.tokens, annotation.folded
        whole = past.kind == "count" and past.value_high is not None and number.high <= past.value_high
        if not whole or annotation.sentence_at(past.start) != annotation.sentence_at(match.start()):
            return False
        in_brackets = opening > 0 and tokens.words[opening - 1] == "("
        name = _name_before(annotation, opening - in_brackets)
        on = patterns.NEXT_ITEM.match(folded, match.end())
        if name is None or name.label != _PLACE or on is None or in_brackets != (on["closed"] is not None):
            return False
        following = _name_at(annotation, tokens.at(on.end()))
        if following is None or following.label != _PLACE:
            return False
        at = following.end + in_brackets
        return any(word[0].isdigit() for word in tokens.norms[at : at + 2])  # Huế | hơn | 4

    def _is_result(self, annotation: Annotation, opening: int, end: int, past: FigureMention) -> bool:
        """Whether the number is what something comes to by the change before it: tăng 15 điểm lên | 1.431."""
        folded, start = annotation.folded, annotation.tokens.starts[opening]
        if past.kind == "count" and self._forms.risen.fullmatch(folded, past.end, start):
            return patterns.ITEM_END.match(folded, end) is not None  # 1.154 nhà hư hỏng, tăng | 208, …
        if past.kind == "percent" or not self._forms.comes_to.fullmatch(folded, past.end, start):
            return False
        changed = self._forms.changed.search(folded, max(0, past.start - patterns.LOOKBACK), past.start) is not None
        return changed and patterns.RESULT_END.match(folded, end) is not None

    def _is_elsewhere(self, annotation: Annotation, opening: int, end: int, past: FigureMention) -> bool:
        """Whether so many are at another place than what is counted before: 12 hộ ở Huế, | 5 ở Vinh."""
        tokens, folded = annotation.tokens, annotation.folded
        here, there = (patterns.AT.match(folded, at) for at in (past.end, end))
        if (
            past.kind != "count"
            or here is None
            or there is None
            or _name_at(annotation, tokens.at(there.end())) is None
        ):
            return False
        name = _name_at(annotation, tokens.at(here.end()))
        on = patterns.NEXT_ITEM.match(folded, tokens.ends[name.end - 1]) if name is not None else None
        return on is not None and on["closed"] is None and on.end() == tokens.starts[opening]

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


def _name_at(annotation: Annotation, first: int) -> Name | None:
    """Return the longest name that begins at token `first`."""
    found = [
        name for name in annotation.names[bisect_left(annotation.names, first, key=_start) :][:2] if name.start == first
    ]
    return max(found, key=lambda name: name.end, default=None)


def _start(name: Name) -> int:
    return name.start
