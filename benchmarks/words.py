"""Words: assert that they are underthesea's, and say how many times faster they come.

    python benchmarks/words.py news.jsonl.gz … [--articles 2000]

Exits with 1 at the first sentence whose words differ.
"""

import argparse
import sys
import time
from itertools import islice
from pathlib import Path

from bpextract.lexicons.section_words import packaged_sentence_finder
from bpextract.sources import read
from bpextract.text.cleaning import clean
from bpextract.text.words import align_words, segment, underthesea_words, word_model


def main() -> None:
    """Compare, and print the rates."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    args = parser.parse_args()
    texts = (clean(document.text).text for document in islice(read(args.inputs), args.articles) if document.text)
    sentences = [text[start:end] for text in texts for start, end in packaged_sentence_finder().find(text)]
    chars = sum(map(len, sentences))
    word_model(), underthesea_words("xin chào")  # load
    began = time.perf_counter()
    ours = list(segment(sentences))
    middle = time.perf_counter()
    theirs = [underthesea_words(sentence) for sentence in sentences]
    ended = time.perf_counter()
    for sentence, words, expected in zip(sentences, ours, theirs, strict=True):
        if words != align_words(sentence, expected):
            sys.exit(f"other words: {[sentence[a:b] for a, b in words]}, underthesea: {expected}")
    print(f"{args.articles} articles, {len(sentences):,} sentences, {chars:,} characters: the same words")
    print(f"here {chars / (middle - began):,.0f} characters/s, underthesea {chars / (ended - middle):,.0f}, ", end="")
    print(f"{(ended - middle) / (middle - began):.1f} times as fast")


if __name__ == "__main__":
    main()
