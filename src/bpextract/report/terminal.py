"""A text with its mentions coloured, and tables, for a terminal (rich)."""

from typing import TYPE_CHECKING

import pandas as pd
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bpextract.report.palette import LABEL_COLORS
from bpextract.report.views import VIEWS, view

if TYPE_CHECKING:
    from bpextract.result import Result


def coloured(text: str, mentions: pd.DataFrame) -> Text:
    """Return `text` with its `mentions` coloured; of nested mentions the inner shows, and the outer underlines."""
    styled = Text(text)
    columns = zip(mentions["start"], mentions["end"], mentions["label"], strict=True)
    for start, end, label in sorted(columns, key=lambda span: (span[0], -span[1])):
        underline = "underline " if label in ("ROLE", "ORG") else ""
        styled.stylize(f"{underline}#000000 on {LABEL_COLORS[label]}", int(start), int(end))
    return styled


def legend() -> Text:
    """Return the labels in their colours."""
    return Text(" ").join(Text(f" {label} ", style=f"#000000 on {color}") for label, color in LABEL_COLORS.items())


def rich_table(frame: pd.DataFrame, title: str, *, limit: int | None = None) -> Table:
    """Return `frame` as a rich table: numbers to the right, missing values blank.

    Args:
        limit: show so many rows at most, and say how many there are.
    """
    shown = frame if limit is None else frame.head(limit)
    caption = f"first {limit} of {len(frame)} rows" if limit is not None and len(frame) > limit else None
    table = Table(
        title=f"{title} ({len(frame)})", title_justify="left", caption=caption, header_style="bold", box=SIMPLE
    )
    for name in shown.columns:
        right = name == "value" or pd.api.types.is_numeric_dtype(shown[name])
        table.add_column(name, justify="right" if right else "left", overflow="fold")
    for row in shown.itertuples(index=False, name=None):
        table.add_row(*(Text("" if pd.isna(cell) else str(cell)) for cell in row))
    return table


def print_tables(console: Console, result: "Result", limit: int | None = 20) -> None:
    """Print the tables of `result` that have rows, as a reader wants them."""
    for name in VIEWS:
        frame = view(result, name)
        if len(frame):
            console.print(rich_table(frame, name, limit=limit))
