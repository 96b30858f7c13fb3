"""Which place of the world each place of a document is: an official unit by its code, others by name and province."""

from collections import Counter
from typing import TYPE_CHECKING

import pyarrow as pa

from bpextract.lexicons.gazetteer import NEW, OLD, Gazetteer, Unit, gazetteer

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_SHAPE = pa.schema(
    [
        (name, pa.string())
        for name in ("edition", "level", "code", "key", "name", "now", "unit", "seat", "province", "province_name")
    ]
)

# Streets and villages of one name are everywhere: where no province tells which, a document's is its own.
_KEYS = """CREATE OR REPLACE TABLE place_keys AS
SELECT * REPLACE (coalesce(seat, key) AS seat) FROM (
SELECT p.doc_id, p.place_id, u.key IS NOT NULL AS official,
    CASE WHEN u.key IS NOT NULL THEN u.key
        WHEN p.level_group IN ('country', 'region', 'province') OR (p.level_group = 'feature' AND n.province IS NULL)
            THEN concat_ws('|', p.level_group, n.key)
        WHEN n.province IS NOT NULL THEN concat_ws('|', p.level_group, n.key, n.province)
        ELSE concat_ws('|', p.level_group, n.key, p.doc_id, p.place_id) END AS key,
    coalesce(u.name, p.name) AS name, p.level_group AS level,
    CASE WHEN u.key IS NOT NULL THEN u.edition || ':' || u.code END AS code, u.now,
    u.unit, u.seat, u.province AS province_seat, u.province_name
FROM places p JOIN place_names n USING (doc_id, place_id)
LEFT JOIN units u ON u.edition = CASE WHEN p.edition = 'new' THEN 'new' ELSE 'old' END
    AND u.level = p.level_group AND u.code = p.code)"""


def key_places(connection: "DuckDBPyConnection") -> None:
    """Make the table `place_keys`: the key of each place of each document, and what is official of it."""
    connection.register("units", units())
    connection.execute(_KEYS)


def units(book: Gazetteer | None = None) -> pa.Table:
    """Return the official units of both editions with the key of each, and the keys of what it became.

    A unit that the reform of July 2025 left as it was (one heir of its name, which took in no other) has one key in
    both editions; any other is the unit of its edition, and leads to its heirs. A body went on where an heir kept the
    name of its unit (`Công an TP.HCM`): its `seat` is that heir.
    """
    book = book or gazetteer()
    heirs = {unit: book.current(unit) for unit in book.by_code.values() if unit.edition == OLD}
    taken = Counter(heir for found in heirs.values() for heir in found)

    def kept(unit: Unit) -> Unit:
        found = heirs.get(unit, [])
        stays = len(found) == 1 and taken[found[0]] == 1 and found[0].name == unit.name
        return found[0] if stays else unit

    def seat(unit: Unit) -> Unit:
        same = [heir for heir in heirs.get(unit, []) if heir.full_name == unit.full_name]
        return same[0] if same else kept(unit)

    cells = []
    for unit in book.by_code.values():
        same, province = kept(unit), book.province(unit)
        now = [] if same.edition == NEW else [_key(heir) for heir in heirs[unit]]
        own = unit.edition, unit.level, unit.code, _key(same), unit.full_name, "|".join(now) or None
        cells.append((*own, unit.unit, _key(seat(unit)), _key(seat(province)), province.full_name))
    return pa.table([list(column) for column in zip(*cells, strict=True)], schema=_SHAPE)


def _key(unit: Unit) -> str:
    return f"{unit.edition}:{unit.level}:{unit.code}"
