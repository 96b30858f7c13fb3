"""Write the rows of tables to files, chunk by chunk."""

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Protocol

import pyarrow.parquet as pq

from bpextract import schema
from bpextract.errors import InputError, MissingExtraError
from bpextract.tables import arrow_schema, arrow_table

Rows = dict[str, list[tuple[Any, ...]]]
# A spreadsheet takes a cell that begins with one of these for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Writer(Protocol):
    """Takes chunks of rows of every table; a context manager that completes the files."""

    def write(self, rows: Rows) -> None:
        """Append a chunk."""

    def __enter__(self) -> "Writer": ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class ParquetWriter:
    """One `TABLE.parquet` a table."""

    def __init__(self, folder: Path, tables: Iterable[type[schema.Record]]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._records = {record.table: record for record in tables}
        self._files = {
            name: pq.ParquetWriter(folder / f"{name}.parquet", arrow_schema(record))
            for name, record in self._records.items()
        }

    def write(self, rows: Rows) -> None:
        for name, found in rows.items():
            if found:
                self._files[name].write_table(arrow_table(self._records[name], found))

    def __enter__(self) -> "ParquetWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files.values():
            file.close()


class LineWriter:
    """One `TABLE.jsonl` or `TABLE.csv` a table; formulas in CSV cells are quoted by an apostrophe."""

    def __init__(self, folder: Path, tables: Iterable[type[schema.Record]], suffix: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._suffix = suffix
        self._names = {record.table: [column.name for column in schema.columns(record)] for record in tables}
        self._files: dict[str, IO[str]] = {
            name: (folder / f"{name}.{suffix}").open("w", encoding="utf-8", newline="") for name in self._names
        }
        if suffix == "csv":
            for name, columns in self._names.items():
                csv.writer(self._files[name]).writerow(columns)

    def write(self, rows: Rows) -> None:
        for name, found in rows.items():
            if self._suffix == "csv":
                csv.writer(self._files[name]).writerows(map(_cells, found))
            else:
                columns = self._names[name]
                self._files[name].writelines(
                    json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False) + "\n" for row in found
                )

    def __enter__(self) -> "LineWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files.values():
            file.close()


class DuckdbWriter:
    """One database with every table."""

    def __init__(self, path: Path, tables: Iterable[type[schema.Record]]) -> None:
        try:
            import duckdb
        except ImportError as error:
            raise MissingExtraError('--format duckdb needs DuckDB: pip install "bpextract[duckdb]"') from error
        path.parent.mkdir(parents=True, exist_ok=True)
        self._records = {record.table: record for record in tables}
        try:
            self._connection = duckdb.connect(str(path))
        except duckdb.Error as error:
            raise InputError(f"{path}: cannot be opened as a DuckDB database: {error}") from error
        for name, record in self._records.items():
            self._insert(
                f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM incoming", arrow_schema(record).empty_table()
            )

    def _insert(self, statement: str, incoming: Any) -> None:
        self._connection.register("incoming", incoming)
        self._connection.execute(statement)
        self._connection.unregister("incoming")

    def write(self, rows: Rows) -> None:
        for name, found in rows.items():
            if found:
                self._insert(f"INSERT INTO {name} SELECT * FROM incoming", arrow_table(self._records[name], found))

    def __enter__(self) -> "DuckdbWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()


def open_writer(path: Path, format: str, tables: Sequence[type[schema.Record]]) -> Writer:
    """Return the writer of `format` (parquet, csv, jsonl or duckdb) for the tables of these record types.

    Raises:
        InputError: there is no such format, or `path` cannot be written.
        MissingExtraError: the format's library is not installed.
    """
    try:
        if format == "parquet":
            return ParquetWriter(path, tables)
        if format in ("csv", "jsonl"):
            return LineWriter(path, tables, format)
        if format == "duckdb":
            return DuckdbWriter(path, tables)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from error
    raise InputError(f"no format {format!r}; the formats are parquet, csv, jsonl and duckdb")


def _cells(row: Sequence[Any]) -> list[Any]:
    return ["'" + cell if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in row]
