"""The records of a table whose rows gather mentions, and which mention is of which row."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from bpextract.mentions import Mention
from bpextract.schema import Record

Row = TypeVar("Row", bound=Record)


@dataclass(frozen=True, slots=True)
class Entities(Generic[Row]):
    """The people, places or organizations of a document.

    Attributes:
        records: a row for each, numbered from 0.
        of_mention: the number of the row, by the id of a mention.
    """

    records: list[Row]
    of_mention: Mapping[int, int]

    def of(self, mention: Mention | None) -> int | None:
        """Return the number of a mention's row; None for no mention, and for one that lost an overlap."""
        return None if mention is None else self.of_mention.get(mention.id)
