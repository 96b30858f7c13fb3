"""How far a role goes: status, title, field, then the organization or area it is held in, with addresses."""

from bpextract.annotation import Annotation
from bpextract.components.neighbours import Names
from bpextract.components.roles import patterns
from bpextract.components.roles.addresses import with_addresses
from bpextract.components.roles.bodies import (
    acronym_at,
    headed_body,
    of_famous,
    past_contest,
    past_level,
    unnamed_of_famous,
    unnamed_of_title,
)
from bpextract.components.roles.fields import (
    Title,
    any_field_with_body,
    behind_field,
    body_at,
    capital_field_with_body,
    field_with_body,
    past_fields,
    past_noun,
    past_portfolio,
)
from bpextract.components.roles.opened_fields import field_of_charge, opened_field, owner, workplace
from bpextract.components.roles.role import RoleSpan, RoleWords
from bpextract.components.roles.title_words import is_plural, past_degrees, real_title
from bpextract.components.roles.unnamed_bodies import field_with_unnamed, unnamed_body
from bpextract.components.roles.work import field_of_work, nation, take_workplace
from bpextract.mentions import OrganizationMention
from bpextract.text.tokenizer import Tokens

_WORK = frozenset({"occupation", "position"})
_OF_CONTESTS = frozenset({"position", "occupation", "honour"})
_MOST_OF_A_FIELD = 2  # tokens of a name that may be one; others are works and contests
_OF_FIELDS = frozenset({"position", "occupation", "degree"})


def read_roles(annotation: Annotation, known: RoleWords) -> list[RoleSpan]:
    """Return every role the text speaks of, held by somebody named or not, in text order."""
    names, titles, forms = Names(annotation), known.titles, known.forms
    tokens, text, folded = annotation.tokens, annotation.text, annotation.folded
    found: list[RoleSpan] = []
    for scanned in titles.scan_text(tokens):
        if (real := real_title(tokens, titles, known.fields.heads, forms, scanned)) is None:
            continue
        first, past, title = real
        past = past_degrees(tokens, titles, past) if title.kind == "degree" else past
        past = past_fields(tokens, folded, names, known.fields, past) if title.kind in _WORK else past
        start, end = tokens.starts[first], tokens.ends[past - 1]
        body = names.organizations.starting(start)
        whole = body is not None and (
            (title.kind == "position" and body.end == end)  # Thường trực Ban Bí thư
            or (title.kind == "degree" and body.end < end)  # PSG | .TS
        )
        opens = annotation.sentences[annotation.sentence_at(start)].start == start
        if (names.around(start) and not whole) or (not opens and is_plural(tokens, first, forms)):
            continue
        start, status = _with_status(tokens, names, forms, first)
        role = RoleSpan(
            start, end, "", title.kind, status, title.weak, title.weak or title.use == "verb", title.use == "behind"
        )
        words = tokens.starts[first]  # the title without nguyên, cựu, quyền, which the status tells
        if names.people.within(start, end) is not None:
            continue
        title_end = _read_body(annotation, role, title, names, known, past)
        if role.end == end and (work_end := field_of_work(annotation, known, names, role, title, past)) is not None:
            title_end = work_end
            role.organization, role.place = owner(tokens, folded, names, known.fields, work_end)
            role.place = role.place or nation(annotation, known, names, work_end)
            named = role.organization or role.place
            role.end = with_addresses(folded, role, named.end if named is not None else work_end, names, forms)
        take_workplace(annotation, role, names, known)
        if title.use == "agent" and role.organization is None and role.place is None:
            role.behind = True  # đại diện | A tells who acts for A
        role.title = text[words:title_end]
        if title.kind == "honour":
            role.end = past_contest(folded, names, words, role.end)
        if role.organization is None and role.place is None and title.kind == "position":
            role.organization = headed_body(annotation, known, title_end, role.end)
        if found and role.start < found[-1].end:
            continue
        if found and _is_aide(folded, names, forms, found[-1], role):
            found[-1].end, found[-1].organization, found[-1].place = role.end, role.organization, role.place
            continue
        found.append(role)
    return found


def _with_status(tokens: Tokens, names: Names, forms: patterns.RolePatterns, first: int) -> tuple[int, str]:
    """Return where a role whose title begins with the token does so, and its status: cựu | nữ | luật sư, tân | HLV."""
    status, at = "current", first
    while at and tokens.starts[at] - tokens.ends[at - 1] == 1 and not names.around(tokens.starts[at - 1]):
        pair = " ".join(tokens.norms[at - 2 : at])  # nguyên là | giám đốc
        word = pair if at > 1 and pair in forms.status else tokens.norms[at - 1]
        told = forms.status.get(word)
        if told is None and word not in forms.beside:
            break
        if told == "acting" and tokens.norms[max(0, at - 2)] in forms.powers:  # chính quyền | Tổng thống
            break
        status = told or status
        if word in forms.late:
            break
        at -= 2 if word == pair else 1
    return tokens.starts[at], status


