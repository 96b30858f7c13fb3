"""The body that a body is part of, as the words after its name say (`Đội 3 thuộc Phòng CSGT`), or the name itself."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from bpextract.annotation import Annotation
from bpextract.components.neighbours import places_within
from bpextract.lexicons.alternation import Kinds
from bpextract.mentions import Mention, OrganizationMention

# What stands between a part and the whole: a number of its own (PC04), a comma, a dash, a bracket, or nothing.
_JOINT = re.compile(r" ?(?:\([^()\n]{2,12}\))?(?:, | [-–] |/| \(| (?:trực )?thuộc | của | )")
_WHATEVER = re.compile(r",? (?:trực )?thuộc ")
_OF = re.compile(r" của ")
_BRACKET = re.compile(r" \(")
_LOCAL = re.compile(r" ?(?:huyện|quận|thị xã|thị trấn|xã(?! hội)|phường)(?![^\W_])")
_AUTHORITIES = frozenset({"army", "court", "party", "police", "state"})
_OWNED = frozenset({"hospital", "school"})  # by companies
_COMPANY, _COURT = "company", "court"
_LISTED = re.compile(", ")
_NEXT = re.compile(", | và ")
_LOOKBACK = 16


class Parent(NamedTuple):
    """The body that another is part of: where it is named, and its kind where it is a mention of its own."""

    start: int
    end: int
    kind: str | None = None


class PartPatterns:
    """What the lexicon organization_parts says of parts and wholes.

    Attributes:
        part: the head of a body that may be part of another; inner: of one whose own name alone tells of what.
        section: of a part that is of the kind of its whole.
        whole: the head of the greater body within the name of its part.
        greater: the head of a body that is the greater one after its part.
        department: the head of one of the whole country; central: of that or of an institute.
        university: how the name of one begins that has others as its members; member: the whole name of such a member.
    """

    def __init__(self, words: Kinds) -> None:
        """Compile the patterns."""
        self.part = re.compile(rf"{words.any_of('part', 'section')}\b")
        self.inner = re.compile(rf"{words.any_of('inner')}\b")
        self.section = words.of("section")
        # Đảng ủy Công an Trung ương is none of Công an's, nội bộ | Công an not of Bộ Công an.
        whole, other = words.any_of("whole", "within"), words.any_of("not_whole")
        self.whole = re.compile(rf"(?<=[\w)] )(?<!đường )(?<!nội )(?<!tổng )(?<!chi ){whole}\b(?! {other}\b)")
        self.university = re.compile(rf"{words.any_of('university')}(?![^\W_])")
        self.member = re.compile(rf"(?:trường )?(?:đại học|đh) {words.any_of('member')}")
        self.plural = re.compile(r"(?<![^\W_])(?:các|những|hai|ba|bốn)(?: trường)? $")
        self.department = re.compile(rf"{words.any_of('department')}\b")
        self.central = re.compile(rf"{words.any_of('department', 'institute')}\b")
        self.greater = re.compile(rf"{words.any_of('whole', 'after')}\b")


def parent_of(
    annotation: Annotation,
    mention: OrganizationMention,
    mentions: Sequence[OrganizationMention],
    patterns: PartPatterns,
) -> Parent | None:
    """Return the body that a mention says its body is part of.

    Args:
        mentions: of all bodies of the document, in order.
    """
    is_part = patterns.part.match(annotation.folded, mention.start) is not None
    bracket = _BRACKET.match(annotation.folded, mention.end)
    joint = (_JOINT if is_part else _WHATEVER).match(annotation.folded, mention.end)
    inside = _starting(mentions, bracket.end()) if is_part and bracket is not None else None
    if inside is not None and inside.same_as is not mention:
        joint = bracket  # no number or short form of its own
    if joint is None and mention.head_end is not None and mention.kind != "sport":  # trận thắng CLB A | của | CLB B
        listed = _LISTED.match(annotation.folded, mention.end) if mention.kind == "school" else None
        joint = _OF.match(annotation.folded, mention.end) or bracket or listed
    if joint is not None:
        after = _starting(mentions, joint.end())
        if after is not None:
            # Other parts and other bodies stand beside it after a comma: Cơ quan CSĐT, VKS.
            of = "thuộc" in joint[0] or "của" in joint[0]
            closes = _closes(annotation, mention, after)  # Cục An toàn thực phẩm (Bộ Y tế)
            member = _is_member(annotation, mention, after, mentions, patterns)
            if not (of or is_part or closes or member):
                return None
            short = joint[0].startswith(" (") and joint[0].endswith(", ")  # Cục A (CA), | Ngân hàng B (NB)
            greater = after.same_as is None and patterns.greater.match(annotation.folded, after.start)
            beside = short and _is_explained(annotation, after)
            alike = is_part and _is_listed(annotation, mention, after, mentions, patterns)
            said = of or closes or member or (greater and not beside and not alike)
            whole = after if after.same_as is None else after.same_as
            if said and whole is not mention and whole is not mention.same_as:
                return Parent(whole.start, whole.end, whole.kind)
    inner = is_part or patterns.inner.match(annotation.folded, mention.start) is not None
    if inner and (within := patterns.whole.search(annotation.folded, mention.start + 1, mention.end)):
        named = (place.start < within.start() < place.end for place in places_within(annotation.places, mention))
        return None if any(named) else Parent(within.start(), mention.end)  # Trạm y tế xã Mễ | Sở
    return None


def _starting(mentions: Sequence[OrganizationMention], start: int) -> OrganizationMention | None:
    """Return the mention that starts there."""
    index = bisect_left(mentions, start, key=_start)
    return mentions[index] if index < len(mentions) and mentions[index].start == start else None


def _is_explained(annotation: Annotation, mention: OrganizationMention) -> bool:
    """Whether brackets follow a body, as they do each of a list that has short forms."""
    return _BRACKET.match(annotation.folded, mention.end) is not None


def _is_listed(
    annotation: Annotation,
    mention: OrganizationMention,
    after: OrganizationMention,
    mentions: Sequence[OrganizationMention],
    patterns: PartPatterns,
) -> bool:
    """Whether a department or institute of the whole country is only listed before another body: a district's authority
    (Cục A, | Công an huyện B), another department, or one of its own sort that such a body follows (Cục A, | Viện B và
    Cục C).
    """
    folded = annotation.folded
    if not _is_central(folded, mention, patterns):
        return False
    both = all(patterns.department.match(folded, body.start) for body in (mention, after))
    if both or _is_local(folded, after):
        return True
    joint = _NEXT.match(folded, after.end) if _is_central(folded, after, patterns) else None
    third = _starting(mentions, joint.end()) if joint is not None else None
    return third is not None and (_is_central(folded, third, patterns) or _is_local(folded, third))


def _is_central(folded: str, body: OrganizationMention, patterns: PartPatterns) -> bool:
    """Whether a body is a department or institute: no court or prosecution (Viện kiểm sát)."""
    return body.kind != _COURT and patterns.central.match(folded, body.start) is not None


def _is_local(folded: str, body: OrganizationMention) -> bool:
    """Whether a body is an authority of a district or commune."""
    if body.kind not in _AUTHORITIES or body.head_end is None:
        return False
    return _LOCAL.match(folded, body.head_end, body.end) is not None


def _closes(annotation: Annotation, mention: OrganizationMention, after: OrganizationMention) -> bool:
    """Whether a body fills the brackets after another that is no body of its sort (Bệnh viện 199 (Bộ Công an)), or a
    company those after a school or hospital that it may own (Bệnh viện Vinmec (Vingroup)).
    """
    folded = annotation.folded
    if mention.head_end is None or not folded.startswith(")", after.end):
        return False
    if after.head_end is None:
        return after.kind == _COMPANY and mention.kind in _OWNED
    return folded[after.start : after.head_end] != folded[mention.start : mention.head_end]


def _is_member(
    annotation: Annotation,
    mention: OrganizationMention,
    after: OrganizationMention,
    mentions: Sequence[OrganizationMention],
    patterns: PartPatterns,
) -> bool:
    """Whether a school is one of the university behind it, which no other body follows as in a list: `Đại học Ngoại
    ngữ, Đại học Quốc gia Hà Nội`.
    """
    folded = annotation.folded
    if patterns.university.match(folded, after.start) is None or mention.same_as is not None:
        return False
    if patterns.member.fullmatch(folded, mention.start, mention.end) is None:
        return False
    joint = _NEXT.match(folded, after.end)
    listed = joint is not None and _starting(mentions, joint.end()) is not None
    return not listed and patterns.plural.search(folded, max(0, mention.start - _LOOKBACK), mention.start) is None


def kind_of(
    annotation: Annotation, mention: OrganizationMention, parent: Parent | None, patterns: PartPatterns
) -> str | None:
    """Return the kind of a body; of a department whose own name tells none, that of the body it is part of."""
    if parent is None or parent.kind is None or mention.head_end is None:
        return mention.kind
    own = annotation.folded[mention.start : mention.head_end] not in patterns.section
    if own or patterns.whole.search(annotation.folded, mention.start + 1, mention.end):
        return mention.kind
    return parent.kind


def _start(mention: Mention) -> int:
    return mention.start
