"""Read documents from the rows of JSON lines, CSV and Parquet, without holding a file in memory."""

import csv
import io
import json
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

from bpextract.sources.document import SourceDocument
from bpextract.sources.encodings import decode, detect
from bpextract.sources.files import open_bytes

# Names that columns usually have, first choice first.
_USUAL = {
    "text": ("text", "body", "content", "article", "noi_dung", "nội dung", "full_text", "maintext", "article_text"),
    "id": ("id", "doc_id", "url", "link", "uuid", "article_id"),
    "published": (
        "published", "date", "published_at", "published_date", "publish_date", "date_publish", "pubdate", "pub_date",
        "ngay", "ngày đăng", "ngay_dang",
    ),
    "title": ("title", "headline", "tieu_de", "tiêu đề"),
    "author": ("author", "authors", "byline", "tac_gia", "tác giả"),
}  # fmt: skip
_BATCH = 200  # rows of Parquet read at a time
_SAMPLE = 65_536  # bytes by which the encoding of a CSV file is told
_DELIMITERS = ",;\t|"


class Columns(NamedTuple):
    """The columns that the caller named; None where they are to be guessed."""

    text: str | None
    id: str | None
    published: str | None
    title: str | None = None
    author: str | None = None


class _Row(NamedTuple):
    """A row of a table, or the error for which it has no values."""

    number: int
    values: Mapping[str, Any]
    error: str | None = None
    warning: str | None = None


def read_rows(path: Path, kind: str, columns: Columns) -> Iterator[SourceDocument]:
    """Yield a document for each row of a table file; a broken row, or the rest of a broken file, has an `error`."""
    rows = _parquet_rows if kind == ".parquet" else _csv_rows if kind in (".csv", ".tsv") else _json_rows
    number = 0
    try:
        for row in rows(path):
            number = row.number
            yield _document(path, row, columns)
    except (OSError, EOFError, zlib.error, ValueError, csv.Error) as error:
        what = "the rest cannot be read" if number else "cannot be read"
        said = "not UTF-8; save the file as UTF-8" if isinstance(error, UnicodeDecodeError) else _said(error)
        where = f"{path}:{number + 1}"
        yield SourceDocument(f"{path.name}:{number + 1}", None, error=f"{where}: {what}: {said}")
    else:
        if not number:
            yield SourceDocument(path.name, None, error=f"{path}: no rows in the file")


def _said(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _document(path: Path, row: _Row, columns: Columns) -> SourceDocument:
    where, values = f"{path}:{row.number}", row.values
    doc_id = f"{path.name}:{row.number}"
    if row.error:
        return SourceDocument(doc_id, None, error=f"{where}: {row.error}")
    names = {role: getattr(columns, role) or _usual(role, list(values)) for role in _USUAL}
    key = _value(values, names["id"])
    doc_id = doc_id if key is None else str(key)
    if names["text"] is None or names["text"] not in values:
        wanted = f"column {columns.text!r}" if columns.text else "column of texts"
        error = f"{where}: no {wanted}; the columns are {', '.join(map(str, values))}; name it with text= (--text)"
        return SourceDocument(doc_id, None, error=error)
    for role in ("id", "published"):
        name = getattr(columns, role)
        if name and name not in values:
            named = f"the columns are {', '.join(map(str, values))}; name one of them with {role}= (--{role})"
            error = f"{where}: no column {name!r}; {named}"
            return SourceDocument(doc_id, None, error=error)
    text = values[names["text"]]
    if not isinstance(text, str):
        return SourceDocument(doc_id, None, error=f"{where}: {names['text']} is {type(text).__name__}, not a text")
    published, title, author = (_string(values, names[role]) for role in ("published", "title", "author"))
    return SourceDocument(doc_id, text, published, title, author, warning=row.warning)


def _value(values: Mapping[str, Any], name: str | None) -> Any:
    value = values.get(name) if name else None
    return None if value is None or str(value).strip() == "" else value


def _string(values: Mapping[str, Any], name: str | None) -> str | None:
    value = _value(values, name)
    if isinstance(value, list | tuple):  # of authors
        return "; ".join(map(str, value)) or None
    return None if value is None else str(value)


def _usual(role: str, names: Sequence[str]) -> str | None:
    lower = {unicodedata.normalize("NFC", str(name)).strip().lower(): name for name in reversed(names)}
    return next((lower[name] for name in _USUAL[role] if name in lower), None)


def _json_rows(path: Path) -> Iterator[_Row]:
    with open_bytes(path) as raw:
        stream = io.BufferedReader(cast(io.RawIOBase, raw), _SAMPLE)
        sample = stream.peek(_SAMPLE)[:_SAMPLE]
        wide = sample[:4000].count(0) * 5 > len(sample[:4000])
        lines: Iterable[str | bytes] = io.TextIOWrapper(stream, detect(sample).codec) if wide else stream
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _json_row(number, line)


def _json_row(number: int, line: str | bytes) -> _Row:
    try:
        text, warning = decode(line) if isinstance(line, bytes) else (line, "read as UTF-16, not UTF-8")
        values = json.loads(text.removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        return _Row(number, {}, f"not UTF-8 (byte {error.start} of the line); save the file as UTF-8")
    except json.JSONDecodeError as error:
        return _Row(number, {}, f"not JSON: {error.msg} at character {error.pos}")
    if not isinstance(values, dict):
        return _Row(number, {}, f"a JSON {type(values).__name__}, not an object")
    return _Row(number, values, warning=warning)


def _csv_rows(path: Path) -> Iterator[_Row]:
    csv.field_size_limit(2**31 - 1)  # an article is longer than the default limit of a field
    with open_bytes(path) as raw:
        stream = io.BufferedReader(cast(io.RawIOBase, raw), _SAMPLE)
        encoding = detect(stream.peek(_SAMPLE)[:_SAMPLE])
        with io.TextIOWrapper(stream, encoding=encoding.codec, errors="replace", newline="") as decoded:
            lines = map(encoding.text_of, decoded)
            header = next(lines, "")
            reader = csv.DictReader(_chain(header, lines), delimiter=_delimiter(header, path))
            for number, row in enumerate(reader, 1):
                if None in row:
                    yield _Row(number, {}, f"{len(row[None])} cells too many for the header")
                    continue
                lost = any("\ufffd" in cell for cell in row.values() if cell)
                yield _Row(number, row, warning=encoding.warning or ("some bytes are not UTF-8" if lost else None))


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _delimiter(header: str, path: Path) -> str:
    """Return the most frequent delimiter of the header: Excel writes `;` where the comma is the decimal mark."""
    if ".tsv" in path.name.lower():
        return "\t"
    return max(_DELIMITERS, key=header.count)


def _parquet_rows(path: Path) -> Iterator[_Row]:
    import pyarrow.parquet as pq

    number = 0
    with open_bytes(path) as stream:
        for batch in pq.ParquetFile(stream).iter_batches(batch_size=_BATCH):
            for row in batch.to_pylist():
                number += 1
                yield _Row(number, row)
