"""What `bpextract extract` says on the terminal, and its exit code."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import Any

import typer

from bpextract.batch.engine import Engine
from bpextract.batch.job import run
from bpextract.batch.progress import LOGGER, log_to
from bpextract.batch.summary import Summary
from bpextract.errors import BpextractError, InputError, JobError
from bpextract.wording import counted

ALL_FAILED, STOPPED, INTERRUPTED = 1, 3, 130
_LONG = 5  # seconds of a job whose rate says something


def extract(
    inputs: list[str],
    output: str,
    format: str,
    *,
    workers: int | None,
    engine: str,
    address: str | None,
    log: Path | None,
    **settings: Any,
) -> int:
    """Run a job, print what became of it, and return the exit code.

    Raises:
        InputError: an input or a setting is wrong.
    """
    began = monotonic()
    with log_to(log), _terminated():
        try:
            summary = run(inputs, output, format, engine=Engine(engine, workers, address), **settings)
        except JobError as error:
            return _stopped(str(error), STOPPED)
        except KeyboardInterrupt:
            return _stopped("interrupted; what is done is kept, go on with --resume", INTERRUPTED)
        except Exception as error:
            addresses = ", ".join(name for name in (*inputs, output) if "://" in name)
            if isinstance(error, OSError) and (error.filename or not addresses):
                raise InputError(f"{error.filename or output}: {error.strerror or error}") from error
            if isinstance(error, BpextractError) or not addresses:
                raise
            # Drivers of addresses have errors of their own: no credentials, no answer.
            said = f"{addresses}: cannot be reached or used ({type(error).__name__}: {error})"
            return _stopped(f"{said}; put that right, and go on with --resume", STOPPED)
    _print(summary, output, monotonic() - began)
    # A document that was repaired has a word of that for an error, and mentions.
    failed = summary.n_documents and summary.n_errors == summary.n_documents and not summary.n_mentions
    return ALL_FAILED if failed else 0


def with_name(doc_id: str, said: str = "") -> str:
    """Return what is said of a document after its name, unless that begins with the name of its file and line."""
    where = said.partition(": ")[0]
    return said if where.endswith(doc_id) else f"{doc_id}: {said}"


def _stopped(said: str, code: int) -> int:
    LOGGER.error("stopped: %s", said)
    typer.secho(f"bpextract: {said}", err=True, fg="red")
    return code


def _print(summary: Summary, output: str, seconds: float) -> None:
    if summary.left_out:
        typer.secho(summary.left_out, err=True, fg="yellow")
    for warning in summary.warnings:
        typer.secho(with_name(*warning.split(": ", 1)), err=True, fg="yellow")
    if summary.n_errors > len(summary.warnings):
        more = summary.n_errors - len(summary.warnings)
        typer.secho(f"… and {more:,} more; see documents.error", err=True, fg="yellow")
    if summary.n_resumed:
        were = "was" if summary.n_resumed == 1 else "were"
        typer.echo(f"{summary.n_resumed} of {counted(summary.n_shards, 'shard')} {were} done before")
    documents, mentions = counted(summary.n_documents, "document"), counted(summary.n_mentions, "mention")
    rate = ""
    if seconds > _LONG and not summary.n_resumed:
        rate = f" ({seconds:,.0f} s, {summary.n_chars / seconds:,.0f} characters/s)"
    typer.echo(f"{documents}, {summary.n_errors:,} with an error, {mentions} → {output}{rate}")


@contextmanager
def _terminated() -> Iterator[None]:
    """Take SIGTERM, by which systems stop a job, for Ctrl-C."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
