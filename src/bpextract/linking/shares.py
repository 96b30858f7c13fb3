"""Which documents of stored results are read together: some files of a job, or some rows of one file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

_DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class Share:
    """Documents that are read together.

    Attributes:
        number: its place among the shares of a corpus.
        parts: the names of their files, as `part-000003.parquet`; none where one file holds all documents.
        first, last: their rows in that file, the last not among them.
    """

    number: int
    parts: tuple[str, ...] = ()
    first: int = 0
    last: int = 0

    def files(self, folder: Path, table: str) -> list[Path]:
        """Return the files of a table that hold rows of these documents."""
        found = table_files(folder, table)
        return [path for path in found if path.name in self.parts] if self._by_file(folder, table) else found

    def where(self, folder: Path, table: str) -> str:
        """Return the SQL that keeps the rows of these documents, of a view `documents` of them."""
        if self._by_file(folder, table):
            return ""
        if table == _DOCUMENTS:
            return f" WHERE file_row_number >= {self.first} AND file_row_number < {self.last}"
        return f" WHERE doc_id IN (SELECT doc_id FROM {_DOCUMENTS})"

    def _by_file(self, folder: Path, table: str) -> bool:
        return bool(self.parts) and not (folder / f"{table}.parquet").is_file()


def shares(folder: Path, documents: int) -> list[Share]:
    """Return the shares of the documents of a folder, in order: about so many documents each."""
    files = table_files(folder, _DOCUMENTS)
    if not files:
        return []
    if files[0].parent == folder:
        count = _rows(files[0])
        starts = range(0, max(count, 1), documents)
        return [Share(n, (), start, min(start + documents, count)) for n, start in enumerate(starts)]
    return [Share(n, parts) for n, parts in enumerate(_grouped(files, documents))]


def table_files(folder: Path, table: str) -> list[Path]:
    """Return the Parquet files of a table, in order; none where it is not there."""
    single = folder / f"{table}.parquet"
    return [single] if single.is_file() else sorted((folder / table).glob("part-*.parquet"))


def _grouped(files: list[Path], documents: int) -> Iterator[tuple[str, ...]]:
    names: list[str] = []
    count = 0
    for path in files:
        names.append(path.name)
        count += _rows(path)
        if count >= documents:
            yield tuple(names)
            names, count = [], 0
    if names:
        yield tuple(names)


def _rows(path: Path) -> int:
    return int(pq.read_metadata(path).num_rows)
