from pathlib import Path

import pytest
from typer.testing import CliRunner

from bpextract.cli import app

ARTICLES = Path(__file__).parent.parent / "corpora" / "articles"


@pytest.fixture
def run():
    runner = CliRunner()

    def call(*args, **kwargs):
        return runner.invoke(app, [str(arg) for arg in args], **kwargs)

    return call


def test_show_prints_text_and_tables(run, tmp_path):
    (tmp_path / "a.txt").write_text("Ông Nguyễn Văn An nói trên 70 km đường bị ngập.", encoding="utf-8")
    shown = run("show", tmp_path / "a.txt")
    assert shown.exit_code == 0
    for expected in ("Ông Nguyễn Văn An nói", "PERSON", "people (1)", "figures (1)", "70"):
        assert expected in shown.output


def test_show_reads_standard_input(run):
    assert "figures (1)" in run("show", "-", "--tables-only", input="Có 70 km đường bị ngập.").output


def test_show_of_a_file_that_is_not_there(run, tmp_path):
    shown = run("show", tmp_path / "none.txt")
    assert shown.exit_code == 2
    assert "none.txt" in shown.output


@pytest.mark.parametrize(("content", "said"), [("", "the file is empty"), (" \n", "the file is empty")])
def test_show_of_a_file_without_text_says_so_and_no_more(run, tmp_path, content, said):
    (tmp_path / "a.txt").write_text(content, encoding="utf-8")
    shown = run("show", tmp_path / "a.txt")
    assert shown.exit_code == 1
    assert shown.output.strip().endswith(said)


def test_show_of_a_table_without_texts_names_its_columns(run, tmp_path):
    (tmp_path / "t.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    shown = run("show", tmp_path / "t.csv")
    assert shown.exit_code == 1 and "the columns are a, b" in shown.output


def test_version(run):
    assert run("--version").output.startswith("bpextract 0.")


def test_a_limit_below_nothing(run, tmp_path):
    assert run("show", tmp_path / "a.txt", "--limit", "-1").exit_code == 2


def test_a_lexicon_that_is_not_there(run, tmp_path):
    (tmp_path / "a.txt").write_text("Mưa.", encoding="utf-8")
    assert "give NAME=FILE" in run("show", tmp_path / "a.txt", "--lexicon", "titles").output
    wrong = run("show", tmp_path / "a.txt", "--lexicon", "titels=x.tsv")
    assert wrong.exit_code == 2 and "no lexicon titels" in wrong.output


def test_evaluate_prints_a_row_for_each_label(run):
    shown = run("evaluate", ARTICLES)
    assert shown.exit_code == 0
    for label in ("PERSON", "ROLE", "PLACE", "ORG", "FIGURE", "DATE", "F1"):
        assert label in shown.output


def test_evaluate_of_a_folder_without_gold(run, tmp_path):
    shown = run("evaluate", tmp_path)
    assert shown.exit_code == 2
    assert ".ann.txt" in shown.output


def test_check_tells_what_fails(run, tmp_path):
    (tmp_path / "mine.txt").write_text("# labels: FIGURE\nCó [5 hộ](FIGURE value=6) bị ngập.\n", encoding="utf-8")
    shown = run("check", tmp_path / "mine.txt")
    assert shown.exit_code == 1
    assert "mine.txt:2" in shown.output
    (tmp_path / "mine.txt").write_text("# labels: FIGURE\nCó [5 hộ](FIGURE value=5) bị ngập.\n", encoding="utf-8")
    assert run("check", tmp_path / "mine.txt").exit_code == 0


@pytest.fixture
def news(tmp_path):
    folder = tmp_path / "news"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("Ông Nguyễn Văn An nói trên 70 km đường bị ngập.", encoding="utf-8")
    (folder / "sub" / "b.txt").write_text("Bà Trần Thị Bình ở xã Bản Phiệt có 5 kg chè.", encoding="utf-8")
    (folder / "bad.txt").write_bytes(b"caf\xe9 cr\xe8me")
    return folder


@pytest.mark.parametrize("format", ["parquet", "csv", "jsonl", "duckdb"])
def test_extract_writes_every_table(run, news, tmp_path, format):
    out = tmp_path / ("out.duckdb" if format == "duckdb" else "out")
    shown = run("extract", news, "-o", out, "--format", format)
    assert shown.exit_code == 0
    assert "3 documents, 1 with an error" in shown.output
    assert "bad.txt: not UTF-8 (byte 3)" in shown.output
    people, documents = (read_table(out, format, name) for name in ("people", "documents"))
    assert people[["doc_id", "name"]].values.tolist() == [["a", "Nguyễn Văn An"], ["sub/b", "Trần Thị Bình"]]
    assert documents.doc_id.tolist() == ["a", "bad", "sub/b"]
    assert documents.error.notna().tolist() == [False, True, False]


def read_table(out, format, name):
    import pandas as pd

    if format == "duckdb":
        duckdb = pytest.importorskip("duckdb")
        with duckdb.connect(str(out)) as connection:
            return connection.execute(f"select * from {name} order by doc_id").df()
    if format == "jsonl":
        return pd.read_json(out / f"{name}.jsonl", lines=True, dtype=False)
    return pd.read_csv(out / f"{name}.csv") if format == "csv" else pd.read_parquet(out / f"{name}.parquet")


def test_csv_cells_are_no_formulas(run, tmp_path):
    (tmp_path / "a.txt").write_text("=1+1 là 5 kg.", encoding="utf-8")
    assert run("extract", tmp_path / "a.txt", "-o", tmp_path / "out", "--format", "csv").exit_code == 0
    assert read_table(tmp_path / "out", "csv", "sentences").text[0] == "'=1+1 là 5 kg."


def test_extract_takes_columns_and_sections(run, tmp_path):
    (tmp_path / "n.csv").write_text('url,body,day\nu1,"Có 5 kg chè hôm 1/12.",2025-12-02\n', encoding="utf-8")
    args = ("--text", "body", "--id", "url", "--published", "day", "--format", "jsonl")
    assert run("extract", tmp_path / "n.csv", "-o", tmp_path / "out", *args).exit_code == 0
    assert read_table(tmp_path / "out", "jsonl", "dates").start_date.astype(str)[0].startswith("2025-12-01")
    assert run("extract", tmp_path / "n.csv", "-o", tmp_path / "none", "--sections", "title", *args).exit_code == 0
    assert (tmp_path / "none" / "mentions.jsonl").read_text() == ""


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("none.txt", "-o", "out"), "no such file or folder"),
        ((".", "-o", "out"), "no file here that can be read"),
        (("a.txt", "-o", "out", "--format", "xml"), "no format 'xml'; the formats are parquet"),
        (("a.txt", "-o", "a.txt"), "cannot be written"),
        (("a.txt", "-o", "out", "--sections", "boddy"), "no section boddy"),
    ],
)
def test_wrong_extract_says_what_to_do(run, tmp_path, monkeypatch, args, message):
    monkeypatch.chdir(tmp_path)
    if "a.txt" in args:
        (tmp_path / "a.txt").write_text("Mưa.", encoding="utf-8")
    shown = run("extract", *args)
    assert shown.exit_code == 2
    assert message in " ".join(shown.output.split())
