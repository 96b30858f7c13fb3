"""What documents say of each person that could tell who it is, as one row with lists; made in SQL.

Most of it is said by each document alone; how rare a name beside it is, only the corpus tells.
"""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from bpextract.lexicons.place_forms import normal
from bpextract.linking.bodies import body, title_key
from bpextract.linking.names import frequency, is_full, name_key
from bpextract.linking.tables import define
from bpextract.linking.word_lists import rows, words_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Characters after a name in which its age or year of birth stands: `Lê Văn An (SN 1975, trú tại …)`.
_AFTER = 40
# Characters after a name within which its home stands: `Lê Văn An (SN 1975, quê Nghệ An)`.
_HOME = 120
# Weights of what two documents share are learned on as many; in a small corpus everything would be common.
_CORPUS = 10_000
# What more documents than this name tells nothing, and would be compared with too many.
_COMMON = 0.01

OF_DOCUMENTS = (
    # The keys of texts, each text once: Python is called for as few rows as there are different texts.
    """CREATE OR REPLACE TABLE name_keys AS
    SELECT name, person_key(name) AS key FROM (SELECT DISTINCT name FROM people WHERE name IS NOT NULL)""",
    """CREATE OR REPLACE TABLE key_shares AS
    SELECT key, full_name(key) AS is_full, name_share(key) AS share FROM (SELECT DISTINCT key FROM name_keys)""",
    """CREATE OR REPLACE TABLE place_names AS
    SELECT doc_id, place_id, n.key, coalesce(code, '') AS code, level_group, q.key AS province, n_mentions
    FROM places
    JOIN (SELECT name, place_key(name) AS key FROM (SELECT DISTINCT name FROM places)) n USING (name)
    LEFT JOIN (SELECT province, place_key(province) AS key FROM (SELECT DISTINCT province FROM places)) q
    USING (province)""",
    """CREATE OR REPLACE TABLE held AS
    WITH given AS (
        SELECT r.doc_id, r.person_id, r.title, r.organization, r.kind, r.status, p.name AS place,
            n.key AS place_key, n.province
        FROM roles r LEFT JOIN places p USING (doc_id, place_id) LEFT JOIN place_names n USING (doc_id, place_id)
        WHERE r.person_id IS NOT NULL
    ), titles AS (SELECT title, title_form(title) AS t FROM (SELECT DISTINCT title FROM given)),
    bodies AS (
        SELECT organization, place, body_form(organization, place) AS b
        FROM (SELECT DISTINCT organization, place FROM given WHERE organization IS NOT NULL)
    )
    SELECT doc_id, person_id, g.kind, g.status, t, b[1] AS body, b[2] = 'local' AS is_local, place_key, province
    FROM given g JOIN titles USING (title)
    LEFT JOIN bodies o ON o.organization = g.organization AND o.place IS NOT DISTINCT FROM g.place""",
    """CREATE OR REPLACE TABLE posts_of AS
    SELECT doc_id, person_id,
        list_distinct(list(t || '|' || body || '|' || coalesce(place_key, '')) FILTER (body IS NOT NULL
            AND (NOT is_local OR place_key IS NOT NULL))) AS whole_posts,
        list_distinct(list(body || '|' || coalesce(place_key, '')) FILTER (body IS NOT NULL
            AND (NOT is_local OR place_key IS NOT NULL))) AS whole_bodies,
        list_distinct(list(t || '|' || body) FILTER (body IS NOT NULL)) AS posts,
        list_distinct(list(body) FILTER (body IS NOT NULL)) AS bodies,
        list_distinct(list(t)) AS titles,
        list_distinct(list(province) FILTER (province IS NOT NULL)) AS provinces,
        bool_or(kind = 'position') AS in_office
    FROM held GROUP BY ALL""",
    # Where: the provinces named in the sentences that name the person, and the nearest before each mention.
    """CREATE OR REPLACE TABLE named_at AS
    SELECT m.doc_id, m.entity_id AS person_id, m.start, m."end", m.sentence_id FROM mentions m
    WHERE m.label = 'PERSON'""",
    """CREATE OR REPLACE TABLE places_at AS
    SELECT m.doc_id, m.start, m.sentence_id, n.province, n.key FROM mentions m
    JOIN place_names n ON n.doc_id = m.doc_id AND n.place_id = m.entity_id
    WHERE m.label = 'PLACE' AND n.province IS NOT NULL""",
    """CREATE OR REPLACE TABLE near AS
    SELECT doc_id, person_id, list_distinct(list(province)) AS near FROM (
        SELECT a.doc_id, a.person_id, p.province FROM named_at a JOIN places_at p USING (doc_id, sentence_id)
        UNION ALL
        SELECT a.doc_id, a.person_id, p.province FROM named_at a
        ASOF JOIN places_at p ON p.doc_id = a.doc_id AND a.start >= p.start
    ) GROUP BY ALL""",
    """CREATE OR REPLACE TABLE around AS
    SELECT doc_id, list(province) AS around FROM (
        SELECT doc_id, province, sum(n_mentions) AS n, sum(sum(n_mentions)) OVER (PARTITION BY doc_id) AS total
        FROM place_names WHERE province IS NOT NULL GROUP BY doc_id, province
    ) WHERE n >= 0.3 * total GROUP BY doc_id""",
    f"""CREATE OR REPLACE TABLE born AS
    WITH said AS (
        SELECT a.doc_id, a.person_id, d.published,
            substr(s.text, CAST(a."end" - s.start + 1 AS INTEGER), {_AFTER}) AS after
        FROM named_at a JOIN sentences s USING (doc_id, sentence_id) JOIN documents d USING (doc_id)
    ), read AS (
        SELECT doc_id, person_id, published,
            TRY_CAST(regexp_extract(after,
                '^[^\\w]{{0,3}}BORN_WORDS[ :.]*((?:19|20)\\d\\d)', 1) AS INTEGER) AS year,
            TRY_CAST(regexp_extract(after, '^[^\\w]{{0,3}}(?:năm nay )?(\\d{{1,3}}) tuổi', 1) AS INTEGER) AS age
        FROM said
    )
    SELECT doc_id, person_id, min(coalesce(year, TRY_CAST(substr(published, 1, 4) AS INTEGER) - age)) AS year,
        min(age) AS age
    FROM read WHERE year IS NOT NULL OR age IS NOT NULL GROUP BY ALL""",
    """CREATE OR REPLACE TABLE ranked AS
    SELECT doc_id, person_id, max(rank_order(t)) AS rank FROM held
    WHERE kind = 'rank' AND status IS DISTINCT FROM 'former' GROUP BY ALL""",
    # Home: the places of the sentence after a word that says so, before the next person is named.
    f"""CREATE OR REPLACE TABLE homes_of AS
    WITH said AS (
        SELECT a.doc_id, a.person_id, a."end", s.start AS base, s.text,
            lead(a.start) OVER (PARTITION BY a.doc_id, a.sentence_id ORDER BY a.start) AS until
        FROM named_at a JOIN sentences s USING (doc_id, sentence_id)
    ), found AS (
        SELECT d.doc_id, d.person_id, p.key, p.province FROM said d
        JOIN places_at p ON p.doc_id = d.doc_id AND p.start >= d."end"
            AND p.start < least(d."end" + {_HOME}, coalesce(d.until, p.start + 1))
            AND p.start < d.base + len(d.text)
        WHERE regexp_matches(substr(d.text, CAST(d."end" - d.base + 1 AS INTEGER), CAST(p.start - d."end" AS INTEGER)),
            '^([^;.]*[^\\p{{L}};.])?HOME_WORDS[^\\p{{L}};.][^;.]*$')
    )
    SELECT doc_id, person_id, list_distinct(list(key || '|' || province) FILTER (key <> province)) AS homes,
        list_distinct(list(province)) AS home_provinces
    FROM found GROUP BY ALL""",
    # Beside: people by their full names, bodies, places below the province. Rare ones weigh more; in whole
    # numbers, so that a sum does not depend on the order of a list.
    """CREATE OR REPLACE TABLE beside AS
    SELECT DISTINCT doc_id, 'p:' || k.key AS token FROM people JOIN name_keys k USING (name)
    JOIN key_shares s USING (key) WHERE s.is_full
    UNION SELECT doc_id, 'l:' || key || ':' || coalesce(province, '') FROM place_names
    WHERE level_group NOT IN ('province', 'country', 'region')
    UNION SELECT doc_id, 'o:' || key FROM organizations
    JOIN (SELECT name, place_key(name) AS key FROM (SELECT DISTINCT name FROM organizations)) USING (name)""",
    """CREATE OR REPLACE TABLE person_facts AS
    SELECT p.doc_id || '#' || p.person_id AS unique_id, p.doc_id, p.person_id, p.name, k.key AS name_key,
        s.is_full, s.share, p.gender, coalesce(p.byline, false) AS byline, p.n_mentions,
        o.whole_posts, o.whole_bodies, o.posts, o.bodies, o.titles, coalesce(o.in_office, false) AS in_office,
        coalesce(o.provinces, []) AS provinces, coalesce(n.near, []) AS near, coalesce(a.around, []) AS around,
        b.year AS birth_year, b.age, r.rank, coalesce(h.homes, []) AS homes,
        coalesce(h.home_provinces, []) AS home_provinces
    FROM people p JOIN name_keys k USING (name) JOIN key_shares s USING (key)
    LEFT JOIN posts_of o USING (doc_id, person_id) LEFT JOIN near n USING (doc_id, person_id)
    LEFT JOIN around a USING (doc_id) LEFT JOIN born b USING (doc_id, person_id)
    LEFT JOIN ranked r USING (doc_id, person_id) LEFT JOIN homes_of h USING (doc_id, person_id)""",
)
OF_CORPUS = (
    f"""CREATE OR REPLACE TABLE tokens_of AS
    WITH counted AS (SELECT token, count(*) AS df FROM beside GROUP BY token),
    size AS (SELECT greatest(count(*), {_CORPUS}) AS n FROM documents),
    weighed AS (
        SELECT token, hash(token) AS id, CAST(round(100 * ln(n / df)) AS INTEGER) AS weight FROM counted, size
        WHERE df > 1 AND df < {_COMMON} * n
    )
    SELECT doc_id, list({{'id': id, 'weight': weight}}) AS tokens
    FROM beside JOIN weighed USING (token) GROUP BY doc_id""",
    """CREATE OR REPLACE TABLE person_rows AS
    SELECT p.*, list_filter(coalesce(t.tokens, []), lambda each: each.id <> hash('p:' || p.name_key)) AS tokens,
        d.published, d.position
    FROM person_facts p JOIN documents d USING (doc_id) LEFT JOIN tokens_of t USING (doc_id)""",
    "DROP TABLE tokens_of",
)


