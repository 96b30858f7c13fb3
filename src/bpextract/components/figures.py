"""Find figures: numbers with what they measure or count, and their bounds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import regex

from bpextract.annotation import Annotation, Mention
from bpextract.components.finder import Finder
from bpextract.components.numerals import NUMERAL, Number, is_english_style, read_numeral
from bpextract.components.quantities import Quantities, Quantity
from bpextract.lexicons import schemas

_NUMBER = regex.compile(
    rf"""
    (?<![\p{{L}}\d_]|\d[.,])
    (?:
      (?P<score>\d{{1,2}}\s?[-–]\s?\d{{1,2}})(?=[\s,.;)]|$)(?<=(?:tỷ\ số|tỉ\ số|thắng|thua|hòa|dẫn|trước|gỡ|lên|với|kết\ quả|chung\ cuộc)\s(?:\w+\s)?(?P=score))
    | (?P<metres>\d)m(?P<centimetres>\d{{1,2}})(?![\d\p{{L}}])
    | (?P<part>\d{{1,3}})\s?/\s?(?P<whole>\d{{1,4}})(?![\d/])
    | (?P<share>(?:một|hai|ba|bốn))\sphần\s(?P<of>(?:hai|ba|tư|bốn|năm|mười))\b
    | (?P<low>{NUMERAL})(?:(?P<to>\s?[-–]\s?|\s(?:đến|tới)\s)(?P<high>{NUMERAL}))?
    )
    """,
    regex.VERBOSE,
)

_MODIFIERS: tuple[tuple[str, str], ...] = (
    ("<=", "không quá|tối đa|nhiều nhất|lên tới|lên đến|tới"),
    (">=", "ít nhất|tối thiểu|không dưới|không ít hơn"),
    (">", "hơn|trên|vượt quá|vượt|quá"),
    ("<", "chưa đến|chưa tới|chưa đầy|không đến|không tới|không đầy|gần|dưới|suýt soát"),
    ("~", "ước tính khoảng|ước khoảng|ước tính|ước đạt|ước|khoảng chừng|khoảng|chừng|xấp xỉ|tầm|cỡ|ngót"),
)
_MODIFIER = regex.compile(
    r"(?<!\p{L})(?:"
    + "|".join(f"(?P<m{n}>{words})" for n, (_, words) in enumerate(_MODIFIERS))
    + r")(?:\s+khoảng)?\s+$"
)
_SIGNS = tuple(sign for sign, _ in _MODIFIERS)
_SUFFIX = regex.compile(r"\s+trở\s+(?:(?P<up>lên)|xuống)\b")
# Prepositions that look like bounds: trên 2 tuyến đường, tới 3 xã. Small counts after them are places.
_PREPOSITIONS = ("trên", "dưới", "tới", "quá", "vượt")

# What stands before a number that is an ordinal, an identifier or part of a name, never a figure …
_ALWAYS = regex.compile(
    r"(?<!\p{L})(?:điều|khoản|nghị quyết|nghị định|quyết định|thông tư|chỉ thị|công văn|số|số hiệu|mã|mã số|quốc lộ|ql|tỉnh lộ|đt|dt"
    r"|hương lộ|cao tốc|ngõ|hẻm|ngách|kiệt|cột mốc|cổng|thứ|khóa|kỳ|quý|quí|top|kênh|vtv|htv|trung đoàn|sư đoàn|lữ đoàn|tiểu đoàn"
    r"|đại đội|quân khu|quân đoàn|binh đoàn|phường|quận|khu phố|tổ dân phố|thôn|ấp|xóm|tiểu khu|khoảnh|covid|thế hệ|phiên bản"
    r"|mùng|mồng|rằm|biển số|điện thoại|hotline|tel|sđt|trang|chương|tài khoản|u|f|q|p|bn|cấp độ|series|seri|iphone|galaxy"
    r"|phụ lục|chủ nhật|tết|thập niên)\s?\.?[-–:]?\s?$"
)
# … and words after which only a clear unit or classifier makes it one: nhóm 5 người, phòng 20 m2, but tổ 5, lớp 12.
_OFTEN = regex.compile(
    r"(?<!\p{L})(?:điểm|phần|bài|giải|(?<!trong )vòng|hạng|khu|khu vực|tổ|đội|lớp|khối|loại|cấp|nhóm|phòng|nhà|lô|xe|quả|đợt|ca|tháng|năm|ngày"
    r"|kế hoạch|luật|dự án|mục|đường|phố|vùng|tập|mốc|bảng|bản|tuổi|đài|cửa|thửa|tầng|hàng|buôn|làng|số lượng xe|lần|mức|giai đoạn"
    r"|khung|bậc|tờ|bị can|bệnh nhân|ông|bà|anh|chị|cả|cái|km|world cup)\s?$"
)
_DURATION_BEFORE = regex.compile(
    r"(?:trong|sau|suốt|mất|hơn|gần|kéo dài|vòng|thêm|mỗi|hàng|ít nhất|tối đa|quá|trên|dưới|chưa đầy|chưa đến|từng|chừng|tới|cả"
    r"|tổng cộng|được|làm|thời gian|chỉ|cách)\s+(?:\p{L}+\s)?$"
)
_CLOCK_AFTER = regex.compile(
    r"\s*(?:\d|sáng|trưa|chiều|tối|đêm|khuya|ngày|cùng|kém|rưỡi|hôm|hằng|,? ?rạng|giờ|vn|gmt|theo giờ|\(giờ|thứ|bắt đầu)"
)
_YEAR_WORD_BEFORE = regex.compile(
    r"(?:trong|những|các|mỗi|hàng|hằng|cuối|đầu|nhiều|cả|một|hai|ba|bốn|vài|mấy|từng|giữa|quanh|tháng|theo|của|\d|số|ngày|là|vào)\s+$"
)
_SHARE_NOUN = regex.compile(r"\s+(?:diện tích|dân số|số|tổng số|chiều|quãng|thời gian|nhu cầu|lượng)\b")
_DIGIT_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "mười": 10}
# So many digits without a point are a telephone number or a code.
_CODE = regex.compile(r"\d{7,}|0\d{3,}")
# Words that begin like a number: a rucksack, parents, a school year.
_IDIOM = regex.compile(
    r"ba (?:lô|mẹ|má|ba|gác|kích|chỉ|rọi)\b|năm (?:học|ngoái|sinh|châu)\b|một (?:chiều|cách|số|vài)\b"
)
_PRONOUN = regex.compile(r"(?:ông|bà|anh|chị|cô|em|cháu|lần)\s$")  # hơn ông 24 tuổi
# What a sentence may begin after.
_OPENING = regex.compile(r"(?:^|[.!?…:;\n\"“‘(\-–])\s*$")
_LOOKBACK = 36


@dataclass(frozen=True, slots=True)
class _Read:
    """A figure as far as it is read: its span, number and quantity."""

    start: int
    end: int
    number: Number | None
    quantity: Quantity
    rule: str


class FiguresFinder(Finder):
    """Finds FIGURE mentions; their values are columns of the figures table, and `first`, the token after the number."""

    label = "FIGURE"
    lexicons = (schemas.UNITS, schemas.CLASSIFIERS, schemas.COUNTED_COMPOUNDS, schemas.NOUNS, schemas.VERBS)

    def build(self, entries: Mapping[str, list[dict[str, str]]]) -> None:
        self._quantities = Quantities(entries)

    def find(self, annotation: Annotation) -> list[Mention]:
        dates = annotation.mentions.get("DATE", [])
        english = is_english_style(annotation.text)
        mentions: list[Mention] = []
        past = next_date = 0
        for match in _NUMBER.finditer(annotation.folded):
            while next_date < len(dates) and dates[next_date].end <= match.start():
                next_date += 1
            if match.start() < past or (next_date < len(dates) and dates[next_date].start < match.end()):
                continue
            found = self._read(annotation, match, english)
            if found is not None:
                mention = self._mention(annotation, found, english)
                mentions.append(mention)
                past = mention.end
        return mentions

    def _read(self, annotation: Annotation, match: "regex.Match[str]", english: bool) -> _Read | None:
        folded, tokens = annotation.folded, annotation.tokens
        start, end = match.span()
        if match["score"]:
            return _Read(start, end, None, Quantity(0, "score"), "score")
        if folded[start].isdigit() and start and folded[start - 1] in "/.:-–#@&_=":
            # part of a number or a code; a dash between spaces only joins words
            if folded[start - 1] not in "-–" or (start > 1 and not folded[start - 2].isspace()):
                return None
        before = folded[max(0, start - _LOOKBACK) : start]
        if match["metres"]:
            height = float(f"{match['metres']}.{match['centimetres']}")
            return _Read(start, end, Number(height, height), Quantity(0, "length", "m"), "metres")
        if match["share"] or match["part"]:
            return self._share(annotation, match, before)
        in_words = not match[0][0].isdigit()
        if in_words and annotation.text[start].isupper() and not _OPENING.search(before):
            return None  # a name: ông Mười
        low = read_numeral(match["low"], english)
        if low is None or _ALWAYS.search(before) or _CODE.fullmatch(match["low"]):
            return None
        high = read_numeral(match["high"], english) if match["high"] else None
        number = low
        if high is not None and match["low"][-1].isdigit() == match["high"][0].isdigit():
            low, high = _same_scale(match["low"], low, match["high"], high)
            number = Number(low.low, high.high)
        if number.high < number.low or (match["high"] and number.low == number.high):
            return None
        at = tokens.at(end)
        quantity = self._quantities.at(tokens, at, number.high, in_words)
        if quantity is None or not self._fits(annotation, match, quantity, before, at, number):
            return None
        rule = "measure" if quantity.kind != "count" else "count" if quantity.sure else "count_unknown"
        return _Read(start, tokens.ends[quantity.end - 1], number, quantity, rule)

    def _fits(
        self,
        annotation: Annotation,
        match: "regex.Match[str]",
        quantity: Quantity,
        before: str,
        at: int,
        number: Number,
    ) -> bool:
        """Whether the context lets this number and quantity be a figure."""
        folded, tokens = annotation.folded, annotation.tokens
        glued = tokens.starts[at] == match.end()
        if glued and quantity.kind == "count":
            return False  # 3A, 5G, U23-like codes
        if "\n" in folded[match.end() : tokens.starts[at]]:
            return False
        unit = tokens.norms[at]
        if _OFTEN.search(before):
            duration = quantity.kind == "duration" or (quantity.kind == "age" and not _PRONOUN.search(before))
            if duration or (quantity.kind == "count" and not self._quantities.is_classified(tokens, at)):
                return False
        if unit in ("giờ", "h") and quantity.end == at + 1:
            if _CLOCK_AFTER.match(folded, tokens.ends[at]) or not _DURATION_BEFORE.search(before):
                return False
        if unit == "phút" and regex.search(r"(?:giờ|h|:)\s*$", before):
            return False
        word = match["low"]
        if _IDIOM.match(folded, match.start()):
            return False
        modified = _MODIFIER.search(before) is not None
        if word == "một":
            measure = quantity.kind != "count" and unit not in ("đêm", "hôm", "điểm", "độ", "tiếng", "cân", "khối")
            vague = regex.match(r"\s+(?:nọ|nào|kia|khác|lần|số|cách)", folded, pos=tokens.ends[quantity.end - 1])
            return (measure and not vague) or (modified and quantity.sure)
        if word == "năm":
            return not _YEAR_WORD_BEFORE.search(before) and quantity.kind in ("count", "money", "length") and not glued
        if word in ("ba", "bảy", "tám", "chín", "sáu", "tư") and regex.search(
            r"(?:ông|bà|anh|chị|tháng|cô|chú|út)\s+$", before
        ):
            return False
        return quantity.kind != "age" or number.high <= 150 or unit != "tuổi"

    def _share(self, annotation: Annotation, match: "regex.Match[str]", before: str) -> _Read | None:
        """Read `2/3 diện tích`, `một phần ba`, and `13/13 phường` (13 of them)."""
        if _ALWAYS.search(before):
            return None
        if match["share"]:
            value = _DIGIT_WORDS[match["share"]] / _DIGIT_WORDS[match["of"]]
            return _Read(match.start(), match.end(), Number(value, value), Quantity(0, "ratio"), "ratio")
        part, whole = float(match["part"]), float(match["whole"])
        noun = _SHARE_NOUN.match(annotation.folded, match.end())
        if 0 < part < whole <= 10 and noun:
            return _Read(match.start(), noun.end(), Number(part / whole, part / whole), Quantity(0, "ratio"), "ratio")
        tokens = annotation.tokens
        at = tokens.at(match.end())
        quantity = self._quantities.at(tokens, at, part, in_words=False)
        if (
            quantity is None
            or not quantity.sure
            or quantity.kind != "count"
            or part > whole
            or tokens.starts[at] == match.end()
        ):
            return None
        return _Read(match.start(), tokens.ends[quantity.end - 1], Number(part, part), quantity, "part_of_whole")

    def _mention(self, annotation: Annotation, found: _Read, english: bool) -> Mention:
        folded, text = annotation.folded, annotation.text
        start, number, quantity = found.start, found.number, found.quantity
        sign = None
        before = _MODIFIER.search(folded, max(0, start - _LOOKBACK), start)
        if before is not None and found.rule != "score" and not _is_preposition(folded, before, found):
            sign = next(_SIGNS[n] for n in range(len(_SIGNS)) if before[f"m{n}"])
            start = before.start()
        suffix = _SUFFIX.match(folded, found.end)
        if suffix is not None and sign is None:
            sign = ">=" if suffix["up"] else "<="
        # the unit is what follows the number: a rate keeps its slash
        first = annotation.tokens.at(found.start)
        unit = text[_after_number(annotation, found) : found.end].strip() or None
        values: dict[str, Any] = {
            "value": number.exact if number else None,
            "value_low": number.low if number else None,
            "value_high": number.high if number else None,
            "modifier": sign,
            "unit": unit,
            "unit_norm": quantity.norm,
            "value_norm": number.exact * quantity.factor
            if number and number.exact is not None and quantity.norm
            else None,
            "kind": quantity.kind,
            "counted": unit if quantity.kind == "count" else None,
            "first": first,
        }
        source = f"figures.{found.rule}" + (
            "_english_style" if english and "," in text[found.start : found.end] else ""
        )
        return Mention("FIGURE", start, found.end, source, 0.9 if quantity.sure else 0.6, values)


def _after_number(annotation: Annotation, found: _Read) -> int:
    if found.rule in ("score",):
        return found.end
    match = _NUMBER.match(annotation.folded, found.start)
    return match.end() if match else found.end


def _is_preposition(folded: str, modifier: "regex.Match[str]", found: _Read) -> bool:
    """Whether `trên`, `tới` … is a preposition (trên 2 tuyến đường) rather than a bound."""
    word = modifier[0].split()[0]
    if word not in _PREPOSITIONS or found.quantity.kind != "count" or found.number is None:
        return False
    return found.number.high < 10


def _same_scale(low_text: str, low: Number, high_text: str, high: Number) -> tuple[Number, Number]:
    """`5-7 triệu` is 5 to 7 million: a bare first number takes the scale of the second."""
    words = high_text.split()
    if low_text.replace(",", "").replace(".", "").isdigit() and len(words) > 1 and low.high < 1000:
        base = read_numeral(words[0])
        if base is not None and base.low:
            factor = high.low / base.low
            return Number(low.low * factor, low.high * factor), high
    return low, high
