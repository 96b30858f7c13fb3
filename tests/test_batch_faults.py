"""What goes wrong in long jobs, made to happen: each costs its document at most, or ends the job with a sentence."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from batch_corpus import article, contents, wait_for_shards, write_jsonl

import bpextract as bp
from bpextract.batch.job import Engine, run

COMMAND = [sys.executable, "-m", "bpextract.cli", "extract"]
WORDS = {
    "LỖI": "ValueError: cannot read this one",
    "TREO": "took longer than 3 s",
    "LIỆT": "could not be interrupted",
    "PHÌNH": "MemoryError",
    "CHẾT": "the worker was killed (SIGKILL) at this document, 2 times",
}


@pytest.fixture
def faults(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    return {"pipeline": "batch_faults:load", "time_limit": 3.0, "memory_limit": 500}


def check(out, n_documents):
    tables = bp.read_parquet(out)
    errors = tables.documents.set_index("doc_id").error
    assert len(errors) == n_documents
    for number, said in enumerate(WORDS.values()):
        assert said in errors[f"d{10 * number + 5}"]
    assert errors.notna().sum() == len(WORDS)
    sound = errors.index[errors.isna()]
    assert set(tables.people.doc_id) == set(sound)


@pytest.mark.slow
def test_a_document_that_breaks_its_worker_costs_itself_alone(tmp_path, faults):
    texts = [article(n) for n in range(60)]
    for number, word in enumerate(WORDS):
        texts[10 * number + 5] += word
    news = write_jsonl(tmp_path / "news.jsonl", texts)
    summary = run([news], tmp_path / "out", engine=Engine(workers=2), shard_size=0.003, **faults)
    assert summary.n_shards > 2 and summary.n_errors == len(WORDS)
    check(tmp_path / "out", 60)


@pytest.mark.slow
def test_a_long_document_is_read_beside_the_others(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(article(1), encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text(article(2) * (50_000_000 // len(article(2).encode())), encoding="utf-8")
    (tmp_path / "in" / "c.txt").write_text(article(3), encoding="utf-8")
    run([tmp_path / "in"], tmp_path / "out", engine=Engine(workers=2), time_limit=5)
    documents = bp.read_parquet(tmp_path / "out").documents.set_index("doc_id")
    assert documents.index.tolist() == ["a", "b", "c"]
    assert "took longer than 5 s" in documents.error["b"]
    assert documents.error[["a", "c"]].isna().all()


def on_small_disk(folder, size, command):
    """Run a shell command while a disk of `size` is mounted at `folder`."""
    if not shutil.which("unshare") or subprocess.run(["unshare", "-rm", "true"], check=False).returncode:
        pytest.skip("needs a namespace of its own, to mount a small disk in")
    script = f"mount -t tmpfs -o size={size} none {folder} && {command}"
    return subprocess.run(["unshare", "-rm", "sh", "-c", script], capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_a_full_disk_ends_the_job_with_a_sentence_and_is_resumed(tmp_path):
    news = write_jsonl(tmp_path / "news.jsonl", [article(n) * 10 for n in range(300)])
    out, saved = tmp_path / "out", tmp_path / "saved"
    out.mkdir()
    job = f"{sys.executable} -m bpextract.cli extract {news} -o {out} --workers 2 --shard-size 0.02"
    ended = on_small_disk(out, "600k", f"{job}; code=$?; cp -r {out} {saved}; exit $code")
    assert ended.returncode == 3
    assert "No space left on device" in ended.stderr and "go on with --resume" in ended.stderr
    assert "Traceback" not in ended.stderr
    out.rmdir()
    saved.rename(out)
    done = len(list((out / "_job").glob("shard-*.json")))
    summary = run([news], out, engine=Engine(workers=0), shard_size=0.02, resume=True)
    assert 0 < done == summary.n_resumed < summary.n_shards and summary.n_documents == 300
    run([news], tmp_path / "afresh", engine=Engine(workers=0), shard_size=0.02)
    assert contents(out) == contents(tmp_path / "afresh")


@pytest.mark.slow
@pytest.mark.parametrize(("format", "sizes"), [("csv", "600k 900k 9m"), ("duckdb", "900k 2m 4m 9m")])
def test_a_full_disk_leaves_no_half_files(tmp_path, format, sizes):
    """Whenever the disk is full: while the parts are written, their files are put together, or a database is closed."""
    pytest.importorskip("duckdb")
    news = write_jsonl(tmp_path / "news.jsonl", [article(n) * 10 for n in range(100)])
    disk, saved = tmp_path / "disk", tmp_path / "saved"
    disk.mkdir()
    job = f"{sys.executable} -m bpextract.cli extract {news} -o {disk}/out --format {format} --workers 0"
    run([news], tmp_path / "whole", format, engine=Engine(workers=0))
    codes = []
    for size in sizes.split():
        shutil.rmtree(saved, ignore_errors=True)
        ended = on_small_disk(disk, size, f"{job} --shard-size 0.02; code=$?; cp -r {disk} {saved}; exit $code")
        codes.append(ended.returncode)
        assert ended.returncode == 0 or "go on with --resume" in ended.stderr
        assert not [path for path in saved.rglob(".*") if path.is_file()]
        if format == "csv":
            for name, content in contents(tmp_path / "whole").items():
                assert not (saved / "out" / name).exists() or (saved / "out" / name).read_bytes() == content
        else:
            assert (saved / "out").exists() == (ended.returncode == 0)
    assert codes == [3] * (len(codes) - 1) + [0]


@pytest.mark.slow
def test_a_killed_worker_process_is_replaced(tmp_path):
    psutil = pytest.importorskip("psutil")
    news = write_jsonl(tmp_path / "news.jsonl", [article(n) * 20 for n in range(400)])
    out = tmp_path / "out"
    command = [*COMMAND, news, "-o", out, "--workers=2", "--shard-size=0.05"]
    job = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    wait_for_shards(out, job)
    psutil.Process(job.pid).children()[0].kill()
    assert "400 documents, 0 with an error" in job.communicate()[0]
    assert job.returncode == 0
    run([news], tmp_path / "here", engine=Engine(workers=0), shard_size=0.05)
    assert contents(out) == contents(tmp_path / "here")
