"""What a job has done counts when it is whole and on disk, and what does not is done again."""

import gzip
import json
import os
import shutil
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from batch_corpus import OUTPUT, article, contents, write_jsonl

import bpextract as bp
from bpextract.batch.engine import Engine
from bpextract.batch.job import run
from bpextract.errors import InputError

HERE = Engine(workers=0)
SMALL = 0.002


@pytest.fixture
def news(tmp_path):
    return write_jsonl(tmp_path / "news.jsonl", [article(n) * 2 for n in range(12)])


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """Return an input, and the output of a finished job over it in several shards."""
    folder = tmp_path_factory.mktemp("done")
    news = write_jsonl(folder / "news.jsonl", [article(n) * 2 for n in range(12)])
    run([news], folder / "out", engine=HERE, shard_size=SMALL)
    return news, folder / "out"


def interrupted(out):
    """Make a finished job look like one that was interrupted."""
    job = out / "_job" / "job.json"
    job.write_text(json.dumps({**json.loads(job.read_text()), "finished": False}))


@pytest.mark.parametrize("table", ["documents", "people", "dates"])
@pytest.mark.parametrize("fault", ["missing", "torn"])
@pytest.mark.parametrize("finished", [True, False])
def test_resume_looks_for_the_part_of_every_table(done, tmp_path, table, fault, finished):
    news, whole = done
    out = shutil.copytree(whole, tmp_path / "out")
    before = contents(out)
    part = out / table / "part-000001.parquet"
    part.unlink() if fault == "missing" else part.write_bytes(part.read_bytes()[:-9])
    if not finished:
        interrupted(out)
    summary = run([news], out, engine=HERE, shard_size=SMALL, resume=True)
    assert summary.n_resumed == summary.n_shards - 1 and contents(out) == before


@pytest.mark.parametrize("format", ["parquet", "csv", "jsonl"])
def test_resume_makes_a_table_that_was_removed(news, tmp_path, format):
    out = tmp_path / "out"
    run([news], out, format, engine=HERE)
    before = contents(out)
    (out / f"roles.{format}").unlink()
    run([news], out, format, engine=HERE, resume=True)
    assert contents(out) == before


def test_renamed_ids_are_no_reason_to_do_a_shard_again(tmp_path):
    for name in ("a", "b"):
        write_jsonl(tmp_path / f"{name}.jsonl", [article(1), article(2)])
    inputs = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    run(inputs, tmp_path / "out", engine=HERE, shard_size=0.0003)
    interrupted(tmp_path / "out")
    summary = run(inputs, tmp_path / "out", engine=HERE, shard_size=0.0003, resume=True)
    assert summary.n_resumed == summary.n_shards > 1


