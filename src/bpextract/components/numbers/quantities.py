"""What a number measures or counts: the unit, or the counted noun with its classifier, that follows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import inf

from bpextract.components.numbers.counted_nouns import CountedNouns
from bpextract.components.numbers.numerals import Number, rounded
from bpextract.components.numbers.quoted_nouns import quoted_noun
from bpextract.components.numbers.rates import Rates
from bpextract.components.numbers.words import NumberWords
from bpextract.lexicons.alternation import Kinds
from bpextract.lexicons.matching import PhraseTrie
from bpextract.text.tokenizer import Tokens, norms_of

_SMALL = 100  # below it money is rare (ba đồng nghiệp)
_SPOKEN = frozenset({"money", "percent"})  # kinds of which `một lít`, `mỗi năm` right after make a rate
_SECONDS = {"s": 1.0, "d": 86_400.0, "month": 2_629_800.0, "a": 31_557_600.0}
_OF_AGE = {"month": 12, "d": 366}  # the units of what is added to an age, and how many make more of it
_TURN = "lần"
_CLOCK = "s"  # the norm of hours, minutes and seconds
_HUNDREDTHS = 2  # digits
_PLATE = 3  # digits behind the letter of a number plate


@dataclass(frozen=True, slots=True)
class Quantity:
    """A unit or a counted noun.

    Attributes:
        end: the token after it.
        kind: what is measured (`length` …), or `count`.
        norm, factor: the SI unit or currency and its size, for a measure.
        sure: whether a lexicon knows it; else it is the word that happens to follow.
        confirmed: whether the words after it tell it from a noun (2 mẫu | ruộng).
        past: the token after what else is said of it (đồng | một lít), where that is not `end`.
        least: the token of the least of several units (3 phút 41 | giây), which the whole is told in.
    """

    end: int
    kind: str
    norm: str | None = None
    factor: float = 1.0
    sure: bool = True
    confirmed: bool = False
    past: int = 0
    least: int = 0

    def in_norm(self, value: float | None) -> float | None:
        """Return `value` of this unit in `norm`; None where there is no norm."""
        return rounded(value * self.factor) if value is not None and self.norm else None


@dataclass(frozen=True, slots=True)
class _Unit:
    form: str
    kind: str
    norm: str
    factor: float
    exact: bool
    then: frozenset[str]
    not_before: frozenset[str]
    least: float

    def is_split(self, tokens: Tokens, end: int) -> bool:
        """Whether the word at token `end` makes another word of the unit before it (`cả hai đồng ý`)."""
        return end < len(tokens) and tokens.norms[end] in self.not_before


def _unit(entry: Mapping[str, str]) -> _Unit:
    then, not_before = (frozenset(filter(None, entry[name].split("|"))) for name in ("then", "not_before"))
    factor, exact = float(entry["factor"]), entry["case"] == "exact"
    least = float(entry["least"] or 0)
    return _Unit(entry["form"], entry["kind"], entry["norm"], factor, exact, then, not_before, least)


def _units(entries: Iterable[Mapping[str, str]]) -> PhraseTrie[tuple[_Unit, ...]]:
    """Return the units by their tokens; those that differ only in case (nm, Nm) together, the exact ones first."""
    alike: dict[tuple[str, ...], dict[str, _Unit]] = {}
    for entry in entries:
        unit = _unit(entry)
        forms = alike.setdefault(tuple(norms_of(entry["form"])), {})
        forms[unit.form if unit.exact else ""] = unit
    return PhraseTrie(
        (next(iter(forms.values())).form, tuple(sorted(forms.values(), key=_inexact))) for forms in alike.values()
    )


def _inexact(unit: _Unit) -> bool:
    return not unit.exact


class Quantities:
    """Matches units and counted nouns after a number.

    Attributes:
        nouns: what is counted.
    """

    def __init__(self, entries: Mapping[str, list[dict[str, str]]], words: NumberWords, cues: Kinds) -> None:
        """Build from the entries of the lexicons units, rate_bases, classifiers, counted_compounds, nouns, verbs,
        grammar_words, honorifics and place_units, and the words of numbers and beside them.
        """
        self._units = _units(entries["units"])
        self.nouns = CountedNouns(entries, cues)
        self._rates = Rates(entries, self.nouns.every, cues)
        self._digits = words.digits
        self._half_more, self._scales = words.of("half_more"), words.of("scale")

    def at(self, tokens: Tokens, at: int, value: float, in_words: bool) -> Quantity | None:
        """Return what stands at token `at`, after a number of `value` (`in_words` when no digits were used)."""
        if at >= len(tokens):
            return None
        if (past := quoted_noun(tokens, at)) is not None:
            return Quantity(past, "count", sure=False)
        unit = self.unit(tokens, at, value)
        noun = self._noun(tokens, at, value, in_words)
        if value < _SMALL and any(
            each.is_split(tokens, end) for end, units in self._units.every(tokens.norms, at) for each in units
        ):
            return noun if noun is not None and noun.end > at + 1 else None
        if unit is not None and noun is not None and noun.end > unit.end and self._noun_wins(unit, value):
            return noun
        return unit or noun

    def is_scale(self, tokens: Tokens, at: int) -> bool:
        """Whether a scale word stands at token `at`: nghìn, triệu."""
        return at < len(tokens) and tokens.norms[at] in self._scales

    def unit(self, tokens: Tokens, at: int, value: float = 0) -> Quantity | None:
        """Return the longest unit of measure at token `at`, after a number of `value`, with any rate (`/tháng`)."""
        if at >= len(tokens):
            return None
        for end, units in reversed(self._units.every(tokens.norms, at)):
            written = "".join(tokens.words[at:end])
            unit = next((each for each in units if not each.exact or each.form == written), None)
            if unit is None:
                continue
            if value < unit.least or _is_in_name(tokens, end, written):
                continue
            if unit.then and (end >= len(tokens) or tokens.norms[end] not in unit.then):
                continue
            rate = self._rates.after(tokens, end, spoken=unit.kind in _SPOKEN)
            norm = rate.of(unit.norm)
            return Quantity(rate.end, unit.kind, norm, unit.factor, confirmed=bool(unit.then), past=rate.past)
        return None

    def _noun_wins(self, unit: Quantity, value: float) -> bool:
        # ba đồng nghiệp, 5 điểm trường; but 5.000 đồng tiền mặt, 3 tháng tuổi
        return not unit.confirmed and unit.kind != "duration" and unit.kind != "age" and value < _SMALL

    def _noun(self, tokens: Tokens, at: int, value: float, in_words: bool) -> Quantity | None:
        noun = self.nouns.at(tokens, at, value, in_words)
        if noun is None:
            return None
        end, known = noun
        return Quantity(self.rate(tokens, end), "count") if known else Quantity(end, "count", sure=False)

    def rate(self, tokens: Tokens, end: int) -> int:
        """Take in what stands after a slash: `đồng/tháng`, `tấn/ha/năm`."""
        return self._rates.after(tokens, end).end

    def is_apart(self, tokens: Tokens, end: int) -> bool:
        """Whether token `end` makes a length of time of what stands before it: một năm | sau."""
        return self._rates.is_apart(tokens, end)

    def rate_norm(self, tokens: Tokens, end: int, norm: str) -> str:
        """Return the unit `norm` by what stands at token `end`, if anything (`/tháng`, `mỗi tháng`)."""
        return self._rates.after(tokens, end, spoken=True).of(norm) if end < len(tokens) else norm

    def remainder(self, tokens: Tokens, quantity: Quantity, number: Number) -> tuple[Number, Quantity]:
        """Return the number with what follows its unit added (`2 năm rưỡi`, `7 năm 6 tháng`), and the quantity with it.

        What the lesser unit is a rate of, the whole is a rate of (`4 phút 30 giây/km`).
        """
        end = quantity.end
        half = end < len(tokens) and tokens.norms[end] in self._half_more
        if quantity.kind == "count" and number.exact is not None and half and tokens.norms[end - 1] == _TURN:
            return Number(number.exact + 0.5, number.exact + 0.5), replace(quantity, end=end + 1)
        rate = "/" in (quantity.norm or "")
        if quantity.kind in ("count", "money") or number.exact is None or end >= len(tokens) or rate:
            return number, quantity
        if half:
            return Number(number.exact + 0.5, number.exact + 0.5), replace(quantity, end=end + 1)
        if quantity.kind not in ("duration", "age") or quantity.norm not in _SECONDS:  # of the user's own: a round
            return number, quantity
        return self._with_lesser(tokens, quantity, number.exact)

    def _with_lesser(self, tokens: Tokens, whole: Quantity, value: float) -> tuple[Number, Quantity]:
        """Return a duration, or an age, with lesser units behind it: `9 tuổi 2 tháng`; `2 giờ 1 phút` is 121 phút."""
        norm = whole.norm or ""
        size = least = whole.factor * _SECONDS[norm]
        while whole.norm == norm and whole.end + 1 < len(tokens):
            at = whole.end
            more = float(tokens.words[at]) if tokens.words[at].isdecimal() else self._digits.get(tokens.norms[at])
            lesser = self.unit(tokens, at + 1)
            if more is None or lesser is None or lesser.kind != "duration":
                break
            base, slash, by = (lesser.norm or "").partition("/")
            seconds = lesser.factor * _SECONDS.get(base, inf)
            if more * seconds >= least or (slash and base != norm):
                break
            if whole.kind == "age" and (more >= _OF_AGE.get(base, 0) or self._rates.is_apart(tokens, lesser.end)):
                break  # 25 tuổi | 2 tháng sau, 30 tuổi | 6 tháng tù
            value += more * seconds / size
            least = seconds
            whole = replace(whole, end=lesser.end, norm=f"{norm}{slash}{by}", past=lesser.past, least=at + 1)
        if least == 1 and (hundredths := self._hundredths(tokens, whole.end)) is not None:
            value, whole = value + hundredths / size, replace(whole, end=whole.end + 1)
        if norm != _CLOCK or not whole.least:
            return Number(value, value), replace(whole, least=0)
        value = rounded(value * size / least)
        return Number(value, value), replace(whole, factor=least)

    def _hundredths(self, tokens: Tokens, at: int) -> float | None:
        """Return the hundredths of a second at token `at`: `53 giây 33`; None where they would count something."""
        if at >= len(tokens) or not tokens.words[at].isdecimal() or len(tokens.words[at]) != _HUNDREDTHS:
            return None
        after = self.at(tokens, at + 1, float(tokens.words[at]), in_words=False)
        return None if after is not None else float(tokens.words[at]) / 10**_HUNDREDTHS

    def is_clear(self, tokens: Tokens, at: int, quantity: Quantity) -> bool:
        """Whether the quantity at `at` is a measure, or a classifier or a word for people counts there."""
        return quantity.kind != "count" or self.nouns.is_classified(tokens, at)


def _is_in_name(tokens: Tokens, end: int, written: str) -> bool:
    """Whether what is glued to a unit makes it part of a name or a plate: vòng 9 V-League, xe 57L-0070, 81L1-022."""
    if end + 1 >= len(tokens) or tokens.ends[end - 1] != tokens.starts[end]:
        return False
    if tokens.words[end].isdigit():
        return written.isupper() and tokens.words[end + 1] == "-"
    if tokens.words[end] not in "-–":
        return False
    after = tokens.words[end + 1]
    plate = written.isupper() and len(after) >= _PLATE and after[0].isdigit()
    return tokens.ends[end] == tokens.starts[end + 1] and (after[0].isalpha() or plate)
