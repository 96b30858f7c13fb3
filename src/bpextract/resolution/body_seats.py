"""Where a body is: by the place in its name, or by the words beside it."""

import re
from bisect import bisect_left

from bpextract.annotation import Annotation
from bpextract.components.neighbours import seat
from bpextract.entities import Entities
from bpextract.mentions import Mention, OrganizationMention, PlaceMention
from bpextract.names.place_chains import is_above
from bpextract.schema import Place

_BEFORE_SEAT = re.compile(
    r" \((?:(?:ở|tại|trụ sở) )?| (?P<where>ở|tại) |(?P<listed>, )| (?P<of>của) "
    r"|(?P<based> (?:vốn )?có (?:trụ sở|hội sở)(?: chính)?(?: đặt)? (?:tại|ở) )"
)
_ABROAD = re.compile(r" (?:tại|ở) ")
_COUNTRY = "country"
_AT = re.compile(r"(?:^|[^\w\s]|(?<![^\W_])(?:tại|ở|từ|của|đến|tới|vào|trong|sang|qua|với|và|là|theo|người))\s*$")
_SEATED = frozenset({"company", "school", "hospital"})  # of others, `tại` tells where they do something
_OF_MANY = "international"  # countries
_CLOSE = frozenset({",", ".", ";", ")", ""})
_ADDRESSED = frozenset({"school", "hospital"})  # which a comma parts from where they are
_SEATS = frozenset({"village", "commune", "district", "city", "province"})
_LOOKBACK = 8
# What stands before a body that is where it is said to be: no one of it (sinh viên | Đại học A ở Huế bị nạn).
_BEFORE_SEATED = re.compile(r"(?:^|[^\w\s]\s?|\n|(?P<at>(?<![^\W_])(?:tại|ở|đến|tới|vào|từ|trong) ))$")


def place_of(annotation: Annotation, mention: OrganizationMention, places: Entities[Place]) -> int | None:
    """Return the place in a body's name, in brackets right after it (Bệnh viện St. James (Anh)), or where it stands:
    trường nội trú Al Khoziny ở Đông Java; trường Mầm non Bạch Hà, xã Thác Bà. A country may stand before it, or behind
    `của`: công ty Thụy Sĩ | Energy Vault.
    """
    inside = seat(places_within(annotation.places, mention))
    if (
        inside is not None
        and inside.group == _COUNTRY
        and (abroad := _country_after(annotation, inside.end)) is not None
    ):
        return places.of(abroad)  # Đại sứ quán Việt Nam | tại Nhật Bản
    joint = _BEFORE_SEAT.match(annotation.folded, mention.end) if inside is None else None
    if joint is None:
        return places.of(_country_before(annotation, mention) if inside is None else inside)
    beside = _beside(annotation, mention, joint)
    return places.of(_country_before(annotation, mention) if beside is None else beside)


def _beside(annotation: Annotation, mention: OrganizationMention, joint: "re.Match[str]") -> PlaceMention | None:
    """Return the place behind a body and the words that join them, where it is the body's."""
    at = bisect_left(annotation.places, joint.end(), key=_start)
    opens = [place for place in annotation.places[at : at + 1] if place.start == joint.end()]
    if joint["based"]:
        return next(iter(opens), None)
    if joint["of"]:
        return next((one for one in opens if one.group == _COUNTRY and mention.kind != _OF_MANY), None)
    if joint["listed"]:
        following = annotation.places[at + 1 : at + 2]
        seats = (one for one in opens if mention.kind in _ADDRESSED and one.group in _SEATS)
        return next((one for one in seats if _is_seat(annotation, one, following)), None)
    if joint["where"]:
        before = _BEFORE_SEATED.search(annotation.folded, max(0, mention.start - _LOOKBACK), mention.start)
        stands = mention.kind in _SEATED and before is not None and (before["at"] or joint["where"] == "ở")
        return next((one for one in opens if stands and one.group in _SEATS), None)
    return next((one for one in opens if annotation.text.startswith((")", ","), one.end)), None)


def _country_before(annotation: Annotation, mention: OrganizationMention) -> PlaceMention | None:
    """Return the country that stands between a body without a head and a noun for it: hãng xe Đức | Audi; but tại Đức
    | Audi bán chạy.
    """
    at = bisect_left(annotation.places, mention.start, key=_start) - 1
    place = annotation.places[at] if at >= 0 and mention.head_end is None else None
    if place is None or place.group != _COUNTRY or place.end + 1 != mention.start:
        return None
    before = annotation.folded[max(0, place.start - _LOOKBACK) : place.start]
    return place if annotation.text[mention.start - 1] == " " and not _AT.search(before) else None


def _country_after(annotation: Annotation, end: int) -> PlaceMention | None:
    """Return the country in which a body is that is of the country before the character."""
    joint = _ABROAD.match(annotation.folded, end)
    if joint is None:
        return None
    at = bisect_left(annotation.places, joint.end(), key=_start)
    opens = (place for place in annotation.places[at : at + 1] if place.start == joint.end())
    return next((place for place in opens if place.group == _COUNTRY), None)


def _is_seat(annotation: Annotation, place: PlaceMention, following: list[PlaceMention]) -> bool:
    """Whether a place behind a comma is where the body before it is: a mark closes it (not `, | Đồng Nai có dịch`),
    and it opens no list (`Bệnh viện Nhi, | Lào Cai, Yên Bái`).
    """
    if annotation.text[place.end : place.end + 1] not in _CLOSE:
        return False
    return all(other.start > place.end + len(", ") or is_above(other.group, place.group) for other in following)


def places_within(places: list[PlaceMention], mention: Mention) -> list[PlaceMention]:
    """Return those of the places that lie in a mention."""
    first = bisect_left(places, mention.start, key=_start)
    return [place for place in places[first : bisect_left(places, mention.end, key=_start)] if mention.covers(place)]


def _start(mention: Mention) -> int:
    return mention.start