@pytest.mark.parametrize("format", ["parquet", "csv"])
def test_files_are_on_disk_before_they_have_their_names(news, tmp_path, monkeypatch, format):
    """And the row of a shard, which says that it is done, comes after the names of its parts."""
    fsync, rename = os.fsync, Path.replace
    synced, named = set(), []

    def note_sync(descriptor):
        synced.add(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    def note_name(source, target):
        folder = target.parent.stat().st_ino
        assert source.stat().st_ino in synced, f"{target} is not on disk"
        assert not [name for name in named if name not in synced], "an earlier name is not on disk"
        synced.discard(folder)
        named.append(folder)
        return rename(source, target)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(Path, "replace", note_name)
    run([news], tmp_path / "out", format, engine=HERE, shard_size=SMALL)
    assert len(named) > len(OUTPUT) and set(named) <= synced


FAULTY = {
    "torn": ('{"job": {', "Expecting property name"),
    "nested": ("[" * 100_000, "recursion"),
    "no object": ("[1]", "a JSON list, not an object"),
    "empty": ("{}", "wrong or missing: job.format, tables, finished"),
    "wrong": ('{"job": {"format": 5}, "tables": [1], "finished": true, "shards": "2"}', "job.format, tables, shards"),
    "not UTF-8": (b"\xff", "decode"),
}


@pytest.mark.parametrize(("content", "said"), FAULTY.values(), ids=FAULTY)
@pytest.mark.parametrize("resume", [True, False])
def test_a_broken_manifest_is_named_with_what_to_do(done, tmp_path, content, said, resume):
    news, whole = done
    out = shutil.copytree(whole, tmp_path / "out")
    path = out / "_job" / "job.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = contents(out)
    with pytest.raises(InputError) as told:
        run([news], out, engine=HERE, resume=resume)
    for part in (f"{path}: broken (", said, "give another folder with -o", f"remove {path.parent} and them"):
        assert part in str(told.value)
    assert contents(out) == before


ROWS = ["", "[]", "null", '{"number": 1}', '{"number": "1", "digest": "x"}', "[" * 100_000]


@pytest.mark.parametrize("row", [*ROWS, "n_documents", "errors", "unknown"])
def test_a_shard_whose_row_is_broken_is_done_again(done, tmp_path, row):
    news, whole = done
    out = shutil.copytree(whole, tmp_path / "out")
    path = out / "_job" / "shard-000001.json"
    path.write_text(row if row in ROWS else json.dumps({**json.loads(path.read_text()), row: {"a": 1}}))
    interrupted(out)
    summary = run([news], out, engine=HERE, shard_size=SMALL, resume=True)
    assert (summary.n_resumed, summary.n_documents) == (summary.n_shards - 1, 12)


@pytest.mark.parametrize("row", ["", "{", None])
def test_a_finished_job_whose_shard_has_a_broken_row_says_what_it_holds(news, tmp_path, row):
    """It used to say that it had extracted no documents, and to end well."""
    out = tmp_path / "out"
    run([news], out, engine=HERE)
    path = out / "_job" / "shard-000000.json"
    path.unlink() if row is None else path.write_text(row)
    summary = run([news], out, engine=HERE, resume=True)
    assert (summary.n_resumed, summary.n_documents, len(bp.read_parquet(out).documents)) == (0, 12, 12)


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are Linux's here")
@pytest.mark.parametrize("memory", [[], ["--memory-limit", "100000"]])
def test_a_job_runs_under_a_limit_of_memory_of_the_shells(news, tmp_path, memory):
    command = [
        sys.executable,
        "-m",
        "bpextract.cli",
        "extract",
        str(news),
        "-o",
        str(tmp_path / "out"),
        "--workers",
        "1",
    ]
    limited = ["bash", "-c", 'ulimit -v 6000000 && exec "$@"', "job", *command, *memory]
    done = subprocess.run(limited, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(bp.read_parquet(tmp_path / "out").documents) == 12


def test_a_bomb_stays_within_the_limit_of_memory_of_the_jobs_own_process(tmp_path):
    line = json.dumps({"text": article(1)}).encode() + b"\n"
    with gzip.open(tmp_path / "zeros.jsonl.gz", "wb", 1) as stream:
        stream.write(line + bytes(100_000_000) + b"\n" + line)
    run([tmp_path / "zeros.jsonl.gz"], tmp_path / "before", engine=HERE, memory_limit=16)  # loads what it needs
    tracemalloc.start()
    summary = run([tmp_path / "zeros.jsonl.gz"], tmp_path / "out", engine=HERE, memory_limit=16, shard_size=0.001)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (summary.n_documents, summary.n_errors) == (3, 1)
    assert "zeros.jsonl.gz:2: longer than 2 MB" in summary.warnings[0]
    assert peak < 16_000_000


def test_no_thread_of_arrows_is_left_when_a_job_ends(news, tmp_path):
    """One that still holds a Python stream when Python ends aborts the process (seen under load, as exit code 134)."""
    program = (
        "import os, sys; from bpextract.batch.job import run, Engine\n"
        "import pyarrow.parquet, pandas\n"
        "before = set(os.listdir('/proc/self/task'))\n"
        "for n, format in enumerate(('parquet', 'csv')):\n"
        "    run([sys.argv[1]], f'{sys.argv[2]}/{n}', format, engine=Engine(workers=0), shard_size=0.002)\n"
        "print(len(set(os.listdir('/proc/self/task')) - before))\n"
    )
    if not Path("/proc/self/task").is_dir():
        pytest.skip("threads are counted in /proc")
    done = subprocess.run([sys.executable, "-c", program, news, tmp_path], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"
