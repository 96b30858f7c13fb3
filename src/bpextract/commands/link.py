"""The command `link`: who is who across the documents of stored results."""

import os
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from bpextract.commands.exits import told_errors
from bpextract.commands.options import Master
from bpextract.errors import InputError

if TYPE_CHECKING:
    from bpextract.linking.stored import Run

ENGINES = ("local", "spark")
_SPARK_MEMORY = 2_000  # megabytes of a task, of which an executor has several
_SPARK_THREADS = 1  # of a task; Spark has one for each core


def link(
    results: Annotated[
        str, typer.Argument(metavar="OUT", help="Folder of Parquet that `bpextract extract -o OUT` wrote.")
    ],
    memory_limit: Annotated[
        int | None,
        typer.Option(
            min=1,
            metavar="MB",
            help="Megabytes that the database may take, and with Spark that of each task. "
            "Default: most of the machine's memory; with Spark 2000.",
        ),
    ] = None,
    engine: Annotated[
        str | None,
        typer.Option(metavar="ENGINE", help="local or spark. Default: spark where --master is given, else local."),
    ] = None,
    master: Master = None,
) -> None:
    """Tell who is who across the documents of results: entities, appearances and posts, written beside them.

    A run that was stopped goes on where it was, unless the results have changed.

    \b
    Examples:
      bpextract extract news/ -o out
      bpextract link out
    """
    from bpextract.addresses import as_path
    from bpextract.linking.records import TABLES
    from bpextract.linking.stored import link_folder
    from bpextract.schema import counted_rows

    with told_errors(results):
        on_spark = _on_spark(engine, master)
        with _tasks(on_spark, master) as run:
            counts = link_folder(
                as_path(results),
                memory_limit or (_SPARK_MEMORY if on_spark else None),
                lambda said: typer.echo(said, err=True),
                run=run,
                threads=_SPARK_THREADS if on_spark else None,
            )
    typer.echo(f"{', '.join(counted_rows(TABLES[name], count) for name, count in counts.items())} → {results}")


def _on_spark(engine: str | None, master: str | None) -> bool:
    """Return whether Spark does the tasks.

    Raises:
        InputError: there is no such engine, or it takes no master.
    """
    if engine not in (None, *ENGINES):
        raise InputError(f"--engine {engine}: linking runs on {' or '.join(ENGINES)}")
    if engine == "local" and master:
        raise InputError("--master is the address of a Spark master; give it with --engine spark, or alone")
    return engine == "spark" or master is not None


def _tasks(on_spark: bool, master: str | None) -> "AbstractContextManager[Run]":
    if not on_spark:
        return nullcontext(map)
    from bpextract.batch.engines.spark import spark_tasks

    return spark_tasks(master, os.cpu_count() or 1)
