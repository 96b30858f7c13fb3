"""The labelled texts that the decision about names learns from, and the raw news that vectors and strings come from.

The raw news and the gold are newspapers' texts and do not ship; `SHARED` is the folder that holds them. What was
labelled for this project stands in corpora/names/labels.jsonl.gz as offsets, with the hash of each text.
"""

import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bpextract.corpora.annotated import read_article
from bpextract.corpora.examples import read_examples
from bpextract.decision.network import LABELS

ROOT = Path(__file__).parents[2]
OURS = ROOT / "corpora" / "names" / "labels.jsonl.gz"
RAW = (
    "news-2025-2026", "headlines-2025-2026", "news-2016-2020-eight-topics", "news-2017-aggregator",
    "news-2016-2020-politics-law",
)  # fmt: skip
_GOLD_LABELS = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORG", "X": "X"}
_NAMES = ("PERSON", "PLACE", "ORG")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its names.

    Attributes:
        part: `train`, `tune` (looked at, never learned from), `blind` (of the gold, never looked at) or `unread` (ours,
            never looked at).
        spans: start, end and label of each name, in characters.
        complete: the labels that were looked for; a span without one of them may still be of another.
    """

    id: str
    topic: str
    part: str
    text: str
    spans: list[tuple[int, int, str]]
    complete: frozenset[str] = frozenset(LABELS[1:])


def half(id: str) -> int:
    """Return which of two halves a text belongs to: what the other half's model says of news is not its own echo."""
    return _digest(id)[3] % 2


def _digest(id: str) -> bytes:
    """Return the hash of an article's id; the sentences of an article (`ID@START`) stay in its part."""
    return hashlib.sha256(id.partition("@")[0].encode()).digest()


def part_of_gold(id: str) -> str:
    """Return the part of an article of gold/names, by the hash of its id."""
    digest = _digest(id)
    return "blind" if digest[0] % 6 == 0 else "tune" if digest[1] % 9 == 0 else "train"


def _part_of_ours(id: str) -> str:
    return "tune" if _digest(id)[2] % 12 == 0 else "train"


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a gzip file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def names(shared: Path) -> Iterator[Labelled]:
    """Yield the articles of gold/names, and the articles and single sentences that were labelled for this project.

    Raises:
        ValueError: the raw news is not the one that was labelled.
    """
    for row in lines(shared / "gold" / "names" / "train.jsonl.gz"):
        spans = [(start, end, _GOLD_LABELS[label]) for start, end, label in row["spans"]]
        yield Labelled(row["id"], row["topic"], part_of_gold(row["id"]), row["text"], spans)
    wanted = {row["sha256"]: row for row in lines(OURS)}
    for text in _raw_texts(shared, wanted.values()):
        row = wanted.pop(hashlib.sha256(text.encode()).hexdigest(), None)
        if row is not None:
            spans = [(start, end, _GOLD_LABELS[label]) for start, end, label in row["spans"]]
            part = row.get("part") or _part_of_ours(row["id"])
            yield Labelled(row["id"], row["topic"], part, text, spans)
    if wanted:
        raise ValueError(
            f"{len(wanted)} labelled texts are not in the raw news, as {next(iter(wanted.values()))['id']}"
        )


def _raw_texts(shared: Path, rows: Any) -> Iterator[str]:
    """Yield the text of each row: an article, a bundle of headlines, or what is `cut` out of one."""
    of_articles = defaultdict(list)
    for row in rows:
        of_articles[row["id"].partition("@")[0]].append(slice(*row.get("cut", (None,))))
    bundles = [(row["rows"], slice(*row.get("cut", (None,)))) for row in rows if "rows" in row]
    for name in RAW:
        found = list(lines(shared / "raw" / f"{name}.jsonl.gz"))
        if name.startswith("headlines"):
            for bundle, cut in bundles:
                yield "\n".join(f"{found[row]['title']}\n{found[row]['text']}" for row in bundle)[cut]
            continue
        for row in found:
            title = f"{row['title']}\n" if row.get("title") else ""
            for cut in of_articles.get(row["id"], ()):
                yield (title + row["text"])[cut]


def annotated(shared: Path) -> Iterator[Labelled]:
    """Yield the annotated articles of gold/dev and corpora/articles, and the examples: people, places, bodies only."""
    for folder in (shared / "gold" / "dev", ROOT / "corpora" / "articles"):
        for path in sorted(folder.glob("*.ann.txt")):
            article = read_article(path)
            spans = [
                (m.start, m.end, m.label) for m in article.mentions if m.label in _NAMES and not _inner(m, article)
            ]
            yield Labelled(f"annotated-{path.stem}", "dev", "train", article.text, spans, frozenset(_NAMES))
    for path in sorted((ROOT / "corpora" / "examples").glob("*.txt")):
        for number, example in enumerate(read_examples(path)):
            labels = example.labels & set(_NAMES)
            if labels and not example.gap:
                spans = [(e.start, e.end, e.label) for e in example.expected if e.label in labels]
                yield Labelled(f"{path.stem}-{number}", "example", "train", example.text, spans, frozenset(labels))


def _inner(mention: Any, article: Any) -> bool:
    """Whether a place lies in a longer place, which alone counts."""
    return mention.label == "PLACE" and any(
        m.label == "PLACE"
        and m.start <= mention.start
        and mention.end <= m.end
        and m.end - m.start > mention.end - mention.start
        for m in article.mentions
    )


def raw(shared: Path, without: set[str]) -> Iterator[str]:
    """Yield the texts of the raw news but those of the ids `without`; headlines eight at a time."""
    for name in RAW:
        bundle: list[str] = []
        for row in lines(shared / "raw" / f"{name}.jsonl.gz"):
            if row.get("id") in without:
                continue
            text = f"{row.get('title') or ''}\n{row.get('text') or ''}"
            if "id" in row:
                yield text
                continue
            bundle.append(text)
            if len(bundle) == 8:
                yield "\n".join(bundle)
                bundle = []
