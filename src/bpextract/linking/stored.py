"""Link what a job stored, in bounded memory: DuckDB over its Parquet files, in steps that are kept when done."""

import json
import math
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from bpextract.errors import InputError
from bpextract.linking.evidence import define_functions
from bpextract.linking.link import finish, ordered, prepare
from bpextract.linking.people import link_people
from bpextract.linking.records import TABLES
from bpextract.linking.tables import READ, connect, view_folder
from bpextract.tables import arrow_schema
from bpextract.wording import counted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FOLDER = "_link"
PEOPLE = 50_000
"""People of documents that are linked at a time."""
_ROWS = 50_000  # of a table in memory while it is written


def link_folder(
    folder: Path, memory_limit: int | None = None, tell: Callable[[str], None] = lambda said: None, people: int = PEOPLE
) -> dict[str, int]:
    """Write the tables of linking beside those of an extraction, and return the number of rows of each.

    What is done of the same input stays in `_link` until the end, so that a run goes on where one before was stopped.

    Args:
        folder: what `bpextract extract --format parquet` or `Result.to_parquet` wrote.
        memory_limit: megabytes that DuckDB may take; the rest goes to the disk, in `_link`.
        tell: called with what was done.
        people: how many people of documents are linked at a time; makes no difference to who is who.

    Raises:
        InputError: there are no results in Parquet.
        MissingExtraError: splink or duckdb is not installed.
    """
    if not any((folder / name).exists() for name in ("people.parquet", "people")):
        raise InputError(f"{folder}: holds no tables in Parquet; extract with --format parquet, and give that folder")
    work = folder / FOLDER
    _begin(work, _input(folder))
    connection = connect(str(work / "link.duckdb"), f"{memory_limit}MB" if memory_limit else None)
    try:
        connection.execute(f"SET temp_directory = '{_quoted(work / 'temporary')}'")
        define_functions(connection)
        connection.execute("CREATE TABLE IF NOT EXISTS done (step VARCHAR)")
        if ("prepared",) not in connection.execute("SELECT step FROM done").fetchall():
            view_folder(connection, folder)
            prepare(connection)
            connection.execute("INSERT INTO done VALUES ('prepared')")
        (count,) = connection.execute("SELECT count(*) FROM person_rows").fetchone() or (0,)
        parts = max(1, math.ceil(count / people))
        tell(f"{counted(count, 'person', 'people')} of documents to link")
        for part in range(parts):
            path = work / f"people-{part:05d}.parquet"
            if not path.is_file():
                _write(path, [link_people(connection, part, parts)])
            tell(f"people: {part + 1} of {parts}")
        connection.execute(
            "CREATE OR REPLACE VIEW linked_people AS "
            f"SELECT * FROM read_parquet('{_quoted(work / 'people-*.parquet')}')"
        )
        finish(connection)
        counts = {name: _write(folder / f"{name}.parquet", _batches(connection, name)) for name in TABLES}
    finally:
        connection.close()
    shutil.rmtree(work)
    return counts


def _input(folder: Path) -> dict[str, object]:
    """Return what tells whether the input is the same: the files, their sizes and times, and the version."""
    from bpextract import __version__

    found = ((folder / f"{name}.parquet", *(folder / name).glob("part-*.parquet")) for name in READ)
    files = sorted(path for paths in found for path in paths)
    stats = [(str(path.relative_to(folder)), path.stat()) for path in files if path.is_file()]
    return {"version": __version__, "files": [[name, stat.st_size, stat.st_mtime_ns] for name, stat in stats]}


def _begin(work: Path, given: dict[str, object]) -> None:
    """Make the folder of work; what is there of another input goes away."""
    job = work / "job.json"
    try:
        if json.loads(job.read_text(encoding="utf-8")) == given:
            return
    except (OSError, ValueError):
        pass
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    job.write_text(json.dumps(given), encoding="utf-8")


def _batches(connection: "DuckDBPyConnection", table: str) -> Iterator[pa.Table]:
    """Yield the rows of a table of linking in parts, in their order."""
    shape = arrow_schema(TABLES[table])
    cursor = connection.execute(ordered(table))
    yield pa.table([pa.array([], field.type) for field in shape], schema=shape)
    while rows := cursor.fetchmany(_ROWS):
        yield pa.table([pa.array(cell, f.type) for cell, f in zip(zip(*rows, strict=True), shape, strict=True)], shape)


def _write(path: Path, parts: Iterable[pa.Table]) -> int:
    """Write a Parquet file under another name until it is whole, and return the number of its rows."""
    unfinished = path.with_name(f".{path.name}.tmp")
    count = 0
    writer = None
    for part in parts:
        writer = writer or pq.ParquetWriter(unfinished, part.schema)
        writer.write_table(part)
        count += len(part)
    if writer:
        writer.close()
    unfinished.replace(path)
    return count


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
