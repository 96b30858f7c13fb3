"""Shares and multiples: `2/3 số xã`, `một phần ba`, `quá nửa`, `gấp đôi`, and `13/13 phường` (13 of them)."""

import regex

from bpextract.annotation import Annotation
from bpextract.components import figure_patterns as patterns
from bpextract.components.date_patterns import FRACTIONS, SHARED
from bpextract.components.numerals import DIGIT_WORDS, read_numeral
from bpextract.mentions import FigureMention

_TIMES = {"đôi": 2.0, "rưỡi": 1.5}


def share_in_words(annotation: Annotation, match: "regex.Match[str]") -> float | None:
    """Return the value of `ba phần tư`, `quá nửa`, `gấp đôi`; None where the words around make it something else."""
    folded, (start, end) = annotation.folded, match.span()
    if match["share"]:
        of = DIGIT_WORDS.get(match["of"], 10)
        return DIGIT_WORDS[match["share"]] / of
    if match["times"]:
        number = read_numeral(match["times"])
        return _TIMES.get(match["times"]) or (number.exact if number is not None else None)
    sure = match["half"].startswith("phân") or patterns.SHARE_NOUN.match(folded, end)
    sure = sure or patterns.HALF_OF.match(folded, end)
    if not sure and not patterns.HALF_CUE.search(folded, max(0, start - patterns.LOOKBACK), start):
        return None
    if not sure and match["half"] == "nửa" and not patterns.BOUND.search(folded, max(0, start - 12), start):
        return None
    return 0.5


def is_ratio(annotation: Annotation, match: "regex.Match[str]", counted: bool, past: FigureMention | None) -> bool:
    """Whether `p/w` is a share of the whole, rather than so many of a number of things.

    Args:
        counted: whether a known noun follows.
        past: the figure before; what stands in one list with a share is a share.
    """
    folded, (start, end) = annotation.folded, match.span()
    if not 0 < int(match["part"]) < int(match["whole"]) <= patterns.GREATEST_WHOLE:
        return False
    if patterns.SHARE_NOUN.match(folded, end):
        return True
    if past is not None and past.kind == "ratio" and patterns.LISTED.fullmatch(folded, past.end, start):
        return True
    common = f"{match['part']}/{match['whole']}" in FRACTIONS
    if counted:
        return common and not SHARED.match(folded, end)
    return common and bool(patterns.SHARE_CUE.search(folded, max(0, start - patterns.LOOKBACK), start))
