"""Who holds a role: the person named right after it, right before it, or whom the sentence puts into it."""

from bisect import bisect_left

from bpextract.annotation import Annotation
from bpextract.components.neighbours import Names
from bpextract.components.roles import holder_patterns as patterns
from bpextract.components.roles.lists import LOOKBACK, capacity_of, gets, hold_post, spread
from bpextract.components.roles.patterns import CLOSED
from bpextract.components.roles.pronoun_holders import hold_by_pronouns
from bpextract.components.roles.role import RoleSpan
from bpextract.components.roles.workplaces import find_body_after, take_chief
from bpextract.mentions import PersonMention

_LEAST_WORD = 5  # letters of a title that is no short form
_QUOTES, _QUOTED = frozenset('"”'), frozenset('"“')
_MARKS = ",;:(\n"
_POSTS = frozenset({"position", "occupation"})
_BEHIND = frozenset({"after", "is"})


def find_holders(forms: patterns.HolderPatterns, annotation: Annotation, roles: list[RoleSpan]) -> list[RoleSpan]:
    """Return the roles that a named person holds, each with its `holder`, the `rule` that said so and its status."""
    people = annotation.people
    starts = [person.start for person in people]
    ends = [person.end for person in people]
    folded = annotation.folded
    opens = _list_starts(forms, folded, roles)
    for role, first in zip(roles, opens, strict=True):
        after = bisect_left(starts, role.end)
        if _tells_whose(forms, folded, role, ends):
            role.holder, role.rule = people[bisect_left(ends, role.start) - 1], "after"
            continue
        if after < len(people) and _names_after(forms, annotation, role, people[after]):
            role.holder, role.rule = people[after], "before"
            continue
        if role.weak and not _fills_brackets(folded, role, ends):
            continue
        if after < len(people) and gets(forms, folded, role, people[after].start, first):
            hold_post(forms, folded, role, people[after], role.start - 60)
            continue
        before = after - 1
        while before >= 0 and ends[before] > role.start:
            before -= 1
        if before >= 0:
            _hold_after(forms, annotation, role, people, before)
        if role.holder is None and after < len(people) and _set_off(forms, annotation, role, people[after]):
            role.holder, role.rule = people[after], "before"
    names = Names(annotation)
    for role in roles:
        if role.rule == "before":
            left = forms.dismissed.search(folded, max(0, role.start - LOOKBACK), role.start)
            if left is not None and not left["undone"] and role.kind in _POSTS:
                role.status = "former"
            find_body_after(forms, folded, role, names)
    hold_by_pronouns(forms, annotation, roles)
    spread(forms, annotation, roles, opens)
    for role in roles:
        if role.rule in _BEHIND:
            take_chief(forms, folded, role, names)
    for role, first in zip(roles, opens, strict=True):
        if role.holder is not None and role.rule != "before" and _was_held(forms, annotation, role, first):
            role.status = "former"
        elif role.kind in _POSTS and forms.once.search(folded, max(0, first - LOOKBACK), first):
            role.status = "former"  # Khi còn làm | Chủ tịch xã, ông A …
    return [role for role in roles if role.holder is not None]


def _was_held(forms: patterns.HolderPatterns, annotation: Annotation, role: RoleSpan, first: int) -> bool:
    """Whether what stands before a list of posts tells that they were held once: `ông A từng là | giám đốc Sở Y tế`,
    `Từ năm 2017 đến năm 2022, ông A là | giám đốc`, `Trước khi nghỉ hưu, bà A làm | kế toán`.
    """
    folded, holder = annotation.folded, role.holder
    if holder is None or forms.past.search(folded, max(holder.end, first - 60), first) is not None:
        return holder is not None
    opens = annotation.sentences[annotation.sentence_at(holder.start)].start
    near = holder.end < first < holder.end + LOOKBACK
    if not near or forms.present.search(folded, holder.end, first) is not None:
        return False
    was = forms.was.fullmatch(folded, holder.end, first) and forms.earlier_span.match(folded, opens, holder.start)
    said = was is not None and forms.said.match(folded, role.end) is not None
    return said or forms.past_span.match(folded, opens, holder.start) is not None


