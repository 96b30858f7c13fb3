"""Make doc_id a key of the whole output: within a shard the worker sees to it, between shards only the end can."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace as replace_fields
from pathlib import Path
from typing import IO, Any, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from bpextract.batch.files import replace, size_of, sync, temporary_name
from bpextract.batch.manifest import Manifest
from bpextract.batch.task import Task
from bpextract.tables import read_part

_BUCKET = 100_000  # hashes that are sorted in memory at a time
_MOST_BUCKETS = 500  # files open at once; so many that beyond 50 million documents, buckets grow

Hashes: TypeAlias = "np.ndarray[Any, np.dtype[np.uint64]]"


def make_unique(task: Task, shards: int, documents: int) -> None:
    """Give a doc_id that an earlier shard has the next number that is free (`x#2`), in all tables of its shard.

    Takes eight bytes a document of the disk for temporary files, and memory only for the ids that do repeat. May be
    interrupted and done again: documents are changed last, so that a shard half changed is found again, and what has
    its new name is left.
    """
    if shards < 2:
        return
    with tempfile.TemporaryDirectory(prefix="bpextract-") as folder:
        known = _Known(Path(folder), min(_MOST_BUCKETS, 1 + documents // _BUCKET))
        repeated = known.fill(_doc_ids(task, shards))
        if not len(repeated):
            return
        seen: set[int] = set()
        given: set[int] = set()
        for number, ids in enumerate(_doc_ids(task, shards)):
            hashes = _hashes(ids)
            new: dict[str, str] = {}
            for at in np.flatnonzero(_within(hashes, repeated)):
                doc_id, key = ids[at], int(hashes[at])
                if key not in seen:
                    seen.add(key)
                    continue
                count = 2
                while (key := int(_hashes([f"{doc_id}#{count}"])[0])) in given or key in known:
                    count += 1
                given.add(key)
                new[doc_id] = f"{doc_id}#{count}"
            if new:
                tables = [record.table for record in task.records() if record.table != "documents"]
                for table in (*tables, "documents"):
                    _rename(task.part(table, number), new)
                _note_sizes(task, number)


class _Known:
    """The hashes of all doc_ids, in sorted files, each of those that begin alike."""

    def __init__(self, folder: Path, buckets: int) -> None:
        self._paths = [folder / f"{number}" for number in range(buckets)]

    def fill(self, shards: Iterator[list[str]]) -> Hashes:
        """Take the ids of all shards; return the hashes that come more than once, in order."""
        streams: list[IO[bytes]] = [path.open("wb") for path in self._paths]
        try:
            for ids in shards:
                hashes = _hashes(ids)
                places = self._places(hashes)
                for bucket in np.unique(places):
                    streams[bucket].write(hashes[places == bucket].tobytes())
        finally:
            for stream in streams:
                stream.close()
        return np.concatenate([self._sort(path) for path in self._paths])

    def __contains__(self, key: int) -> bool:
        hashes = np.array([key], dtype=np.uint64)
        path = self._paths[self._places(hashes)[0]]
        if not path.stat().st_size:
            return False
        return bool(_within(hashes, np.memmap(path, np.uint64, "r"))[0])

    def _places(self, hashes: Hashes) -> "np.ndarray[Any, np.dtype[np.int64]]":
        # Buckets are in the order of their hashes.
        return (hashes >> np.uint64(32)).astype(np.int64) * len(self._paths) >> 32

    @staticmethod
    def _sort(path: Path) -> Hashes:
        hashes = np.sort(np.fromfile(path, np.uint64))
        hashes.tofile(path)
        return np.unique(hashes[1:][hashes[1:] == hashes[:-1]])


def _doc_ids(task: Task, shards: int) -> Iterator[list[str]]:
    for number in range(shards):
        yield read_part(task.part("documents", number), ["doc_id"]).column("doc_id").to_pylist()


def _hashes(ids: list[str]) -> Hashes:
    return pd.util.hash_array(np.array(ids, dtype=object), categorize=False)


def _within(hashes: Hashes, ordered: Hashes) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """Return for each hash whether it is one of `ordered`, which are sorted and not none."""
    at = np.minimum(np.searchsorted(ordered, hashes), len(ordered) - 1)
    return np.asarray(ordered[at] == hashes)


def _note_sizes(task: Task, number: int) -> None:
    """Have the manifest know the parts of a shard as they are now."""
    manifest = Manifest(task.home)
    if row := manifest.row(number):
        sizes = {record.table: size_of(task.part(record.table, number)) or 0 for record in task.records()}
        manifest.write_row(replace_fields(row, sizes=sizes))


def _rename(path: Path, new: dict[str, str]) -> None:
    table = read_part(path)
    ids = [new.get(doc_id, doc_id) for doc_id in table.column("doc_id").to_pylist()]
    table = table.set_column(0, table.schema.field(0), pa.array(ids, pa.string()))
    temporary = temporary_name(path)
    with temporary.open("wb") as stream:
        pq.write_table(table, stream, compression="zstd")
        sync(stream, temporary)
    replace(temporary, path)
