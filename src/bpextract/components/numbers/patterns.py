"""What a numeral looks like in folded text: in digits, in words, and in both (`1 triệu 5 trăm nghìn`)."""

from collections.abc import Iterable
from typing import NamedTuple

from bpextract.components.numbers.words import HUNDRED, MILLION, THOUSAND, NumberWords
from bpextract.lexicons.alternation import Kinds, any_of

# Blanks group thousands, too (1 000 000), unless they follow other digits as in a telephone number.
_BLANKS = r"(?<!\d\x20)[1-9]\d{0,2}(?:\x20\d{3}){1,8}(?!\d|\x20\d|\.\d{3})(?:,\d{1,2}(?!\d))?"
DIGITS = rf"(?:{_BLANKS}|\d{{1,3}}(?:\.\d{{3}})+(?!\d)(?:,\d+)?|\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)?)"
"""A number in digits."""
YEAR = "năm"
"""Five, and year. Inside a numeral it is five only before a scale: `mười năm`, `một trăm năm` are years."""
_THOUSANDS = r"\d{1,3}(?:[.,]\d{1,3})?k(?![\w’'])"


class NumeralPatterns(NamedTuple):
    """Patterns for one numeral of any kind, and for one that is written out in words; for use in verbose patterns.

    The second calls groups of the first, with which it must stand in one pattern: written out again, it takes a fifth
    longer to compile.
    """

    numeral: str
    in_words: str


def numeral_patterns(words: NumberWords, cues: Kinds) -> NumeralPatterns:
    """Return the patterns of numerals in folded text; `Numerals.read` reads what they match.

    Args:
        cues: the words of the lexicon number_cues.
    """
    digits, above_one = words.of("digit"), [word for word, value in words.of("digit").items() if value > 1]
    plain = [word for word in above_one if word != YEAR]
    digit, last = any_of(digits), words.of("after_ten")
    zero, ten, twenty, tens, point = (any_of(words.of(kind)) for kind in ("zero", "ten", "twenty", "tens", "point"))
    more, hundred = any_of(words.of("half_more")), any_of(words.worth(HUNDRED))
    great = words.at_least(MILLION)

    summons = rf" (?:tập|hồi) (?:\d|{cues.any_of('summoned')})"  # triệu tập 300 người
    # A numeral has few scales and few words: the bounds keep the time to read linear where words of number follow each
    # other without end.
    small = [word for word in words.of("scale") if word not in great]
    scale = rf"(?:{words.any_of(small)}|{words.any_of(great)}(?!{summons}))"
    scales = rf"{scale}\b(?: {scale}\b){{0,3}}"

    one, five = (
        any_of(words.worth(1, "digit")),
        rf"{YEAR}(?= {any_of([*words.of('tens'), *words.at_least(HUNDRED)])}\b)",
    )
    after_ten = rf"(?:{any_of([*plain, *last, *words.of('ten')])}|{one}|{five})"
    tail = (
        rf"(?:{any_of(words.of('rest'))} {any_of([*digits, *last])}|{zero} {hundred}|{tens}|{more}|{scale})"
        rf"(?: (?:{ten} )?{after_ten}\b)?"
    )
    # hai lăm, ba mốt: twenty-five, thirty-one, with the ten left out
    short_tens = rf"(?:{any_of(plain)} {words.any_of(last)}|{twenty} {any_of([*above_one, *last])})"
    # trăm tám mươi, triệu rưỡi: one of it, left out
    left_out = (
        rf"(?:{hundred}(?= {any_of([*plain, *last])} {tens}\b)|{any_of(words.at_least(HUNDRED))}(?= {more}\b)"
        rf"|{bounded(cues)}{scale}(?= [^\W\d_]))"
    )
    after_hundred = rf"{after(f'{word} ' for word in words.worth(HUNDRED))}{digit} {tens}(?: {after_ten})?"
    in_full = (
        rf"(?:{left_out}|{short_tens}\b|{ten}(?: {after_ten}\b)?|{digit}\b)(?: (?:{tail}|{after_hundred})\b){{0,24}}"
    )

    before_point = rf"(?:{zero}|{ten}(?: {after_ten})?|{digit} {tens}(?: {after_ten})?|{digit})"
    after_point = (
        rf"(?:{zero} ){{0,3}}(?:{zero}|{ten} {any_of([*digits, *last])}"
        rf"|{digit}(?: {tens})?(?: (?:{any_of([*plain, *last])}|{zero}|{one})\b)?)"
    )
    decimal = rf"{before_point} {point} {after_point}\b(?: {scales})?"

    # What ends a numeral that leaves its last unit out: 2 triệu 3 (đồng), 1 tỷ 250, 1 nghìn 200 (ha).
    followed = rf"(?= {cues.any_of('after_left_out')}\b|[.;)]|,\s|$)"
    unit_left_out = rf"(?:{after(words.worth(THOUSAND))} \d{{3}}(?![\d.,/:])|{after(great)} (?:\d|\d{{3}}){followed})"
    # 32tr5, 1 tỷ 2: what is left out after the scale are its tenths, hundredths …
    joined = rf"\d{{1,3}}{any_of([*words.of('sign'), *great])}\d{{1,3}}(?![\d\w]|[.,]\d)"
    signs = any_of(word for word, value in words.of("sign").items() if value >= MILLION)
    in_digits = (
        rf"{DIGITS}(?:\s?(?:{signs}|{scale})\b(?: {scale}\b){{0,3}})?"
        rf"(?: (?:\d{{1,3}}(?:,\d{{1,3}})? {scales}|{more}\b)){{0,4}}"
        rf"(?:{unit_left_out})?"
    )
    several = any_of(words.ranges)
    numeral = (
        rf"(?:(?=\d)(?:{joined}|{_THOUSANDS}|\d{{1,3}} {point} \d{{1,3}}\b(?: {scales})?|{in_digits})"
        rf"|(?P<decimal>{decimal})"
        rf"|{any_of(words.of('about'))} {scales}"
        rf"|{several}\b(?: {scale}\b){{0,3}}"
        rf"|{any_of(words.of('half'))}(?: {any_of(words.of('scale'))}\b|(?= {cues.any_of('halved')}\b))"
        rf"|(?P<in_full>{in_full}))"
    )
    return NumeralPatterns(numeral.replace(" ", r"\s"), "(?:(?&decimal)|(?&in_full))")


def bounded(cues: Kinds) -> str:
    """Return a pattern of the end of the words before a scale that stands for one of it: hơn | trăm người."""
    return "(?:" + "|".join(rf"(?<=\b{any_of([word])}\s)" for word in sorted(cues.of("before_scale"))) + ")"


def after(words: Iterable[str]) -> str:
    """Return a pattern of the end of any of the words; each on its own, as `re` looks back by a fixed length."""
    return "(?:" + "|".join(f"(?<={any_of([word])})" for word in words) + ")"