def _tells_whose(forms: patterns.HolderPatterns, folded: str, role: RoleSpan, ends: list[int]) -> bool:
    """Whether brackets right after a name tell whose its holder is: cô Minh (giáo viên | cháu Thủy)."""
    whose = forms.whose.match(folded, role.end) if folded.endswith(" (", 0, role.start) else None
    return whose is not None and role.start - 2 in ends[max(0, bisect_left(ends, role.start) - 1) :][:1]


def _names_after(forms: patterns.HolderPatterns, annotation: Annotation, role: RoleSpan, person: PersonMention) -> bool:
    """Whether the person is named right after the title: `Chủ tịch UBND tỉnh, ông A` is not, `TS. A` is."""
    folded = annotation.folded
    if role.behind and role.status == "current":
        return False
    whence = None if role.weak else forms.whence.fullmatch(folded, role.end, person.start)
    if whence is not None:
        return annotation.text[whence.start("where")].isupper()
    if forms.before_name.fullmatch(folded, role.end, person.start):
        if folded[role.end] == ")" and "(" not in folded[max(0, role.start - 3) : role.start]:
            return False
        if folded[role.end] in _QUOTES and folded[role.start - 1 : role.start] not in _QUOTED:
            return False  # … của ca sĩ” Lê An; but “đại gia” Lê An
        if role.weak and person.start - role.end > 1 and role.organization is None:  # bầu | ông A
            return False
        between = folded[role.end : person.start]
        return "\n" not in between or not (role.weak or between.strip("\n :"))  # tân sinh viên⏎ | Chị Lan …
    if person.byline:
        return False  # trả lời chất vấn ĐBQH. | Thu Hằng
    word = annotation.text[role.start : role.end]
    short = role.kind == "degree" or (len(word) < _LEAST_WORD and not word.islower())
    return short and patterns.POINT.fullmatch(folded, role.end, person.start) is not None


def _fills_brackets(folded: str, role: RoleSpan, ends: list[int]) -> bool:
    """Whether a title is all that stands in brackets after a name: `Trần Văn Hải (bảo vệ trang trại)`."""
    if not folded.endswith(" (", 0, role.start) or not folded.startswith(")", role.end):
        return False
    return role.start - 2 in ends[max(0, bisect_left(ends, role.start) - 1) :][:1]


def _set_off(forms: patterns.HolderPatterns, annotation: Annotation, role: RoleSpan, person: PersonMention) -> bool:
    """Whether a comma alone stands between the title and its holder: `Chủ tịch UBND huyện, ông A`."""
    placed = role.organization is not None or role.place is not None
    folded = annotation.folded
    if forms.spoken_to.search(folded, max(0, role.start - LOOKBACK), role.start):
        return False  # Trao đổi với | phóng viên Reuters, bà A …
    posted = placed or _is_aside(annotation, role, person)
    set_off = forms.set_off.fullmatch(folded, role.end, person.start) is not None
    if set_off and _tells_of(forms, annotation, role, person):
        return False
    if set_off and ((role.kind == "position" and posted) or (placed and _tells_who(forms, annotation, role))):
        return True
    if placed and folded[role.end : person.start] == ", " and folded.startswith(":", person.end):
        return True  # Huyền thoại Arsenal, Henry: “…”
    if role.kind in _POSTS:
        if named := forms.named.fullmatch(annotation.folded, role.end, person.start):
            addressed = named["address"] is not None
            post = role.kind == "position" and addressed and not role.loose and _opens_clause(annotation, role)
            own = named["other"] is not None or post or (placed and (addressed or not role.loose))
            return own and not _is_of_others(forms, annotation, role)
        if _opens(forms, annotation, role, person) or _is_said_first(forms, annotation, role, person):
            return True
    if forms.somebodys.fullmatch(annotation.folded, role.end, person.start):
        return True
    return _in_capacity(forms, annotation, role, person)


