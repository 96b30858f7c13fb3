"""Patterns of what stands between a title and the person who holds it, in folded text."""

import re

from bpextract.lexicons.alternation import Kinds

# What tells how long a post was held: khóa XIII, XIV; nhiệm kỳ 2021 - 2026; (từ năm 2006 đến 2011).
_NUMBER = r"(?:\d{1,2}|[ivx]{1,5})"
_TERM = (
    rf"(?:,? (?:các |trong )?khóa {_NUMBER}(?:(?:, ?| và |-){_NUMBER})*(?![^\W_]))?"
    rf"(?:,? (?:nhiệm kỳ|giai đoạn|từ năm) (?:\d{{4}}(?: ?(?:[-–]|đến) ?(?:năm )?\d{{4}})?|{_NUMBER}(?![^\W_])))?"
    r"(?: \([^()\n]{1,90}\))?"
)
_AGE = (
    r"(?:(?:sn|sinh năm|sinh)\.? ?:?\s?\d{4}|sinh ngày \d{1,2}(?:[-/.]| tháng )\d{1,2}(?:[-/.]| năm )\d{4}"
    r"|\d{1,3} tuổi|\d{4})"
)
# Luật sư của cô, ông Jamie Gorelick.
SOMEBODYS = re.compile(r" (?:riêng )?của (?:ông|bà|anh|cô|chị|họ|mình|nước này|công ty này), (?:ông|bà|anh|chị)\s")
# Nhà toán học người Mỹ | Robert Langlands.
WHENCE = re.compile(r" (?:người|gốc|quốc tịch) (?P<where>[^.,;:()\n]{2,20})(?: gốc [^.,;:()\n]{2,20})? ")
# After an abbreviation (TS. Nguyễn Văn A).
POINT = re.compile(r"\.\s?")
# What stands between a name and what it is said to be (Ông A, sinh năm 1960, quê Lào Cai, là …).
IS = re.compile(
    r"[\s,(]+(?:sinh|sn|quê|hiện|từng|vốn|trước|năm|ngụ|trú|thường trú|tạm trú|ở|hktt|\d)"
    r"(?:(?! (?:có|con|vợ|chồng|mẹ|bố) )[^\n.;]){0,75}[\s;,]\s?là "
    r"(?:một |người |nữ |nam )?"
)
# Between titles of one person.
LINK = re.compile(
    rf"{_TERM}\s?(?:\((?:hiện|nay|nguyên) là|,? (?:làm|giữ chức|giữ chức vụ)|,|;|-|–|kiêm|và"
    r"|đồng thời là|, kiêm|, đồng thời là|kiêm nhiệm|, rồi|, sau đó là|rồi)\s?"
    r"(?:kiêm |là |và |đồng thời là |nữ |nam )?"
)
# `Ông A được Thủ tướng B bổ nhiệm làm …`: A holds the post.
PASSIVE = re.compile(r"[^.;\n]{0,60} được [^.,;\n]{0,60}")


class HolderPatterns:
    """What the lexicon role_words says of holders.

    Attributes:
        before_name: what stands between a title and the name after it.
        set_off: a comma and an honorific after a title (Chủ tịch UBND huyện, ông A), where no name before takes it.
        capacity: what opens a sentence before a post (Với tư cách là | Thủ hiến).
        in_capacity: what stands between such a post and the name.
        after_name: what stands between a name and the title after it: a comma, a dash, a bracket, `là`; an age or a
            year of birth may come first.
        towards: what stands between a post and who gets it or leaves it: … | nhiệm kỳ 2016 - 2021, đối với ông.
        post: what puts a person into a post, or takes him out of it, right before the title.
        kin_of: `Ông A|, con trai của ông |B, được bổ nhiệm làm …`: A holds the post.
        leaves: what takes a person out of a post.
        order: what stands before the post of whoever gave an order: thừa lệnh | Thủ tướng, Bộ trưởng A ký.
        ceremony: what is held to hand over the post after it, by somebody else.
        officials: titles that share no body with a post named after them.
    """

    def __init__(self, words: Kinds) -> None:
        """Compile the patterns."""
        self.officials = words.of("official")
        address = words.any_of("address")
        self.before_name = re.compile(
            rf"\s*(?::\s*)?(?:{address}\s)?[\"“]?|\s?[-–]\s(?:{address}\s)?|{_TERM} (?:{address} )?|\) (?:{address} )?"
        )
        self.set_off = re.compile(rf"{_TERM}, (?:ông|bà|anh|chị|đồng chí)\s")
        self.capacity = re.compile(
            rf"(?:(?:với|trong|trên|ở|từ) {words.any_of('capacity')}(?: là| của| người)?"
            r"|(?:khi|thời|hồi|lúc) [^,.;\n]{0,40}(?:làm|là|giữ chức|giữ chức vụ)) [^.;\n]{0,160}$"
        )
        self.in_capacity = re.compile(rf"{_TERM}, (?:{address} )?")
        home = rf"(?:(?:cùng |đều |hiện |tạm |thường )?{words.any_of('home')}(?= )[^();.:\n]{{1,90}}?)"
        self.after_name = re.compile(
            rf"(?:\s?[\"”])?\)?(?:\s?\([^()\n]{{1,90}}\))?\s*"
            rf"(?:[,–\-(:]|[,]?\s?(?:hiện|từng|vốn|đang|nay|cũng|cùng|đều|chính|mới|vừa|nguyên)?\s?(?:là|làm))\s*"
            rf"(?:{_AGE}[,;)\-–]?\s*(?:[-–,]\s*)?)?(?:{home}\)?[,;] )?"
            rf"(?:(?:{words.any_of('now')}|nghề nghiệp:)\s)?"
            rf"(?:(?:là|làm|giữ chức|giữ chức vụ|một)\s){{0,2}}(?:nữ |nam |tân |vị )?"
        )
        self.towards = re.compile(
            r"(?: khóa \w{1,5})?(?:,? nhiệm kỳ \d{4} ?[-–] ?\d{4})?,? (?:đối với|cho|của)" rf"(?: {address})? "
        )
        self.post = re.compile(
            rf"(?:gi[ữứ] {words.any_of('held')}"
            rf"|{words.any_of('post')}(?: hiện tại| mới)?(?: là)?(?: làm)?(?: [^.,;\n]{{0,25}}như)?"
            r"|nhận (?:nhiệm vụ|chức|chức vụ|quyết định)(?: là| làm| giữ chức)?|trúng tuyển(?: chức danh| vị trí)?"
            rf"|{words.any_of('choose')}[^.;\n]{{0,80}} (?:làm|là|giữ|vào|tham gia)"
            rf"|{words.any_of('take')})\s$"
        )
        self.kin_of = re.compile(
            rf", (?:là )?{words.any_of('kin')}(?: {words.any_of('kin_more')})*(?: của)?(?: {address})? "
        )
        self.order = re.compile(rf"(?:(?<![^\W_]){words.any_of('order')}) $")
        self.ceremony = re.compile(rf"(?<![^\W_]){words.any_of('ceremony')} [^.,;\n]{{0,60}}$")
        self.leaves = re.compile(rf"{words.any_of('leave')}[^.;\n]{{0,50}}$")
