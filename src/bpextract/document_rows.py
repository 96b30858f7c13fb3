"""From inputs to the rows of every table: several documents go through the steps together."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from bpextract import schema
from bpextract.collector import no_collection
from bpextract.errors import InputError
from bpextract.extractor import Extractor, Job
from bpextract.inputs import Input, fault_of, unique
from bpextract.loading import default_extractor, records_of
from bpextract.resolution.records import Rows
from bpextract.text.published import parse_published
from bpextract.wanted import EVERYTHING, Wanted

if TYPE_CHECKING:
    from spacy.language import Language

TableRows = dict[str, list[tuple[Any, ...]]]
_TOGETHER = 16  # documents that go through the steps together
_TITLE, _AUTHOR = (
    [column.name for column in schema.columns("documents")[1:]].index(name) for name in ("title", "author")
)


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


@no_collection()
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
