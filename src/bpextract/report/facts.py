"""What figures say, a row for each, with all that its ids stand for: to group by place, month, body and kind."""

import pandas as pd

from bpextract.tableset import TableSet

_NAMED = (
    ("PERSON", "people", "person_id"),
    ("ORG", "organizations", "organization_id"),
    ("PLACE", "places", "place_id"),
)
_PLACE = {
    "name": "place", "level_group": "place_level", "code": "place_code", "edition": "place_edition",
    "province": "province", "current_code": "current_code", "current_province": "current_province",
}  # fmt: skip
COLUMNS = (
    "doc_id", "figure_id", "published", "title", "section", "subject", "who", "who_label", "who_kind", "action",
    "direction", "state", "figure", "modifier", "value", "value_low", "value_high", "unit", "value_norm", "unit_norm",
    "kind", "what", "baseline", "place", "place_level", "place_code", "place_edition", "province", "current_code",
    "current_province", "place_from", "start_date", "end_date", "date_from", "month", "sentence",
)  # fmt: skip
_MONTH = len("2025-01")


def facts(tables: TableSet) -> pd.DataFrame:
    """Return a row for each figure, in order of documents and text; `COLUMNS` are its columns."""
    found = tables.figures.copy()
    mentions = tables.mentions[["doc_id", "mention_id", "text", "section"]].rename(columns={"text": "figure"})
    found = found.merge(mentions, on=["doc_id", "mention_id"], how="left")
    found = found.merge(tables.documents[["doc_id", "published", "title"]], on="doc_id", how="left")
    sentences = tables.sentences[["doc_id", "sentence_id", "text"]].rename(columns={"text": "sentence"})
    found = found.merge(sentences, on=["doc_id", "sentence_id"], how="left")
    found = _with_subjects(found, tables)
    places = tables.places[["doc_id", "place_id", *_PLACE]].rename(columns=_PLACE)
    found = joined(found, places, "place_id", "place_id")
    dates = tables.dates[["doc_id", "date_id", "start_date", "end_date", "precision"]]
    found = joined(found, dates, "date_id", "date_id")
    of_date = found["start_date"].str[:_MONTH].where(found["precision"].isin(["day", "month"]))
    found["month"] = of_date.where(found["start_date"].notna(), found["published"].str[:_MONTH])
    return found[list(COLUMNS)]


def _with_subjects(found: pd.DataFrame, tables: TableSet) -> pd.DataFrame:
    """Add who, who_label and who_kind: the name of the person, body or place that the subject stands for."""
    found["who"] = pd.Series(pd.NA, index=found.index, dtype="string")
    found["who_label"], found["who_kind"] = found["who"], found["who"]
    for label, table, key in _NAMED:
        kinds = ["kind"] if table == "organizations" else []
        names = tables.table(table)[["doc_id", key, "name", *kinds]].rename(columns={"name": "_name", "kind": "_kind"})
        found = joined(found, names, f"subject_{key}", key)
        there = found["_name"].notna()
        found["who"] = found["who"].where(~there, found["_name"])
        found["who_label"] = found["who_label"].mask(there, label)
        if kinds:
            found["who_kind"] = found["_kind"]
        found = found.drop(columns=["_name", *(["_kind"] if kinds else [])])
    return found


def joined(found: pd.DataFrame, other: pd.DataFrame, id_column: str, key: str) -> pd.DataFrame:
    """Return the rows with the columns of `other` whose `key` their id column holds, in the same order."""
    other = other.rename(columns={key: id_column})
    other[id_column] = other[id_column].astype("Int64")
    return found.merge(other, on=["doc_id", id_column], how="left")
