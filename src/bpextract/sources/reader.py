"""Read documents from files of every format."""

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from bpextract.errors import BpextractError
from bpextract.sources.document import SourceDocument
from bpextract.sources.encodings import decode
from bpextract.sources.files import STDIN, file_format, find_files, is_table, open_bytes
from bpextract.sources.html import read_html
from bpextract.sources.tabular import Columns, read_rows

_BROKEN = (OSError, EOFError, zlib.error)


def read(
    inputs: Iterable[str | Path], *, text: str | None = None, id: str | None = None, published: str | None = None
) -> Iterator[SourceDocument]:
    """Yield the documents of `inputs`, one at a time, in order.

    Args:
        inputs: files (.txt, .html, .jsonl, .csv, .parquet, and .gz of them), folders, globs, `-` for standard input.
        text, id, published: the columns of tables; guessed from usual names (body, url, date …) when missing.

    Raises:
        InputError: an input is not there. A file or a row that cannot be read becomes a document with `error`.
    """
    columns = Columns(text, id, published)
    for path, name in find_files(inputs):
        yield from read_file(path, name, columns)


def read_file(path: Path, name: str, columns: Columns) -> Iterator[SourceDocument]:
    """Yield the documents of one file; `name` is the doc_id of a file that is one document."""
    kind = ".txt" if path == STDIN else file_format(path)
    if is_table(path):
        yield from read_rows(path, str(kind), columns)
    else:
        yield _read_one(path, name, str(kind))


def _read_one(path: Path, name: str, kind: str) -> SourceDocument:
    try:
        with open_bytes(path) as stream:
            data = stream.read()
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
