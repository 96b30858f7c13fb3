"""Read numerals in digits, words and both: `250.000`, `1,5 triệu`, `hai mươi lăm`, `hàng chục nghìn`."""

import re
from dataclasses import dataclass

from bpextract.components.numbers.patterns import DIGITS
from bpextract.components.numbers.words import HUNDRED, MILLION, THOUSAND, NumberWords

_TEN = 10.0
_SURE = 15  # digits that a float keeps of any number

_TOKEN = re.compile(rf"{DIGITS}|[^\W\d_]+")
_WRITTEN_OUT = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){3,}|[1-9]\d{0,2}(?:,\d{3}){3,}")  # a billion or more
_ENGLISH = re.compile(
    r",(?:(?<=[1-9],)(?<![\d.,]..)|(?<=[1-9]\d,)(?<![\d.,]...)|(?<=[1-9]\d\d,)(?<![\d.,]....))\d{3}(?:,\d{3}(?!,?\d)|\.\d)"
)


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
        thousands = thousands and (not english or digits.endswith("00"))  # nobody writes 30.000 for 30
        plain = digits.replace(".", "") if points > 1 or thousands else digits
    elif commas:
        grouped = commas > 1 or (english and len(digits.split(",")[1]) == 3)
        plain = digits.replace(",", "") if grouped else digits.replace(",", ".")
    else:
        plain = digits
    return float(plain)


