"""A DuckDB database of results: tables with their keys, the meaning of each column, and a view to question."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pyarrow as pa

from bpextract import schema

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SQL = {"string": "VARCHAR", "int64": "BIGINT", "Int64": "BIGINT", "float64": "DOUBLE", "Float64": "DOUBLE",
        "bool": "BOOLEAN", "boolean": "BOOLEAN"}  # fmt: skip
_VIEW = """
CREATE OR REPLACE VIEW figures_with_context AS
SELECT f.*, m.text AS mention, m.start, m."end", m.section, s.text AS sentence, d.title, d.published
FROM figures f JOIN mentions m USING (doc_id, mention_id) JOIN documents d USING (doc_id)
JOIN sentences s ON s.doc_id = f.doc_id AND s.sentence_id = f.sentence_id
"""


def write_tables(
    connection: "DuckDBPyConnection", tables: Iterable[tuple[type[schema.Record], Iterable[pa.Table]]]
) -> None:
    """Write each table from its parts, one in memory at a time, replacing one of its name; then the view over them."""
    for record, parts in tables:
        for statement in _definition(record):
            connection.execute(statement)
        for part in parts:
            connection.register("incoming", part)
            connection.execute(f"INSERT INTO {record.table} SELECT * FROM incoming")
            connection.unregister("incoming")
    connection.execute(_VIEW)


def _definition(record: type[schema.Record]) -> list[str]:
    """Return the SQL that makes a table with its key and the meaning of its columns."""
    columns = schema.columns(record)
    key = ["doc_id", *(c.name for c in columns[1:] if c.about.startswith("key"))]
    known = len(key) > 1 or record in (schema.Document, schema.Text)  # the key of a table of the user's own is not
    constraint = [f"PRIMARY KEY ({', '.join(key)})"] if known else []
    lines = [f'"{column.name}" {_SQL[column.dtype]}' for column in columns] + constraint
    about = [(f"TABLE {record.table}", record.__doc__ or "")]
    about += [(f'COLUMN {record.table}."{column.name}"', column.about) for column in columns]
    comments = ["COMMENT ON {} IS '{}'".format(what, said.replace("'", "''")) for what, said in about]
    return [f"CREATE OR REPLACE TABLE {record.table} ({', '.join(lines)})", *comments]
