"""A text with its mentions marked, and the summary of a result, as HTML for a notebook.

displaCy puts a space after every token and breaks no line inside a mention; here the text stays as it is, to be copied.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from html import escape
from importlib.resources import files
from typing import NamedTuple

import pandas as pd

from bpextract import schema
from bpextract.label import Label
from bpextract.report.palette import rules
from bpextract.report.views import displayed, numbers, ranges
from bpextract.tableset import TableSet


class Span(NamedTuple):
    """A mention to be marked: where, as what, and what is said of it under the mouse."""

    start: int
    end: int
    label: str
    about: str = ""


def show(text: str, mentions: pd.DataFrame, labels: Collection[Label]) -> str | None:
    """Return the HTML of `text` with its `mentions` marked; in a notebook display it, and return None."""
    from spacy.util import is_in_jupyter

    html = text_html(text, mentions, labels)
    if not is_in_jupyter():
        return html
    from IPython.display import HTML, display

    display(HTML(html))
    return None


def text_html(text: str, mentions: pd.DataFrame, labels: Collection[Label]) -> str:
    """Return the HTML of `text` with its `mentions` as nested marks, under a legend."""
    columns = (mentions[name] for name in ("start", "end", "label", "source", "confidence"))
    spans = [
        Span(int(start), int(end), str(label), f"{label}, found by {source} ({confidence:g})")
        for start, end, label, source, confidence in zip(*columns, strict=True)
    ]
    counts = Counter(span.label for span in spans)
    legend = "".join(f'<mark data-label="{label.name}">{counts[label.name]}</mark>' for label in labels)
    marked, _ = mark(text, 0, len(text), spans)
    return _framed(f'<div class="legend">{legend}</div><div class="text" lang="vi" dir="auto">{marked}</div>', labels)


def mark(text: str, start: int, end: int, spans: list[Span]) -> tuple[str, int]:
    """Return the HTML of `text` from `start` to `end` with `spans` as nested marks, and how deep they nest.

    Of two spans that cross the later is marked in two parts.
    """
    waiting = sorted(spans, key=lambda span: (-span.start, span.end))  # the next one last
    parts: list[str] = []
    at, depth = start, 0
    while waiting:
        outer = waiting.pop()
        inside: list[Span] = []
        crossing: list[Span] = []
        while waiting and waiting[-1].start < outer.end:
            span = waiting.pop()
            inside.append(span._replace(end=min(span.end, outer.end)))
            if span.end > outer.end:
                crossing.append(span._replace(start=outer.end))
        if crossing:
            waiting = sorted([*waiting, *crossing], key=lambda span: (-span.start, span.end))
        inner, nest = mark(text, outer.start, outer.end, inside)
        about = f' title="{escape(outer.about)}"' if outer.about else ""
        deep = f' style="--nest:{nest}"' if nest else ""
        parts += [
            escape(text[at : outer.start]),
            f'<mark data-label="{escape(outer.label)}"{about}{deep}>{inner}</mark>',
        ]
        at, depth = outer.end, max(depth, nest + 1)
    return "".join([*parts, escape(text[at:end])]), depth


def summary_html(result: TableSet, rows: int = 5) -> str:
    """Return the HTML summary of a result: how many rows each table has, and the first `rows` of each for reading."""
    failed = int(result.documents["error"].notna().sum())
    counts = [_counted(schema.Document, len(result.documents)) + (f" ({failed} with an error)" if failed else "")]
    parts = []
    for name, label in result.views.items():
        table = displayed(result, name)
        counts.append(_counted(label.record, len(table)))
        if len(table):
            more = f" <small>first {rows} of {len(table):,}</small>" if len(table) > rows else ""
            shown = _table_html(table.head(rows), ranges(label))
            parts.append(f"<details open><summary>{escape(name)}{more}</summary>{shown}</details>")
    return _framed(f"<p>{' · '.join(counts)}</p>{''.join(parts)}", result.labels)


def _table_html(table: pd.DataFrame, written: Collection[str]) -> str:
    """Return `table` as HTML: numbers to the right, missing values blank, which pandas and notebooks would not do."""
    right = numbers(table, written)
    classes = [' class="n"' if column in right else "" for column in table.columns]
    head = "".join(f"<th{kind}>{escape(column)}</th>" for column, kind in zip(table.columns, classes, strict=True))
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{kind}>{'' if pd.isna(cell) else escape(str(cell))}</td>"
            for cell, kind in zip(row, classes, strict=True)
        )
        + "</tr>"
        for row in table.itertuples(index=False, name=None)
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _counted(record: type[schema.Record], n: int) -> str:
    number, _, word = schema.counted_rows(record, n).partition(" ")
    return f"<b>{number}</b> {word}"


def _framed(html: str, labels: Iterable[Label]) -> str:
    style = (files("bpextract.report") / "static" / "notebook.css").read_text("utf-8")
    return f'<div class="bpextract"><style>{style}{rules(labels, ".bpextract ")}</style>{html}</div>'
