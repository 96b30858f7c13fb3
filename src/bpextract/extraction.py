"""From what a user has (a text, a list, a Series, a table, a stream) to a Result."""

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from bpextract import schema
from bpextract.errors import InputError
from bpextract.extractor import Extractor, Job
from bpextract.given import inputs_of
from bpextract.inputs import Input, fault_of, half_pair, unique
from bpextract.loading import default_extractor, labels_of, own_records, records_of
from bpextract.resolution.records import Rows
from bpextract.text.published import parse_published
from bpextract.wanted import EVERYTHING, Wanted

if TYPE_CHECKING:
    from spacy.language import Language

    from bpextract.result import Result


TableRows = dict[str, list[tuple[Any, ...]]]
_TOGETHER = 16  # documents that go through the steps together
_TITLE, _AUTHOR = (
    [column.name for column in schema.columns("documents")[1:]].index(name) for name in ("title", "author")
)


def extract(
    data: Any,
    *,
    text: str | None = None,
    id: str | None = None,
    published: Any = None,
    sections: Collection[str] | None = None,
    min_confidence: float = 0.0,
    tables: Collection[str] | None = None,
    nlp: "Language | Extractor | None" = None,
) -> "Result":
    """Return the tables of people, roles, places, organizations, figures and dates in Vietnamese news.

    Args:
        data: one text; or a list, generator or Series of texts; or what `bpextract.sources.read` yields; or a table: a
            DataFrame of pandas, one of Polars (lazy ones, too), what gives Arrow's stream of record batches, or a list
            or generator of dicts, a row each.
        text: for a table, the column that holds the texts. When missing, one with a usual name is taken (`text`,
            `body`, `content` …), as by the command line; the logger `bpextract.columns` says which, at the level INFO.
            So are columns of titles and authors, for `documents`.
        id: for a table, the column that becomes doc_id; else one with a usual name (`id`, `url` …), else the index of a
            DataFrame of pandas, as of a Series. All else is numbered from 0. Where the ids are integers and all
            differ, doc_id is int64 in the tables of the result, so that they merge with yours.
        published: date of publication: for a table the name of a column, else one date (or ISO text) for all. When
            missing, a column with a usual name is taken (`published`, `date` …).
        sections: keep only mentions in these sections, as `["title", "lead", "body"]`.
        min_confidence: keep only mentions that are at least so sure, as 0.9. For people, places and organizations
            that is the calibrated probability that they are right.
        tables: make only these, as `["people", "roles"]`, beside `documents` and `mentions`; their rows are the same
            as when all are made. Without `figures` it takes a third less time, as nothing reads what they say.
        nlp: a pipeline of your own (from `bpextract.load`); without one, the same finders run without spaCy, faster:
            so they do with lexicons and labels of your own in `nlp=bpextract.Extractor({"titles": "mine.tsv"})`.

    Raises:
        InputError: `data` is None, bytes or a path, a column is missing, a section or a table is unknown, or
            `min_confidence` lies outside 0 to 1. A text that is missing, empty or fails becomes a row of `documents`
            with `error`; the others go on.
    """
    wanted = Wanted.of(sections, min_confidence, tables, records_of(nlp))
    return _result(list(unique(inputs_of(data, text, id, published))), wanted, nlp)


def iter_extract(
    stream: Any,
    *,
    text: str | None = None,
    id: str | None = None,
    published: Any = None,
    sections: Collection[str] | None = None,
    min_confidence: float = 0.0,
    tables: Collection[str] | None = None,
    nlp: "Language | Extractor | None" = None,
    chunk_size: int = 500,
) -> Iterator["Result"]:
    """Yield a Result for every `chunk_size` documents of `stream`, for more than fits in memory.

    Takes what `extract` takes; a generator is read as it goes; only the doc_ids seen are kept between chunks.
    """
    if chunk_size < 1:
        raise InputError(f"chunk_size is {chunk_size}; it must be 1 or more")
    wanted = Wanted.of(sections, min_confidence, tables, records_of(nlp))
    inputs = iter(unique(inputs_of(stream, text, id, published)))
    while chunk := list(islice(inputs, chunk_size)):
        yield _result(chunk, wanted, nlp)