def gather_evidence(connection: "DuckDBPyConnection") -> None:
    """Make the tables `person_facts` and `beside`, what each document says, from the views of its tables."""
    define_functions(connection)
    for step in OF_DOCUMENTS:
        connection.execute(step.replace("HOME_WORDS", words_of("home")).replace("BORN_WORDS", words_of("born")))


def make_evidence(connection: "DuckDBPyConnection") -> None:
    """Make the table `person_rows` of what all documents say."""
    for step in OF_CORPUS:
        connection.execute(step)


def define_functions(connection: "DuckDBPyConnection") -> None:
    """Make the functions that the steps call."""

    def body_form(name: str, place: str | None) -> list[str]:
        found = body(name, place)
        return [found.words, "local" if found.local else "one"]

    def person_key(name: str) -> str:
        return name_key(name)

    def place_key(name: str | None) -> str | None:
        return None if name is None else normal(name)

    def rank_order(title: str) -> int | None:
        return ranks().get(title)

    functions: tuple[tuple[str, Callable[..., object], int, str], ...] = (
        ("person_key", person_key, 1, "VARCHAR"),
        ("full_name", is_full, 1, "BOOLEAN"),
        ("name_share", frequency, 1, "DOUBLE"),
        ("place_key", place_key, 1, "VARCHAR"),
        ("title_form", title_key, 1, "VARCHAR"),
        ("rank_order", rank_order, 1, "INTEGER"),
        ("body_form", body_form, 2, "VARCHAR[]"),
    )
    for name, function, takes, returns in functions:
        define(connection, name, function, takes, returns)


@cache
def ranks() -> dict[str, int]:
    """Return the order of ranks, by their titles as `title_key` writes them."""
    return {title_key(form): int(order) for form, order in rows("ranks.tsv")}
