"""What a job writes: each format, and only what is its own."""

import csv
import json
import re
from pathlib import Path

import pandas as pd
import pytest
from batch_corpus import OUTPUT, article, contents, write_jsonl

import bpextract as bp
from bpextract import schema
from bpextract.batch.job import Engine, run
from bpextract.errors import InputError

HERE = Engine(workers=0)
SMALL = 0.002  # megabytes in a shard
SQL = re.findall(r"```sql\n(.*?)```", Path(__file__).parent.parent.joinpath("docs/scaling.md").read_text("utf-8"), re.S)
STATEMENTS = [statement for block in SQL for statement in block.split(";") if statement.strip()]


@pytest.fixture
def news(tmp_path):
    return write_jsonl(tmp_path / "news.jsonl", [article(n) * 2 for n in range(40)])


def files(out):
    return {path.name for path in out.iterdir()} - {"_job"}


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    pytest.importorskip("duckdb")
    folder = tmp_path_factory.mktemp("sql")
    two = "Ông Trần Văn Bình và bà Lê Thị Hoa thăm xã Bản Phiệt."
    news = write_jsonl(folder / "news.jsonl", [*(article(n) * 2 for n in range(40)), two, " "])
    run([news], folder / "out", engine=HERE, shard_size=SMALL)
    run([news], folder / "news.duckdb", "duckdb", engine=HERE, shard_size=SMALL)
    return folder


def test_the_database_has_keys_comments_and_all_rows(database):
    import duckdb

    with duckdb.connect(str(database / "news.duckdb"), read_only=True) as connection:
        keys = dict(
            connection.execute(
                "SELECT table_name, constraint_column_names FROM duckdb_constraints() "
                "WHERE constraint_type = 'PRIMARY KEY'"
            ).fetchall()
        )
        assert keys["documents"] == ["doc_id"] and keys["figures"] == ["doc_id", "figure_id"]
        assert set(keys) == set(OUTPUT)
        comments = connection.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall()
        assert all(said == schema.TABLES[table].__doc__ for table, said in comments)
        columns = connection.execute(
            "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'figures'"
        ).fetchall()
        assert dict(columns) == {column.name: column.about for column in schema.columns("figures")}
        tables = bp.read_parquet(database / "out")
        for table in OUTPUT:
            count = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
            assert count == (len(tables.table(table)),)
        assert connection.execute("SELECT count(*) FROM figures_with_context").fetchone() == (len(tables.figures),)


def test_a_result_writes_the_same_database(database, tmp_path):
    import duckdb

    bp.read_parquet(database / "out").to_duckdb(tmp_path / "own.duckdb")
    bp.read_parquet(database / "out").to_duckdb(tmp_path / "own.duckdb")  # what is there is replaced
    told = []
    for path in (database / "news.duckdb", tmp_path / "own.duckdb"):
        with duckdb.connect(str(path), read_only=True) as connection:
            tables = connection.execute(
                "SELECT table_name, sql, comment, estimated_size FROM duckdb_tables()"
            ).fetchall()
            columns = connection.execute(
                "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal"
            ).fetchall()
            question = "SELECT * FROM figures_with_context ORDER BY doc_id, figure_id"
            told.append((sorted(tables), sorted(columns), connection.execute(question).fetchall()))
    assert told[0] == told[1] and told[0][2]


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: s.strip().splitlines()[0].strip("- "))
def test_questions_of_the_docs_have_answers(database, statement, monkeypatch):
    import duckdb

    monkeypatch.chdir(database)
    place = ":memory:" if "'out/" in statement else "news.duckdb"
    with duckdb.connect(place) as connection:
        assert len(connection.execute(statement).df()) > 0


def test_cells_that_a_spreadsheet_would_run_are_quoted(tmp_path):
    ids = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", 'a";=1', "b\n=1", "plain", "5"]
    lines = [json.dumps({"id": name, "text": article(n)}, ensure_ascii=False) for n, name in enumerate(ids)]
    news = tmp_path / "news.jsonl"
    news.write_text("\n".join(lines), encoding="utf-8")
    run([news], tmp_path / "out", "csv", engine=HERE)
    table = pd.read_csv(tmp_path / "out" / "documents.csv", dtype={"doc_id": str})
    assert table.doc_id.tolist() == ["'" + name if n < 6 else name for n, name in enumerate(ids)]
    for path in (tmp_path / "out").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        assert [column.name for column in schema.columns(path.stem)] == rows[0]
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t", "＝"))]
    figures = pd.read_csv(tmp_path / "out" / "figures.csv")
    assert figures.value.dtype == float  # numbers stay numbers


