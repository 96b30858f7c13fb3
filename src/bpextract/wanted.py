"""What somebody wants of an extraction: of which sections, how sure, and in which tables."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from bpextract.errors import InputError, meant
from bpextract.text.sections import SECTIONS

ALWAYS = ("documents", "mentions")
"""The tables that are always made: what was read, and where everything stands."""


class Wanted(NamedTuple):
    """Which mentions are kept, and which tables are made of them.

    Attributes:
        sections: those whose mentions are kept; all, when None.
        min_confidence: how sure a mention has to be.
        tables: those that are made beside `ALWAYS`; all, when None.
    """

    sections: frozenset[str] | None = None
    min_confidence: float = 0.0
    tables: frozenset[str] | None = None

    @classmethod
    def of(
        cls,
        sections: Collection[str] | None = None,
        min_confidence: float = 0.0,
        tables: Collection[str] | None = None,
        known: Iterable[str] = (),
    ) -> "Wanted":
        """Return what the settings of a user mean.

        Args:
            known: the names of all tables.

        Raises:
            InputError: a section or a table is unknown, or `min_confidence` lies outside 0 to 1.
        """
        _check("section", sections, SECTIONS)
        _check("table", tables, known)
        made = None if tables is None else frozenset(tables)
        if made is not None and "tokens" in made:
            made |= {"sentences"}  # whose words they are
        return cls(None if sections is None else frozenset(sections), checked_confidence(min_confidence), made)

    def has(self, table: str) -> bool:
        """Return whether a table is made."""
        return self.tables is None or table in self.tables or table in ALWAYS


EVERYTHING = Wanted()
"""All mentions, in all tables."""


def checked_confidence(least: float) -> float:
    """Return `least`, a `min_confidence` that somebody gave.

    Raises:
        InputError: it lies outside 0 to 1.
    """
    if not 0 <= least <= 1:
        raise InputError(f"min_confidence is {least}; it must be from 0 to 1")
    return least


def _check(kind: str, named: Collection[str] | None, known: Iterable[str]) -> None:
    if isinstance(named, str):
        raise InputError(f"{kind}s={named!r}: give a list of names, as [{named!r}]")
    every = tuple(known)
    if unknown := sorted(set(named or ()) - set(every)):
        raise InputError(f"no {kind} {', '.join(unknown)}; the {kind}s are {', '.join(every)}{meant(unknown, every)}")
