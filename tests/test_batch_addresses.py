"""Input and output at addresses: in memory, on an S3 server (moto) and on a web server, by fsspec and its drivers."""

import functools
import gzip
import http.server
import json
import threading

import pytest
from batch_corpus import article, contents, write_jsonl

import bpextract as bp
from bpextract.batch.job import Engine, run
from bpextract.batch.manifest import Manifest
from bpextract.errors import InputError, JobError

upath = pytest.importorskip("upath")

HERE = Engine(workers=0)
SMALL = 0.0008  # megabytes in a shard


def store(address, text):
    path = upath.UPath(address)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())


def rows(day):
    return "".join(json.dumps({"id": f"{day}-{n}", "text": article(n)}, ensure_ascii=False) + "\n" for n in range(9))


def fill(root):
    for day in range(3):
        store(f"{root}/2025/{day}.jsonl.gz", rows(day))
    store(f"{root}/2025/x/a.txt", article(1))
    store(f"{root}/2025/x.txt", article(2))
    store(f"{root}/2025/.hidden.txt", article(3))
    store(f"{root}/2025/notes.doc", "no news")


def ids(out):
    return bp.read_parquet(out).documents.doc_id.tolist()


@pytest.fixture
def memory():
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    system.store.clear()
    system.pseudo_dirs[:] = [""]
    fill("memory://news")
    return "memory://news"


def test_folders_globs_and_files(memory):
    days = [f"{day}-{n}" for day in range(3) for n in range(9)]
    for number, (given, expected) in enumerate([
        ("memory://news", [*days, "2025/x/a", "2025/x"]),
        ("memory://news/2025", [*days, "x/a", "x"]),
        ("memory://news/2025/*.jsonl.gz", days),
        ("memory://news/2025/[01].jsonl.gz", days[:18]),
        ("memory://news/**/*.txt", ["a", "x"]),
        ("memory://news/2025/x/a.txt", ["a"]),
    ]):  # fmt: skip
        assert run([given], f"memory://out{number}", engine=HERE).n_errors == 0
        assert ids(f"memory://out{number}") == expected


def test_what_is_not_there(memory):
    with pytest.raises(InputError, match="no file matches"):
        run(["memory://news/2024/*"], "memory://out", engine=HERE)
    with pytest.raises(InputError, match="no such file"):
        run(["memory://news/2024"], "memory://out", engine=HERE)
    with pytest.raises(InputError, match="nowhere:"):
        run(["nowhere://news"], "memory://out", engine=HERE)
    with pytest.raises(InputError, match="DuckDB can write its database only to a disk"):
        run([memory], "memory://out.duckdb", "duckdb", engine=HERE)


def test_a_changed_file_is_seen(memory):
    run([memory], "memory://out", engine=HERE)
    assert run([memory], "memory://out", engine=HERE, resume=True).n_resumed == 1
    store("memory://news/2025/x.txt", article(2).replace("An", "Ân"))  # as long as before
    with pytest.raises(JobError, match="input"):
        run([memory], "memory://out", engine=HERE, resume=True)


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_lines_are_written_too(memory, format, tmp_path):
    run([memory], "memory://out", format, engine=HERE, shard_size=SMALL)
    run([memory], tmp_path / "out", format, engine=HERE)
    assert contents(upath.UPath("memory://out")) == contents(tmp_path / "out")


def test_files_of_a_web_server(tmp_path):
    pytest.importorskip("aiohttp")
    (tmp_path / "in").mkdir()
    write_jsonl(tmp_path / "in" / "news.jsonl", [article(n) for n in range(9)])
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=tmp_path / "in")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            address = f"http://127.0.0.1:{server.server_port}/news.jsonl"
            assert run([address], tmp_path / "out", engine=HERE).n_documents == 9
        finally:
            server.shutdown()


@pytest.fixture
def s3(monkeypatch):
    """A bucket on a real S3 server, which the drivers of all processes find by the environment."""
    s3fs = pytest.importorskip("s3fs")
    server = pytest.importorskip("moto.server").ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    s3fs.S3FileSystem.clear_instance_cache()
    s3fs.S3FileSystem().mkdir("bucket")
    yield "s3://bucket"
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()


@pytest.mark.cluster
def test_jobs_on_s3(s3, tmp_path):
    fill(f"{s3}/news")
    given = [f"{s3}/news/2025/*.jsonl.gz", f"{s3}/news/2025/x"]
    out = upath.UPath(f"{s3}/pool")
    summary = run(given, str(out), engine=Engine(workers=2), shard_size=SMALL)
    assert summary.n_documents == 28 and summary.n_errors == 0 and summary.n_shards > 3
    whole = contents(out)
    assert not [name for name in whole if name.endswith(".tmp")]
    manifest = Manifest(out / "_job")
    job = manifest.read_job()
    manifest.remove_rows(2)
    manifest.write_job({**job, "finished": False})
    assert len(bp.read_parquet(str(out)).documents) == 28
    again = run(given, str(out), engine=Engine(workers=2), shard_size=SMALL, resume=True)
    assert again.n_resumed == 2 and contents(out) == whole
    pytest.importorskip("distributed")
    run(given, f"{s3}/dask", engine=Engine("dask", workers=2), shard_size=SMALL)
    assert contents(upath.UPath(f"{s3}/dask")) == whole
    # The same as on a disk, where the job does not know the addresses of its inputs.
    (tmp_path / "in" / "x").mkdir(parents=True)
    (tmp_path / "in" / "x" / "a.txt").write_bytes(upath.UPath(f"{s3}/news/2025/x/a.txt").read_bytes())
    for day in range(3):
        (tmp_path / "in" / f"{day}.jsonl.gz").write_bytes(upath.UPath(f"{s3}/news/2025/{day}.jsonl.gz").read_bytes())
    run([str(tmp_path / "in" / "*.jsonl.gz"), tmp_path / "in" / "x"], tmp_path / "out", engine=HERE, shard_size=SMALL)
    assert contents(tmp_path / "out") == whole
