"""Only the tables that are asked for: the same rows, without the work for the others."""

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import bpextract as bp
from bpextract.cli import app
from bpextract.errors import InputError
from bpextract.stored import read_results

TEXT = "Sáng 5/3/2024, ông Lê Văn An, Chủ tịch UBND xã Bản Phiệt, trao 12 suất quà cho hộ nghèo ở huyện Bảo Thắng."
ARTICLES = Path(__file__).parent.parent / "corpora" / "articles"


@pytest.fixture(scope="module")
def everything():
    return bp.extract({"a": TEXT, "b": None})


@pytest.mark.parametrize("names", [["people"], ["roles", "places"], ["figures"], ["sentences"], []])
def test_rows_are_the_same_as_when_all_are_made(everything, names):
    some = bp.extract({"a": TEXT, "b": None}, tables=names)
    assert set(some.tables) == {"documents", "mentions", *names}
    for name in some.tables:
        pd.testing.assert_frame_equal(some.table(name), everything.table(name))


@pytest.mark.parametrize("nlp", [bp.load(), bp.Extractor()], ids=["spacy", "extractor"])
def test_with_a_pipeline_too(everything, nlp):
    some = bp.extract({"a": TEXT, "b": None}, tables=["dates"], nlp=nlp)
    assert some.tables == ("documents", "mentions", "dates")
    pd.testing.assert_frame_equal(some.dates, everything.dates)


def test_what_figures_say_is_not_read_where_nobody_asks(monkeypatch):
    from bpextract.relations.facts import Facts

    read = []
    monkeypatch.setattr(Facts, "of", lambda self, annotation: read.append(annotation.text) or [])
    bp.extract([TEXT], tables=["people", "places", "dates"])
    assert read == []


def test_words_need_the_sentences(everything):
    some = bp.extract({"a": TEXT, "b": None}, tables=["tokens"])
    assert set(some.tables) == {"documents", "mentions", "sentences", "tokens"}
    pd.testing.assert_frame_equal(some.tokens, everything.tokens)


def test_chunks_have_them_as_well():
    parts = list(bp.iter_extract([TEXT, TEXT], tables=["people"], chunk_size=1))
    assert [part.tables for part in parts] == [("documents", "mentions", "people")] * 2


def test_a_table_that_was_not_asked_for_says_so():
    some = bp.extract([TEXT], tables=["people"])
    with pytest.raises(InputError, match="no table figures was made: extract with 'figures' among `tables`"):
        _ = some.figures
    with pytest.raises(InputError, match="no table figures was made"):
        some.facts()
    with pytest.raises(InputError, match="no view 'roles'; the views are people"):
        some.view("roles")


def test_wrong_names():
    with pytest.raises(InputError, match=r"no table peple; the tables are .*people"):
        bp.extract([TEXT], tables=["peple"])
    with pytest.raises(InputError, match=r"tables='people': give a list of names, as \['people'\]"):
        bp.extract([TEXT], tables="people")
    with pytest.raises(InputError, match=r"sections='body': give a list of names"):
        bp.extract([TEXT], sections="body")


def test_stored_and_read_again(everything, tmp_path):
    some = bp.extract({"a": TEXT, "b": None}, tables=["people", "roles"])
    some.to_parquet(tmp_path / "out")
    again = bp.read_parquet(tmp_path / "out")
    assert set(again.tables) == {"documents", "mentions", "people", "roles"}
    pd.testing.assert_frame_equal(again.people, everything.people)
    with pytest.raises(InputError, match="no table places was made"):
        _ = again.places
    pytest.importorskip("duckdb")
    some.to_duckdb(tmp_path / "out.duckdb")
    assert set(read_results(tmp_path / "out.duckdb").tables) - {"tokens"} == set(again.tables)


@pytest.mark.parametrize("format", ["parquet", "csv", "jsonl", "duckdb"])
def test_by_the_command_line(tmp_path, format):
    if format == "duckdb":
        pytest.importorskip("duckdb")
    run = CliRunner().invoke
    out = tmp_path / ("out.duckdb" if format == "duckdb" else "out")
    wanted = ["extract", str(ARTICLES / "flood.txt"), "-o", str(out), "--format", format, "--workers", "0"]
    assert run(app, [*wanted, "--tables", "people, places"]).exit_code == 0
    made = read_results(out)
    assert set(made.tables) - {"tokens"} == {"documents", "mentions", "people", "places"}
    assert len(made.places) == len(bp.extract((ARTICLES / "flood.txt").read_text(encoding="utf-8")).places)
    other = run(app, [*wanted, "--tables", "people", "--resume"])
    assert other.exit_code == 3 and "tables" in other.output  # a job that changes what it writes is another
    for names, said in (("peple", "no table peple"), (" ,", "give names of tables"), ("tokens", "no table tokens")):
        wrong = run(app, [*wanted, "--tables", names])
        assert wrong.exit_code == 2 and said in " ".join(wrong.output.split())
