"""Find the files that inputs name, and open them."""

import glob
import gzip
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, cast

from bpextract.errors import InputError

FORMATS = (".txt", ".html", ".htm", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")
STDIN = Path("-")


def find_files(inputs: Iterable[str | Path]) -> Iterator[tuple[Path, str]]:
    """Yield (file, doc_id of a one-document file) for every input: files, folders (searched below), globs, `-`.

    Annotated articles (`.ann.txt`) are gold rather than input, and are left out of folders and globs.

    Raises:
        InputError: an input is not there, or a folder or glob holds nothing that can be read.
    """
    for given in inputs:
        path = Path(given)
        if path == STDIN:
            yield path, "stdin"
        elif path.is_dir():
            found = [file for file in sorted(path.rglob("*")) if file.is_file() and _readable(file)]
            if not found:
                raise InputError(f"{path}: no file here that can be read ({', '.join(FORMATS)}, or these with .gz)")
            yield from ((file, _without_suffix(file.relative_to(path))) for file in found)
        elif path.is_file():
            if file_format(path) is None:
                raise InputError(
                    f"{path}: unknown format {path.suffix!r}; known are {', '.join(FORMATS)}, and .gz of them"
                )
            yield path, _without_suffix(Path(path.name))
        elif glob.has_magic(str(given)):
            # Path.glob knows only patterns below a folder; users give any.
            matched = [Path(name) for name in sorted(glob.glob(str(given), recursive=True))]  # noqa: PTH207
            found = [file for file in matched if file.is_file() and _readable(file)]
            if not found:
                raise InputError(f"{given}: no file matches that can be read")
            yield from ((file, _without_suffix(Path(file.name))) for file in found)
        else:
            raise InputError(f"{path}: no such file or folder")


def file_format(path: Path) -> str | None:
    """Return the suffix that tells the format of `path` (`.txt` of `a.txt.gz`), or None when it is unknown."""
    name = path.name.lower().removesuffix(".gz")
    return next((suffix for suffix in FORMATS if name.endswith(suffix)), None)


def open_bytes(path: Path) -> IO[bytes]:
    """Open `path` for reading bytes, unpacking gzip; `-` is standard input."""
    if path == STDIN:
        return sys.stdin.buffer
    return cast(IO[bytes], gzip.open(path)) if path.suffix.lower() == ".gz" else path.open("rb")


def _readable(path: Path) -> bool:
    name = path.name.lower().removesuffix(".gz")
    return file_format(path) is not None and not name.endswith(".ann.txt") and not path.name.startswith(".")


def _without_suffix(path: Path) -> str:
    name = path.name.removesuffix(".gz")
    suffix = file_format(path) or ""
    return path.with_name(name[: len(name) - len(suffix)]).as_posix()
