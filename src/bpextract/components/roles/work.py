"""What the holder of an occupation works at, and where, when no body is named: `nghệ sĩ | xiếc | Quốc Cơ`, `, thương
lái | ở Đắk Lắk |`.
"""

from bpextract.annotation import Annotation
from bpextract.components.neighbours import Names
from bpextract.components.roles import patterns
from bpextract.components.roles.addresses import with_addresses
from bpextract.components.roles.fields import Title, past_work
from bpextract.components.roles.opened_fields import owner
from bpextract.components.roles.role import RoleSpan, RoleWords
from bpextract.components.roles.title_words import is_scene
from bpextract.components.roles.unnamed_bodies import unnamed_body
from bpextract.mentions import PlaceMention

_WORK = frozenset({"occupation", "position"})
_OF_FIELDS = frozenset({"position", "occupation", "degree"})
_OF_WORK = _OF_FIELDS | {"honour"}
_OF_ANY = frozenset({"occupation", "honour"})


def take_workplace(annotation: Annotation, role: RoleSpan, names: Names, known: RoleWords) -> None:
    """Take where its holder works into an occupation that is set beside a name: `, thủ kho vật tư | ở công ty |`,
    `, thương lái | ở Đắk Lắk |`.
    """
    folded = annotation.folded
    if role.kind not in _WORK or role.organization is not None or role.place is not None:
        return
    at = patterns.WORKPLACE.match(folded, role.end)
    if (
        at is None
        or at["aside"]
        or not patterns.APPOSED.search(folded, max(0, role.start - patterns.LONGEST_JOINT), role.start)
    ):
        return
    place = names.places.starting(at.end()) if at["where"] else None
    if place is not None:
        if is_scene(annotation, known.forms, role.start, place, made=role.kind == "position"):
            return
        role.place, role.weak = place, False
        role.end = with_addresses(folded, role, place.end, names, known.forms)
    elif unnamed := unnamed_body(annotation.tokens, folded, names, known.fields, known.unnamed, role.end):
        role.organization, role.place, role.end = unnamed.organization, unnamed.place, unnamed.end


def field_of_work(
    annotation: Annotation, known: RoleWords, names: Names, role: RoleSpan, title: Title, past: int
) -> int | None:
    """Return where the field of work after a title without a body ends: where a name follows (nghệ sĩ xiếc Quốc Cơ), or
    where it is all that is said beside one: (quản lý trang trại).
    """
    if title.unit or title.kind not in _OF_WORK:
        return None
    tokens, folded = annotation.tokens, annotation.folded
    if names.people.starting(role.end + 1) is not None:
        return None
    point = title.kind == "degree" and tokens.norms[past : past + 1] == ["."] and tokens.starts[past] == role.end
    past += point  # TS. | vật lý | Lê An
    strict = title.kind != "occupation"
    if not title.weak or title.kind in _OF_ANY:  # chủ | nhà hàng Lan Anh; but huyền thoại | bóng rổ | Lê An
        for capitals in (False, True):
            end = past_work(tokens, known.nouns, known.fields, past, strict=strict, capitals=capitals)
            acts = end is not None and known.fields.acts.before(tokens.norms, end) is not None
            of = nation(annotation, known, names, tokens.ends[end - 1]) if end is not None else None
            if of is not None and end is not None and known.forms.descent.fullmatch(f" {tokens.norms[end - 1]} "):
                end -= 1  # nhà thiết kế thời trang | gốc Brazil
            if end is not None and not acts and (of is not None or _names_next(annotation, known, names, end)):
                return tokens.ends[end - 1]
    if title.kind not in _OF_FIELDS or not known.forms.is_beside(folded, role.start):
        return None
    capitals = title.kind != "position"  # tiến sĩ | Ngữ văn
    end = past_work(tokens, known.nouns, known.fields, past, strict=True, capitals=capitals)
    if end is None:
        return None
    area = known.forms.bare_area.match(folded, tokens.ends[past - 1])
    closed = known.forms.closed.match(folded, tokens.ends[end - 1]) or known.fields.another(tokens, end)
    closed = closed or nation(annotation, known, names, tokens.ends[end - 1]) is not None
    closed = closed or any(owner(tokens, folded, names, known.fields, tokens.ends[end - 1]))
    dash = patterns.DASH.match(folded, tokens.ends[end - 1])
    return tokens.ends[end - 1] if area is None and (closed or dash) else None


def _names_next(annotation: Annotation, known: RoleWords, names: Names, past: int) -> bool:
    """Whether a person is named at the token, or after what is said of him before (diễn viên hài | trẻ | Lê An)."""
    end = annotation.tokens.ends[past - 1]
    said = known.forms.qualities.match(annotation.folded, end)
    return names.people.starting(said.end() if said is not None else end + 1) is not None


def nation(annotation: Annotation, known: RoleWords, names: Names, end: int) -> PlaceMention | None:
    """Return the country of whom a field ending at the character is said, beside the name: VĐV bơi lội | Mỹ | Lê An."""
    folded = annotation.folded
    joint = known.forms.descent.match(folded, end)
    place = names.places.starting(joint.end()) if joint is not None else None
    if place is None or place.group != "country":
        return None
    dash = patterns.DASH.match(folded, place.end)
    named = names.people.starting(place.end + 1 if dash is None else dash.end()) is not None
    return place if named or known.forms.closed.match(folded, place.end) is not None else None
