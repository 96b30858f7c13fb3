"""The era of a text and of each of its places: units of before 1 July 2025, or those since."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import exp

from bpextract.annotation import Annotation
from bpextract.lexicons.gazetteer import NEW, OLD, REFORM, Gazetteer
from bpextract.mentions import PlaceMention
from bpextract.resolution.candidates import Candidates
from bpextract.resolution.chains import ancestors
from bpextract.resolution.era_marks import EraWords

_REFORM = REFORM.year, REFORM.month
_LAST_YEAR = 2026  # further ones are those of plans, of which texts of any time speak
_YEAR = re.compile(r"20[0-4]\d(?<!\d\d{4})(?!\d)")  # a fixed beginning, to which the scan can leap
_MONTH_BEFORE = re.compile(r"(?<!\d)(\d{1,2})(?:[/.-]| năm )$")
_PLANNED = re.compile(r"[-–] ?$|đến (?:năm )?$|giai đoạn $|nhiệm kỳ $")  # before a year that may lie ahead

# The last year that a text names is often its own or the one before. One long before both eras tells nothing.
_YEARS_AGO = 2012, 2021
# Log odds for the units of today: a logistic regression over the evidence in 1,800 articles of 2016-2020 and of July
# 2025 to May 2026 that name official units, the eras weighing the same (scripts/fit_era.py). The weights of years are
# those of an archive spread evenly from 2016 to the reform, as the articles have none of 2021 to June 2025.
_BIAS = 0.9
_WEIGHTS = {
    "district": -1.7, "city": -2.1, "old commune": -1.3, "new commune": 2.6, "old pair": -0.7, "new pair": 0.6,
    "old province": -0.8, "right below province": 1.0, "communes, no district": 1.4,
    "marked old": 2.7, "marked new": 0.6, "old words": -2.0, "new words": 2.5,
    "since the reform": 3.7, "year of the reform": 2.0, "years ago": -1.6,
}  # fmt: skip
# However much a text tells, and though it was published since the reform, a place of it may be of the other era: what
# it tells itself (it is marked, or one edition alone has it, or has it where its chain puts it) counts more. News of
# before the reform alone could not know the units of today.
_TEXT = 6.0
_OWN = 10.0
_PUBLISHED = {NEW: _TEXT, OLD: -12.0}
NO_OTHER = 7.0  # of a place that one edition alone has, by any reading of its name
_MOST = 3  # places of a kind that count: the tenth says little that the third did not


def odds(annotation: Annotation, found: Mapping[str, int]) -> float:
    """Return the log odds that a text speaks of the units of today, by its date of publication or its evidence."""
    if annotation.published is not None:
        return _PUBLISHED[NEW if (annotation.published.year, annotation.published.month) >= _REFORM else OLD]
    total = _BIAS + sum(_WEIGHTS[kind] * count for kind, count in found.items())
    return min(max(total, -_TEXT), _TEXT)


def own_odds(place: PlaceMention, named: Mapping[int, Candidates], marked: Mapping[int, str], book: Gazetteer) -> float:
    """Return the log odds that a place alone adds to those of its text; `named` and `marked` are by its id."""
    units, mark = named[place.id], marked.get(place.id)
    edition = mark if mark is not None and units.of(mark) else units.only
    if edition is None and in_district(place, marked):
        edition = OLD  # the reform did away with districts
    if edition is None and place.unit_word is not None:
        edition = edition_by_chain(place, named, book)
    return 0.0 if edition is None else _OWN if edition == NEW else -_OWN


def in_district(place: PlaceMention, marked: Mapping[int, str]) -> bool:
    """Whether the chain puts a place into a district that is not marked as one of old (`xã A (huyện B cũ)`).

    Bare names may stand in a list, though one of them is a district's (`Tân Nhựt, Bình Chánh`).
    """
    return any(
        above.group == "district" and above.id not in marked and (place.unit_word or above.unit_word)
        for above in ancestors(place)
    )


def sureness(log_odds: float) -> float:
    """Return the probability of the likelier edition, to two digits."""
    return round(1 / (1 + exp(-abs(log_odds))), 2)


def evidence(
    annotation: Annotation,
    places: Sequence[PlaceMention],
    named: Mapping[int, Candidates],
    marked: Mapping[int, str],
    book: Gazetteer,
    words: EraWords,
) -> Counter[str]:
    """Return how often each kind of evidence of the era stands in a text.

    Args:
        named: the candidates of each place, by its id; marked: what the words beside it say, by its id, too.
    """
    found: dict[str, set[str]] = {}
    for place in places:
        for kind in _of_place(place, named[place.id], marked.get(place.id), named, book):
            found.setdefault(kind, set()).add(place.name)
    counts = Counter({kind: min(len(names), _MOST) for kind, names in found.items()})
    if "commune" in counts and "district" not in counts and "city" not in counts:
        counts["communes, no district"] = 1
    counts.pop("commune", None)
    for edition, number in Counter(edition for _, _, edition in words.text.scan_text(annotation.tokens)).items():
        counts[f"{edition} words"] = min(number, _MOST)
    year = _year(annotation)
    if year is not None:
        counts[year] = 1
    return counts


def _of_place(
    place: PlaceMention,
    units: Candidates,
    mark: str | None,
    named: Mapping[int, Candidates],
    book: Gazetteer,
) -> list[str]:
    """Return the kinds of evidence that a place is."""
    if mark is not None:  # a text that says `cũ` or `nay là` looks back
        kept = units.of(mark) and (mark == NEW or units.old[0].level != "commune")  # communes were merged before, too
        return [f"marked {mark}"] if kept else []
    if place.unit_word is None:
        return ["old province"] if units.only == OLD and place.group == "province" else []
    if place.group == "district":
        return ["district"]
    if place.group == "city":
        return ["city"] if units.only == OLD else []
    if place.group == "province":
        return ["old province"] if units.only == OLD else []
    if place.group != "commune":
        return []
    kinds = ["commune"] if units.only != OLD else []
    if units.only is not None:
        kinds.append(f"{units.only} commune")
    elif (pair := edition_by_chain(place, named, book)) is not None:
        kinds.append(f"{pair} pair")
    if right_below_province(place, named):
        kinds.append("right below province")
    return kinds


def edition_by_chain(place: PlaceMention, named: Mapping[int, Candidates], book: Gazetteer) -> str | None:
    """Return the edition that alone has the place in what holds it by its chain."""
    above = next((named[each.id] for each in ancestors(place) if each.id in named and any(named[each.id][:2])), None)
    if above is None:
        return None
    units = named[place.id]
    old, new = (
        any(book.lies_in(unit, other) for unit in units.of(edition) for other in above.of(edition) or above.old)
        for edition in (OLD, NEW)
    )
    return None if old == new else OLD if old else NEW


def right_below_province(place: PlaceMention, named: Mapping[int, Candidates]) -> bool:
    """Whether the chain puts a commune into a province, with no district between (`xã A, tỉnh B`, `xã A, TP Huế`)."""
    above = next(iter(ancestors(place)), None)
    if above is None or place.group != "commune":
        return False
    units = named[above.id].new if above.id in named else []
    return bool(units) and units[0].level == "province" and named[above.id].new_exact


def _year(annotation: Annotation) -> str | None:
    """Return the kind of evidence that the latest time named in a text is."""
    latest = max((_month(annotation.text, match) for match in _YEAR.finditer(annotation.text)), default=(0, 0))
    if latest >= _REFORM:
        return "since the reform"
    if latest[0] == _REFORM[0]:
        return "year of the reform"
    return "years ago" if _YEARS_AGO[0] <= latest[0] <= _YEARS_AGO[1] else None


def _month(text: str, year: "re.Match[str]") -> tuple[int, int]:
    """Return the year and the month before it, 0 where none is named; (0, 0) for a year that may lie ahead."""
    number = int(year[0])
    month = _MONTH_BEFORE.search(text, max(0, year.start() - 8), year.start())
    if number > _LAST_YEAR or (month is None and _PLANNED.search(text, max(0, year.start() - 14), year.start())):
        return 0, 0
    return number, int(month[1]) if month and int(month[1]) <= 12 else 0
