"""Shares and multiples: `2/3 số xã`, `một phần ba`, `quá nửa`, `gấp đôi`, and `13/13 phường` (13 of them)."""

import regex

from bpextract.annotation import Annotation
from bpextract.components.dates.patterns import FRACTIONS
from bpextract.components.figures import patterns
from bpextract.components.figures.reads import Read, read_ratio
from bpextract.components.numbers.numerals import Number, Numerals, read_digits
from bpextract.components.numbers.quantities import Quantities, Quantity
from bpextract.mentions import FigureMention

_TENTH = 10.0  # what `phần mười` is a part of


class FigureShares:
    """Reads shares, by the words of a vocabulary."""

    def __init__(self, forms: patterns.FigurePatterns, numerals: Numerals, quantities: Quantities) -> None:
        self._forms = forms
        self._numerals, self._quantities = numerals, quantities
        self._digits = numerals.words.digits
        self._times = numerals.words.of("times")
        self._half = numerals.words.of("half")

    def in_words(self, annotation: Annotation, match: "regex.Match[str]") -> float | None:
        """Return the value of `ba phần tư`, `quá nửa`, `gấp đôi`; None where it is something else."""
        folded, (start, end) = annotation.folded, match.span()
        if match["share"]:
            of = self._digits.get(match["of"], _TENTH)
            return self._digits[match["share"]] / of
        if match["times"]:
            number = self._numerals.read(match["times"])
            return self._times.get(match["times"]) or (number.exact if number is not None else None)
        sure = match["half"].startswith("phân") or self._forms.share_noun.match(folded, end)
        sure = sure or self._forms.half_of.match(folded, end)
        if not sure and not self._forms.half_cue.search(folded, max(0, start - patterns.LOOKBACK), start):
            return None
        if not sure and match["half"] in self._half and not self._forms.bound.search(folded, max(0, start - 12), start):
            return None
        return 0.5

    def proportion(self, annotation: Annotation, start: int) -> Read | None:
        """Read `10:6` of `tỷ lệ 10:6`, as the quotient of the two."""
        match = self._forms.proportion.match(annotation.folded, start)
        if match is None or annotation.folded[match.end() - 1] in ".,":
            return None
        if not self._forms.proportion_cue.search(annotation.folded, max(0, start - patterns.LOOKBACK), start):
            return None
        value = read_digits(match[1]) / read_digits(match[2])
        return Read(start, match.end(), Number(value, value), Quantity(0, "ratio"), match.end(), match.end(), "ratio")

    def part(self, annotation: Annotation, match: "regex.Match[str]", past: FigureMention | None) -> Read | None:
        """Read `2/3 diện tích` (a share), and `13/13 phường` (13 of them)."""
        start, end = match.span()
        of, whole = read_digits(match["part"]), float(match["whole"])
        tokens = annotation.tokens
        at = tokens.at(end)
        quantity = self._quantities.at(tokens, at, of, in_words=False)
        counted = quantity is not None and quantity.sure and quantity.kind == "count"
        if self._is_ratio(annotation, match, counted, past):
            return read_ratio(match, of / whole)
        if quantity is not None and quantity.kind == "other" and of > whole:  # 120/80 mmHg: two, with no value
            last = tokens.ends[quantity.end - 1]
            return Read(start, last, None, quantity, tokens.starts[at], last, "pair")
        if quantity is None or not counted or of > whole or tokens.starts[at] == end:
            return None
        unit, last = tokens.starts[at], tokens.ends[quantity.end - 1]
        return Read(start, last, Number(of, of), quantity, unit, last, "part_of_whole")

    def _is_ratio(
        self, annotation: Annotation, match: "regex.Match[str]", counted: bool, past: FigureMention | None
    ) -> bool:
        """Whether `p/w` is a share of the whole, rather than so many of a number of things.

        Args:
            counted: whether a known noun follows.
            past: the figure before; what stands in one list with a share is a share.
        """
        folded, (start, end) = annotation.folded, match.span()
        if not 0 < read_digits(match["part"]) < int(match["whole"]) <= patterns.GREATEST_WHOLE:
            return False
        if self._forms.share_noun.match(folded, end):
            return True
        if past is not None and past.kind == "ratio" and self._forms.listed.fullmatch(folded, past.end, start):
            return True
        common = f"{match['part']}/{match['whole']}" in FRACTIONS
        if counted:
            return common and not self._forms.out_of.match(folded, end)
        return common and bool(self._forms.share_cue.search(folded, max(0, start - patterns.LOOKBACK), start))
