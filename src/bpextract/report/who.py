"""Which rows are one person, body or place, and so have one page in the report."""

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from bpextract.tableset import TableSet

if TYPE_CHECKING:
    from bpextract.linking.linked import Linked

TABLES = ("people", "organizations", "places")


class Pages(NamedTuple):
    """The pages of one table, and of each of its rows the number of its page.

    Attributes:
        of_row: by row of the table.
        name: by page; other_names: what else it is called, None where nothing else.
    """

    of_row: list[int]
    name: list[str]
    other_names: list[str | None]


def pages(result: TableSet, name: str, linked: "Linked | None" = None) -> Pages:
    """Return the pages of the table `name`: what is named in most documents comes first.

    Rows are one where linking says so. Without linking, places of one official code are; people, bodies and other
    places have a page for each document, since a name alone does not tell who is meant.
    """
    label = result.views[name]
    table = result.table(name)
    entity = _own(table, label.key) if linked is None else _linked(table, label.key, linked)
    rows = pd.DataFrame({"entity": entity, "name": table["name"], "doc_id": table["doc_id"], "n": table["n_mentions"]})
    found = rows.groupby("entity", sort=False).agg(
        name=("name", "first"), documents=("doc_id", "nunique"), n=("n", "sum")
    )
    found["others"] = ""
    if linked is not None:
        entities = linked.entities.set_index("entity_id").reindex(found.index)
        found["name"] = entities["name"].fillna(found["name"])
        found["others"] = entities["other_names"].fillna("")
    found = found.sort_values(["documents", "n"], ascending=False, kind="stable")
    number = {each: at for at, each in enumerate(found.index)}
    others = [text.replace("|", ", ") or None for text in found["others"]]
    return Pages([number[each] for each in entity], found["name"].tolist(), others)


def _own(table: pd.DataFrame, key: str) -> list[str]:
    """Return for each row what it is by itself: a place its code, which one unit alone has, all else its key."""
    row = table["doc_id"].astype("string") + "\t" + table[key].astype("string")
    if "code" not in table:
        return row.tolist()
    unit = table["edition"] + "\t" + table["level_group"] + "\t" + table["code"]
    return unit.where(unit.notna(), "\t" + row).tolist()


def _linked(table: pd.DataFrame, key: str, linked: "Linked") -> list[str]:
    """Return the entity of each row; of one that was not linked, as in a table of another run, what it is by itself."""
    entity = linked.carry(table, key)["entity_id"].astype("string")
    return entity.where(entity.notna(), pd.Series(_own(table, key), index=table.index, dtype="string")).tolist()


def bodies_of_roles(result: TableSet) -> "pd.Series[int]":
    """Return for each role the organization_id of the body that is named in it: of several the one that `organization`
    names (Trưởng phòng Tài chính, Sở Y tế), else the longest.
    """
    spans = result.mentions[["doc_id", "mention_id", "label", "start", "end", "entity_id", "sentence_id", "text"]]
    posts = result.roles[["doc_id", "mention_id", "role_id", "organization"]].merge(spans, on=["doc_id", "mention_id"])
    bodies = spans.loc[spans["label"] == "ORG", ["doc_id", "sentence_id", "start", "end", "entity_id", "text"]]
    pairs = posts.merge(bodies, on=["doc_id", "sentence_id"], suffixes=("", "_body"))
    inside = pairs[(pairs["start"] <= pairs["start_body"]) & (pairs["end_body"] <= pairs["end"])]
    ranked = inside.assign(
        named=(inside["text_body"].str.split().str.join(" ") == inside["organization"]).fillna(value=False),
        length=inside["end_body"] - inside["start_body"],
    ).sort_values(["named", "length"], kind="stable")
    of_role = ranked.drop_duplicates(["doc_id", "role_id"], keep="last").set_index(["doc_id", "role_id"])
    wanted = pd.MultiIndex.from_frame(result.roles[["doc_id", "role_id"]])
    return of_role["entity_id_body"].astype("Int64").reindex(wanted).reset_index(drop=True)
