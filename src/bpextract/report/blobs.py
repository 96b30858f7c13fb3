"""What the report carries, in parts that are opened when they are looked at.

That is the list of documents, each table (of mentions a part for every few documents), the texts, a part for every few,
which page each person, body and place has, and the ground of the map.
"""

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd

from bpextract import schema
from bpextract.report.ground import ground
from bpextract.report.texts import batched, texts
from bpextract.report.views import named
from bpextract.report.who import TABLES, Pages, bodies_of_roles, pages
from bpextract.tableset import TableSet

if TYPE_CHECKING:
    from bpextract.linking.linked import Linked

IN_PART = 20
"""Documents whose texts, or mentions, are opened at a time."""
_HEAD = 100  # characters by which a text is known again
_DAY = len("2025-01-01")
_ASIDE = ("caption", "teaser", "boilerplate")  # sections that do not say what a text is about


def blobs(result: TableSet, linked: "Linked | None" = None) -> Iterator[tuple[str, Any]]:
    """Yield the parts by name; what is given to the page alone stands in columns that begin with `_`."""
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
            "keys": {label.table: label.key for label in result.labels},
            "ids": {label.table: dict(label.names) for label in result.labels},
            "parts": ["mentions", "texts"],
            "in_part": IN_PART,
            "linked": linked is not None,
        },
    )
    who = {name: pages(result, name, linked) for name in TABLES}
    for name in names:
        table = named(result, name)
        _add_hidden(table, name, result, who)
        # Rows hold the number of their document, and stand in the order of documents.
        table.insert(0, "doc", [number[doc_id] for doc_id in table.pop("doc_id")])
        table = table.sort_values("doc", kind="stable")
        if name == "mentions":
            yield from _parts(table, len(documents))
        else:
            yield name, _columns(table)
    yield "who", {name: {"name": each.name, "other_names": each.other_names} for name, each in who.items()}
    yield "ground", ground()
    for first, few in enumerate(batched(texts(result), IN_PART)):
        yield f"texts-{first}", few


def _add_hidden(table: pd.DataFrame, name: str, result: TableSet, who: dict[str, Pages]) -> None:
    """Add what the page alone reads: the page of a row, the body of a role, the day that a figure holds for."""
    if name in who:
        table["_page"] = who[name].of_row
    elif name == "roles":
        table["_body"] = bodies_of_roles(result).array
    elif name == "figures":
        table["_when"] = _days(result)


def _days(result: TableSet) -> list[str | None]:
    """Return for each figure the first day of its date, or where it has none the day its document was published."""
    rows = result.figures[["doc_id", "date_id"]]
    starts = result.dates.set_index(["doc_id", "date_id"])["start_date"]
    own = starts.reindex(pd.MultiIndex.from_frame(rows.astype({"date_id": "Float64"}))).reset_index(drop=True)
    published = result.documents.set_index("doc_id")["published"].reindex(rows["doc_id"]).reset_index(drop=True)
    when = own.where(rows["date_id"].notna().to_numpy(), published)
    return _cells(when.str[:_DAY])


def _parts(table: pd.DataFrame, documents: int) -> Iterator[tuple[str, Any]]:
    """Yield the mentions of every few documents, as the texts are given."""
    bounds = table["doc"].searchsorted(range(0, documents + IN_PART, IN_PART))
    for number, (start, end) in enumerate(pairwise(bounds)):
        yield f"mentions-{number}", _columns(table.iloc[start:end])


def _heads(result: TableSet) -> list[str | None]:
    """Return by what a reader knows each document: its title, else its first sentence, shortened."""
    sentences = result.sentences
    order = sentences["section"].isin(_ASIDE).to_numpy().argsort(kind="stable")  # what is aside only where all is
    first = sentences.iloc[order].drop_duplicates("doc_id").set_index("doc_id")["text"]
    heads = result.documents["title"].fillna(result.documents["doc_id"].map(first))
    return [_shortened(" ".join(head.split())) if isinstance(head, str) else None for head in heads]


def _shortened(head: str) -> str:
    return head if len(head) <= _HEAD else f"{head[:_HEAD].rsplit(' ', 1)[0]} …"


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


def _columns(table: pd.DataFrame) -> dict[str, list[Any]]:
    return {str(name): _cells(table[name]) for name in table.columns}


def _cells(column: "pd.Series[Any]") -> list[Any]:
    """Return values that JSON has: neither pandas' missing values nor infinity."""
    there = column.notna() & ~column.isin((math.inf, -math.inf))
    return column.astype(object).where(there.astype(bool), None).tolist()
