"""A batch job: cut the inputs into shards, have an engine do them, make the files that were asked for."""

import json
import os
import platform
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import Any
from uuid import uuid4

import bpextract
from bpextract.addresses import as_path
from bpextract.batch.cleanup import Output, drop_since, sweep, table_names, tidy
from bpextract.batch.engine import ENGINES, Engine
from bpextract.batch.keys import make_unique
from bpextract.batch.lock import locked
from bpextract.batch.manifest import Manifest, ShardRow, refuse_changes
from bpextract.batch.ownership import given_names, is_whole, refuse_foreign, refuse_other_input, written
from bpextract.batch.progress import LOGGER, progress
from bpextract.batch.shards import InputIdentity, Shard, cut, identify, list_files
from bpextract.batch.summary import Summary
from bpextract.batch.task import Task, written_tables
from bpextract.batch.writers import check_format, finish
from bpextract.columns import Columns
from bpextract.errors import InputError, JobError, meant
from bpextract.sources.bounded import most_of
from bpextract.sources.files import STDIN, LeftOut
from bpextract.sources.reader import check_named
from bpextract.wanted import Wanted
from bpextract.wording import counted

SHARD_SIZE = 2  # megabytes


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
    tables: Collection[str] | None = None,
    texts: bool = False,
    lexicons: Mapping[str, str | Path] | None = None,
    pipeline: str | None = None,
    engine: Engine | None = None,
    resume: bool = False,
    accept_changes: bool = False,
    overwrite: bool = False,
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
        tables: write only these, beside `documents` and `mentions`; all, when None. `tokens` are never written.
        texts: whether the texts are written, too, as a table of their own: what offsets refer to.
        lexicons: files of your own by the name of the lexicon they add to.
        pipeline: `module:function` that returns a spaCy pipeline of your own.
        engine: where the work is done; on the cores of this machine by default.
        resume: go on with the job in `output` that was interrupted; shards that are done are not done again.
        accept_changes: resume even though input, configuration or version changed: shards of unchanged input are kept.
        overwrite: replace what a job over other input has written to `output`; nothing that no job wrote.
        time_limit: seconds for a document; None or 0: no limit.
        memory_limit: megabytes for the documents of a worker; without one, a worker's share of this machine's memory
            (a cluster has limits of its own).
        shard_size: megabytes of input in a shard; a longer table is read by this process, all else by the workers.

    Raises:
        InputError: an input is not there, a setting is wrong, the output cannot be written, another job is writing it,
            or something that is not to be lost is in its place.
        JobError: the job stopped (a full disk, say) or must not be resumed; what is done is kept.
    """
    given, engine = [str(item) for item in inputs], engine or Engine()
    _check(given, engine, resume, overwrite, shard_size)
    out = as_path(output)
    home = out.with_name(f"{out.name}.job") if format == "duckdb" else out / "_job"
    task = Task(
        parts=out if format == "parquet" else home,
        home=home,
        columns=Columns(text, id, published),
        wanted=Wanted.of(sections, min_confidence, tables, written_tables(pipeline)),
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
    unknown = LeftOut()
    identity = identify(given, own.check, lambda file: None if own.holds(file) else unknown.add(file))
    most = most_of(task.memory_limit)
    check_named((file.path for file in list_files(given, own.holds) if file.path != STDIN), task.columns, most)
    job = _describe(task, identity, format, shard_size)
    old = earlier if resume else None
    if old is not None and not accept_changes:
        refuse_changes(old["job"], job)
    if earlier is not None and not resume and not overwrite:
        refuse_other_input(earlier, job["input"], given_names(given), out)
    refuse_foreign(task, out, format, earlier)
    if old is not None and old["finished"] and old["job"] == job and is_whole(task, out, old):
        finished = _finished(manifest, int(old["shards"]))
        if finished is not None:
            LOGGER.info("there is nothing to do: the job in %s is finished", out)
            return finished
    shards = cut(given, task.columns, int(shard_size * 1_000_000), own.holds, most)
    shards = chain(list(islice(shards, 1)), shards)  # standard input tells what is wrong with it before all is begun
    tables = table_names(task, old)
    by = f"process {os.getpid()} on {platform.node()}"
    about = {"job": job, "inputs": given_names(given), "tables": tables, "run": uuid4().hex, "by": by}
    plan = _Plan(task, manifest, out, format, earlier, old is not None, about)
    with locked(home, out, (earlier or {}).get("by")):
        if manifest.read_job() != earlier:
            raise InputError(f"{out}: another job has written here just now; look at what it did, and start again")
        summary = _do(plan, engine, shards, identity)
    summary.left_out = unknown.message()
    if summary.left_out:
        LOGGER.warning("%s", summary.left_out)
    return summary


@dataclass(frozen=True, slots=True)
class _Plan:
    """A job that nothing speaks against.

    Attributes:
        earlier: what the manifest says of the job before in the same place; resumed: whether it is gone on with.
        about: what the manifest is to say of this one.
    """

    task: Task
    manifest: Manifest
    out: Path
    format: str
    earlier: Mapping[str, Any] | None
    resumed: bool
    about: Mapping[str, Any]

    def check_alone(self) -> None:
        """Raise a JobError when another job has begun in this one's place, as one can where there is no lock."""
        if (self.manifest.read_job() or {}).get("run") != self.about["run"]:
            said = "another job has begun to write here, so this one stopped; give each a folder of its own"
            raise JobError(f"{self.out}: {said}")


