"""Find documents that are copies, as a text of an agency in ten papers: by the runs of words that they share."""

from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WORDS = 6  # of a run; shorter ones are set phrases
KEPT = 64  # runs of a document, those whose hashes are the least: of two copies they are mostly the same
LEAST = 4  # runs that two documents must share; fewer are a quotation
SHARE = 0.7  # of the runs of the shorter one
MOST = 50  # documents with a run; one of more is a paper's own boilerplate
_SHAPE = pa.schema([("position", pa.int64()), ("original", pa.int64())])

# Words are hashed before they are put into runs: to write each run as a text took three times as long.
_RUNS = f"""CREATE OR REPLACE TABLE runs AS
WITH split AS (
    SELECT doc_id, list_transform(regexp_split_to_array(lower(text), '[^\\p{{L}}\\d]+'), lambda w: hash(w)) AS words
    FROM sentences WHERE coalesce(section, '') NOT IN ('boilerplate', 'teaser', 'caption')
), each AS (
    SELECT DISTINCT doc_id, hash(unnest(list_zip({", ".join(f"words[{n + 1}:]" for n in range(WORDS))}, true))) AS run
    FROM split
)
SELECT doc_id, run FROM each QUALIFY row_number() OVER (PARTITION BY doc_id ORDER BY run) <= {KEPT}"""
_PAIRS = f"""WITH sizes AS (SELECT doc_id, count(*) AS n FROM runs GROUP BY doc_id),
rare AS (SELECT run FROM runs GROUP BY run HAVING count(*) BETWEEN 2 AND {MOST}),
kept AS (SELECT r.* FROM runs r SEMI JOIN rare USING (run)),
shared AS (
    SELECT a.doc_id AS one, b.doc_id AS other, count(*) AS n FROM kept a JOIN kept b USING (run)
    WHERE a.doc_id < b.doc_id GROUP BY ALL HAVING count(*) >= {LEAST}
)
SELECT p.position, q.position FROM shared
JOIN sizes x ON x.doc_id = one JOIN sizes y ON y.doc_id = other
JOIN documents p ON p.doc_id = one JOIN documents q ON q.doc_id = other
WHERE shared.n >= {SHARE} * least(x.n, y.n)"""


def read_runs(connection: "DuckDBPyConnection") -> None:
    """Make the table `runs`: some runs of words of each document, of its sentences."""
    connection.execute(_RUNS)


def find_copies(connection: "DuckDBPyConnection") -> None:
    """Make the table `originals` of `runs`: the first document of the input that each is a copy of, or itself."""
    first: dict[int, int] = {}

    def top(each: int) -> int:
        while each in first:
            each = first[each]
        return each

    for one, other in connection.execute(_PAIRS).fetchall():
        low, high = sorted((top(one), top(other)))
        if low != high:
            first[high] = low
    copies = sorted(first)
    found = pa.table([copies, [top(each) for each in copies]], schema=_SHAPE)
    connection.register("copies", found)
    connection.execute("""CREATE OR REPLACE TABLE originals AS
    SELECT doc_id, coalesce(c.original, d.position) AS original, published, position
    FROM documents d LEFT JOIN copies c USING (position)""")
    connection.unregister("copies")
