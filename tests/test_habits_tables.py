"""What users of pandas, Polars and Arrow do at first sight works."""

import logging
import warnings
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

import bpextract as bp
from bpextract import schema
from bpextract.errors import InputError
from bpextract.sources import read

duckdb = pytest.importorskip("duckdb")
pl = pytest.importorskip("polars")
HOA = "Ông Trần Văn Hòa, Phó Chủ tịch UBND xã Bản Phiệt, tặng 20 suất quà ngày 1/12."
EN = "Bà Lò Thị Én, Chủ tịch UBND xã Mai Sơn, tặng từ 20 đến 30 suất quà."
ROWS = {
    "url": ["n/1", "n/2"],
    "content": [HOA, EN],
    "date": ["2024-12-02", None],
    "headline": ["Tặng quà", None],
    "tác giả": ["Hà Anh", ""],
    "views": [10, 20],
}
FRAME = pd.DataFrame(ROWS)
PEOPLE = ["Trần Văn Hòa", "Lò Thị Én"]
TABLES = {
    "pandas": lambda: FRAME,
    "pandas, by index": lambda: FRAME.set_index(["url", "date"]),
    "Polars": lambda: pl.DataFrame(ROWS),
    "Polars, lazy": lambda: pl.LazyFrame(ROWS),
    "Arrow": lambda: pa.table(ROWS),
    "Arrow, a batch": lambda: pa.record_batch(ROWS),
    "Arrow, a reader": lambda: pa.table(ROWS).to_reader(),
    "DuckDB": lambda: duckdb.from_arrow(pa.table(ROWS)),
    "dicts": lambda: FRAME.to_dict("records"),
    "a generator of dicts": lambda: iter(FRAME.to_dict("records")),
}


def documents(table):
    return table.astype(object).where(table.notna(), None).values.tolist()


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_kind_of_table_is_read_by_the_usual_names_of_its_columns(table):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        result = bp.extract(table())
    found = documents(result.documents[["doc_id", "title", "author", "published"]])
    assert found == [["n/1", "Tặng quà", "Hà Anh", "2024-12-02"], ["n/2", None, None, None]]
    assert list(result.people.name) == PEOPLE
    assert list(result.dates.start_date) == ["2024-12-01"]
    parts = list(bp.iter_extract(table(), chunk_size=1))
    assert [list(part.people.name) for part in parts] == [[name] for name in PEOPLE]


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_a_frame_and_its_file_give_the_same_documents(suffix, tmp_path):
    path = tmp_path / f"news{suffix}"
    {
        ".csv": lambda: FRAME.to_csv(path, index=False),
        ".jsonl": lambda: FRAME.to_json(path, orient="records", lines=True, force_ascii=False),
        ".parquet": lambda: FRAME.to_parquet(path),
    }[suffix]()
    pd.testing.assert_frame_equal(bp.extract(read([path])).documents, bp.extract(FRAME).documents)


def test_what_was_taken_is_logged(caplog):
    with caplog.at_level(logging.INFO, logger="bpextract.columns"):
        bp.extract(FRAME)
        bp.extract(pl.DataFrame({"body": [HOA]}))
        bp.extract(pd.DataFrame({"body": [HOA]}))
    assert [record.message for record in caplog.records] == [
        "columns taken: text from 'content', doc_id from 'url', published from 'date', title from 'headline', "
        "author from 'tác giả'",
        "columns taken: text from 'body', doc_id from the number of the row",
        "columns taken: text from 'body', doc_id from the index",
    ]


def warnings_of(caplog):
    return [record.message for record in caplog.records if record.levelname == "WARNING"]


def test_a_second_column_that_may_hold_the_texts_is_warned_of(caplog):
    caplog.set_level("INFO", logger="bpextract")  # as another test may have left it
    both = {"text": "Xã họp.", "content": HOA}
    bp.extract(pd.DataFrame([both]))
    bp.extract([both])
    assert warnings_of(caplog) == 2 * [
        "the texts were taken from the column 'text', though 'content' may hold texts, too; "
        "name the right one with text="
    ]
    caplog.clear()
    bp.extract(pd.DataFrame([both]), text="content")
    bp.extract([{"text": HOA}, {"content": HOA}])
    assert warnings_of(caplog) == []


