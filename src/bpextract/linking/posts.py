"""Who held which post when, as documents say: the table `posts`."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# The commonest value, of several the first: what `mode` gives would depend on the order of rows.
_COMMONEST = (
    "list_sort(list_transform(map_entries(histogram({})), "
    "lambda e: {{'n': -CAST(e.value AS BIGINT), 'v': e.key}}))[1].v"
)

STEPS = (
    """CREATE OR REPLACE TABLE said_posts AS
    WITH stated AS (
        SELECT r.doc_id, r.person_id, r.title, t.t, r.organization, r.place_id, r.status, m.start
        FROM roles r JOIN mentions m USING (doc_id, mention_id)
        JOIN (SELECT title, title_form(title) AS t FROM (SELECT DISTINCT title FROM roles)) t USING (title)
        WHERE r.person_id IS NOT NULL AND r.kind = 'position'
    ), bodies AS (
        SELECT s.doc_id, s.person_id, s.start,
            min_by(m.entity_id, {'far': abs(m.start - s.start), 'id': m.mention_id}) AS organization_id
        FROM stated s JOIN mentions m ON m.doc_id = s.doc_id AND m.label = 'ORG'
            AND regexp_replace(m.text, '\\s+', ' ', 'g') = s.organization
        GROUP BY ALL
    )
    SELECT s.doc_id, a.entity_id AS person, s.title, s.t, s.status, s.organization, o.entity_id AS body,
        coalesce(p.entity_id, e.place) AS place, published, position
    FROM stated s JOIN appearances a ON a.label = 'PERSON' AND a.doc_id = s.doc_id AND a.id = s.person_id
    LEFT JOIN bodies b ON b.doc_id = s.doc_id AND b.person_id = s.person_id AND b.start = s.start
    LEFT JOIN appearances o ON o.label = 'ORG' AND o.doc_id = s.doc_id AND o.id = b.organization_id
    LEFT JOIN appearances p ON p.label = 'PLACE' AND p.doc_id = s.doc_id AND p.id = s.place_id
    LEFT JOIN entities e ON e.entity_id = o.entity_id
    JOIN originals d ON d.doc_id = s.doc_id""",
    f"""CREATE OR REPLACE TABLE posts AS
    WITH held AS (
        SELECT person, t, status, body, CASE WHEN body IS NULL THEN organization END AS unknown_body,
            {_COMMONEST.format("title")} AS title, {_COMMONEST.format("place")} AS place,
            min(published) AS first_date, max(published) AS last_date, count(DISTINCT doc_id) AS n_documents,
            list(DISTINCT {{'date': coalesce(published, ''), 'position': position, 'doc_id': doc_id}}) AS documents
        FROM said_posts GROUP BY ALL
    ), others AS (
        SELECT h.person, h.t, h.status, h.body, list(DISTINCT e.name ORDER BY e.name) AS others
        FROM held h JOIN held o ON o.body = h.body AND o.t = h.t AND o.person <> h.person AND o.status = h.status
            AND o.first_date <= h.last_date AND h.first_date <= o.last_date
        JOIN entities e ON e.entity_id = o.person GROUP BY ALL
    )
    SELECT h.person, e.name, h.title, h.body AS organization, coalesce(b.name, h.unknown_body) AS organization_name,
        h.place, h.status, h.first_date, h.last_date, h.n_documents,
        array_to_string(list_transform(list_sort(h.documents), lambda each: each.doc_id), '|') AS documents,
        array_to_string(others, '|') AS others
    FROM held h JOIN entities e ON e.entity_id = h.person LEFT JOIN entities b ON b.entity_id = h.body
    LEFT JOIN others o ON o.person = h.person AND o.t = h.t AND o.status = h.status AND o.body = h.body""",
)


def make_posts(connection: "DuckDBPyConnection") -> None:
    """Make the table `posts` of the roles, and of who and what everything is."""
    for step in STEPS:
        connection.execute(step)
