"""How far a job is: a bar on a terminal, lines in a log."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from bpextract.batch.manifest import ShardRow
from bpextract.errors import InputError

LOGGER = logging.getLogger("bpextract.batch")
LOGGER.addHandler(logging.NullHandler())  # else the last resort of logging prints errors, which are told anyway


class Advance(Protocol):
    """Called with each row of the manifest."""

    def __call__(self, row: ShardRow) -> None: ...


@contextmanager
def progress(total: int) -> Iterator[Advance]:
    """Show a bar with rate and time left on standard error while shards are done; nothing when it is no terminal.

    Args:
        total: bytes of the whole input; a shard's `size` is its share.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.fields[documents]:,} documents"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("", total=total or None, documents=0, rate="")
        documents = chars = 0

        def advance(row: ShardRow) -> None:
            nonlocal documents, chars
            documents, chars = documents + row.n_documents, chars + row.n_chars
            seconds = bar.tasks[0].elapsed or 0
            rate = f"{chars / seconds:,.0f} characters/s" if seconds else ""
            bar.update(task, advance=row.size, documents=documents, rate=rate)

        yield advance


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
