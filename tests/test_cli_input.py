"""What the command line does with input: standard input, columns that are not there, files that nobody reads."""

import json
import shlex

import pytest
from typer.testing import CliRunner

import bpextract as bp
from bpextract.cli import app

TEXTS = ["Ông Lê Văn An tặng 5 kg chè.", "Bà Trần Thị Bình tặng 6 kg chè."]
LINES = "".join(json.dumps({"so": n, "bai": text}, ensure_ascii=False) + "\n" for n, text in enumerate(TEXTS))
USUAL = LINES.replace('"so"', '"id"').replace('"bai"', '"text"')
PAGE = "<!DOCTYPE html><html><body><h1>Tặng chè</h1>" + f"<p>{' '.join(TEXTS) * 3}</p>" * 4 + "</body></html>"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text(LINES, encoding="utf-8")

    def call(command, **kwargs):
        return CliRunner().invoke(app, shlex.split(command), **kwargs)

    return call


def said(shown):
    return " ".join(shown.output.split())


@pytest.mark.parametrize("given", [USUAL, "\ufeff" + USUAL, "\n" + USUAL + "{\n"], ids=["", "mark", "a broken line"])
def test_json_lines_by_standard_input_are_rows(run, tmp_path, given):
    assert run("extract - -o out", input=given).exit_code == 0
    documents = bp.read_parquet(tmp_path / "out").documents
    assert documents.doc_id.tolist()[:2] == ["0", "1"]
    assert documents[documents.doc_id.str.startswith("stdin")].error.str.contains("not JSON").all()
    assert "Trần Thị Bình" in run("show - --tables-only", input=given).output


def test_a_page_and_a_text_by_standard_input_are_documents(run, tmp_path):
    pytest.importorskip("trafilatura")
    for number, (given, title) in enumerate(((PAGE, "Tặng chè"), ("{Ảnh} " + TEXTS[0], None), ("", None))):
        run(f"extract - -o {number}", input=given)
        documents = bp.read_parquet(tmp_path / str(number)).documents
        assert documents.doc_id.tolist() == ["stdin"]
        assert title is None or documents.title[0] == title
        assert documents.error.isna()[0] or not given


@pytest.mark.parametrize("option", ["--text", "--id", "--published"])
@pytest.mark.parametrize("inputs", ["a.jsonl", "a.jsonl b.jsonl", "-"])
@pytest.mark.parametrize("command", ["extract -o out", "show"])
def test_a_column_that_is_not_there_stops_all_with_one_error(run, tmp_path, option, inputs, command):
    text = "" if option == "--text" else "--text bai"
    shown = run(f"{command} {inputs} {text} {option} bia", input=LINES)
    assert shown.exit_code == 2
    assert said(shown).count("no column 'bia'; the columns are so, bai;") == 1 and "did you mean bai?" in said(shown)
    assert ("nor in 1 other tables" in said(shown)) == ("b.jsonl" in inputs)
    assert not (tmp_path / "out").exists()


def test_a_column_that_some_tables_have_is_right(run, tmp_path):
    (tmp_path / "c.jsonl").write_text(USUAL, encoding="utf-8")
    shown = run("extract a.jsonl c.jsonl --text text --id id -o out")
    assert shown.exit_code == 0 and "4 documents, 2 with an error" in said(shown)
    rows = [{"text": TEXTS[0]}, {"text": TEXTS[1], "ma": "x"}]  # a row may lack what the next one has
    (tmp_path / "d.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert "2 documents, 1 with an error" in said(run("extract d.jsonl --id ma -o two"))


def test_files_that_nobody_reads_are_named_once(run, tmp_path):
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    for name in ("a.txt", "b.pdf", "sub/c.docx", ".hidden", "d.ann.txt", "e.facts.txt"):
        (folder / name).write_text(TEXTS[0], encoding="utf-8")
    for command in ("extract in -o in/out", "extract in -o in/out", "show in", "extract 'in/**/*' -o out"):
        shown = said(run(command))
        assert "left out, since no reader knows them: " in shown
        assert shown.count("b.pdf") == shown.count("c.docx") == 1
        assert "hidden" not in shown and "ann.txt" not in shown and "_job" not in shown
    for number in range(20):
        (folder / f"{number}.pdf").touch()
    assert said(run("extract in -o out2")).count("and 12 more") == 1


def test_overwrite_is_an_option(run, tmp_path):
    assert run("extract a.jsonl --text bai -o out").exit_code == 0
    (tmp_path / "b.jsonl").write_text(LINES + LINES, encoding="utf-8")
    refused = run("extract b.jsonl --text bai -o out")
    assert refused.exit_code == 2 and "holds the results of a job over other input" in said(refused)
    assert len(bp.read_parquet(tmp_path / "out").documents) == 2
    assert run("extract b.jsonl --text bai -o out --overwrite").exit_code == 0
    assert len(bp.read_parquet(tmp_path / "out").documents) == 4
