"""The place of the output: one job at a time writes there, and replaces only what is its to replace."""

import json
import subprocess
import sys

import pytest
from batch_corpus import article, contents, wait_for_shards, write_jsonl
from filelock import FileLock

import bpextract as bp
from bpextract.batch.engine import Engine
from bpextract.batch.job import run
from bpextract.batch.manifest import Manifest
from bpextract.errors import InputError, JobError

HERE = Engine(workers=0)
SMALL = 0.002
SUFFIX = {"parquet": ".parquet", "csv": ".csv", "jsonl": ".jsonl"}


@pytest.fixture
def news(tmp_path):
    return write_jsonl(tmp_path / "news.jsonl", [article(n) * 2 for n in range(20)])


@pytest.fixture
def other(tmp_path):
    return write_jsonl(tmp_path / "other.jsonl", [article(n) for n in range(3)])


def test_a_second_job_is_refused_until_the_first_is_over_or_killed(news, tmp_path):
    out = tmp_path / "out"
    command = [
        sys.executable,
        "-m",
        "bpextract.cli",
        "extract",
        "-",
        "-o",
        out,
        "--shard-size",
        "0.0005",
        "--workers",
        "0",
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, text=True) as first:
        first.stdin.write("".join(json.dumps({"text": article(n) * 2}) + "\n" for n in range(200)))
        first.stdin.flush()  # and it waits for more
        wait_for_shards(out, first)
        before = (out / "_job" / "job.json").read_bytes()
        for settings in ({}, {"overwrite": True}, {"resume": True, "accept_changes": True}):
            with pytest.raises(
                InputError, match=r"out: (another job is writing here|holds what is done of a job over)"
            ):
                run([news], out, engine=HERE, **settings)
        with pytest.raises(InputError, match=rf"another job is writing here \(process {first.pid} on"):
            run([news], out, engine=HERE, overwrite=True)
        assert (out / "_job" / "job.json").read_bytes() == before
        first.kill()
    assert run([news], out, engine=HERE, overwrite=True).n_documents == 20  # what the killed one left holds nobody up
    run([news], tmp_path / "alone", engine=HERE)
    assert contents(out) == contents(tmp_path / "alone")


def test_a_job_that_ended_in_between_is_not_overwritten(news, other, tmp_path, monkeypatch):
    """Between looking at the place and having it for itself, another job may have come and gone."""
    out = tmp_path / "out"

    def acquire(lock, timeout):
        monkeypatch.undo()
        run([other], out, engine=HERE)
        return lock.acquire(timeout=timeout)

    monkeypatch.setattr(FileLock, "acquire", acquire)
    with pytest.raises(InputError, match="another job has written here just now"):
        run([news], out, engine=HERE)
    assert len(bp.read_parquet(out).documents) == 3


def test_where_there_is_no_lock_a_job_stops_when_another_begins(news, monkeypatch):
    out = "memory://place/out"
    pytest.importorskip("upath")
    work = Engine.run

    def disturbed(self, task, shards, identity, watch):
        for row in work(self, task, shards, identity, watch):
            manifest = Manifest(task.home)
            manifest.write_job({**manifest.read_job(), "run": "of another"})
            yield row

    monkeypatch.setattr(Engine, "run", disturbed)
    with pytest.raises(JobError, match="another job has begun to write here"):
        run([news], out, engine=HERE, shard_size=SMALL)


def test_results_of_other_input_are_replaced_only_when_told(news, other, tmp_path):
    out = tmp_path / "out"
    run([news], out, engine=HERE)
    before = contents(out)
    with pytest.raises(
        InputError, match=r"holds the results of a job over other input \(.*news.jsonl\); .*--overwrite"
    ):
        run([other], out, engine=HERE)
    with pytest.raises(InputError, match="holds the results of a job over other input"):
        run([other, news], out, "csv", engine=HERE)
    assert contents(out) == before
    assert run([other], out, engine=HERE, overwrite=True).n_documents == 3
    write_jsonl(other, [article(n) for n in range(5)])
    assert run([other], out, engine=HERE).n_documents == 5  # the same input, which has grown
    with pytest.raises(InputError, match="give one of the two"):
        run([other], out, engine=HERE, overwrite=True, resume=True)


def test_what_an_interrupted_job_has_done_is_replaced_only_when_told(news, other, tmp_path):
    out = tmp_path / "out"
    run([news], out, engine=HERE, shard_size=SMALL)
    job = json.loads((out / "_job" / "job.json").read_text())
    (out / "_job" / "job.json").write_text(json.dumps({**job, "finished": False}))
    with pytest.raises(InputError, match="holds what is done of a job over other input"):
        run([other], out, engine=HERE)
    assert run([news], out, engine=HERE, shard_size=SMALL, resume=True).n_resumed == 3


@pytest.mark.parametrize("format", ["parquet", "csv", "jsonl"])
@pytest.mark.parametrize("table", ["people", "documents", "texts"])
@pytest.mark.parametrize("earlier", [None, "csv", "parquet"])
def test_a_file_of_the_users_is_never_overwritten(other, tmp_path, format, table, earlier):
    out = tmp_path / "out"
    mine = out / f"{table}{SUFFIX[format]}"
    if earlier:
        run([other], out, earlier, engine=HERE)
    out.mkdir(exist_ok=True)
    mine.write_bytes(b"of the user")
    before = contents(out)
    for settings in ({}, {"overwrite": True}, {"resume": True}):
        if earlier is None or earlier == format or settings == {}:
            with pytest.raises(InputError, match=rf"{mine.name}: stands where the job's tables belong"):
                run([other], out, format, engine=HERE, **settings)
    assert contents(out) == before


def test_parts_of_the_users_are_never_overwritten(other, tmp_path):
    mine = tmp_path / "out" / "people" / "part-000000.parquet"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"of the user")
    with pytest.raises(InputError, match="stands where the job's tables belong"):
        run([other], tmp_path / "out", engine=HERE)
    assert mine.read_bytes() == b"of the user"


def test_a_database_with_tables_of_the_users_is_never_overwritten(other, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    out = tmp_path / "news.duckdb"
    run([other], out, "duckdb", engine=HERE)
    run([other], out, "duckdb", engine=HERE)
    with duckdb.connect(str(out)) as connection:
        connection.execute("CREATE TABLE mine AS SELECT range AS n, hash(range) AS h FROM range(300000)")
    with pytest.raises(InputError, match="stands where the job's tables belong"):
        run([other], out, "duckdb", engine=HERE, overwrite=True)
    with duckdb.connect(str(out), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM mine").fetchone() == (300000,)
