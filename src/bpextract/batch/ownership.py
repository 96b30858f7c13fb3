"""Whose is what lies in the place of the output: a job replaces what a job wrote, and nothing else."""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bpextract.addresses import as_path
from bpextract.batch.files import size_of
from bpextract.batch.manifest import Manifest
from bpextract.batch.task import Task
from bpextract.batch.writers import SUFFIXES
from bpextract.errors import InputError
from bpextract.sources.files import STDIN

Earlier = Mapping[str, Any]
"""What the manifest says of a job; see `Manifest.read_job`."""
_ALSO_READ = {".parquet": ("texts", "tokens")}  # which no job need write, and readers of its tables take for its own
_SHOWN = 3


def absolute(path: Path) -> str:
    """Return the name of a path from the root, links left as they are; an address is its own."""
    return os.path.abspath(path) if isinstance(path, Path) else str(path)  # noqa: PTH100


def given_names(inputs: Collection[str]) -> list[str]:
    """Return the inputs as the user gave them, whatever folder the command was run in."""
    return [given if given == str(STDIN) else absolute(as_path(given)) for given in inputs]


def refuse_other_input(earlier: Earlier, identity: Mapping[str, Any], given: Sequence[str], out: Path) -> None:
    """Raise an error where the job that wrote to `out` read something else: its results would be lost.

    Input of the same names that has changed since is the same. Standard input always is something else.

    Raises:
        InputError: it did.
    """
    before = earlier.get("inputs") or []
    same = earlier["job"].get("input") == identity or (before == list(given) and str(STDIN) not in given)
    if same and str(STDIN) not in given:
        return
    read = f" ({_listed(before)})" if before else ""
    what = "the results" if earlier["finished"] else "what is done"
    what_to_do = "give another folder with -o, or --overwrite to replace it"
    raise InputError(f"{out}: holds {what} of a job over other input{read}; {what_to_do}")


def refuse_foreign(task: Task, out: Path, format: str, earlier: Earlier | None) -> None:
    """Raise an error where a file would be replaced or removed that no job wrote, or that was changed since.

    Raises:
        InputError: there is one.
    """
    found = sorted({str(path) for path in _in_place(task, out, format, earlier) if not _is_ours(path, out, earlier)})
    if found:
        stand, them = ("stands", "it") if len(found) == 1 else ("stand", "them")
        what_to_do = f"move {them}, or give another folder with -o"
        raise InputError(
            f"{_listed(found)}: {stand} where the job's tables belong, but no job of bpextract wrote {them}, or "
            f"{'it was' if len(found) == 1 else 'they were'} changed since; {what_to_do}"
        )


def written(task: Task, out: Path, format: str, shards: int) -> dict[str, int]:
    """Return the files that a finished job has written, parts aside, with their sizes."""
    if format == "duckdb":
        return {out.name: size_of(out) or 0}
    if format == "parquet" and shards != 1:
        return {}
    names = [f"{record.table}{SUFFIXES[format]}" for record in task.records()]
    return {name: size_of(out / name) or 0 for name in names}


def is_whole(task: Task, out: Path, earlier: Earlier) -> bool:
    """Return whether everything that a finished job has written is still there."""
    folder = out.parent if earlier["job"]["format"] == "duckdb" else out
    files = earlier.get("files")
    if files:
        return all(size_of(folder / name) == size for name, size in files.items())
    if files is None:  # of an earlier version, which did not take note
        return True
    manifest = Manifest(task.home)
    rows = (manifest.row(number) for number in range(earlier["shards"]))
    return all(row is not None and task.has_parts(row.number, row.sizes) for row in rows)


def _in_place(task: Task, out: Path, format: str, earlier: Earlier | None) -> Iterator[Path]:
    """Yield the files that stand where this job writes, and those of an earlier one, which it removes."""
    if format == "duckdb" and out.is_file():
        yield out
    tables = {record.table for record in task.records()} | set(earlier["tables"] if earlier else ())
    formats = {format} | ({earlier["job"]["format"]} if earlier else set())
    for suffix in {SUFFIXES[name] for name in formats if name in SUFFIXES}:
        names = tables | set(_ALSO_READ.get(suffix, ("texts",)))
        yield from (path for table in names if (path := out / f"{table}{suffix}").is_file())
    if "parquet" in formats:
        yield from (path for table in tables for path in (out / table).glob("part-*.parquet"))


def _is_ours(path: Path, out: Path, earlier: Earlier | None) -> bool:
    if earlier is None:
        return False
    format = earlier["job"]["format"]
    if path == out:
        mine = format == "duckdb"
    elif path.parent == out:
        mine = SUFFIXES.get(format) == path.suffix and path.stem in earlier["tables"]
    else:
        mine = format == "parquet" and path.parent.name in earlier["tables"]
    if not mine or not earlier["finished"] or (path.parent != out and path != out):  # parts are not taken note of
        return bool(mine)
    files: Mapping[str, int] | None = earlier.get("files")
    return files is None or bool(files.get(path.name) == size_of(path))


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
