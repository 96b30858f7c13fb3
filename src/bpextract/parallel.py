"""Extraction by several processes: chunks of documents go to them, and rows come back in the order of the input."""

import pickle
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bpextract.document_rows import TableRows, extract_rows
from bpextract.errors import InputError, JobError
from bpextract.inputs import Input
from bpextract.wanted import Wanted

if TYPE_CHECKING:
    from spacy.language import Language

    from bpextract.extractor import Extractor

_CHUNK = 128  # documents of a chunk at most
_SHARES = 4  # chunks of a worker at least, so that none waits long for the last


def check_workers(workers: int) -> None:
    """Raise an InputError where `workers` is no number of processes."""
    if isinstance(workers, bool) or not isinstance(workers, int) or workers < 1:
        raise InputError(f"workers is {workers!r}; give a number of processes, 1 for this one alone")


def rows_by_workers(
    inputs: Sequence[Input], wanted: Wanted, nlp: "Language | Extractor | None", workers: int
) -> TableRows:
    """Return what `extract_rows` does; the work is shared by so many processes.

    They are kept for the next call for some minutes (by joblib), since each has to load the models first.

    Raises:
        JobError: a process ended, as one does that has no memory left.
    """
    from cloudpickle import dumps
    from joblib import Parallel, delayed

    chunks = list(_chunks(inputs, workers))
    if len(chunks) < 2:
        return extract_rows(inputs, wanted, nlp)
    packed = None if nlp is None else dumps(nlp)
    run = Parallel(n_jobs=min(workers, len(chunks)), return_as="generator")
    try:
        parts = run(delayed(_rows)(chunk, wanted, packed) for chunk in chunks)
        return _joined(parts)
    except BrokenProcessPool as error:
        raise JobError(
            "a process of workers= ended, perhaps as memory ran out; give fewer workers, or use iter_extract, or "
            "`bpextract extract`, which goes on without the document that did it"
        ) from error


def _chunks(inputs: Sequence[Input], workers: int) -> Iterator[Sequence[Input]]:
    size = max(1, min(_CHUNK, -(-len(inputs) // (workers * _SHARES))))
    for first in range(0, len(inputs), size):
        yield inputs[first : first + size]


def _rows(inputs: Sequence[Input], wanted: Wanted, packed: bytes | None) -> TableRows:
    return extract_rows(inputs, wanted, None if packed is None else _unpacked(packed))


@lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> Any:
    return pickle.loads(packed)


def _joined(parts: Iterator[TableRows]) -> TableRows:
    rows: TableRows = {}
    for part in parts:
        for table, found in part.items():
            rows.setdefault(table, []).extend(found)
    return rows
