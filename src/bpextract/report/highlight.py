"""A text with its mentions coloured, and the summary of a result, as HTML for a notebook.

Not by spaCy's displaCy, which puts a space after every token: this shows the text as it is, with its lines.
"""

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from bpextract.report.palette import LABEL_COLORS
from bpextract.report.views import VIEWS, view

if TYPE_CHECKING:
    from bpextract.result import Result

_OTHER = "#999999"  # labels of the user's own


def show(text: str, mentions: pd.DataFrame) -> str | None:
    """Return the HTML of `text` with its `mentions` coloured; in a notebook display it, and return None."""
    from spacy.util import is_in_jupyter

    html = highlight(text, mentions)
    if not is_in_jupyter():
        return html
    from IPython.display import HTML, display

    display(HTML(html))  # type: ignore[no-untyped-call]
    return None


def highlight(text: str, mentions: pd.DataFrame) -> str:
    """Return the HTML of `text` with its `mentions` coloured, a legend above; colours suit light and dark pages.

    Nested mentions are nested marks, their lines below each other; a title tells label, rule and confidence.
    """
    legend = " ".join(f'<span style="{_style(color)}">{label}</span>' for label, color in LABEL_COLORS.items())
    marked = "".join(_marked(text, mentions))
    return (
        f'<div lang="vi"><div style="margin-bottom:.8em;font-size:.85em">{legend}</div>'
        f'<div style="white-space:pre-wrap;line-height:2.1;max-width:80ch">{marked}</div></div>'
    )


def _marked(text: str, mentions: pd.DataFrame) -> Iterator[str]:
    names = ("start", "end", "label", "source", "confidence")
    rows = sorted(
        zip(*(mentions[name].tolist() for name in names), strict=True), key=lambda row: (row[0], -row[1], row[2])
    )
    depths = _depths([(row[0], row[1]) for row in rows])
    open_: list[int] = []  # where the marks around `at` end, the innermost last
    at = 0
    for (start, end, label, source, confidence), depth in zip(rows, depths, strict=True):
        while open_ and open_[-1] <= start:
            yield f"{escape(text[at : open_[-1]], quote=False)}</mark>"
            at = open_.pop()
        yield escape(text[at:start], quote=False)
        title = escape(f"{label} · {source} · {confidence:g}")
        yield f'<mark title="{title}" style="{_style(LABEL_COLORS.get(label, _OTHER), depth)}">'
        at = start
        open_.append(min(end, open_[-1]) if open_ else end)  # one that crosses its outer one is cut at its end
    while open_:
        yield f"{escape(text[at : open_[-1]], quote=False)}</mark>"
        at = open_.pop()
    yield escape(text[at:], quote=False)


def _depths(spans: list[tuple[int, int]]) -> list[int]:
    """Return how many levels of spans lie inside each; `spans` are sorted, the outer before the inner."""
    depths = [0] * len(spans)
    open_: list[int] = []
    for number, (start, _) in enumerate([*spans, (spans[-1][1] if spans else 0, 0)]):
        while open_ and (spans[open_[-1]][1] <= start or number == len(spans)):
            inner = open_.pop()
            if open_:
                depths[open_[-1]] = max(depths[open_[-1]], depths[inner] + 1)
        open_.append(number)
    return depths


def _style(color: str, depth: int = 0) -> str:
    return (
        f"color:inherit;background:{color}40;border-bottom:2px solid {color};"
        f"padding:0 1px {depth * 4}px;border-radius:2px 2px 0 0"
    )


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
