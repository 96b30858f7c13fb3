import gzip
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from batch_corpus import OUTPUT, article, contents, hear_ctrl_c, wait_for_shards, write_jsonl
from hypothesis import given, settings
from hypothesis import strategies as st

import bpextract as bp
from bpextract.batch.files import temporary_name
from bpextract.batch.job import Engine, run
from bpextract.batch.keys import make_unique
from bpextract.batch.manifest import Manifest
from bpextract.batch.shards import Shard, cut, identify
from bpextract.batch.task import Task, run_shard
from bpextract.columns import Columns
from bpextract.errors import InputError, JobError
from bpextract.sources.document import SourceDocument

NO_COLUMNS = Columns(None, None, None)
HERE = Engine(workers=0)
SMALL = 0.002  # megabytes in a shard


@pytest.fixture
def news(tmp_path):
    return write_jsonl(tmp_path / "news.jsonl", [article(n) * 2 for n in range(40)])


def shard_rows(out):
    return sorted((out / "_job").glob("shard-*.json"))


def test_every_engine_setting_gives_the_same_bytes(news, tmp_path):
    run([news], tmp_path / "here", engine=HERE, shard_size=SMALL)
    run([news], tmp_path / "pool", engine=Engine(workers=2), shard_size=SMALL)
    here = contents(tmp_path / "here")
    assert len(shard_rows(tmp_path / "here")) > 3
    assert here == contents(tmp_path / "pool")
    assert {name.split("/")[0] for name in here} == set(OUTPUT)


def test_the_tables_are_those_of_extract(news, tmp_path):
    run([news], tmp_path / "out", engine=HERE, shard_size=SMALL)
    expected = bp.extract(pd.read_json(news, lines=True), text="text", id="id")
    found = bp.read_parquet(tmp_path / "out")
    for table in OUTPUT:
        pd.testing.assert_frame_equal(found.table(table), expected.table(table))


def test_a_job_of_one_shard_gives_single_files(news, tmp_path):
    run([news], tmp_path / "out", engine=HERE)
    assert sorted(contents(tmp_path / "out")) == sorted(f"{table}.parquet" for table in OUTPUT)
    run([news], tmp_path / "out", engine=HERE, shard_size=SMALL)  # nothing of it is left when started afresh
    assert not (tmp_path / "out" / "people.parquet").exists()
    run([news], tmp_path / "out", engine=HERE)
    assert not (tmp_path / "out" / "people").exists()


def test_resume_does_nothing_twice(news, tmp_path):
    out = tmp_path / "out"
    run([news], out, engine=HERE, shard_size=SMALL)
    whole = contents(out)
    Manifest(out / "_job").remove_rows(3)
    job = json.loads((out / "_job" / "job.json").read_text())
    (out / "_job" / "job.json").write_text(json.dumps({**job, "finished": False}))
    temporary_name(out / "people" / "part-000009.parquet").write_bytes(b"half")
    kept = {path: path.stat().st_mtime_ns for path in [*out.glob("*/part-00000[012].parquet"), *shard_rows(out)]}
    summary = run([news], out, engine=HERE, shard_size=SMALL, resume=True)
    assert summary.n_resumed == 3 and summary.n_documents == 40
    assert contents(out) == whole
    assert kept == {path: path.stat().st_mtime_ns for path in kept}
    again = run([news], out, engine=HERE, shard_size=SMALL, resume=True)
    assert again.n_resumed == again.n_shards and again.n_documents == 40


def test_resume_refuses_changes_unless_told(news, tmp_path):
    out = tmp_path / "out"
    run([news], out, engine=HERE, shard_size=SMALL)
    before = contents(out)
    with pytest.raises(JobError, match="sections"):
        run([news], out, engine=HERE, shard_size=SMALL, sections=["body"], resume=True)
    with pytest.raises(JobError, match=r"min_confidence \(then 0.0, now 0.9\)"):
        run([news], out, engine=HERE, shard_size=SMALL, min_confidence=0.9, resume=True)
    write_jsonl(news, [article(n) * 2 for n in range(50)])
    with pytest.raises(JobError, match="input"):
        run([news], out, engine=HERE, shard_size=SMALL, resume=True)
    assert contents(out) == before
    summary = run([news], out, engine=HERE, shard_size=SMALL, resume=True, accept_changes=True)
    assert summary.n_documents == 50 and summary.n_resumed >= 3
    run([news], tmp_path / "afresh", engine=HERE, shard_size=SMALL)
    assert contents(out) == contents(tmp_path / "afresh")


