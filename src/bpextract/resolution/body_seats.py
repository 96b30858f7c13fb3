"""Where a body is: by the place in its name, or by the words beside it."""

import re
from bisect import bisect_left

from bpextract.annotation import Annotation
from bpextract.components.neighbours import places_within, seat
from bpextract.entities import Entities
from bpextract.mentions import Mention, OrganizationMention, PlaceMention
from bpextract.names.place_chains import is_above
from bpextract.resolution.body_names import BodyWords
from bpextract.schema import Place

_BEFORE_SEAT = re.compile(
    r" \((?:(?:ở|tại|trụ sở) )?| (?P<where>ở|tại) |(?P<listed>, )| (?P<of>của) "
    r"|(?P<based> có (?:trụ sở|hội sở)(?: chính)?(?: đặt)? (?:tại|ở) )"
)
_ABROAD = re.compile(r" (?:tại|ở) ")
_COUNTRY = "country"
_SEATED = frozenset({"company", "school", "hospital"})  # of others, `tại` tells where they do something
_OF_MANY = frozenset({"international", "sport"})
_CLOSE = frozenset({",", ".", ";", ")", ""})
_ADDRESSED = frozenset({"school", "hospital"})  # which a comma parts from where they are
_SEATS = frozenset({"village", "commune", "district", "city", "province"})
_LOOKBACK = 8
# What stands before a body that is where it is said to be: no one of it (sinh viên | Đại học A ở Huế bị nạn).
_BEFORE_SEATED = re.compile(r"(?:^|[^\w\s]\s?|\n|(?P<at>(?<![^\W_])(?:tại|ở|đến|tới|vào|từ|trong) ))$")
_OF_OTHERS = re.compile(r"(?<![^\W_])(?:của|thuộc|cho|với|do|bởi) $")  # nhà cung cấp của | Apple có trụ sở tại Đài Loan


def place_of(
    annotation: Annotation, mention: OrganizationMention, places: Entities[Place], words: BodyWords
) -> int | None:
    """Return the place in a body's name, in brackets right after it (Bệnh viện St. James (Anh)), or where it stands:
    trường nội trú Al Khoziny ở Đông Java; trường Mầm non Bạch Hà, xã Thác Bà. A country may stand before a name that a
    class word is for, or behind `của`: công ty Thụy Sĩ | Energy Vault.
    """
    inside = seat(places_within(annotation.places, mention))
    if inside is not None:
        abroad = inside.group == _COUNTRY and words.mission.match(annotation.folded, mention.start) is not None
        other = _country_after(annotation, inside.end) if abroad else None
        return places.of(inside if other is None else other)  # Đại sứ quán Việt Nam | tại Nhật Bản
    joint = _BEFORE_SEAT.match(annotation.folded, mention.end)
    beside = None if joint is None else _beside(annotation, mention, joint, words)
    return places.of(_country_before(annotation, mention, words) if beside is None else beside)


def _beside(
    annotation: Annotation, mention: OrganizationMention, joint: "re.Match[str]", words: BodyWords
) -> PlaceMention | None:
    """Return the place behind a body and the words that join them, where it is the body's."""
    opens, following = _from(annotation, joint.end())
    before = annotation.folded[max(0, mention.start - _LOOKBACK) : mention.start]
    if opens is None:
        return None
    if joint["based"]:
        return None if _OF_OTHERS.search(before) else opens
    if joint["of"]:
        told = mention.kind not in _OF_MANY if mention.head_end else _is_classed(annotation, mention.start, words)
        return opens if told and opens.group == _COUNTRY else None
    if joint["listed"]:
        seated = mention.kind in _ADDRESSED and opens.group in _SEATS
        return opens if seated and _is_seat(annotation, opens, following) else None
    if joint["where"]:
        opening = _BEFORE_SEATED.search(before)
        stands = mention.kind in _SEATED and opening is not None and (opening["at"] or joint["where"] == "ở")
        return opens if stands and opens.group in _SEATS else None
    return opens if annotation.text.startswith((")", ","), opens.end) else None


def _country_before(annotation: Annotation, mention: OrganizationMention, words: BodyWords) -> PlaceMention | None:
    """Return the country between a body without a head and a class word for it: hãng xe Đức | Audi; but thị trường Đức
    | Audi bán nhiều.
    """
    at = bisect_left(annotation.places, mention.start, key=_start) - 1
    place = annotation.places[at] if at >= 0 and mention.head_end is None else None
    if place is None or place.group != _COUNTRY or annotation.text[place.end : mention.start] != " ":
        return None
    return place if _is_classed(annotation, place.start, words) else None


def _is_classed(annotation: Annotation, start: int, words: BodyWords) -> bool:
    """Whether a class word stands before the character, maybe with its field between: hãng xe | Đức."""
    norms, at = annotation.tokens.norms, annotation.tokens.at(start)
    found, field = words.classes.before(norms, at), words.fields.before(norms, at)
    if found is None and field is not None:
        found = words.classes.before(norms, field[0])
    return found is not None and found[1]


def _country_after(annotation: Annotation, end: int) -> PlaceMention | None:
    """Return the country in which a body is that is of the country before the character."""
    joint = _ABROAD.match(annotation.folded, end)
    opens = None if joint is None else _from(annotation, joint.end())[0]
    return opens if opens is not None and opens.group == _COUNTRY else None


def _from(annotation: Annotation, start: int) -> tuple[PlaceMention | None, PlaceMention | None]:
    """Return the place that begins at the character, and the one that follows."""
    at = bisect_left(annotation.places, start, key=_start)
    opens, following = [*annotation.places[at : at + 2], None, None][:2]
    return (opens, following) if opens is not None and opens.start == start else (None, None)


def _is_seat(annotation: Annotation, place: PlaceMention, following: PlaceMention | None) -> bool:
    """Whether a place behind a comma is where the body before it is: a mark closes it (not `, | Đồng Nai có dịch`),
    and it opens no list (`Bệnh viện Nhi, | Lào Cai, Yên Bái`).
    """
    if annotation.text[place.end : place.end + 1] not in _CLOSE:
        return False
    apart = following is None or following.start > place.end + len(", ")
    return apart or (following is not None and is_above(following.group, place.group))


def _start(mention: Mention) -> int:
    return mention.start