def _tells_who(forms: patterns.HolderPatterns, annotation: Annotation, role: RoleSpan) -> bool:
    """Whether an occupation in a body is not that of somebody else who speaks: Theo | bác sĩ Bệnh viện A, ông B …"""
    opens = annotation.sentences[annotation.sentence_at(role.start)].start
    own = role.kind == "occupation" and not role.loose and not _is_of_others(forms, annotation, role)
    return own and forms.fronted.match(annotation.folded, opens) is None


def _tells_of(forms: patterns.HolderPatterns, annotation: Annotation, role: RoleSpan, person: PersonMention) -> bool:
    """Whether the sentence opens with who tells of somebody: `Theo | lãnh đạo Bệnh viện A, chị B | nhập viện …`."""
    opens = annotation.sentences[annotation.sentence_at(role.start)].start
    fronted = forms.fronted.match(annotation.folded, opens)
    if fronted is None or role.start > fronted.end():
        return False
    return not any(pattern.match(annotation.folded, person.end) for pattern in (CLOSED, forms.says))


def _is_aside(annotation: Annotation, role: RoleSpan, person: PersonMention) -> bool:
    """Whether a post in a body without a name has its own clause, and its holder, too: …, Giám đốc công ty, ông A, …"""
    folded = annotation.folded
    opens = annotation.sentences[annotation.sentence_at(role.start)].start == role.start
    whole = role.end > role.start + len(role.title) and folded.startswith(",", person.end)
    return whole and (opens or folded.endswith(", ", 0, role.start))


def _is_of_others(forms: patterns.HolderPatterns, annotation: Annotation, role: RoleSpan) -> bool:
    """Whether the clause speaks of somebody else before the title: `Con trai | Chủ tịch xã là anh A`."""
    opens = annotation.sentences[annotation.sentence_at(role.start)].start
    clause = max(opens, *(annotation.folded.rfind(mark, opens, role.start) for mark in _MARKS))
    return forms.of_others.match(annotation.folded, clause, role.start) is not None


def _opens(forms: patterns.HolderPatterns, annotation: Annotation, role: RoleSpan, person: PersonMention) -> bool:
    """Whether the sentence opens with the post of whom it names after a comma: `Giám đốc Sở Y tế, Lê An được …`.

    Another comma closes the name where the sentence goes on (Giám đốc Sở Y tế, Lê An, | cho biết); else it is a list.
    A single word is seldom the whole name of one who is introduced: `Chủ tịch Barcelona, Messi chưa làm lành`.
    """
    folded = annotation.folded
    aside = folded.startswith(",", person.end) and not _goes_on(forms, annotation, person.end)
    bare = folded[role.end : person.start] == ", " and not aside
    if (role.organization is None and role.place is None) or " " not in folded[person.start : person.end]:
        return False
    return bare and not forms.together.match(folded, person.end) and _opens_clause(annotation, role)


def _goes_on(forms: patterns.HolderPatterns, annotation: Annotation, end: int) -> bool:
    """Whether a sentence goes on after a comma at the character: `Tiền đạo của Arsenal, Lê An|, đăng ảnh`."""
    if forms.goes_on.match(annotation.folded, end) is not None:
        return True
    further = annotation.text[end + 2 : end + 3].islower()
    return further and forms.lists_on.match(annotation.folded, end) is None


def _opens_clause(annotation: Annotation, role: RoleSpan) -> bool:
    """Whether the role opens the sentence, or follows what tells of nobody: Trên sóng ITV, | bình luận viên A …"""
    opens = annotation.sentences[annotation.sentence_at(role.start)].start
    aside = annotation.folded.endswith(", ", opens, role.start)
    return role.start == opens or (aside and not any(opens <= one.start < role.start for one in annotation.people))


def _is_said_first(
    forms: patterns.HolderPatterns, annotation: Annotation, role: RoleSpan, person: PersonMention
) -> bool:
    """Whether the sentence opens with what he is, whom it names next: `Là giáo viên dạy giỏi ở Hà Nội, Lê Lan …`."""
    opens = annotation.sentences[annotation.sentence_at(role.start)].start
    return (
        role.start - opens < LOOKBACK
        and forms.being.fullmatch(annotation.folded, opens, role.start) is not None
        and forms.being_whom.fullmatch(annotation.folded, role.end, person.start) is not None
    )


