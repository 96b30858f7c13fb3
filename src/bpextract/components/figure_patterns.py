"""Patterns of figures in folded text: where a number may begin, and the forms that it takes."""

import re

import regex

from bpextract.components.numeral_patterns import DIGITS, IN_WORDS, NUMERAL

# Words that a number may begin with, and what must follow them.
WORDS = frozenset(
    [
        "một",
        "hai",
        "ba",
        "bốn",
        "năm",
        "sáu",
        "bảy",
        "bẩy",
        "tám",
        "chín",
        "mười",
        "vài",
        "mấy",
        "dăm",
        "đôi",
        "hàng",
        "cả",
        "nửa",
        "phân",
        "gấp",
        "không",
        "hăm",
        "trăm",
        "nghìn",
        "ngàn",
        "triệu",
        "tỷ",
        "tỉ",
    ]
)
OPENING = re.compile(
    r"(?:hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|vài|mấy|dăm|đôi|nửa|hăm)\s(?=[^\W\d_])"
    r"|nửa(?!\s)|trăm \w+ mươi\b|(?:trăm|nghìn|ngàn|triệu|tỷ|tỉ) rưỡi\b|phân nửa\b"
    r"|không phẩy\s|gấp (?=\d|đôi|rưỡi|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
    r"|một\s(?!số|cách|vài|người|cái)(?=[^\W\d_])|(?:hàng|cả)\s(?=[ctnv])"
)
# Measures of which one has half a one, and parts of the day and of things that are called halves.
_HALVED = (
    r"(?:triệu|tỷ|tỉ|năm|tháng|ngày|tuần|giờ|tiếng|phút|thế kỷ|cân|ký|lít|tấn|tạ|lạng|mét|cây số|sào|chỉ|tá|km|kg|g"
    r"|ha|buổi|bát|con|chai|cái|lon|ly|cốc|muỗng|thìa|bàn|hiệp|trận|chặng|mùa|vòng|kín|đêm|đời|đường|chừng|vời"
    r"|người|đùa|đầu|cuối|trên|dưới|trái|phải|sau|trước|kia|này|mặt|thân|sân|bên)"
).replace(" ", r"\s")
_TIMES = r"(?:đôi|rưỡi|(?:hai|ba|bốn|năm|sáu|bảy|tám|chín)|mười|\d{1,3}(?:[.,]\d{1,2})?)"
_SIDE = r"\d+(?:[.,]\d+)?"
NUMBER = regex.compile(
    rf"""
    (?<![\p{{L}}\d_]|\d[.,])
    (?:
      (?=\d)(?:
        (?P<metres>\d)m(?P<centimetres>\d{{1,2}})(?![\d\p{{L}}])
      | (?P<sides>{_SIDE}(?:\s?m)?\s?[x×]\s?{_SIDE}(?:\s?[x×]\s?{_SIDE})?)(?=\s?(?:m|cm|mm|mét)\b)
      | (?P<part>\d{{1,3}})\s?/\s?(?P<whole>\d{{1,4}})(?![\d/]|[.,]\d)
      | (?=[\d.,]++\s?\(\p{{L}})(?P<said>{DIGITS})\s?\((?P<again>{IN_WORDS})\)
          (?P<scale>(?:\s(?:chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)\b){{0,3}})
      )
    | (?P<share>một|hai|ba|bốn|năm|sáu|bảy|tám|chín)\sphần\s(?P<of>hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)\b
        (?!\s(?:phần|trăm|nghìn|mươi)\b)
    | (?P<half>(?:(?:một|phân)\s)?nửa)\b(?!\s(?:{_HALVED}|đến|tới|hoặc|hay)\b)
    | gấp\s(?P<times>{_TIMES})\b(?!\s(?:lần|rưỡi|mươi|trăm|nghìn|chục|vạn|phần|đến|tới|hoặc|hay)\b|\s?[-–%/]|[.,]\d
        |,?\s(?:\w+\s)?lần\b|\s\w+(?:,?\s\w+)?\slần\b)
    | (?P<low>{NUMERAL})
        (?:(?P<to>\s?[-–—]\s?|\s(?:đến|tới)\s|,?\s(?=hàng\s))(?P<below>âm\s|[-−–](?=\d))?(?P<high>{NUMERAL}))?
    )
    """,
    regex.VERBOSE,
)
# A score: the words before it say so, or it stands after a name (Juventus 4-1) and before a mark or these words.
SCORE = re.compile(r"\d{1,2}\s?[-–]\s?\d{1,2}(?=[\s,.;)]|$)")
SCORE_CUE = regex.compile(
    r"(?:tỷ số|tỉ số|thắng|thua|hòa|dẫn|trước|gỡ|lên|xuống|với|kết quả|chung cuộc)\s(?:\w+\s)?$"
    r"|bại\s(?:\w+\s){0,2}$"
    r"|(?<![\d/-])\d{1,2}\s?[-–]\s?\d{1,2},?\s\(?(?:và\s)?$"
)
SCORE_AFTER_NAME = re.compile(r"\d{1,2}[-–]\d{1,2}(?=[.;)]|,\s|\s(?:ở|tại|trong|trước|sau|để|nhờ|ngay|trên)\s|$)")
SUFFIX = regex.compile(r"\s+trở\s+(?:(?P<up>lên)|xuống)\b")
CLOCK_AFTER = regex.compile(
    r"\s*(?:\d(?!\d?\sphút\b(?!\s(?:sáng|trưa|chiều|tối|đêm|ngày|cùng|hôm)))"
    r"|sáng|trưa|chiều|tối|đêm|khuya|ngày|cùng|kém|rưỡi|hôm|hằng|,? ?rạng|giờ|vn|gmt|theo giờ|\(giờ|thứ|bắt)"
)
# A clock time with g for giờ, where it does not stand before minutes (20g30).
CLOCK_BEFORE = regex.compile(r"(?<!\p{L})(?:lúc|hồi|từ|đến|tới|vào|trước|sau)\s$|\dg(?:\d\d)?\s?[-–]\s?$")
LATEST_HOUR = 24
DEGREE_OF_PLACE = regex.compile(r"\s*(?:vĩ|kinh|bắc|nam|đông|tây|[nsewb])\b")
POWER = regex.compile(r"\s?(?:\^|\*\*|mũ\s\d)|[⁰¹²³⁴-⁹]|\s?[x×]\s?10\s?[\^⁰-⁹]")
POWER_SIGNS = frozenset("^* x×⁰¹²³⁴⁵⁶⁷⁸⁹")
POWER_BEFORE = regex.compile(r"\d\smũ\s$")
# What `k` is where it is no thousand: a screen of 4K, a run of 10K; a capital K only after words for what one pays.
NOT_THOUSAND = regex.compile(
    r"(?:tivi|tv|video|phim|màn hình|phân giải|chất lượng|quay|camera|hình ảnh|cự ly|chạy|giải|chuẩn|độ nét)\s$"
)
KARATS = frozenset({10.0, 14.0, 18.0, 22.0, 24.0})
GOLD_NEAR = regex.compile(r"(?<!\p{L})vàng(?!\p{L})")
K_SIGN = regex.compile(r"(?<=\d)k(?=\d{0,3}$)")
PRICE_BEFORE = regex.compile(r"(?<!\p{L})(?:giá|chỉ|còn|hết|tầm|vé|phí|tiền|trả|tốn|mất|từ|khoảng)\s(?:\w+\s)?$")
PRICE_AFTER = regex.compile(r"\s?(?:/|đ\b|đồng\b|vnđ|(?:một|mỗi|1)\s)")
SHARE_NOUN = regex.compile(
    r"\s+(?:diện tích|dân số|số|tổng số|tổng|chiều|quãng|thời gian|nhu cầu|lượng"
    r"|sản lượng|doanh thu|lợi nhuận|giá trị)\b"
)
# Words before a fraction or a half that say it is a part of something.
_BOUNDS = r"(?:hơn|gần|quá|trên|dưới|khoảng|chừng|ít nhất|tối thiểu|tối đa|(?:chưa|không) (?:đến|tới|đầy|được|quá))"
BOUND = regex.compile(rf"(?<!\p{{L}}){_BOUNDS}\s(?:một\s)?$".replace(" ", r"\s"))
HALF_OF = regex.compile(r"\s(?:trong (?:số|tổng)|so với)\b")
HALF_CUE = regex.compile(
    rf"(?<!\p{{L}})(?:{_BOUNDS}|bằng|còn|giảm|tăng|tới|đến|chiếm|mất|cắt|hụt|xuống|ngót|thêm)\s(?:đi\s)?$".replace(
        " ", r"\s"
    )
)
SHARE_CUE = regex.compile(
    rf"(?<!\p{{L}})(?:{_BOUNDS}|bằng|còn|giảm|tăng|tới|đến|chiếm|mất|cắt|xuống|lên)\s$".replace(" ", r"\s")
)
LISTED = regex.compile(r"[^.;!?\n\d]{0,40}(?:,|\svà)\s(?:(?:hơn|gần|khoảng)\s)?")
GREATEST_WHOLE = 10  # of a share: 3/4, 9/10; 12/15 xã are twelve
RECORDED = regex.compile(r"(?<!\p{L})(?:thu|ghi|lồng|phát|nguyên|phụ)\s$")
LOOKBACK = 24
NEAR = 60
PLAIN_YEAR = regex.compile(r"(?:19|20)\d\d")
COMMA_THOUSANDS = regex.compile(r"[1-9]\d{0,2},\d{3}")
# So many digits without a point are a telephone number or a code; so is what begins with 0 and has no comma after it.
CODE = regex.compile(r"\d{7,}|0\d{3,}|00\d*|0\d+[.,]\d+")
# Words that begin like a number: a rucksack, parents, a school year.
IDIOM = regex.compile(
    r"ba (?:lô|mẹ|má|ba|gác|kích|chỉ|rọi|vòng)\b|năm (?:học|ngoái|sinh|châu)\b|một (?:chiều|cách|số|vài)\b"
)
VAGUE = regex.compile(r"\s+(?:nọ|nào|kia|khác|lần|số|cách)\b")  # một ngày nọ
TO = re.compile(r"\s?[-–—]\s?|\s(?:đến|tới)\s")
HALF_MORE = re.compile(r"\s?rưỡi\b")
# Millions and milliards that name no unit are told by themselves: lừa 20 triệu.
MILLIONS = re.compile(r"(?:\d[\d.,]*\s?[-–]\s?)?\d[\d.,]*\s?(?:(?:tr|k)\d*|triệu|tỷ|tỉ)\b.*")
GREAT = re.compile(
    r"(?:\d[\d.,]*\s?[-–]\s?)?\d[\d.,]*\s?(?:(?:(?:trăm|chục)\s)?(?:nghìn|ngàn)|vạn|(?:tr|k)\d*)\b.*|.*(?:triệu|tỷ|tỉ)\b.*"
)
