"""What the tables promise, tested in one place: offsets, keys, what ids stand for, nesting, bounds, dates, parents.

`bpextract.schema.check` is the way in. Tests run it over corpora and over text that nobody would write.
"""

import datetime
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from bpextract.wording import counted

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, Any]
Rows = list[dict[str, Any]]

_TABLE_OF_LABEL = {
    "PERSON": "people", "ROLE": "roles", "PLACE": "places",
    "ORG": "organizations", "FIGURE": "figures", "DATE": "dates",
}  # fmt: skip
_NUMBERED = ("sentences", "mentions", *_TABLE_OF_LABEL.values())
_LEAST_TO_MOST = (
    ("value_low", "value_high"), ("value_low", "value"), ("value", "value_high"),
    ("value_low_norm", "value_high_norm"), ("value_low_norm", "value_norm"), ("value_norm", "value_high_norm"),
    ("start_date", "end_date"),
)  # fmt: skip
_WITHIN = {"confidence": (0.0, 1.0), "lat": (-90.0, 90.0), "lon": (-180.0, 180.0)}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_POINT = r"-?\d{4}(?:-\d\d){0,2}|-?\d{4}-Q[1-4]|--\d\d(?:-\d\d)?|---\d\d"
_DATE_VALUE = re.compile(rf"(?:{_POINT}|\d{{3}}X|\d{{2}}XX)?(?:/(?:{_POINT})?)?")


class Tables(Protocol):
    """What has tables: a `bpextract.result.Result`."""

    @property
    def tables(self) -> tuple[str, ...]: ...

    def table(self, name: str) -> "pd.DataFrame": ...

    def has_text(self, doc_id: str) -> bool: ...

    def text(self, doc_id: str | None = None) -> str: ...


def faults(result: Tables) -> list[str]:
    """Return what is wrong with the tables, a sentence for each fault; nothing when all promises are kept."""
    rows = {name: _rows(result.table(name)) for name in result.tables if name != "tokens"}
    texts = {row["doc_id"]: _text(result, row["doc_id"]) for row in rows["documents"]}
    return [
        fault
        for test in (_documents, _keys, _offsets, _mentions, _nesting, _entities, _ids, _bounds, _dates, _parents)
        for fault in test(rows, texts)
    ]


def _rows(table: "pd.DataFrame") -> Rows:
    plain = table.astype(object).where(table.notna(), None)
    return [dict(zip(table.columns, row, strict=True)) for row in plain.itertuples(index=False, name=None)]


def _text(result: Tables, doc_id: str) -> str | None:
    return result.text(doc_id) if result.has_text(doc_id) else None


Texts = Mapping[str, str | None]


def _key_of(table: str, rows: Rows) -> str | None:
    """Return the column that numbers the rows of a table in each document: the first id."""
    names = list(rows[0]) if rows else []
    return names[1] if len(names) > 1 and names[1].endswith("_id") else None


def _named(table: str, row: Row, key: str | None = None) -> str:
    number = f" {row[key]}" if key else ""
    return f"{table}{number} of document {row['doc_id']!r}"


def _documents(rows: Mapping[str, Rows], texts: Texts) -> Iterator[str]:
    known = Counter(row["doc_id"] for row in rows["documents"])
    yield from (f"document {doc_id!r} stands in {count} rows" for doc_id, count in known.items() if count > 1)
    for table, found in rows.items():
        for doc_id in sorted({row["doc_id"] for row in found} - set(known)):
            yield f"{table} has rows of {doc_id!r}, which is no document"
    counts = {table: Counter(row["doc_id"] for row in rows[table]) for table in ("sentences", "mentions")}
    for row in rows["documents"]:
        for table, number in counts.items():
            if row[f"n_{table}"] != number[row["doc_id"]]:
                yield (
                    f"{_named('documents', row)}: n_{table} is {row[f'n_{table}']}, "
                    f"the table has {number[row['doc_id']]}"
                )
        text = texts[row["doc_id"]]
        if text is not None and row["n_chars"] != len(text):
            yield f"{_named('documents', row)}: n_chars is {row['n_chars']}, the text has {len(text)}"


def _keys(rows: Mapping[str, Rows], texts: Texts) -> Iterator[str]:
    for table, found in rows.items():
        key = _key_of(table, found) if table != "documents" else None
        if key is None:
            continue
        expected: Counter[str] = Counter()
        for row in found:
            if table in _NUMBERED and row[key] != expected[row["doc_id"]]:
                yield f"{_named(table, row, key)} should be number {expected[row['doc_id']]}"
            expected[row["doc_id"]] += 1
        double = Counter((row["doc_id"], row[key]) for row in found)
        yield from (f"{table} {pair} stands there {count} times" for pair, count in double.items() if count > 1)


def _offsets(rows: Mapping[str, Rows], texts: Texts) -> Iterator[str]:
    sizes = {row["doc_id"]: row["n_chars"] for row in rows["documents"]}
    past: Counter[str] = Counter()
    for table, key in (("sentences", "sentence_id"), ("mentions", "mention_id")):
        for row in rows[table]:
            start, end, doc_id = row["start"], row["end"], row["doc_id"]
            text = texts.get(doc_id)
            if not 0 <= start < end <= sizes.get(doc_id, 0):
                size = counted(sizes.get(doc_id, 0), "character")
                yield f"{_named(table, row, key)}: {start}:{end} is not in the text, which has {size}"
            elif text is not None and text[start:end] != row["text"]:
                yield f"{_named(table, row, key)}: {start}:{end} is {text[start:end]!r}, not {row['text']!r}"
            if table == "sentences":
                if start < past[doc_id]:
                    yield f"{_named(table, row, key)} begins before the one before it ends"
                past[doc_id] = end


