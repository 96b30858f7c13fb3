"""What a shard has given so far."""

from dataclasses import dataclass
from time import perf_counter

from bpextract import schema
from bpextract.batch.manifest import ShardRow
from bpextract.batch.shards import Shard
from bpextract.document_rows import TableRows
from bpextract.sources.document import SourceDocument

_SHOWN = 10  # errors kept in a row of the manifest
_ERROR = [column.name for column in schema.columns("documents")].index("error")


@dataclass(frozen=True, slots=True)
class Step:
    """How far a shard is.

    Attributes:
        shard: its number.
        n_documents: documents done, which is also the number of the one that comes next.
        n_chars: characters of them.
        size: about how many bytes of the shard they make up.
    """

    shard: int
    n_documents: int
    n_chars: int
    size: int


class Totals:
    """Counts what a shard gave."""

    def __init__(self, shard: Shard) -> None:
        self.shard = shard
        self.n_documents = self.n_errors = self.n_mentions = self.n_chars = 0
        self.errors: list[str] = []
        self.began = perf_counter()
        self.seconds_writing = 0.0
        self._size = 0

    def add(self, document: SourceDocument, rows: TableRows) -> None:
        """Count a document and its rows."""
        self.n_mentions += len(rows["mentions"])
        for row in rows["documents"]:
            self.n_documents += 1
            if row[_ERROR]:
                self.n_errors += 1
                if len(self.errors) < _SHOWN:
                    self.errors.append(f"{row[0]}: {row[_ERROR]}")
        self.n_chars += len(document.text or "")
        self._size = min(self.shard.size, self._size + self.shard.size_of(document))

    def step(self) -> Step:
        """Return how far the shard is."""
        return Step(self.shard.number, self.n_documents, self.n_chars, self._size)

    def row(self) -> ShardRow:
        """Return the row of the manifest, of a shard that is done."""
        return ShardRow(
            self.shard.number,
            self.shard.digest,
            n_documents=self.n_documents,
            n_errors=self.n_errors,
            n_mentions=self.n_mentions,
            n_chars=self.n_chars,
            size=self.shard.size,
            seconds_extracting=round(perf_counter() - self.began - self.seconds_writing, 3),
            seconds_writing=round(self.seconds_writing, 3),
            errors=self.errors,
        )
