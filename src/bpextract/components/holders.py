"""Who holds a role: the person named right after it, right before it, or whom the sentence puts into it."""

import re
from bisect import bisect_left
from itertools import pairwise

from bpextract.annotation import Annotation
from bpextract.components.role_spans import RoleSpan
from bpextract.mentions import PersonMention

_HONORIFIC = (
    r"(?:ông|bà|anh|chị|cô|chú|bác|cụ|em|cháu|thầy|đồng chí|đ/c|cha|sư|ngài|cậu|nàng|chàng|lm|họ và tên|tên là|tên)"
)
# What tells how long a post was held: khóa XIII, XIV; nhiệm kỳ 2021 - 2026; (từ năm 2006 đến 2011).
_NUMBER = r"(?:\d{1,2}|[ivx]{1,5})"
_TERM = (
    rf"(?:,? (?:các |trong )?khóa {_NUMBER}(?:(?:, ?| và |-){_NUMBER})*(?![^\W_]))?"
    rf"(?:,? (?:nhiệm kỳ|giai đoạn|từ năm) (?:\d{{4}}(?: ?(?:[-–]|đến) ?(?:năm )?\d{{4}})?|{_NUMBER}(?![^\W_])))?"
    r"(?: \([^()\n]{1,90}\))?"
)
# Between a title and the name after it.
_BEFORE_NAME = re.compile(
    rf"\s*(?::\s*)?(?:{_HONORIFIC}\s)?[\"“]?|\s?[-–]\s(?:{_HONORIFIC}\s)?|{_TERM} (?:{_HONORIFIC} )?"
    rf"|\) (?:{_HONORIFIC} )?"
)
# Nhà toán học người Mỹ | Robert Langlands.
_FROM = re.compile(r" (?:người|gốc|quốc tịch) (?P<where>[^.,;:()\n]{2,20})(?: gốc [^.,;:()\n]{2,20})? ")
# A title set off before the name (Chủ tịch UBND huyện, ông Kiều Xuân Huy), where no name before it takes the title.
_SET_OFF = re.compile(rf"{_TERM}, (?:ông|bà|anh|chị|đồng chí)\s")
# Luật sư của cô, ông Jamie Gorelick.
_SOMEBODYS = re.compile(r" (?:riêng )?của (?:ông|bà|anh|cô|chị|họ|mình|nước này|công ty này), (?:ông|bà|anh|chị)\s")
# A post that the sentence opens with (Với tư cách là Thủ hiến, …), and what stands between it and the name.
_CAPACITY = re.compile(
    r"(?:(?:với|trong|trên|ở|từ) (?:cương vị|tư cách|vai trò|chức danh|chức vụ|chức|vị trí)(?: là| của| người)?"
    r"|(?:khi|thời|hồi|lúc) [^,.;\n]{0,40}(?:làm|là|giữ chức|giữ chức vụ)) [^.;\n]{0,160}$"
)
_IN_CAPACITY = re.compile(rf"{_TERM}, (?:{_HONORIFIC} )?")
# After an abbreviation (TS. Nguyễn Văn A).
_POINT = re.compile(r"\.\s?")
_AGE = (
    r"(?:(?:sn|sinh năm|sinh)\.? ?:?\s?\d{4}|sinh ngày \d{1,2}(?:[-/.]| tháng )\d{1,2}(?:[-/.]| năm )\d{4}"
    r"|\d{1,3} tuổi|\d{4})"
)
# Where somebody lives or comes from, as it stands between a name and an occupation.
_HOME = (
    r"(?:(?:cùng |đều |hiện |tạm |thường )?(?:ngụ|trú|ở|quê|hktt|hộ khẩu|quốc tịch|dân tộc|người)(?= )"
    r"[^();.:\n]{1,90}?)"
)
# Between a name and the title after it: a comma, a dash, a bracket, `là`; an age or a year of birth may come first.
_AFTER_NAME = re.compile(
    rf"(?:\s?[\"”])?\)?(?:\s?\([^()\n]{{1,90}}\))?\s*"
    rf"(?:[,–\-(:]|[,]?\s?(?:hiện|từng|vốn|đang|nay|cũng|cùng|đều|chính|mới|vừa|nguyên)?\s?(?:là|làm))\s*"
    rf"(?:{_AGE}[,;)\-–]?\s*(?:[-–,]\s*)?)?(?:{_HOME}\)?[,;] )?"
    rf"(?:(?:hiện|từng|vốn|nay|nguyên|đang|trước đây|người|hiện nay|hiện tại|hiện đang|khi đó|khi đó đang|lúc đó"
    rf"|lúc bấy giờ|đồng thời|thời điểm đó|công tác|nghề nghiệp:?)\s)?"
    rf"(?:(?:là|làm|giữ chức|giữ chức vụ|một)\s){{0,2}}(?:nữ |nam |tân |vị )?"
)
_IS = re.compile(
    r"[\s,(]+(?:sinh|sn|quê|hiện|từng|vốn|trước|năm|ngụ|trú|thường trú|tạm trú|ở|hktt|\d)"
    r"(?:(?! (?:có|con|vợ|chồng|mẹ|bố) )[^\n.;]){0,75}[\s;,]\s?là "
    r"(?:một |người |nữ |nam )?"
)
# Between a post and the person who gets it or leaves it: chức vụ Giám đốc Sở Y tế, nhiệm kỳ 2016 - 2021, đối với ông A.
_TOWARDS = re.compile(
    rf"(?: khóa \w{{1,5}})?(?:,? nhiệm kỳ \d{{4}} ?[-–] ?\d{{4}})?,? (?:đối với|cho|của)(?: (?:{_HONORIFIC}))? "
)
_LINK = re.compile(
    rf"{_TERM}\s?(?:\((?:hiện|nay|nguyên) là|,? (?:làm|giữ chức|giữ chức vụ)|,|;|-|–|kiêm|và"
    r"|đồng thời là|, kiêm|, đồng thời là|kiêm nhiệm|, rồi|, sau đó là|rồi)\s?"
    r"(?:kiêm |là |và |đồng thời là |nữ |nam )?"
)
# Words that put a person into a post, or take him out of it, right before the title.
_POST = re.compile(
    r"(?:gi[ữứ] (?:chức|chức vụ|chức danh|cương vị|vị trí|vai trò|trọng trách|quyền)"
    r"|(?:chức|chức vụ|chức danh|cương vị|vị trí|vai trò|tư cách|nhiệm vụ)(?: hiện tại| mới)?(?: là)?(?: làm)?"
    r"(?: [^.,;\n]{0,25}như)?"
    r"|(?:đảm nhiệm|đảm nhận|đảm trách|nắm giữ|đảm đương|tiếp quản|trúng cử|đắc cử|được bầu|tái cử|thăng chức)"
    r"|nhận (?:nhiệm vụ|chức|chức vụ|quyết định)(?: là| làm| giữ chức)?|trúng tuyển(?: chức danh| vị trí)?"
    r"|(?:kiêm nhiệm|kế nhiệm|phong quân hàm|quân hàm|cấp bậc hàm|từ chức)"
    r"|(?:bổ nhiệm|điều động|bầu|cử|phân công|chỉ định|luân chuyển|đề cử|tiến cử|giới thiệu)"
    r"[^.;\n]{0,80} (?:làm|là|giữ|vào|tham gia)"
    r"|(?:thăng|phong|trở thành|tham gia|lên làm|sang làm|về làm|ra làm|thôi làm|tiếp tục làm))\s$"
)
# `Ông A được Thủ tướng B bổ nhiệm làm …`: A holds the post.
_PASSIVE = re.compile(r"[^.;\n]{0,60} được [^.,;\n]{0,60}")
# `Ông A, con trai của ông B, được bổ nhiệm làm …`: A holds the post.
_KIN_OF = re.compile(
    r", (?:là )?(?:con|vợ|chồng|cha|bố|mẹ|anh|chị|em|cháu|ông|bà|bác|cô|chú|dì|cậu)"
    rf"(?: (?:trai|gái|cả|út|ruột|rể|dâu|họ|nội|ngoại))*(?: của)?(?: {_HONORIFIC})? "
)
_LEAVES = re.compile(r"(?:thôi|miễn nhiệm|cách chức|bãi nhiệm|từ chức|bàn giao|rời)[^.;\n]{0,50}$")


