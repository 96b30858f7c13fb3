"""A process that works on shards, and the one that watches over it.

The extraction runs in a child process, whatever the engine: a document that ends it (the system kills it for its
memory, a library crashes or hangs) costs that document alone. The child is a plain subprocess rather than one of
multiprocessing's, so that it can be had from a daemon process, too, and never imports the caller's script.
"""

import gc
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from types import TracebackType

from bpextract.batch.interrupts import held_back
from bpextract.batch.limits import limit_memory
from bpextract.batch.manifest import Manifest, ShardRow
from bpextract.batch.shards import Shard
from bpextract.batch.task import Task, run_shard
from bpextract.batch.totals import Step

_STRIKES = 2  # deaths at the same document after which it is to blame, not somebody who kills processes
_LOOK = 0.5  # seconds between looks at the parent
_MOST_DEATHS = 20  # in a shard, after which it is given up


class Worker:
    """Runs shards in a child process, and runs them again when it dies. A context manager; for one thread.

    `watch` is called with each step of the child.
    """

    def __init__(self, task: Task, watch: Callable[[Step], None] | None = None) -> None:
        self._task = task
        self._watch = watch
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False

    def run(self, shard: Shard) -> ShardRow:
        """Return the manifest row of `shard`; a document that ends the child twice gets an error in its row."""
        strikes: dict[int, int] = {}
        lost: dict[int, str] = {}
        for deaths in range(_MOST_DEATHS + 1):
            row, at = self._try(shard, lost)
            if row is not None:
                if deaths:
                    row = replace(row, deaths=deaths)
                    if row.error is None:
                        Manifest(self._task.home).write_row(row)
                return row
            said = self._post_mortem()
            if self._closed:
                return ShardRow(shard.number, shard.digest, error="the job was stopped")
            strikes[at] = strikes.get(at, 0) + 1
            if at < 0 and strikes[at] == _STRIKES:
                said = f"a worker cannot be started: {said}"
                return ShardRow(shard.number, shard.digest, error=said, fatal=True)
            if strikes[at] == _STRIKES:
                lost[at] = f"{said} at this document, {_STRIKES} times"
        return ShardRow(shard.number, shard.digest, error=f"workers died {_MOST_DEATHS} times at this shard")

    def kill(self) -> None:
        """End the child at once; `run`, in another thread, returns."""
        self._closed = True
        if self._process is not None:
            self._process.kill()

    def __enter__(self) -> "Worker":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        if self._process is not None:
            self._post_mortem()

    def _try(self, shard: Shard, lost: dict[int, str]) -> tuple[ShardRow | None, int]:
        """Return the row, or None when the child died, and the document it was at (-1: not even at the first)."""
        at = -1
        try:
            process = self._process or self._start()
            assert process.stdin is not None and process.stdout is not None
            pickle.dump((shard, lost), process.stdin)
            process.stdin.flush()
            while not isinstance(message := pickle.load(process.stdout), ShardRow):
                at = message.n_documents
                if self._watch is not None:
                    self._watch(message)
            return message, at
        except (EOFError, BrokenPipeError, ConnectionResetError, pickle.UnpicklingError):
            return None, at

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        with held_back():
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bpextract.batch.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment,
            )
        if self._closed:  # meanwhile, by another thread
            self._process.kill()
        assert self._process.stdin is not None
        pickle.dump(self._task, self._process.stdin)
        return self._process

    def _post_mortem(self) -> str:
        """Return what ended the child, and let go of it."""
        process, self._process = self._process, None
        if process is None:
            return "it did not start"
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:  # what could not be sent is lost with the child
                    continue
        code = process.wait()
        if code < 0:
            return f"the worker was killed ({signal.Signals(-code).name})"
        if code == 1 and self._task.time_limit:
            return f"the worker ended, or took longer than {self._task.time_limit:g} s and could not be interrupted"
        return f"the worker ended with code {code}"


def _end_with(parent: int) -> None:
    """End this process when its parent does, which would start the shard again elsewhere."""
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(0)


def _load(task: Task) -> str | None:
    """Load what the task needs; return why that fails here, where the job could (another machine, say)."""
    try:
        task.load()
    except Exception as error:  # noqa: BLE001  it is told in the answer
        return f"a worker cannot load its pipeline: {type(error).__name__}: {error}"
    return None


def main() -> None:
    """Work on shards from standard input until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the parent ends its children
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a user's component prints is no answer

    def tell(message: Step | ShardRow) -> None:
        pickle.dump(message, answers)
        answers.flush()

    task: Task = pickle.load(requests)
    fault = _load(task)
    gc.freeze()  # lexicons stay: the collector need not look at them again and again
    limit_memory(task.memory_limit)
    while True:
        try:
            shard, lost = pickle.load(requests)
        except EOFError:
            return
        if fault:
            tell(ShardRow(shard.number, shard.digest, error=fault, fatal=True))
            continue
        try:
            row = run_shard(task, shard, lost=lost, tell=tell, hard=True)
        except Exception as error:  # noqa: BLE001  the shard is not done, the others may be
            row = ShardRow(shard.number, shard.digest, error=f"{type(error).__name__}: {error}")
        tell(row)


if __name__ == "__main__":
    main()
