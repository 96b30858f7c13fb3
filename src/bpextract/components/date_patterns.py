"""Patterns of dates in folded text, and of the words around them that decide."""

import re

import regex

_D = r"(?:0?[1-9]|[12]\d|3[01])"
_M = r"(?:0?[1-9]|1[0-2])"
_Y = r"(?:1[0-9]|20|21)\d\d"
_DASH = "\\-–—‒−"
_SEP = rf"\s?[/.{_DASH}]\s?"
_NO_NUMBER_BEFORE = r"(?<![\d\p{L}/_]|\d[.,]|(?<![/.\d])\d{1,4}-)"
_NO_NUMBER_AFTER = r"(?![\d_]|[a-z]\b|[.,:/]\d|-\d(?!\d?[/.\-]\d)|/\p{L}|\s?%)"
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
      (?:(?P<from>{_D})\s?[{_DASH}]\s?(?={_D}(?:\s?[/.]|\s+tháng\s)))?
      (?:
        (?P<d1>{_D})(?P<sepy>{_SEP})(?P<m1>{_M})(?:{_SEP}(?P<y1>{_Y})|(?P=sepy)(?P<y1>\d\d))
      | (?P<d2>{_D})\s+tháng\s+(?P<m2>{_M}|{_MONTH_WORD}\b)(?:\s*,?\s+năm\s+(?P<y2>{_Y})|\s?[/.\-]\s?(?P<y2b>{_Y}))?
      | (?P<d3>{_D})(?P<sep3>{_SEP})(?P<m3>{_M})(?:\s+năm\s+(?P<y3>{_Y}))?
          (?!\s?/\s?\d|\s?-\s?\d(?!\d?\s?[/.\-]\s?\d))
      )
    | (?:ngày\s+)?(?P<y0>{_Y})(?P<sep0>[-/.])(?P<m0>0?[1-9]|1[0-2])(?P=sep0)(?P<d0>0?[1-9]|[12]\d|3[01])
    | (?:ngày\s+)?(?P<m1>{_M})(?P<sep1>[-/])(?P<d1>1[3-9]|2\d|3[01])(?P=sep1)(?P<y1>{_Y})
    | tháng\s+(?P<m4from>{_M})\s?(?:[{_DASH}]|đến)\s?(?P<m4to>{_M})\s?/\s?(?P<y4to>{_Y})
    | (?:tháng\s+)?(?P<m4>{_M})(?:\s?[/.\-]\s?|\s+năm\s+(?=\d{{4}}))(?P<y4>{_Y})
    | (?<!mỗi\s|hàng\s|hằng\s)tháng\s+(?P<m5>{_M}|{_MONTH_WORD}\b)(?:\s+năm\s+(?P<y5>{_Y}))?
        (?!\s?[/.\-]\s?\d|\s+(?:lần|ngày|tuổi|triệu|tỷ|tỉ|nghìn|ngàn|trăm|đồng|usd|kg|tấn|năm(?!\s(?:ngoái|nay|sau|trước|đó|ấy|tới)))\b)
    | qu[ýí]\s+(?P<q>[1-4]|iv|i{{1,3}})(?:\s?[/\-]\s?|\s+năm\s+|\s+)(?P<y6>{_Y})
    | (?:năm\s+)?(?P<y7>{_Y})(?P<sep7>\s?[{_DASH}/]\s?)(?P<y7b>{_Y}|\d\d)(?!\s?[{_DASH}]\s?{_Y})
    | (?:(?<=những\s)năm|thập\ (?:niên|kỷ))\s+(?P<decade>(?:1\d|20)?[1-9]0)(?!\d)
    | (?:(?P<year_word>năm)\s+)?(?P<y8>{_Y})
    | (?P<lunar>(?:ngày\s+)?rằm\s+tháng\s+(?:{_M}|{_MONTH_WORD})\b|(?:29|30)\s+tết
        |(?:mùng|mồng)\s+(?:\d{{1,2}}|một|hai|ba|bốn|năm|sáu)\s+tết)
    | (?<!\d\s|mỗi\s|một\s|hàng\s|hằng\s|từng\s)ngày\s+(?P<d9>{_D})(?!\s*(?:tháng|[/.\-–]\s?\d|giờ|phút|người|lần|h))
    )
    {_NO_NUMBER_AFTER}
    """,
    regex.VERBOSE,
)

# Days that take their month from the date after them: `26 và 27-6`, `ngày 5 đến 9/7`.
EARLIER_DAYS = regex.compile(
    rf"{_NO_NUMBER_BEFORE}(?P<word>ngày\s+)?(?P<d>{_D})(?P<join>\s*(?:,|và|hoặc|hay|đến|tới|,?\s?rạng(?:\s+sáng)?|[{_DASH}])\s*(?:ngày\s+)?)$"
)
TO = regex.compile(rf"\s*(?:[{_DASH}]|đến(?:\s+hết)?|tới)\s*")

# What makes d/m a fraction, and a number of four digits a count.
YEAR_LIST = regex.compile(r"(?:năm|từ|đến)\s+(?:\d{4}\s*(?:,|và|-|–)\s*)+$")
FRACTIONS = frozenset({"1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "2/5", "3/5", "4/5", "1/10", "1/6", "1/8", "24/7"})
COUNTED = regex.compile(
    r"\s+(?:người|năm|tháng|ngày|tuổi|tuần|giờ|phút|lần|triệu|tỷ|tấn|kg|km|m|hộ|con|độ|điểm|ha|%)\b"
)
# These tell so many out of so many, where no word of time stands before: xác định, 4/9 đối tượng …
SHARED = regex.compile(
    r"\s+(?:đối tượng|người(?!\s(?:dân|việt|lao động|tiêu dùng|mỹ))|hộ|xã|phường|thị trấn|huyện|quận"
    r"|tỉnh|thôn|bản|ấp|khu phố|thành viên|đại biểu|phiếu|chỉ tiêu|tiêu chí|tiêu chuẩn|mục tiêu|nội dung|bị can"
    r"|bị cáo|nghi can|nghi phạm|trận|mẫu|vụ|trường|dự án|cơ sở|đơn vị|điểm|công trình|hạng mục|gói thầu|tuyến|trạm|ca"
    r"|bệnh nhân|nạn nhân|cầu thủ|tổ|nhóm|ngành|bàn|quốc gia|tàu|ô tô|máy|phòng|nhà máy|doanh nghiệp|hồ|đập|ghế|sao)\b"
)
# A part of a whole, whatever stands before but a word for a day: tới 1/5 lượng tiền.
OF_WHOLE = regex.compile(r"\s+(?:chặng|số|tổng số|lượng|sản lượng|diện tích|dân số|quãng|chiều|thời gian)\b")
# Of these a common fraction is a share: 3/4 người dân.
PEOPLE = regex.compile(
    r"\s+(?:người|dân|cử tri|học sinh|sinh viên|lao động|công nhân|phụ nữ|trẻ em|gia đình|hộ|cư dân|cổ đông"
    r"|trẻ|thế kỷ|chặng|quả|nhân sự|nhân lực|giáo viên|cán bộ|bệnh nhân|dân số|tài sản|vốn|đội hình|ghế|nghị sĩ"
    r"|thời lượng|còn lại|cổ phần|doanh nghiệp|khách hàng)\b"
)
PARTS_BEFORE = regex.compile(r"(?:bằng|chừng|chiếm|còn|giảm)\s\d{1,2}/\d{1,2}\s*(?:đến|tới|-|–|hoặc|hay)\s*$")
# What lets d/m be a share all the same; a word of time right before it does not.
SHARE_BEFORE = regex.compile(r"(?:(?<!\p{L})(?:và|tới|đến|có|cả|đạt|hết|được|là|sau)|[,(])\s*$")
DATE_BEFORE = regex.compile(r"\d{1,2}[/.\-]\d{1,2}(?:[/.\-]\d{2,4})?\s*(?:,|và)\s*$")
NUMBER_BEFORE = regex.compile(r"(?:\d|hai|ba|bốn)\s+$")
# Marks before a date without a word: (1/12), `9h30, 1/12`, `05/12 - 1/12`.
MARKS = frozenset(",(-–—")
PART_OF = regex.compile(r"\s+(?:số|diện|dân|đại|phần|thành|tổng)\b")
LOOKBACK = 24
LUNAR_DAYS = frozenset({"mùng", "mồng"})
# Years of seasons: the second is written with two digits. One that could be a month needs a word before it.
LAST_MONTH = 12
TIMES_OF_DAY = regex.compile(r"(?:đêm|khuya|tối)\s*(?:ngày\s*)?$")
LUNAR_MONTHS = {"giêng": 1, "chạp": 12}
LUNAR = regex.compile(r"\s\(?(?:âm lịch|âl)\b")
WHEN = regex.compile(r"(?<!\p{L})(?:cuối|đầu|giữa|hồi|vào|trong|từ|đến|tới|sang|qua|hết)\s$")
# Sets of tennis in a list; regex looks back only as far as these are long.
SETS_BEFORE = regex.compile(r"(?<=[0-7]-[0-7],?\s)")
SETS_AFTER = regex.compile(r",?\s\(?[0-7]-[0-7](?![\d/])")
