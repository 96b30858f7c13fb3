"""What stands behind the body or the area of a title and belongs to it: `Chánh Văn phòng | HĐND và UBND tỉnh`,
`Cục trưởng Cục A|, Bộ B`, `chùa C | (xã D, huyện E)`.
"""

from dataclasses import dataclass

from bpextract.components.neighbours import Names
from bpextract.components.roles import patterns
from bpextract.components.roles.role import RoleSpan
from bpextract.mentions import Mention, OrganizationMention, PlaceMention

_BROAD = frozenset({"country", "region"})


@dataclass(frozen=True, slots=True)
class Joints:
    """What may join a role with a body or a place after `tại`.

    Attributes:
        envoy: whether its holder is sent to a body.
        emissary: whether its holder is sent for a country or a part of the world: đặc phái viên về | Triều Tiên.
        seated: whether it is set beside a name, so that a place where the clause ends is the seat of its body.
    """

    envoy: bool
    emissary: bool
    seated: bool


def with_addresses(
    folded: str, role: RoleSpan, end: int, names: Names, forms: patterns.RolePatterns, *, part: bool = False
) -> int:
    """Return where a role that ends at the character does so with the bodies and places after it: `, xã Bản Phiệt
    (Bảo Thắng)`.

    Args:
        part: whether the role ends with part of a body that may follow: học sinh lớp 7A3|, Trường B.
    """
    if (said_of := forms.said_of.match(folded, end)) and forms.closed.match(folded, said_of.end()):
        role.weak = False
        return said_of.end()
    if role.organization is None and role.place is None:
        if (area := patterns.BRACKET.match(folded, end)) and (filled := _in_brackets(folded, names, forms, area.end())):
            role.place = filled[0] if isinstance(filled[0], PlaceMention) else None
            return filled[1]  # đội trưởng đội 3 | (quận Ninh Kiều)
        joint = patterns.PARENT.match(folded, end)
        body = names.organizations.starting(joint.end()) if joint is not None else None
        of_post = role.kind == "position" and not role.weak and folded.startswith(", ", end)
        if body is None or not (part or of_post):
            return end
        role.organization, end = body, body.end
        role.place = names.seat(body)
    if this := forms.this.match(folded, end):
        return this.end()
    last = role.organization
    chief = forms.chief.match(folded, role.start) is not None
    of_body = Joints(
        envoy=forms.envoy.match(folded, role.start) is not None,
        emissary=forms.emissary.match(folded, role.start) is not None,
        seated=patterns.APPOSED.search(folded, max(0, role.start - patterns.LONGEST_JOINT), role.start) is not None,
    )
    while (further := _next(folded, names, forms, last, end, of_body, chief=chief)) is not None:
        chief = False
        following, end = further
        if isinstance(following, OrganizationMention):
            role.place = role.place or names.seat(following)
            joined = forms.council.match(folded, following.start) is not None and _is_office(folded, forms, last)
            last = last if joined else following
        elif isinstance(following, PlaceMention):
            role.place, last = role.place or following, None
    if last is not None:
        end = _past_codes(folded, names, forms, end)
    own = last is not None and last is role.organization and forms.subunit.match(folded, last.start) is not None
    again = forms.said_again.match(folded, end) if own else None
    said_of = forms.said_of.match(folded, end)
    if again is None and said_of is not None and forms.closed.match(folded, said_of.end()):
        again = said_of  # Trưởng Bộ môn Sinh, Khoa Sư phạm | của trường
    return end if again is None else again.end()


def _past_codes(folded: str, names: Names, forms: patterns.RolePatterns, end: int) -> int:
    """Return where a role ends with what its body is called besides: ` – SeABank`, ` (SSB – HOSE)`, ` (AOSIS)`."""
    dash = patterns.DASH.match(folded, end)
    brand = names.organizations.starting(dash.end()) if dash is not None else None
    listed = forms.listed.match(folded, end if brand is None else brand.end)
    if listed is not None:
        return listed.end()
    if brand is None:
        return names.past_acronym(end)
    single = " " not in folded[brand.start : brand.end]
    return brand.end if single and forms.closed.match(folded, brand.end) else end


def _is_office(folded: str, forms: patterns.RolePatterns, body: OrganizationMention | None) -> bool:
    """Whether the body is the office of councils, which may be several: Văn phòng | Đoàn ĐBQH, HĐND và UBND tỉnh."""
    return body is not None and forms.office.match(folded, body.start) is not None


