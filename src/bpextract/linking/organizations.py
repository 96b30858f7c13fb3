"""Which body of the world each organization of a document is: by its words, and of local bodies by their place."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from bpextract.lexicons.place_forms import normal
from bpextract.linking.bodies import body, is_named
from bpextract.linking.tables import define
from bpextract.linking.word_lists import rows, words_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ABOUT = 0.8
"""Share of the places of a document that lie in one country, for it to be about that."""
LEAST = 5
"""Mentions of these at least."""
AFTER = 40
"""Characters after a company in which its ticker stands."""
TICKER = r"^ ?\(((EXCHANGE|[Mm]ã[^():]{0,20})[ :–-]+)?([A-Z][A-Z0-9]{2})([ ,:–-]+(sàn )?(EXCHANGE))?\)"
"""After a company: its ticker in brackets, which is one for sure where the exchange or a word says so."""

OF_DOCUMENTS = (
    """CREATE OR REPLACE TABLE organization_forms AS
    SELECT name, place, kind, organization_form(name, place, kind) AS form FROM (
        SELECT DISTINCT o.name, p.name AS place, o.kind FROM organizations o LEFT JOIN places p USING (doc_id, place_id)
    )""",
    """CREATE OR REPLACE TABLE organization_own AS
    SELECT o.doc_id, o.organization_id, m.start, m."end", m.sentence_id, f.form[1] AS words, f.form[2] AS level,
        f.form[3] AS reach, f.form[4] AS now, o.kind, coalesce(o.place_inferred, false) AS inferred, p.name AS place,
        CASE WHEN f.form[2] = 'thủ đô' THEN c.seat WHEN f.form[5] = 'named' THEN
            CASE WHEN k.official OR f.form[3] = 'local' OR k.level = 'country' THEN k.seat
                ELSE place_key(p.name) END END AS seat,
        CASE WHEN f.form[2] = 'thủ đô' THEN c.name WHEN f.form[5] = 'named' THEN k.name END AS place_name
    FROM organizations o JOIN mentions m USING (doc_id, mention_id)
    LEFT JOIN places p ON p.doc_id = o.doc_id AND p.place_id = o.place_id
    LEFT JOIN place_keys k ON k.doc_id = o.doc_id AND k.place_id = o.place_id
    JOIN organization_forms f ON f.name = o.name AND f.place IS NOT DISTINCT FROM p.name
        AND f.kind IS NOT DISTINCT FROM o.kind
    CROSS JOIN (SELECT seat, name FROM units WHERE edition = 'new' AND name = 'thành phố Hà Nội') c""",
    # The body that each is part of, where the document names it.
    """CREATE OR REPLACE TABLE organization_parents AS
    SELECT o.doc_id, o.organization_id, min(m.entity_id) AS parent_id FROM organizations o
    JOIN mentions m ON m.doc_id = o.doc_id AND m.label = 'ORG' AND m.entity_id <> o.organization_id
        AND regexp_replace(m.text, '\\s+', ' ', 'g') = o.parent
    WHERE o.parent IS NOT NULL GROUP BY ALL""",
    # What a place that a document names can be to a body of which only the level is told: itself, or its province.
    """CREATE OR REPLACE TABLE seats_at AS
    WITH named AS (
        SELECT m.doc_id, m.start, k.* EXCLUDE (doc_id) FROM mentions m
        JOIN place_keys k ON k.doc_id = m.doc_id AND k.place_id = m.entity_id
        WHERE m.label = 'PLACE' AND k.official
    ), offered AS (
        SELECT doc_id, start, unit AS level, seat, name FROM named WHERE unit <> 'tỉnh'
        UNION ALL SELECT doc_id, start, 'district', seat, name FROM named WHERE level = 'district'
        UNION ALL SELECT doc_id, start, 'province', province_seat, province_name FROM named
        UNION ALL SELECT doc_id, start, regexp_extract(province_name, '^(thành phố|tỉnh)'), province_seat, province_name
        FROM named WHERE unit <> 'thành phố'
    )
    SELECT doc_id, start, level, min({'seat': seat, 'name': name}) AS it FROM offered GROUP BY ALL""",
    # Countries that documents are about: what is named without one there is theirs.
    f"""CREATE OR REPLACE TABLE abroad AS
    SELECT p.doc_id, max_by({{'seat': k.seat, 'name': k.name}}, {{'n': p.n_mentions, 'k': k.seat}}) AS it
    FROM places p JOIN place_keys k USING (doc_id, place_id) JOIN (
        SELECT doc_id, country_code, sum(n_mentions) AS n, sum(sum(n_mentions)) OVER (PARTITION BY doc_id) AS total
        FROM places WHERE country_code IS NOT NULL GROUP BY doc_id, country_code
    ) c ON c.doc_id = p.doc_id AND c.country_code = p.country_code
    WHERE p.level_group = 'country' AND c.country_code <> 'VN' AND c.n >= {ABOUT} * c.total AND c.n >= {LEAST}
    GROUP BY p.doc_id""",
    """CREATE OR REPLACE TABLE organization_places AS
    WITH placed AS (
        SELECT o.*, CASE WHEN o.reach = 'local' THEN coalesce(o.seat, p.seat, b.it.seat) ELSE o.seat END AS known,
            CASE WHEN o.reach = 'local' THEN coalesce(o.place_name, p.place_name, b.it.name)
                ELSE o.place_name END AS known_name,
            CASE WHEN p.reach = 'one' THEN p.words END AS parent_words,
            -- UBND tỉnh, thành phố are all of them.
            regexp_matches(substr(s.text, (o."end" - s.start + 1)::INTEGER, 30),
                '^(,| và|/) ?CITY *([,.]|[a-zđ])')
                AS is_any
        FROM organization_own o LEFT JOIN sentences s ON s.doc_id = o.doc_id AND s.sentence_id = o.sentence_id
        LEFT JOIN organization_parents e ON e.doc_id = o.doc_id AND e.organization_id = o.organization_id
        LEFT JOIN organization_own p ON p.doc_id = e.doc_id AND p.organization_id = e.parent_id
        -- Trường THPT Lê Hồng Phong (TP.HCM)
        LEFT JOIN seats_at b ON b.doc_id = o.doc_id AND b.start = o."end" + 2 AND b.level = o.level
    ), found AS (
        SELECT w.doc_id, w.organization_id, v.it FROM placed w
        ASOF JOIN seats_at v ON v.doc_id = w.doc_id AND v.level = w.level AND w.start >= v.start
        WHERE w.reach = 'local' AND w.known IS NULL AND w.parent_words IS NULL AND NOT w.is_any
            AND NOT regexp_matches(w.words, ' UNIT_WITHIN ')
    )
    SELECT l.* EXCLUDE (seat, place_name, inferred, known, known_name, sentence_id),
        l.seat IS NOT NULL AND NOT l.inferred AS in_name,
        coalesce(l.known, f.it.seat, a.it.seat) AS seat, coalesce(l.known_name, f.it.name, a.it.name) AS place_name,
        l.inferred OR (l.known IS NULL AND f.it IS NOT NULL) AS inferred,
        l.known IS NULL AND a.it IS NOT NULL AS is_abroad
    FROM placed l LEFT JOIN found f USING (doc_id, organization_id)
    LEFT JOIN abroad a ON a.doc_id = l.doc_id AND l.reach = 'one' AND l.level = 'country'""",
    """CREATE OR REPLACE TABLE organization_facts AS
    SELECT doc_id, organization_id, words AS head, level, reach = 'local' AS is_local,
        inferred OR is_abroad AS inferred, in_name, seat, place_name,
        CASE WHEN reach = 'vague' OR (reach = 'local' AND seat IS NULL AND parent_words IS NULL)
                THEN concat_ws('|', words, level, doc_id, organization_id)
            WHEN reach = 'local' AND seat IS NULL THEN concat_ws('|', words, 'of', parent_words)
            WHEN reach = 'local' THEN concat_ws('|', words, seat)
            WHEN reach = 'one' AND level = 'country' AND seat = 'country|việt nam' THEN words
            WHEN is_abroad OR (seat IS NOT NULL AND NOT inferred AND words <> ''
                AND NOT contains(words, place_key(place))) THEN concat_ws('|', words, '', seat)
            ELSE words END AS key,
        -- What it became: the body that took over its work in the same place, else its namesakes where its unit went.
        CASE WHEN now IS NOT NULL AND reach = 'one' THEN CASE WHEN key = words THEN [now] END
            WHEN now IS NOT NULL AND reach = 'local'
                THEN CASE WHEN seat IS NOT NULL THEN [concat_ws('|', now, seat)] END
            WHEN reach = 'local' AND kind IN ('army', 'court', 'mass', 'party', 'police', 'state') THEN
                list_transform(string_split(u.now_units, '|'), lambda x: concat_ws('|',
                    CASE WHEN list_contains(c.cities, x) THEN replace(words, 'tỉnh ủy', 'thành ủy') ELSE words END, x))
            END AS now,
        kind
    FROM organization_places
    CROSS JOIN (SELECT list(DISTINCT key) AS cities FROM units WHERE level = 'province' AND unit = 'thành phố') c
    LEFT JOIN (
        SELECT key AS seat, min(now) AS now_units FROM units WHERE level IN ('province', 'commune') GROUP BY key
    ) u USING (seat)""",
    f"""CREATE OR REPLACE TABLE tickers AS
    WITH after AS (
        SELECT o.doc_id, o.key, regexp_extract(substr(s.text, (m."end" - s.start + 1)::INTEGER, {AFTER}), '{TICKER}',
            ['before', 'said', 'ticker', 'after']) AS it
        FROM mentions m JOIN organization_facts o ON o.doc_id = m.doc_id AND o.organization_id = m.entity_id
        JOIN sentences s ON s.doc_id = m.doc_id AND s.sentence_id = m.sentence_id
        WHERE m.label = 'ORG' AND o.kind = 'company' AND NOT o.is_local
    )
    SELECT doc_id, key, lower(it.ticker) AS ticker, bool_or(it.before <> '' OR it.after <> '') AS is_sure FROM after
    WHERE it.ticker <> '' GROUP BY ALL""",
    """CREATE OR REPLACE TABLE short_names AS
    WITH texts AS (
        SELECT text, form_of(text) AS short
        FROM (SELECT DISTINCT text FROM mentions WHERE label = 'ORG' AND text IS NOT NULL)
    )
    SELECT doc_id, key, short, is_local, bool_or(is_sure) AS is_ticker FROM (
        SELECT m.doc_id, o.key, short, is_local, false AS is_sure FROM mentions m JOIN texts USING (text)
        JOIN organization_facts o ON o.doc_id = m.doc_id AND o.organization_id = m.entity_id
        WHERE m.label = 'ORG' AND short <> key
        UNION ALL SELECT doc_id, key, ticker, false, is_sure FROM tickers WHERE ticker <> key
    ) GROUP BY ALL""",
)
OF_CORPUS = (
    # What an exchange lists under one ticker is one company, whichever names it has: the commonest stands for it.
    """CREATE OR REPLACE TABLE listed AS
    WITH counted AS (SELECT short AS ticker, key, count(*) AS n FROM short_names WHERE is_ticker GROUP BY ALL),
    owned AS (
        SELECT key, n, first_value(key) OVER (PARTITION BY ticker ORDER BY n DESC, key) AS owner FROM counted
    )
    SELECT key, max_by(owner, {'n': n, 'k': owner}) AS owner FROM owned GROUP BY key""",
    # A short name that documents explain as that of one body alone is that body where it stands alone.
    """CREATE OR REPLACE TABLE short_forms AS
    WITH counted AS (
        SELECT short, coalesce(l.owner, s.key) AS key, is_local, count(DISTINCT doc_id) AS n
        FROM short_names s LEFT JOIN listed l USING (key) GROUP BY ALL
    )
    SELECT short, max_by(key, {'n': n, 'k': key}) FILTER (NOT is_local) AS key FROM counted GROUP BY short
    HAVING max(n) FILTER (NOT is_local) >= greatest(2, 0.8 * sum(n)) AND len(short) > 1""",
    """CREATE OR REPLACE TABLE organization_keys AS
    SELECT o.* REPLACE (CASE WHEN o.is_local THEN o.key ELSE coalesce(l.owner, s.key, o.key) END AS key)
    FROM organization_facts o LEFT JOIN short_forms s ON s.short = o.key
    LEFT JOIN listed l ON l.key = coalesce(s.key, o.key)""",
)


def key_organizations(connection: "DuckDBPyConnection") -> None:
    """Make the table `organization_keys`: the key of each body of each document, its head and place."""
    for step in OF_CORPUS:
        connection.execute(step)


def read_organizations(connection: "DuckDBPyConnection") -> None:
    """Make the tables `organization_facts` and `short_names`, what each document says, from the views of its tables."""

    def organization_form(name: str, place: str | None, kind: str | None) -> list[str | None]:
        found = body(name, place)
        words = found.words
        if kind == "company" and not found.local:
            words = without_legal_form(words)
        now, how = renamed().get(words, (None, ""))
        if now and how == "renamed":
            words, now = now, None
        reach = "vague" if found.vague else "local" if found.local else "one"
        return [words, found.level, reach, now, "named" if place and is_named(place) else None]

    def form_of(text: str) -> str:
        return body(text).words

    functions: tuple[tuple[str, Callable[..., object], int, str], ...] = (
        ("organization_form", organization_form, 3, "VARCHAR[]"),
        ("form_of", form_of, 1, "VARCHAR"),
    )
    for name, function, arity, returns in functions:
        define(connection, name, function, arity, returns)
    for step in OF_DOCUMENTS:
        connection.execute(_with_words(step))


def _with_words(step: str) -> str:
    """Return a step of SQL with the words of the lists in it."""
    for name, kind in (("EXCHANGE", "exchange"), ("CITY", "city"), ("UNIT_WITHIN", "within")):
        step = step.replace(name, words_of(kind))
    return step


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
