"""Paths on this machine, and addresses that fsspec opens with an installed driver."""

from pathlib import Path
from typing import cast

from bpextract.errors import InputError, MissingExtraError


def as_path(given: str | Path) -> Path:
    """Return `given` as a path; an address (`s3://…`, `hdfs://…`) as one that fsspec opens with an installed driver.

    Raises:
        MissingExtraError: an address, and universal-pathlib (or the driver of its protocol) is not installed.
        InputError: the name is empty, or the protocol of the address unknown.
    """
    if not isinstance(given, str):
        return given
    if not given.strip():
        raise InputError("the name of a file or folder is empty")
    if "://" not in given:
        return Path(given)
    try:
        from upath import UPath

        address = UPath(given)
        _ = address.fs  # here, where it is known what for, the driver is loaded
        return cast(Path, address)
    except ImportError as error:
        raise MissingExtraError(f'{given}: needs pip install "bpextract[cloud]" and its driver ({error})') from error
    except ValueError as error:
        raise InputError(f"{given}: {error}") from error
