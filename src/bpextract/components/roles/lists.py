"""Who holds the posts of a list: `Phó giám đốc, Thủ trưởng cơ quan CSĐT`, `ThS BS Lê An`."""

from itertools import pairwise

from bpextract.annotation import Annotation
from bpextract.components.roles import holder_patterns as patterns
from bpextract.components.roles.role import RoleSpan
from bpextract.mentions import PersonMention
from bpextract.text.folding import fold

LOOKBACK = 24
_TITLES = frozenset({"rank", "degree", "honour"})  # ThS | BS Lê An, Phó Giám đốc Công an tỉnh | Đại tá Lê An
_BEHIND = frozenset({"after", "is"})
_WITH_SEVERAL_POSTS = frozenset({"company", "army", "school", "hospital", "media"})
"""Kinds of bodies in which one person may hold several posts, none of which names another body."""


def spread(forms: patterns.HolderPatterns, annotation: Annotation, roles: list[RoleSpan], opens: list[int]) -> None:
    """Give roles of one list one holder: `Phó giám đốc, Thủ trưởng cơ quan CSĐT`, `Đồn phó kiêm Trạm trưởng`.

    Args:
        opens: where the list begins that each is part of.
    """
    folded = annotation.folded
    pairs = [(left, right) for left, right in pairwise(roles) if forms.link.fullmatch(folded, left.end, right.start)]
    for left, right in pairs:
        bare = right.organization is None and right.place is None
        verb = right.weak or (right.loose and bare)  # giữ chức Phó Chủ tịch, phụ trách nhóm …
        if left.holder is not None and right.holder is None and left.rule != "before" and not verb:
            right.holder, right.rule = left.holder, left.rule
            if forms.succeeded.fullmatch(folded, left.end, right.start):  # Chủ tịch UBND tỉnh, nay là | Bí thư
                left.status = "former"
            elif left.rule == "pronoun" or (left.rule == "post" and folded.startswith(fold(left.title), left.start)):
                right.status = left.status  # cách chức A, | B; ông từng là A, | B
    for (left, right), first in zip(pairwise(roles), opens, strict=False):  # Chánh Văn phòng cho | thạc sĩ | Lê An
        if right.rule == "before" and right.holder is not None and gets(forms, folded, left, right.start, first):
            hold_post(forms, folded, left, right.holder, left.start - 60)
    for left, right in pairwise(roles):  # Trước khi làm | Trưởng phòng vào năm 2019, Thượng tá | Lê An
        ranked = left.holder is None and right.kind in _TITLES and right.rule == "before"
        said = ranked and forms.in_capacity.fullmatch(folded, left.end, right.start) is not None
        if said and left.kind == "position" and capacity_of(forms, annotation, left):
            left.holder, left.rule = right.holder, right.rule
    for left, right in reversed(pairs):
        joint = folded[left.end : right.start]  # A và B are two people, unless both are in one capacity; A và là B one
        joined = (
            " và " in joint
            and right.rule == "before"
            and not joint.endswith("là ")
            and not capacity_of(forms, annotation, left)
        )
        if (
            left.holder is None
            and (right.rule == "before" or (right.rule == "post" and _comes_after(right)))
            and not left.loose
            and not joined
            and not _by_order(forms, folded, left, right)
        ):
            left.holder, left.rule = right.holder, right.rule
            left.status = right.status if right.rule == "post" else left.status
    for left, right in pairwise(roles):
        joint = folded[left.end : right.start]
        placed = left.organization is not None or left.place is not None
        captain = fold(right.title) in forms.captains  # trung vệ | đội trưởng | Lê An
        further = right.kind in ("degree", "honour") or captain
        degree = left.kind == "occupation" and further and not left.loose
        titled = left.kind in _TITLES or degree or (placed and right.kind in _TITLES)
        if left.holder is None and joint == " " and titled and right.rule == "before":
            left.holder, left.rule = right.holder, right.rule
        elif joint == " (" and left.rule in _BEHIND and right.holder is None and _fills(folded, right):
            right.holder, right.rule = left.holder, left.rule
    for left, right in pairs:
        if left.holder is right.holder is not None and _shares_body(forms, left, right):
            left.organization, left.place = right.organization, right.place


def _fills(folded: str, role: RoleSpan) -> bool:
    """Whether a post is all that brackets behind another say: Trưởng đoàn thanh tra | (Phó Chánh Thanh tra TP)."""
    acronym = " " not in folded[role.start : role.end]  # Giám đốc điều hành (CEO)
    return role.kind == "position" and not role.weak and not acronym and folded.startswith(")", role.end)


def _by_order(forms: patterns.HolderPatterns, folded: str, left: RoleSpan, right: RoleSpan) -> bool:
    """Whether the first title is that of who gave an order to the holder of the second, or of whom that one speaks to:
    `chỉ đạo của Giám đốc Công an tỉnh, Thượng tá A vào cuộc`, `Trả lời phóng viên Reuters, HLV A …`.

    A rank stands before a position of the same person, and a comma closes what is aside.
    """
    holder = right.holder
    if holder is None:
        return False
    since = max(0, left.start - LOOKBACK)
    if forms.spoken_to.search(folded, since, left.start):
        return True
    if left.kind != "position" or folded.startswith(",", holder.end):
        return False
    if forms.order.search(folded, since, left.start):
        return True
    return right.kind == "rank" and folded.endswith(" của ", since, left.start)


def _shares_body(forms: patterns.HolderPatterns, left: RoleSpan, right: RoleSpan) -> bool:
    """Whether the body of the second of two posts is that of the first, too: `Chủ tịch, Tổng giám đốc Công ty …`.

    Of the state and the party it is not: `Phó Bí thư, Chủ tịch UBND huyện …`.
    """
    both = left.kind == right.kind == "position"
    bare = left.organization is None and left.place is None and not left.weak
    if not both or not bare or fold(left.title) in forms.officials:
        return False
    return right.organization is not None and right.organization.kind in _WITH_SEVERAL_POSTS


def _comes_after(role: RoleSpan) -> bool:
    return role.holder is not None and role.holder.start > role.start


def capacity_of(forms: patterns.HolderPatterns, annotation: Annotation, role: RoleSpan) -> bool:
    """Whether the sentence says before the title in what capacity somebody acts: `Với tư cách là | Thủ hiến`."""
    opens = annotation.sentences[annotation.sentence_at(role.start)].start
    return forms.capacity.search(annotation.folded, max(opens, role.start - 200), role.start) is not None


def gets(forms: patterns.HolderPatterns, folded: str, role: RoleSpan, start: int, opens: int) -> bool:
    """Whether the sentence gives the post to, or takes it from, whom it names at `start`.

    Args:
        opens: where the list of posts begins that the role is part of.
    """
    return (
        role.kind == "position"
        and forms.towards.fullmatch(folded, role.end, start) is not None
        and forms.given.search(folded, max(0, opens - 110), opens) is not None
    )


def hold_post(forms: patterns.HolderPatterns, folded: str, role: RoleSpan, person: PersonMention, since: int) -> None:
    role.holder, role.rule = person, "post"
    if forms.leaves.search(folded, max(0, since, role.start - 60), role.start):
        role.status = "former"