def _result(inputs: list[Input], wanted: Wanted, nlp: "Language | Extractor | None") -> "Result":
    from bpextract.result import Result

    rows = extract_rows(inputs, wanted, nlp)
    texts = {item.doc_id: item.text for item in inputs if isinstance(item.text, str) and half_pair(item.text) is None}
    integer = bool(inputs) and all(item.integer for item in inputs)
    return Result(rows, texts, own_records(nlp), labels_of(nlp), integer_ids=integer, tables=wanted.tables)


def extract_rows(
    inputs: Iterable[Input], wanted: Wanted = EVERYTHING, nlp: "Language | Extractor | None" = None
) -> TableRows:
    """Return the rows of every wanted table but tokens, `doc_id` first, in input order."""
    nlp = default_extractor() if nlp is None else nlp
    rows: TableRows = {table: [] for table in records_of(nlp) if table != "tokens" and wanted.has(table)}
    read = _reader(nlp)
    items = unique(inputs)
    # A memory zone lets go of the strings of these documents, which spaCy would keep for ever.
    with nullcontext() if isinstance(nlp, Extractor) else nlp.memory_zone():
        while chunk := list(islice(items, _TOGETHER)):
            for item, tables in zip(chunk, _chunk_rows(read, chunk, wanted), strict=True):
                for table in rows.keys() & tables.keys():
                    found = tables[table]
                    rows[table].extend((item.doc_id, *row) for row in found)
    return rows


def _reader(nlp: "Language | Extractor") -> Callable[[Sequence[Job]], list[Rows | Exception]]:
    """Return what makes the rows of several texts, or says what stopped it in each."""
    if isinstance(nlp, Extractor):
        return partial(_extractor_rows, nlp)
    return partial(_spacy_rows, nlp)


def _extractor_rows(extractor: Extractor, jobs: Sequence[Job]) -> list[Rows | Exception]:
    return [done if isinstance(done, Exception) else done[1] for done in extractor.annotate_all(jobs)]


def _spacy_rows(nlp: "Language", jobs: Sequence[Job]) -> list[Rows | Exception]:
    from bpextract.doc import KEY, annotate

    done: list[Rows | Exception] = []
    for job in jobs:
        try:
            _, doc = annotate(nlp, job.text, job.published, job.wanted, job.sections)
            done.append(doc.user_data[KEY])
        except Exception as error:  # noqa: BLE001  one bad document must not stop the others; it is reported in its row
            done.append(error)
    return done


def _chunk_rows(
    read: Callable[[Sequence[Job]], list[Rows | Exception]],
    items: Sequence[Input],
    wanted: Wanted,
) -> list[Rows]:
    """Return the rows of each document; of one that fails, the row of `documents` that says why."""
    dates = [_date(item) for item in items]
    faults = [fault_of(item.text) for item in items]
    jobs = [
        Job(item.text, published, wanted, item.sections)
        for item, (published, _), fault in zip(items, dates, faults, strict=True)
        if fault is None
    ]
    done = iter(read(jobs))
    found = []
    for item, (published, problem), fault in zip(items, dates, faults, strict=True):
        if fault is None:
            found.append(_document_rows(item, published, problem, next(done)))
        else:
            found.append(_faulty_rows(item, published, fault))
    return found


def _date(item: Input) -> tuple[datetime.date | None, str | None]:
    """Return the date of publication, or what is wrong with it."""
    try:
        return parse_published(item.published), None
    except InputError as error:
        return None, str(error)


def _faulty_rows(item: Input, published: datetime.date | None, fault: str) -> Rows:
    size = len(item.text) if isinstance(item.text, str) else 0
    said = item.note if item.text is None and item.note else fault
    return {"documents": [_document_row(item, published, size, said)]}


def _document_rows(item: Input, published: datetime.date | None, problem: str | None, done: Rows | Exception) -> Rows:
    if isinstance(done, Exception):
        fault = f"{type(done).__name__}: {done}"
        return {"documents": [_document_row(item, published, len(item.text), fault)]}
    row = done["documents"][0]
    row[-1] = "; ".join(said for said in (item.note, problem, row[-1]) if said) or None
    row[_TITLE], row[_AUTHOR] = item.title or row[_TITLE], item.author
    return done


def _document_row(item: Input, published: datetime.date | None, n_chars: int, error: str) -> list[Any]:
    row = schema.Document(
        title=item.title,
        author=item.author,
        published=published.isoformat() if published else None,
        n_chars=n_chars,
        n_sentences=0,
        n_mentions=0,
        error=error,
    )
    return list(row.values())
