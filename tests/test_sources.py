import csv
import gzip
import json
import sys
import unicodedata
from pathlib import Path

import pandas as pd
import pytest

import bpextract as bp
from bpextract.errors import InputError
from bpextract.sources import read
from bpextract.sources.encodings import decode
from bpextract.text.legacy import encodings

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


@pytest.mark.parametrize("legacy", encodings(), ids=[legacy.name for legacy in encodings()])
def test_old_fonts_are_read_and_said(legacy):
    codes = {letter: piece for piece, letter in reversed(legacy.letters.items())}
    old = "".join(codes.get(letter, letter) for letter in TEXT.replace("Ủ", "ủ"))
    text, warning = decode(old.encode("cp1252"))
    assert text == TEXT.replace("Ủ", "ủ")
    assert warning == f"read as {legacy.name}, not UTF-8"


def test_utf8_encoded_twice_is_undone_and_said():
    twice = "".join(bytes([b]).decode("cp1252") if b not in b"\x81\x8d\x8f\x90\x9d" else chr(b) for b in TEXT.encode())
    assert decode(twice.encode()) == (TEXT, "read as UTF-8 that was encoded twice")


def test_a_lost_byte_does_not_lose_the_text():
    data = (TEXT * 9).encode().replace(b"L\xc3", b"L", 1)
    text, warning = decode(data)
    assert text.count("\ufffd") == 1 and text.endswith(TEXT)
    assert warning.startswith("1 byte is not UTF-8, the first at ")


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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258"])
@pytest.mark.parametrize("delimiter", ",;\t|")
def test_csv_in_other_encodings_and_with_other_delimiters(tmp_path, encoding, delimiter):
    rows = [["Url", "Tiêu đề", "Nội dung"], ["u1", "Họp", f"{TEXT}\n{TEXT}"], ["u2", "", "hai, ba; bốn"]]
    if encoding == "cp1258":  # has the tones as letters of their own
        rows = [[to_cp1258(cell) for cell in row] for row in rows]
    with (tmp_path / "n.csv").open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    first, second = read([tmp_path / "n.csv"])
    assert (first.doc_id, first.text, first.title) == ("u1", rows[1][2], rows[1][1])
    assert (second.text, second.title) == (rows[2][2], None)
    assert (first.warning is None) == encoding.startswith("utf-8")


def to_cp1258(text):
    pieces = (unicodedata.normalize("NFD", letter) for letter in text)
    tones = "\u0300\u0301\u0303\u0309\u0323"
    return "".join(
        unicodedata.normalize("NFC", "".join(c for c in piece if c not in tones))
        + "".join(c for c in piece if c in tones)
        for piece in pieces
    )


def test_json_lines_in_utf16(tmp_path):
    (tmp_path / "n.jsonl").write_text('{"text": "một"}\n{"text": "hai"}\n', encoding="utf-16")
    assert [(d.text, d.error) for d in read([tmp_path / "n.jsonl"])] == [("một", None), ("hai", None)]


