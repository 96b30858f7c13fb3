"""Which appearances of people are one person: a table of them, name by name."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from bpextract.linking.clusters import clusters, confidences
from bpextract.linking.scores import score_pairs

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LIMIT = 400
"""Appearances of a name that are all compared with one another; of more, blocks of so many are."""

_BLOCKS = """CREATE OR REPLACE TABLE blocks AS
WITH chosen AS (
    SELECT *, coalesce(list_min(whole_posts), '') AS post, count(*) OVER (PARTITION BY name_key) AS n
    FROM person_rows WHERE is_full
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY name_key, post ORDER BY position, person_id) AS nth FROM chosen
), grouped AS (
    -- Of a name with many appearances, those with the same post are one person: only the first is compared with others.
    SELECT *, n > {limit} AND post <> '' AS is_grouped FROM ranked
), numbered AS (
    SELECT *, row_number() OVER (PARTITION BY name_key, is_grouped ORDER BY position, person_id) AS place_in
    FROM grouped WHERE NOT (is_grouped AND nth > 1)
), chunks AS (
    SELECT name_key, max(CASE WHEN is_grouped OR n <= {limit} THEN 0 ELSE place_in // {limit} END) AS last
    FROM numbered GROUP BY name_key
)
SELECT b.* EXCLUDE (name_key, unique_id, post, n, nth, is_grouped, place_in), b.name_key AS name,
    b.name_key || '#' || c AS name_key, b.unique_id || '@' || c AS unique_id, b.unique_id AS appearance
FROM numbered b JOIN chunks USING (name_key),
    unnest(CASE WHEN is_grouped THEN range(0, last + 1)
        WHEN n <= {limit} THEN [0] ELSE [place_in // {limit}] END) AS each(c)"""
_FOLLOWERS = """
SELECT unique_id, first_value(unique_id) OVER (PARTITION BY name_key, post ORDER BY position, person_id) FROM (
    SELECT *, coalesce(list_min(whole_posts), '') AS post, count(*) OVER (PARTITION BY name_key) AS n
    FROM person_rows WHERE is_full
) WHERE n > {limit} AND post <> ''"""
_SHAPE = pa.schema([("unique_id", pa.string()), ("leader", pa.string()), ("confidence", pa.float64())])


def link_people(
    connection: "DuckDBPyConnection",
    weights: Mapping[tuple[str, str], float] | None = None,
    limit: int = LIMIT,
) -> pa.Table:
    """Return a row for each appearance of a person: its unique_id, that of the first of the same person, a confidence.

    Args:
        connection: with the table `person_rows`: all appearances of whichever names.
        weights: of the levels of comparisons, in place of the packaged ones.
        limit: appearances of a name that are all compared.
    """
    connection.execute(_BLOCKS.format(limit=limit))
    rank = dict(
        connection.execute(
            "SELECT unique_id, row_number() OVER (ORDER BY position, person_id) FROM person_rows"
        ).fetchall()
    )
    leader = {each: each for each in rank}
    sure = dict.fromkeys(rank, 1.0)

    def top(each: str) -> str:
        while leader[each] != each:
            each = leader[each]
        return each

    def join(one: str, other: str) -> None:
        first, second = sorted((top(one), top(other)), key=rank.__getitem__)
        leader[second] = first

    for names, matrix in _matrices(connection, weights):
        group = clusters(matrix)
        for name, number, confidence in zip(names, group, confidences(matrix, group), strict=True):
            join(names[number], name)
            sure[name] = confidence
    for follower, first in connection.execute(_FOLLOWERS.format(limit=limit)).fetchall():
        join(first, follower)
    ordered = sorted(rank, key=rank.__getitem__)
    return pa.table([ordered, [top(each) for each in ordered], [sure[each] for each in ordered]], schema=_SHAPE)


def _matrices(
    connection: "DuckDBPyConnection", weights: Mapping[tuple[str, str], float] | None
) -> Iterator[tuple[list[str], np.ndarray]]:
    """Yield the appearances of each block of two and more, in order of documents, and the weights of pairs."""
    pairs = score_pairs(connection, "blocks", weights)
    numbers = connection.cursor().execute(
        "SELECT name_key, appearance FROM blocks b WHERE name_key IN "
        "(SELECT name_key FROM blocks GROUP BY name_key HAVING count(*) > 1) ORDER BY name_key, position, person_id"
    )
    edges = connection.cursor().execute(
        f"SELECT l.name_key, l.appearance, r.appearance, p.match_weight FROM {pairs} p "
        "JOIN blocks l ON l.unique_id = p.unique_id_l JOIN blocks r ON r.unique_id = p.unique_id_r ORDER BY l.name_key"
    )
    of_block = groupby(_rows(edges), key=itemgetter(0))
    for (key, rows), (same, found) in zip(groupby(_rows(numbers), key=itemgetter(0)), of_block, strict=True):
        assert key == same
        names = [row[1] for row in rows]
        at = {name: number for number, name in enumerate(names)}
        matrix = np.zeros((len(names), len(names)))
        for _, left, right, weight in found:
            matrix[at[left], at[right]] = matrix[at[right], at[left]] = weight
        yield names, matrix


def _rows(cursor: "DuckDBPyConnection") -> Iterator[tuple[str, ...]]:
    while batch := cursor.fetchmany(10_000):
        yield from batch
