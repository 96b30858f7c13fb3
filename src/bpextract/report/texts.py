"""The texts that the report shows, and where their sections lie."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from bpextract.tableset import TableSet


def texts(result: TableSet) -> Iterator[dict[str, Any]]:
    """Yield the text of each document and where its sections lie."""
    sentences = {str(doc_id): rows for doc_id, rows in result.sentences.groupby("doc_id", sort=False)}
    for doc_id in result.documents["doc_id"]:
        rows = sentences.get(doc_id, result.sentences.head(0))
        spans = list(zip(rows["start"].tolist(), rows["end"].tolist(), rows["section"].tolist(), strict=True))
        kept = result.has_text(doc_id)
        text = result.text(doc_id) if kept else _rebuilt(spans, rows["text"].tolist())
        yield {"text": text, "kept": kept, "sections": _sections(spans)}


def _rebuilt(spans: Iterable[tuple[int, int, str]], sentences: Iterable[str]) -> str:
    text = ""
    for (start, _, _), sentence in zip(spans, sentences, strict=True):
        text += "\n".rjust(start - len(text)) if text and start > len(text) else " " * (start - len(text))
        text += sentence
    return text


def _sections(spans: Iterable[tuple[int, int, str]]) -> list[tuple[int, str]]:
    """Return where each run of one section begins."""
    found: list[tuple[int, str]] = []
    for start, _, section in spans:
        if not found or found[-1][1] != section:
            found.append((start, section))
    return found


def batched(items: Iterable[Any], n: int) -> Iterator[list[Any]]:
    """Yield the items in lists of `n`, the last one shorter."""
    waiting = iter(items)
    while few := list(islice(waiting, n)):
        yield few
