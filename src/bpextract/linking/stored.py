"""Link what a job stored, in bounded memory: DuckDB over its Parquet files, in steps that are kept when done."""

import json
import math
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from bpextract.errors import InputError
from bpextract.linking.evidence import define_functions
from bpextract.linking.link import FACTS, finish, ordered, prepare
from bpextract.linking.records import TABLES
from bpextract.linking.shares import shares, table_files
from bpextract.linking.tables import READ, connect, quoted, view_folder
from bpextract.linking.tasks import ROWS, Place, read_names, read_share, write
from bpextract.tables import arrow_schema
from bpextract.wording import counted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FOLDER = "_link"
DOCUMENTS = 5_000
"""Documents that are read at a time."""
PEOPLE = 50_000
"""People of documents that are linked at a time."""
_ROWS = 50_000  # of a table in memory while it is written
_NOBODY = "(SELECT NULL::VARCHAR AS unique_id, NULL::VARCHAR AS leader, NULL::DOUBLE AS confidence WHERE false)"

Run = Callable[[Callable[[Any], None], Sequence[Any]], Iterable[None]]
"""What does a task for each of some values, anywhere, and yields once for each that is done."""


def link_folder(
    folder: Path,
    memory_limit: int | None = None,
    tell: Callable[[str], None] = lambda said: None,
    *,
    documents: int = DOCUMENTS,
    people: int = PEOPLE,
    run: Run = map,
    threads: int | None = None,
) -> dict[str, int]:
    """Write the tables of linking beside those of an extraction, and return the number of rows of each.

    What is done of the same input stays in `_link` until the end, so that a run goes on where one before was stopped.

    Args:
        folder: what `bpextract extract --format parquet` or `Result.to_parquet` wrote.
        memory_limit: megabytes that DuckDB may take; the rest goes to the disk, in `_link`.
        tell: called with what was done.
        documents: about how many are read at a time.
        people: how many people of documents are linked at a time. Neither makes a difference to who is who.
        run: does the tasks; `map` here, one after the other.
        threads: of each task; None: as many as there are cores.

    Raises:
        InputError: there are no results in Parquet, or two documents have one doc_id.
        MissingExtraError: splink or duckdb is not installed.
    """
    if not table_files(folder, "people") or not table_files(folder, "documents"):
        raise InputError(f"{folder}: holds no tables in Parquet; extract with --format parquet, and give that folder")
    place = Place(folder, folder / FOLDER, memory_limit, threads)
    _begin(place.work, _input(folder) | {"documents": documents, "people": people})
    place.temporary.mkdir(exist_ok=True)
    every = shares(folder, documents)
    left = [share for share in every if not place.facts(share.number).is_dir()]
    _follow(tell, "documents", len(every), run(partial(read_share, place), left), len(left))
    parts = _prepare(place, people, tell)
    wanted = [part for part in parts if not place.people(part).is_file()]
    _follow(tell, "people", len(parts), run(partial(read_names, place), wanted), len(wanted))
    counts = _finish(place)
    shutil.rmtree(place.work)
    return counts


def _follow(tell: Callable[[str], None], what: str, total: int, done: Iterable[None], left: int) -> None:
    """Tell each task that is done, after those that were done before."""
    for number, _ in enumerate(done, total - left + 1):
        tell(f"{what}: {number} of {total}")


def _prepare(place: Place, people: int, tell: Callable[[str], None]) -> list[int]:
    """Make what all documents say together, deal people out by their names, and return the parts."""
    rows = place.work / ROWS
    with _opened(place) as connection:
        if ("prepared",) not in connection.execute("SELECT step FROM done").fetchall():
            shutil.rmtree(rows, ignore_errors=True)
            prepare(connection)
            (count,) = connection.execute("SELECT count(*) FROM person_rows").fetchone() or (0,)
            tell(f"{counted(count, 'person', 'people')} of documents to link")
            parts = max(1, math.ceil(count / people))
            dealt = f"SELECT *, hash(name_key) % {parts} AS part FROM person_rows"
            connection.execute(f"COPY ({dealt}) TO {quoted(rows)} (FORMAT parquet, PARTITION_BY (part))")
            connection.execute("INSERT INTO done VALUES ('prepared')")
    return sorted(int(path.name.split("=")[1]) for path in rows.glob("part=*"))


def _finish(place: Place) -> dict[str, int]:
    """Write the tables of linking, and return the number of rows of each."""
    with _opened(place) as connection:
        found = connection.execute(f"SELECT count(*) FROM glob({quoted(place.people('*'))})").fetchone()
        people = f"read_parquet({quoted(place.people('*'))})" if found and found[0] else _NOBODY
        connection.execute(f"CREATE OR REPLACE VIEW linked_people AS SELECT * FROM {people}")
        finish(connection)
        return {name: write(place.folder / f"{name}.parquet", _batches(connection, name)) for name in TABLES}


@contextmanager
def _opened(place: Place) -> "Iterator[DuckDBPyConnection]":
    """Open the database of what all documents say, with views of the tables and of the facts."""
    connection = connect(str(place.work / "link.duckdb"), place.settings("corpus"))
    try:
        define_functions(connection)
        view_folder(connection, place.folder)
        for name in FACTS:
            files = quoted(place.facts("*") / name)
            connection.execute(f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM read_parquet({files})")
        connection.execute("CREATE TABLE IF NOT EXISTS done (step VARCHAR)")
        yield connection
    finally:
        connection.close()


def _input(folder: Path) -> dict[str, object]:
    """Return what tells whether the input is the same: the files, their sizes and times, and the version."""
    from bpextract import __version__

    stats = [(str(path.relative_to(folder)), path.stat()) for name in READ for path in table_files(folder, name)]
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
