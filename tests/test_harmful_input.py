"""Input that was made to break a reader, or might have been: it costs itself, never the file, the job or the memory."""

import gzip
import tracemalloc

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bpextract.columns import Columns
from bpextract.sources import read
from bpextract.sources.reader import read_file

DEEP = '{"text": "một", "author": ' + "[" * 900 + "]" * 900 + "}"  # can be read, but not written out
HARMFUL = {
    "nested": "[" * 100_000,
    "nested in a row": '{"text": "một", "x": ' + "[" * 100_000 + "]" * 100_000 + "}",
    "digits": f'{{"id": {"7" * 5000}, "text": "một"}}',
    "digits that are not read": f'{{"text": "một", "x": -{"7" * 5000}}}',
    "nested author": DEEP,
}


@pytest.mark.parametrize("line", HARMFUL.values(), ids=HARMFUL)
def test_a_harmful_line_costs_itself_alone(tmp_path, line):
    (tmp_path / "n.jsonl").write_text(f'{{"text": "không"}}\n{line}\n{{"text": "hai"}}\n', encoding="utf-8")
    before, broken, after = read([tmp_path / "n.jsonl"])
    assert (before.text, after.text) == ("không", "hai")
    assert line == DEEP or (broken.text is None and "n.jsonl:2: " in broken.error)


@pytest.mark.parametrize("value, kind", [("null", "null"), ("1", "number"), ("true", "boolean"), ('"a"', "string")])
def test_a_line_that_is_no_object_is_told_in_words_of_json(tmp_path, value, kind):
    (tmp_path / "n.jsonl").write_text(value, encoding="utf-8")
    (document,) = read([tmp_path / "n.jsonl"])
    assert document.error.endswith(f"n.jsonl:1: a JSON {kind}, not an object")


def test_a_harmful_row_of_csv_costs_itself_alone(tmp_path):
    rows = ["text", "không", "một" * 2000, '"hai\n' + "ba" * 1990 + '"', "năm"]
    (tmp_path / "n.csv").write_text("\n".join(rows), encoding="utf-8")
    documents = list(read_file(tmp_path / "n.csv", "n", Columns(None, None, None), 4000))
    assert [d.text for d in documents if d.text] == ["không", "năm"]
    assert len(documents) >= 4 and all("n.csv:" in d.error for d in documents if d.text is None)


def parquet(path, **columns):
    table = {"id": ["a", "b"], "text": ["một", "hai"], **columns}
    pq.write_table(pa.table(table), path)
    return list(read([path]))


LATE = pa.array([0, 2**62], pa.timestamp("us"))
FAR = pa.array([0, 2**30], pa.int32()).cast(pa.date32())
NOWHERE = pa.array([0, 1], pa.timestamp("us", tz="Mars/Olympus"))
WRONG = pa.Array.from_buffers(
    pa.string(), 2, [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0\3\0\0\0"), pa.py_buffer(b"ok\xff")]
)


@pytest.mark.parametrize("column", [LATE, FAR, NOWHERE, WRONG], ids=["late", "far", "nowhere", "not UTF-8"])
def test_values_of_parquet_that_python_does_not_know(tmp_path, column):
    """Each costs what is read from it: nothing, the date, or the row."""
    unread = parquet(tmp_path / "unread.parquet", z=column)
    assert [(d.doc_id, d.text, d.error, d.warning) for d in unread] == [
        ("a", "một", None, None),
        ("b", "hai", None, None),
    ]
    _, dated = parquet(tmp_path / "dated.parquet", date=column)
    assert (dated.text, dated.published) == ("hai", None) and "date cannot be read" in dated.warning
    _, named = parquet(tmp_path / "named.parquet", id=column)
    assert named.text is None and "named.parquet:2: id cannot be read" in named.error


def test_a_bomb_is_an_error_and_is_never_held(tmp_path):
    most = 2_000_000
    line = b'{"text": "m\xe1\xbb\x99t"}\n'
    with gzip.open(tmp_path / "zeros.jsonl.gz", "wb", 1) as stream:
        stream.write(line + bytes(60_000_000) + b"\n" + line)
    with gzip.open(tmp_path / "zeros.txt.gz", "wb", 1) as stream:
        stream.write(bytes(60_000_000))
    with gzip.open(tmp_path / "zeros.csv.gz", "wb", 1) as stream:
        stream.write(b"text\nm\xe1\xbb\x99t\n" + bytes(60_000_000) + b"\nm\xe1\xbb\x99t\n")
    pq.write_table(pa.table({"text": ["0" * 60_000_000]}), tmp_path / "zeros.parquet")
    for name, texts in (("jsonl.gz", 2), ("txt.gz", 0), ("csv.gz", 2), ("parquet", 0)):
        tracemalloc.start()
        documents = list(read_file(tmp_path / f"zeros.{name}", "zeros", Columns(None, None, None), most))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert [d.text for d in documents if d.text] == ["một"] * texts
        assert [d.error for d in documents if d.error and "longer than 2 MB" in d.error]
        assert peak < 12 * most
