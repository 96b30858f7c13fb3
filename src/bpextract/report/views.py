"""The tables as a reader wants them: ids replaced by what they stand for, few columns."""

from collections.abc import Collection
from typing import Any

import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from bpextract.label import Label
from bpextract.labels import label_of_id
from bpextract.tableset import TableSet


def view(tables: TableSet, name: str) -> pd.DataFrame:
    """Return the table `name` (one of `tables.views`) for reading: with names and mentions in place of ids.

    The columns are `doc_id` and those that the label shows, whatever the table holds; a number with bounds (`value`) is
    followed by them (`value_low`, `value_high`).
    """
    label = tables.views[name]
    bounded = ranges(label)
    shown = [part for column in label.shown for part in (column, *(_bounds(column) if column in bounded else ()))]
    return named(tables, name)[["doc_id", *dict.fromkeys(shown)]].reset_index(drop=True)


def ranges(label: Label) -> list[str]:
    """Return the columns of a label's view that have bounds: a page or a terminal writes them out with them."""
    return [name for name in label.shown if set(_bounds(name)) <= set(label.columns)]


def displayed(tables: TableSet, name: str) -> pd.DataFrame:
    """Return the view `name` for a page or a terminal: bounds written out, without what tells nothing there.

    That is `doc_id` where there is one document, and columns without any value.
    """
    label = tables.views[name]
    table = view(tables, name)
    for column in ranges(label):
        bounds = table[[column, *_bounds(column)]]
        table[column] = [_written(*each) for each in bounds.itertuples(index=False)]
    table = table[["doc_id", *label.shown]]
    filled = table.columns[table.notna().any()]
    return table[filled if len(tables.documents) > 1 else filled.drop("doc_id", errors="ignore")]


def _bounds(column: str) -> tuple[str, str]:
    return f"{column}_low", f"{column}_high"


def numbers(table: pd.DataFrame, written: Collection[str] = ()) -> set[str]:
    """Return the columns of a view that hold numbers; so do those that are `written` out with their bounds."""
    found = (name for name in table.columns if is_numeric_dtype(table[name]) and not is_bool_dtype(table[name]))
    return {*written, *found}


def named(tables: TableSet, name: str) -> pd.DataFrame:
    """Return a copy of the table `name`, row for row, with columns for the names that its ids stand for."""
    table = tables.table(name).copy()
    if name not in tables.views:
        return table
    label = tables.views[name]
    if "text" in label.shown and "text" not in table:
        keys = ["doc_id", "mention_id"]
        table = table.merge(tables.mentions[[*keys, "text"]], on=keys, how="left")
    for column, id_column in label.names.items():
        table = _with_names(table, tables, id_column, column)
    return table


def _with_names(table: pd.DataFrame, tables: TableSet, id_column: str, name: str) -> pd.DataFrame:
    """Add the column `name`: the name of the entity that the id stands for (that of a place, in `parent_place_id`).

    What has no name, as a date, is shown as it is written.
    """
    label = label_of_id(tables.labels, id_column)
    entities = tables.table(label.table)
    if "name" not in entities:
        written = tables.mentions[["doc_id", "mention_id", "text"]].rename(columns={"text": "name"})
        entities = entities.merge(written, on=["doc_id", "mention_id"], how="left")
    names = entities[["doc_id", label.key, "name"]].rename(columns={label.key: id_column, "name": name})
    names[id_column] = names[id_column].astype("Int64")
    return table.merge(names, on=["doc_id", id_column], how="left")


def _written(value: Any, low: Any, high: Any) -> str | None:
    if not pd.isna(value):
        return f"{value:,.15g}"
    return None if pd.isna(low) else f"{low:,.15g} – {high:,.15g}"
