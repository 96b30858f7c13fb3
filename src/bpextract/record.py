"""What a row of a table is declared with: a record type and its columns."""

import dataclasses
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar, cast


def column(about: str, unit: str = "") -> Any:
    """Declare a column of a record: what it holds (`about`), and in which `unit`, both as the pages of tables have it.

    Examples:
        >>> bp.column("length of the road", "km").metadata["unit"]
        'km'
    """
    return dataclasses.field(metadata={"about": about, "unit": unit})


@dataclass(slots=True, kw_only=True)
class Record:
    """A row of a table; `doc_id` comes first in tables of documents and is set when rows are collected.

    Examples:
        >>> from dataclasses import dataclass
        >>> from bpextract.schema import columns
        >>> @dataclass(slots=True, kw_only=True)
        ... class Road(bp.Record):
        ...     table = "roads"
        ...     road_id: int = bp.column("key, from 0 in text order")
        ...     length: float | None = bp.column("length of the road", "km")
        >>> [(each.name, each.dtype, each.unit) for each in columns(Road)]
        [('doc_id', 'string', ''), ('road_id', 'int64', ''), ('length', 'Float64', 'km')]
    """

    table: ClassVar[str] = ""
    of_document: ClassVar[bool] = True  # whether `doc_id` comes first; not in tables of a whole corpus

    def values(self) -> tuple[Any, ...]:
        """Return the values in the order of the columns after `doc_id`.

        Examples:
            >>> from bpextract.schema import Sentence
            >>> Sentence(sentence_id=0, start=0, end=9, section="body", text="Đã có mưa").values()
            (0, 0, 9, 'body', 'Đã có mưa')
        """
        return _getter(type(self))(self)  # type: ignore[arg-type]  # mypy takes the class for an instance without hash


@cache
def _getter(record: Hashable) -> Callable[[Record], tuple[Any, ...]]:
    return attrgetter(*(field.name for field in dataclasses.fields(cast(type[Record], record))))