def test_resume_of_an_input_that_became_shorter(news, tmp_path):
    run([news], tmp_path / "out", engine=HERE, shard_size=SMALL)
    write_jsonl(news, [article(n) * 2 for n in range(12)])
    run([news], tmp_path / "out", engine=HERE, shard_size=SMALL, resume=True, accept_changes=True)
    run([news], tmp_path / "afresh", engine=HERE, shard_size=SMALL)
    assert contents(tmp_path / "out") == contents(tmp_path / "afresh")


def test_a_single_shard_is_resumed_too(news, tmp_path):
    run([news], tmp_path / "out", engine=HERE)
    write_jsonl(news, [article(n) for n in range(3)])
    assert run([news], tmp_path / "out", engine=HERE, resume=True, accept_changes=True).n_documents == 3
    assert len(bp.read_parquet(tmp_path / "out").documents) == 3


def test_a_repeated_doc_id_is_a_key_all_the_same(tmp_path):
    for name in ("a", "b", "c"):
        write_jsonl(tmp_path / f"{name}.jsonl", [article(1), article(2)])
    run([tmp_path], tmp_path / "out", engine=HERE, shard_size=0.0003)
    tables = bp.read_parquet(tmp_path / "out")
    assert tables.documents.doc_id.tolist() == ["d0", "d1", "d0#2", "d1#2", "d0#3", "d1#3"]
    assert set(tables.mentions.doc_id) == set(tables.documents.doc_id)
    assert not tables.mentions.duplicated(["doc_id", "mention_id"]).any()


def test_duckdb_has_keys_and_a_view(news, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    run([news], tmp_path / "news.duckdb", "duckdb", engine=HERE, shard_size=SMALL)
    with duckdb.connect(str(tmp_path / "news.duckdb")) as connection:
        rows = connection.execute("SELECT mention, sentence FROM figures_with_context WHERE doc_id = 'd3'").fetchall()
        assert ("5 hộ nghèo" in {mention for mention, _ in rows}) and all(m in s for m, s in rows)
        with pytest.raises(duckdb.ConstraintException):
            connection.execute("INSERT INTO people SELECT * FROM people LIMIT 1")
    assert [path.name for path in (tmp_path / "news.duckdb.job").rglob("part-*")] == []


@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_lines_are_the_same_however_cut(news, tmp_path, format):
    run([news], tmp_path / "one", format, engine=HERE)
    run([news], tmp_path / "many", format, engine=HERE, shard_size=SMALL)
    assert contents(tmp_path / "one") == contents(tmp_path / "many")


def test_faults_of_files_are_rows_and_the_rest_is_kept(tmp_path):
    lines = [json.dumps({"id": f"d{n}", "text": article(n)}, ensure_ascii=False) for n in range(6)]
    lines[2] = lines[2][:40]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "broken.jsonl").write_text("\n".join(lines), encoding="utf-8")
    packed = gzip.compress(("\n".join(lines[3:]) + "\n").encode() * 400)
    (tmp_path / "in" / "corrupt.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    (tmp_path / "in" / "z.txt").write_text(article(9), encoding="utf-8")
    run([tmp_path / "in"], tmp_path / "out", engine=HERE)
    documents = bp.read_parquet(tmp_path / "out").documents.set_index("doc_id")
    assert "not JSON" in documents.error["broken.jsonl:3"]
    assert documents.error[["d0", "d5", "z"]].isna().all()
    assert documents.error.str.contains("the rest cannot be read").sum() == 1


@pytest.mark.parametrize("format", ["parquet", "csv", "jsonl", "duckdb"])
def test_half_a_character_costs_its_text_at_most(tmp_path, format):
    lines = [{"id": f"d{n}", "text": article(n)} for n in range(5)]
    lines[0]["text"] += "\ud800"
    for line, name in zip(lines[1:], ("id", "title", "author", "date"), strict=True):
        line[name] = "x\udc00"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="ascii")
    (tmp_path / "in" / os.fsdecode(b"b\xff.txt")).write_text(article(5), encoding="utf-8")  # a name in CP1258
    (tmp_path / "in" / os.fsdecode(b"c\xff.txt")).write_text("", encoding="utf-8")
    if format == "duckdb":
        pytest.importorskip("duckdb")
    for workers in (0, 1):
        summary = run([tmp_path / "in"], tmp_path / f"out{workers}", format, engine=Engine(workers=workers), texts=True)
        assert summary.n_documents == 7 and summary.n_errors == 3
    if format == "parquet":
        errors = bp.read_parquet(tmp_path / "out0").documents.set_index("doc_id").error
        assert errors.index.tolist() == ["d0", "x?", "d2", "d3", "d4", "b?", "c?"]
        assert "half a surrogate pair" in errors["d0"] and "not a date" in errors["d4"] and "empty" in errors["c?"]