def find_holders(annotation: Annotation, roles: list[RoleSpan]) -> list[RoleSpan]:
    """Return the roles that a named person holds, each with its `holder`, the `rule` that said so and its status."""
    people = annotation.people
    starts = [person.start for person in people]
    ends = [person.end for person in people]
    folded = annotation.folded
    for role in roles:
        after = bisect_left(starts, role.end)
        if after < len(people) and _names_after(annotation, role, people[after]):
            role.holder, role.rule = people[after], "before"
            continue
        if role.weak:
            continue
        if after < len(people) and _gets(folded, role, people[after].start):
            _hold_post(folded, role, people[after], role.start - 60)
            continue
        before = after - 1
        while before >= 0 and ends[before] > role.start:
            before -= 1
        if before >= 0:
            _hold_after(annotation, role, people, before)
        if role.holder is None and after < len(people) and _set_off(annotation, role, people[after]):
            role.holder, role.rule = people[after], "before"
    _spread(folded, roles)
    return [role for role in roles if role.holder is not None]


def _names_after(annotation: Annotation, role: RoleSpan, person: PersonMention) -> bool:
    """Whether the person is named right after the title: `Chủ tịch UBND tỉnh, ông A` is not, `TS. A` is."""
    folded = annotation.folded
    whence = None if role.weak else _FROM.fullmatch(folded, role.end, person.start)
    if whence is not None:
        return annotation.text[whence.start("where")].isupper()
    if _BEFORE_NAME.fullmatch(folded, role.end, person.start):
        if folded[role.end] == ")" and "(" not in folded[max(0, role.start - 3) : role.start]:
            return False
        if role.weak and person.start - role.end > 1 and role.organization is None:  # bầu | ông A
            return False
        return not role.weak or "\n" not in folded[role.end : person.start]
    short = role.kind == "degree" or role.end - role.start < 5
    return short and _POINT.fullmatch(folded, role.end, person.start) is not None


