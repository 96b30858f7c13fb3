"""Patterns of figures in folded text: where a number may begin, and the forms that it takes."""

import re

import regex

from bpextract.components.numerals import NUMERAL

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
    ]
)
OPENING = re.compile(
    r"(?:hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|vài|mấy|dăm|đôi|nửa)\s(?=[^\W\d_])"
    r"|một\s(?!số|cách|vài|người|cái)(?=[^\W\d_])|(?:hàng|cả)\s(?=[ctnv])"
)
_SIDE = r"\d+(?:[.,]\d+)?"
NUMBER = regex.compile(
    rf"""
    (?<![\p{{L}}\d_]|\d[.,])
    (?:
      (?P<metres>\d)m(?P<centimetres>\d{{1,2}})(?![\d\p{{L}}])
    | (?P<sides>{_SIDE}(?:\s?m)?\s?[x×]\s?{_SIDE}(?:\s?[x×]\s?{_SIDE})?)(?=\s?(?:m|cm|mm|mét)\b)
    | (?P<part>\d{{1,3}})\s?/\s?(?P<whole>\d{{1,4}})(?![\d/])
    | (?P<share>một|hai|ba|bốn)\sphần\s(?P<of>hai|ba|tư|bốn|năm)\b
    | (?P<low>{NUMERAL})(?:(?P<to>\s?[-–]\s?|\s(?:đến|tới)\s|,?\s(?=hàng\s))(?P<high>{NUMERAL}))?
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
SHARE_NOUN = regex.compile(r"\s+(?:diện tích|dân số|số|tổng số|chiều|quãng|thời gian|nhu cầu|lượng)\b")
# So many digits without a point are a telephone number or a code; so is what begins with 0 and has no comma after it.
CODE = regex.compile(r"\d{7,}|0\d{3,}|0\d+[.,]\d+")
# Words that begin like a number: a rucksack, parents, a school year.
IDIOM = regex.compile(
    r"ba (?:lô|mẹ|má|ba|gác|kích|chỉ|rọi|vòng)\b|năm (?:học|ngoái|sinh|châu)\b|một (?:chiều|cách|số|vài)\b"
)
VAGUE = regex.compile(r"\s+(?:nọ|nào|kia|khác|lần|số|cách)\b")  # một ngày nọ
TO = re.compile(r"\s?[-–]\s?|\s(?:đến|tới)\s")
HALF_MORE = re.compile(r"\s?rưỡi\b")
# Millions and milliards that name no unit are told by themselves: lừa 20 triệu.
GREAT = re.compile(r"\d[\d.,]*\s?(?:nghìn|ngàn|tr)\b.*|.*(?:triệu|tỷ|tỉ)\b.*")
