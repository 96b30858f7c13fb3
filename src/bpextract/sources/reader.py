"""Read documents from files of every format."""

import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, cast

from bpextract.columns import Columns
from bpextract.errors import BpextractError
from bpextract.sources.bounded import MOST, Begun, TooLongError, whole
from bpextract.sources.document import SourceDocument
from bpextract.sources.encodings import decode
from bpextract.sources.files import STDIN, LeftOut, file_format, find_files, is_table, open_bytes
from bpextract.sources.html import read_html
from bpextract.sources.json_rows import begins_json
from bpextract.sources.tabular import check_columns, read_rows

_BROKEN = (OSError, EOFError, zlib.error, TooLongError)
_HEAD = 1024  # bytes by which the format of standard input is told
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def read(
    inputs: Iterable[str | Path],
    *,
    text: str | None = None,
    id: str | None = None,
    published: str | None = None,
    unknown: Callable[[Path], None] | None = None,
) -> Iterator[SourceDocument]:
    """Yield the documents of `inputs`, one at a time, in order.

    Args:
        inputs: files (.txt, .html, .jsonl, .csv, .parquet, and .gz of them), folders, globs, `-` for standard input.
        text, id, published: the columns of tables; guessed from usual names (body, url, date …) when missing.
        unknown: called with each file of a folder or glob that no reader knows; they are left out.

    Raises:
        InputError: an input is not there. A file or a row that cannot be read becomes a document with `error`.

    Examples:
        >>> from pathlib import Path
        >>> _ = Path("news.txt").write_text(text, encoding="utf-8")
        >>> [(document.doc_id, document.text == text) for document in bp.sources.read(["news.txt"])]
        [('news', True)]
    """
    columns = Columns(text, id, published)
    for path, name in find_files(inputs, unknown):
        yield from read_file(path, name, columns)


def read_all(inputs: Iterable[str | Path], columns: Columns) -> tuple[list[SourceDocument], str | None]:
    """Return the documents of `inputs`, and what there is to say of files that no reader knows.

    Raises:
        InputError: an input is not there, or no table has a column of a name that the caller gave.
    """
    inputs, unknown = list(inputs), LeftOut()
    check_named((path for path, _ in find_files(inputs)), columns)
    found = [document for path, name in find_files(inputs, unknown.add) for document in read_file(path, name, columns)]
    return found, unknown.message()


def read_file(path: Path, name: str, columns: Columns, most: int = MOST) -> Iterator[SourceDocument]:
    """Yield the documents of one file.

    Args:
        name: the doc_id of a file that is one document.
        most: bytes of a document; a longer one is not held, and has an `error`.
    """
    if path == STDIN:
        head = (stream := open_bytes(path)).read(_HEAD)
        kind, opened = _kind_of(head), partial(_begun, head, stream)
    else:
        kind, opened = str(file_format(path)), partial(open_bytes, path)
    if kind in (".txt", ".html", ".htm"):
        yield _read_one(path, name, kind, opened, most)
    else:
        yield from read_rows(path, kind, columns, most, opened)


def check_named(files: Iterable[Path], columns: Columns, most: int = MOST) -> None:
    """Look into the tables among `files` for the columns that the caller named.

    Raises:
        InputError: none of them has such a column.
    """
    tables = ((path, str(file_format(path))) for path in files if is_table(path))
    check_columns(tables, columns, most)


def _kind_of(head: bytes) -> str:
    """Return the format of what comes by standard input, by its beginning; it has no name to tell."""
    if begins_json(head):
        return ".jsonl"
    return ".html" if _PAGE.match(head) else ".txt"


def _begun(head: bytes, rest: IO[bytes]) -> IO[bytes]:
    return cast(IO[bytes], io.BufferedReader(Begun(head, rest)))


def _read_one(path: Path, name: str, kind: str, opened: Callable[[], IO[bytes]], most: int) -> SourceDocument:
    try:
        with opened() as stream:
            data = whole(stream, most)
        content, warning = decode(data)
        if not content.strip():
            return SourceDocument(name, None, error=f"{path}: the file is empty", warning=warning)
        if kind != ".txt":
            page = read_html(content)
            return SourceDocument(
                name, page.text, page.published, page.title, page.author, page.sections, warning=warning
            )
    except UnicodeDecodeError as error:
        fault = f"not UTF-8 (byte {error.start}), nor UTF-16, CP1258, TCVN3 or VNI; convert it to UTF-8"
        return SourceDocument(name, None, error=f"{path}: {fault}")
    except BpextractError as error:
        return SourceDocument(name, None, error=f"{path}: {error}")
    except _BROKEN as error:
        return SourceDocument(name, None, error=f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}")
    return SourceDocument(name, content, warning=warning)
