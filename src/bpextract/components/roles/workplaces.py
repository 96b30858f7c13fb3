"""The body that stands after the name of who holds a role: `Bác sĩ | Lê Thị Hoa, | Khoa Nhi Bệnh viện Bạch Mai`."""

import re

from bpextract.components.neighbours import Names
from bpextract.components.roles.holder_patterns import HolderPatterns
from bpextract.components.roles.role import RoleSpan
from bpextract.mentions import OrganizationMention
from bpextract.text.folding import fold

_JOINT = re.compile(r"(?P<of>,? (?:trực )?thuộc | của )|(?P<at> tại | từ )|(?P<bracket> \()|(?P<set_off>, | [-–] )")
_OF = " của "
_CLOSED = re.compile(r"[),;]")
_SET_OFF_CLOSED = re.compile(r"[,;)\n]| [-–] ")
_NEVER = frozenset({"honour"})  # nobody holds one in a body
_AT_WORK = frozenset({"occupation", "degree"})  # whoever holds a position may also speak there
_WORKPLACES = frozenset({"company", "hospital", "school"})
_CREDITED = frozenset({"media"})  # in brackets it may have the picture


def find_body_after(forms: HolderPatterns, folded: str, role: RoleSpan, names: Names) -> None:
    """Set the organization of a role without one to the body that `thuộc`, `của`, brackets, commas or dashes set beside
    its holder, `tại` that of an occupation, and its place. The span of the role stays, as the name stands between.
    """
    person = role.holder
    if person is None or role.organization is not None or role.place is not None or role.kind in _NEVER:
        return
    joint = _JOINT.match(folded, person.end)
    body = names.organizations.starting(joint.end()) if joint is not None else None
    if joint is None or body is None:
        return
    if joint["at"] and (role.kind not in _AT_WORK or body.kind not in _WORKPLACES or body.head_end is None):
        return
    if joint["bracket"] and (body.kind in _CREDITED or _CLOSED.match(folded, body.end) is None):
        return
    if joint["set_off"]:
        # A name without a head may act on its own, and a row of bodies is a list: ca sĩ A, VTV, Đài B.
        after = names.organizations.starting(body.end + 2)
        part = forms.subunit.match(folded, body.start) is not None and _head(folded, body) != _head(folded, after)
        row = after is not None and not part
        if body.head_end is None or row or _SET_OFF_CLOSED.match(folded, body.end) is None:
            return
    role.organization, role.place = body, names.seat(body)


def take_chief(forms: HolderPatterns, folded: str, role: RoleSpan, names: Names) -> None:
    """Let a post go on to whom its holder works for, if no more is said of it: A, người đại diện | của B."""
    if role.organization is not None or role.place is not None or fold(role.title) not in forms.aides:
        return
    chief = names.people.starting(role.end + len(_OF)) if folded.startswith(_OF, role.end) else None
    if chief is not None and chief is not role.holder:
        role.end = chief.end


def _head(folded: str, body: OrganizationMention | None) -> str | None:
    return None if body is None or body.head_end is None else folded[body.start : body.head_end]
