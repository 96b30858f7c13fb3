"""What a numeral looks like in folded text: in digits, in words, and in both (`1 triệu 5 trăm nghìn`)."""

FEW = ("vài ba", "dăm ba", "dăm bảy", "đôi ba", "vài", "mấy", "dăm")
"""Words for a few; the longer ones first."""
# Ranges in words: two digits (`bốn năm` is left out, as it is four years), and mười mấy.
NEIGHBOURS = {
    "một hai": (1, 2), "hai ba": (2, 3), "ba bốn": (3, 4), "năm sáu": (5, 6), "năm bảy": (5, 7), "sáu bảy": (6, 7),
    "bảy tám": (7, 8), "tám chín": (8, 9), "mười mấy": (11, 19),
}  # fmt: skip
HALF = "nửa"
POINT = "phẩy"
"""The comma of decimals, spoken."""

# A scale is none where its word begins another (triệu tập, triệu phú, tá tràng). A numeral has few scales and few
# words: the bounds keep the time to read linear where words of number follow each other without end.
_SCALE = (
    r"(?:chục|trăm|nghìn|ngàn|vạn|(?:triệu|tỷ|tỉ)(?! (?:phú|số|lệ|suất)\b)"
    r"(?! (?:tập|hồi) (?:\d|hơn|gần|khoảng|tất|các|những))|tá(?! (?:tràng|dược|điền|lót|lả)))"
)
_SCALES = rf"{_SCALE}\b(?: {_SCALE}\b){{0,3}}"
_GROUPS = r"{1,8}"
# Blanks group thousands, too (1 000 000), unless they follow other digits as in a telephone number.
BLANKS = rf"(?<!\d\x20)[1-9]\d{{0,2}}(?:\x20\d{{3}}){_GROUPS}(?!\d|\x20\d|\.\d{{3}})(?:,\d{{1,2}}(?!\d))?"
DIGITS = rf"(?:{BLANKS}|\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:[.,]\d+)?)"
_WORD = r"(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)"
# Inside a numeral năm is five only before a scale or after linh: `mười năm`, `một trăm năm` are years.
_NEXT = (
    r"(?:một|mốt|hai|ba|bốn|tư|lăm|nhăm|sáu|bảy|bẩy|tám|chín|mười|năm(?= (?:mươi|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)\b))"
)
_TAIL = rf"(?:(?:linh|lẻ) (?:{_WORD}|tư)|không trăm|mươi|rưỡi|{_SCALE})(?: (?:mười )?{_NEXT}\b)?"
# hai lăm, ba mốt: twenty-five, thirty-one, with the ten left out; hăm is twenty
# (tư begins other words: ba tư thế).
_FOUR = r"tư(?! (?:thế|tưởng|vấn|cách|duy|liệu|nhân|lệnh|pháp|bản|thục|gia|thù|trang|thương|sản|dinh|chất|thương)\b)"
_SHORT_TENS = (
    rf"(?:(?:hai|ba|bốn|sáu|bảy|tám|chín) (?:lăm|nhăm|mốt|{_FOUR})|hăm (?:mốt|hai|ba|tư|lăm|nhăm|sáu|bảy|tám|chín))"
)
_BEFORE_POINT = rf"(?:không|mười(?: {_NEXT})?|{_WORD} mươi(?: {_NEXT})?|{_WORD})"
_LAST = r"(?:lăm|nhăm|mốt|tư|không|một|hai|ba|bốn|sáu|bảy|tám|chín)"
_AFTER_POINT = rf"(?:không ){{0,3}}(?:không|mười (?:lăm|{_WORD})|{_WORD}(?: mươi)?(?: {_LAST}\b)?)"
_DECIMAL = rf"{_BEFORE_POINT} {POINT} {_AFTER_POINT}\b(?: {_SCALES})?"
_SPOKEN_POINT = rf"\d{{1,3}} {POINT} \d{{1,3}}\b(?: {_SCALES})?"
# trăm tám mươi, triệu rưỡi: one of it, left out
_ONE_LEFT_OUT = r"(?:trăm(?= (?:hai|ba|bốn|tư|sáu|bảy|tám|chín) mươi\b)|(?:trăm|nghìn|ngàn|triệu|tỷ|tỉ)(?= rưỡi\b))"
_AFTER_HUNDRED = rf"(?<=trăm ){_WORD} mươi(?: {_NEXT})?"
_WORDS = (
    rf"(?:{_ONE_LEFT_OUT}|{_SHORT_TENS}\b|mười(?: {_NEXT}\b)?|{_WORD}\b)(?: (?:{_TAIL}|{_AFTER_HUNDRED})\b){{0,24}}"
)
_FOLLOWED = r"(?= (?:đồng|usd|đô)\b|[.;)]|,\s|$)"
# What ends a numeral that leaves its last unit out: 2 triệu 3 (đồng), 1 tỷ 250, 1 nghìn 200 (ha).
_SHORT = (
    r"(?:(?:(?<=nghìn)|(?<=ngàn)) \d{3}(?![\d.,/:])"
    rf"|(?:(?<=triệu)|(?<=tỷ)|(?<=tỉ)) (?:\d|\d{{3}}){_FOLLOWED})"
)
_HALVED = r"(?:triệu|tỷ|tỉ|năm|tháng|ngày|tuần|giờ|tiếng|phút|thế kỷ|cân|ký|lít|tấn|tạ|lạng|mét|cây số|sào|chỉ|tá)"
# 32tr5, 1 tỷ 2: what is left out after the scale are its tenths, hundredths …
JOINED = r"(?:tr|triệu|tỷ|tỉ|k)"
_JOINED = rf"\d{{1,3}}{JOINED}\d{{1,3}}(?![\d\w]|[.,]\d)"
_THOUSANDS = r"\d{1,3}(?:[.,]\d{1,3})?k(?![\w’'])"

NUMERAL = (
    rf"(?:(?=\d)(?:{_JOINED}|{_THOUSANDS}|{_SPOKEN_POINT}"
    rf"|{DIGITS}(?:\s?(?:tr|{_SCALE})\b(?: {_SCALE}\b){{0,3}})?(?: (?:\d{{1,3}} {_SCALES}|rưỡi\b)){{0,4}}(?:{_SHORT})?)"
    rf"|{_DECIMAL}"
    rf"|(?:hàng|cả) {_SCALES}"
    rf"|(?:{'|'.join((*FEW, *NEIGHBOURS))})\b(?: {_SCALE}\b){{0,3}}"
    rf"|{HALF}(?: (?:triệu|tỷ|tỉ|tá|vạn)\b|(?= {_HALVED}\b))"
    rf"|{_WORDS})"
).replace(" ", r"\s")  # it is used inside verbose patterns
"""A pattern for one numeral in folded text; `bpextract.components.numerals.read_numeral` reads what it matches."""

IN_WORDS = rf"(?:{_DECIMAL}|{_WORDS})".replace(" ", r"\s")
"""A numeral that is written out."""
