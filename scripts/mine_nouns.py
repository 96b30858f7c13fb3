"""Mine the nouns and verbs of news: `python scripts/mine_nouns.py ARTICLES.jsonl.gz … --seconds 400`.

Sentences that hold a number are tagged by underthesea (pos_tag); a word in lower case that is tagged as a noun (N…) or
as a verb (V) in most of its occurrences goes to src/bpextract/lexicons/nouns.tsv or verbs.tsv with its count.
"""

import argparse
import gzip
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain
from pathlib import Path

LEXICONS = Path(__file__).parent.parent / "src" / "bpextract" / "lexicons"
NUMBER = re.compile(r"\d|(?<!\w)(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|vài|mấy|hàng) ")
WORD = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
SHARE, LEAST_NOUN, LEAST_VERB = 0.6, 4, 20


def sentences(paths: list[Path]) -> Iterator[str]:
    """Yield sentences with a number, an article of each file in turn."""
    with ExitStack() as stack:
        files = [stack.enter_context(gzip.open(path, "rt", encoding="utf-8")) for path in paths]
        for line in chain.from_iterable(zip(*files, strict=False)):
            for sentence in re.split(r"(?<=[.!?])\s+|\n", json.loads(line)["text"]):
                if 20 < len(sentence) < 300 and NUMBER.search(sentence):
                    yield sentence


def main() -> None:
    """Tag for so many seconds, then write the two lists."""
    from underthesea import pos_tag

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--seconds", type=float, default=400)
    args = parser.parse_args()
    tags: defaultdict[str, Counter[str]] = defaultdict(Counter)
    start = time.monotonic()
    for sentence in sentences(args.articles):
        for word, tag in pos_tag(sentence):
            if word == word.lower() and WORD.fullmatch(word):
                tags[word][tag[0]] += 1
        if time.monotonic() - start > args.seconds:
            break
    write("nouns", tags, "N", LEAST_NOUN)
    write("verbs", tags, "V", LEAST_VERB)


def write(name: str, tags: dict[str, Counter[str]], tag: str, least: int) -> None:
    """Write the words that bear `tag` often enough, and in most of their occurrences."""
    rows = [(word, c.total()) for word, c in tags.items() if c.total() >= least and c[tag] >= SHARE * c.total()]
    head = f"# Words tagged {tag} by underthesea in raw news, with their count: made by scripts/mine_nouns.py."
    text = head + "\nform\tcount\n" + "".join(f"{word}\t{count}\n" for word, count in sorted(rows))
    (LEXICONS / f"{name}.tsv").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