def _in_capacity(forms: patterns.HolderPatterns, annotation: Annotation, role: RoleSpan, person: PersonMention) -> bool:
    """Whether the sentence opens with the post of whom it names next: `Với tư cách là Thủ hiến bang, bà A …`."""
    if role.kind not in _POSTS or not forms.in_capacity.fullmatch(annotation.folded, role.end, person.start):
        return False
    return capacity_of(forms, annotation, role)


def _hold_after(
    forms: patterns.HolderPatterns, annotation: Annotation, role: RoleSpan, people: list[PersonMention], index: int
) -> None:
    folded, person = annotation.folded, people[index]
    if role.start - person.end > 400:
        return
    same = annotation.sentence_at(person.start) == annotation.sentence_at(role.start)
    if role.start - person.end <= 90:
        opens = annotation.sentences[annotation.sentence_at(person.start)].start
        if forms.follows(folded, opens, person, role.start, role.end):
            if not _is_first(forms, annotation, role, person):
                role.holder, role.rule = person, "after"
            return
        capital = annotation.text[role.start].isupper()
        if (
            same
            and role.start - person.end == 1
            and role.kind in _POSTS
            and ((capital and role.kind == "position") or (_is_placed(role) and not role.loose))
        ):
            role.holder, role.rule = person, "after"
            return
        if forms.aside.fullmatch(folded, person.end, role.start):
            role.holder, role.rule = person, "is"
            return
    seated = forms.as_post.search(folded, max(0, role.start - LOOKBACK), role.start) is not None  # trên cương vị | HLV
    if role.kind not in ("position", "rank") and not seated:
        return
    if forms.ceremony.search(folded, person.end, role.start):
        return  # … đã tổ chức hội nghị bàn giao chức danh | Chính ủy
    if same and forms.takes(folded, max(person.start, role.start - 110), role.start):
        if index and _aside(forms, folded, people[index - 1], person):
            person = people[index - 1]
        elif forms.hand_over.fullmatch(folded, person.end, role.start):
            return
        hold_post(forms, folded, role, person, person.end)


def _is_placed(role: RoleSpan) -> bool:
    """Whether a role names its body, or a position the area it is held in."""
    return role.organization is not None or (role.kind == "position" and role.place is not None)


def _is_first(forms: patterns.HolderPatterns, annotation: Annotation, role: RoleSpan, person: PersonMention) -> bool:
    """Whether the sentence tells first whom the holder of the title harms, or who speaks of him: `Tông chết | A,
    tài xế | bỏ trốn`, `Theo luật sư | A, thiếu tá công an | có thể bị phạt`.
    """
    opens = annotation.sentences[annotation.sentence_at(role.start)].start
    harmed = forms.harm.fullmatch(annotation.folded, opens, person.start) is not None
    if harmed:
        return CLOSED.match(annotation.folded, role.end) is None
    bare = role.kind != "position" and role.organization is None and role.place is None
    told = bare and forms.predicate.match(annotation.folded, role.end) is not None
    return told and forms.fronted.fullmatch(annotation.folded, opens, person.start) is not None


def _aside(forms: patterns.HolderPatterns, folded: str, first: PersonMention, person: PersonMention) -> bool:
    """Whether `person` is only named in what is said of the one before: who appoints him, or whose kin he is."""
    if patterns.PASSIVE.fullmatch(folded, first.end, person.start):
        return True
    return folded.startswith(",", person.end) and forms.kin_of.fullmatch(folded, first.end, person.start) is not None


def _list_starts(forms: patterns.HolderPatterns, folded: str, roles: list[RoleSpan]) -> list[int]:
    """Return for each role where the list of posts that it is part of begins."""
    found: list[int] = []
    for at, role in enumerate(roles):
        before = roles[at - 1].end if at else 0
        linked = at > 0 and forms.link.fullmatch(folded, before, role.start) is not None
        linked = linked and forms.succeeded.fullmatch(folded, before, role.start) is None  # từng là A, | nay là B
        found.append(found[-1] if linked else role.start)
    return found
