"""Engines on this machine: a pool of worker processes, or this process."""

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from queue import SimpleQueue

from bpextract.batch.manifest import ShardRow
from bpextract.batch.shards import Shard
from bpextract.batch.task import Task, run_shard
from bpextract.batch.totals import Step
from bpextract.batch.worker import Worker


def run_here(task: Task, shards: Iterator[Shard], watch: Callable[[Step], None]) -> Iterator[ShardRow]:
    """Yield the row of each shard, done in this process: for small jobs, which a worker would take longer to start."""
    for shard in shards:
        yield run_shard(task, shard, tell=watch)


def run_pool(task: Task, shards: Iterator[Shard], workers: int, watch: Callable[[Step], None]) -> Iterator[ShardRow]:
    """Yield the rows of shards as `workers` processes get them done; `watch` is called from several threads.

    Each worker has a thread here that waits for it; no more shards are read than are worked on, and one for each worker
    that comes free.
    """
    free: SimpleQueue[Worker] = SimpleQueue()

    def work(shard: Shard) -> ShardRow:
        worker = free.get()
        try:
            return worker.run(shard)
        finally:
            free.put(worker)

    with ExitStack() as stack:
        team = [stack.enter_context(Worker(task, watch)) for _ in range(workers)]
        pool = stack.enter_context(ThreadPoolExecutor(workers, thread_name_prefix="bpextract"))
        for worker in team:
            stack.callback(worker.kill)  # before the pool waits for its threads
            free.put(worker)
        running: set[Future[ShardRow]] = set()
        for shard in shards:
            running.add(pool.submit(work, shard))
            if len(running) > workers:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