def _is_aide(folded: str, names: Names, forms: patterns.RolePatterns, role: RoleSpan, chief: RoleSpan) -> bool:
    """Whether a role is held with the holder of the next, whom nobody names: thư ký | Chủ tịch UBND tỉnh."""
    bare = role.organization is None and role.place is None and forms.aide.match(folded, role.start) is not None
    joined = folded[role.end : chief.start] in (" ", " của ")
    return bare and joined and chief.kind == "position" and names.people.starting(chief.end + 1) is None


def _read_body(annotation: Annotation, role: RoleSpan, title: Title, names: Names, words: RoleWords, past: int) -> int:
    """Set the role's organization, place and end, from what stands behind its title; return where the title ends."""
    text, folded, tokens, forms = annotation.text, annotation.folded, annotation.tokens, words.forms
    organizations, places, people = names.organizations, names.places, names.people
    end, title_end = role.end, 0
    body: OrganizationMention | None = None
    inside = organizations.within(role.start + 1, end)
    if inside is not None and inside.end >= end:
        body = inside
        if title.unit != "holds":  # Bí thư Đảng ủy; but in Trưởng Ban the unit word belongs to title and body
            end = inside.start - 1
    while suffix := forms.suffix.match(folded, end):
        end = suffix.end()
    if acting := forms.acting_after.match(folded, end):  # HLV | tạm quyền
        title_end, end, role.status = end, acting.end(), "acting"
    in_short = patterns.IN_SHORT.match(text, end) if body is None else None
    beyond = forms.of.match(folded, in_short.end()) if in_short is not None else None
    if in_short is not None and beyond and body_at(tokens, names, words.fields, beyond.end()) is not None:
        title_end, end = title_end or end, in_short.end()
    if body is None:
        joint = forms.of.match(folded, end)
        at = joint.end() if joint else end
        if at > end or title.unit == "needs":
            body = body_at(tokens, names, words.fields, at)
            if body is not None and title.unit == "needs" and at == end + 1:
                title_end = body.end if body.head_end is None else body.head_end
            elif body is None and title.kind == "rank":
                role.place = nation(annotation, words, names, end)  # Trung tướng | Mỹ | Lê An
            elif body is None and title.kind != "degree":
                role.place = (
                    places.starting(at) if at == end + 1 else owner(tokens, folded, names, words.fields, end)[1]
                )
    beside = forms.is_beside(folded, role.start)
    behind = behind_field(tokens, folded, names, body) if body is not None and title.kind == "position" else None
    if body is not None and behind is not None and not title.unit:
        title_end, body = body.end, behind
    grade = forms.grade.match(folded, end) if body is None and title.kind in _WORK else None
    if grade is not None:  # học sinh | lớp 7A3 Trường B, sinh viên | năm cuối ngành kiến trúc
        title_end, end = end, grade.end()
        end = opened_field(tokens, folded, names, words.fields, role.start, end) or end
        body = body_at(tokens, names, words.fields, end + 1)
    elif body is None and role.place is None and title.kind in _WORK:
        body, role.place = of_famous(tokens, folded, names, words, end)
    opened = None
    if body is None and role.place is None and grade is None and title.kind in _OF_FIELDS:
        opened = opened_field(tokens, folded, names, words.fields, role.start, end, beside=beside)
    if opened is not None:
        end = title_end = opened
        body, role.place = workplace(tokens, folded, names, words.fields, end)
    title_end = title_end or end
    if body is None and role.place is None and opened is None and grade is None and title.kind in _OF_FIELDS:
        field = field_with_body(tokens, folded, names, words.fields, words.unnamed, end)
        if field is None and beside and not (role.weak and text[role.start].islower()):
            field = any_field_with_body(tokens, folded, names, words.fields, end)
        if field is None and beside and title.kind == "position" and not title.unit:
            field = capital_field_with_body(tokens, folded, names, words.fields, end)
        if field is not None:
            famous = words.fields.sizes.longest(tokens.norms, past) is not None  # CEO | duy nhất của Facebook
            title_end = title_end if title.unit == "holds" or famous else field[0]
            end, body = field
    of_bodies = (names, words.fields, words.unnamed)
    minister = folded[role.start : end].endswith(forms.ministers)
    if title.unit == "needs" and body is None:
        role.weak = True
    if body is not None:
        role.organization, end = body, body.end
        role.place, role.weak = names.seat(body), False
    elif role.place is not None:
        end = role.place.end
    elif (village := places.within(role.start + 1, end)) is not None and village.end > end:
        role.place, end = village, village.end  # Trưởng thôn Đại Hào: the unit word belongs to title and place
    elif grade is not None:
        role.weak = False
    elif title.kind == "position" and (area := forms.bare_area.match(folded, end)):
        end = area.end()
    elif title.kind in _OF_CONTESTS and (contest := names.others.get(end + 1)) is not None:
        if title.kind == "occupation" and tokens.at(contest) - tokens.at(end) <= _MOST_OF_A_FIELD:
            title_end = contest  # giáo viên Ngữ văn; but giám khảo The Voice
        end = contest
    elif (
        not minister
        and (unnamed := unnamed_of_title(annotation, role, names, title, words, past, end, beside=beside)) is not None
    ):
        if title.kind == "occupation" and unnamed.field and unnamed.organization is None:
            title_end = unnamed.own  # giáo viên mầm non ở Bắc Ninh
        role.organization, role.place, end = unnamed.organization, unnamed.place, unnamed.end
        role.weak = role.weak and people.starting(end + 1) is not None
    elif beside and title.kind in _WORK and (single := unnamed_of_famous(annotation, names, words, end)) is not None:
        role.organization, role.place, end, role.weak = single.organization, single.place, single.end, False
    elif beside and title.kind in _WORK and (both := field_with_unnamed(tokens, folded, *of_bodies, end)) is not None:
        title_end, unnamed = both if title.unit != "holds" else (title_end, both[1])
        role.organization, role.place, end, role.weak = unnamed.organization, unnamed.place, unnamed.end, False
    elif title.kind == "occupation" and (side := forms.side.match(folded, end)):
        end = side.end()
    elif title.kind == "position" and not minister and (acronym := acronym_at(annotation, names, words, end)):
        end = acronym
    elif (
        beside
        and title.kind == "position"
        and (quoted := forms.quoted.match(folded, end))
        and (title.unit == "holds" or quoted["unit"] is not None or tokens.norms[past - 1] in forms.groups)
    ):
        role.organization = OrganizationMention("ORG", quoted.start() + 1, quoted.end(), "roles.field")
        end, role.weak = quoted.end(), False
    elif retired := forms.retired.match(folded, end):
        end = retired.end()
    elif said := forms.said_back.match(text, end):
        end, role.weak = said.end(), False
    elif (
        opened is None
        and title.kind in ("position", "occupation")
        and past < len(tokens)
        and people.starting(tokens.starts[past]) is None
    ):
        at = tokens.at(end)
        known = words.fields.bodies.longest(tokens.norms, at) if folded[end : end + 1] == " " else None
        noun = words.fields.nouns.longest(tokens.norms, at) if known is not None else None
        known = None if noun is not None and known is not None and noun[0] > known[0] else known  # sản | xuất
        known = None if known is not None and tokens.norms[at] in forms.addresses else known  # bảo vệ | anh A
        verb = words.fields.verbs.longest(tokens.norms, at) if known is not None else None
        known = None if verb is not None and known is not None and verb[0] > known[0] else known  # tiền vệ | tuyên bố
        if minister and (past_field := past_portfolio(tokens, names, words.fields, at)) is not None:
            known = past_field, True
        elif minister and known is None and (past_field := past_noun(tokens, words.fields, at, capitals=True)):
            known = past_field, True  # Bộ trưởng | Y tế
        if known is not None and organizations.starting(tokens.starts[tokens.at(end)]) is None:
            field_start, end = tokens.starts[tokens.at(end)], tokens.ends[known[0] - 1]
            open_end = not minister and forms.closed.match(folded, end) is None
            further = past_noun(tokens, words.fields, known[0]) if open_end else None
            if further is not None and forms.closed.match(folded, tokens.ends[further - 1]):
                end = tokens.ends[further - 1]  # cố vấn chính sách | đối ngoại
            if minister:
                # Bộ trưởng Quốc phòng: of the Ministry, named by its field; no mention of its own.
                role.organization = OrganizationMention("ORG", field_start, end, "roles.field")
            elif title.unit != "holds":  # Trưởng đoàn | thanh tra: the unit word opens a body without a name
                title_end = end
            body, place = owner(tokens, folded, names, words.fields, end)
            place = place or places.starting(end + 1)
            body = body or organizations.starting(end + 1)
            if body is not None:
                role.organization, end = role.organization or body, body.end
                role.place = names.seat(body)
            elif place is not None:
                role.place, end = place, place.end
    at = tokens.at(end)
    apart = at < len(tokens) and folded.startswith(" ", end)
    article = words.unnamed.longest(tokens.norms, at) if apart else None
    if article is not None and article[1] and role.organization is None and role.place is None:
        single = unnamed_body(tokens, folded, names, words.fields, words.unnamed, end)
        if single is not None:  # sinh viên năm 3 | một trường quân đội, trưởng phòng kinh doanh | một công ty
            role.organization, role.place, end = single.organization, single.place, single.end
    role.end = with_addresses(folded, role, end, names, forms, part=grade is not None)
    if role.organization is not None and title.kind == "position":
        role.end = field_of_charge(tokens, folded, names, words.fields, role.end) or role.end
    level = past_level(tokens, words, past) if title.kind == "occupation" and past < len(tokens) else None
    return title_end if level is None else tokens.ends[level - 1]
