"""Which body of the world each organization of a document is: by its words, and of local bodies by their place."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from bpextract.lexicons.gazetteer import normal
from bpextract.linking.bodies import body, rows
from bpextract.linking.tables import define

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

STEPS = (
    """CREATE OR REPLACE TABLE organization_forms AS
    SELECT name, place, kind, organization_form(name, place, kind) AS form FROM (
        SELECT DISTINCT o.name, p.name AS place, o.kind FROM organizations o LEFT JOIN places p USING (doc_id, place_id)
    )""",
    # A local body without a place in its name belongs to the nearest place of its level that the document names before
    # it, else to the one that stands out in the document.
    """CREATE OR REPLACE TABLE organization_places AS
    WITH local AS (
        SELECT o.doc_id, o.organization_id, o.mention_id, o.place_id, o.place_inferred, p.name AS place,
            f.form[1] AS words, f.form[2] AS level, f.form[3] = 'local' AS is_local, f.form[4] AS now
        FROM organizations o LEFT JOIN places p USING (doc_id, place_id)
        JOIN organization_forms f ON f.name = o.name AND f.place IS NOT DISTINCT FROM p.name
            AND f.kind IS NOT DISTINCT FROM o.kind
    ), levels AS (
        -- A city may be one of the centre or of a province.
        SELECT m.doc_id, m.start, k.place_id, unnest(CASE WHEN official AND k.name LIKE 'thành phố%'
            THEN ['city', k.level] ELSE [k.level] END) AS level_group
        FROM mentions m JOIN place_keys k ON k.doc_id = m.doc_id AND k.place_id = m.entity_id
        WHERE m.label = 'PLACE' AND k.level IN ('province', 'district', 'commune')
    ), wanting AS (
        SELECT l.*, m.start FROM local l JOIN mentions m USING (doc_id, mention_id)
        WHERE is_local AND l.place_id IS NULL AND level IN ('province', 'city', 'district', 'commune')
            AND NOT regexp_matches(words, ' (huyện|quận|thị xã|xã|phường|thị trấn) ')
    ), found AS (
        SELECT w.doc_id, w.organization_id, v.place_id FROM wanting w
        ASOF JOIN levels v ON v.doc_id = w.doc_id AND v.level_group = w.level AND w.start >= v.start
    )
    SELECT l.* EXCLUDE (place_id), coalesce(l.place_id, f.place_id) AS place_id,
        l.place_inferred OR (l.place_id IS NULL AND f.place_id IS NOT NULL) AS inferred
    FROM local l LEFT JOIN found f USING (doc_id, organization_id)""",
    """CREATE OR REPLACE TABLE organization_keys AS
    SELECT o.doc_id, o.organization_id, words AS head, o.level, is_local, inferred,
        k.key AS place_key, k.name AS place_name,
        CASE WHEN is_local AND k.key IS NULL THEN concat_ws('|', words, o.level, o.doc_id, o.organization_id)
            WHEN is_local THEN concat_ws('|', words, k.key)
            WHEN k.key IS NOT NULL AND NOT inferred AND words <> '' AND NOT contains(words, place_key(o.place))
                THEN concat_ws('|', words, '', k.key)
            ELSE words END AS key,
        o.now
    FROM organization_places o LEFT JOIN place_keys k USING (doc_id, place_id)""",
    # A short name that documents explain as that of one body alone is that body where it stands alone.
    """CREATE OR REPLACE TABLE short_forms AS
    WITH said AS (
        SELECT DISTINCT o.key, m.doc_id, form_of(m.text) AS short FROM mentions m
        JOIN organization_keys o ON o.doc_id = m.doc_id AND o.organization_id = m.entity_id
        WHERE m.label = 'ORG' AND NOT o.is_local
    ), counted AS (SELECT short, key, count(*) AS n FROM said WHERE short <> key GROUP BY ALL)
    SELECT short, max_by(key, n) AS key FROM counted GROUP BY short
    HAVING max(n) >= 2 AND max(n) >= 0.8 * sum(n) AND len(short) > 1""",
    """UPDATE organization_keys o SET key = s.key FROM short_forms s
    WHERE s.short = o.key AND NOT o.is_local""",
)


def key_organizations(connection: "DuckDBPyConnection") -> None:
    """Make the table `organization_keys`: the key of each body of each document, its head and place."""

    def organization_form(name: str, place: str | None, kind: str | None) -> list[str | None]:
        found = body(name, place)
        words = found.words
        if kind == "company" and not found.local:
            words = without_legal_form(words)
        now, how = renamed().get(words, (None, ""))
        if now and how == "renamed":
            words, now = now, None
        return [words, found.level, "local" if found.local else "one", now]

    def form_of(text: str) -> str:
        return body(text).words

    functions: tuple[tuple[str, Callable[..., object], int, str], ...] = (
        ("organization_form", organization_form, 3, "VARCHAR[]"),
        ("form_of", form_of, 1, "VARCHAR"),
    )
    for name, function, arity, returns in functions:
        define(connection, name, function, arity, returns)
    for step in STEPS:
        connection.execute(step)


def without_legal_form(words: str) -> str:
    """Return the name of a company without the words of its legal form, unless it has no others."""
    left = f" {words} "
    for form in legal_words():
        left = left.replace(f" {form} ", " ")
    return " ".join(left.split()) or words


@cache
def legal_words() -> list[str]:
    return sorted((normal(row[0]) for row in rows("legal_words.tsv")), key=len, reverse=True)


@cache
def renamed() -> dict[str, tuple[str, str]]:
    """Return the present name of former bodies and how they came to it, by their former name."""
    return {form: (current, how) for form, current, how, _ in rows("renamed_bodies.tsv")}
