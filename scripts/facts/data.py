"""What figures say, as readers answered it: for training, and for measuring.

The articles are newspapers' texts and do not ship; corpora/facts/labels.jsonl.gz holds the answers as offsets, with the
hash of each text. `SHARED` is the folder that holds the texts, and the gold answers.
"""

import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bpextract.text.sentences import LOWER

ROOT = Path(__file__).parents[2]
OURS = ROOT / "corpora" / "facts" / "labels.jsonl.gz"
FIELDS = ("what", "action", "state", "subject", "place", "date", "baseline")
_HEAD = re.compile(r"@(\d+)-(\d+)\b")
_SENTENCE_END = re.compile(rf"\n|[.!?…][\"”»)]*(?=\s*[^\W\d_{LOWER}])")  # also of sentences run together

Answers = list[tuple[int, int] | None]
"""Spans of the text that are right; None where no answer is right, too."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure by its span, and what readers answered; fields that nobody was asked for are missing."""

    start: int
    end: int
    answers: dict[str, Answers]


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its figures. `part` is `train`, `tune`, or `blind`: never learned from, and never looked at."""

    id: str
    topic: str
    part: str
    text: str
    published: str | None
    figures: list[Asked]


def alone(article: Article, spans: list[tuple[int, int]]) -> Iterator[Article]:
    """Yield sentences of an article as articles of their own, with the answers that stand in them.

    Of a field whose answers stand elsewhere nothing is known there, and neither of places and dates: that most
    sentences alone tell none must not be learned.
    """
    for start, end in spans:
        figures = []
        for asked in article.figures:
            if start <= asked.start and asked.end <= end:
                answers = {
                    field: kept
                    for field, found in asked.answers.items()
                    if field not in ("place", "date") and (kept := _within(found, start, end))
                }
                figures.append(Asked(asked.start - start, asked.end - start, answers))
        if figures:
            yield replace(article, text=article.text[start:end], figures=figures)


def _within(answers: Answers, start: int, end: int) -> Answers:
    moved = [None if a is None else (a[0] - start, a[1] - start) for a in answers]
    return [a for a in moved if a is None or (a[0] >= 0 and a[1] <= end - start)]


def located(text: str, answer: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where an answer stands: in the sentence of the figure `start:end`, else before it, else after it.

    Of several places the nearest is taken: who did it is named before, and the same word may open the next sentence.
    """
    words = r"\s+".join(map(re.escape, answer.split()))
    floor = max((match.end() for match in _SENTENCE_END.finditer(text, 0, start)), default=0)
    closing = _SENTENCE_END.search(text, end)
    ceiling = closing.end() if closing else len(text)
    found = [match.span() for match in re.finditer(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE)]

    def far(span: tuple[int, int]) -> tuple[int, int]:
        side = 0 if floor <= span[0] and span[1] <= ceiling else 1 if span[0] < start else 2
        return side, max(0, start - span[1], span[0] - end)

    return min(found, key=far, default=None)


def part_of(id: str) -> str:
    """Return the part of an article, by the hash of its id."""
    return "tune" if hashlib.sha256(id.encode()).digest()[4] % 10 == 0 else "train"


def ours(shared: Path) -> Iterator[Article]:
    """Yield the articles that were answered for this project.

    Raises:
        ValueError: the raw news is not the one that was answered.
    """
    wanted = {row["sha256"]: row for row in lines(OURS)}
    for name in sorted({row["file"] for row in wanted.values()}):
        for raw in lines(shared / "raw" / f"{name}.jsonl.gz"):
            title = f"{raw['title']}\n" if raw.get("title") else ""
            text = title + raw["text"]
            row = wanted.get(hashlib.sha256(text.encode()).hexdigest())
            if row is not None and row["file"] == name:
                del wanted[row["sha256"]]
                figures = [
                    Asked(
                        start,
                        end,
                        {field: [tuple(a) if a else None for a in found] for field, found in answers.items()},
                    )
                    for start, end, answers in row["figures"]
                ]
                part = row.get("part") or part_of(row["id"])
                yield Article(row["id"], row["topic"], part, text, row.get("published"), figures)
    if wanted:
        missing = next(iter(wanted.values()))["id"]
        raise ValueError(f"{len(wanted)} answered texts are not in the raw news, as {missing}")


def gold(folder: Path, answers: Path) -> Iterator[Article]:
    """Yield the annotated articles of a folder with the answers (`.facts.txt`) of another."""
    from bpextract.corpora.annotated import read_article

    for path in sorted(answers.glob("*.facts.txt")):
        name = path.name.removesuffix(".facts.txt")
        article = read_article(folder / f"{name}.ann.txt")
        yield Article(name, "gold", "train", article.text, None, list(_asked(article.text, path)))


def _asked(text: str, path: Path) -> Iterator[Asked]:
    block: Asked | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if head := _HEAD.match(line):
            if block is not None:
                yield block
            block = Asked(int(head[1]), int(head[2]), {})
        elif block is not None and ":" in line and not line.startswith("#"):
            field, _, rest = line.partition(":")
            block.answers[field.strip()] = list(_spans(text, rest, block))
    if block is not None:
        yield block


def _spans(text: str, rest: str, block: Asked) -> Iterator[tuple[int, int] | None]:
    for answer in rest.strip().split(" / "):
        if answer.strip() == "-":
            yield None
            continue
        least, _, more = answer.partition("|")
        span = located(text, f"{least} {more}", block.start, block.end) or located(text, least, block.start, block.end)
        if span is not None:
            yield span


def lines(path: Path) -> Iterable[dict[str, Any]]:
    """Yield the objects of a gzip file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


if __name__ == "__main__":
    articles = list(ours(Path(sys.argv[1])))
    print(len(articles), "articles,", sum(len(article.figures) for article in articles), "figures")
