"""What a row of a table is declared with: a record type and its columns."""

import dataclasses
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar, cast


def column(about: str, unit: str = "") -> Any:
    """Declare a column: what it holds, and in which unit."""
    return dataclasses.field(metadata={"about": about, "unit": unit})


@dataclass(slots=True, kw_only=True)
class Record:
    """A row of a table; `doc_id` comes first in tables of documents and is set when rows are collected."""

    table: ClassVar[str] = ""
    of_document: ClassVar[bool] = True  # whether `doc_id` comes first; not in tables of a whole corpus

    def values(self) -> tuple[Any, ...]:
        """Return the values in the order of the columns after `doc_id`."""
        return _getter(type(self))(self)  # type: ignore[arg-type]  # mypy takes the class for an instance without hash


@cache
def _getter(record: Hashable) -> Callable[[Record], tuple[Any, ...]]:
    return attrgetter(*(field.name for field in dataclasses.fields(cast(type[Record], record))))