def test_tables_without_rows(tmp_path):
    (tmp_path / "a.csv").write_text("id,text\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_bytes(b"")
    assert [d.error.split(": ")[1] for d in read([tmp_path])] == ["no rows in the file"] * 2


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
    assert documents[2].error.endswith("n.jsonl:3: a JSON array, not an object")
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
    assert documents["d"].text is None and "d.txt: the file is empty" in documents["d"].error


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


PAGES = Path(__file__).parent / "fixtures" / "pages"


def parts(document):
    return [(name, document.text[start:end][:30]) for start, end, name in document.sections]


def test_a_page_with_sapo_captions_and_related_boxes():
    pytest.importorskip("trafilatura")
    document = one(PAGES / "flood.html")
    assert (document.title, document.published, document.author) == (
        "Xã vùng cao dựng lại cầu tạm sau trận lũ đêm", "2025-10-03", "Hoàng Thị Mai",
    )  # fmt: skip
    assert parts(document) == [
        ("title", "Xã vùng cao dựng lại cầu tạm s"),
        ("boilerplate", "03/10/2025 08:15 GMT+7"),
        ("boilerplate", "Facebook Zalo"),
        ("lead", "Sau hai ngày nước rút, hơn 200"),
        ("body", "Trận lũ đêm 30/9 cuốn trôi cây"),
        ("caption", "Người dân gùi vật liệu ra bờ s"),
        ("body", "Ông Lò Văn Tính, Chủ tịch UBND"),
        ("teaser", "Lào Cai: Ba hộ dân được di dời"),
        ("heading", "Gùi từng bao xi măng qua suối"),
        ("body", "Vật liệu được chuyển bằng xe m"),
        ("body", "Bà Vàng Thị Sua, 52 tuổi, nói "),
        ("boilerplate", "HOÀNG THỊ MAI"),
        ("teaser", "Huyện miền núi hỗ trợ giống lú"),
        ("teaser", "Bộ đội biên phòng sửa trường t"),
    ]


def test_a_page_of_breaks_and_tables():
    pytest.importorskip("trafilatura")
    document = one(PAGES / "portal.html")
    assert document.published == "2025-11-12"
    assert parts(document)[:4] == [
        ("title", "Hội nghị sơ kết công tác dân v"),
        ("lead", "Sáng 12/11, Đảng ủy phường Cam"),
        ("caption", "Quang cảnh hội nghị."),
        ("body", "Dự hội nghị có đồng chí Phạm Q"),
    ]
    assert {name for name, _ in parts(document)} >= {"teaser", "body"}
    assert "Trang chủ" not in document.text and "Bản quyền" not in document.text


def test_a_page_with_menus_bold_subheads_and_a_box_of_links():
    pytest.importorskip("trafilatura")
    document = one(PAGES / "menus.html")
    # The newspaper itself is no author, the lists of the menu are no text.
    assert (document.author, document.published) == ("Lò Thị Mai", "2026-05-02")
    assert parts(document) == [
        ("title", "Quy định mới về hỗ trợ nhà ở c"),
        ("boilerplate", "Lò Thị Mai"),
        ("lead", "(Baovidu.vn) - Nhiều quy định "),
        ("boilerplate", "02/05/2026 09:51"),
        ("heading", "Ba nhóm hộ được hỗ trợ trong n"),
        ("body", "Nghị định quy định ba nhóm hộ "),
        ("body", "- Hộ nghèo có nhà dột nát, khô"),
        ("body", "- Hộ phải di dời khỏi nơi có n"),
        ("teaser", "Hơn 200 hộ ở Nậm Khoa về nhà m"),
        ("teaser", "Sau bốn tháng thi công, khu tá"),
        ("heading", "Hồ sơ nộp tại xã"),
        ("caption", "Cán bộ xã Bản Lầu hướng dẫn ng"),
        ("body", "Người dân nộp hồ sơ tại Trung "),
        ("body", "Quy định trên có hiệu lực từ n"),
        ("teaser", "Chính sách mới có hiệu lực từ "),
    ]


def test_a_page_whose_author_only_its_byline_tells():
    pytest.importorskip("trafilatura")
    document = one(PAGES / "byline.html")
    assert (document.title, document.author) == ("Ba xã vùng biên dẫn nước sạch về bản", "Hà Giang Sơn")
    assert parts(document) == [
        ("title", "Ba xã vùng biên dẫn nước sạch "),
        ("boilerplate", "Ba xã vùng biên dẫn nước sạch "),
        ("lead", "Lai Châu Hơn 40 km đường ống d"),
        ("body", "Công trình do Ban Quản lý dự á"),
        ("heading", "Dẫn nước qua ba quả đồi"),
        ("caption", "Người dân bản Nậm Cầy lắp đườn"),
        ("body", "Ông Lý Mò Xá, Bí thư chi bộ bả"),
        ("body", '"Từ nay các cháu ở trường bán '),
        ("boilerplate", "Hà Giang Sơn (tổng hợp)"),
        ("teaser", "Hai bản vùng cao có điện lưới "),
    ]


LINE = "<p>03/10/2025 08:15 GMT+7</p>"
DATED = [
    ("", "", None),
    ("<meta name='description' content='Họp ngày 5/6/2019, 2019-06-05 08:00:00'>", "", None),
    ("<meta property='article:published_time' content='2025-10-03T08:15:00+07:00'>", "", "2025-10-03"),
    ('<script type=\'application/ld+json\'>{"datePublished": "2025-10-03"}</script>', "", "2025-10-03"),
    ("", '<div><script type=\'application/ld+json\'>{"datePublished": "2025-10-03"}</script></div>', "2025-10-03"),
    ("<link rel='canonical' href='https://example.vn/2025/10/03/hop.html'>", "", "2025-10-03"),
    ("", LINE, "2025-10-03"),
    ("", "<p>Thứ Sáu, ngày 3 tháng 10 năm 2025, 8h15</p>", "2025-10-03"),
    ("", "<div class='detail-time'>03/10/2025 08:15</div>", "2025-10-03"),
    ("", "<time datetime='2025-10-03'>hôm qua</time>", "2025-10-03"),
    ("", "<p>Khởi công 03/10/2025</p>", None),
    ("", f"<p>{TEXT} Mưa từ <time datetime='2019-06-05'>5/6/2019</time> trên địa bàn tỉnh.</p>", None),
]


@pytest.mark.parametrize(("head", "line", "expected"), DATED)
def test_no_date_of_publication_comes_from_the_text(tmp_path, head, line, expected):
    pytest.importorskip("trafilatura")
    body = "".join(f"<p>{TEXT} Ngày {i}/6/2019, đoạn thứ {i} nói về thiên tai (2019-06-0{i}).</p>" for i in range(1, 6))
    page = f"<html><head><title>Họp ngày 5/6/2019</title>{head}</head><body><article><h1>Họp ngày 5/6/2019</h1>{line}"
    (tmp_path / "p.html").write_text(f"{page}{body}{LINE}</article></body></html>", encoding="utf-8")
    document = one(tmp_path / "p.html")
    assert "đoạn thứ 5" in document.text
    assert document.published == expected


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<p>", "không phải trang", "<!-- -->"])
def test_what_is_no_article_is_an_error(tmp_path, page):
    pytest.importorskip("trafilatura")
    (tmp_path / "p.html").write_text(page, encoding="utf-8")
    assert "no article found" in one(tmp_path / "p.html").error


def test_without_the_extra_the_error_names_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "p.html").write_text("<p>a</p>", encoding="utf-8")
    assert 'pip install "bpextract[html]"' in one(tmp_path / "p.html").error


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


