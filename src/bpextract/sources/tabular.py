"""Read documents from the rows of JSON lines, CSV and Parquet, without holding a file in memory."""

import csv
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Any

from bpextract.columns import Columns, named, written
from bpextract.errors import InputError, meant
from bpextract.sources.bounded import MOST
from bpextract.sources.csv_rows import csv_rows
from bpextract.sources.document import SourceDocument
from bpextract.sources.files import STDIN, open_bytes
from bpextract.sources.json_rows import json_rows
from bpextract.sources.row import Row, Unreadable

_LOOKED_AT = 100  # rows that tell which columns a file has: of JSON lines each has its own


def read_rows(
    path: Path, kind: str, columns: Columns, most: int = MOST, opened: Callable[[], IO[bytes]] | None = None
) -> Iterator[SourceDocument]:
    """Yield a document for each row of a table file; a broken row, or the rest of a broken file, has an `error`.

    Args:
        most: bytes of a document.
        opened: what gives the stream, where that is not for `path` to tell.

    Raises:
        InputError: standard input has no column of a name that the caller gave (of files, `check_columns` tells it
            before any is read).
    """
    number = 0
    name = "stdin" if path == STDIN else path.name
    try:
        with opened() if opened else open_bytes(path) as stream:
            for row in _rows(stream, path, kind, columns, most):
                if path == STDIN and not number and not row.error and (wrong := _wrong(path, row.names, columns)):
                    raise InputError(wrong)
                number = row.number
                try:
                    document = _document(path, f"{name}:{number}", row, columns)
                except Exception as error:  # noqa: BLE001  a value that cannot even be told must not stop the others
                    said = f"{path}:{number}: cannot be read: {type(error).__name__}: {error}"
                    document = SourceDocument(f"{name}:{number}", None, error=said)
                yield document
    except (OSError, EOFError, zlib.error, ValueError, csv.Error) as error:
        what = "the rest cannot be read" if number else "cannot be read"
        said = "not UTF-8; save the file as UTF-8" if isinstance(error, UnicodeDecodeError) else _said(error)
        yield SourceDocument(f"{name}:{number + 1}", None, error=f"{path}:{number + 1}: {what}: {said}")
    else:
        if not number:
            yield SourceDocument(name, None, error=f"{path}: no rows in the file")


def check_columns(files: Iterator[tuple[Path, str]], columns: Columns, most: int = MOST) -> None:
    """Look for the columns that the caller named in the first rows of table files, until each has been seen.

    Args:
        files: pairs of a table file and its format.
        most: bytes of a document.

    Raises:
        InputError: no file has such a column.
    """
    unseen = {role: name for role in ("text", "id", "published") if (name := getattr(columns, role)) is not None}
    first: tuple[Path, list[str]] | None = None
    count = 0
    while unseen and (file := next(files, None)):
        path, kind = file
        if names := _columns_of(path, kind, columns, most):
            first, count = first or (path, names), count + 1
            unseen = {role: name for role, name in unseen.items() if name not in names}
    if unseen and first:
        role, name = next(iter(unseen.items()))
        also = f", nor in {count - 1} other tables" if count > 1 else ""
        raise InputError(f"{first[0]}: {_no_column(name, role, first[1])}{meant([name], first[1])}{also}")


def _columns_of(path: Path, kind: str, columns: Columns, most: int) -> list[str]:
    names: dict[str, None] = {}
    try:
        with open_bytes(path) as stream:
            for row in islice(_rows(stream, path, kind, columns, most), _LOOKED_AT):
                names.update(dict.fromkeys(map(str, row.names)))
    except Exception:  # noqa: BLE001  what is wrong with a file is told when it is read
        return list(names)
    return list(names)


def _wrong(path: Path, names: Sequence[str], columns: Columns) -> str | None:
    for role in ("text", "id", "published"):
        name = getattr(columns, role)
        if name is not None and name not in names:
            return f"{path}: {_no_column(name, role, names)}{meant([name], map(str, names))}"
    return None


def _rows(stream: IO[bytes], path: Path, kind: str, columns: Columns, most: int) -> Iterator[Row]:
    if kind == ".parquet":
        from bpextract.sources.parquet_rows import parquet_rows  # loads pyarrow

        return parquet_rows(stream, lambda names: [name for name in named(names, columns).values() if name], most)
    if kind in (".csv", ".tsv"):
        return csv_rows(stream, "\t" if ".tsv" in path.name.lower() else None, most)
    return json_rows(stream, most)


def _said(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _no_column(name: str, role: str, names: Sequence[str]) -> str:
    listed = ", ".join(map(str, names))
    which = "it" if role == "text" else "one of them"
    return f"no column {name!r}; the columns are {listed}; name {which} with {role}= (--{role})"


def _document(path: Path, doc_id: str, row: Row, columns: Columns) -> SourceDocument:
    where, values = f"{path}:{row.number}", row.values
    if row.error:
        return SourceDocument(doc_id, None, error=f"{where}: {row.error}")
    names = named(row.names, columns)
    key = _value(values, names["id"])
    if isinstance(key, Unreadable):
        return SourceDocument(doc_id, None, error=f"{where}: {names['id']} cannot be read: {key}")
    doc_id = doc_id if key is None else str(key)
    for role in ("text", "id", "published"):
        name = names[role] if role == "text" else getattr(columns, role)
        if name and name not in row.names:
            return SourceDocument(doc_id, None, error=f"{where}: {_no_column(name, role, row.names)}")
    if names["text"] is None:
        said = f"no column of texts; the columns are {', '.join(map(str, row.names))}; name it with text= (--text)"
        return SourceDocument(doc_id, None, error=f"{where}: {said}")
    text = values[names["text"]]
    if isinstance(text, Unreadable):
        return SourceDocument(doc_id, None, error=f"{where}: {names['text']} cannot be read: {text}")
    if not isinstance(text, str):
        return SourceDocument(doc_id, None, error=f"{where}: {names['text']} is {type(text).__name__}, not a text")
    warnings = [row.warning] if row.warning else []
    about: dict[str, str | None] = {}
    for role in ("published", "title", "author"):
        value = _value(values, names[role])
        if isinstance(value, Unreadable):
            warnings.append(f"{names[role]} cannot be read: {value}")
        else:
            about[role] = written(value)
    return SourceDocument(
        doc_id,
        text,
        about.get("published"),
        about.get("title"),
        about.get("author"),
        warning="; ".join(warnings) or None,
    )


def _value(values: Mapping[str, Any], name: str | None) -> Any:
    value = values.get(name) if name else None
    return None if value is None or str(value).strip() == "" else value
