"""Read what `bpextract extract` wrote, in whichever format."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bpextract import schema
from bpextract.addresses import as_path
from bpextract.cells import unguarded
from bpextract.errors import InputError, MissingExtraError
from bpextract.label import Label
from bpextract.labels import tables_of, with_own
from bpextract.linking.linked import Linked
from bpextract.linking.records import Entity
from bpextract.read_back import read_parquet
from bpextract.result import Result
from bpextract.tableset import made_tables
from bpextract.wanted import ALWAYS

Record = type[schema.Record]
Records = Mapping[str, Record]
Tables = Iterator[tuple[str, Iterable[Sequence[Any]]]]
Reader = Callable[[Path, Record], Iterator[Sequence[Any]]]

_READ: dict[str, Callable[[str], Any]] = {
    "string": str, "int64": int, "Int64": int, "float64": float, "Float64": float,
    "bool": "True".__eq__, "boolean": "True".__eq__,
}  # fmt: skip


def read_results(results: str | Path, records: Iterable[Record] = (), labels: Iterable[Label] = ()) -> Result:
    """Return the results at `results`: a folder of Parquet, CSV or JSON lines, or a DuckDB database.

    Args:
        records: the record types of tables that the user's own components made.
        labels: the user's own, whose tables are there.

    Raises:
        InputError: nothing that `bpextract extract` wrote is there, or it is broken.
        MissingExtraError: a database, and duckdb is not installed; an address whose driver is not.
    """
    path = as_path(results)
    if path.is_file():
        with path.open("rb") as stream:
            if stream.read(12)[8:] != b"DUCK":
                raise InputError(f"{path}: no results; first `bpextract extract {path.name} -o OUT`, then give OUT")
        return _result(partial(_database, path), records, labels)
    for suffix, read in ((".csv", _csv), (".jsonl", _jsonl)):
        if (path / f"mentions{suffix}").is_file():
            return _result(partial(_lines, path, suffix, read), records, labels)
    return read_parquet(path, records, labels=labels)


def read_linked(results: str | Path) -> Linked | None:
    """Return what `bpextract link` wrote beside the results, None where it did not."""
    path = as_path(results)
    return Linked.read(path) if path.is_dir() and (path / f"{Entity.table}.parquet").is_file() else None


def _result(read: Callable[[Records], Tables], records: Iterable[Record], labels: Iterable[Label]) -> Result:
    every = with_own(labels)
    own = {record.table: record for record in records}
    tables = tables_of(every) | own
    stored = {name: record for name, record in tables.items() if name != "tokens"} | {schema.Text.table: schema.Text}
    rows = {name: list(table) for name, table in read(stored)}
    texts = {doc_id: text for doc_id, text in rows.pop("texts", ()) if text is not None}
    return Result(rows, texts or None, own, every, tables=made_tables(tables, rows.keys()))


def _lines(folder: Path, suffix: str, read: Reader, records: Records) -> Tables:
    for name, record in records.items():
        path = folder / f"{name}{suffix}"
        if not path.is_file() and name not in ALWAYS:
            continue
        try:
            yield name, list(read(path, record))
        except OSError as error:
            raise InputError(f"{path}: {error.strerror}; write the results again") from error
        except (ValueError, KeyError, TypeError, csv.Error) as error:
            raise InputError(f"{path}: cannot be read ({error!r}); write the results again") from error


def _csv(path: Path, record: Record) -> Iterator[Sequence[Any]]:
    """Yield the rows of a table, without the apostrophes that keep cells from being formulas."""
    columns = schema.columns(record)
    csv.field_size_limit(2**31 - 1)  # a text is longer than the default limit of a field
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            cells = [(row[column.name], _READ[column.dtype]) for column in columns]
            yield [None if cell == "" else read(unguarded(cell)) for cell, read in cells]


def _jsonl(path: Path, record: Record) -> Iterator[Sequence[Any]]:
    names = [column.name for column in schema.columns(record)]
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            yield [row[name] for name in names]


def _database(path: Path, records: Records) -> Tables:
    """Yield the tables of a DuckDB database."""
    try:
        import duckdb
    except ImportError as error:
        raise MissingExtraError(f'{path}: reading it needs DuckDB: pip install "bpextract[duckdb]"') from error
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            there = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
            for name, record in records.items():
                names = ", ".join(f'"{column.name}"' for column in schema.columns(record))
                if name in there:
                    yield name, connection.execute(f"SELECT {names} FROM {name}").fetchall()
    except duckdb.Error as error:
        raise InputError(
            f"{path}: not a database that `bpextract extract` wrote ({str(error).partition(chr(10))[0]}); "
            "write the results again"
        ) from error
