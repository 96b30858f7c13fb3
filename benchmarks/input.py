"""Measure reading: the share of sentences by section, and what cleaning and sections take of the extraction's time.

python benchmarks/input.py ARTICLES… [--limit N]   (files, folders or globs that `bpextract extract` reads)
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

from bpextract.annotation import Annotation
from bpextract.lexicons.section_words import packaged_section_finder
from bpextract.loading import default_extractor
from bpextract.sources import read
from bpextract.text.cleaning import clean


def seconds(run: Callable[[str], Any], texts: Sequence[str]) -> float:
    """Return the least time of three runs over the texts."""
    times = []
    for _ in range(3):
        began = time.process_time()
        for text in texts:
            run(text)
        times.append(time.process_time() - began)
    return min(times)


def main() -> None:
    """Print the two tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="+")
    parser.add_argument("--limit", type=int, default=200)
    options = parser.parse_args()
    texts = [document.text for document in islice(read(options.articles), options.limit) if document.text]
    sentences: Counter[str] = Counter()
    for text in texts:
        annotation = Annotation.of(text)
        sentences.update(annotation.section_at(sentence.start) for sentence in annotation.sentences)
    print(f"{len(texts)} articles, {sentences.total()} sentences")
    for name, count in sentences.most_common():
        print(f"{name:12} {count:6} {100 * count / sentences.total():5.1f} %")
    kilo = sum(map(len, texts)) / 1000
    whole = seconds(default_extractor().rows, texts)
    sections = packaged_section_finder()
    cleaned = [clean(text).text for text in texts]
    for name, taken in (("cleaning", seconds(clean, texts)), ("sections", seconds(sections.find, cleaned))):
        of = f"{100 * taken / whole:4.1f} % of the extraction"
        print(f"{name:12} {taken / kilo * 1e6:6.0f} µs per 1,000 characters, {of}")


if __name__ == "__main__":
    main()
