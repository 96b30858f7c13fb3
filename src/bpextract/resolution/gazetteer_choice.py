"""Choose the official unit that each place of a document means; nothing is chosen where two are as likely."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from bpextract.annotation import Annotation
from bpextract.lexicons.gazetteer import NEW, OLD, Gazetteer, Unit, key
from bpextract.mentions import PlaceMention
from bpextract.resolution.chains import ancestors

# The spelled-out unit words of abbreviations.
_UNIT_WORDS = {
    "tp": "thành phố", "tx": "thị xã", "tt": "thị trấn", "h": "huyện", "q": "quận", "p": "phường",
    "thủ đô": "thành phố", "huyện đảo": "huyện",
}  # fmt: skip
_LEVELS = {
    "province": ("province",),
    "district": ("district",),
    "commune": ("commune",),
    "city": ("province", "district"),
}
_REFORM = (2025, 7)
_YEAR = re.compile(r"20[0-4]\d(?<!\d\d{4})(?!\d)")  # a fixed beginning, to which the scan can leap
_MONTH_BEFORE = re.compile(r"(?<!\d)(\d{1,2})[/.-]$")


@dataclass(slots=True, eq=False)
class Choice:
    """A place mention on the way to its unit: the candidates left, by the words that name it."""

    mention: PlaceMention
    n_candidates: int = 0
    left: list[Unit] = field(default_factory=list)

    @property
    def unit(self) -> Unit | None:
        return self.left[0] if len(self.left) == 1 else None


def era(annotation: Annotation) -> str:
    """Return the edition of units that a text speaks of.

    The date of publication decides; else the district words that the reform did away with, then the latest month that
    the text names; else the old units, of which most archives speak.
    """
    if annotation.published is not None:
        return NEW if (annotation.published.year, annotation.published.month) >= _REFORM else OLD
    dates = (_month(annotation.text, match) for match in _YEAR.finditer(annotation.text))
    latest = max((date for date in dates if date[0] <= 2026 and date[1] <= 12), default=(0, 0))
    if latest >= _REFORM:
        return NEW
    return OLD


def _month(text: str, year: "re.Match[str]") -> tuple[int, int]:
    """Return the year and the month before it, 0 where none is named."""
    month = _MONTH_BEFORE.search(text, max(0, year.start() - 3), year.start())
    return int(year[0]), int(month[1]) if month else 0


def choose(annotation: Annotation, mentions: list[PlaceMention], book: Gazetteer) -> dict[int, Choice]:
    """Return the choice for each of `mentions` by its id; mentions have their ids."""
    edition = era(annotation)
    dated = annotation.published is not None
    choices = {mention.id: candidates(book, mention, edition, dated) for mention in mentions}
    by_chain(book, mentions, choices)
    by_document(book, choices)
    return choices


def candidates(book: Gazetteer, mention: PlaceMention, edition: str, dated: bool) -> Choice:
    """Return the units that bear the mention's name, in the text's edition, or in the other where there are none."""
    if any(above.group == "district" for above in ancestors(mention)):
        edition, dated = OLD, True  # the reform did away with districts
    units = _named(book, mention.name, mention.level, mention.group, edition, dated)
    return Choice(mention, len(units), units)


@lru_cache(maxsize=50_000)  # the same places come back in article after article
def _named(book: Gazetteer, name: str, level: str | None, group: str, edition: str, dated: bool) -> list[Unit]:
    word = _UNIT_WORDS.get(level, level) if level else None
    both = [
        found
        for tried in (edition, OLD if edition == NEW else NEW)
        for official in _LEVELS.get(group, ())
        if (found := book.named(name, official, word, tried))
    ]
    if not dated:  # a unit word that only one edition has for the name tells the edition (xã Mường Khương)
        both.sort(key=lambda units: units[0].unit != word)
    return both[0] if both else []


def by_chain(book: Gazetteer, mentions: list[PlaceMention], choices: dict[int, Choice]) -> None:
    """Keep the candidates that agree with the place after them in a chain, and the other way round."""
    for mention in reversed(mentions):
        chain = ancestors(mention)
        for above in chain:
            if above.id in choices:
                agree(book, choices[mention.id], choices[above.id])


def agree(book: Gazetteer, below: Choice, above: Choice) -> None:
    """Keep the pairs of candidates of which one lies in the other; all, when there is no such pair."""
    holders = {id(unit): set(map(_key, book.parents(unit))) for unit in below.left}
    over = set(map(_key, above.left))
    kept = [unit for unit in below.left if holders[id(unit)] & over]
    if kept:
        inside = set().union(*(holders[id(unit)] for unit in kept))
        below.left = kept
        above.left = [unit for unit in above.left if _key(unit) in inside]
    elif (
        below.left
        and above.unit is not None
        and above.unit.edition == below.left[0].edition
        and below.left[0].level != above.unit.level
    ):
        # The chain names a unit that the gazetteer no longer has: the one that took it in, or none.
        name = key((below.left[0].unit) + below.mention.name)
        below.left = [unit for unit in book.by_key.get(name, ()) if over & set(map(_key, book.parents(unit)))]


def by_document(book: Gazetteer, choices: dict[int, Choice]) -> None:
    """Settle what is left by the provinces and districts that the document has settled already."""
    for level in ("province", "district", "commune"):
        open_ = [choice for choice in choices.values() if len(choice.left) > 1 and choice.left[0].level == level]
        if not open_:
            continue
        settled: Counter[tuple[str, str, str]] = Counter()
        for choice in choices.values():
            if choice.unit is not None:
                settled.update({_key(unit) for unit in (choice.unit, *book.parents(choice.unit))})
        same = {(c.left[0].level, c.left[0].name): c.left for c in choices.values() if c.unit is not None}
        for choice in open_:
            twin = same.get((level, choice.left[0].name))
            choice.left = twin if twin and twin[0] in choice.left else supported(book, choice.left, settled)


def supported(book: Gazetteer, units: list[Unit], settled: Counter[tuple[str, str, str]]) -> list[Unit]:
    """Return the one unit of which the most holders are settled; all of `units`, when two have as many."""
    scores = [sum(min(settled[_key(parent)], 1) for parent in book.parents(unit)) for unit in units]
    best = max(scores)
    top = [unit for unit, score in zip(units, scores, strict=True) if score == best]
    if best and len(top) > 1:  # the province that is spoken of most, when it clearly leads
        weights = [settled[_key(book.province(unit))] for unit in top]
        lead = max(weights)
        leaders = [unit for unit, weight in zip(top, weights, strict=True) if weight == lead]
        if len(leaders) == 1 and 2 * sorted(weights)[-2] <= lead:
            return leaders
    return top if best and len(top) == 1 else units


def _key(unit: Unit) -> tuple[str, str, str]:
    return unit.edition, unit.level, unit.code
