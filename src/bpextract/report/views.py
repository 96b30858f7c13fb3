"""The tables as a reader wants them: ids replaced by what they stand for, few columns."""

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from bpextract.result import Result

VIEWS = ("people", "roles", "places", "organizations", "figures", "dates")

COLUMNS = {
    "people": ("name", "honorific", "gender", "n_mentions"),
    "roles": ("person", "title", "organization", "place", "status", "kind"),
    "places": ("name", "level", "in", "code", "edition", "current_name", "current_province", "n_mentions"),
    "organizations": ("name", "kind", "parent", "n_mentions"),
    "figures": ("text", "modifier", "value", "unit", "kind", "what", "action", "subject"),
    "dates": ("text", "value", "start_date", "end_date", "precision", "resolved_from"),
}


def view(result: "Result", name: str) -> pd.DataFrame:
    """Return the table `name` (one of `VIEWS`) for reading: with names and mentions in place of ids.

    The columns are `doc_id` and those of `COLUMNS`, whatever the table holds.
    """
    table = named(result, name)
    if name == "figures":
        table["value"] = [
            _bounds(*bounds) for bounds in table[["value", "value_low", "value_high"]].itertuples(index=False)
        ]
    return table[["doc_id", *COLUMNS[name]]].reset_index(drop=True)


def displayed(result: "Result", name: str) -> pd.DataFrame:
    """Return the view `name` for a page or a terminal: without what tells nothing there.

    That is `doc_id` where there is one document, and columns without any value.
    """
    table = view(result, name)
    told = table.columns[table.notna().any()]
    return table[told if len(result.documents) > 1 else told.drop("doc_id", errors="ignore")]


def numbers(name: str, table: pd.DataFrame) -> set[str]:
    """Return the columns of the view `name` that hold numbers; a figure's value does, though it is written out."""
    written = {"value"} if name == "figures" else set()
    return written | {column for column in table.columns if pd.api.types.is_numeric_dtype(table[column])}


def named(result: "Result", name: str) -> pd.DataFrame:
    """Return a copy of the table `name`, row for row, with columns for the names that its ids stand for."""
    table = result.table(name).copy()
    keys = ["doc_id", "mention_id"]
    if name in ("figures", "dates"):
        table = table.merge(result.mentions[[*keys, "text"]], on=keys, how="left")
    if name == "roles":
        table = _with_names(table, result.people, "person_id", "person")
        table = _with_names(table, result.places, "place_id", "place")
    if name == "places":
        table = _with_names(table, result.places, "parent_place_id", "in", key="place_id")
    return table


def _with_names(table: pd.DataFrame, entities: pd.DataFrame, column: str, name: str, key: str = "") -> pd.DataFrame:
    """Add the column `name`: the name of the entity that the id in `column` stands for."""
    names = entities[["doc_id", key or column, "name"]].rename(columns={key or column: column, "name": name})
    names[column] = names[column].astype("Int64")
    return table.merge(names, on=["doc_id", column], how="left")


def _bounds(value: Any, low: Any, high: Any) -> str | None:
    if not pd.isna(value):
        return f"{value:,.15g}"
    return None if pd.isna(low) else f"{low:,.15g} – {high:,.15g}"
