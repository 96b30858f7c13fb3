"""Shards and other tasks on a Spark cluster (extra `spark`)."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from bpextract.batch.interrupts import ours_alone
from bpextract.batch.manifest import ShardRow
from bpextract.batch.shards import Shard
from bpextract.batch.task import Task
from bpextract.batch.worker import Worker
from bpextract.errors import JobError, MissingExtraError

if TYPE_CHECKING:
    from pyspark import SparkContext

_SHARDS_OF_A_PARTITION = 4  # a partition starts one process of ours


def run_spark(task: Task, shards: Iterator[Shard], master: str | None, workers: int) -> Iterator[ShardRow]:
    """Yield the rows of shards done by the cluster at `master`, or by `workers` threads of a local one.

    They go in waves that the cluster's cores share, so that the driver never holds the whole input. Spark runs a
    partition again whose executor was lost.

    Raises:
        MissingExtraError: PySpark is not installed.
        JobError: Spark does not start, or its master does not answer.
    """
    with _started(master, workers) as (context, ask):
        partitions = context.defaultParallelism
        while wave := list(islice(shards, partitions * _SHARDS_OF_A_PARTITION)):
            work = context.parallelize(wave, partitions).mapPartitions(partial(_work, task))
            try:
                yield from ask(work.collect)
            except JobError as error:
                yield from (ShardRow(shard.number, shard.digest, error=str(error)) for shard in wave)


@contextmanager
def spark_tasks(
    master: str | None, workers: int
) -> "Iterator[Callable[[Callable[[Any], None], Sequence[Any]], Iterable[None]]]":
    """Give a function that does a task for each of some values on a cluster, as `map` does it here.

    The tasks write files that this process reads: to folders that the whole cluster has under one name.

    Raises:
        MissingExtraError: PySpark is not installed.
        JobError: Spark does not start, its master does not answer, or a task failed.
    """
    with _started(master, workers) as (context, ask):

        def run(task: Callable[[Any], None], values: Sequence[Any]) -> Iterable[None]:
            return ask(context.parallelize(values, len(values)).map(task).collect) if values else ()

        yield run


@contextmanager
def _started(master: str | None, workers: int) -> "Iterator[tuple[SparkContext, Callable[[Callable[[], Any]], Any]]]":
    """Give a running Spark, and a function that asks it, which raises JobError when Spark gives up."""
    try:
        from py4j.protocol import Py4JError, Py4JJavaError
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise MissingExtraError('--engine spark needs PySpark: pip install "bpextract[spark]"') from error
    builder = SparkSession.builder.appName("bpextract").config("spark.ui.enabled", "false")
    if master is None:
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else the first python3 of the path
        builder = builder.master(f"local[{workers}]")
    else:
        builder = builder.master(master)
    try:
        with ours_alone():
            session = builder.getOrCreate()
    except (PySparkException, Py4JError) as error:
        where = f"with the master at {master}" if master else "on this machine; is Java 17 or later installed?"
        raise JobError(f"Spark does not start {where} ({str(error).splitlines()[0]})") from error
    # Every thread has its own connection to Java. One that Ctrl-C broke off would take the answer to its last question
    # for that to the next: so another thread asks, and this one, to which Ctrl-C comes, can still stop the session.
    with ThreadPoolExecutor(1, thread_name_prefix="bpextract-spark") as asking:

        def ask(question: Callable[[], Any]) -> Any:
            try:
                return asking.submit(question).result()
            except Py4JJavaError as error:
                raise JobError(f"Spark gave it up: {_cause(error.java_exception.getMessage())}") from error

        try:
            yield session.sparkContext, ask
        finally:
            session.stop()


def _cause(message: str) -> str:
    """Return the line of a Python traceback within a Java one that says what happened."""
    lines = [line for line in message.splitlines() if line[:1].isalpha() and not line.startswith("Driver stack")]
    return lines[-1] if lines else message


def _work(task: Task, shards: Iterator[Shard]) -> Iterator[ShardRow]:
    with Worker(task) as worker:
        for shard in shards:
            yield worker.run(shard)