def _set_off(annotation: Annotation, role: RoleSpan, person: PersonMention) -> bool:
    """Whether a comma alone stands between the title and its holder: `Chủ tịch UBND huyện, ông A`."""
    placed = role.organization is not None or role.place is not None
    if role.kind == "position" and placed and _SET_OFF.fullmatch(annotation.folded, role.end, person.start):
        return True
    if _SOMEBODYS.fullmatch(annotation.folded, role.end, person.start):
        return True
    return _in_capacity(annotation, role, person)


def _in_capacity(annotation: Annotation, role: RoleSpan, person: PersonMention) -> bool:
    """Whether the sentence opens with the post of whom it names next: `Với tư cách là Thủ hiến bang, bà A …`."""
    if role.kind != "position" or not _IN_CAPACITY.fullmatch(annotation.folded, role.end, person.start):
        return False
    opens = annotation.sentences[annotation.sentence_at(role.start)].start
    return _CAPACITY.search(annotation.folded, max(opens, role.start - 200), role.start) is not None


def _hold_after(annotation: Annotation, role: RoleSpan, people: list[PersonMention], index: int) -> None:
    folded, person = annotation.folded, people[index]
    if role.start - person.end > 400:
        return
    if role.start - person.end <= 90:
        if _AFTER_NAME.fullmatch(folded, person.end, role.start):
            role.holder, role.rule = person, "after"
            return
        if role.kind == "position" and role.start - person.end == 1 and annotation.text[role.start].isupper():
            role.holder, role.rule = person, "after"
            return
        if _IS.fullmatch(folded, person.end, role.start):
            role.holder, role.rule = person, "is"
            return
    if role.kind not in ("position", "rank"):
        return
    same = annotation.sentence_at(person.start) == annotation.sentence_at(role.start)
    if same and _POST.search(folded, max(person.start, role.start - 110), role.start):
        if index and _aside(folded, people[index - 1], person):
            person = people[index - 1]
        _hold_post(folded, role, person, person.end)


def _aside(folded: str, first: PersonMention, person: PersonMention) -> bool:
    """Whether `person` is only named in what is said of the one before: who appoints him, or whose kin he is."""
    if _PASSIVE.fullmatch(folded, first.end, person.start):
        return True
    return folded.startswith(",", person.end) and _KIN_OF.fullmatch(folded, first.end, person.start) is not None


def _gets(folded: str, role: RoleSpan, start: int) -> bool:
    """Whether the sentence gives the post to, or takes it from, whom it names at `start`."""
    return (
        role.kind == "position"
        and _TOWARDS.fullmatch(folded, role.end, start) is not None
        and _POST.search(folded, max(0, role.start - 110), role.start) is not None
    )


def _hold_post(folded: str, role: RoleSpan, person: PersonMention, since: int) -> None:
    role.holder, role.rule = person, "post"
    if _LEAVES.search(folded, max(0, since, role.start - 60), role.start):
        role.status = "former"


def _spread(folded: str, roles: list[RoleSpan]) -> None:
    """Give roles of one list one holder: `Phó giám đốc, Thủ trưởng cơ quan CSĐT`, `Đồn phó kiêm Trạm trưởng`."""
    pairs = [(left, right) for left, right in pairwise(roles) if _LINK.fullmatch(folded, left.end, right.start)]
    for left, right in pairs:
        if left.holder is not None and right.holder is None and left.rule != "before" and not right.weak:
            right.holder, right.rule = left.holder, left.rule
    for left, right in reversed(pairs):
        joined = " và " in folded[left.end : right.start]
        if left.holder is None and right.rule == "before" and not left.loose and not joined:
            left.holder, left.rule = right.holder, "before"
    for left, right in pairwise(roles):
        if right.rule == "before" and right.holder is not None and _gets(folded, left, right.start):
            _hold_post(folded, left, right.holder, left.start - 60)
