"""Limits of a worker: seconds for a document, memory for the process."""

import faulthandler
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from types import FrameType

_GRACE = 2.0  # seconds after which a document that does not let itself be interrupted takes its process along


class DocumentTimeoutError(Exception):
    """A document took longer than its limit."""


class TimeLimit:
    """Limits the time of each document of a shard.

    The soft limit is a signal: it needs the main thread of a POSIX system, and code that comes back to Python now and
    then (regular expressions do). The hard one ends the process when that does not help: faulthandler's watchdog, a
    thread that needs no interpreter. It is set anew at most once in `seconds`, since that starts a thread.
    """

    def __init__(self, seconds: float | None, *, hard: bool) -> None:
        """Limit documents to `seconds` (None or 0: no limit); `hard` where this process may be ended."""
        self._seconds = seconds or 0.0
        self._hard = hard and self._seconds > 0
        main = threading.current_thread() is threading.main_thread()
        self._soft = self._seconds > 0 and hasattr(signal, "SIGALRM") and main
        self._watched_since: float | None = None

    def __enter__(self) -> "TimeLimit":
        if self._soft:
            self._before = signal.signal(signal.SIGALRM, self._stop)
        return self

    def __exit__(self, *_: object) -> None:
        if self._soft:
            signal.signal(signal.SIGALRM, self._before)
        if self._hard:
            faulthandler.cancel_dump_traceback_later()

    @contextmanager
    def document(self) -> Iterator[None]:
        """Raise DocumentTimeoutError in the block when it takes too long."""
        if self._hard and (self._watched_since is None or monotonic() - self._watched_since > self._seconds):
            faulthandler.dump_traceback_later(2 * self._seconds + _GRACE, exit=True)
            self._watched_since = monotonic()
        if self._soft:
            signal.setitimer(signal.ITIMER_REAL, self._seconds)
        try:
            yield
        finally:
            if self._soft:
                signal.setitimer(signal.ITIMER_REAL, 0)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        raise DocumentTimeoutError(f"took longer than {self._seconds:g} s (--time-limit)")


def limit_memory(megabytes: int | None) -> None:
    """Let this process take `megabytes` more than it has now, after which Python raises MemoryError (POSIX only)."""
    if megabytes is None:
        return
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        taken = pages * os.sysconf("SC_PAGE_SIZE")
    except OSError:  # no /proc, as on macOS: the limit is then on the whole
        taken = 0
    # Whoever started this process may have set a lower limit (`ulimit -v`), which stays.
    limits = resource.getrlimit(resource.RLIMIT_AS)
    known = [limit for limit in (taken + megabytes * 2**20, *limits) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(known), limits[1]))
