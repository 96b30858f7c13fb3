"""Patterns of dates in folded text, and of the words around them that decide."""

import re

import regex

_D = r"(?:0?[1-9]|[12]\d|3[01])"
_M = r"(?:0?[1-9]|1[0-2])"
_Y = r"(?:1[0-9]|20|21)\d\d"
_SEP = r"\s?[/.\-–]\s?"
_NO_NUMBER_BEFORE = r"(?<![\d\p{L}/_]|\d[.,]|(?<![/.\d])\d{1,4}-)"
_NO_NUMBER_AFTER = r"(?![\d_]|[a-z]\b|[.,:/]\d|-\d(?!\d?[/.\-]\d)|/\p{L}|%)"
_MONTH_WORD = r"(?:mười\s(?:một|hai)|mười|một|hai|ba|tư|năm|sáu|bảy|tám|chín|giêng|chạp)"

# Words that a date may begin with, and what must follow them.
WORDS = frozenset({"ngày", "tháng", "năm", "mùng", "mồng", "quý", "quí", "rằm", "thập"})
OPENING = re.compile(
    rf"(?:ngày|năm|mùng|mồng)\s+(?=\d|rằm|một|hai|ba|bốn|năm|sáu)|tháng\s+(?=\d|{_MONTH_WORD}\b)"
    r"|thập (?:niên|kỷ)\s+(?=\d)|qu[ýí]\s+(?=[1-4i])|rằm\s"
)
# One date, the most specific form first. Matched on folded text.
DATE = regex.compile(
    rf"""
    {_NO_NUMBER_BEFORE}
    (?:
      (?:(?P<day_word>ngày|mùng|mồng)\s+)?
      (?:(?P<from>{_D})\s?[\-–]\s?(?={_D}(?:\s?[/.]|\s+tháng\s)))?
      (?:
        (?P<d1>{_D}){_SEP}(?P<m1>{_M}){_SEP}(?P<y1>{_Y}|\d\d)
      | (?P<d2>{_D})\s+tháng\s+(?P<m2>{_M}|{_MONTH_WORD}\b)(?:\s*,?\s+năm\s+(?P<y2>{_Y})|\s?[/.\-]\s?(?P<y2b>{_Y}))?
      | (?P<d3>{_D})(?P<sep3>\s?[/.\-–]\s?)(?P<m3>{_M})(?:\s+năm\s+(?P<y3>{_Y}))?
          (?!\s?/\s?\d|\s?-\s?\d(?!\d?\s?[/.\-]\s?\d))
      )
    | (?P<y0>{_Y})-(?P<m0>0[1-9]|1[0-2])-(?P<d0>[0-2]\d|3[01])
    | tháng\s+(?P<m4from>{_M})\s?(?:[\-–]|đến)\s?(?P<m4to>{_M})\s?/\s?(?P<y4to>{_Y})
    | (?:tháng\s+)?(?P<m4>{_M})(?:\s?[/.\-]\s?|\s+năm\s+(?=\d{{4}}))(?P<y4>{_Y})
    | tháng\s+(?P<m5>{_M}|{_MONTH_WORD}\b)(?:\s+năm\s+(?P<y5>{_Y}))?
        (?!\s?[/.\-]\s?\d|\s+(?:lần|ngày|tuổi|năm(?!\s(?:ngoái|nay|sau|trước|đó|ấy|tới)))\b)
    | qu[ýí]\s+(?P<q>[1-4]|iv|i{{1,3}})(?:\s?[/\-]\s?|\s+năm\s+|\s+)(?P<y6>{_Y})
    | (?P<y7>{_Y})\s?[\-–/]\s?(?P<y7b>{_Y}|\d\d)
    | (?:(?<=những\s)năm|thập\ (?:niên|kỷ))\s+(?P<decade>(?:1\d|20)?[1-9]0)(?!\d)
    | (?:(?P<year_word>năm)\s+)?(?P<y8>{_Y})
    | (?P<lunar>(?:ngày\s+)?rằm\s+tháng\s+(?:giêng|bảy|tám|mười|chạp)|(?:29|30)\s+tết
        |(?:mùng|mồng)\s+(?:\d{{1,2}}|một|hai|ba|bốn|năm|sáu)\s+tết)
    | (?<!\d\s|mỗi\s|một\s|hàng\s|hằng\s|từng\s)ngày\s+(?P<d9>{_D})(?!\s*(?:tháng|[/.\-–]\s?\d|giờ|phút|người|lần|h))
    )
    {_NO_NUMBER_AFTER}
    """,
    regex.VERBOSE,
)

# Days that take their month from the date after them: `26 và 27-6`, `ngày 5 đến 9/7`.
EARLIER_DAYS = regex.compile(
    rf"{_NO_NUMBER_BEFORE}(?P<word>ngày\s+)?(?P<d>{_D})(?P<join>\s*(?:,|và|hoặc|hay|đến|tới|[\-–])\s*(?:ngày\s+)?)$"
)
TO = regex.compile(r"\s*(?:[\-–]|đến(?:\s+hết)?|tới)\s*")

# What makes d/m a fraction, and a number of four digits a count.
YEAR_LIST = regex.compile(r"(?:năm|từ|đến)\s+(?:\d{4}\s*(?:,|và|-|–)\s*)+$")
FRACTIONS = frozenset({"1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "2/5", "3/5", "4/5", "1/10", "1/6", "1/8", "24/7"})
COUNTED = regex.compile(
    r"\s+(?:người|năm|tháng|ngày|tuổi|tuần|giờ|phút|lần|triệu|tỷ|tấn|kg|km|m|hộ|con|độ|điểm|ha|%)\b"
)
# After a mark only, these tell so many out of so many: xác định, 4/9 đối tượng …
SHARED = regex.compile(
    r"\s+(?:đối tượng|người|hộ|xã|phường|thị trấn|huyện|tỉnh|thôn|thành viên|đại biểu|phiếu|chỉ tiêu|tiêu chí"
    r"|bị can|bị cáo|trận|mẫu|vụ|trường|dự án|cơ sở)\b"
)
NUMBER_BEFORE = regex.compile(r"(?:\d|hai|ba|bốn)\s+$")
# Marks before a date without a word: (1/12), `9h30, 1/12`, `05/12 - 1/12`.
MARKS = frozenset(",(-–")
PART_OF = regex.compile(r"\s+(?:số|diện|dân|đại|phần|thành|tổng)\b")
LOOKBACK = 24
LUNAR_MONTHS = {"giêng": 1, "chạp": 12}
LUNAR = regex.compile(r"\s\(?(?:âm lịch|âl)\b")
WHEN = regex.compile(r"(?<!\p{L})(?:cuối|đầu|giữa|hồi|vào|trong|từ|đến|tới|sang|qua|hết)\s$")
# Sets of tennis in a list; regex looks back only as far as these are long.
SETS_BEFORE = regex.compile(r"(?<=[0-7]-[0-7],?\s)")
SETS_AFTER = regex.compile(r",?\s\(?[0-7]-[0-7](?![\d/])")
