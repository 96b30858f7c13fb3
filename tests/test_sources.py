import gzip
import json

import pandas as pd
import pytest

from bpextract.errors import InputError
from bpextract.sources import read
from bpextract.sources.encodings import decode

TEXT = "Ủy ban nhân dân tỉnh Lào Cai họp sáng nay tại thành phố."


def one(path, **columns):
    (document,) = read([path], **columns)
    return document


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-16", "UTF-16"), ("utf-16-le", "UTF-16-LE"), ("utf-16-be", "UTF-16-BE"), ("utf-32", "UTF-32")],
)
def test_wide_encodings_are_read_and_said(encoding, name):
    text, warning = decode(TEXT.encode(encoding))
    assert text == TEXT
    assert name in warning and "not UTF-8" in warning


def test_cp1258_is_read_and_said():
    raw = "Ta\u0323i Ha\u0300 N\u00f4\u0323i ho\u0323p ba\u0300n vi\u00ea\u0323c"
    text, warning = decode(raw.encode("cp1258"))
    assert text == raw
    assert warning == "read as CP1258 (Windows Vietnamese), not UTF-8"


@pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe0\x00\x10JFIF\x81\x8d", b"caf\xe9 cr\xe8me"])
def test_what_is_no_vietnamese_is_refused(data):
    with pytest.raises(UnicodeDecodeError):
        decode(data)


def test_utf8_with_and_without_mark():
    assert decode(TEXT.encode()) == (TEXT, None)
    assert decode(b"\xef\xbb\xbf" + TEXT.encode()) == (TEXT, None)


def test_folder_gives_paths_without_suffix_and_leaves_gold_out(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.txt").write_text("b", encoding="utf-8")
    (tmp_path / "sub" / "a.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (tmp_path / "b.ann.txt").write_text("<PER id=1>b</PER>", encoding="utf-8")
    (tmp_path / "note.md").write_text("x", encoding="utf-8")
    assert [(d.doc_id, d.text) for d in read([tmp_path])] == [("b", "b"), ("sub/a", TEXT)]


def test_glob(tmp_path):
    for name in ("a1.txt", "a2.txt", "b.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    assert [d.doc_id for d in read([tmp_path / "a*.txt"])] == ["a1", "a2"]


def test_rows_take_their_id_and_date_from_usual_columns(tmp_path):
    rows = [{"url": "u1", "body": TEXT, "date": "2025-12-01"}, {"url": "", "body": "hai", "date": None}]
    (tmp_path / "n.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    pd.DataFrame(rows).to_csv(tmp_path / "n.csv", index=False)
    pd.DataFrame(rows).to_parquet(tmp_path / "n.parquet")
    for name in ("n.jsonl", "n.csv", "n.parquet"):
        documents = list(read([tmp_path / name]))
        assert [(d.doc_id, d.text, d.published) for d in documents] == [
            ("u1", TEXT, "2025-12-01"),
            (f"{name}:2", "hai", None),
        ]


def test_columns_named_by_the_caller(tmp_path):
    (tmp_path / "n.jsonl").write_text('{"k": 7, "t": "một", "body": "không"}', encoding="utf-8")
    document = one(tmp_path / "n.jsonl", text="t", id="k")
    assert (document.doc_id, document.text) == ("7", "một")


def test_a_missing_column_names_those_there_are(tmp_path):
    (tmp_path / "n.jsonl").write_text('{"a": 1, "b": "x"}', encoding="utf-8")
    assert "no column of texts; the columns are a, b" in one(tmp_path / "n.jsonl").error
    assert "no column 'c'; the columns are a, b" in one(tmp_path / "n.jsonl", text="b", id="c").error


def test_broken_lines_are_reported_and_the_others_read(tmp_path):
    lines = [
        b'{"text": "m\xe1\xbb\x99t"}',
        b'{"text": ',
        b"[1]",
        b'{"text": "\xff"}',
        b'{"text": 5}',
        b'{"text": "hai"}',
    ]
    (tmp_path / "n.jsonl").write_bytes(b"\n".join(lines))
    documents = list(read([tmp_path / "n.jsonl"]))
    assert [d.text for d in documents] == ["một", None, None, None, None, "hai"]
    assert "n.jsonl:2: not JSON" in documents[1].error
    assert "not an object" in documents[2].error
    assert "not UTF-8" in documents[3].error
    assert "is int, not a text" in documents[4].error


def test_a_cut_gzip_keeps_the_rows_before_the_cut(tmp_path):
    rows = "\n".join(json.dumps({"id": i, "text": f"{i} {TEXT} {hash(i)}"}) for i in range(5000))
    whole = gzip.compress(rows.encode())
    (tmp_path / "n.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    documents = list(read([tmp_path / "n.jsonl.gz"]))
    assert len(documents) > 100 and all(d.text for d in documents[:-1])
    assert "the rest cannot be read" in documents[-1].error


def test_files_that_are_broken(tmp_path):
    (tmp_path / "a.txt.gz").write_bytes(b"not gzip")
    (tmp_path / "b.parquet").write_bytes(b"not parquet")
    (tmp_path / "c.txt").write_bytes(b"caf\xe9 cr\xe8me")
    (tmp_path / "d.txt").write_bytes(b"")
    documents = {d.doc_id: d for d in read([tmp_path])}
    assert "cannot be read" in documents["a"].error
    assert "cannot be read" in documents["b.parquet:1"].error
    assert "c.txt: not UTF-8 (byte 3)" in documents["c"].error
    assert documents["d"].text == ""


def test_inputs_that_are_not_there(tmp_path):
    for given, message in (
        (tmp_path / "none.txt", "no such file"),
        (tmp_path, "no file here"),
        (tmp_path / "*.csv", "no file matches"),
    ):
        with pytest.raises(InputError, match=message):
            list(read([given]))
    (tmp_path / "a.docx").write_bytes(b"")
    with pytest.raises(InputError, match=r"unknown format '.docx'; known are .txt"):
        list(read([tmp_path / "a.docx"]))


def test_html_page(tmp_path):
    pytest.importorskip("trafilatura")
    body = "".join(f"<p>{TEXT} Đoạn thứ {i} nói về phòng chống thiên tai trên địa bàn tỉnh.</p>" for i in range(6))
    page = (
        "<html><head><title>Họp bàn phòng chống thiên tai</title>"
        "<meta property='article:published_time' content='2025-12-01'/>"
        f"</head><body><article><h1>Họp bàn phòng chống thiên tai</h1>{body}</article></body></html>"
    )
    (tmp_path / "p.html").write_text(page, encoding="utf-8")
    document = one(tmp_path / "p.html")
    assert document.text.startswith("Họp bàn phòng chống thiên tai\n\n")
    assert "Đoạn thứ 5" in document.text and "<p>" not in document.text
    assert document.published == "2025-12-01"
