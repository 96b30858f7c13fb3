"""A DuckDB database of results: tables with their keys, the meaning of each column, and views to question."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pyarrow as pa

from bpextract import schema

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SQL = {"string": "VARCHAR", "int64": "BIGINT", "Int64": "BIGINT", "float64": "DOUBLE", "Float64": "DOUBLE",
        "bool": "BOOLEAN", "boolean": "BOOLEAN"}  # fmt: skip
_VIEWS = """
CREATE OR REPLACE VIEW figures_with_context AS
SELECT f.*, m.text AS mention, m.start, m."end", m.section, s.text AS sentence, d.title, d.published
FROM figures f JOIN mentions m USING (doc_id, mention_id) JOIN documents d USING (doc_id)
JOIN sentences s ON s.doc_id = f.doc_id AND s.sentence_id = f.sentence_id;
CREATE OR REPLACE VIEW facts AS
SELECT f.doc_id, f.figure_id, d.published, d.title, m.section, f.subject,
    coalesce(p.name, o.name, w.name) AS who,
    CASE WHEN p.name IS NOT NULL THEN 'PERSON' WHEN o.name IS NOT NULL THEN 'ORG' WHEN w.name IS NOT NULL THEN 'PLACE'
    END AS who_label,
    o.kind AS who_kind, f.action, f.direction, f.state, m.text AS figure, f.modifier, f.value, f.value_low,
    f.value_high, f.unit, f.value_norm, f.unit_norm, f.kind, f.what, f.baseline, l.name AS place,
    l.level_group AS place_level, l.code AS place_code, l.edition AS place_edition, l.province, l.current_code,
    l.current_province, f.place_from, t.start_date, t.end_date, f.date_from,
    coalesce(CASE WHEN t.precision IN ('day', 'month') THEN substr(t.start_date, 1, 7) END,
        CASE WHEN t.start_date IS NULL THEN substr(d.published, 1, 7) END) AS month,
    s.text AS sentence
FROM figures f JOIN mentions m USING (doc_id, mention_id) JOIN documents d USING (doc_id)
JOIN sentences s ON s.doc_id = f.doc_id AND s.sentence_id = f.sentence_id
LEFT JOIN people p ON p.doc_id = f.doc_id AND p.person_id = f.subject_person_id
LEFT JOIN organizations o ON o.doc_id = f.doc_id AND o.organization_id = f.subject_organization_id
LEFT JOIN places w ON w.doc_id = f.doc_id AND w.place_id = f.subject_place_id
LEFT JOIN places l ON l.doc_id = f.doc_id AND l.place_id = f.place_id
LEFT JOIN dates t ON t.doc_id = f.doc_id AND t.date_id = f.date_id
"""
_VIEWED = {"documents", "sentences", "mentions", "people", "places", "organizations", "figures", "dates"}


def write_tables(
    connection: "DuckDBPyConnection", tables: Iterable[tuple[type[schema.Record], Iterable[pa.Table]]]
) -> None:
    """Write each table from its parts, one in memory at a time, replacing one of its name; then the views over them."""
    for record, parts in tables:
        for statement in _definition(record):
            connection.execute(statement)
        for part in parts:
            connection.register("incoming", part)
            connection.execute(f"INSERT INTO {record.table} SELECT * FROM incoming")
            connection.unregister("incoming")
    there = {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if there >= _VIEWED:
        connection.execute(_VIEWS)


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
