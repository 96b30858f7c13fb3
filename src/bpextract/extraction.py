"""From what a user has (a text, a list, a Series, a table, a stream) to a Result."""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from bpextract.document_rows import extract_rows
from bpextract.errors import InputError
from bpextract.extractor import Extractor
from bpextract.given import inputs_of
from bpextract.inputs import Input, half_pair, unique
from bpextract.loading import labels_of, own_records, records_of
from bpextract.parallel import check_workers, rows_by_workers
from bpextract.wanted import Wanted

if TYPE_CHECKING:
    from spacy.language import Language

    from bpextract.result import Result


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
    workers: int = 1,
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
        workers: how many processes share the work, as many as there are cores at most. Each takes a second or two to
            start, so that some hundred articles are read as fast by this process alone, which 1 stands for.

    Raises:
        InputError: `data` is None, bytes or a path, a column is missing, a section or a table is unknown,
            `min_confidence` lies outside 0 to 1, or `workers` is below 1. A text that is missing, empty or fails
            becomes a row of `documents` with `error`; the others go on.
        JobError: one of several processes ended, as one does that has no memory left.

    Examples:
        >>> bp.extract(text, published="2025-12-01").figures[["value", "counted", "action"]]
           value   counted action
        0  120.0  suất quà   trao
        >>> bp.extract([{"url": "n/1", "body": text}], tables=["people"]).people[["doc_id", "name", "gender"]]
          doc_id        name gender
        0    n/1  Giàng A Sủ   male
    """
    wanted = Wanted.of(sections, min_confidence, tables, records_of(nlp))
    check_workers(workers)
    return _result(list(unique(inputs_of(data, text, id, published))), wanted, nlp, workers)


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
    workers: int = 1,
) -> Iterator["Result"]:
    """Yield a Result for every `chunk_size` documents of `stream`, for more than fits in memory.

    Only the doc_ids seen are kept between chunks.

    Args:
        stream: what `extract` takes; a generator is read as it goes.
        text, id, published, sections, min_confidence, tables, nlp, workers: as those of `extract`.
        chunk_size: documents of each Result.

    Raises:
        InputError: `chunk_size` is below 1, and what `extract` refuses.
        JobError: one of several processes ended, as one does that has no memory left.

    Examples:
        >>> for part in bp.iter_extract(iter([text, text, text]), chunk_size=2):
        ...     print(list(part.documents.doc_id))
        ['0', '1']
        ['2']
    """
    if chunk_size < 1:
        raise InputError(f"chunk_size is {chunk_size}; it must be 1 or more")
    wanted = Wanted.of(sections, min_confidence, tables, records_of(nlp))
    check_workers(workers)
    inputs = iter(unique(inputs_of(stream, text, id, published)))
    while chunk := list(islice(inputs, chunk_size)):
        yield _result(chunk, wanted, nlp, workers)


def _result(inputs: list[Input], wanted: Wanted, nlp: "Language | Extractor | None", workers: int) -> "Result":
    from bpextract.result import Result

    rows = rows_by_workers(inputs, wanted, nlp, workers) if workers > 1 else extract_rows(inputs, wanted, nlp)
    texts = {item.doc_id: item.text for item in inputs if isinstance(item.text, str) and half_pair(item.text) is None}
    integer = bool(inputs) and all(item.integer for item in inputs)
    return Result(rows, texts, own_records(nlp), labels_of(nlp), integer_ids=integer, tables=wanted.tables)
