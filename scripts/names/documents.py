"""A labelled text as the model of names sees it."""

from dataclasses import dataclass

import numpy as np
from data import Labelled

from bpextract.annotation import Annotation
from bpextract.decision.evidence import Evidence, Reader
from bpextract.decision.known import KnownStrings
from bpextract.decision.network import LABELS, LONGEST

ROW = len(LABELS) + 1
"""Numbers that are known of a string."""


@dataclass
class Document:
    """A labelled text as the model sees it; spans are rows, and `known` is the table that strings are looked up in."""

    evidence: Evidence
    attributes: np.ndarray
    gold: dict[tuple[int, int], int]
    complete: frozenset[str]
    known: KnownStrings


def no_strings() -> KnownStrings:
    """Return a table without strings, for the first models."""
    return KnownStrings(np.zeros(0, np.uint32), np.zeros((0, ROW), np.float32))


def read(labelled: Labelled, reader: Reader) -> Document | None:
    """Return the document of a labelled text; names that are no whole tokens are left out."""
    annotation = Annotation.of(labelled.text)
    evidence = _evidence(annotation, reader)
    if evidence is None:
        return None
    tokens = annotation.tokens
    row = {token: at for at, token in enumerate(evidence.tokens.tolist()) if token >= 0}
    starts = {start: row.get(at) for at, start in enumerate(tokens.starts)}
    lasts = {end: row.get(at) for at, end in enumerate(tokens.ends)}
    gold = {}
    for start, end, label in labelled.spans:
        first, last = starts.get(annotation.clean.clean_offset(start)), lasts.get(annotation.clean.clean_offset(end))
        if first is not None and last is not None and last - first < LONGEST:
            gold[first, last + 1] = LABELS.index(label)
    return Document(evidence, evidence.table.attributes[evidence.rows], gold, labelled.complete, reader.known)


def plain(text: str, reader: Reader) -> Document | None:
    """Return the document of a text that nobody labelled, None where no name can stand."""
    evidence = _evidence(Annotation.of(text), reader)
    if evidence is None:
        return None
    return Document(evidence, evidence.table.attributes[evidence.rows], {}, frozenset(LABELS[1:]), reader.known)


def _evidence(annotation: Annotation, reader: Reader) -> Evidence | None:
    if not annotation.tokens.words or not annotation.sentences:
        return None
    evidence = reader.read(annotation)
    return evidence if len(evidence) else None


def spans_of(
    documents: list[Document], offsets: list[int], owner: np.ndarray, first: np.ndarray, past: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return what is known of each span, and a number for its string within its document."""
    known = np.zeros((len(first), documents[0].known.width), np.float32)
    strings = np.zeros(len(first), np.int64)
    numbers = 0
    for number, (document, offset) in enumerate(zip(documents, offsets, strict=True)):
        mine = owner == number
        if mine.any():
            starts, ends = first[mine] - offset, past[mine] - offset
            known[mine] = document.known.find(document.evidence.keys(starts, ends))
            alike = np.unique(document.evidence.spelled(starts, ends), return_inverse=True)[1]
            strings[mine] = alike + numbers
            numbers = int(strings[mine].max()) + 1
    return known, strings