def _mentions(rows: Mapping[str, Rows], texts: Texts) -> Iterator[str]:
    sentences = {(row["doc_id"], row["sentence_id"]): row for row in rows["sentences"]}
    before: dict[str, int] = {}
    for row in rows["mentions"]:
        named = _named("mentions", row, "mention_id")
        if row["start"] < before.get(row["doc_id"], 0):
            yield f"{named} begins before the one before it: they are not in text order"
        before[row["doc_id"]] = row["start"]
        sentence = sentences.get((row["doc_id"], row["sentence_id"]))
        if sentence is None:
            yield f"{named}: there is no sentence {row['sentence_id']}"
            continue
        if row["section"] != sentence["section"]:
            yield f"{named} stands in {row['section']}, its sentence in {sentence['section']}"
        # A label of the user's own may take several sentences, as a quotation does.
        if row["label"] in _TABLE_OF_LABEL and not sentence["start"] <= row["start"] < row["end"] <= sentence["end"]:
            yield f"{named}: {row['text']!r} does not lie in its sentence {sentence['text']!r}"


def _nesting(rows: Mapping[str, Rows], texts: Texts) -> Iterator[str]:
    open_: list[Row] = []
    for row in rows["mentions"]:
        open_ = [other for other in open_ if other["doc_id"] == row["doc_id"] and other["end"] > row["start"]]
        for other in open_:
            if other["end"] < row["end"] and other["start"] < row["start"]:
                yield f"{_named('mentions', row, 'mention_id')}: {row['text']!r} crosses {other['text']!r}"
            elif (other["start"], other["end"], other["label"]) == (row["start"], row["end"], row["label"]):
                yield f"{_named('mentions', row, 'mention_id')}: {row['text']!r} is {row['label']} twice"
        open_.append(row)


def _entities(rows: Mapping[str, Rows], texts: Texts) -> Iterator[str]:
    mentions = {(row["doc_id"], row["mention_id"]): row for row in rows["mentions"]}
    of_row = Counter((row["label"], row["doc_id"], row["entity_id"]) for row in rows["mentions"])
    for label, table in _TABLE_OF_LABEL.items():
        key = _key_of(table, rows[table])
        for row in rows[table]:
            named = _named(table, row, key)
            mention = mentions.get((row["doc_id"], row["mention_id"]))
            if mention is None or (mention["label"], mention["entity_id"]) != (label, row[key or ""]):
                yield f"{named}: its mention {row['mention_id']} is not one of it"
            count = of_row.pop((label, row["doc_id"], row[key or ""]), 0)
            if count != row.get("n_mentions", 1):
                yield f"{named} has {counted(count, 'mention')}, and says {row.get('n_mentions', 1)}"
    for label, doc_id, entity_id in of_row:
        if label in _TABLE_OF_LABEL:
            yield f"{_TABLE_OF_LABEL[label]} {entity_id} of document {doc_id!r} has mentions and no row"


def _ids(rows: Mapping[str, Rows], texts: Texts) -> Iterator[str]:
    keys = {key: table for table, found in rows.items() if (key := _key_of(table, found)) and table != "documents"}
    known: dict[str, Collection[tuple[str, Any]]] = {
        key: {(row["doc_id"], row[key]) for row in rows[table]} for key, table in keys.items()
    }
    for table, found in rows.items():
        own = _key_of(table, found)
        names = [name for name in (found[0] if found else ()) if name != own and name.endswith("_id")]
        for name in names:
            key = next((key for key in keys if f"_{name}".endswith(f"_{key}")), None)
            for row in found:
                if row[name] is not None and key and (row["doc_id"], row[name]) not in known[key]:
                    yield f"{_named(table, row, own)}: {name} is {row[name]}, which {keys[key]} does not have"


def _bounds(rows: Mapping[str, Rows], texts: Texts) -> Iterator[str]:
    for table, found in rows.items():
        for row in found:
            for name, (least, most) in _WITHIN.items():
                if row.get(name) is not None and not least <= row[name] <= most:
                    yield f"{_named(table, row, _key_of(table, found))}: {name} is {row[name]}, not {least} to {most}"
            for low, high in _LEAST_TO_MOST:
                if row.get(low) is not None and row.get(high) is not None and row[low] > row[high]:
                    yield f"{_named(table, row, _key_of(table, found))}: {low} {row[low]} is over {high} {row[high]}"


def _dates(rows: Mapping[str, Rows], texts: Texts) -> Iterator[str]:
    for table, names in (("documents", ("published",)), ("dates", ("start_date", "end_date"))):
        for row in rows[table]:
            for name in names:
                if row[name] is not None and not _is_day(row[name]):
                    yield f"{_named(table, row)}: {name} is {row[name]!r}, no ISO date"
    for row in rows["dates"]:
        if row["value"] is not None and not _DATE_VALUE.fullmatch(row["value"]):
            yield f"{_named('dates', row, 'date_id')}: value is {row['value']!r}, no ISO value"


def _is_day(value: str) -> bool:
    try:
        return bool(_DAY.fullmatch(value)) and datetime.date.fromisoformat(value) is not None
    except ValueError:
        return False


def _parents(rows: Mapping[str, Rows], texts: Texts) -> Iterator[str]:
    parents = {(row["doc_id"], row["place_id"]): row["parent_place_id"] for row in rows["places"]}
    settled: set[tuple[str, Any]] = set()
    for place in parents:
        way: list[tuple[str, Any]] = []
        at = place
        while at in parents and at not in settled and at not in way:
            way.append(at)
            at = place[0], parents[at]
        if at in way:
            yield f"places {at[1]} of document {at[0]!r} lies in itself, by its parents"
        settled.update(way)
