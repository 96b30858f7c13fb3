"""Files that count only when they are whole: written under temporary names, synced to disk, then renamed."""

import errno
import os
import re
from pathlib import Path
from typing import IO
from uuid import uuid4

_TEMPORARY = re.compile(r"\..+\.[0-9a-f]{32}\.tmp(?:\.wal)?")  # DuckDB's log stands beside its database
_NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES, errno.EPERM}  # of systems that cannot sync a folder


def temporary_name(path: Path) -> Path:
    """Return a name beside `path` that no reader takes for a result and no other process uses."""
    return path.with_name(f".{path.name}.{uuid4().hex}.tmp")


def temporary_files(folder: Path, names: tuple[str, ...] = ("",)) -> list[Path]:
    """Return the files in `folder` that have a temporary name, of files whose names begin with one of `names`."""
    if not folder.is_dir():
        return []
    begins = tuple(f".{name}" for name in names)
    return [path for path in folder.glob(".*.tmp*") if _TEMPORARY.fullmatch(path.name) and path.name.startswith(begins)]


def sync(stream: IO[bytes] | IO[str], path: Path) -> None:
    """Have the system put on disk what was written to `stream`, a file at `path`; a store does so by itself."""
    stream.flush()
    if isinstance(path, Path):
        os.fsync(stream.fileno())


def replace(source: Path, target: Path) -> None:
    """Give `source` the name of `target`, at once on a disk, where the name stays after a power cut; a store copies."""
    if isinstance(source, Path):
        source.replace(target)
        _sync_folder(target.parent)
        return
    if target.exists():
        target.unlink()
    source.rename(target)


def remove_folder(folder: Path) -> None:
    """Remove a folder, unless it is not there or something of the user's is in it."""
    try:
        folder.rmdir()
    except OSError:
        return


def size_of(path: Path) -> int | None:
    """Return the bytes of a file, or None where there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # where folders cannot be opened
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(descriptor)
