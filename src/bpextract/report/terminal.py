"""A text with its mentions coloured, and tables, for a terminal (rich)."""

from collections.abc import Sequence

import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bpextract.report.palette import LABEL_COLORS

# Columns that only join tables: of no use to a reader.
_KEYS = ("doc_id", "mention_id", "sentence_id")


def coloured(text: str, mentions: pd.DataFrame) -> Text:
    """Return `text` with its `mentions` coloured; of nested mentions the inner shows, and the outer underlines."""
    styled = Text(text)
    columns = zip(mentions["start"], mentions["end"], mentions["label"], strict=True)
    for start, end, label in sorted(columns, key=lambda span: (span[0], -span[1])):
        underline = "underline " if label in ("ROLE", "ORG") else ""
        styled.stylize(f"{underline}black on {LABEL_COLORS[label]}", int(start), int(end))
    return styled


def legend() -> Text:
    """Return the labels in their colours."""
    return Text(" ").join(Text(f" {label} ", style=f"black on {color}") for label, color in LABEL_COLORS.items())


def rich_table(frame: pd.DataFrame, title: str, *, limit: int | None = None, keys: bool = False) -> Table:
    """Return `frame` as a rich table: numbers to the right, missing values blank, empty columns left out.

    Args:
        limit: show so many rows at most, and say how many there are.
        keys: show the columns that only join tables too.
    """
    shown = frame if limit is None else frame.head(limit)
    names = [c for c in shown.columns if (keys or c not in _KEYS) and (shown[c].notna().any() or not len(shown))]
    caption = f"first {limit} of {len(frame)} rows" if limit is not None and len(frame) > limit else None
    table = Table(title=f"{title} ({len(frame)})", title_justify="left", caption=caption, header_style="bold")
    for name in names:
        table.add_column(
            name, justify="right" if pd.api.types.is_numeric_dtype(shown[name]) else "left", overflow="fold"
        )
    for row in shown[names].itertuples(index=False, name=None):
        table.add_row(*map(_cell, row))
    return table


def _cell(value: object) -> Text:
    if value is pd.NA or value is None or value != value:
        return Text("")
    if isinstance(value, float):
        return Text(f"{value:,.15g}")
    return Text(str(value))


def print_tables(console: Console, frames: Sequence[tuple[str, pd.DataFrame]], limit: int | None = 20) -> None:
    """Print each of the named `frames` that has rows."""
    for name, frame in frames:
        if len(frame):
            console.print(rich_table(frame, name, limit=limit))
