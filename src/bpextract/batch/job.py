"""A batch job: cut the inputs into shards, have an engine do them, make the files that were asked for."""

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import bpextract
from bpextract.addresses import as_path
from bpextract.batch.cleanup import Output, drop_since, sweep, table_names, tidy
from bpextract.batch.keys import make_unique
from bpextract.batch.manifest import Manifest, ShardRow, refuse_changes
from bpextract.batch.progress import LOGGER, progress
from bpextract.batch.shards import InputIdentity, Shard, cut, identify
from bpextract.batch.task import Task
from bpextract.batch.writers import check_format, finish
from bpextract.errors import InputError, JobError, meant
from bpextract.extraction import check_wanted
from bpextract.sources.files import STDIN
from bpextract.sources.row import Columns

ENGINES = ("local", "dask", "spark")
SHARD_SIZE = 2  # megabytes
_SHOWN = 10
_SMALL = 1_000_000  # bytes of input below which this process does the work itself, unless told


@dataclass(slots=True)
class Summary:
    """What a job did. `warnings` are the first few errors, with their documents."""

    n_documents: int = 0
    n_errors: int = 0
    n_mentions: int = 0
    n_chars: int = 0
    n_shards: int = 0
    n_resumed: int = 0
    seconds_extracting: float = 0.0
    seconds_writing: float = 0.0
    warnings: list[str] = field(default_factory=list)

    def add(self, row: ShardRow) -> None:
        """Count a shard."""
        self.n_shards += 1
        self.n_documents += row.n_documents
        self.n_errors += row.n_errors
        self.n_mentions += row.n_mentions
        self.n_chars += row.n_chars
        self.seconds_extracting += row.seconds_extracting
        self.seconds_writing += row.seconds_writing
        self.warnings.extend(row.errors[: _SHOWN - len(self.warnings)])


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

    def run(self, task: Task, shards: Iterator[Shard], identity: InputIdentity) -> Iterator[ShardRow]:
        """Yield the manifest rows of shards, in any order."""
        workers = self._workers
        if self.name == "dask":
            from bpextract.batch.engines.dask import run_dask

            return run_dask(task, shards, self.address, workers)
        if self.name == "spark":
            from bpextract.batch.engines.spark import run_spark

            return run_spark(task, shards, self.address, workers)
        from bpextract.batch.engines.local import run_here, run_pool

        if self.workers == 0 or (self.workers is None and identity.size < _SMALL):
            return run_here(task, shards)
        return run_pool(task, shards, workers)


def run(
    inputs: Iterable[str | Path],
    output: str | Path,
    format: str = "parquet",
    *,
    text: str | None = None,
    id: str | None = None,
    published: str | None = None,
    sections: Collection[str] | None = None,
    min_confidence: float = 0.0,
    texts: bool = False,
    lexicons: Mapping[str, str | Path] | None = None,
    pipeline: str | None = None,
    engine: Engine | None = None,
    resume: bool = False,
    accept_changes: bool = False,
    time_limit: float | None = 60,
    memory_limit: int | None = None,
    shard_size: float = SHARD_SIZE,
) -> Summary:
    """Extract every document of `inputs` into `output`: a folder with files of each table, or a DuckDB database.

    Output is the same whatever the engine, the number of workers and the interruptions. A document that cannot be read,
    fails, or ends its worker is a row of `documents` with `error`.

    Args:
        inputs: files, folders, globs, `-` for standard input; paths, or addresses that fsspec knows.
        format: parquet, csv, jsonl or duckdb.
        text, id, published: columns of table files; guessed when missing.
        sections: keep only mentions in these sections.
        min_confidence: keep only mentions that are at least so sure.
        texts: whether the texts are written, too, as a table of their own: what offsets refer to.
        lexicons: files of your own by the name of the lexicon they add to.
        pipeline: `module:function` that returns a spaCy pipeline of your own.
        engine: where the work is done; on the cores of this machine by default.
        resume: go on with the job in `output` that was interrupted; shards that are done are not done again.
        accept_changes: resume even though input, configuration or version changed: shards of unchanged input are kept.
        time_limit: seconds for a document; None or 0: no limit.
        memory_limit: megabytes for the documents of a worker; without one, a worker's share of this machine's memory
            (a cluster has limits of its own).
        shard_size: megabytes of input in a shard; a longer table is read by this process, all else by the workers.

    Raises:
        InputError: an input is not there, a setting is wrong, or the output cannot be written.
        JobError: the job stopped (a full disk, say) or must not be resumed; what is done is kept.
    """
    given, engine = [str(item) for item in inputs], engine or Engine()
    check_wanted(sections, min_confidence)
    _check(given, engine, resume, shard_size)
    out = as_path(output)
    home = out.with_name(f"{out.name}.job") if format == "duckdb" else out / "_job"
    task = Task(
        parts=out if format == "parquet" else home,
        home=home,
        columns=Columns(text, id, published),
        sections=None if sections is None else tuple(sections),
        min_confidence=min_confidence,
        lexicons=tuple(sorted((name, str(path)) for name, path in (lexicons or {}).items())),
        pipeline=pipeline,
        time_limit=time_limit,
        memory_limit=memory_limit or engine.memory_share(),
        texts=texts,
    )
    manifest = Manifest(home)
    earlier = manifest.read_job()
    check_format(format, out, ours=earlier is not None)
    task.check()  # a wrong lexicon or pipeline is told before anything is written
    own = Output(task, out, given, earlier)
    identity = identify(given, own.check)
    job = _describe(task, identity, format, shard_size)
    old = earlier if resume else None
    if old is not None and not accept_changes:
        refuse_changes(old["job"], job)
    if old is not None and old["finished"] and old["job"] == job:
        LOGGER.info("nothing to do: the job in %s is finished", out)
        return _finished(manifest, int(old["shards"]))
    try:
        tidy(task, out, earlier, format, keep=old is not None)
    except OSError as error:
        raise InputError(f"{out}: cannot be written: {error.strerror or error}") from error
    about = {"job": job, "tables": table_names(task, old)}
    manifest.write_job({**about, "finished": False})
    LOGGER.info("%s: %d files, %d bytes", "resumed" if old else "started", identity.files, identity.size)
    shards = cut(given, task.columns, int(shard_size * 1_000_000), own.holds)
    summary = _work(task, manifest, engine, shards, identity)
    try:
        if old is not None:
            drop_since(task, manifest, summary.n_shards)
        sweep(task, out)
        make_unique(task, summary.n_shards, summary.n_documents)
        finish(task, out, format, summary.n_shards)
    except OSError as error:
        raise JobError(f"{out}: cannot be written: {error.strerror or error}; go on with --resume") from error
    manifest.write_job({**about, "finished": True, "shards": summary.n_shards})
    LOGGER.info("finished: %d documents, %d with an error", summary.n_documents, summary.n_errors)
    return summary


