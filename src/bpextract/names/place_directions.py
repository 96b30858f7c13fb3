"""Directions that are no places: về | phía Nam |, theo hướng | Tây Bắc |, | khu vực phía Bắc | của Biển Đông."""

import re

from bpextract.annotation import Annotation
from bpextract.lexicons.alternation import Kinds

_LONGEST_BEFORE = 40  # characters


class DirectionPatterns:
    """What the lexicon place_words says of directions.

    Attributes:
        side: a direction that may be one of something else (phía Nam), with its unit words (khu vực phía Nam).
        point: one without a side (Tây Bắc), which is a region unless a word before it tells a way or a wind.
        towards: what stands before a side where somebody or something goes or lies (về | phía Nam).
        points: what begins a point that is no region (Vĩ | Bắc).
        way: what stands before a point that is none of a region (gió | Tây Nam, vĩ | Bắc; về phía Tây và | Tây Nam).
        of: what stands after a side of something else (khu vực phía Bắc | của Biển Đông).
    """

    def __init__(self, words: Kinds) -> None:
        """Compile the patterns."""
        point, side = words.any_of("direction"), words.any_of("side")
        self.side = re.compile(rf"(?:{words.any_of('part')} )*{side} {point}")
        self.point = re.compile(rf"(?:{words.any_of('way')} )?{point}")
        self.towards = re.compile(rf"(?<![^\W_]){words.any_of('towards')} $")
        self.points = re.compile(rf"{words.any_of('way')} ")
        listed = rf"{words.any_of('towards')} {side} {point}(?:, {point})*(?:,|,? {words.any_of('list')}) $"
        self.way = re.compile(
            rf"(?<![^\W_])(?:{words.any_of('way')} (?:{point} (?:{words.any_of('towards')}|-|–) )?$|{listed})"
        )
        self.of = re.compile(rf" {words.any_of('side_of')}(?![^\W_])")


def is_direction(forms: DirectionPatterns, annotation: Annotation, start: int, end: int) -> bool:
    """Whether the characters name a direction that is no place of its own."""
    folded, since = annotation.folded, max(0, start - _LONGEST_BEFORE)
    if forms.side.fullmatch(folded, start, end):
        return forms.of.match(folded, end) is not None or forms.towards.search(folded, since, start) is not None
    if not forms.point.fullmatch(folded, start, end):
        return False
    return forms.points.match(folded, start, end) is not None or forms.way.search(folded, since, start) is not None
