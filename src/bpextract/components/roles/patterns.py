"""Patterns of what stands around a title: in folded text, but for the bodies that it is said of."""

import re
from collections.abc import Iterable

from bpextract.lexicons.alternation import Kinds, any_of

# Between the body of a title and what that body lies in or is part of.
ABOUT = re.compile(r" (?:phụ trách|về)(?: (?:vấn đề|tình hình|khu vực))? ")  # of an emissary
NEXT = re.compile(r",? (?:trực )?thuộc |(?P<bracket>,? ?\()|, | - | – | tại | ở | của ")
# A code or an acronym of a body, after its name: Cục Hậu cần | (B41), Ủy ban Kiểm tra | (UBKT).
CODE = re.compile(r" \((?:[a-z]{1,3}\d{1,3}|[a-zđ]{3,7})\)(?: số \d{1,2}(?!\d))?")
BRACKET = re.compile(r" \(")
# A title said again in short, in the text as it is: giám đốc điều hành | (CEO) của hãng A.
IN_SHORT = re.compile(r" \([A-ZĐ]{2,4}\)")
# Between what is part of a body and that body.
PARENT = re.compile(r", | - | – | (?:(?:của|tại|ở|thuộc) )?")
LONGEST_JOINT = 16  # characters before a title in which what sets it off from a name stands
# What sets a title off from the name before it, and what closes it.
APPOSED = re.compile(r"(?:[,(–-] ?|(?<![^\W_])(?:là|làm) )(?:một )?(?:nguyên |cựu )?$")
MADE = re.compile(r"(?<![^\W_])làm $")
CLOSED = re.compile(r"\s*(?:[,;:)\n]|\.(?!\w)|$)| (?:tại|ở) ")
DASH = re.compile(r" [-–] ")
WORKPLACE = re.compile(
    r" (?:(?P<where>tại|ở|trên địa bàn)|của|thuộc) |(?P<aside>, )"
)  # after a field (giáo sư về dịch tễ | tại | Đại học London)
INNER = re.compile(r"(?:,| -| –) ")
_END = r"(?![^\W_])"
_MARKS_OF_DATES = frozenset("/-.")


