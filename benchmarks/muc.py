"""Names in a folder of annotated files in the format of MUC, as those of VLSP 2018: exact F1, and F1 of what overlaps.

    python benchmarks/muc.py FOLDER [--outer]

Every file of the folder and of the folders in it that ends in .muc is read. A name is a span between `<ENAMEX
TYPE="PERSON">` and `</ENAMEX>`; they may nest. Nothing is learned from such files. Their guidelines are not ours:
people of fiction are people there, and hospitals are places where somebody is brought to one.
"""

import argparse
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import bpextract as bp

LABELS = {"PERSON": "PERSON", "LOCATION": "PLACE", "ORGANIZATION": "ORG"}
"""The label of the mentions for each type."""
_TAG = re.compile(r"<ENAMEX\s+TYPE=\"(?P<type>[^\"]*)\"\s*>|</ENAMEX>", re.IGNORECASE)


class Span(NamedTuple):
    """A name: its characters and its label."""

    start: int
    end: int
    label: str


def read(annotated: str) -> tuple[str, set[Span]]:
    """Return the text of a file without its tags (NFC), and its names; a type that is none of `LABELS` is left out."""
    annotated = unicodedata.normalize("NFC", annotated)
    parts: list[str] = []
    size = past = 0
    opened: list[tuple[int, str]] = []
    spans: set[Span] = set()
    for tag in _TAG.finditer(annotated):
        parts.append(annotated[past : tag.start()])
        size += len(parts[-1])
        past = tag.end()
        if tag["type"] is not None:
            opened.append((size, tag["type"].strip().upper()))
        elif opened:
            start, kind = opened.pop()
            if kind in LABELS:
                spans.add(Span(start, size, LABELS[kind]))
    parts.append(annotated[past:])
    text = "".join(parts)
    return text, {_trimmed(text, span) for span in spans}


def _trimmed(text: str, span: Span) -> Span:
    """Return a span without white space around it."""
    inside = text[span.start : span.end]
    start = span.start + len(inside) - len(inside.lstrip())
    return Span(start, start + len(inside.strip()), span.label)


def outermost(spans: set[Span]) -> set[Span]:
    """Return the spans that lie in no other."""
    return {one for one in spans if not any(o != one and o.start <= one.start and one.end <= o.end for o in spans)}


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--outer", action="store_true", help="only names that lie in no other")
    args = parser.parse_args()
    files = [read(path.read_text(encoding="utf-8-sig")) for path in sorted(args.folder.rglob("*.muc"))]
    if not files:
        parser.error(f"{args.folder} holds no file that ends in .muc")
    mentions = bp.extract([text for text, _ in files]).mentions
    tally = {label: Counter[str]() for label in LABELS.values()}
    for number, (_, gold) in enumerate(files):
        mine = mentions[(mentions["doc_id"] == str(number)) & mentions["label"].isin(tally)]
        said = {Span(row.start, row.end, row.label) for row in mine.itertuples()}
        for label, count in tally.items():
            wanted, found = (
                {span for span in (outermost(spans) if args.outer else spans) if span.label == label}
                for spans in (gold, said)
            )
            count.update(
                right=len(wanted & found), gold=len(wanted), said=len(found),
                touched=_touching(wanted, found), touching=_touching(found, wanted),
            )  # fmt: skip
    print(f"{len(files)} files")
    for label, count in tally.items():
        exact = 2 * count["right"] / max(1, count["gold"] + count["said"])
        overlap = (count["touched"] + count["touching"]) / max(1, count["gold"] + count["said"])
        print(
            f"{label:8} exact F1 {exact:.3f}  overlap F1 {overlap:.3f}  ({count['gold']} names, {count['said']} found)"
        )


def _touching(spans: set[Span], others: set[Span]) -> int:
    """Return how many of the spans share a character with one of the others."""
    return sum(any(one.start < other.end and other.start < one.end for other in others) for one in spans)


if __name__ == "__main__":
    main()
