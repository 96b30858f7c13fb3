"""Which engine does the work, and with how many workers."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bpextract.batch.manifest import ShardRow
from bpextract.batch.shards import InputIdentity, Shard
from bpextract.batch.task import Task
from bpextract.batch.totals import Step

ENGINES = ("local", "dask", "spark")
_SMALL = 1_000_000  # bytes of input below which this process does the work itself, unless told


@dataclass(frozen=True, slots=True)
class Engine:
    """Where the work is done.

    Attributes:
        name: local, dask or spark.
        workers: processes, where this machine does it; None: one for each core.
        address: of the Dask scheduler or the Spark master; None: a cluster of their own on this machine.
    """

    name: str = "local"
    workers: int | None = None
    address: str | None = None

    @property
    def _workers(self) -> int:
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        return self.workers or cores

    def memory_share(self) -> int | None:
        """Return the megabytes that a worker may take of this machine, where it is this machine that works."""
        if self.name != "local" or not hasattr(os, "sysconf") or "SC_PHYS_PAGES" not in os.sysconf_names:
            return None
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20 // self._workers

    def run(
        self, task: Task, shards: Iterator[Shard], identity: InputIdentity, watch: Callable[[Step], None]
    ) -> Iterator[ShardRow]:
        """Yield the manifest rows of shards, in any order.

        Args:
            watch: called with each step within a shard, from any thread; never on a cluster, whose workers tell only
                when a shard is done.
        """
        workers = self._workers
        if self.name == "dask":
            from bpextract.batch.engines.dask import run_dask

            return run_dask(task, shards, self.address, workers)
        if self.name == "spark":
            from bpextract.batch.engines.spark import run_spark

            return run_spark(task, shards, self.address, workers)
        from bpextract.batch.engines.local import run_here, run_pool

        if self.workers == 0 or (self.workers is None and identity.size < _SMALL):
            return run_here(task, shards, watch)
        return run_pool(task, shards, workers, watch)