@given(ids=st.lists(st.sampled_from(["x", "y", "x#2", "x#2#2", "x#3"]), max_size=8))
def test_repeated_ids_become_unique(ids):
    from bpextract.inputs import UniqueIds

    unique = UniqueIds()
    given = [unique.of(doc_id) for doc_id in ids]
    assert len(set(given)) == len(given)
    assert all(name.startswith(doc_id) for name, doc_id in zip(given, ids, strict=True))


@settings(max_examples=15, deadline=None)
@given(
    shards=st.lists(st.lists(st.sampled_from(["x", "y", "z", "x#2", "x#3"]), min_size=1, max_size=4), max_size=5),
    documents=st.sampled_from([1, 10**7]),  # that make one file of hashes, or several
)
def test_repeated_ids_of_shards_become_unique_however_often_it_is_done(shards, documents, tmp_path_factory):
    tmp_path = tmp_path_factory.mktemp("keys")
    task = Task(parts=tmp_path, home=tmp_path / "_job", columns=NO_COLUMNS)
    for number, ids in enumerate(shards):
        sources = tuple(SourceDocument(doc_id, article(1)) for doc_id in ids)
        run_shard(task, Shard(number, (), sources, 1, ""))
    before = [pd.read_parquet(task.part("documents", number)).doc_id.tolist() for number in range(len(shards))]
    make_unique(task, len(shards), documents)
    after = [pd.read_parquet(task.part("documents", number)).doc_id.tolist() for number in range(len(shards))]
    flat = [doc_id for ids in after for doc_id in ids]
    assert len(set(flat)) == len(flat)
    assert all(
        new.startswith(old)
        for olds, news in zip(before, after, strict=True)
        for old, new in zip(olds, news, strict=True)
    )
    for number, ids in enumerate(after):
        assert pd.read_parquet(task.part("people", number)).doc_id.tolist() == ids
    make_unique(task, len(shards), documents)
    assert after == [pd.read_parquet(task.part("documents", number)).doc_id.tolist() for number in range(len(shards))]


def test_standard_input_cannot_be_resumed(tmp_path):
    with pytest.raises(InputError, match="standard input"):
        run(["-"], tmp_path / "out", resume=True)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"engine": Engine("ray")}, "no engine 'ray'"),
        ({"pipeline": "nowhere:load"}, "MODULE:FUNCTION"),
        ({"shard_size": 0}, "--shard-size"),
    ],
)
def test_wrong_settings_write_nothing(news, tmp_path, settings, said):
    with pytest.raises(InputError, match=said):
        run([news], tmp_path / "out", **settings)
    assert not (tmp_path / "out").exists()


def test_addresses_are_read_and_written_by_fsspec(tmp_path):
    upath = pytest.importorskip("upath")
    source = upath.UPath("memory://in/sub/a.txt")
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_text(article(1), encoding="utf-8")
    write_jsonl(upath.UPath("memory://in/b.jsonl"), [article(n) for n in range(9)])
    for size in (SMALL / 4, 4):
        summary = run(["memory://in"], "memory://out", engine=HERE, shard_size=size)
        assert summary.n_documents == 10
    with upath.UPath("memory://out/documents.parquet").open("rb") as stream:
        assert set(pd.read_parquet(stream).doc_id) == {"sub/a", *(f"d{n}" for n in range(9))}
    assert run(["memory://in"], "memory://out", engine=HERE, shard_size=4, resume=True).n_resumed == 1