class RolePatterns:
    """What the lexicons role_words and pointing_words say of titles and bodies.

    Attributes:
        status: the status that a word before the title tells.
        powers: words that make another word of what tells a status (chính quyền).
        late: those of them that are no part of the role (cố | lãnh tụ).
        beside: what is part of the role before a title, but not of the title (tân | HLV, nữ | luật sư).
        plural: words after which it is no title of one person.
        dates: words and marks before a number that is a day, a month or a year, and not a number of people.
        compounds: words of two syllables, the second of which begins no title (chức vụ | Trưởng Ban, ứng phó).
        as_post: what a title stands after that somebody has: vai trò | cố vấn nghệ thuật.
        ministers: titles whose body is told by its field alone.
        suffix: what follows a title and belongs to it; acting_after: and tells that its holder is an acting one.
        retired: what follows a title and is part of the span, but not of the title.
        side: whose player or coach somebody is in a match (trung vệ | chủ nhà).
        grade: the class of a pupil or a teacher (học sinh | lớp 7A3).
        chief: a title that has the word for what its holder leads in it (Vụ trưởng | Thị trường trong nước).
        aide: who works for the holder of another post (thư ký | Chủ tịch UBND tỉnh).
        emissary: who is sent for a country (đặc phái viên về | Triều Tiên).
        envoy: who is sent to a body, whose role names it after `tại` (Đại sứ Mỹ tại | Liên Hợp Quốc).
        closed: what ends a role, or tells what its holder says or becomes.
        of: what may stand between a title and the body it is held in.
        qualities: what is said of somebody between a title and the name (diễn viên | trẻ | Lê An, tay vợt | 19 tuổi |).
        works_for: the same after a field of work (nhân viên quét dọn | cho | hãng A).
        descent: what stands before the country that somebody comes from (nhà thiết kế | gốc | Brazil).
        on_street: what stands between a body and its street (khách sạn A | trên | đường B).
        branch: between a body and its branch; region: a unit word of a place that is no official one.
        this: what points back to a body named before.
        said_back: a body said back (Phó Giám đốc Sở, Chánh Thanh tra Sở này), in the text as it is.
        said_of: the same after `của` (giảng viên | của trường), where the role ends with it.
        said_again: the same after a part of it (Trưởng phòng Đào tạo nhà trường).
        bare_area: an area that is not named: Chủ tịch tỉnh, Thủ tướng nước này.
        addresses: what stands before a name, and is no field (bảo vệ | anh A).
        going: what stands before nhà where it is a house (tới nhà | vận động A).
        fronted: what opens a sentence whose subject comes after a comma (Theo A, giáo viên ở Huế …).
        subunit: a unit after which stands the body it belongs to.
        office, council: the office of councils, and what is one: Văn phòng | HĐND và UBND tỉnh.
        listed: the letters of a company's shares: (HPG – HOSE), (mã chứng khoán HPG).
        quoted: the name of a group in quotation marks: trưởng nhóm | “Bàn tay ấm”; groups: the last words of titles
            that it may follow at once.
        seated: what stands between a bracket and the address of a body: (đóng tại | xã Kim Sơn).
    """

    def __init__(self, words: Kinds, pointing: Iterable[str]) -> None:
        """Compile the patterns."""
        this = any_of(pointing)
        self.status = dict.fromkeys(words.of("former", "late"), "former") | dict.fromkeys(words.of("acting"), "acting")
        self.powers, self.late, self.plural, dates = (words.of(kind) for kind in ("power", "late", "plural", "date"))
        self.beside = words.of("sex", "fresh")
        self.dates = dates | _MARKS_OF_DATES
        self.as_post = re.compile(rf"(?<![^\W_]){words.any_of('post')} $")
        self.compounds, self.going = words.of("post", "compound"), words.of("going")
        self.addresses = words.of("address")
        self.fronted = re.compile(rf"{words.any_of('fronted')} ")
        self.ministers = tuple(words.of("minister"))
        self.suffix = re.compile(rf" {words.any_of('suffix')}{_END}")
        self.acting_after = re.compile(rf" {words.any_of('acting_after')}{_END}")
        self.retired = re.compile(rf" {words.any_of('retired')}{_END}(?! {words.any_of('not_retired')}{_END})")
        self.side = re.compile(rf" {words.any_of('side')}{_END}")
        subject = rf"(?: {words.any_of('subject_class')})? {words.any_of('subject')}(?: ?\d{{1,2}})?{_END}"
        number = rf"{words.any_of('grade')} \d{{1,2}}\w{{0,3}}(?:[./]\d{{1,2}})?(?:{subject})?"
        self.grade = re.compile(rf" (?:{number}|{words.any_of('grade_name')}){_END}")
        self.chief = re.compile(words.any_of("chief"))
        self.aide = re.compile(rf"(?:{words.any_of('former', 'acting')} )?{words.any_of('aide')}{_END}")
        self.emissary = re.compile(rf"(?:{words.any_of('former', 'acting')} )?{words.any_of('emissary')}{_END}")
        self.envoy = re.compile(rf"(?:{words.any_of('former', 'acting')} )?{words.any_of('envoy')}{_END}")
        somebody = rf" và {words.any_of('address')} "
        said = rf"(?: [-–])? {words.any_of('closes')}{_END}"
        self.closed = re.compile(rf"{CLOSED.pattern}| \(|{somebody}|{said}")
        self.region = re.compile(rf"{words.any_of('region')} ")
        self.branch = re.compile(rf"(?:,| -| –) (?={words.any_of('branch')} )")
        self.descent = re.compile(rf" (?:{words.any_of('descent')} )?")
        self.on_street = re.compile(rf" trên (?={words.any_of('street')} )")
        self.works_for = re.compile(rf"{self.on_street.pattern}| (?:{words.any_of('of', 'works_for')} )?")
        self.of = re.compile(rf" (?:{words.any_of('of')} )?")
        self.qualities = re.compile(rf"{qualities(words)} ")
        self.this = re.compile(rf" {this}{_END}")
        bodies = any_of(word.capitalize() for word in words.of("body"))
        central = any_of(word.upper() for word in words.of("central"))
        self.said_back = re.compile(
            rf" {bodies}(?: {this})?(?=\s*[.,;:)\n]|$)"
            rf"| (?:{bodies}|{words.any_of('common_body')}) {this}{_END}"
            rf"| {central}{_END}"
        )
        self.said_again = re.compile(rf" {words.any_of('common_body')}(?=\s*[.,;:)\n]|$)")
        self.said_of = re.compile(rf" của {words.any_of('common_body')}(?: {this})?{_END}")
        self.bare_area = re.compile(
            rf" (?:nước (?:{this}|{words.any_of('other_country')})"
            rf"|{words.any_of('area')}(?! {words.any_of('not_area')}{_END})(?: {this})?){_END}"
        )
        self.subunit = re.compile(rf"{words.any_of('subunit')}{_END}")
        self.office = re.compile(rf"{words.any_of('office')}{_END}")
        self.council = re.compile(rf"{words.any_of('council')}{_END}")
        share, exchange = r"[a-z][a-z0-9]{2}", words.any_of("exchange")
        before, after = rf"(?:(?:{words.any_of('code')}|{exchange})[:–\- ]{{1,3}})?", rf"(?:[:,–\- ]{{1,3}}{exchange})?"
        self.listed = re.compile(rf" \({before}{share}{after}\)")
        self.groups = words.of("group")
        self.quoted = re.compile(
            rf" (?P<unit>{words.any_of('subunit')} )?(?:[\"“][^\"“”\n]{{2,40}}[\"”]|['‘][^'‘’\n]{{2,40}}['’])"
        )
        self.seated = re.compile(rf"{words.any_of('seated')}:? ")

    def is_beside(self, folded: str, start: int) -> bool:
        """Whether the title at the character is set beside a name, or after a word for a post."""
        since = max(0, start - LONGEST_JOINT)
        return APPOSED.search(folded, since, start) is not None or self.as_post.search(folded, since, start) is not None


def qualities(words: Kinds) -> str:
    """Return a pattern of what is said of somebody between a title and the name."""
    ranked = rf"{words.any_of('ranked')} \w{{1,4}} {words.any_of('ranked_in')}"
    origin = rf"{words.any_of('descent')} [^\W\d_]+(?: [^\W\d_]+)?"
    return rf"(?: (?:{words.any_of('quality')}|\d{{1,2}} tuổi|{ranked}|{origin})){{1,2}}"