def _next(
    folded: str,
    names: Names,
    forms: patterns.RolePatterns,
    last: OrganizationMention | None,
    end: int,
    joints: Joints,
    *,
    chief: bool = False,
) -> tuple[Mention, int] | None:
    """Return the body or place after a role that ends at the character, and where the role ends with it.

    Args:
        last: the body that stands last in the role; None after a place.
        chief: whether the title has the unit word of that body in it: Vụ trưởng | Pháp chế.
    """
    part = last is not None and (chief or forms.subunit.match(folded, last.start) is not None)
    if folded.startswith(") ", end - 1) and last is not None and (area := names.places.starting(end + 1)) is not None:
        return area, area.end  # Bộ Chỉ huy Quân sự (BCHQS) | Hà Tĩnh
    code = patterns.CODE.match(folded, end) if part else None
    beyond = _beyond(folded, names, forms, last, code.end(), joints, part=part) if code is not None else None
    return beyond or _beyond(folded, names, forms, last, end, joints, part=part)


def _beyond(
    folded: str,
    names: Names,
    forms: patterns.RolePatterns,
    last: OrganizationMention | None,
    end: int,
    joints: Joints,
    *,
    part: bool,
) -> tuple[Mention, int] | None:
    """Return what `_next` does, where no code stands between; `part` says whether `last` is part of another body."""
    if part and folded.startswith(") ", end - 1) and (parent := names.organizations.starting(end + 1)) is not None:
        return parent, parent.end  # Trưởng phòng Hình sự (PC45) | Công an TP Huế
    if branch := forms.branch.match(folded, end):
        body = names.organizations.starting(branch.end())
        return (body, body.end) if body is not None else None
    seat = forms.seated.match(folded, end + 1) if folded.startswith(" ", end) else None
    if seat is not None and " " in seat[0].strip():
        place = names.places.starting(seat.end())
        return (place, place.end) if place is not None else None  # Giám đốc công ty A | đóng tại Hà Nội
    if joints.seated and (street := forms.on_street.match(folded, end)):
        place = names.places.starting(street.end())
        return (place, place.end) if place is not None else None
    about = patterns.ABOUT.match(folded, end) if joints.emissary else None
    if about is not None and (place := names.places.starting(about.end())) is not None and place.group in _BROAD:
        return place, place.end  # đặc phái viên Mỹ | về Triều Tiên; but đặc phái viên Hàn Quốc | về Seoul
    joint = patterns.NEXT.match(folded, end)
    if joint is None:
        return _next_council(folded, names, forms, last, end) or _next_area(folded, names, forms, end)
    if joint["bracket"] is not None:
        return _in_brackets(folded, names, forms, joint.end())
    place, body = names.places.starting(joint.end()), names.organizations.starting(joint.end())
    of = joint[0] == " của "
    where = of or joint[0] in (" tại ", " ở ")
    if where and body is not None and (part or joints.envoy):
        return body, body.end  # Trưởng khoa Nhi tại Bệnh viện A, Đại sứ Mỹ tại Liên Hợp Quốc
    if where and not of and (place is None or place.group != "country"):
        # Giám đốc WB tại Việt Nam, giám đốc hãng A ở Huế |, cho biết; but not where he spoke
        closed = place is not None and joints.seated and forms.closed.match(folded, place.end) is not None
        return (place, place.end) if place is not None and (closed or joints.envoy) else None
    if body is not None and (of or joint[0].endswith("thuộc ") or part):
        return body, body.end
    return (place, place.end) if place is not None and not joint[0].startswith(" - ") else None


def _next_council(
    folded: str, names: Names, forms: patterns.RolePatterns, last: OrganizationMention | None, end: int
) -> tuple[Mention, int] | None:
    """Return the council after `và` that has one office with those before it: Văn phòng HĐND | và UBND tỉnh."""
    if not folded.startswith(" và ", end) or not _is_office(folded, forms, last):
        return None
    body = names.organizations.starting(end + len(" và "))
    return (body, body.end) if body is not None and forms.council.match(folded, body.start) else None


def _next_area(folded: str, names: Names, forms: patterns.RolePatterns, end: int) -> tuple[Mention, int] | None:
    """Return the area that no mark parts from the place or body before it: UBND xã Đông Sơn | huyện Thủy Nguyên."""
    place = names.places.starting(end + 1) if folded.startswith(" ", end) else None
    if place is None or (place.level is None and not forms.region.match(folded, place.start)):
        return None
    return place, place.end


def _in_brackets(folded: str, names: Names, forms: patterns.RolePatterns, at: int) -> tuple[Mention, int] | None:
    """Return the first of the bodies and places that fill brackets which open before the character, and where these
    close: (Bảo Thắng), (đóng tại xã Kim Sơn, Gia Lâm, Hà Nội).
    """
    seated = forms.seated.match(folded, at)
    at = seated.end() if seated is not None else at
    first: Mention | None = None
    while found := [one for one in (names.places.starting(at), names.organizations.starting(at)) if one is not None]:
        following: Mention = max(found, key=lambda one: one.end)
        first = first or following
        if folded.startswith(")", following.end):
            return first, following.end + 1
        inner = patterns.INNER.match(folded, following.end)
        if inner is None:
            return None
        at = inner.end()
    return None
