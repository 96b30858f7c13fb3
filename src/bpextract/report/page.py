"""One self-contained page to look through the results: no network, no build step.

The page carries its data as blobs of compressed JSON, opened when they are looked at: one for the list of documents,
one for each table, and one for every few texts. base64 has no character that HTML could take for markup, and the script
puts every text in as text nodes, so nothing in an article can become part of the page.
"""

import base64
import gzip
import json
import math
import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any

import pandas as pd

from bpextract import schema
from bpextract.report.palette import rules
from bpextract.report.views import named
from bpextract.tableset import TableSet

TEXTS_IN_BLOB = 20
_HEAD = 100  # characters by which a text is known again
_SCRIPTS = ("data", "text", "tip", "table", "chart", "page")
_PLACE = re.compile(r"%%([A-Z_]+)%%")


def page(result: TableSet) -> str:
    """Return the report of `result` as one HTML page.

    Where the texts are not kept they are put together from the sentences, each on a line of its own.
    """
    static = files("bpextract.report") / "static"
    style = (static / "tabulator.min.css").read_text("utf-8") + (static / "report.css").read_text("utf-8")
    parts = {
        "STYLE": style + rules(result.labels, "mark", "#legend "),
        "TABULATOR": (static / "tabulator.min.js").read_text("utf-8"),
        "SCRIPT": "".join((static / "script" / f"{name}.js").read_text("utf-8") for name in _SCRIPTS),
        "BLOBS": "\n".join(
            f'<script type="text/plain" id="blob-{name}">{_packed(data)}</script>' for name, data in _blobs(result)
        ),
    }
    template = (static / "report.html").read_text("utf-8")
    return _PLACE.sub(lambda place: parts[place[1]], template)


def _blobs(result: TableSet) -> Iterator[tuple[str, Any]]:
    documents = result.documents
    number = {doc_id: row for row, doc_id in enumerate(documents["doc_id"])}
    own = (name for name in result.tables if name not in schema.TABLES and name not in result.views)
    names = ["documents", *result.views, "mentions", *own]
    yield (
        "index",
        {
            "documents": _columns(documents.astype({"doc_id": "string"})),
            "heads": _heads(result),
            "tables": {name: _described(result, name) for name in names},
            "colors": {label.name: label.color for label in result.labels},
            "labels": {label.name: label.table for label in result.labels},
            "texts_in_blob": TEXTS_IN_BLOB,
        },
    )
    for name in names:
        table = named(result, name)
        # Rows hold the number of their document, and stand in the order of documents.
        table.insert(0, "doc", [number[doc_id] for doc_id in table.pop("doc_id")])
        yield name, _columns(table.sort_values("doc", kind="stable"))
    for first, texts in enumerate(_chunks(_texts(result))):
        yield f"texts-{first}", texts


def _heads(result: TableSet) -> list[str | None]:
    """Return by what a reader knows each document: its title, else how it begins."""
    first = result.sentences.drop_duplicates("doc_id").set_index("doc_id")["text"]
    begins = result.documents["doc_id"].map(first).str[:_HEAD]
    return [_cell(head) for head in result.documents["title"].fillna(begins)]


def _described(result: TableSet, name: str) -> dict[str, Any]:
    """Return what the page needs to know of a table before it opens it: rows, columns to show, what they mean."""
    described = schema.columns(result.records[name])
    shown = [c.name for c in described if c.name not in ("doc_id", "mention_id", "entity_id")]
    if name in result.views:
        shown = list(result.views[name].shown)
    if name == "documents":  # few have a date, an author or an error: a column without values tells nothing
        shown = [column for column in shown if result.documents[column].notna().any()]
    about = {c.name: f"{c.about} ({c.unit})" if c.unit else c.about for c in described}
    return {"n": len(result.table(name)), "shown": shown, "about": about}


def _texts(result: TableSet) -> Iterator[dict[str, Any]]:
    """Yield the text of each document and where its sections lie."""
    sentences = dict(iter(result.sentences.groupby("doc_id", sort=False)))
    for doc_id in result.documents["doc_id"]:
        rows = sentences.get(doc_id, result.sentences.head(0))
        spans = list(zip(rows["start"].tolist(), rows["end"].tolist(), rows["section"].tolist(), strict=True))
        kept = result.has_text(doc_id)
        text = result.text(doc_id) if kept else _rebuilt(spans, rows["text"].tolist())
        yield {"text": text, "kept": kept, "sections": _sections(spans)}


def _rebuilt(spans: Iterable[tuple[int, int, str]], sentences: Iterable[str]) -> str:
    text = ""
    for (start, _, _), sentence in zip(spans, sentences, strict=True):
        text += "\n".rjust(start - len(text)) if text and start > len(text) else " " * (start - len(text))
        text += sentence
    return text


def _sections(spans: Iterable[tuple[int, int, str]]) -> list[tuple[int, str]]:
    """Return where each run of one section begins."""
    found: list[tuple[int, str]] = []
    for start, _, section in spans:
        if not found or found[-1][1] != section:
            found.append((start, section))
    return found


def _columns(table: pd.DataFrame) -> dict[str, list[Any]]:
    return {str(name): [_cell(cell) for cell in table[name].astype(object)] for name in table.columns}


def _cell(cell: Any) -> Any:
    """Return a value that JSON has: neither pandas' missing values nor infinity."""
    return None if pd.isna(cell) or cell in (math.inf, -math.inf) else cell


def _chunks(texts: Iterable[Any]) -> Iterator[list[Any]]:
    chunk: list[Any] = []
    for text in texts:
        chunk.append(text)
        if len(chunk) == TEXTS_IN_BLOB:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _packed(data: Any) -> str:
    plain = json.dumps(data, separators=(",", ":"), allow_nan=False)  # as ASCII, which holds half a surrogate pair, too
    packed = gzip.compress(plain.encode("ascii"), compresslevel=6, mtime=0)  # no time stamp: same results, same page
    return base64.b64encode(packed).decode("ascii")
