"""One job at a time in one place: a lock that the system lets go of when its process ends, however it ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from bpextract.errors import InputError

_NAME = "lock"


@contextmanager
def locked(home: Path, out: Path, holder: str | None) -> Iterator[None]:
    """Hold the output of a job, whose manifest is in `home`, for this process.

    The lock is the system's on an open file (`filelock`): after a kill or a power cut nobody holds it, though the file
    stays. Stores have none; there a job watches whether another one has begun (see `job.run`).

    Args:
        holder: who is at work there, as far as the manifest tells.

    Raises:
        InputError: another job holds it, or nothing can be written there.
    """
    if not isinstance(home, Path):
        yield
        return
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = FileLock(str(home / _NAME))
        lock.acquire(timeout=0)
    except Timeout as error:
        who = f" ({holder})" if holder else ""
        raise InputError(
            f"{out}: another job is writing here{who}; wait for it, or give another folder with -o"
        ) from error
    except NotImplementedError:  # a file system without locks, of which filelock says so
        yield
        return
    except OSError as error:
        raise InputError(f"{out}: cannot be written: {error.strerror or error}") from error
    try:
        yield
    finally:
        lock.release()
