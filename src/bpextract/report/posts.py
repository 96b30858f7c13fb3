"""What somebody of a document is, each post once: the table `roles` has a row for every mention of it."""

import pandas as pd

from bpextract.report.facts import joined
from bpextract.report.who import bodies_of_roles
from bpextract.tableset import TableSet
from bpextract.text.folding import fold

COLUMNS = (
    "doc_id", "person", "title", "organization", "place", "status", "kind", "n_mentions", "role_id", "person_id",
    "organization_id", "place_id",
)  # fmt: skip
_POST = ["doc_id", "person_id", "_title", "status"]


def posts(tables: TableSet) -> pd.DataFrame:
    """Return a row for each post, rank, degree, honour and occupation of a person; `COLUMNS` are its columns.

    Mentions are of one post where person, title, status and body (else the place) are the same, whatever their
    spelling. A mention with neither is of the post with that title that is named first.
    """
    bodies = bodies_of_roles(tables).fillna(_bodies_by_name(tables))
    found = tables.roles.reset_index(drop=True).assign(organization_id=bodies)
    found = found[found["person_id"].notna()].copy()
    found["_title"] = _folded(found["title"])
    found["_body"] = found["organization_id"].astype("string").fillna(_folded(found["organization"]))
    found["_body"] = found["_body"].fillna("in " + found["place_id"].astype("string"))  # Bí thư Đà Nẵng
    named = found["_body"].notna()
    found["_body"] = found["_body"].fillna(found.groupby(_POST, sort=False)["_body"].transform("first")).fillna("")
    found["_unnamed"] = ~named
    found["n_mentions"] = found.groupby([*_POST, "_body"], sort=False)["role_id"].transform("size")
    first = found.groupby([*_POST, "_body"], sort=False)["role_id"].transform("min")
    found = found.assign(_first=first, _document=pd.factorize(found["doc_id"])[0])
    found = found.sort_values(["_document", "_first", "_unnamed", "role_id"], kind="stable")
    found = found.drop_duplicates([*_POST, "_body"]).reset_index(drop=True)
    names = (
        ("people", "person_id", "person"),
        ("places", "place_id", "place"),
        ("organizations", "organization_id", "_full"),
    )
    for table, key, column in names:
        found = joined(found, tables.table(table)[["doc_id", key, "name"]].rename(columns={"name": column}), key, key)
    found["organization"] = found["_full"].fillna(found["organization"])
    return found[list(COLUMNS)]


def _bodies_by_name(tables: TableSet) -> "pd.Series[int]":
    """Return for each role the organization_id of the body that `organization` names, which may stand behind the
    holder: bác sĩ Lê An, Khoa Nhi.
    """
    bodies = tables.mentions[tables.mentions["label"] == "ORG"]
    bodies = bodies.assign(_body=_folded(bodies["text"])).drop_duplicates(["doc_id", "_body"])
    asked = tables.roles[["doc_id"]].assign(_body=_folded(tables.roles["organization"]))
    return asked.merge(bodies[["doc_id", "_body", "entity_id"]], on=["doc_id", "_body"], how="left")["entity_id"]


def _folded(written: "pd.Series[str]") -> "pd.Series[str]":
    """Return the forms under which writings are compared; missing where nothing is written."""
    return written.map({each: fold(each) for each in written.dropna().unique()}).astype("string")