@pytest.mark.parametrize("table", [FRAME.assign(summary=["a", "b"]), pl.DataFrame({**ROWS, "summary": ["a", "b"]})])
def test_what_is_named_wins(table):
    result = bp.extract(table, text="summary", id="headline", published="2020-01-01")
    assert result.text("Tặng quà") == "a"
    assert list(result.documents.published) == ["2020-01-01", "2020-01-01"]
    assert result.documents.doc_id[1] == "row:1"  # it has no headline


def test_authors_are_joined_and_titles_cleaned():
    frame = pd.DataFrame(
        {"text": [HOA], "title": ["Ta\u0323\u0306ng\u00a0qua\u0300"], "authors": [["Hà Anh", "Lê Bình"]]}
    )
    for table in (frame, pa.Table.from_pandas(frame), frame.to_dict("records")):
        assert documents(bp.extract(table).documents[["title", "author"]]) == [["Tặng quà", "Hà Anh; Lê Bình"]]


def test_a_dict_that_lacks_a_column_is_told_in_its_row():
    rows = [{"body": HOA}, {"teaser": EN}, {"body": None}, "Mưa."]
    result = bp.extract(rows, text="body", published="2024-12-02")
    assert list(result.documents.error.fillna("")) == [
        "",
        "text='body': no such column; the columns are teaser",
        "the text is missing",
        "",
    ]
    assert list(bp.extract(rows).documents.error.fillna(""))[1] == "no column of texts; the columns are teaser"


@pytest.mark.parametrize(
    ("data", "asked", "said"),
    [
        (pl.DataFrame({"lead": ["a"]}), {}, "no column of texts; the columns are lead; name it"),
        (pl.LazyFrame({"body": ["a"]}), {"text": "bodi"}, "text='bodi': no such column; .*; did you mean body?"),
        (pa.table({"body": ["a"]}), {"id": "key"}, "id='key': no such column; the columns are body"),
        ([{"body": "a"}], {"text": "bodi"}, "text='bodi': no such column; .*; did you mean body?"),
        (pd.DataFrame([["a", "b"]], columns=["text", "text"]), {}, "two columns are called 'text'"),
        ("a", {"id": "b"}, "name columns of a DataFrame; what was passed is str"),
        (pd.Series(["a"]), {"text": "b"}, "what was passed is Series"),
        (
            Path("a.txt"),
            {},
            r"a.txt is a path, not a text; read it first, .*sources.read\(\['a.txt'\]",
        ),
        ([Path("a.txt")], {}, "a.txt is a path"),
    ],
)
def test_what_cannot_be_a_table_says_so(data, asked, said):
    with pytest.raises(InputError, match=said):
        bp.extract(data, **asked)


