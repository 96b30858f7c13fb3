"""Find the files that inputs name, and open them."""

import glob
import gzip
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath
from typing import IO, cast

from bpextract.addresses import as_path
from bpextract.errors import InputError
from bpextract.sources.listing import files_below, files_matching

FORMATS = (".txt", ".html", ".htm", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")
STDIN = Path("-")
_JOBS = ("_job", ".job")  # folders of the manifests of jobs
_NAMED = 10

_GOLD = (".ann.txt", ".facts.txt")


def find_files(
    inputs: Iterable[str | Path], unknown: Callable[[Path], None] | None = None
) -> Iterator[tuple[Path, str]]:
    """Yield (file, doc_id of a one-document file) for every input: files, folders (searched below), globs, `-`.

    Annotated articles (`.ann.txt`, `.facts.txt`) are gold rather than input, and are left out of folders and globs.

    Args:
        unknown: called with each file of a folder or glob that no reader knows, hidden ones aside.

    Raises:
        InputError: an input is not there, or a folder or glob holds nothing that can be read.
    """
    for given in inputs:
        path = as_path(given)
        if path == STDIN:
            yield path, "stdin"
        elif path.is_dir():
            nothing = f"{path}: no file here that can be read ({', '.join(FORMATS)}, or these with .gz)"
            yield from _some_readable(files_below(path), nothing, unknown)
        elif path.is_file():
            if file_format(path) is None:
                raise InputError(
                    f"{path}: unknown format {path.suffix!r}; known are {', '.join(FORMATS)}, and .gz of them"
                )
            yield path, _without_suffix(Path(path.name))
        elif glob.has_magic(str(given)):
            found = ((file, PurePath(file.name)) for file in files_matching(path))
            yield from _some_readable(found, f"{given}: no file matches that can be read", unknown)
        else:
            raise InputError(f"{path}: no such file or folder")


def _some_readable(
    found: Iterable[tuple[Path, PurePath]], nothing: str, unknown: Callable[[Path], None] | None
) -> Iterator[tuple[Path, str]]:
    """Yield those of `found`, pairs of file and name, that can be read; where there is none, say `nothing`."""
    empty = True
    for file, name in found:
        if _readable(file):
            empty = False
            yield file, _without_suffix(name)
        elif unknown and file_format(file) is None and not file.name.startswith("."):
            unknown(file)
    if empty:
        raise InputError(nothing)


def file_format(path: PurePath) -> str | None:
    """Return the suffix that tells the format of `path` (`.txt` of `a.txt.gz`), or None when it is unknown."""
    name = path.name.lower().removesuffix(".gz")
    return next((suffix for suffix in FORMATS if name.endswith(suffix)), None)


def is_table(path: Path) -> bool:
    """Return whether the rows of `path` are documents; else the file is one."""
    return path != STDIN and file_format(path) not in (".txt", ".html", ".htm")


def open_bytes(path: Path) -> IO[bytes]:
    """Open `path` for reading bytes, unpacking gzip; `-` is standard input."""
    if path == STDIN:
        return sys.stdin.buffer
    stream = path.open("rb")
    return cast(IO[bytes], gzip.GzipFile(fileobj=stream)) if path.suffix.lower() == ".gz" else stream


def _readable(path: Path) -> bool:
    name = path.name.lower().removesuffix(".gz")
    return file_format(path) is not None and not name.endswith(_GOLD) and not path.name.startswith(".")


def _without_suffix(path: PurePath) -> str:
    name = path.name.removesuffix(".gz")
    suffix = file_format(path) or ""
    return path.with_name(name[: len(name) - len(suffix)]).as_posix()


class LeftOut:
    """Takes note of the files that no reader knows, so that they can be named once."""

    def __init__(self) -> None:
        self._shown: list[Path] = []
        self._count = 0

    def add(self, file: Path) -> None:
        """Count a file; what a job keeps of itself is none."""
        if file.parent.name.endswith(_JOBS):
            return
        self._count += 1
        if len(self._shown) < _NAMED:
            self._shown.append(file)

    def message(self) -> str | None:
        """Return what there is to say of them; nothing where there is none."""
        if not self._count:
            return None
        more = f" and {self._count - _NAMED} more" if self._count > _NAMED else ""
        which = "it" if self._count == 1 else "them"
        return f"left out, since no reader knows {which}: {', '.join(map(str, self._shown))}{more}"
