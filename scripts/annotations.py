"""Newspapers' articles that readers annotated, to measure on: people, roles, places, bodies, figures, dates.

    python scripts/annotations.py write SHARED DIR [--part PART]   (NAME.ann.txt of each, for bpextract evaluate)
    python scripts/annotations.py pack SHARED DIR PART             (the other way: adds the articles of a folder)

The texts do not ship: corpora/annotations/labels.jsonl.gz holds the tags as offsets, with the hash of each text, and
SHARED is the folder that holds the raw news. The errors of the part `seen` may be read; those of `blind` nobody reads.
Some are several headlines with their leads in one text.
In the parts `roles-seen` and `roles-blind`, articles with many roles, only roles and people are annotated; in
`figures-seen` only figures and dates, and in `rows-seen` and `rows-blind` people, roles, figures and dates.
"""

import argparse
import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bpextract.corpora.annotated import SUFFIX, read_articles
from bpextract.labels import LABELS

ROOT = Path(__file__).parents[1]
OURS = ROOT / "corpora" / "annotations" / "labels.jsonl.gz"
PARTS = ("blind", "seen", "roles-blind", "roles-seen", "figures-seen", "rows-seen", "rows-blind")
HEADLINES = "headlines-2025-2026.jsonl.gz"
_TAGS = {label.name: label.tag.name for label in LABELS if label.tag is not None}

Row = dict[str, Any]
Tagged = tuple[int, int, str, dict[str, str]]
"""Start and end in characters, the name of the tag, and its attributes."""


def lines(path: Path) -> Iterator[Row]:
    """Yield the objects of a gzip file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def raw_articles(shared: Path) -> Iterator[tuple[str, str, str]]:
    """Yield the file, the id and the text of each article of the raw news, its title in the first line."""
    for path in sorted((shared / "raw").glob("news-*.jsonl.gz")):
        for row in lines(path):
            title = f"{row['title']}\n" if row.get("title") else ""
            yield path.name, row["id"], (title + row["text"]).replace("\r", "")


def headlines(shared: Path) -> list[str]:
    """Return the headlines of the raw news, each with its lead."""
    return [f"{row['title'].strip()}\n{row['text'].strip()}" for row in lines(shared / "raw" / HEADLINES)]


def bundle(every: Sequence[str], id: str) -> str:
    """Return the text of several headlines, whose numbers stand in the id: `headlines-12-340`."""
    return "\n\n".join(every[int(number)] for number in id.split("-")[1:]) + "\n"


def bundle_id(numbers: Mapping[str, int], text: str) -> str | None:
    """Return the id of a text of headlines, set apart by empty lines; None where one of them is not in the raw news."""
    found = [numbers.get(headline) for headline in text.rstrip("\n").split("\n\n")]
    return None if None in found else "-".join(["headlines", *map(str, found)])


def written(text: str, tags: Iterable[Tagged]) -> str:
    """Return a text with its tags, which nest, as corpora/README.md describes them."""
    pieces: list[str] = []
    past = 0
    still_open: list[tuple[int, str]] = []

    def close(until: float) -> None:
        nonlocal past
        while still_open and still_open[-1][0] <= until:
            end, name = still_open.pop()
            pieces.append(f"{text[past:end]}</{name}>")
            past = end

    for start, end, name, attributes in sorted(tags, key=lambda tag: (tag[0], -tag[1])):
        close(start)
        said = "".join(f' {key}="{value}"' for key, value in attributes.items())
        pieces.append(f"{text[past:start]}<{name}{said}>")
        past = start
        still_open.append((end, name))
    close(float("inf"))
    return "".join(pieces) + text[past:]


def annotated(shared: Path, part: str) -> Iterator[tuple[str, str]]:
    """Yield the id of each article of a part, and the article with its tags.

    Raises:
        ValueError: the raw news is not the one that was annotated.
    """
    wanted = {row["sha256"]: row for row in lines(OURS) if row["part"] == part}
    for _, _, text in raw_articles(shared):
        row = wanted.pop(_digest(text), None)
        if row is not None:
            yield row["id"], written(text, map(tuple, row["tags"]))
    every = headlines(shared) if any(row["file"] == HEADLINES for row in wanted.values()) else []
    for row in [row for row in wanted.values() if row["file"] == HEADLINES]:
        text = bundle(every, row["id"])
        if _digest(text) == row["sha256"]:
            del wanted[row["sha256"]]
            yield row["id"], written(text, map(tuple, row["tags"]))
    if wanted:
        raise ValueError(f"{len(wanted)} annotated articles are not in the raw news of {shared}")


def write(shared: Path, folder: Path, part: str) -> int:
    """Write the articles of a part into a folder, and return how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    articles = dict(annotated(shared, part))
    for id, text in articles.items():
        (folder / f"{id}{SUFFIX}").write_text(text, encoding="utf-8")
    return len(articles)


def pack(shared: Path, folder: Path, part: str) -> int:
    """Add the annotated articles of a folder to those of the project, and return how many there are."""
    rows = {row["sha256"]: row for row in lines(OURS)} if OURS.exists() else {}
    articles = {_digest(article.text): article for article in read_articles(folder)}
    known = {
        digest: (file, id) for file, id, text in raw_articles(shared) if (digest := _digest(text)) in articles
    }  # an article may be there twice
    if len(known) < len(articles):
        numbers = {headline: number for number, headline in enumerate(headlines(shared))}
        ids = {digest: bundle_id(numbers, article.text) for digest, article in articles.items()}
        known |= {digest: (HEADLINES, id) for digest, id in ids.items() if id is not None and digest not in known}
    for digest, (file, id) in known.items():
        article = articles.pop(digest)
        tags = [(m.start, m.end, _TAGS[m.label], m.attributes) for m in article.mentions]
        rows[digest] = {"id": id, "file": file, "part": part, "sha256": digest, "tags": tags}
    if articles:
        raise ValueError(f"{folder}: not in the raw news: {', '.join(article.name for article in articles.values())}")
    OURS.parent.mkdir(exist_ok=True)
    packed = "".join(json.dumps(rows[key], ensure_ascii=False) + "\n" for key in sorted(rows))
    OURS.write_bytes(gzip.compress(packed.encode(), mtime=0))
    return len(rows)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def main() -> None:
    """Write or pack."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    for verb in ("write", "pack"):
        options = verbs.add_parser(verb)
        options.add_argument("shared", type=Path)
        options.add_argument("folder", type=Path)
        if verb == "write":
            options.add_argument("--part", choices=PARTS, default="blind")
        else:
            options.add_argument("part", choices=PARTS)
    args = parser.parse_args()
    done = (write if args.verb == "write" else pack)(args.shared, args.folder, args.part)
    print(f"{done} articles")


if __name__ == "__main__":
    main()
