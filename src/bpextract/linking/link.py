"""Link the people, places and bodies of a corpus: the steps, in order."""

from typing import TYPE_CHECKING

from bpextract.linking.duplicates import find_copies
from bpextract.linking.entities import make_entities
from bpextract.linking.evidence import make_evidence
from bpextract.linking.linked import Linked
from bpextract.linking.organizations import key_organizations
from bpextract.linking.people import link_people
from bpextract.linking.places import key_places
from bpextract.linking.posts import make_posts
from bpextract.linking.records import TABLES
from bpextract.linking.tables import connect, view_result
from bpextract.tables import frame
from bpextract.tableset import TableSet

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def link(result: TableSet) -> Linked:
    """Tell who and what is named across the documents of a result.

    Args:
        result: what `bp.extract` or `bp.read_parquet` returned. For more than fits in memory, `bpextract link`.

    Raises:
        MissingExtraError: splink or duckdb is not installed.

    Examples:
        >>> bp.link(result)
        <bpextract.Linked: 1 PERSON, 1 PLACE, 1 ORG, 3 appearances>
    """
    connection = connect()
    try:
        view_result(connection, result)
        prepare(connection)
        connection.register("linked_people", link_people(connection))
        finish(connection)
        found = {}
        for name, record in TABLES.items():
            rows = connection.execute(ordered(name)).fetchall()
            found[name] = frame(record, rows)
        return Linked(found)
    finally:
        connection.close()


def prepare(connection: "DuckDBPyConnection") -> None:
    """Make what is needed to link people, and key places and bodies."""
    make_evidence(connection)
    key_places(connection)
    key_organizations(connection)
    find_copies(connection)


def finish(connection: "DuckDBPyConnection") -> None:
    """Make the tables of linking from `linked_people` and what `prepare` made."""
    make_entities(connection)
    make_posts(connection)


def ordered(table: str) -> str:
    """Return the SQL of the rows of a table of linking, in the order in which they are given."""
    from bpextract import schema

    names = ", ".join(f'"{column.name}"' for column in schema.columns(TABLES[table]))
    order = {
        "entities": "label, n_documents DESC, n_mentions DESC, entity_id",
        "appearances": "position, label, id",
        "posts": "name, person, first_date NULLS LAST, title, status, organization_name NULLS LAST, documents, "
        "organization NULLS LAST",
    }[table]
    joined = (
        f"{table} JOIN (SELECT doc_id, position FROM originals) USING (doc_id)" if table == "appearances" else table
    )
    return f"SELECT {names} FROM {joined} ORDER BY {order}"
