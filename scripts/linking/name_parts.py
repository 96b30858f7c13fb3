"""Count the parts of full names in news: how common a family name, the names in the middle and a given name are.

    name_parts.py RAW.jsonl.gz … > src/bpextract/linking/name_parts.tsv

A name is counted once, however often it is named, so that nobody's fame makes a name common.
"""

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator

import regex

from bpextract.lexicons import schemas
from bpextract.lexicons.lexicon import packaged
from bpextract.linking.names import name_key
from bpextract.text.syllables import is_syllable

LEAST = 3  # names that have a part, for it to be listed; rarer ones are all as rare as that


def names(texts: Iterable[str]) -> Iterator[str]:
    """Yield what looks like a Vietnamese full name: a family name and one to three more syllables."""
    address = {entry["form"] for entry in packaged(schemas.HONORIFICS)}  # Ông is a family name, too
    kinh = (entry["form"] for entry in packaged(schemas.SURNAMES) if entry["group"] == "kinh")
    families = "|".join(family for family in kinh if " " not in family and family.lower() not in address)
    # At the start of a sentence a capital says nothing.
    pattern = regex.compile(rf"(?<=[\p{{Ll}},(“:] )(?:{families})(?: \p{{Lu}}\p{{Ll}}+){{1,3}}+(?! \p{{Lu}})\b")
    for text in texts:
        yield from pattern.findall(text)


def texts(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def main() -> None:
    """Write the table."""
    known = {name_key(name) for name in names(texts(sys.argv[1:]))}
    known = {name for name in known if all(is_syllable(word) for word in name.split())}
    parts: Counter[tuple[str, str]] = Counter()
    for name in known:
        family, *middle, given = name.split()
        parts["family", family] += 1
        parts["middle", " ".join(middle)] += 1
        parts["given", given] += 1
    print("# How many distinct full names of news have each part, three and more (scripts/linking/name_parts.py).")
    print("# An empty middle is that of names of two syllables. `all` is the number of names.")
    print("part\tform\tcount")
    print(f"all\t\t{len(known)}")
    for (part, form), count in sorted(parts.items()):
        if count >= LEAST:
            print(f"{part}\t{form}\t{count}")


if __name__ == "__main__":
    main()
