"""How far a job is: a bar on a terminal, lines in a log."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from bpextract.batch.manifest import ShardRow
from bpextract.batch.totals import Step
from bpextract.errors import InputError
from bpextract.wording import counted

LOGGER = logging.getLogger("bpextract.batch")
LOGGER.addHandler(logging.NullHandler())  # else the last resort of logging prints errors, which are told anyway


class Progress:
    """How far a job is, summed over its shards; any thread may tell it.

    Args:
        show: called after each change.
    """

    def __init__(self, show: Callable[["Progress"], None]) -> None:
        self.n_documents = self.size = 0
        self.n_chars = 0
        """Characters read by this run; those of shards that were done before say nothing about its rate."""
        self._under_way: dict[int, Step] = {}
        self._lock = Lock()
        self._show = show

    def step(self, step: Step) -> None:
        """Take note of how far a shard is. One that is done again begins anew."""
        with self._lock:
            before = self._under_way.get(step.shard, Step(step.shard, 0, 0, 0))
            self._under_way[step.shard] = step
            self._add(step.n_documents - before.n_documents, step.n_chars - before.n_chars, step.size - before.size)

    def finish(self, row: ShardRow) -> None:
        """Take note of a shard that is done."""
        with self._lock:
            before = self._under_way.pop(row.number, Step(row.number, 0, 0, 0))
            self._add(row.n_documents - before.n_documents, row.n_chars - before.n_chars, row.size - before.size)

    def resume(self, row: ShardRow) -> None:
        """Take note of a shard that an earlier run has done."""
        with self._lock:
            self._add(row.n_documents, 0, row.size)

    def _add(self, n_documents: int, n_chars: int, size: int) -> None:
        self.n_documents += n_documents
        self.n_chars += n_chars
        self.size += size
        self._show(self)


@contextmanager
def progress(total: int) -> Iterator[Progress]:
    """Show a bar with rate and time left on standard error while shards are done; nothing when it is no terminal.

    Args:
        total: bytes of the whole input.
    """
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.fields[documents]}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    with Bar(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("", total=total or None, documents=counted(0, "document"), rate="")

        def show(now: Progress) -> None:
            seconds = bar.tasks[0].elapsed or 0
            rate = f"{now.n_chars / seconds:,.0f} characters/s" if seconds and now.n_chars else ""
            bar.update(task, completed=now.size, documents=counted(now.n_documents, "document"), rate=rate)

        yield Progress(show)


@contextmanager
def log_to(path: Path | None) -> Iterator[None]:
    """Append what the job says to the file at `path`, if any.

    Raises:
        InputError: the file cannot be written.
    """
    if path is None:
        yield
        return
    try:
        handler = logging.FileHandler(path, encoding="utf-8")
    except OSError as error:
        raise InputError(f"--log {path}: cannot be written: {error.strerror or error}") from error
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    before = LOGGER.level
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    try:
        yield
    finally:
        LOGGER.removeHandler(handler)
        LOGGER.setLevel(before)
        handler.close()
