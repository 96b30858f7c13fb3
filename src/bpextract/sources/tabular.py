"""Read documents from the rows of JSON lines, CSV and Parquet, without holding a file in memory."""

import csv
import io
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bpextract.sources.document import SourceDocument
from bpextract.sources.files import open_bytes

# Names that columns usually have, first choice first.
_USUAL = {
    "text": ("text", "body", "content", "article", "noi_dung", "nội dung", "full_text", "maintext"),
    "id": ("id", "doc_id", "url", "link", "uuid", "article_id"),
    "published": ("published", "date", "published_at", "publish_date", "date_publish", "pubdate", "ngay", "ngày đăng"),
}
_BATCH = 200  # rows of Parquet read at a time


class Columns(NamedTuple):
    """The columns that the caller named; None where they are to be guessed."""

    text: str | None
    id: str | None
    published: str | None


def read_rows(path: Path, kind: str, columns: Columns) -> Iterator[SourceDocument]:
    """Yield a document for each row of a table file; a broken row, or the rest of a broken file, has an `error`."""
    rows = _parquet_rows if kind == ".parquet" else _csv_rows if kind in (".csv", ".tsv") else _json_rows
    number = 0
    try:
        for number, row in rows(path):
            if isinstance(row, str):
                yield SourceDocument(f"{path.name}:{number}", None, error=f"{path}:{number}: {row}")
            else:
                yield _document(path, number, row, columns)
    except (OSError, EOFError, zlib.error, ValueError, csv.Error) as error:
        where = f"{path}:{number + 1}"
        yield SourceDocument(f"{path.name}:{number + 1}", None, error=f"{where}: the rest cannot be read: {error}")


def _document(path: Path, number: int, row: Mapping[str, Any], columns: Columns) -> SourceDocument:
    names = {role: getattr(columns, role) or _usual(role, list(row)) for role in _USUAL}
    fallback = f"{path.name}:{number}"
    key = row.get(names["id"]) if names["id"] else None
    doc_id = fallback if key is None or str(key) == "" else str(key)
    if names["text"] is None or names["text"] not in row:
        wanted = f"column {columns.text!r}" if columns.text else "column of texts"
        error = f"{path}:{number}: no {wanted}; the columns are {', '.join(map(str, row))}; name it with text="
        return SourceDocument(doc_id, None, error=error)
    for role in ("id", "published"):
        name = getattr(columns, role)
        if name and name not in row:
            error = f"{path}:{number}: no column {name!r}; the columns are {', '.join(map(str, row))}"
            return SourceDocument(doc_id, None, error=error)
    text = row[names["text"]]
    published = row.get(names["published"]) if names["published"] else None
    if not isinstance(text, str):
        return SourceDocument(
            doc_id, None, error=f"{path}:{number}: {names['text']} is {type(text).__name__}, not a text"
        )
    return SourceDocument(doc_id, text, None if published in (None, "") else str(published))


def _usual(role: str, names: Sequence[str]) -> str | None:
    lower = {str(name).lower(): name for name in reversed(names)}
    return next((lower[name] for name in _USUAL[role] if name in lower), None)


def _json_rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    with open_bytes(path) as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
            except UnicodeDecodeError as error:
                yield number, f"not UTF-8 (byte {error.start} of the line); save the file as UTF-8"
            except json.JSONDecodeError as error:
                yield number, f"not JSON: {error.msg} at character {error.pos}"
            else:
                yield number, row if isinstance(row, dict) else f"a JSON {type(row).__name__}, not an object"


def _csv_rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    delimiter = "\t" if ".tsv" in path.name.lower() else ","
    csv.field_size_limit(2**31 - 1)  # an article is longer than the default limit of a field
    with open_bytes(path) as stream, io.TextIOWrapper(stream, encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines, delimiter=delimiter)
        for number, row in enumerate(reader, 1):
            if None in row:
                yield number, f"{len(row[None])} cells too many for the header"
            else:
                yield number, row


def _parquet_rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    import pyarrow.parquet as pq

    number = 0
    for batch in pq.ParquetFile(path).iter_batches(batch_size=_BATCH):
        for row in batch.to_pylist():
            number += 1
            yield number, row
