"""Fit the weights of `bpextract.resolution.era`: how far each kind of evidence tells the era of a text.

    python scripts/fit_era.py SHARED     (prints a weight a line; SHARED/raw has the articles)

Articles of 2016-2020 are of the old era, those of July 2025 to May 2026 of the new one; both eras weigh the same,
whatever their numbers. Only texts that name an official unit count. The weights of years are too strong by what the
articles lack, those of 2021 to June 2025: see the comment in the module.
"""

import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from bpextract.extractor import Extractor, Job
from bpextract.lexicons.gazetteer import gazetteer
from bpextract.resolution.candidates import candidates
from bpextract.resolution.era import evidence
from bpextract.resolution.era_marks import era_words, marks

FILES = {"news-2016-2020-politics-law": (0, 900), "news-2016-2020-eight-topics": (0, 300), "news-2025-2026": (1, 1600)}
RIDGE = 1.0  # so that evidence that one era alone has gets no endless weight
BATCH = 50
LONGEST = 12_000  # characters of an article


def articles(raw: Path) -> Iterator[tuple[int, str]]:
    """Yield the era (1: since the reform) and the text of a sample of each file."""
    for name, (era, most) in FILES.items():
        with gzip.open(raw / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        random.Random(name).shuffle(rows)
        for row in rows[:most]:
            yield era, f"{row.get('title') or ''}\n{row['text']}"[:LONGEST]


def read(extractor: Extractor, texts: Iterable[str]) -> Iterator[Counter[str] | None]:
    """Yield the evidence of each text; None where it names no unit."""
    for done in extractor.annotate_all([Job(text) for text in texts]):
        if isinstance(done, Exception):
            raise done
        annotation, book, words = done[0], gazetteer(), era_words()
        named = {place.id: candidates(book, place) for place in annotation.places}
        known = any(units.old or units.new for units in named.values())
        marked = marks(annotation, annotation.places, words)
        yield evidence(annotation, annotation.places, named, marked, book, words) if known else None


def fit(rows: list[tuple[int, Counter[str]]]) -> dict[str, float]:
    """Return the weights of a logistic regression, the eras weighing the same."""
    kinds = sorted({kind for _, found in rows for kind in found})
    x = np.array([[found[kind] for kind in kinds] + [1] for _, found in rows], float)
    y = np.array([era for era, _ in rows], float)
    weight = np.where(y == 1, 0.5 / y.mean(), 0.5 / (1 - y.mean()))
    ridge = np.diag([RIDGE] * len(kinds) + [0.0])
    found = np.zeros(x.shape[1])
    for _ in range(50):  # Newton's method: it is there after ten
        p = 1 / (1 + np.exp(-x @ found))
        slope = x.T @ (weight * (y - p)) - ridge @ found
        found += np.linalg.solve((x.T * (weight * p * (1 - p))) @ x + ridge, slope)
    right = ((x @ found > 0) == (y == 1))[:, None]
    print(f"{len(rows)} texts; right: old {right[y == 0].mean():.3f}, new {right[y == 1].mean():.3f}", file=sys.stderr)
    return dict(zip([*kinds, "bias"], found.round(1).tolist(), strict=True))


def main() -> None:
    """Read the articles and print the weights."""
    sample = list(articles(Path(sys.argv[1]) / "raw"))
    extractor = Extractor()
    rows = []
    for start in range(0, len(sample), BATCH):
        batch = sample[start : start + BATCH]
        found = read(extractor, [text for _, text in batch])
        rows += [(era, each) for (era, _), each in zip(batch, found, strict=True) if each is not None]
    for kind, weight in fit(rows).items():
        print(f"{kind}\t{weight}")


if __name__ == "__main__":
    main()
