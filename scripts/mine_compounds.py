"""Show where counted nouns may end too early: `python scripts/mine_compounds.py ARTICLES.jsonl.gz … --least 8`.

What stands after the numbers of raw news is read as the finder of figures reads it. Printed are the counted nouns with
the word after them, the most frequent first, that no list of words of grammar, clauses or attributes has: compounds
that belong into src/bpextract/lexicons/counted_compounds.tsv, among many that are none (3 học sinh | nghèo).
"""

import argparse
import gzip
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bpextract.components.numbers.quantities import Quantities
from bpextract.components.numbers.words import NumberWords
from bpextract.lexicons import schemas
from bpextract.lexicons.alternation import Kinds
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.text.tokenizer import tokenize

AFTER = 60  # characters after a number
NUMBER = re.compile(
    r"(?<![\w.,/:-])(?:\d{1,3}(?:[.,]\d{3})*|\d{1,4}|hai|ba|bốn|sáu|bảy|tám|chín|mười|vài|hàng (?:chục|trăm|nghìn)) "
    r"(?=[^\W\d_A-Z])"
)
LEXICONS = (
    schemas.UNITS, schemas.RATE_BASES, schemas.CLASSIFIERS, schemas.COUNTED_COMPOUNDS, schemas.NOUNS, schemas.VERBS,
    schemas.GRAMMAR_WORDS, schemas.NUMBER_WORDS, schemas.NUMBER_CUES, schemas.HONORIFICS, schemas.PLACE_UNITS,
)  # fmt: skip


def after_numbers(paths: list[Path]) -> Iterator[tuple[bool, str]]:
    """Yield whether a number is in words, and what stands after it in its line."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = unicodedata.normalize("NFC", json.loads(line)["text"])
                for match in NUMBER.finditer(text):
                    yield match[0][0].isalpha(), text[match.end() : match.end() + AFTER].split("\n")[0]


def main() -> None:
    """Count, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--least", type=int, default=8)
    args = parser.parse_args()
    vocabulary = Vocabulary()
    entries = {schema.name: vocabulary.entries(schema) for schema in LEXICONS}
    cues = Kinds(entries["number_cues"])
    quantities = Quantities(entries, NumberWords(entries["number_words"]), cues)
    known = cues.of("clause", "attribute") | {entry["form"] for entry in entries["grammar_words"]}
    counts: Counter[str] = Counter()
    for in_words, text in after_numbers(args.articles):
        tokens = tokenize(text)
        quantity = quantities.at(tokens, 0, 3.0 if in_words else 10.0, in_words) if len(tokens) else None
        if quantity is None or quantity.kind != "count" or not quantity.sure or quantity.end + 1 >= len(tokens):
            continue
        word = tokens.words[quantity.end]
        if word.islower() and tokens.norms[quantity.end] not in known:
            counts[f"{' '.join(tokens.words[: quantity.end])} | {word}"] += 1
    for pair, count in counts.most_common():
        if count < args.least:
            break
        print(f"{count}\t{pair}")


if __name__ == "__main__":
    main()
