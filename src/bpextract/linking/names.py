"""The form of a name under which people are compared, and how rare a name is."""

import math
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from bpextract.text.folding import fold
from bpextract.text.syllables import is_syllable

# Sỹ and Sĩ, Mỹ and Mĩ are one name in two spellings; after a vowel or q the y is a sound of its own.
_Y = re.compile(r"(?<=\b[hklmst])[yỳýỷỹỵ]\b")
_I = dict(zip("yỳýỷỹỵ", "iìíỉĩị", strict=True))
_HYPHEN = re.compile(r"[-‐‑–]")
_MARKS = re.compile("[\u0300-\u036f]")
_PARTS = ("family", "middle", "given")


def name_key(name: str) -> str:
    """Return the form of a name in which its spellings are one.

    So are `Hoà` and `Hòa`, `Sỹ` and `Sĩ`, `T.` and `T`; of foreign names, with and without hyphens and marks, `Moon
    Jae-in` and `Moon Jae In`, `Mbappé` and `Mbappe`.
    """
    words = _HYPHEN.sub(" ", fold(name)).split()
    if not all(is_syllable(word) or len(word) == 1 or "." in word for word in words):
        words = [_MARKS.sub("", unicodedata.normalize("NFD", word)) for word in words]
    return _Y.sub(lambda match: _I[match[0]], unicodedata.normalize("NFC", " ".join(words))).rstrip(".")


def is_full(key: str) -> bool:
    """Return whether the name tells more than what a document would call anybody: two words, or a foreign one."""
    words = key.split()
    return len(words) > 1 or bool(words and len(words[0]) > 1 and not is_syllable(words[0]))


def frequency(key: str) -> float:
    """Return the share of people who bear the name, as its parts are spread among the names of news.

    Of parts that were never counted the share is that of the rarest; an initial may stand for any given name.
    """
    counts, total = _counts()
    words = key.split()
    if len(words) == 1:
        return 1 / total
    family, middle, given = words[0], " ".join(words[1:-1]), words[-1]
    shares = [counts[part].get(form, 1) / total for part, form in zip(_PARTS, (family, middle, given), strict=True)]
    if len(given.strip(".")) == 1 or "." in given:
        shares[2] = _largest(counts["given"]) / total
    return math.prod(shares)


def _largest(counts: Mapping[str, int]) -> int:
    return max(counts.values(), default=1)


@cache
def _counts() -> tuple[dict[str, dict[str, int]], int]:
    """Return how many names have each part, by kind of part, and how many names were counted."""
    counts: dict[str, dict[str, int]] = {part: {} for part in _PARTS}
    total = 1
    for line in files(__package__).joinpath("name_parts.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "part\t")):
            continue
        part, form, count = line.split("\t")
        if part == "all":
            total = int(count)
        else:
            counts[part][form] = int(count)
    return counts, total
