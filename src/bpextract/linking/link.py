"""Link the people, places and bodies of a corpus: the steps, in order."""

from typing import TYPE_CHECKING

from bpextract.errors import InputError
from bpextract.linking.duplicates import find_copies, read_runs
from bpextract.linking.entities import make_entities
from bpextract.linking.evidence import gather_evidence, make_evidence
from bpextract.linking.linked import Linked
from bpextract.linking.organizations import key_organizations, read_organizations
from bpextract.linking.people import link_people
from bpextract.linking.places import key_places
from bpextract.linking.posts import make_posts
from bpextract.linking.records import TABLES
from bpextract.linking.tables import connect, view_result
from bpextract.tables import frame
from bpextract.tableset import TableSet

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FACTS = ("person_facts", "beside", "place_keys", "organization_facts", "short_names", "runs")
"""The tables that `gather` makes: what each document says by itself."""
_CHECKS = (
    (
        "SELECT doc_id FROM documents GROUP BY doc_id HAVING count(*) > 1",
        "two documents have the doc_id {}, so that nothing tells whose people are whose; give each document an id of "
        "its own, and extract them again",
    ),
    (
        "SELECT doc_id FROM people ANTI JOIN documents USING (doc_id)",
        "people are named in the document {}, which the table documents lacks; give all the tables of one extraction",
    ),
    (
        "SELECT doc_id FROM people WHERE person_id IS NULL OR name IS NULL",
        "the table people has rows without a person_id or a name, in the document {}; extract it again",
    ),
    (
        "SELECT doc_id FROM (FROM places SELECT doc_id UNION ALL FROM organizations SELECT doc_id) "
        "WHERE NOT EXISTS (FROM mentions)",
        "there are places or organizations, as in the document {}, and no table of mentions, which linking reads; "
        "extract all tables",
    ),
)
"""What must not be found, and what to say where it is."""


def link(result: TableSet) -> Linked:
    """Tell who and what is named across the documents of a result.

    Args:
        result: what `bp.extract` or `bp.read_parquet` returned. For more than fits in memory, `bpextract link`.

    Raises:
        InputError: two documents have one doc_id, or the table of documents is missing.
        MissingExtraError: splink or duckdb is not installed.

    Examples:
        >>> bp.link(result)
        <bpextract.Linked: 1 PERSON, 1 PLACE, 1 ORG, 3 appearances>
    """
    connection = connect()
    try:
        view_result(connection, result)
        gather(connection)
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


def gather(connection: "DuckDBPyConnection") -> None:
    """Make the tables of `FACTS` of the documents of the views, whichever part of a corpus they are."""
    gather_evidence(connection)
    key_places(connection)
    read_organizations(connection)
    read_runs(connection)


def prepare(connection: "DuckDBPyConnection") -> None:
    """Make of the facts of all documents what is needed to link people, and key bodies.

    Raises:
        InputError: two documents have one doc_id, or what linking needs is missing.
    """
    _check(connection)
    make_evidence(connection)
    key_organizations(connection)
    find_copies(connection)


def finish(connection: "DuckDBPyConnection") -> None:
    """Make the tables of linking from `linked_people` and what `prepare` made."""
    make_entities(connection)
    make_posts(connection)


def _check(connection: "DuckDBPyConnection") -> None:
    """Refuse documents that would be taken for one another, and rows that nothing can be made of."""
    for query, said in _CHECKS:
        if found := connection.execute(f"{query} ORDER BY ALL LIMIT 1").fetchone():
            raise InputError(said.format(repr(found[0])))


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
