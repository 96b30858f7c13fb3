"""Find the files that inputs name, and open them."""

import glob
import gzip
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, cast

from bpextract.errors import InputError, MissingExtraError

FORMATS = (".txt", ".html", ".htm", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet")
STDIN = Path("-")


def as_path(given: str | Path) -> Path:
    """Return `given` as a path; an address (`s3://…`, `hdfs://…`) as one that fsspec opens with an installed driver.

    Raises:
        MissingExtraError: an address, and universal-pathlib (or the driver of its protocol) is not installed.
        InputError: the protocol of the address is unknown.
    """
    if "://" not in str(given):
        return Path(given)
    try:
        from upath import UPath

        return cast(Path, UPath(given))
    except ImportError as error:
        raise MissingExtraError(f'{given}: needs pip install "bpextract[cloud]" and its driver ({error})') from error
    except ValueError as error:
        raise InputError(f"{given}: {error}") from error


def find_files(inputs: Iterable[str | Path]) -> Iterator[tuple[Path, str]]:
    """Yield (file, doc_id of a one-document file) for every input: files, folders (searched below), globs, `-`.

    Annotated articles (`.ann.txt`) are gold rather than input, and are left out of folders and globs.

    Raises:
        InputError: an input is not there, or a folder or glob holds nothing that can be read.
    """
    for given in inputs:
        path = as_path(given)
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
    return file_format(path) is not None and not name.endswith(".ann.txt") and not path.name.startswith(".")


def _without_suffix(path: Path) -> str:
    name = path.name.removesuffix(".gz")
    suffix = file_format(path) or ""
    return path.with_name(name[: len(name) - len(suffix)]).as_posix()