def _check(inputs: list[str], engine: Engine, resume: bool, shard_size: float) -> None:
    if engine.name not in ENGINES:
        raise InputError(
            f"no engine {engine.name!r}; the engines are {', '.join(ENGINES)}{meant([engine.name], ENGINES)}"
        )
    if resume and str(STDIN) in inputs:
        raise InputError("standard input cannot be read again; store it in a file to be able to --resume")
    if shard_size <= 0:
        raise InputError(f"--shard-size {shard_size:g}: give megabytes, more than 0")


def _describe(task: Task, identity: InputIdentity, format: str, shard_size: float) -> dict[str, Any]:
    """Return what the output depends on."""
    described = {
        "version": bpextract.__version__,
        "input": asdict(identity),
        "format": format,
        "columns": task.columns._asdict(),
        "sections": task.sections,
        "min_confidence": task.min_confidence,
        "texts": task.texts,
        "lexicons": {name: sha256(Path(path).read_bytes()).hexdigest() for name, path in task.lexicons},
        "pipeline": task.pipeline,
        "shard_size": shard_size,
    }
    return dict(json.loads(json.dumps(described)))  # as it is read again: lists for tuples


def _work(task: Task, manifest: Manifest, engine: Engine, shards: Iterator[Shard], identity: InputIdentity) -> Summary:
    """Have the shards done that are not; return the counts of all.

    Raises:
        JobError: a shard could not be done.
    """
    summary = Summary()
    failed: list[ShardRow] = []
    with progress(identity.size) as advance:

        def pending() -> Iterator[Shard]:
            for shard in shards:
                row = manifest.row(shard.number)
                if row is None or row.digest != shard.digest or not task.part("documents", shard.number).is_file():
                    yield shard
                    continue
                summary.add(row)
                summary.n_resumed += 1
                advance(row)

        for row in engine.run(task, pending(), identity):
            if row.error is not None:
                LOGGER.error("shard %d: %s", row.number, row.error)
                failed.append(row)
                if row.fatal:
                    break
                continue
            LOGGER.info("shard %d: %d documents, %d with an error", row.number, row.n_documents, row.n_errors)
            summary.add(row)
            advance(row)
    if failed:
        first = f"shard {failed[-1].number}: {failed[-1].error}"
        raise JobError(
            f"{len(failed)} of {summary.n_shards + len(failed)} shards not done: {first}. "
            f"{summary.n_documents} documents are; go on with --resume"
        )
    summary.warnings.sort()  # engines give shards in any order
    return summary


def _finished(manifest: Manifest, shards: int) -> Summary:
    summary = Summary()
    for number in range(shards):
        if (row := manifest.row(number)) is not None:
            summary.add(row)
            summary.n_resumed += 1
    return summary
