"""What linking gives: the tables of who and what is named in a corpus, and questions to them."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from bpextract import schema
from bpextract.addresses import as_path
from bpextract.errors import InputError
from bpextract.linking.records import TABLES, Appearance, Entity, Post
from bpextract.tables import arrow_schema, frame, read_frame
from bpextract.wording import counted

_KEYS = {
    "PERSON": ("people", "person_id"),
    "PLACE": ("places", "place_id"),
    "ORG": ("organizations", "organization_id"),
}


class Linked:
    """The people, places and bodies of a corpus, and where each appears.

    Tables are DataFrames with fixed columns and dtypes; documents without what a column needs leave it missing.

    Examples:
        >>> linked.entities[["label", "name", "n_documents"]]
            label               name  n_documents
        0     ORG  UBND xã Mường Hum            1
        1  PERSON         Giàng A Sủ            1
        2   PLACE       xã Mường Hum            1
    """

    def __init__(self, frames: Mapping[str, pd.DataFrame] | None = None) -> None:
        """Hold the tables; those that are not given are empty."""
        given = frames or {}
        self._frames = {name: given[name] if name in given else frame(record, ()) for name, record in TABLES.items()}

    @classmethod
    def read(cls, folder: str | Path) -> "Linked":
        """Return what `bpextract link` or `to_parquet` wrote into a `folder`.

        Raises:
            InputError: it is not there.

        Examples:
            >>> linked.to_parquet("linked")
            >>> bp.Linked.read("linked")
            <bpextract.Linked: 1 PERSON, 1 PLACE, 1 ORG, 3 appearances>
        """
        path = as_path(folder)
        if not (path / f"{Entity.table}.parquet").is_file():
            raise InputError(f"{path}: no entities.parquet; first `bpextract link {path}`")
        return cls({name: read_frame(path, record) for name, record in TABLES.items()})

    @property
    def entities(self) -> pd.DataFrame:
        """One row for each person, place and body."""
        return self._frames[Entity.table]

    @property
    def appearances(self) -> pd.DataFrame:
        """One row for each person, place and body of each document."""
        return self._frames[Appearance.table]

    def timeline(self, entity: str) -> pd.DataFrame:
        """Return the posts of a person, the earliest first, with the dates and documents that say so.

        Columns are those of the table `posts`.

        Args:
            entity: an entity_id, or a name that one person alone has.

        Raises:
            InputError: there is no such person, or several.

        Examples:
            >>> linked.timeline("Giàng A Sủ")[["title", "organization_name", "first_date"]]
                  title  organization_name  first_date
            0  Chủ tịch  UBND xã Mường Hum  2025-12-01
        """
        return self._posts("person", self.find(entity, "PERSON"))

    def posts(self, organization: str) -> pd.DataFrame:
        """Return who held which post of a body, the earliest first; two at a time stand beside one another.

        Columns are those of the table `posts`.

        Args:
            organization: an entity_id, or a name that one body alone has.

        Raises:
            InputError: there is no such body, or several.

        Examples:
            >>> linked.posts("UBND xã Mường Hum")[["name", "title", "status"]]
                     name     title   status
            0  Giàng A Sủ  Chủ tịch  current
        """
        return self._posts("organization", self.find(organization, "ORG"))

    def find(self, entity: str, label: str | None = None) -> str:
        """Return the entity_id of what has this id or name.

        Args:
            entity: an entity_id, or a name that one entity alone has.
            label: PERSON, PLACE or ORG, where only one of them is meant.

        Raises:
            InputError: nothing has it, or more than one.

        Examples:
            >>> linked.find("Giàng A Sủ", "PERSON") == linked.timeline("Giàng A Sủ").person[0]
            True
        """
        table = self.entities if label is None else self.entities[self.entities["label"] == label]
        if (table["entity_id"] == entity).any():
            return entity
        named = table[table["name"] == entity]
        if named.empty:
            also = table["other_names"].fillna("").map(lambda names: entity in names.split("|"))
            named = table[also.astype(bool)]
        if len(named) == 1:
            return str(named["entity_id"].iloc[0])
        if named.empty:
            raise InputError(f"no entity {entity!r}; give an entity_id or a name of the table entities")
        most = named.sort_values(["n_documents", "entity_id"], ascending=[False, True]).head(5)
        ids = ", ".join(f"{row.entity_id} ({row.n_documents})" for row in most.itertuples())
        raise InputError(f"{len(named)} entities are called {entity!r}; give the entity_id of one (documents): {ids}")

    def carry(self, table: pd.DataFrame, key: str) -> pd.DataFrame:
        """Return a table of the result with the column `entity_id` of what its column `key` stands for.

        Args:
            table: a table with `doc_id`, as `result.roles`.
            key: a column of ids, as `person_id`, `subject_person_id`, `place_id` or `organization_id`.

        Raises:
            InputError: the column is not there, or is none of ids of people, places or bodies.

        Examples:
            >>> held = linked.carry(result.roles, "person_id")
            >>> held.entity_id[0] == linked.find("Giàng A Sủ")
            True
        """
        label = next((label for label, (_, own) in _KEYS.items() if key == own or key.endswith(f"_{own}")), None)
        if label is None or key not in table:
            raise InputError(f"{key!r} is no column of ids of people, places or organizations of this table")
        mine = self.appearances[self.appearances["label"] == label]
        entity = mine.set_index(["doc_id", "id"])["entity_id"]
        documents = table["doc_id"].astype("string")
        wanted = pd.MultiIndex.from_arrays([documents, table[key].astype("Float64").astype("float64")])
        return table.assign(entity_id=entity.reindex(wanted).array)

    def to_parquet(self, folder: str | Path) -> None:
        """Write the tables into a `folder` (made when missing); `bpextract.Linked.read` reads them back.

        Examples:
            >>> linked.to_parquet("linked-news")
            >>> bp.Linked.read("linked-news").entities.equals(linked.entities)
            True
        """
        import pyarrow as pa

        path = Path(folder)
        path.mkdir(parents=True, exist_ok=True)
        for name, record in TABLES.items():
            pq.write_table(pa.Table.from_pandas(self._frames[name], arrow_schema(record), preserve_index=False),
                           path / f"{name}.parquet")  # fmt: skip

    def _posts(self, column: str, entity: str) -> pd.DataFrame:
        table = self._frames[Post.table]
        found = table[table[column] == entity]
        order = ["first_date", "last_date", "title", "name", "status", "organization_name"]
        return found.sort_values(order, na_position="last").reset_index(drop=True)

    def __repr__(self) -> str:
        counts = self.entities["label"].value_counts()
        said = ", ".join(f"{counts.get(label, 0)} {label}" for label in _KEYS)
        return f"<bpextract.Linked: {said}, {counted(len(self.appearances), 'appearance')}>"


def typed(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows in the columns and dtypes of a table of linking."""
    columns = schema.columns(TABLES[table])
    return pd.DataFrame({c.name: pd.array(rows[c.name].tolist(), dtype=c.dtype) for c in columns})  # type: ignore[call-overload]
