"""Official units of Viet Nam: resolve an address, and carry a code over the reform of 1 July 2025.

>>> import bpextract as bp
>>> bp.places.resolve("xã Bản Phiệt, Bảo Thắng").code
'02911'
>>> [unit.full_name for unit in bp.places.to_current("02911", "old")]
['phường Lào Cai']
>>> len(bp.places.units("old", "province")), len(bp.places.units("new", "province"))
(63, 34)
"""

from dataclasses import dataclass, fields
from datetime import date

from bpextract.annotation import Annotation
from bpextract.errors import InputError
from bpextract.lexicons.gazetteer import NEW, OLD, Unit, gazetteer
from bpextract.loading import default_extractor
from bpextract.resolution.era_marks import era_words
from bpextract.resolution.overlaps import resolve_overlaps
from bpextract.resolution.places import places_records
from bpextract.schema import Place

__all__ = ["Resolved", "Unit", "resolve", "to_current", "units"]

_LEVELS = {2: "province", 3: "district", 5: "commune"}


@dataclass(slots=True, kw_only=True)
class Resolved(Place):
    """A place that was resolved by itself: what a row of the places table says, without the ids of a document.

    Examples:
        >>> place = bp.places.resolve("xã Mường Hum, tỉnh Lào Cai")
        >>> place.code, place.edition, place.province
        ('02728', 'new', 'Lào Cai')
    """

    place_id: None = None  # type: ignore[assignment]  # there is no table that holds it …
    parent_place_id: None = None
    mention_id: None = None  # type: ignore[assignment]  # … and no text in which it is mentioned


def resolve(address: str, published: date | None = None) -> Resolved | None:
    """Return what the places table would say of the first place of an address; None when it names none.

    Args:
        address: a place, or a chain from the smaller to the larger (`xã Bản Phiệt, Bảo Thắng`).
        published: the date at which the address was valid, which tells the edition of units.

    Examples:
        >>> place = bp.places.resolve("xã Bản Phiệt, Bảo Thắng")
        >>> place.code, place.edition, place.current_name
        ('02911', 'old', 'phường Lào Cai')
    """
    annotation = Annotation.of(address, published)
    extractor = default_extractor()
    annotation.names = extractor.decision.names(annotation)
    annotation.mentions["PLACE"] = list(extractor.finders["PLACE"].find(annotation))
    resolve_overlaps(annotation, extractor.labels)
    place = next(iter(places_records(annotation, gazetteer(), era_words()).records), None)
    if place is None:
        return None
    own = {field.name for field in fields(Place)} - {"place_id", "parent_place_id", "mention_id"}
    return Resolved(**{name: getattr(place, name) for name in own})


def to_current(code: str, edition: str = OLD) -> list[Unit]:
    """Return the units since 1 July 2025 of an official code: several for a divided commune, the main heir first.

    A district has none: the reform did away with them. The length of a code tells its level (2 digits a province,
    3 a district, 5 a commune).

    Args:
        code: the official code, as text (`02911`).
        edition: whose code it is: `old` (before 1 July 2025) or `new`.

    Raises:
        InputError: there is no such code in the edition, or the edition is neither `old` nor `new`.

    Examples:
        >>> [unit.full_name for unit in bp.places.to_current("02911", "old")]
        ['phường Lào Cai']
    """
    _check_edition(edition)
    book = gazetteer()
    unit = book.by_code.get((edition, _LEVELS.get(len(code), ""), code))
    if unit is None:
        raise InputError(f"no unit {code!r} in the {edition} edition; codes have 2, 3 or 5 digits, as text")
    return book.current(unit)


def units(edition: str = NEW, level: str = "commune") -> list[Unit]:
    """Return all official units of an edition and a level, by code: `pandas.DataFrame(bp.places.units("old"))`.

    Args:
        edition: `old` (before 1 July 2025) or `new`.
        level: province, district (of the old edition only) or commune.

    Raises:
        InputError: there is no such edition or level.

    Examples:
        >>> len(bp.places.units("old", "province")), len(bp.places.units("new", "province"))
        (63, 34)
    """
    _check_edition(edition)
    if level not in _LEVELS.values():
        raise InputError(f"level is {level!r}; it must be one of {', '.join(_LEVELS.values())}")
    return [unit for unit in gazetteer().by_code.values() if (unit.edition, unit.level) == (edition, level)]


def _check_edition(edition: str) -> None:
    if edition not in (OLD, NEW):
        raise InputError(f"edition is {edition!r}; it must be 'old' (before 1 July 2025) or 'new'")
