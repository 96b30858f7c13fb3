"""Make the tables `appearances` and `entities` of what was keyed."""

from typing import TYPE_CHECKING

from bpextract.linking.bodies import with_place
from bpextract.linking.tables import define

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_ID = "substr(md5({label} || '|' || {key}), 1, 16)"

STEPS = (
    # The key of people is their first appearance, that of places and bodies what identifies them.
    f"""CREATE OR REPLACE TABLE appearances AS
    SELECT p.doc_id, 'PERSON' AS label, p.person_id AS id,
        {_ID.format(label="'PERSON'", key="concat_ws('|', f.name_key, f.doc_id, f.person_id)")} AS entity_id,
        round(l.confidence, 4) AS confidence
    FROM linked_people l JOIN person_rows p USING (unique_id) JOIN person_rows f ON f.unique_id = l.leader
    UNION ALL
    SELECT k.doc_id, 'PLACE', k.place_id, {_ID.format(label="'PLACE'", key="k.key")}, m.confidence
    FROM place_keys k JOIN places p USING (doc_id, place_id) JOIN mentions m USING (doc_id, mention_id)
    UNION ALL
    SELECT k.doc_id, 'ORG', k.organization_id, {_ID.format(label="'ORG'", key="k.key")},
        m.confidence * CASE WHEN k.inferred THEN {{inferred}} ELSE 1 END
    FROM organization_keys k JOIN organizations o USING (doc_id, organization_id)
    JOIN mentions m USING (doc_id, mention_id)""",
    """CREATE OR REPLACE TABLE counted AS
    SELECT a.entity_id, a.label, count(DISTINCT original) AS n_documents, min(published) AS first_date,
        max(published) AS last_date
    FROM appearances a JOIN originals o USING (doc_id) GROUP BY ALL""",
    """CREATE OR REPLACE TABLE called AS
    SELECT entity_id, name, count(DISTINCT doc_id) AS documents, sum(coalesce(n_mentions, 1)) AS mentions FROM (
        SELECT a.entity_id, p.doc_id, p.name, p.n_mentions FROM appearances a
        JOIN people p ON a.label = 'PERSON' AND p.doc_id = a.doc_id AND p.person_id = a.id
        UNION ALL SELECT a.entity_id, p.doc_id, p.name, p.n_mentions FROM appearances a
        JOIN places p ON a.label = 'PLACE' AND p.doc_id = a.doc_id AND p.place_id = a.id
        UNION ALL SELECT a.entity_id, p.doc_id, p.name, p.n_mentions FROM appearances a
        JOIN organizations p ON a.label = 'ORG' AND p.doc_id = a.doc_id AND p.organization_id = a.id
    ) GROUP BY ALL""",
    """CREATE OR REPLACE TABLE names AS
    SELECT entity_id, list(name ORDER BY documents DESC, mentions DESC, name) AS names,
        sum(mentions)::BIGINT AS n_mentions
    FROM called GROUP BY entity_id""",
    """CREATE OR REPLACE TABLE genders AS
    SELECT entity_id, CASE WHEN count(*) FILTER (gender = 'female') > count(*) FILTER (gender = 'male') THEN 'female'
        ELSE 'male' END AS gender FROM appearances a
    JOIN people p ON a.label = 'PERSON' AND p.doc_id = a.doc_id AND p.person_id = a.id
    WHERE gender IS NOT NULL GROUP BY entity_id""",
    f"""CREATE OR REPLACE TABLE about_places AS
    SELECT a.entity_id, min(k.level) AS level, max(k.code) AS code,
        min(CASE WHEN official THEN k.name END) AS name,
        array_to_string(list_transform(string_split(max(k.now), '|'),
            lambda each: {_ID.format(label="'PLACE'", key="each")}), '|') AS heirs
    FROM appearances a JOIN place_keys k ON a.label = 'PLACE' AND k.doc_id = a.doc_id AND k.place_id = a.id
    GROUP BY ALL""",
    f"""CREATE OR REPLACE TABLE about_bodies AS
    SELECT a.entity_id, min(k.head) AS head,
        CASE WHEN count(DISTINCT k.seat) = 1 THEN {_ID.format(label="'PLACE'", key="min(s.key)")} END AS place,
        bool_or(is_local) AND count(DISTINCT k.seat) = 1 AS is_local,
        list(DISTINCT o.name) FILTER (in_name) AS with_place,
        min(place_name) AS place_name,
        array_to_string(list_transform(max(k.now), lambda each: {_ID.format(label="'ORG'", key="each")}), '|') AS heirs
    FROM appearances a JOIN organization_keys k ON a.label = 'ORG' AND k.doc_id = a.doc_id AND k.organization_id = a.id
    JOIN organizations o ON o.doc_id = k.doc_id AND o.organization_id = k.organization_id
    LEFT JOIN (SELECT seat, min(key) AS key FROM place_keys GROUP BY seat) s ON s.seat = k.seat
    GROUP BY ALL""",
    # A local body goes by a name with its place: one that documents use, else the commonest and the place after it.
    """CREATE OR REPLACE TABLE entities AS
    WITH named AS (
        SELECT c.*, n.names, n.n_mentions, g.gender, l.level, l.code, b.head, b.place,
            coalesce(l.heirs, b.heirs) AS heirs,
            CASE WHEN l.name IS NOT NULL THEN l.name
                WHEN b.is_local THEN coalesce(
                    list_filter(names, lambda each: list_contains(b.with_place, each))[1],
                    with_place(names[1], b.place_name))
                ELSE names[1] END AS name
        FROM counted c JOIN names n USING (entity_id) LEFT JOIN genders g USING (entity_id)
        LEFT JOIN about_places l USING (entity_id) LEFT JOIN about_bodies b USING (entity_id)
    )
    SELECT entity_id, label, name,
        nullif(array_to_string(list_filter(names, lambda each: each <> name), '|'), '') AS other_names,
        gender, level, code, head, place, heirs, n_documents, n_mentions, first_date, last_date FROM named""",
)
# How much surer a body is whose place stands in its name than one whose place the document only suggests.
INFERRED = 0.9


def make_entities(connection: "DuckDBPyConnection") -> None:
    """Make the tables `appearances` and `entities` from `linked_people` and what was keyed."""
    define(connection, "with_place", with_place, 2, "VARCHAR")
    for step in STEPS:
        connection.execute(step.replace("{inferred}", str(INFERRED)))
