"""The shard function: from a shard to Parquet files of every table and a row of the manifest. Every engine runs it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from dataclasses import replace as replace_fields
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import IO, TYPE_CHECKING, Any

import pyarrow.parquet as pq

from bpextract import schema
from bpextract.batch.files import replace, size_of, sync, temporary_name
from bpextract.batch.limits import DocumentTimeoutError, TimeLimit
from bpextract.batch.manifest import Manifest, ShardRow
from bpextract.batch.shards import Shard
from bpextract.batch.totals import Step, Totals
from bpextract.columns import Columns
from bpextract.document_rows import TableRows, extract_rows
from bpextract.extractor import Extractor
from bpextract.inputs import Input, UniqueIds, is_writable, writable
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.loading import default_extractor, named_pipeline, records_of
from bpextract.sources.bounded import most_of
from bpextract.sources.document import SourceDocument
from bpextract.tables import arrow_schema, arrow_table
from bpextract.wanted import EVERYTHING, Wanted

if TYPE_CHECKING:
    from spacy.language import Language

_FLUSH = 4_000_000  # characters of documents whose rows are held before they are written


@dataclass(frozen=True, slots=True)
class Task:
    """What to do with each shard; travels to the workers.

    Attributes:
        parts: the folder of `TABLE/part-NUMBER.parquet`; home: the folder of the manifest.
        wanted: which mentions are kept, and which tables are written.
        lexicons: pairs of name and file; pipeline: `module:function` that returns a pipeline of the user's own.
        time_limit: seconds for a document; memory_limit: megabytes for a worker.
        texts: whether the texts are written, too.
    """

    parts: Path
    home: Path
    columns: Columns
    wanted: Wanted = EVERYTHING
    lexicons: tuple[tuple[str, str], ...] = ()
    pipeline: str | None = None
    time_limit: float | None = None
    memory_limit: int | None = None
    texts: bool = False

    def load(self) -> "Language | Extractor":
        """Return what documents go through: finders without spaCy, which are faster, or the user's own pipeline."""
        return _load(self.lexicons, self.pipeline)

    def check(self) -> None:
        """Raise what is wrong with the lexicons or the pipeline, without loading what only workers need."""
        if self.pipeline is not None:
            self.load()
        Vocabulary.read(dict(self.lexicons))

    def records(self) -> list[type[schema.Record]]:
        """Return the record types of the tables that are written: all that are wanted but tokens."""
        every = written_tables(self.pipeline)
        records = {name: record for name, record in every.items() if self.wanted.has(name)}
        if self.texts:
            records["texts"] = schema.Text
        return list(records.values())

    def part(self, table: str, number: int) -> Path:
        """Return the file of a table's rows of shard `number`."""
        return self.parts / table / f"part-{number:06}.parquet"

    def has_parts(self, number: int, sizes: Mapping[str, int]) -> bool:
        """Return whether shard `number` has its part of every table, each of the size that `sizes` knows, if any."""
        found = {record.table: size_of(self.part(record.table, number)) for record in self.records()}
        return all(size is not None and sizes.get(table, size) == size for table, size in found.items())


@cache
def _load(lexicons: tuple[tuple[str, str], ...], pipeline: str | None) -> "Language | Extractor":
    if pipeline is not None:
        return named_pipeline(pipeline)
    return Extractor(dict(lexicons)) if lexicons else default_extractor()


def written_tables(pipeline: str | None) -> dict[str, type[schema.Record]]:
    """Return the record types of the tables that a job can write, with a pipeline of the user's own or the packaged."""
    every = records_of(_load((), pipeline) if pipeline else None)
    del every["tokens"]
    return every


def run_shard(
    task: Task,
    shard: Shard,
    *,
    lost: Mapping[int, str] | None = None,
    tell: Callable[[Step], None] | None = None,
    hard: bool = False,
) -> ShardRow:
    """Extract a shard into its files, say so in the manifest, and return its row there.

    Files are written under temporary names and renamed when all are whole, so that a shard is there or not.

    Args:
        lost: numbers of documents that ended an earlier worker, with what happened; they are not tried again.
        tell: called before each document is read, with how far the shard is.
        hard: whether the process may be ended when a document exceeds its time limit all the same.

    Returns:
        The row; where files cannot be written, a row with `error` that is `fatal` (and is not in the manifest).
    """
    totals = Totals(shard)
    try:
        with ExitStack() as stack:
            writer = stack.enter_context(_Parts(task, shard.number))
            limit = stack.enter_context(TimeLimit(task.time_limit, hard=hard))
            for rows in _extracted(task, shard, limit, lost or {}, tell or _silent, totals):
                began = perf_counter()
                writer.write(rows)
                totals.seconds_writing += perf_counter() - began
            began = perf_counter()
            sizes = writer.complete()
            totals.seconds_writing += perf_counter() - began
        row = replace_fields(totals.row(), sizes=sizes)
        Manifest(task.home).write_row(row)
        return row
    except OSError as error:
        said = f"{task.parts}: cannot be written: {error.strerror or error}"
        return ShardRow(shard.number, shard.digest, error=said, fatal=True)