def test_the_path_of_a_file_is_no_text(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("tin.txt").write_text(HOA, encoding="utf-8")
    for data in ("tin.txt", ["tin.txt"]):
        with pytest.warns(UserWarning, match=r"'tin.txt' is the path of a file.*sources.read\(\['tin.txt'\]\)") as told:
            bp.extract(data)
        assert told[0].filename == __file__
        with pytest.warns(UserWarning, match="is the path of a file") as told:
            next(bp.iter_extract(data))
        assert told[0].filename == __file__
    assert list(bp.extract(bp.sources.read(["tin.txt"])).people.name) == PEOPLE[:1]


@pytest.mark.parametrize("text", ["tin.txt", "", "a\0b", "x" * 5000, "Mưa.\ntin.txt", "\ud83d"])
def test_a_text_that_names_no_file_brings_no_hint(text):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        bp.extract(text)


def test_integer_ids_merge():
    frame = FRAME.assign(id=[70, 7])[["id", "content", "views"]]
    result = bp.extract(frame)
    merged = frame.merge(result.people, left_on="id", right_on="doc_id")
    assert merged[["id", "name", "views"]].values.tolist() == [[70, PEOPLE[0], 10], [7, PEOPLE[1], 20]]
    for name in result.tables:
        assert result.table(name).doc_id.dtype == "int64", name
    for table in (result.facts(), *map(result.view, result.views)):
        assert table.doc_id.dtype == "int64"
    assert schema.check(result) == []


def test_an_integer_index_merges():
    frame = FRAME[["content", "views"]].set_axis([70, 7])
    for result in (bp.extract(frame), bp.extract(frame.content)):
        merged = frame.merge(result.people, left_index=True, right_on="doc_id")
        assert merged[["name", "views"]].values.tolist() == [[PEOPLE[0], 10], [PEOPLE[1], 20]]


def test_integer_ids_merge_in_polars():
    frame = pl.DataFrame(ROWS).with_columns(id=pl.Series([70, 7]))
    people = bp.extract(frame, id="id").to_polars("people")["people"]
    assert frame.join(people, left_on="id", right_on="doc_id")["name"].to_list() == PEOPLE


def test_text_of_integer_ids(tmp_path):
    result = bp.extract(FRAME.assign(id=[70, 7]))
    assert result.text(7) == result.text("7") == EN and result.has_text(70)
    assert "Én" in str(result.show(7)) and "Hòa" not in str(result.show("7"))
    result.to_html(tmp_path / "report.html")
    result.to_duckdb(tmp_path / "news.duckdb")
    with duckdb.connect(str(tmp_path / "news.duckdb")) as connection:  # whose columns always have the same types
        assert connection.execute("SELECT doc_id FROM documents").fetchall() == [("70",), ("7",)]


def test_integer_ids_are_stored_and_come_back(tmp_path):
    result = bp.extract(FRAME.assign(id=[70, 7]))
    result.to_parquet(tmp_path)
    assert pa.parquet.read_schema(tmp_path / "people.parquet").field("doc_id").type == pa.string()
    back = bp.read_parquet(tmp_path)
    for name in ("documents", "people", "figures"):
        pd.testing.assert_frame_equal(back.table(name), result.table(name))
    assert back.text(7) == EN


def test_integer_ids_are_linked():
    result = bp.extract(FRAME.assign(id=[70, 7]))
    linked = bp.link(result)
    assert linked.carry(result.people, "person_id").entity_id.notna().all()


@pytest.mark.parametrize(
    ("ids", "found"),
    [
        ([7, 7], ["7", "7#2"]),
        ([7, None], ["7.0", "row:1"]),
        (pd.array([7, None], dtype="Int64"), ["7", "row:1"]),
        ([7, "a"], ["7", "a"]),
        ([True, False], ["True", "False"]),
        ([7, 2**64], ["7", str(2**64)]),
    ],
)
def test_ids_that_are_not_all_different_integers_are_text(ids, found):
    result = bp.extract(FRAME.assign(id=ids))
    assert list(result.documents.doc_id) == found
    assert result.people.doc_id.dtype == "string"


def test_what_is_numbered_here_is_text():
    for data in ([HOA, EN], pl.DataFrame({"body": [HOA, EN]}), [{"body": HOA}, {"body": EN}]):
        assert list(bp.extract(data).documents.doc_id) == ["0", "1"]


@pytest.mark.parametrize("data", [[HOA, EN], FRAME.assign(id=[70, 7]), []])
def test_arrow_and_polars_have_the_tables_as_pandas_has_them(data):
    result = bp.extract(data)
    arrow, polars = result.to_arrow(), result.to_polars()
    assert list(arrow) == list(polars) == [name for name in result.tables if name != "tokens"]
    for name in arrow:
        wanted = result.table(name)
        rows = wanted.astype(object).where(wanted.notna(), None).to_dict("records")
        assert arrow[name].to_pylist() == polars[name].to_dicts() == rows
    assert arrow["people"].schema.field("name").type == pa.string()
    assert polars["figures"].schema["value"] == pl.Float64


def test_tokens_come_where_they_are_asked_for():
    result = bp.extract(HOA)
    assert list(result.to_polars("tokens")) == ["tokens"]
    assert "tokens" in result.to_arrow()
    with pytest.raises(InputError, match="no table 'peple'"):
        result.to_arrow("peple")


def test_arrays_of_arrow_and_series_of_polars_are_lists():
    for data in (pa.array([HOA, EN]), pa.chunked_array([[HOA], [EN]]), pl.Series([HOA, EN])):
        assert list(bp.extract(data).people.name) == PEOPLE
