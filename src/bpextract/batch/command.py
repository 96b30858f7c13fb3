"""What `bpextract extract` says on the terminal, and its exit code."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import typer

from bpextract.batch.job import Engine, Summary, run
from bpextract.batch.progress import LOGGER, log_to
from bpextract.errors import InputError, JobError

ALL_FAILED, STOPPED, INTERRUPTED = 1, 3, 130


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
    try:
        with log_to(log), _terminated():
            summary = run(inputs, output, format, engine=Engine(engine, workers, address), **settings)
    except JobError as error:
        typer.secho(f"bpextract: {error}", err=True, fg="red")
        return STOPPED
    except KeyboardInterrupt:
        LOGGER.warning("interrupted")
        typer.secho("bpextract: interrupted; what is done is kept, go on with --resume", err=True, fg="red")
        return INTERRUPTED
    except OSError as error:
        raise InputError(f"{error.filename or output}: {error.strerror or error}") from error
    _print(summary, output)
    return ALL_FAILED if summary.n_documents and summary.n_errors == summary.n_documents else 0


def _print(summary: Summary, output: str) -> None:
    for warning in summary.warnings:
        typer.secho(warning, err=True, fg="yellow")
    if summary.n_errors > len(summary.warnings):
        more = summary.n_errors - len(summary.warnings)
        typer.secho(f"… and {more} more; see documents.error", err=True, fg="yellow")
    if summary.n_resumed:
        typer.echo(f"{summary.n_resumed} of {summary.n_shards} shards were done before")
    typer.echo(
        f"{summary.n_documents} documents, {summary.n_errors} with an error, {summary.n_mentions} mentions → {output}"
    )


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
