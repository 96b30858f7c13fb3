"""Make doc_id a key of the whole output: within a shard the worker sees to it, between shards only the end can."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from bpextract.batch.manifest import replace, temporary_name
from bpextract.batch.task import Task


def make_unique(task: Task, shards: int) -> None:
    """Give a doc_id that an earlier shard has the next number that is free (`x#2`), in all tables of its shard.

    Takes eight bytes a document. May be interrupted and done again: documents are changed last, so that a shard half
    changed is found again, and what has its new name is left.
    """
    hashes = [_hashes(ids) for ids in _doc_ids(task, shards)]
    known, counts = np.unique(np.concatenate([*hashes, _hashes([])]), return_counts=True)
    repeated = known[counts > 1]
    if not len(repeated):
        return
    seen: set[int] = set()
    given: set[int] = set()
    for number, ids in enumerate(_doc_ids(task, shards)):
        new: dict[str, str] = {}
        for doc_id, key in zip(ids, hashes[number].tolist(), strict=True):
            if not _holds(repeated, key):
                continue
            if key not in seen:
                seen.add(key)
                continue
            count = 2
            while (key := int(_hashes([f"{doc_id}#{count}"])[0])) in given or _holds(known, key):
                count += 1
            given.add(key)
            new[doc_id] = f"{doc_id}#{count}"
        if new:
            tables = [record.table for record in task.records() if record.table != "documents"]
            for table in (*tables, "documents"):
                _rename(task.part(table, number), new)


def _doc_ids(task: Task, shards: int) -> Iterator[list[str]]:
    for number in range(shards):
        with task.part("documents", number).open("rb") as stream:
            yield pq.read_table(stream, columns=["doc_id"]).column("doc_id").to_pylist()


def _hashes(ids: list[str]) -> "np.ndarray[Any, np.dtype[np.uint64]]":
    return pd.util.hash_array(np.array(ids, dtype=object), categorize=False)


def _holds(ordered: "np.ndarray[Any, np.dtype[np.uint64]]", key: int) -> bool:
    at = int(np.searchsorted(ordered, np.uint64(key)))
    return at < len(ordered) and int(ordered[at]) == key


def _rename(path: Path, new: dict[str, str]) -> None:
    with path.open("rb") as stream:
        table = pq.read_table(stream)
    ids = [new.get(doc_id, doc_id) for doc_id in table.column("doc_id").to_pylist()]
    table = table.set_column(0, table.schema.field(0), pa.array(ids, pa.string()))
    temporary = temporary_name(path)
    with temporary.open("wb") as stream:
        pq.write_table(table, stream, compression="zstd")
    replace(temporary, path)
