import re
import shlex
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import bpextract as bp
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
    for expected in ("Ông [Nguyễn Văn An PERSON] nói", "PERSON", "people (1)", "figures (1)", "70"):
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


def test_the_package_runs_as_a_module():
    told = subprocess.run([sys.executable, "-m", "bpextract", "--version"], capture_output=True, text=True, check=True)
    assert told.stdout == f"bpextract {bp.__version__}\n"


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


def test_extract_and_show_keep_what_is_sure(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("people.tsv").write_text("form\nNguyễn Văn An\n", encoding="utf-8")
    Path("a.txt").write_text("Ông Nguyễn Văn An nói trên 70 km đường bị ngập.", encoding="utf-8")
    own = ("--lexicon", "people=people.tsv")
    assert "figures (1)" in run("show", "a.txt", *own).output
    shown = run("show", "a.txt", *own, "--min-confidence", "1")
    assert shown.exit_code == 0 and "[Nguyễn Văn An PERSON]" in shown.output and "FIGURE" not in shown.output
    extract = ("extract", "a.txt", "-o", "out", *own, "--min-confidence")
    assert run(*extract, "1").exit_code == 0
    mentions = read_table(tmp_path / "out", "parquet", "mentions")
    assert "Nguyễn Văn An" in set(mentions.text) and (mentions.confidence == 1).all()
    assert run(*extract, "1", "--resume").exit_code == 0
    refused = run(*extract, "0.9", "--resume")
    assert refused.exit_code == 3 and "min_confidence (then 1.0, now 0.9)" in " ".join(refused.output.split())


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("none.txt", "-o", "out"), "no such file or folder"),
        ((".", "-o", "out"), "no file here that can be read"),
        (("a.txt", "-o", "out", "--format", "xml"), "no format 'xml'; the formats are parquet"),
        (("a.txt", "-o", "a.txt"), "cannot be written"),
        (("a.txt", "-o", "out", "--sections", "boddy"), "no section boddy"),
        (("a.txt", "-o", "out", "--min-confidence", "90"), "min_confidence is 90.0; it must be from 0 to 1"),
    ],
)
def test_wrong_extract_says_what_to_do(run, tmp_path, monkeypatch, args, message):
    monkeypatch.chdir(tmp_path)
    if "a.txt" in args:
        (tmp_path / "a.txt").write_text("Mưa.", encoding="utf-8")
    shown = run("extract", *args)
    assert shown.exit_code == 2
    assert message in " ".join(shown.output.split())


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of what a new user may get wrong, as the place where commands are run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    files = {
        "a.txt": "Ông Lê Văn An tặng 5 kg chè.",
        "t.csv": "so,noi_dung\n7,Bà Trần Thị Bình tặng 5 kg chè.\n",
        "bad.jsonl": '{"text": "Mưa."}\n{\n',
        "none/x.ann.txt": "Mưa lớn.\n",
        "empty.tsv": "",
        "pipelines.py": "def number():\n    return 5\n\n\ndef needs(it):\n    return it\n",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("show a.txt --sections titel", "boilerplate; did you mean title?"),
        ("show a.txt --lexicon title=a.tsv", "verbs; did you mean titles?"),
        ("extract a.txt -o out --format PARQET", "duckdb; did you mean parquet?"),
        ("extract a.txt -o out --engine Spark", "spark; did you mean spark?"),
        ("evaluate none --errors persn", "DATE; did you mean PERSON?"),
        ("show nothing://x/a.txt", "nothing://x/a.txt"),
        ("show '' ", "the name of a file or folder is empty"),
        ("show a.txt --sections ,", "give names of sections, such as title,lead,body"),
        ("show a.txt --min-confidence 1.1", "min_confidence is 1.1; it must be from 0 to 1"),
        ("show a.txt --limit many", "valid integer"),
        ("evaluate nowhere", "nowhere: no such folder"),
        ("evaluate a.txt", "no annotated articles (NAME.ann.txt) here"),
        ("evaluate none --errors people", "the labels are PERSON"),
        ("check empty", "empty: no examples (NAME.txt) here"),
        ("check empty/none.txt", "No such file"),
        ("extract '' -o out", "the name of a file or folder is empty"),
        ("extract a.txt -o ''", "the name of a file or folder is empty"),
        ("extract a.txt -o out --log empty", "--log empty: cannot be written"),
        ("extract a.txt -o out --log no/such.log", "--log no/such.log: cannot be written"),
        ("extract a.txt -o out --pipeline pipelines:number", "returns int; it must return what bp.load() does"),
        ("extract a.txt -o out --pipeline pipelines:needs", "give MODULE:FUNCTION"),
        ("extract a.txt -o out --scheduler tcp://host:1 --engine spark", "for --engine dask, but the engine is spark"),
        ("extract a.txt -o out --master local --engine local", "for --engine spark, but the engine is local"),
        ("report a.txt", "a.txt: no results; first `bpextract extract a.txt -o OUT`, then give OUT"),
        ("report nowhere", "nowhere: no such folder"),
        ("show a.txt --lexicon titles=empty.tsv", "empty.tsv: no header; the first line names columns of form, kind"),
        ("report empty", "no documents.parquet"),
    ],
)
def test_wrong_input_is_told_in_a_sentence(run, folder, command, message):
    shown = run(*shlex.split(command))
    assert shown.exit_code == 2
    assert message in " ".join(shown.output.replace("│", " ").split())
    assert isinstance(shown.exception, SystemExit)  # no traceback


