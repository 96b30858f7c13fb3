"""Read numerals in digits, words and both: `250.000`, `1,5 triệu`, `hai mươi lăm`, `hàng chục nghìn`."""

import re
from dataclasses import dataclass

from bpextract.components.numeral_patterns import DIGITS, FEW, HALF, NEIGHBOURS, POINT

SCALES = {
    "chục": 10.0, "tá": 12.0, "trăm": 1e2, "nghìn": 1e3, "ngàn": 1e3, "k": 1e3, "vạn": 1e4, "triệu": 1e6, "tr": 1e6,
    "tỷ": 1e9, "tỉ": 1e9,
}  # fmt: skip
DIGIT_WORDS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_ONES = frozenset({"mốt", "tư", "lăm", "nhăm"})  # digits that only stand after tens: hai mươi lăm, hai lăm
_TENS = {"mười": 10.0, "hăm": 20.0}
_HUNDRED, _THOUSAND = 1e2, 1e3
_SURE = 15  # digits that a float keeps of any number

_TOKEN = re.compile(rf"{DIGITS}|[^\W\d_]+")
_WRITTEN_OUT = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){3,}|[1-9]\d{0,2}(?:,\d{3}){3,}")  # a billion or more
_ENGLISH = re.compile(r",(?<=\d,)\d{3}(?:,\d{3}(?!\d)|\.\d)")


@dataclass(frozen=True, slots=True)
class Number:
    """The least and the greatest value that a numeral allows; equal where it is exact."""

    low: float
    high: float

    @property
    def exact(self) -> float | None:
        return self.low if self.low == self.high else None


def rounded(value: float) -> float:
    """Return a product without what the multiplication added to its digits: 33,45 triệu is 33450000, not 4e-9 more."""
    return float(f"{value:.{_SURE}g}")


def is_english_style(text: str) -> bool:
    """Whether commas group thousands in `text` (`1,000,000`), as no Vietnamese number is written."""
    return bool(_ENGLISH.search(text))


def read_digits(digits: str, english: bool = False) -> float:
    """Return the value of a numeral in digits.

    A point or a blank groups thousands and a comma begins decimals (`1.234,5`); where that cannot be (`3.5`,
    `1,000,000`), or where `english` says so (`1,234`), it is the other way round.
    """
    digits = digits.replace(" ", "")
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        comma_last = digits.rfind(",") > digits.rfind(".")
        plain = digits.replace(".", "").replace(",", ".") if comma_last else digits.replace(",", "")
    elif points:
        groups = digits.split(".")
        thousands = all(len(group) == 3 for group in groups[1:]) and 0 < len(groups[0]) <= 3 and groups[0] != "0"
        plain = digits.replace(".", "") if points > 1 or (thousands and not english) else digits
    elif commas:
        grouped = commas > 1 or (english and len(digits.split(",")[1]) == 3)
        plain = digits.replace(",", "") if grouped else digits.replace(",", ".")
    else:
        plain = digits
    return float(plain)


def read_numeral(text: str, english: bool = False) -> Number | None:
    """Return the value of a folded numeral (what `NUMERAL` matches), or None when the words make no number."""
    words = _TOKEN.findall(text)
    if not words:
        return None
    if _WRITTEN_OUT.fullmatch(words[0]):
        words = words[:1]  # 25.873.329.250 tỷ đồng: a slip, as all its digits are there
    if len(words) == 1 and words[0][0].isdecimal():  # as most numerals are
        value = read_digits(words[0], english)
        return Number(value, value)
    if POINT in words:
        decimal = _decimal(words, words.index(POINT))
        return None if decimal is None else Number(rounded(decimal), rounded(decimal))
    few = next((phrase for phrase in FEW if text.startswith(phrase)), None)
    if few is not None:
        scale = _product(words[len(few.split()) :])
        return Number(2 * scale, 9 * scale)
    neighbours = NEIGHBOURS.get(" ".join(words[:2]))
    if neighbours is not None:
        scale = _product(words[2:])
        return Number(neighbours[0] * scale, neighbours[1] * scale)
    if words[0] in ("hàng", "cả"):
        low = _product(words[1:])
        # hàng chục nghìn is 10,000 to 99,999; hàng triệu 1,000,000 to 9,999,999
        return Number(low, low * 10 - 1)
    if words[0] == HALF:
        return Number(_product(words[1:]) / 2, _product(words[1:]) / 2)
    total = _sum(words, english)
    if total is None:
        return None
    total = rounded(total)
    return Number(total, total)