def test_what_is_read_can_be_extracted_from(tmp_path):
    pytest.importorskip("trafilatura")
    (tmp_path / "broken.html").write_text("<p>", encoding="utf-8")
    (tmp_path / "old.txt").write_bytes(old_font("Tổng bí thư làm việc với tỉnh ủy"))
    decomposed = unicodedata.normalize("NFD", (PAGES / "byline.html").read_text(encoding="utf-8"))
    (tmp_path / "nfd.html").write_text(decomposed, encoding="utf-8")
    found = bp.extract(read([PAGES / "menus.html", tmp_path]))
    page, broken, nfd, old = found.documents.itertuples()
    assert (page.doc_id, page.title, page.author, page.published) == (
        "menus", "Quy định mới về hỗ trợ nhà ở có hiệu lực từ tháng 5", "Lò Thị Mai", "2026-05-02",
    )  # fmt: skip
    assert (nfd.title, nfd.author) == ("Ba xã vùng biên dẫn nước sạch về bản", "Hà Giang Sơn")
    assert "no article found" in broken.error and old.error == "read as TCVN3, not UTF-8"
    assert {"lead", "caption", "teaser"} <= set(found.sentences[found.sentences.doc_id == "menus"].section)
    assert all(found.text(row.doc_id)[row.start : row.end] == row.text for row in found.mentions.itertuples())


def old_font(text):
    codes = {letter: piece for piece, letter in reversed(encodings()[0].letters.items())}
    return "".join(codes.get(letter, letter) for letter in text).encode("cp1252")


def test_a_date_of_the_article_is_not_that_of_the_page():
    html = pytest.importorskip("bpextract.sources.html")
    pytest.importorskip("trafilatura")
    body = "<p>Ngày 12/11/2019, xã họp bàn việc cứu trợ người dân vùng lũ ở các thôn vùng cao và biên giới.</p>" * 3
    page = f"<html><head><title>Về lũ</title></head><body><article><h1>Về lũ</h1>{body}</article></body></html>"
    assert html.read_html(page).published is None
    said = '<meta property="article:published_time" content="2025-03-04T08:00:00+07:00">'
    assert html.read_html(page.replace("<head>", f"<head>{said}")).published == "2025-03-04"