def _do(plan: _Plan, engine: Engine, shards: Iterator[Shard], identity: InputIdentity) -> Summary:
    task, manifest, out = plan.task, plan.manifest, plan.out
    try:
        tidy(task, out, plan.earlier, plan.format, keep=plan.resumed)
    except OSError as error:
        raise InputError(f"{out}: cannot be written: {error.strerror or error}") from error
    manifest.write_job({**plan.about, "finished": False})
    begun = "resumed" if plan.resumed else "started"
    LOGGER.info("%s: %s, %s", begun, counted(identity.files, "file"), counted(identity.size, "byte"))
    summary = _work(plan, engine, shards, identity)
    plan.check_alone()
    try:
        if plan.resumed:
            drop_since(task, manifest, summary.n_shards)
        sweep(task, out)
        make_unique(task, summary.n_shards, summary.n_documents)
        finish(task, out, plan.format, summary.n_shards)
        files = written(task, out, plan.format, summary.n_shards)
    except OSError as error:
        raise JobError(f"{out}: cannot be written: {error.strerror or error}; go on with --resume") from error
    manifest.write_job({**plan.about, "finished": True, "shards": summary.n_shards, "files": files})
    LOGGER.info("finished: %s, %d with an error", counted(summary.n_documents, "document"), summary.n_errors)
    return summary


def _check(inputs: list[str], engine: Engine, resume: bool, overwrite: bool, shard_size: float) -> None:
    if engine.name not in ENGINES:
        raise InputError(
            f"no engine {engine.name!r}; the engines are {', '.join(ENGINES)}{meant([engine.name], ENGINES)}"
        )
    if resume and str(STDIN) in inputs:
        raise InputError("standard input cannot be read a second time; store it in a file if you want to --resume")
    if resume and overwrite:
        raise InputError("--resume goes on with what is there, and --overwrite replaces it; give one of the two")
    if shard_size <= 0:
        raise InputError(f"--shard-size {shard_size:g}: give a number of megabytes greater than 0")


def _describe(task: Task, identity: InputIdentity, format: str, shard_size: float) -> dict[str, Any]:
    """Return what the output depends on."""
    described = {
        "version": bpextract.__version__,
        "input": asdict(identity),
        "format": format,
        "columns": task.columns._asdict(),
        "sections": sorted(sections) if (sections := task.wanted.sections) is not None else None,
        "min_confidence": task.wanted.min_confidence,
        "tables": sorted(tables) if (tables := task.wanted.tables) is not None else None,
        "texts": task.texts,
        "lexicons": {name: sha256(Path(path).read_bytes()).hexdigest() for name, path in task.lexicons},
        "pipeline": task.pipeline,
        "shard_size": shard_size,
    }
    return dict(json.loads(json.dumps(described)))  # as it is read again: lists for tuples


def _work(plan: _Plan, engine: Engine, shards: Iterator[Shard], identity: InputIdentity) -> Summary:
    """Have the shards done that are not; return the counts of all.

    Raises:
        JobError: a shard could not be done, or another job has begun.
    """
    task, manifest = plan.task, plan.manifest
    summary = Summary()
    failed: list[ShardRow] = []
    with progress(identity.size) as shown:

        def pending() -> Iterator[Shard]:
            for shard in shards:
                row = manifest.row(shard.number)
                if row is None or row.digest != shard.digest or not task.has_parts(shard.number, row.sizes):
                    yield shard
                    continue
                summary.add(row)
                summary.n_resumed += 1
                shown.resume(row)

        for row in engine.run(task, pending(), identity, shown.step):
            if row.error is not None:
                LOGGER.error("shard %d: %s", row.number, row.error)
                failed.append(row)
                if row.fatal:
                    break
                continue
            LOGGER.info(
                "shard %d: %s, %d with an error", row.number, counted(row.n_documents, "document"), row.n_errors
            )
            summary.add(row)
            shown.finish(row)
            if not isinstance(task.home, Path):
                plan.check_alone()
    if failed:
        first = f"shard {failed[-1].number}: {failed[-1].error}"
        raise JobError(
            f"{len(failed)} of {counted(summary.n_shards + len(failed), 'shard')} could not be done: {first}. What is "
            f"done is kept ({counted(summary.n_documents, 'document')}); go on with --resume"
        )
    summary.warnings.sort()  # engines give shards in any order
    return summary


def _finished(manifest: Manifest, shards: int) -> Summary | None:
    """Return the counts of a finished job, None where a shard's are gone, so that nobody can tell what it did."""
    summary = Summary()
    for number in range(shards):
        row = manifest.row(number)
        if row is None:
            return None
        summary.add(row)
        summary.n_resumed += 1
    return summary
