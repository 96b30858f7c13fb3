"""A text with its mentions coloured, and tables, for a terminal (rich)."""

from collections.abc import Collection, Iterable

import pandas as pd
from rich.box import SIMPLE
from rich.cells import cell_len
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from bpextract.label import Label
from bpextract.labels import LABELS
from bpextract.report.views import displayed, numbers, ranges
from bpextract.tableset import TableSet

_UNKNOWN = "#000000 on #999999"  # a label that results hold, but nobody has told of
_GAP = 3  # cells between two columns
# What steers a terminal is shown as a space, one for one: rich drops some, which would shift all marks after it.
_CONTROLS = {code: " " for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n"}
_COMFORT = 16  # cells in which names are read with ease; what is shorter needs less


def has_colours(console: Console) -> bool:
    """Return whether colours can be seen: neither piped into a file nor refused by NO_COLOR."""
    return console.color_system is not None and not console.no_color


def coloured(text: str, mentions: pd.DataFrame, labels: Iterable[Label] = LABELS) -> Text:
    """Return `text` with its `mentions` coloured; of nested mentions the inner shows, and the outer underlines."""
    styled = Text(_harmless(text))
    styles = {label.name: _style(label) for label in labels}
    columns = zip(mentions["start"], mentions["end"], mentions["label"], strict=True)
    for start, end, label in sorted(columns, key=lambda span: (span[0], -span[1])):
        styled.stylize(styles.get(label, _UNKNOWN), int(start), int(end))
    return styled


def bracketed(text: str, mentions: pd.DataFrame) -> Text:
    """Return `text` with its `mentions` as `[text LABEL]`, for where there are no colours."""
    marks: list[tuple[int, int, int, str]] = []  # where, closing before opening, inner closes and outer opens first
    for start, end, label in zip(mentions["start"], mentions["end"], mentions["label"], strict=True):
        marks += [(int(start), 1, -int(end), "["), (int(end), 0, -int(start), f" {label}]")]
    parts, at = [], 0
    for where, _, _, mark in sorted(marks):
        parts += [text[at:where], mark]
        at = where
    return Text(_harmless("".join([*parts, text[at:]])))


def _harmless(text: str) -> str:
    return text.translate(_CONTROLS)


def marked(console: Console, text: str, mentions: pd.DataFrame, labels: Iterable[Label] = LABELS) -> Text:
    """Return `text` with its `mentions` marked as `console` can show it."""
    return coloured(text, mentions, labels) if has_colours(console) else bracketed(text, mentions)


def legend(labels: Iterable[Label] = LABELS) -> Text:
    """Return the labels as they look in the text."""
    return Text(" ").join(Text(f" {label.name} ", style=_style(label)) for label in labels)


def _style(label: Label) -> str:
    return f"{'underline ' if label.outer else ''}#000000 on {label.color}"


def rich_table(
    frame: pd.DataFrame,
    title: str,
    *,
    written: Collection[str] = (),
    limit: int | None = None,
    width: int | None = None,
) -> Group:
    """Return `frame` as a rich table under its title: numbers to the right, missing values blank.

    Args:
        written: columns whose numbers are written out.
        limit: show so many rows at most, and say how many there are.
        width: leave out the last columns that no line of so many cells has room for, and say which.
    """
    shown = frame if limit is None else frame.head(limit)
    columns = list(shown.columns) if width is None else _fitting(shown, width)
    left_out = [column for column in shown.columns if column not in columns]
    right = numbers(shown, written)
    table = Table(header_style="bold", box=SIMPLE)
    for name in columns:
        table.add_column(name, justify="right" if name in right else "left", overflow="fold")
    for row in shown[columns].itertuples(index=False, name=None):
        table.add_row(*(Text("" if pd.isna(cell) else _harmless(str(cell))) for cell in row))
    notes = [f"first {limit} of {len(frame)} rows"] if limit is not None and len(frame) > limit else []
    if left_out:
        notes.append(f"a wider terminal shows {', '.join(left_out)}, too")
    head = Text(f"{title} ({len(frame)})", "bold")
    return Group(head.append(f"  {'; '.join(notes)}", "not bold dim") if notes else head, table)


def _fitting(frame: pd.DataFrame, width: int) -> list[str]:
    """Return the first columns of `frame` that have room in `width` without breaking a word; two at least."""
    fitting: list[str] = []
    for name in map(str, frame.columns):
        cells = [name, *(str(cell) for cell in frame[name] if not pd.isna(cell))]
        words = max(cell_len(word) for cell in cells for word in cell.split())
        width -= _GAP + max(words, min(_COMFORT, max(map(cell_len, cells))))
        if width < 0 and len(fitting) >= 2:
            break
        fitting.append(name)
    return fitting


def print_tables(console: Console, result: TableSet, limit: int | None = 20) -> None:
    """Print the tables of `result` that have rows, as a reader wants them."""
    for name, label in result.views.items():
        frame = displayed(result, name)
        if len(frame):
            console.print(rich_table(frame, name, written=ranges(label), limit=limit, width=console.width))
