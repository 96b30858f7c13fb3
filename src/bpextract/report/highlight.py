"""A text with its mentions coloured, by spaCy's displaCy, and the summary of a result in a notebook."""

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd
from spacy import displacy

from bpextract.report.palette import LABEL_COLORS
from bpextract.report.views import VIEWS, view
from bpextract.text.tokenizer import tokenize

if TYPE_CHECKING:
    from bpextract.result import Result


def show(text: str, mentions: pd.DataFrame) -> Any:
    """Return the HTML of `text` with its `mentions` under coloured lines; display it when in a notebook."""
    options = {"colors": LABEL_COLORS}
    return displacy.render(displacy_input(text, mentions), style="span", manual=True, options=options)


def displacy_input(text: str, mentions: pd.DataFrame) -> list[dict[str, Any]]:
    """Return displaCy's "span" input, one part for each line: its renderer takes time as tokens × spans of a part."""
    columns = zip(mentions["start"], mentions["end"], mentions["label"], strict=True)
    spans = sorted((int(start), int(end), str(label)) for start, end, label in columns)
    parts = []
    at = 0
    for line in text.splitlines(keepends=True):
        inside = [span for span in spans if at <= span[0] < at + len(line)] if line.strip() else []
        if line.strip():
            parts.append(_part(text, at, at + len(line), inside))
        at += len(line)
    return parts


def _part(text: str, start: int, end: int, spans: list[tuple[int, int, str]]) -> dict[str, Any]:
    tokens = tokenize(text[start:end])
    cuts = {start + offset for offset in (*tokens.starts, *tokens.ends)} | {start, end}
    cuts |= {offset for span in spans for offset in span[:2] if start <= offset <= end}
    pieces = [(a, b) for a, b in pairwise(sorted(cuts)) if text[a:b].strip()]
    first = {a: number for number, (a, _) in enumerate(pieces)}
    last = {b: number + 1 for number, (_, b) in enumerate(pieces)}
    return {
        "tokens": [text[a:b] for a, b in pieces],
        "spans": [
            {"start_token": first[a], "end_token": last[b], "label": label}
            for a, b, label in spans
            if a in first and b in last
        ],
    }


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