class Numerals:
    """Reads numerals, by the words of a vocabulary."""

    def __init__(self, words: NumberWords) -> None:
        self.words = words
        self._after_ten = words.of("after_ten")
        self._lone_tens = words.of("ten", "twenty")
        self._times_ten = words.of("tens") | dict.fromkeys(words.worth(_TEN), _TEN)
        self._hundreds = words.worth(HUNDRED)
        self._about = words.of("about")
        self._half = words.of("half")
        self._half_more = words.of("half_more")
        self._rest = words.of("rest")
        self._points = words.of("point")

    def read(self, text: str, english: bool = False) -> Number | None:
        """Return the value of a folded numeral (what the patterns match), or None when the words make no number."""
        words = _TOKEN.findall(text)
        if not words:
            return None
        if _WRITTEN_OUT.fullmatch(words[0]):
            words = words[:1]  # 25.873.329.250 tỷ đồng: a slip, as all its digits are there
        first = words[0]
        if len(words) > 2 and words[-1] == words[-2] and first[0].isdecimal():
            words = words[:-1]  # 14,7 triệu triệu: a slip
        if len(words) == 1 and first[0].isdecimal():  # as most numerals are
            value = read_digits(first, english)
            return Number(value, value)
        point = next((at for at, word in enumerate(words) if word in self._points), None)
        if point is not None:
            decimal = self._decimal(words, point)
            return None if decimal is None else Number(rounded(decimal), rounded(decimal))
        joined = " ".join(words)
        several = next((phrase for phrase in self.words.ranges if joined.startswith(phrase)), None)
        if several is not None:
            scale = self.product(words[len(several.split()) :])
            low, high = self.words.ranges[several]
            return Number(low * scale, high * scale)
        if first in self._about:
            # hàng chục nghìn is 10,000 to 99,999; hàng triệu 1,000,000 to 9,999,999; hàng chục triệu 10 to 99 million
            scales = self.words.scales
            great = next((at for at in range(2, len(words)) if scales.get(words[at], 0) >= MILLION), len(words))
            low, times = self.product(words[1:great]), self.product(words[great:])
            return Number(low * times, (low * self._about[first] - 1) * times)
        if first in self._half:
            half = self._half[first] * self.product(words[1:])
            return Number(half, half)
        total = self._sum(words, english)
        return None if total is None else Number(rounded(total), rounded(total))

    def same_scale(self, low_text: str, low: Number, high_text: str, greater: bool = False) -> Number:
        """Return `low` in the scale of the numeral `high_text` when it has none of its own: `5-7 triệu`, `30-50k`.

        One in thousands has none where the other is as written the greater: `2.000-2.200 tỷ`, but `500.000 - 1 triệu`.
        It must have that of the other where it is the `greater`: `2.000 xuống 1.800 tỷ`.
        """
        written, *words = _TOKEN.findall(high_text)
        about, *scales = low_text.split()
        if about in self._about and written in self._about and len(scales) == 1 and len(words) > 1:
            factor = self.product(words[1:])  # hàng chục đến hàng trăm tỷ; not hàng nghìn đến hàng chục nghìn
            if low.low * factor < self.product(words):
                return Number(rounded(low.low * factor), rounded(low.high * factor))
        if low_text in self.words.digits and words and all(word in self.words.scales for word in words):
            factor = self.product(words)  # hai đến ba triệu
            return Number(rounded(low.low * factor), rounded(low.high * factor))
        if low_text.replace(",", "").replace(".", "").isdecimal():
            if (
                low.high >= THOUSAND
                and not greater
                and not (written[0].isdecimal() and low.high < read_digits(written))
            ):
                return low
            end = next((at for at, word in enumerate(words) if word not in self.words.scales), len(words))
            factor = self.product(words[:end])
            return Number(rounded(low.low * factor), rounded(low.high * factor))
        return low

    def scale_below(self, low: Number, scaled: Number, high_text: str) -> Number:
        """Return `scaled`, which is `low` in the scale of `high_text`, in the one below it: `917 - 1,11 tỷ`.

        Only hundreds before a number of a few of the greater scale are so written.
        """
        written = _TOKEN.findall(high_text)[0]
        hundreds = HUNDRED <= low.low < THOUSAND and written[0].isdecimal() and read_digits(written) < _TEN
        if not hundreds or scaled.low == low.low:
            return scaled
        return Number(rounded(scaled.low / THOUSAND), rounded(scaled.high / THOUSAND))

    def product(self, words: list[str]) -> float:
        """Return what scales make together: `nghìn tỷ`."""
        value = 1.0
        for word in words:
            value *= self.words.scales.get(word, 1.0)
        return value

    def _decimal(self, words: list[str], point: int) -> float | None:
        """Return `không phẩy năm`, `hai phẩy bảy lăm tỷ`: the words around the one at `point`, before any scale."""
        scales = self.words.scales
        end = next((at for at in range(point + 1, len(words)) if words[at] in scales), len(words))
        whole, digits = self._sum(words[:point], english=False), self._spoken(words[point + 1 : end])
        return None if whole is None or not digits else float(f"{whole:.0f}.{digits}") * self.product(words[end:])

    def _spoken(self, words: list[str]) -> str:
        """Return the digits of decimals as they are spoken: `bảy lăm`, `bảy mươi lăm`, `không năm`."""
        digits = ""
        for position, word in enumerate(words):
            last = position + 1 == len(words)
            if word[0].isdecimal():
                digits += word
            elif word in self._lone_tens:
                digits += f"{self._lone_tens[word] / (1 if last else _TEN):.0f}"
            elif word in self._times_ten:
                digits += "0" if last else ""
            elif word in self.words.digits:
                digits += f"{self.words.digits[word]:.0f}"
            else:
                return ""
        return digits

    def _sum(self, words: list[str], english: bool) -> float | None:
        """Add up: what stands before a scale word is multiplied by it, a greater scale takes all before it."""
        total = group = 0.0  # `group` is what has been read since the last scale of a thousand or more
        pending: float | None = None
        last_scale = 1.0
        for position, word in enumerate(words):
            if word[0].isdecimal():
                if pending is not None:
                    return None
                pending = read_digits(word, english)
            elif word in self.words.digits:
                if pending is not None:
                    if word not in self._after_ten:
                        return None
                    group, last_scale = group + _TEN * pending, _TEN
                pending = self.words.digits[word]
            elif word in self._lone_tens:
                if pending is not None:
                    return None
                group, last_scale = group + self._lone_tens[word], _TEN
            elif word in self._times_ten:
                if pending is None and (group or position):
                    return None
                group, pending, last_scale = group + _TEN * (1 if pending is None else pending), None, _TEN
            elif word in self._hundreds:
                group, pending, last_scale = group + HUNDRED * (1 if pending is None else pending), None, HUNDRED
            elif word in self._rest:
                last_scale = 1.0
            elif word in self._half_more:
                half = last_scale / 2 if pending is None or last_scale >= THOUSAND else 0.5
                if last_scale >= THOUSAND:
                    total += half
                else:
                    group += half + (pending or 0)
                pending = None
            elif word in self.words.scales:
                group, pending = group + (pending or 0), None
                scale = self.words.scales[word]
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
        return last_scale / 10 ** len(word) if last_scale >= THOUSAND and total and not group else 1
    after_scale = (last_scale >= THOUSAND and total and not group) or (last_scale == HUNDRED and group)
    return last_scale / 10 if after_scale and pending < 10 else 1
