"""What of linking can be done anywhere: the facts of a share of documents, the people of a part of the names.

Each task reads files and writes files, so that it makes no difference which process of which machine does it.
"""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from bpextract.linking.link import FACTS, gather
from bpextract.linking.people import link_people
from bpextract.linking.shares import Share
from bpextract.linking.tables import connect, quoted, view_folder

ROWS = "rows"
"""Folder of the appearances of people, dealt out by their names into folders `part=0`, `part=1` …"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where linking works, and with how much.

    Attributes:
        folder: of the results.
        work: of what is done so far.
        memory: megabytes that the database of each task may take; None: most of the machine's.
        threads: of each task; None: as many as the machine has cores.
    """

    folder: Path
    work: Path
    memory: int | None = None
    threads: int | None = None

    @property
    def temporary(self) -> Path:
        """The folder, which has to be there, in which databases make one each for what memory does not hold."""
        return self.work / "temporary"

    def settings(self, task: str) -> dict[str, str]:
        """Return the settings of the database of a task, which writes to the disk what memory does not hold."""
        settings = {"temp_directory": str(self.temporary / task)}
        if self.memory:
            settings["memory_limit"] = f"{self.memory}MB"
        if self.threads:
            settings["threads"] = str(self.threads)
        return settings

    def facts(self, number: int | str) -> Path:
        """Return the folder of the facts of a share of documents."""
        return self.work / "facts" / (number if isinstance(number, str) else f"{number:05d}")

    def people(self, part: int | str) -> Path:
        """Return the file of who is who among the names of a part."""
        return self.work / f"people-{part if isinstance(part, str) else f'{part:05d}'}.parquet"


def read_share(place: Place, share: Share) -> None:
    """Write what each document of a share says by itself, a Parquet file for each table of facts."""
    done = place.facts(share.number)
    unfinished = done.with_name(f".{done.name}.tmp")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    connection = connect(settings=place.settings(f"facts-{share.number}"))
    try:
        view_folder(connection, place.folder, share)
        gather(connection)
        for name in FACTS:
            connection.execute(f"COPY {name} TO {quoted(unfinished / name)} (FORMAT parquet)")
    finally:
        connection.close()
    shutil.rmtree(done, ignore_errors=True)
    unfinished.replace(done)


def read_names(place: Place, part: int) -> None:
    """Write who is who among the appearances of the names of a part."""
    files = sorted((place.work / ROWS / f"part={part}").glob("*.parquet"))
    connection = connect(settings=place.settings(f"people-{part}"))
    try:
        given = ", ".join(map(quoted, files))
        connection.execute(
            f"CREATE VIEW person_rows AS SELECT * FROM read_parquet([{given}], hive_partitioning = false)"
        )
        write(place.people(part), [link_people(connection)])
    finally:
        connection.close()


def write(path: Path, tables: Iterable[pa.Table]) -> int:
    """Write a Parquet file under another name until it is whole, and return the number of its rows."""
    unfinished = path.with_name(f".{path.name}.tmp")
    count = 0
    writer = None
    for table in tables:
        writer = writer or pq.ParquetWriter(unfinished, table.schema)
        writer.write_table(table)
        count += len(table)
    if writer:
        writer.close()
    unfinished.replace(path)
    return count
