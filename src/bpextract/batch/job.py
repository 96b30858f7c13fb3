"""A batch job: read inputs, extract, write tables, chunk by chunk."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from bpextract import schema
from bpextract.batch.writers import open_writer
from bpextract.extraction import Input, extract_rows, own_records
from bpextract.sources import SourceDocument, read

if TYPE_CHECKING:
    from spacy.language import Language

_CHUNK = 200
_SHOWN = 10


@dataclass(slots=True)
class Summary:
    """What a job did. `warnings` are the first few errors, with their documents."""

    n_documents: int = 0
    n_errors: int = 0
    n_mentions: int = 0
    warnings: list[str] = field(default_factory=list)


def run(
    inputs: Iterable[str | Path],
    output: str | Path,
    format: str = "parquet",
    *,
    text: str | None = None,
    id: str | None = None,
    published: str | None = None,
    sections: Collection[str] | None = None,
    nlp: "Language | None" = None,
) -> Summary:
    """Extract every document of `inputs` into `output`, a folder of one file for each table (or a DuckDB database).

    Args:
        format: parquet, csv, jsonl or duckdb.
        text, id, published: columns of table files; guessed when missing.
        sections: keep only mentions in these sections.
        nlp: a pipeline of your own.

    Raises:
        InputError: an input is not there, or the output cannot be written. A document that cannot be read or fails
            is a row of `documents` with `error`.
    """
    records = {**schema.TABLES, **own_records(nlp)}
    del records["tokens"]
    documents = read(inputs, text=text, id=id, published=published)
    first = list(islice(documents, _CHUNK))  # a wrong input is told before anything is written
    summary = Summary()
    with open_writer(Path(output), format, list(records.values())) as writer:
        for chunk in _chunks(first, documents):
            rows = extract_rows((Input(d.doc_id, d.text, d.published) for d in chunk), sections=sections, nlp=nlp)
            _report_sources(rows["documents"], chunk)
            writer.write(rows)
            _count(summary, rows)
    return summary


def _chunks(first: list[SourceDocument], rest: Iterator[SourceDocument]) -> Iterator[list[SourceDocument]]:
    while first:
        yield first
        first = list(islice(rest, _CHUNK))


def _report_sources(rows: list[tuple[object, ...]], chunk: list[SourceDocument]) -> None:
    """Put what the reader had to say of a document into its row."""
    error = [column.name for column in schema.columns("documents")].index("error")
    for number, (row, document) in enumerate(zip(rows, chunk, strict=True)):
        said = document.error or document.warning
        if said:
            also = row[error] if document.error is None and row[error] else None
            rows[number] = (*row[:error], f"{said}; {also}" if also else said, *row[error + 1 :])


def _count(summary: Summary, rows: dict[str, list[tuple[object, ...]]]) -> None:
    error = [column.name for column in schema.columns("documents")].index("error")
    summary.n_documents += len(rows["documents"])
    summary.n_mentions += len(rows["mentions"])
    for row in rows["documents"]:
        if row[error]:
            summary.n_errors += 1
            if len(summary.warnings) < _SHOWN:
                summary.warnings.append(f"{row[0]}: {row[error]}")