def _silent(step: Step) -> None:
    """Tell nobody."""


def _extracted(
    task: Task,
    shard: Shard,
    limit: TimeLimit,
    lost: Mapping[int, str],
    tell: Callable[[Step], None],
    totals: Totals,
) -> Iterator[TableRows]:
    """Yield the rows of the documents of a shard, many documents at a time."""
    nlp = task.load()
    unique = UniqueIds()
    held: TableRows = {record.table: [] for record in task.records()}
    size = 0
    documents = shard.read(task.columns, lost, most_of(task.memory_limit))
    for document in _read(documents, limit, lambda: tell(totals.step())):
        document_id = unique.of(document.doc_id)
        rows = _document_rows(task, nlp, document_id, document, limit)
        totals.add(document, rows)
        size += len(document.text or "")
        for table, found in rows.items():
            held[table].extend(found)
        if size > _FLUSH:
            yield held
            held, size = {table: [] for table in held}, 0
    yield held


def _read(documents: Iterator[SourceDocument], limit: TimeLimit, tell: Callable[[], None]) -> Iterator[SourceDocument]:
    while True:
        tell()
        with limit.document():  # the reader turns a timeout into a document with an error
            document = next(documents, None)
        if document is None:
            return
        yield _writable(document)


def _writable(document: SourceDocument) -> SourceDocument:
    """Return a document whose names Parquet can hold: half a surrogate pair, which JSON can say, is replaced.

    (A text with one is an error that the extraction tells.)
    """
    names = ("doc_id", "published", "title", "author", "error", "warning")
    broken = {name: value for name in names if (value := getattr(document, name)) and not is_writable(value)}
    if not broken:
        return document
    mended: dict[str, Any] = {name: writable(value) for name, value in broken.items()}
    return replace_fields(document, **mended)


def _document_rows(
    task: Task, nlp: "Language | Extractor", doc_id: str, document: SourceDocument, limit: TimeLimit
) -> TableRows:
    try:
        with limit.document():
            rows = extract_rows([Input.of(document, doc_id)], task.wanted, nlp)
    except DocumentTimeoutError as error:  # raised outside of what extract_rows guards
        document = SourceDocument(doc_id, None, error=f"DocumentTimeoutError: {error}")
        rows = extract_rows([Input.of(document)], task.wanted)
    if task.texts:
        kept = document.text is not None and is_writable(document.text)
        rows["texts"] = [(doc_id, document.text)] if kept else []
    return rows


class _Parts:
    """Writes the Parquet files of a shard."""

    def __init__(self, task: Task, number: int) -> None:
        self._records = {record.table: record for record in task.records()}
        self._paths = {table: task.part(table, number) for table in self._records}
        self._temporary = {table: temporary_name(path) for table, path in self._paths.items()}
        self._streams: dict[str, IO[bytes]] = {}
        self._writers: dict[str, pq.ParquetWriter] = {}

    def __enter__(self) -> "_Parts":
        try:
            for table, path in self._temporary.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                self._streams[table] = path.open("wb")
                self._writers[table] = pq.ParquetWriter(
                    self._streams[table], arrow_schema(self._records[table]), compression="zstd"
                )
        except OSError:
            self._discard()
            raise
        return self

    def write(self, rows: TableRows) -> None:
        for table, found in rows.items():
            if found:
                self._writers[table].write_table(arrow_table(self._records[table], found))

    def complete(self) -> dict[str, int]:
        """Give the files their names when all are on disk; return their sizes."""
        sizes = {}
        for table, writer in self._writers.items():
            stream = self._streams[table]
            writer.close()
            sizes[table] = stream.tell()
            sync(stream, self._temporary[table])
            stream.close()
        for table in self._paths:
            replace(self._temporary[table], self._paths[table])
        return sizes

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._discard()

    def _discard(self) -> None:
        for part in (*self._writers.values(), *self._streams.values()):
            try:
                part.close()
            except OSError:  # a full disk takes no footer either
                continue
        for path in self._temporary.values():
            path.unlink(missing_ok=True)
