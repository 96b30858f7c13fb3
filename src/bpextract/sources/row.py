"""A row of a table, whichever format it was read from."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class Unreadable:
    """Stands for a value that the format holds but Python cannot (a day in the year 300,000); tells why."""

    def __init__(self, error: Exception) -> None:
        """Take what was raised when it was read."""
        outside = isinstance(error, OverflowError)
        self._said = "outside of the years 1 to 9999" if outside else f"{type(error).__name__}: {error}"

    def __str__(self) -> str:
        return self._said


class Row(NamedTuple):
    """A row of a table, or the error for which it has no values.

    Attributes:
        names: the columns of the table, of which `values` may hold only those that are read.
    """

    number: int
    values: Mapping[str, Any]
    names: Sequence[str]
    error: str | None = None
    warning: str | None = None

    @classmethod
    def of(cls, number: int, values: Mapping[str, Any], warning: str | None = None) -> "Row":
        """Return a row that has a value for each of its columns."""
        return cls(number, values, list(values), warning=warning)

    @classmethod
    def broken(cls, number: int, error: str) -> "Row":
        """Return a row that could not be read."""
        return cls(number, {}, (), error)
