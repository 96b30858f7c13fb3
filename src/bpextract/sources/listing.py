"""List the files below a folder or those that match a pattern, on this machine or at an address that fsspec knows."""

import glob
import os
from collections.abc import Iterator
from pathlib import Path, PurePath, PurePosixPath
from typing import Any

from bpextract.errors import InputError


def files_below(folder: Path) -> Iterator[tuple[Path, PurePath]]:
    """Yield the files below `folder` and their paths in it, in the order of these.

    Names of one folder at a time are held; an address is listed in few requests, in place of one for each file.

    Raises:
        InputError: a folder cannot be looked at.
    """
    if isinstance(folder, Path):
        yield from ((file, file.relative_to(folder)) for file in _walk(folder))
        return
    address: Any = folder
    try:
        names = address.fs.find(address.path)
    except OSError as error:
        raise _cannot_be_listed(folder, error) from error
    above = len(_parts(address.path.rstrip("/")))
    yield from ((_named(address, name), PurePosixPath(*_parts(name)[above:])) for name in sorted(names, key=_parts))


def files_matching(pattern: Path) -> Iterator[Path]:
    """Yield the files that match `pattern` (`*`, `?`, `[ab]`, and `**` for folders at any depth), in order.

    Raises:
        InputError: the address cannot be looked at.
    """
    if isinstance(pattern, Path):
        # Path.glob knows only patterns below a folder; users give any.
        names = sorted(glob.glob(str(pattern), recursive=True))  # noqa: PTH207
        yield from (path for path in map(Path, names) if path.is_file())
        return
    address: Any = pattern
    try:
        found = address.fs.glob(address.path, detail=True)
    except OSError as error:
        raise _cannot_be_listed(pattern, error) from error
    names = sorted((name for name, about in found.items() if about.get("type") != "directory"), key=_parts)
    yield from (_named(address, name) for name in names)


def size_and_stamp(path: Path) -> tuple[int, str]:
    """Return the bytes of a file and what tells one state of it from another: its time, or a store's own checksum.

    Raises:
        InputError: it cannot be looked at.
    """
    try:
        status: Any = path.stat()
    except OSError as error:
        raise _cannot_be_listed(path, error) from error
    if isinstance(path, Path):
        return status.st_size, str(status.st_mtime_ns)
    about = status.as_info()
    stamps = (about.get(key) for key in ("ETag", "etag", "md5Hash", "mtime", "LastModified", "modify", "created"))
    return about.get("size") or 0, str(next((stamp for stamp in stamps if stamp), ""))


def _walk(folder: Path) -> Iterator[Path]:
    names: list[str] = []
    folders: set[str] = set()
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                names.append(entry.name)
                if entry.is_dir(follow_symlinks=False):
                    folders.add(entry.name)
    except OSError as error:
        raise _cannot_be_listed(folder, error) from error
    names.sort()
    for name in names:
        path = folder / name
        if name in folders:
            yield from _walk(path)
        elif path.is_file():
            yield path


def _named(address: Any, name: str) -> Path:
    """Return the path that the file system of `address` calls `name`."""
    path: Path = type(address)(address.fs.unstrip_protocol(name), protocol=address.protocol, **address.storage_options)
    return path


def _parts(name: str) -> list[str]:
    return name.split("/")


def _cannot_be_listed(path: Path, error: OSError) -> InputError:
    return InputError(f"{path}: cannot be looked at: {error.strerror or error}")
