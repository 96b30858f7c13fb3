"""Make the files of the format that was asked for from the Parquet parts of a job, one part in memory at a time."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from bpextract import schema
from bpextract.batch.files import remove_folder, replace, sync, temporary_files, temporary_name
from bpextract.batch.task import Task
from bpextract.cells import for_json, guarded
from bpextract.database import write_tables
from bpextract.errors import InputError, MissingExtraError, meant
from bpextract.tables import read_part

SUFFIXES = {"parquet": ".parquet", "csv": ".csv", "jsonl": ".jsonl"}  # of the file of a table
FORMATS = (*SUFFIXES, "duckdb")
_KINDS = {  # what somebody expects who gives the output such a name
    ".parquet": "parquet", ".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl",
    ".xlsx": "excel", ".duckdb": "duckdb",
}  # fmt: skip


def check_format(format: str, out: Path, *, ours: bool) -> None:
    """Raise an error when the format cannot be written to `out`.

    Args:
        ours: whether what is there is the output of a job.

    Raises:
        InputError: there is no such format, or something else is in its place.
        MissingExtraError: its library is not installed.
    """
    if format not in FORMATS:
        raise InputError(f"no format {format!r}; the formats are {', '.join(FORMATS)}{meant([format], FORMATS)}")
    _check_name(format, out)
    if format == "duckdb":
        try:
            import duckdb  # noqa: F401
        except ImportError as error:
            raise MissingExtraError('--format duckdb needs DuckDB: pip install "bpextract[duckdb]"') from error
        if not isinstance(out, Path):
            raise InputError(
                f"{out}: DuckDB can write its database only to a disk; give a path with -o, and copy the file"
            )
        if out.is_dir():
            raise InputError(
                f"{out}: is a folder, but --format duckdb writes one file; give a name such as -o news.duckdb"
            )
        if out.exists() and not ours:
            raise InputError(
                f"{out}: this file would be replaced, but no job of bpextract wrote it; give another name with -o"
            )


def _check_name(format: str, out: Path) -> None:
    """Raise an InputError when `out` is called like a file of another kind, unless it is a folder that is there."""
    kind = _KINDS.get(out.suffix.lower())
    if kind is None or out.is_dir() or kind == format == "duckdb":
        return
    folder = out.with_suffix("")
    if kind == "duckdb":
        raise InputError(f"{out}: --format {format} writes a folder; give -o {folder}, or --format duckdb")
    if kind == "excel":
        how = f"-o {folder}, and then bpextract.read_parquet({folder.name!r}).to_excel({out.name!r}) in Python"
    else:
        option = "" if kind == "parquet" else f" --format {kind}"
        how = f"-o {folder}{option}, which makes {folder}/people{SUFFIXES[kind]} and the others"
    raise InputError(
        f"{out}: a job writes several tables, so its output is a folder; give {how}; or -o {folder}.duckdb, which is "
        "one file with all tables"
    )


def finish(task: Task, out: Path, format: str, shards: int) -> None:
    """Turn the parts of a job into its output. Files get their names when they are whole.

    Parquet parts stay as they are; those of a single shard become `TABLE.parquet`. Other formats remove them.
    """
    records = task.records()
    if format == "parquet":
        if shards == 1:
            for record in records:
                replace(task.part(record.table, 0), out / f"{record.table}.parquet")
                remove_folder(task.parts / record.table)
        return
    if format == "duckdb":
        _to_duckdb(task, records, out, shards)
    else:
        for record in records:
            _to_lines(task, record, out / f"{record.table}{SUFFIXES[format]}", shards)
    for record in records:
        for number in range(shards):
            task.part(record.table, number).unlink()
        remove_folder(task.parts / record.table)


def _tables(task: Task, table: str, shards: int) -> Iterator[pa.Table]:
    for number in range(shards):
        yield read_part(task.part(table, number))


def _to_lines(task: Task, record: type[schema.Record], path: Path, shards: int) -> None:
    columns = [column.name for column in schema.columns(record)]
    temporary = temporary_name(path)
    try:
        with temporary.open("w", encoding="utf-8", newline="") as stream:
            if path.suffix == ".csv":
                csv.writer(stream).writerow(columns)
            for table in _tables(task, record.table, shards):
                rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
                if path.suffix == ".csv":
                    csv.writer(stream).writerows(map(guarded, row) for row in rows)
                else:
                    stream.writelines(
                        json.dumps(for_json(dict(zip(columns, row, strict=True))), ensure_ascii=False, allow_nan=False)
                        + "\n"
                        for row in rows
                    )
            sync(stream, temporary)
        replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _to_duckdb(task: Task, records: list[type[schema.Record]], path: Path, shards: int) -> None:
    import duckdb

    temporary = temporary_name(path)
    try:
        with duckdb.connect(str(temporary)) as connection:
            write_tables(connection, ((record, _tables(task, record.table, shards)) for record in records))
            connection.execute("CHECKPOINT")  # closing does it, too, but does not tell when the disk is full
        replace(temporary, path)
    except duckdb.Error as error:
        raise OSError(f"not as a DuckDB database: {error}") from error
    finally:
        for left in temporary_files(path.parent, (f"{path.name}.",)):
            left.unlink(missing_ok=True)
