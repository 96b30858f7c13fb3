"""The official units that a place's name and unit word may mean, in both systems of units."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from bpextract.lexicons.gazetteer import NEW, OLD, Gazetteer, Unit
from bpextract.mentions import PlaceMention

_LEVELS = {
    "province": ("province",),
    "district": ("district",),
    "commune": ("commune",),
    "city": ("province", "district"),
}


class Candidates(NamedTuple):
    """The units of each edition that bear a name, and whether they have its unit word, too.

    Attributes:
        old, new: the units.
        old_exact, new_exact: whether the unit word of the text is theirs; true, too, where the text has none.
    """

    old: list[Unit]
    new: list[Unit]
    old_exact: bool
    new_exact: bool

    def of(self, edition: str) -> list[Unit]:
        return self.old if edition == OLD else self.new

    @property
    def only(self) -> str | None:
        """The edition that alone has the name with its unit word; None, where both have it, or neither."""
        old, new = bool(self.old) and self.old_exact, bool(self.new) and self.new_exact
        if old == new:
            old, new = bool(self.old), bool(self.new)
        return None if old == new else OLD if old else NEW


NONE = Candidates([], [], False, False)


def candidates(book: Gazetteer, mention: PlaceMention) -> Candidates:
    """Return the units that a mention's name may mean, by the loosest reading of it that is needed to find any."""
    if mention.group not in _LEVELS:
        return NONE
    word = mention.unit_word
    return _candidates(book, mention.name, spelled(book, word) if word else None, mention.group)


def spelled(book: Gazetteer, word: str) -> str:
    """Return a unit word spelled out (`q`: quận)."""
    return book.unit_words.get(word, word)


@lru_cache(maxsize=50_000)  # the same places come back in article after article
def _candidates(book: Gazetteer, name: str, word: str | None, group: str) -> Candidates:
    for read in zip(*(book.sought(name, level, word) for level in _LEVELS[group]), strict=True):
        old, new = (_best(read, word, edition) for edition in (OLD, NEW))
        if old or new:
            return Candidates(old, new, _exact(old, word), _exact(new, word))
    return NONE


def _best(levels: Iterable[list[Unit]], word: str | None, edition: str) -> list[Unit]:
    """Return the units of the first level that has some with the unit word, else those of the first that has any."""
    of_edition = [[unit for unit in units if unit.edition == edition] for units in levels]
    with_word = ([unit for unit in units if unit.unit == word] for units in of_edition)
    return next(filter(None, with_word), None) or next(filter(None, of_edition), [])


def _exact(units: list[Unit], word: str | None) -> bool:
    return bool(units) and (word is None or units[0].unit == word)
