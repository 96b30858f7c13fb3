"""What the model knows of single words: a vector's number, the shape, the affixes, and a hash for names of several."""

import zlib
from collections.abc import Collection, Sequence
from threading import Lock

import numpy as np

from bpextract.learned.arrays import Array
from bpextract.text.folding import fold
from bpextract.text.syllables import is_syllable

_MARKS = ".,-–\"“”():/&'’?!…"  # each of these has a shape of its own
_OTHER_MARK = len(_MARKS)
NUMBER, _LOWER, _LETTER, _SHORT_CAPITALS, _LONG_CAPITALS, _TITLE, _CAMEL, INNER = range(
    _OTHER_MARK + 1, _OTHER_MARK + 9
)
SHAPES = INNER + 1
AFFIXES = 4096
"""The number of buckets that affixes are hashed into."""
_OPENERS = frozenset('"“‘«:;•(*-–')
_SHORT = 3  # letters of an acronym rather than of a shouted word
_KEPT = 200_000  # words remembered before all are forgotten, so that a long job's memory is bounded

ID, SHAPE, AFFIX, SYLLABLE, SURNAME, OPENS_NEXT, CAPITAL, HASH, FOLDED = 0, 1, 2, 6, 7, 8, 9, 10, 11
_COLUMNS = 12


def shape_of(word: str) -> int:
    """Return the class of a word's spelling: a mark, a number, or how it mixes capitals and small letters."""
    first = word[0]
    if first.isdigit():
        return NUMBER
    if not first.isalpha():
        at = _MARKS.find(first)
        return _OTHER_MARK if at < 0 else at
    if word.islower():
        return _LOWER
    if len(word) == 1:
        return _LETTER
    if word.isupper():
        return _SHORT_CAPITALS if len(word) <= _SHORT else _LONG_CAPITALS
    if first.isupper():
        return _TITLE if word[1:].islower() else _CAMEL
    return INNER


def affixes_of(word: str) -> list[int]:
    """Return the buckets of a folded word's first three letters, last two, last three, and of the whole word."""
    parts = ("p" + word[:3], "s" + word[-2:], "t" + word[-3:], "w" + word)
    return [zlib.crc32(part.encode()) % AFFIXES for part in parts]


def hash_of(word: str) -> int:
    """Return the hash of a word as part of a name; capitals and title case are one."""
    return zlib.crc32((word.title() if word.isupper() else word).encode())


class WordTable:
    """The words that were looked up so far, with a row of attributes for each: `ID` to `FOLDED`, four from `AFFIX`."""

    def __init__(self) -> None:
        self.rows: dict[str, int] = {}
        self.attributes: Array = np.zeros((1024, _COLUMNS), np.int64)

    def __len__(self) -> int:
        return len(self.rows)

    def add(self, word: str, attributes: tuple[int, ...]) -> int:
        """Add a word and return its row."""
        row = len(self.rows)
        if row == len(self.attributes):
            self.attributes = np.concatenate([self.attributes, np.zeros_like(self.attributes)])
        self.attributes[row] = attributes
        self.rows[word] = row
        return row


class Words:
    """Looks words up; each is worked out once and then remembered. Several threads may share one; it pickles empty."""

    def __init__(self, words: Sequence[str], surnames: Collection[str]) -> None:
        """Number the `words` that have a vector from 1; 0 is an unknown word."""
        self._ids = {word: number for number, word in enumerate(words, 1)}
        self._surnames = frozenset(surnames)
        self._table = WordTable()
        self._lock = Lock()

    def __reduce__(self) -> "tuple[type[Words], tuple[list[str], frozenset[str]]]":
        return Words, (list(self._ids), self._surnames)

    def rows(self, words: Sequence[str]) -> tuple[WordTable, Array]:
        """Return the table that holds the words, and the row of each."""
        table = self._table
        rows = table.rows
        try:
            return table, np.fromiter(map(rows.__getitem__, words), np.intp, len(words))
        except KeyError:
            pass
        with self._lock:
            if len(table) > _KEPT:
                table = self._table = WordTable()
                rows = table.rows
            found = [rows[word] if word in rows else table.add(word, self._attributes(word)) for word in words]
        return table, np.array(found, np.intp)

    def _attributes(self, word: str) -> tuple[int, ...]:
        folded = fold(word)
        return (
            self._id(word, folded), shape_of(word), *affixes_of(folded), is_syllable(folded), folded in self._surnames,
            word in _OPENERS, word[0].isupper(), hash_of(word), zlib.crc32(folded.encode()),
        )  # fmt: skip

    def _id(self, word: str, folded: str) -> int:
        if word[0].isdigit():
            word = folded = "0"
        found = self._ids.get(word)
        if found is None and len(word) > 1 and word.isupper():
            found = self._ids.get(word.title())
        return self._ids.get(folded, 0) if found is None else found
