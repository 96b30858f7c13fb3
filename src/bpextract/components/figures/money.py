"""Great numbers that leave out their unit: what they are compared with tells it, or that money is spoken of."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from bpextract.annotation import Annotation
from bpextract.components.figures.patterns import LOOKBACK, NEAR, FigurePatterns
from bpextract.components.figures.reads import factor_of
from bpextract.components.numbers.numerals import rounded
from bpextract.components.numbers.quantities import Quantities
from bpextract.mentions import FigureMention

_HOME = "VND"
_LEAST = 1000.0  # what is less names its unit
_MILLION = 1e6  # from which on a bare number is money in a text that speaks of đồng
_MEASURES = frozenset({"money", "length", "area", "volume", "mass", "energy", "power", "data"})


def with_units(
    annotation: Annotation, figures: Sequence[FigureMention], forms: FigurePatterns, quantities: Quantities
) -> list[FigureMention]:
    """Return the figures, great numbers without a unit with the one that the text tells: `9,4 tỷ` lên 13,1 tỷ đồng.

    Where nothing is compared, a word of money before the number makes it money: of the currency that its sentence names
    nearest to it, else đồng, unless the text speaks of foreign money only. Millions are money, too, in a text that has
    đồng elsewhere, where no word for something else is near (of 49 in 2,000 articles 47 were).
    """
    found: list[FigureMention] = []
    money = [figure for figure in figures if figure.kind == "money" and figure.unit_norm]
    counted = [figure for figure in figures if figure.kind == "count" and (figure.value_low or 0.0) >= _MILLION]
    foreign = bool(money) and not any(_currency(figure) == _HOME for figure in money)
    for figure, following in zip_longest(figures, figures[1:]):
        if _is_bare(figure):
            unit = _compared(annotation, figure, following, forms)
            currency = _currency_around(annotation, figure, money, counted, foreign, forms) if unit is None else None
            if currency is not None:
                at = annotation.tokens.before(figure.end)
                if figure.unit:  # 20 triệu | /tháng
                    at = annotation.tokens.at(figure.end - len(figure.unit))
                unit = "money", quantities.rate_norm(annotation.tokens, at, currency), 1.0
            figure = figure if unit is None else _of_unit(figure, *unit)
        found.append(figure)
    return found


def _is_bare(figure: FigureMention) -> bool:
    great = figure.value_low is not None and figure.value_low >= _LEAST
    return figure.kind == "other" and figure.unit_norm is None and great


def _compared(
    annotation: Annotation, figure: FigureMention, following: FigureMention | None, forms: FigurePatterns
) -> tuple[str, str, float] | None:
    """Return kind, norm and factor of the figure that this one is compared or listed with, where it follows."""
    if following is None or following.kind not in _MEASURES or following.unit_norm is None:
        return None
    if forms.compared.fullmatch(annotation.folded, figure.end, following.start) is None:
        return None
    factor = factor_of(following)
    if factor is None or not following.value_high or following.value_high < _LEAST:
        return None
    return following.kind, following.unit_norm, factor


def _currency_around(
    annotation: Annotation,
    figure: FigureMention,
    money: list[FigureMention],
    counted: list[FigureMention],
    foreign: bool,
    forms: FigurePatterns,
) -> str | None:
    """Return the currency of a number that the words before it, or money in its sentence or elsewhere, make money.

    Args:
        counted: millions of something: 116 triệu người theo dõi, | 25 triệu | trên Twitter.
    """
    sentence = annotation.sentences[annotation.sentence_at(figure.start)]
    near = [other for other in money if sentence.start <= other.start < sentence.end]
    around = max(sentence.start, figure.start - LOOKBACK), min(sentence.end, figure.end + LOOKBACK)
    told = forms.money_before.search(annotation.folded, around[0], figure.start) is not None
    if not told and forms.no_money.search(annotation.folded, *around):
        return None
    said = forms.money.search(annotation.folded, max(sentence.start, figure.start - NEAR), figure.start)
    told = told or said is not None
    alike = any(sentence.start <= other.start < sentence.end for other in counted)
    if alike and not told:
        return None
    if near:
        return _currency(min(near, key=lambda other: abs(other.start - figure.start)))
    home = (figure.value_low or 0.0) >= _MILLION and any(_currency(other) == _HOME for other in money)
    home = home and forms.reckoned.search(annotation.folded, sentence.start, sentence.end) is None
    return _HOME if (told or home) and not foreign else None


def _currency(figure: FigureMention) -> str:
    return (figure.unit_norm or "").partition("/")[0]


def _of_unit(figure: FigureMention, kind: str, norm: str, factor: float) -> FigureMention:
    def in_norm(value: float | None) -> float | None:
        return None if value is None else rounded(value * factor)

    return replace(
        figure,
        kind=kind,
        unit_norm=norm,
        value_norm=in_norm(figure.value),
        value_low_norm=in_norm(figure.value_low),
        value_high_norm=in_norm(figure.value_high),
    )
