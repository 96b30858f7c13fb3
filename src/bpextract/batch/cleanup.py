"""Remove what earlier jobs and interrupted workers left in an output."""

from pathlib import Path

from bpextract.batch.manifest import Manifest, replace
from bpextract.batch.task import Task


def tidy(task: Task, out: Path, *, keep: bool) -> None:
    """Remove what an interrupted worker left, and unless told to `keep` it, the output of an earlier job."""
    sweep(task)
    for record in task.records():
        folder, whole = task.parts / record.table, out / f"{record.table}.parquet"
        if not keep:
            for path in list(folder.glob("part-*.parquet")):
                path.unlink()
        if task.parts == out and whole.is_file():
            if keep:  # the only shard of a finished job
                folder.mkdir(exist_ok=True)
                replace(whole, task.part(record.table, 0))
            else:
                whole.unlink()


def sweep(task: Task) -> None:
    """Remove temporary files: those of workers that were killed."""
    for folder in (task.home, *(task.parts / record.table for record in task.records())):
        if folder.is_dir():
            for path in list(folder.glob(".*.tmp")):
                path.unlink(missing_ok=True)


def drop_since(task: Task, manifest: Manifest, number: int) -> None:
    """Remove shards that an input which has become shorter no longer has."""
    manifest.remove_rows(number)
    for record in task.records():
        for path in list((task.parts / record.table).glob("part-*.parquet")):
            if int(path.stem.removeprefix("part-")) >= number:
                path.unlink()
