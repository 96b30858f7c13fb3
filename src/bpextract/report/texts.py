"""The texts that the report shows, and where their sections lie."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from bpextract.tableset import TableSet


def texts(result: TableSet) -> Iterator[dict[str, Any]]:
    """Yield the text of each document and where its sections lie."""
    sentences: dict[str, list[tuple[int, str, str]]] = {}
    columns = (result.sentences[name].tolist() for name in ("doc_id", "start", "section", "text"))
    for doc_id, start, section, sentence in zip(*columns, strict=True):
        sentences.setdefault(doc_id, []).append((start, section, sentence))
    for doc_id in result.documents["doc_id"]:
        rows = sentences.get(doc_id, [])
        kept = result.has_text(doc_id)
        text = result.text(doc_id) if kept else _rebuilt((start, sentence) for start, _, sentence in rows)
        yield {"text": text, "kept": kept, "sections": _sections((start, section) for start, section, _ in rows)}


def _rebuilt(sentences: Iterable[tuple[int, str]]) -> str:
    text = ""
    for start, sentence in sentences:
        text += "\n".rjust(start - len(text)) if text and start > len(text) else " " * (start - len(text))
        text += sentence
    return text


def _sections(sentences: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return where each run of one section begins."""
    found: list[tuple[int, str]] = []
    for start, section in sentences:
        if not found or found[-1][1] != section:
            found.append((start, section))
    return found


def batched(items: Iterable[Any], n: int) -> Iterator[list[Any]]:
    """Yield the items in lists of `n`, the last one shorter."""
    waiting = iter(items)
    while few := list(islice(waiting, n)):
        yield few