def _decimal(words: list[str], point: int) -> float | None:
    """Return `không phẩy năm`, `hai phẩy bảy lăm tỷ`: the words around the one at `point`, before any scale."""
    end = next((at for at in range(point + 1, len(words)) if words[at] in SCALES), len(words))
    whole, digits = _sum(words[:point], english=False), _spoken(words[point + 1 : end])
    return None if whole is None or not digits else float(f"{whole:.0f}.{digits}") * _product(words[end:])


def _spoken(words: list[str]) -> str:
    """Return the digits of decimals as they are spoken: `bảy lăm`, `bảy mươi lăm`, `không năm`."""
    digits = ""
    for position, word in enumerate(words):
        if word[0].isdecimal():
            digits += word
        elif word == "mười":
            digits += "1" if position + 1 < len(words) else "10"
        elif word == "mươi":
            digits += "" if position + 1 < len(words) else "0"
        elif word in DIGIT_WORDS:
            digits += str(DIGIT_WORDS[word])
        else:
            return ""
    return digits


def _product(words: list[str]) -> float:
    value = 1.0
    for word in words:
        value *= SCALES.get(word, 1.0)
    return value


def _sum(words: list[str], english: bool) -> float | None:
    """Add up: what stands before a scale word is multiplied by it, a greater scale takes all before it."""
    total = group = 0.0  # `group` is what has been read since the last scale of a thousand or more
    pending: float | None = None
    last_scale = 1.0
    for position, word in enumerate(words):
        if word[0].isdecimal():
            if pending is not None:
                return None
            pending = read_digits(word, english)
        elif word in DIGIT_WORDS:
            if pending is not None:
                if word not in _ONES:
                    return None
                group += 10 * pending
            pending = DIGIT_WORDS[word]
        elif word in _TENS:
            if pending is not None:
                return None
            group, last_scale = group + _TENS[word], 10.0
        elif word in ("mươi", "chục"):
            if pending is None and (group or position):
                return None
            group, pending, last_scale = group + 10 * (1 if pending is None else pending), None, 10.0
        elif word == "trăm":
            group, pending, last_scale = group + 100 * (1 if pending is None else pending), None, _HUNDRED
        elif word in ("linh", "lẻ"):
            last_scale = 1.0
        elif word == "rưỡi":
            half = last_scale / 2 if pending is None or last_scale >= _THOUSAND else 0.5
            if last_scale >= _THOUSAND:
                total += half
            else:
                group += half + (pending or 0)
            pending = None
        elif word in SCALES:
            group, pending = group + (pending or 0), None
            scale = SCALES[word]
            if group == 0:
                if position and not total:
                    return None
                total = (total or 1) * scale  # nghìn tỷ: a scale upon a scale
            elif total and total < scale:
                total = (total + group) * scale
            else:
                total += group * scale
            group, last_scale = 0.0, scale
        else:
            return None
    if pending is not None:
        group += pending * _left_out(words[-1], pending, last_scale, total, group)
    return total + group


def _left_out(word: str, pending: float, last_scale: float, total: float, group: float) -> float:
    """Return what the last digit of a numeral is worth where its unit is left out, else 1.

    A digit after a scale is its tenth (`2 triệu 3`, `một trăm hai`), two or three are hundredths or thousandths of it
    (`1 tỷ 25`, `32tr50`).
    """
    if word.isdecimal():
        return last_scale / 10 ** len(word) if last_scale >= _THOUSAND and total and not group else 1
    after_scale = (last_scale >= _THOUSAND and total and not group) or (last_scale == _HUNDRED and group)
    return last_scale / 10 if after_scale and pending < 10 else 1


def same_scale(low_text: str, low: Number, high_text: str) -> Number:
    """Return `low` in the scale of the numeral `high_text` when it has none of its own: `5-7 triệu`, `30-50k`."""
    if low_text.replace(",", "").replace(".", "").isdecimal() and low.high < _THOUSAND:
        words = _TOKEN.findall(high_text)[1:]
        end = next((at for at, word in enumerate(words) if word not in SCALES), len(words))
        factor = _product(words[:end])
        return Number(rounded(low.low * factor), rounded(low.high * factor))
    return low
