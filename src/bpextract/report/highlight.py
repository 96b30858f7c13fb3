"""A text with its mentions coloured, by spaCy's displaCy, and the summary of a result in a notebook."""

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd
from spacy import displacy

from bpextract.report.palette import LABEL_COLORS
from bpextract.report.views import VIEWS, view

if TYPE_CHECKING:
    from bpextract.result import Result


def show(text: str, mentions: pd.DataFrame) -> str | None:
    """Return the HTML of `text` with its `mentions` under coloured lines; in a notebook display it, and return None."""
    options = {"colors": LABEL_COLORS}
    html: str | None = displacy.render(displacy_input(text, mentions), style="span", manual=True, options=options)
    return html


def displacy_input(text: str, mentions: pd.DataFrame) -> list[dict[str, Any]]:
    """Return displaCy's "span" input: a part for each line of `text`, cut where mentions begin and end.

    One part for each line, for its renderer takes time as tokens × spans of a part; cut at mentions only, for it puts
    a space after every token. A mention over several lines is marked in each.
    """
    columns = zip(mentions["start"], mentions["end"], mentions["label"], strict=True)
    spans = sorted((int(start), int(end), str(label)) for start, end, label in columns)
    parts = []
    at = 0
    for line in text.splitlines(keepends=True):
        end = at + len(line)
        if line.strip():
            inside = [(max(a, at), min(b, end), label) for a, b, label in spans if a < end and b > at]
            parts.append(_part(text, at, end, inside))
        at = end
    return parts


def _part(text: str, start: int, end: int, spans: list[tuple[int, int, str]]) -> dict[str, Any]:
    cuts = {start, end, *(offset for a, b, _ in spans for offset in (a, b))}
    pieces = [(a, b) for a, b in pairwise(sorted(cuts)) if text[a:b].strip()]
    marked = []
    for a, b, label in spans:
        inside = [number for number, (first, last) in enumerate(pieces) if a <= first and last <= b]
        if inside:
            marked.append({"start_token": inside[0], "end_token": inside[-1] + 1, "label": label})
    return {"tokens": [text[a:b].strip() for a, b in pieces], "spans": marked}


def summary_html(result: "Result", rows: int = 5) -> str:
    """Return the HTML summary of a result: how many rows each table has, and the first `rows` of each for reading."""
    documents = result.documents
    failed = int(documents["error"].notna().sum())
    counts = " · ".join(f"<b>{len(result.table(name))}</b> {name}" for name in VIEWS)
    head = (
        f"<p><b>{len(documents)}</b> documents"
        + (f" (<b>{failed}</b> with an error)" if failed else "")
        + f" · {counts}</p>"
    )
    parts = [head]
    for name in VIEWS:
        table = view(result, name)
        if len(table):
            more = f" <small>first {rows} of {len(table)}</small>" if len(table) > rows else ""
            rows_html = table.head(rows).to_html(index=False, na_rep="")
            parts.append(f"<details open><summary>{escape(name)}{more}</summary>{rows_html}</details>")
    return "".join(parts)
