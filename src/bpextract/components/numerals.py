"""Read numerals in digits, words and both: `250.000`, `1,5 triệu`, `hai mươi lăm`, `hàng chục nghìn`."""

import re
from dataclasses import dataclass

SCALES = {
    "chục": 10.0, "trăm": 1e2, "nghìn": 1e3, "ngàn": 1e3, "vạn": 1e4, "triệu": 1e6, "tr": 1e6, "tỷ": 1e9, "tỉ": 1e9,
}  # fmt: skip
DIGIT_WORDS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_FEW = ("vài ba", "dăm ba", "dăm bảy", "đôi ba", "vài", "mấy", "dăm")
# Ranges in words: two digits (`bốn năm` is left out, as it is four years), and mười mấy.
_NEIGHBOURS = {
    "một hai": (1, 2), "hai ba": (2, 3), "ba bốn": (3, 4), "năm sáu": (5, 6), "năm bảy": (5, 7), "sáu bảy": (6, 7),
    "bảy tám": (7, 8), "tám chín": (8, 9), "mười mấy": (11, 19),
}  # fmt: skip

_SCALE = r"(?:chục|trăm|nghìn|ngàn|vạn|(?:triệu|tỷ|tỉ)(?! phú))"
DIGITS = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)"
_WORD = r"(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)"
# Inside a numeral năm is five only before a scale or after linh: `mười năm`, `một trăm năm` are years.
_NEXT = (
    r"(?:một|mốt|hai|ba|bốn|tư|lăm|nhăm|sáu|bảy|bẩy|tám|chín|mười|năm(?=\s(?:mươi|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)\b))"
)
_TAIL = rf"(?:(?:linh|lẻ)\s{_WORD}|không\străm|mươi|rưỡi|{_SCALE})(?:\s(?:mười\s)?{_NEXT}\b)?"
_WORDS = rf"(?:mười(?:\s{_NEXT}\b)?|{_WORD}\b)(?:\s{_TAIL}\b)*"
# What ends a numeral that leaves its last unit out: 2 triệu 3 (đồng), 1 nghìn 200 (ha).
_SHORT = (
    r"(?:(?:(?<=nghìn)|(?<=ngàn))\s\d{3}(?![\d.,/:])"
    r"|(?:(?<=triệu)|(?<=tỷ)|(?<=tỉ))\s\d(?=\s(?:đồng|usd|đô)\b|[.;)]|,\s|$))"
)
_HALVED = r"(?:triệu|tỷ|tỉ|năm|tháng|ngày|tuần|giờ|tiếng|phút|thế kỷ|cân|ký|lít|tấn|tạ|lạng|mét|cây số|sào|chỉ)"

NUMERAL = (
    rf"(?:{DIGITS}(?:\s?(?:tr|{_SCALE})\b(?:\s{_SCALE}\b)*)?(?:\s(?:\d{{1,3}}\s{_SCALE}\b|rưỡi\b))*{_SHORT}?"
    rf"|(?:hàng|cả)\s{_SCALE}\b(?:\s{_SCALE}\b)*"
    rf"|(?:{'|'.join((*_FEW, *_NEIGHBOURS))})\b(?:\s{_SCALE}\b)*"
    rf"|nửa(?:\s(?:triệu|tỷ|tỉ)\b|(?=\s{_HALVED}\b))"
    rf"|{_WORDS})"
).replace(" ", r"\s")  # it is used inside verbose patterns
"""A pattern for one numeral in folded text; `read_numeral` reads what it matches."""

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


def is_english_style(text: str) -> bool:
    """Whether commas group thousands in `text` (`1,000,000`), as no Vietnamese number is written."""
    return bool(_ENGLISH.search(text))


def read_digits(digits: str, english: bool = False) -> float:
    """Return the value of a numeral in digits.

    A point groups thousands and a comma begins decimals (`1.234,5`); where that cannot be (`3.5`, `1,000,000`), or
    where `english` says so (`1,234`), it is the other way round.
    """
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
    few = next((phrase for phrase in _FEW if text.startswith(phrase)), None)
    if few is not None:
        scale = _product(words[len(few.split()) :])
        return Number(2 * scale, 9 * scale)
    neighbours = _NEIGHBOURS.get(" ".join(words[:2]))
    if neighbours is not None:
        scale = _product(words[2:])
        return Number(neighbours[0] * scale, neighbours[1] * scale)
    if words[0] in ("hàng", "cả"):
        low = _product(words[1:])
        # hàng chục nghìn is 10,000 to 99,999; hàng triệu 1,000,000 to 9,999,999
        return Number(low, low * 10 - 1)
    if words[0] == "nửa":
        return Number(_product(words[1:]) / 2, _product(words[1:]) / 2)
    total = _sum(words, english)
    return None if total is None else Number(total, total)


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
            if pending is not None and word not in ("mốt", "tư", "lăm", "nhăm"):
                return None
            pending = DIGIT_WORDS[word]
        elif word == "mười":
            if pending is not None:
                return None
            group, last_scale = group + 10, 10.0
        elif word in ("mươi", "chục"):
            if pending is None and (group or position):
                return None
            group, pending, last_scale = group + 10 * (1 if pending is None else pending), None, 10.0
        elif word == "trăm":
            group, pending, last_scale = group + 100 * (1 if pending is None else pending), None, 100.0
        elif word in ("linh", "lẻ"):
            last_scale = 1.0
        elif word == "rưỡi":
            half = last_scale / 2
            total, group = (total + half, group) if last_scale >= 1000 else (total, group + half + (pending or 0))
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
        # `2 triệu 3` is 2.3 million: a lone digit after a great scale is a tenth of it
        shorthand = last_scale >= 1000 and group == 0 and pending < 10 and len(words) > 1 and total
        group += pending * (last_scale / 10 if shorthand else 1)
    return total + group


def same_scale(low_text: str, low: Number, high_text: str, high: Number) -> Number:
    """Return `low` in the scale of `high` when it has none of its own: `5-7 triệu` is 5 to 7 million."""
    words = high_text.split()
    if low_text.replace(",", "").replace(".", "").isdecimal() and len(words) > 1 and low.high < 1000:
        base = read_numeral(words[0])
        if base is not None and base.low:
            factor = high.low / base.low
            return Number(low.low * factor, low.high * factor)
    return low