@given(sizes=st.lists(st.integers(0, 60), max_size=12), shard=st.integers(1, 100))
def test_shards_hold_every_document_once_in_order(sizes, shard, tmp_path_factory):
    folder = tmp_path_factory.mktemp("in")
    (folder / "z.txt").write_text("hết", encoding="utf-8")
    for number, size in enumerate(sizes):
        if number % 3 == 0:
            write_jsonl(folder / f"{number:02}.jsonl", ["x" * size] * (number + 1))
        else:
            (folder / f"{number:02}.txt").write_text("y" * size, encoding="utf-8")
    shards = list(cut([folder], NO_COLUMNS, shard))
    assert [s.number for s in shards] == list(range(len(shards)))
    read = [document for s in shards for document in s.read(NO_COLUMNS, {})]
    expected = [document for s in cut([folder], NO_COLUMNS, 10**9) for document in s.read(NO_COLUMNS, {})]
    assert read == expected
    assert [s.digest for s in shards] == [s.digest for s in cut([folder], NO_COLUMNS, shard)]
    assert identify([folder]).files == len(sizes) + 1


def test_cutting_takes_as_long_as_there_are_files(tmp_path, monkeypatch):
    from bpextract.batch import shards

    for number in range(200):
        (tmp_path / f"{number}.txt").write_text("x")
    looked = []
    monkeypatch.setattr(shards, "read_size", lambda file: looked.append(file) or 1)
    assert len(list(cut([tmp_path], NO_COLUMNS, 10**6))) == 1
    assert len(looked) <= 2 * 200


@pytest.mark.parametrize(
    "stop",
    [
        signal.SIGKILL,
        pytest.param(signal.SIGINT, marks=pytest.mark.slow),
        pytest.param(signal.SIGTERM, marks=pytest.mark.slow),
    ],
)
def test_a_job_stopped_at_any_time_is_resumed(tmp_path, stop):
    news = write_jsonl(tmp_path / "news.jsonl", [article(n) * 10 for n in range(160)])
    out = tmp_path / "out"
    command = [sys.executable, "-m", "bpextract.cli", "extract", news, "-o", out, "--workers=2", "--shard-size=0.02"]
    job = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=hear_ctrl_c)
    wait_for_shards(out, job, 3)
    job.send_signal(stop)
    said = job.communicate()[1]
    assert job.returncode == (-9 if stop is signal.SIGKILL else 130)
    assert stop is signal.SIGKILL or "go on with --resume" in said
    resumed = run([news], out, engine=HERE, shard_size=0.02, resume=True)
    assert resumed.n_documents == 160 and 3 <= resumed.n_resumed < resumed.n_shards
    run([news], tmp_path / "afresh", engine=HERE, shard_size=0.02)
    assert contents(out) == contents(tmp_path / "afresh")


@pytest.mark.parametrize("shard_size", [2, 0.0001])
def test_texts_are_written_when_asked_for(tmp_path, shard_size):
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"Ông Lò Văn {name.upper()}nh ở xã Bản Phiệt nói.", encoding="utf-8")
    run([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "out", texts=True, shard_size=shard_size, engine=HERE)
    found = bp.read_parquet(tmp_path / "out")
    assert [found.text(name) for name in ("a", "b")] == [
        (tmp_path / f"{name}.txt").read_text(encoding="utf-8") for name in ("a", "b")
    ]
    for row in found.mentions.itertuples():
        assert found.text(row.doc_id)[row.start : row.end] == row.text


def test_a_page_brings_its_sections_title_author_and_date(tmp_path):
    pytest.importorskip("trafilatura")
    page = Path(__file__).parent / "fixtures" / "pages" / "flood.html"
    run([page], tmp_path / "out", texts=True, engine=HERE)
    found = bp.read_parquet(tmp_path / "out")
    (document,) = found.documents.itertuples()
    assert (document.title, document.author, document.published) == (
        "Xã vùng cao dựng lại cầu tạm sau trận lũ đêm", "Hoàng Thị Mai", "2025-10-03",
    )  # fmt: skip
    assert {"title", "lead", "body", "caption", "heading", "teaser"} <= set(found.sentences.section)
    text = found.text("flood")
    assert all(text[row.start : row.end] == row.text for row in found.mentions.itertuples())
    run([page], tmp_path / "few", sections=["lead"], engine=HERE)
    assert set(bp.read_parquet(tmp_path / "few").mentions.section) == {"lead"}


def test_a_process_that_is_starting_is_kept_from_ctrl_c():
    from bpextract.batch.interrupts import held_back

    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    with held_back():
        code = "import os, signal; os.kill(os.getpid(), signal.SIGINT); print('goes on')"
        child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert child.stdout == "goes on\n"
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before
