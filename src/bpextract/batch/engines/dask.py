"""Shards on a Dask cluster (extra `dask`)."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from queue import Empty, SimpleQueue
from typing import Any
from uuid import uuid4

from bpextract.batch.interrupts import ours_alone
from bpextract.batch.manifest import ShardRow
from bpextract.batch.shards import Shard
from bpextract.batch.task import Task
from bpextract.batch.worker import Worker
from bpextract.errors import InputError, JobError, MissingExtraError


def run_dask(task: Task, shards: Iterator[Shard], scheduler: str | None, workers: int) -> Iterator[ShardRow]:
    """Yield the rows of shards as they are done on the cluster at address `scheduler`, or on a local one.

    Dask runs a shard again whose worker was lost; two shards for each of its threads are under way.

    Raises:
        MissingExtraError: Dask is not installed.
        JobError: the scheduler does not answer.
        InputError: its address is none.
    """
    try:
        from distributed import Client, LocalCluster, as_completed
    except ImportError as error:
        raise MissingExtraError('--engine dask needs Dask: pip install "bpextract[dask]"') from error
    with ExitStack() as stack:
        address: Any = scheduler
        if scheduler is None:
            with ours_alone():
                cluster = LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
            address = stack.enter_context(cluster)
        try:
            client = stack.enter_context(Client(address))
        except OSError as error:
            raise JobError(f"no Dask scheduler answers at {scheduler}: {error}") from error
        except ValueError as error:
            raise InputError(f"--scheduler {scheduler}: give an address such as tcp://host:8786 ({error})") from error
        # Jobs share a cluster: neither the plugin nor the keys may be taken for those of another.
        job = f"bpextract-{uuid4().hex}"
        client.register_plugin(_team(task, job))
        stack.callback(client.unregister_worker_plugin, job)
        ahead = 2 * max(1, sum(client.nthreads().values()))

        def submit(shard: Shard) -> Any:
            return client.submit(_work, job, shard, key=f"{job}-{shard.number}", pure=False)

        futures = {submit(shard): shard for shard in islice(shards, ahead)}
        completed = as_completed(list(futures))
        for future in completed:
            shard = futures.pop(future)
            if future.status == "finished":
                yield future.result()
            else:
                yield ShardRow(shard.number, shard.digest, error=f"Dask gave it up: {future.exception()}")
            for following in islice(shards, 1):
                futures[added := submit(following)] = following
                completed.add(added)


def _work(job: str, shard: Shard) -> ShardRow:
    from distributed import get_worker

    row: ShardRow = get_worker().plugins[job].run(shard)
    return row


def _team(task: Task, job: str) -> Any:
    """Return the plugin that gives each Dask worker processes of ours, one for each of its threads."""
    from distributed import WorkerPlugin

    class Team(WorkerPlugin):  # type: ignore[misc]  # Dask is not typed
        name = job

        def setup(self, worker: Any) -> None:
            self._all: list[Worker] = []
            self._free: SimpleQueue[Worker] = SimpleQueue()

        def teardown(self, worker: Any) -> None:
            for ours in self._all:
                ours.kill()

        def run(self, shard: Shard) -> ShardRow:
            try:
                ours = self._free.get_nowait()
            except Empty:
                ours = Worker(task)
                self._all.append(ours)
            try:
                return ours.run(shard)
            finally:
                self._free.put(ours)

    return Team()
