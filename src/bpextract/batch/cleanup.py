"""Which files are a job's own; remove what earlier jobs and interrupted workers left of them."""

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from bpextract.batch.files import remove_folder, replace, temporary_files
from bpextract.batch.manifest import Manifest
from bpextract.batch.ownership import absolute
from bpextract.batch.task import Task
from bpextract.batch.writers import SUFFIXES
from bpextract.errors import InputError

_OF_RESULTS = ("tokens", "texts")  # which `Result.to_parquet` writes beside its other tables


def table_names(task: Task, earlier: Mapping[str, Any] | None) -> list[str]:
    """Return the names of the tables of a job, and of an earlier one in the same place (as its manifest says)."""
    return sorted({*(record.table for record in task.records()), *(earlier or {}).get("tables", ())})


class Output:
    """Tells a job's output from its input, which may lie in the same folder."""

    def __init__(self, task: Task, out: Path, inputs: Collection[str], earlier: Mapping[str, Any] | None) -> None:
        """Take what an `earlier` job has written into `out`, or this one will; `inputs` are as the user gave them."""
        tables = "|".join(map(re.escape, (*table_names(task, earlier), *_OF_RESULTS)))
        suffixes = "|".join(map(re.escape, SUFFIXES.values()))
        places = "|".join(re.escape(absolute(folder)) for folder in (out, task.home))
        self._pattern = re.compile(rf"(?:{places})/(?:_job/.*|(?:{tables})(?:{suffixes}|/part-\d+\.parquet))")
        self._given = {absolute(Path(given)) for given in inputs}
        self._earlier = earlier is not None

    def holds(self, file: Path) -> bool:
        """Return whether `file`, found among the inputs, is output and so no input."""
        return self._pattern.fullmatch(absolute(file)) is not None

    def check(self, file: Path) -> bool:
        """Return the same before the job writes anything.

        Raises:
            InputError: no job wrote it, or it is named as an input all the same: this job would overwrite it.
        """
        if not self.holds(file):
            return False
        if self._earlier and absolute(file) not in self._given:
            return True
        raise InputError(f"{file}: is input, and would be overwritten by the output; give another folder with -o")


def tidy(task: Task, out: Path, earlier: Mapping[str, Any] | None, format: str, *, keep: bool) -> None:
    """Remove what an interrupted worker left, and unless told to `keep` it, the output of an earlier job.

    Args:
        earlier: what the manifest says of that job, which may have written another format.
    """
    sweep(task, out)
    if not keep:
        Manifest(task.home).remove()
        _remove_output(task, out, {format, *([earlier["job"]["format"]] if earlier else [])}, earlier)
    elif task.parts == out:
        for record in task.records():
            whole = out / f"{record.table}.parquet"
            if whole.is_file():  # the only shard of a finished job
                task.part(record.table, 0).parent.mkdir(exist_ok=True)
                replace(whole, task.part(record.table, 0))


def _remove_output(task: Task, out: Path, formats: Collection[str], earlier: Mapping[str, Any] | None) -> None:
    tables = table_names(task, earlier)
    for table in tables:
        for folder in {task.parts / table, *([out / table] if "parquet" in formats else [])}:
            for path in list(folder.glob("part-*.parquet")):
                path.unlink()
            remove_folder(folder)
    for format in formats:
        if format in SUFFIXES:
            for table in tables:
                (out / f"{table}{SUFFIXES[format]}").unlink(missing_ok=True)


def sweep(task: Task, out: Path) -> None:
    """Remove temporary files: those of workers and jobs that were killed."""
    folders = [task.home, *(task.parts / record.table for record in task.records())]
    left = [path for folder in folders for path in temporary_files(folder)]
    if task.home.parent == out:
        left += temporary_files(out, tuple(f"{name}." for name in table_names(task, None)))
    else:  # a database, which the job stands beside
        left += temporary_files(out.parent, (f"{out.name}.",))
    for path in left:
        path.unlink(missing_ok=True)


def drop_since(task: Task, manifest: Manifest, number: int) -> None:
    """Remove shards that an input which has become shorter no longer has."""
    manifest.remove_rows(number)
    for record in task.records():
        for path in list((task.parts / record.table).glob("part-*.parquet")):
            if int(path.stem.removeprefix("part-")) >= number:
                path.unlink()
