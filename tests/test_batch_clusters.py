"""Dask and Spark, on real local clusters."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pandas as pd
import pytest
from batch_corpus import OUTPUT, article, contents, hear_ctrl_c, wait_for_shards, write_jsonl

import bpextract as bp
from bpextract.batch.job import Engine, run

pytestmark = pytest.mark.cluster
needs_java = pytest.mark.skipif(
    not shutil.which("java") and "JAVA_HOME" not in os.environ, reason="Spark needs Java, which is not installed here"
)


@pytest.fixture
def news(tmp_path):
    return write_jsonl(tmp_path / "news.jsonl", [article(n) * 10 for n in range(200)])


@pytest.fixture
def here(news, tmp_path):
    run([news], tmp_path / "here", engine=Engine(workers=0), shard_size=0.05)
    return contents(tmp_path / "here")


def test_dask_goes_on_when_one_of_two_workers_is_killed(news, here, tmp_path):
    distributed = pytest.importorskip("distributed")
    psutil = pytest.importorskip("psutil")
    out = tmp_path / "out"
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        with distributed.Client(cluster) as client:
            victim = next(iter(client.run(lambda: __import__("os").getpid()).values()))
        done = threading.Event()
        killed = []

        def kill():
            while not done.wait(0.02):
                if len(list((out / "_job").glob("shard-*.json"))) >= 2:
                    psutil.Process(victim).kill()
                    killed.append(victim)
                    return

        killer = threading.Thread(target=kill)
        killer.start()
        try:
            summary = run([news], out, engine=Engine("dask", address=cluster.scheduler_address), shard_size=0.05)
        finally:
            done.set()
            killer.join()
    assert killed and summary.n_documents == 200
    assert contents(out) == here


def test_dask_without_a_scheduler_starts_a_cluster(news, here, tmp_path):
    pytest.importorskip("distributed")
    run([news], tmp_path / "out", engine=Engine("dask", workers=2), shard_size=0.05)
    assert contents(tmp_path / "out") == here


def test_jobs_that_share_a_dask_cluster_keep_to_their_own_settings(news, here, tmp_path):
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        engine = Engine("dask", address=cluster.scheduler_address)

        def job(name, sections):
            run([news], tmp_path / name, engine=engine, shard_size=0.05, sections=sections)

        others = threading.Thread(target=job, args=("titles", ["title"]))
        others.start()
        job("all", None)
        others.join()
    assert contents(tmp_path / "all") == here
    run([news], tmp_path / "expected", engine=Engine(workers=0), shard_size=0.05, sections=["title"])
    assert contents(tmp_path / "titles") == contents(tmp_path / "expected")


@needs_java
def test_spark_gives_the_same_bytes(news, here, tmp_path):
    pytest.importorskip("pyspark")
    run([news], tmp_path / "out", engine=Engine("spark", workers=2), shard_size=0.05)
    assert contents(tmp_path / "out") == here


@needs_java
def test_spark_keeps_to_the_faults_of_documents(tmp_path):
    pytest.importorskip("pyspark")
    texts = [article(n) for n in range(8)]
    texts[3] += "CHẾT"
    news = write_jsonl(tmp_path / "news.jsonl", texts)
    command = [sys.executable, "-m", "bpextract.cli", "extract", news, "-o", tmp_path / "out", "--engine=spark"]
    # In a process of its own, whose executors take over its path.
    subprocess.run(
        [*command, "--master=local[2]", "--shard-size=0.001", "--pipeline=batch_faults:load"],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent), "PYSPARK_PYTHON": sys.executable},
        check=True,
    )
    errors = bp.read_parquet(tmp_path / "out").documents.error
    assert "was killed" in errors[3] and errors.isna().sum() == 7


@pytest.mark.parametrize("engine", ["dask", pytest.param("spark", marks=needs_java)])
def test_ctrl_c_ends_a_cluster_of_this_machine_too(news, tmp_path, engine):
    pytest.importorskip({"dask": "distributed", "spark": "pyspark"}[engine])
    psutil = pytest.importorskip("psutil")
    out = tmp_path / "out"
    command = [sys.executable, "-m", "bpextract.cli", "extract", news, "-o", out, "--workers=2", "--shard-size=0.02"]
    job = subprocess.Popen(
        [*command, "--engine", engine],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=hear_ctrl_c,
        env={**os.environ, "PYSPARK_PYTHON": sys.executable},
    )
    wait_for_shards(out, job)
    family = psutil.Process(job.pid).children(recursive=True)
    os.killpg(job.pid, signal.SIGINT)  # as a terminal does: to every process
    said = job.communicate()[1]
    assert job.returncode == 130, said
    assert said.splitlines()[-1] == "bpextract: interrupted; what is done is kept, go on with --resume"
    assert not psutil.wait_procs(family, timeout=30)[1]
    summary = run([news], out, engine=Engine(workers=0), shard_size=0.02, resume=True)
    assert 0 < summary.n_resumed < summary.n_shards
    run([news], tmp_path / "afresh", engine=Engine(workers=0), shard_size=0.02)
    assert contents(out) == contents(tmp_path / "afresh")


@pytest.fixture
def spark(monkeypatch):
    sql = pytest.importorskip("pyspark.sql")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    session = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    yield session
    session.stop()


@needs_java
def test_tables_of_a_spark_frame_are_those_of_extract(spark):
    from bpextract.spark import extract

    news = pd.DataFrame({"url": [f"u{n}" for n in range(6)], "body": [article(n) for n in range(6)]})
    news["day"] = "2025-12-30"
    news.loc[4, "body"] = None
    rows = [tuple(None if pd.isna(cell) else cell for cell in row) for row in news.itertuples(index=False)]
    tables = extract(spark.createDataFrame(rows, list(news.columns)), text="body", id="url", published="day")
    expected = bp.extract(news, text="body", id="url", published="day")
    for table in OUTPUT:
        wanted = expected.table(table)
        found = getattr(tables, table)
        assert found.columns == list(wanted.columns)
        order = list(wanted.columns[:2]) if table != "documents" else ["doc_id"]
        got = found.toPandas().sort_values(order).reset_index(drop=True)
        wanted = wanted.sort_values(order).reset_index(drop=True)
        assert got.astype(wanted.dtypes).equals(wanted), table


@needs_java
def test_ids_of_a_spark_frame_stay_as_they_are(spark):
    from bpextract.spark import extract

    rows = [("a", article(1)), ("a", article(2)), (None, article(3))]
    frame = spark.createDataFrame(rows, "id string, body string")
    tables = extract(frame, text="body", id="id")
    assert sorted(row.doc_id for row in tables.people.collect()) == ["", "a", "a"]
    names = extract(frame.dropDuplicates(["id"]), text="body", id="id").people
    assert sorted(row.doc_id for row in names.collect()) == ["", "a"]


@needs_java
def test_wrong_columns_of_a_spark_frame(spark):
    from bpextract.errors import InputError
    from bpextract.spark import extract

    frame = spark.createDataFrame([("a", "Mưa.")], ["id", "body"])
    with pytest.raises(InputError, match="no such column; the columns are id, body"):
        extract(frame, text="text", id="id")
    with pytest.raises(InputError, match="no section boddy"):
        extract(frame, text="body", id="id", sections=["boddy"])
    with pytest.raises(InputError, match="min_confidence is 2"):
        extract(frame, text="body", id="id", min_confidence=2)


@needs_java
def test_spark_links_as_this_process_does(tmp_path):
    pytest.importorskip("pyspark")
    pytest.importorskip("splink")
    from bpextract.batch.engines.spark import spark_tasks
    from bpextract.linking.records import TABLES
    from bpextract.linking.stored import link_folder

    titles = ("Chủ tịch UBND tỉnh Lào Cai", "Giám đốc Sở Y tế tỉnh Cà Mau", "Bí thư Tỉnh ủy Nghệ An")
    names = ("Trần Văn Sình", "Lò Thị Mỷ", "Lê Văn An", "Nguyễn Thị Hoà")
    texts = [f"Ông {names[n % 4]}, {titles[n % 3]}, thăm xã Bản Phiệt sáng {n % 28 + 1}/3." for n in range(60)]
    run([write_jsonl(tmp_path / "news.jsonl", texts)], tmp_path / "out", engine=Engine(workers=0), shard_size=0.002)
    results = tmp_path / "out"
    assert len(list((results / "documents").glob("part-*.parquet"))) > 2
    counts = link_folder(results, documents=20, people=10)
    here = {name: pd.read_parquet(results / f"{name}.parquet") for name in TABLES}
    with spark_tasks(None, 2) as tasks:
        assert link_folder(results, 500, documents=20, people=10, run=tasks, threads=1) == counts
    for name, table in here.items():
        assert pd.read_parquet(results / f"{name}.parquet").equals(table), name
    assert counts["entities"] > len(names)
