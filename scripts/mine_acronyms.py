"""Mine the acronyms that news explain in brackets: scripts/mine_acronyms.py RAW.jsonl.gz… > TSV.

Of `Bộ đội Biên phòng (BĐBP)` the words before the bracket are taken whose first letters spell the acronym; `và` and
`của` may be left out of it. An acronym is kept that enough articles explain, most of them in the same way.
"""

import gzip
import json
import re
import sys
from collections import Counter

from bpextract.lexicons.schemas import ACRONYMS
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.text.cleaning import clean
from bpextract.text.folding import fold

LEAST = 5  # articles
SHARE = 0.6  # of the articles that explain the acronym
_EXPLAINED = re.compile(r"((?:[^\W\d_]+[ &–,-]+){1,9}[^\W\d_]+) ?\(([^\W\d_a-z]{1,9}(?:[&-][^\W\d_a-z]+)*)\)")
_WORD = re.compile(r"[^\W\d_]+")


def expansion(before: str, acronym: str) -> str | None:
    """Return the words that end `before` and whose first letters spell the acronym."""
    words, letters = _WORD.findall(fold(before)), list(acronym.lower())
    at = len(words)
    while letters and at:
        at -= 1
        if words[at][0] == letters[-1]:
            letters.pop()
        elif words[at] not in ("và", "của"):
            return None
    return " ".join(words[at:]) if not letters else None


def main() -> None:
    """Count, and print the acronyms by form."""
    explained: Counter[tuple[str, str]] = Counter()
    for path in sys.argv[1:]:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = clean(json.loads(line)["text"]).text
                found = set()
                for match in _EXPLAINED.finditer(text):
                    acronym = "".join(_WORD.findall(match[2]))
                    if acronym.isupper() and len(acronym) > 1 and (words := expansion(match[1], acronym)):
                        found.add((acronym.lower(), words))
                explained.update(found)
    totals: Counter[str] = Counter()
    for (acronym, _), count in explained.items():
        totals[acronym] += count
    rows = {
        acronym: (words, str(count))
        for (acronym, words), count in explained.items()
        if count >= LEAST and count / totals[acronym] >= SHARE
    }
    rows |= {
        entry["form"]: (entry["expansion"], "") for entry in Vocabulary().entries(ACRONYMS) if not entry["count"]
    }  # those by hand
    print(
        "# Acronyms and what they stand for, with the articles of 43,000 that say so (scripts/mine_acronyms.py); those"
    )
    print("# that news never explains, because everybody knows them, are own work and have no count.")
    print("form\texpansion\tcount")
    for acronym, (words, count) in sorted(rows.items()):
        print(acronym, words, count, sep="\t")


if __name__ == "__main__":
    main()