def test_show_takes_columns_of_a_table(run, folder):
    shown = run("show", "t.csv", "--text", "noi_dung", "--id", "so")
    assert shown.exit_code == 0 and "Trần Thị Bình" in shown.output
    wrong = run("show", "t.csv", "--text", "body")
    assert wrong.exit_code == 2 and "the columns are so, noi_dung; name it with text= (--text)" in wrong.output


def test_a_document_is_named_once(run, folder):
    for shown in (run("show", "bad.jsonl"), run("extract", "bad.jsonl", "-o", "out")):
        assert shown.output.count("bad.jsonl:2") == 1


def test_labels_may_be_typed_small_and_gold_without_mentions_is_told(run, folder):
    shown = run("evaluate", "none", "--errors", "person")
    assert shown.exit_code == 0 and "nothing is annotated here" in shown.output


def test_a_database_is_known_by_its_name(run, folder):
    pytest.importorskip("duckdb")
    assert run("extract", "a.txt", "-o", "news.duckdb").exit_code == 0
    assert (folder / "news.duckdb").is_file()


def test_report_tells_that_there_are_no_texts(run, folder):
    assert run("extract", "a.txt", "-o", "out").exit_code == 0
    assert "`bpextract extract … --texts` stores texts" in run("report", "out").output
    assert run("extract", "a.txt", "-o", "out", "--texts").exit_code == 0
    assert "--texts" not in run("report", "out").output


@pytest.mark.parametrize("format", ["parquet", "csv", "jsonl", "duckdb"])
@pytest.mark.parametrize("texts", [[], ["--texts"]])
def test_every_format_is_read_back_as_it_was_written(run, folder, format, texts):
    from bpextract.stored import read_results

    if format == "duckdb":
        pytest.importorskip("duckdb")
    (folder / "minus.txt").write_text('- 5 kg chè,\n=1+1, "ông Lê Văn An" nói; từ -3 đến 5 độ C.', encoding="utf-8")
    inputs = ("a.txt", "minus.txt", "bad.jsonl")
    assert run("extract", *inputs, "-o", "plain", "--texts").exit_code == 0
    assert run("extract", *inputs, "-o", "out", "--format", format, *texts).exit_code == 0
    expected, read = bp.read_parquet("plain"), read_results("out")
    for name in expected.tables:
        if name != "tokens":
            pd.testing.assert_frame_equal(read.table(name), expected.table(name))
    assert [read.has_text(doc_id) for doc_id in ("a", "minus", "bad.jsonl:2")] == [bool(texts), bool(texts), False]
    if texts:
        assert read.text("minus") == expected.text("minus")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("people.parquet", "x", "not a Parquet file that can be read"),
        ("texts.parquet", "x", "not a Parquet file that can be read"),
        ("documents.parquet", None, "no documents.parquet"),
        ("people.csv", "doc_id,name\n1,2\n", "people.csv: cannot be read"),
        ("documents.csv", None, "documents.csv: No such file"),
        ("people.jsonl", "{", "people.jsonl: cannot be read"),
        ("people.jsonl", "[1]", "people.jsonl: cannot be read"),
    ],
)
def test_broken_results_are_told(run, folder, name, content, message):
    assert run("extract", "a.txt", "-o", "out", "--texts", "--format", name.rpartition(".")[2]).exit_code == 0
    if content is None:
        (folder / "out" / name).unlink()
    else:
        (folder / "out" / name).write_text(content)
    broken = run("report", "out")
    assert broken.exit_code == 2 and message in " ".join(broken.output.split())


def test_show_takes_several_files(run, folder):
    shown = run("show", "a.txt", "t.csv", "--text", "noi_dung")
    assert shown.exit_code == 0
    assert "Lê Văn An" in shown.output and "Trần Thị Bình" in shown.output


def test_show_says_that_nothing_was_found(run, folder):
    (folder / "rain.txt").write_text("Mưa.", encoding="utf-8")
    shown = run("show", "rain.txt")
    assert shown.exit_code == 0 and "nothing was found" in shown.output


def test_a_refused_resume_says_what_changed_and_no_digests(run, folder):
    assert run("extract", "a.txt", "-o", "out").exit_code == 0
    (folder / "a.txt").write_text("Mưa.", encoding="utf-8")
    shown = run("extract", "a.txt", "-o", "out", "--resume")
    assert shown.exit_code == 3
    assert "input (then files 1, size 34, now files 1, size 5)" in " ".join(shown.output.split())
    assert "digest" not in shown.output


def test_a_database_of_others_is_no_result(run, folder):
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect("other.duckdb") as connection:
        connection.execute("CREATE TABLE people (doc_id VARCHAR)")
    shown = run("report", "other.duckdb")
    assert shown.exit_code == 2 and "not a database that `bpextract extract` wrote" in " ".join(shown.output.split())


@pytest.mark.parametrize("command", ["show", "extract", "report", "evaluate", "check"])
def test_help_has_examples_that_are_commands(run, command):
    shown = run(command, "-h")
    assert shown.exit_code == 0
    examples = re.findall(rf"^ +bpextract ({command} .+)$", shown.output, re.MULTILINE)
    assert examples
    for option in re.findall(r" (--\w[\w-]*)", " ".join(examples)):
        assert option in shown.output.replace(" ".join(examples), "")
    assert "<bool>" not in re.sub(r".*--help.*", "", shown.output)


def test_no_traceback_reaches_a_user_unless_asked_for(monkeypatch, capsys):
    from bpextract import cli

    def fails(**_):
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(cli, "app", fails)
    with pytest.raises(SystemExit, match="1"):
        cli.main()
    said = capsys.readouterr().err
    assert "ZeroDivisionError: by zero" in said and "BPEXTRACT_TRACEBACK=1" in said
    monkeypatch.setenv("BPEXTRACT_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        cli.main()