def test_a_cell_that_was_quoted_is_text_in_a_workbook(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    news = write_jsonl(tmp_path / "news.jsonl", ["x"])
    news.write_text(news.read_text().replace('"d0"', '"=cmd|x!A1"'))
    run([news], tmp_path / "out", "csv", engine=HERE)
    # As a spreadsheet does: each cell of the CSV is typed into a sheet.
    book = openpyxl.Workbook()
    with (tmp_path / "out" / "documents.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.reader(stream):
            book.active.append(row)
    book.save(tmp_path / "book.xlsx")
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "book.xlsx").active.iter_rows() for cell in row]
    assert "'=cmd|x!A1" in [cell.value for cell in cells]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_a_job_in_another_format_leaves_nothing_of_the_one_before(news, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.csv").write_text("of the user")
    for format, size in [("parquet", SMALL), ("csv", SMALL), ("jsonl", 1), ("parquet", 1), ("parquet", SMALL)]:
        run([news], out, format, engine=HERE, shard_size=size)
        suffix = f".{format}" if format != "parquet" or size == 1 else ""
        assert files(out) == {f"{table}{suffix}" for table in OUTPUT} | {"mine.csv"}


def test_output_among_the_input_is_no_input(tmp_path):
    write_jsonl(tmp_path / "news.jsonl", [article(1), article(2)])
    out = tmp_path / "out"
    for format in ("parquet", "csv", "jsonl", "parquet"):
        for given in (tmp_path, tmp_path / "**" / "*"):
            assert run([given], out, format, engine=HERE).n_documents == 2
    assert run([tmp_path], out, engine=HERE).n_documents == 2
    assert run([tmp_path], out, engine=HERE, resume=True).n_resumed == 1
    assert run([tmp_path], tmp_path, engine=HERE, shard_size=0.0001).n_documents > 2  # `out` is input of another job


def test_input_is_not_overwritten(tmp_path):
    documents = write_jsonl(tmp_path / "documents.jsonl", [article(1), article(2)])
    before = documents.read_bytes()
    for given in (documents, tmp_path):
        with pytest.raises(InputError, match=r"documents.jsonl: is input, and would be overwritten"):
            run([given], tmp_path, "jsonl", engine=HERE)
    run([tmp_path], tmp_path / "out", "jsonl", engine=HERE)
    with pytest.raises(InputError, match="is input, and would be overwritten"):
        run([tmp_path / "out" / "documents.jsonl"], tmp_path / "out", engine=HERE)
    assert documents.read_bytes() == before and (tmp_path / "out" / "documents.jsonl").exists()


def test_a_database_is_not_written_over_something_else(news, tmp_path):
    pytest.importorskip("duckdb")
    (tmp_path / "mine.duckdb").write_bytes(b"tables of the user")
    with pytest.raises(InputError, match="no job of bpextract wrote it"):
        run([news], tmp_path / "mine.duckdb", "duckdb", engine=HERE)
    with pytest.raises(InputError, match="is a folder"):
        run([news], tmp_path, "duckdb", engine=HERE)
    for _ in range(2):
        run([news], tmp_path / "news.duckdb", "duckdb", engine=HERE)
    with pytest.raises(InputError, match="--format parquet writes a folder"):
        run([news], tmp_path / "news.duckdb", engine=HERE)
    (tmp_path / "notes").touch()
    with pytest.raises(InputError, match="cannot be written"):
        run([news], tmp_path / "notes", engine=HERE)


def test_lexicons_of_ones_own_give_what_the_pipeline_gives(tmp_path):
    lexicon = tmp_path / "titles.tsv"
    lexicon.write_text("form\tkind\nNghệ nhân chè\toccupation\n", encoding="utf-8")
    texts = [f"Nghệ nhân chè Nguyễn Văn An cho biết. {article(n)}" for n in range(12)]
    news = write_jsonl(tmp_path / "news.jsonl", texts)
    run([news], tmp_path / "out", engine=HERE, lexicons={"titles": lexicon})
    found = bp.read_parquet(tmp_path / "out")
    frame = pd.read_json(news, lines=True)
    for nlp in (bp.load({"titles": lexicon}), bp.Extractor({"titles": lexicon})):
        expected = bp.extract(frame, text="text", id="id", nlp=nlp)
        for table in OUTPUT:
            pd.testing.assert_frame_equal(found.table(table), expected.table(table))
    assert (found.roles.title == "Nghệ nhân chè").sum() == 12
    run([news], tmp_path / "pool", engine=Engine(workers=1), lexicons={"titles": lexicon})
    assert contents(tmp_path / "pool") == contents(tmp_path / "out")


@pytest.mark.parametrize(
    ("name", "format", "told"),
    [
        ("x.csv", "parquet", "give -o {x} --format csv, which makes {x}/people.csv and the others; or -o {x}.duckdb"),
        ("x.csv", "csv", "give -o {x} --format csv"),
        ("x.PARQUET", "parquet", "give -o {x}, which makes {x}/people.parquet and the others"),
        ("x.json", "parquet", "give -o {x} --format jsonl, which makes {x}/people.jsonl"),
        ("x.xlsx", "parquet", "give -o {x}, and then bpextract.read_parquet('x').to_excel('x.xlsx') in Python"),
        ("x.csv", "duckdb", "-o {x}.duckdb, which is one file with all tables"),
        ("x.duckdb", "csv", "--format csv writes a folder; give -o {x}, or --format duckdb"),
    ],
)
def test_an_output_called_like_one_file_is_refused_with_what_to_write_instead(news, tmp_path, name, format, told):
    with pytest.raises(InputError, match=re.escape(told.format(x=tmp_path / "x"))):
        run([news], tmp_path / name, format, engine=HERE)
    assert not (tmp_path / name).exists()


def test_a_folder_that_is_there_may_be_called_like_a_file(news, tmp_path):
    (tmp_path / "tables.parquet").mkdir()
    assert run([news], tmp_path / "tables.parquet", engine=HERE).n_documents == 40
