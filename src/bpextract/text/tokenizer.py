"""Split a clean text into syllables, numbers and marks.

Tokens are syllables rather than words, because a word segmenter cuts a phrase differently in context than alone,
and lexicon phrases would then fall inside a word (DESIGN, finding 1).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from bpextract.text.folding import fold

# A number keeps its inner points and commas (1.234,5); every other mark stands alone.
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|[^\w\s]|_")
_DIGITS = re.compile(r"\d+")
_LETTER, _DIGIT, _MARK = 1, 2, 3
_LONG = 500  # characters from which looking at all of them at once is faster than the pattern
_LAST = 0xFFFF

Offsets = np.ndarray[tuple[int], np.dtype[np.intp]]


@dataclass(slots=True)
class Tokens:
    """The tokens of a text as parallel lists; white space is not a token here.

    Attributes:
        starts, ends: offsets in characters of the text.
        words: surface forms.
        norms: folded forms (see `bpextract.text.folding.fold`), what lexicons match.
        digits: where each run of digits begins (in `1.234,5` there are three).
        kept, arrays: the places of each form, and `starts` and `ends` as arrays, once they have been asked for.
    """

    starts: list[int]
    ends: list[int]
    words: list[str]
    norms: list[str]
    digits: list[int]
    kept: dict[str, list[int]] = field(default_factory=dict, init=False, repr=False, compare=False)
    arrays: "tuple[Offsets, Offsets] | None" = field(default=None, init=False, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, offset: int) -> int:
        """Return the index of the first token that ends after the character `offset` (len(self) past the last)."""
        return bisect_right(self.ends, offset)

    def before(self, offset: int) -> int:
        """Return the index after the last token that starts before the character `offset`."""
        return bisect_left(self.starts, offset)

    def offsets(self) -> "tuple[Offsets, Offsets]":
        """Return `starts` and `ends` as arrays."""
        if self.arrays is None:
            self.arrays = np.array(self.starts, np.intp), np.array(self.ends, np.intp)
        return self.arrays

    def places(self) -> dict[str, list[int]]:
        """Return the tokens of each folded form, in text order: whatever looks for many words asks this first."""
        kept = self.kept
        if not kept:
            for at, norm in enumerate(self.norms):
                if norm in kept:
                    kept[norm].append(at)
                else:
                    kept[norm] = [at]
        return kept

    def all_of(self, forms: Set[str]) -> list[int]:
        """Return the tokens that have one of the folded `forms`, in text order."""
        places = self.places()
        return sorted([at for form in forms & places.keys() for at in places[form]])


def norms_of(phrase: str) -> list[str]:
    """Return the folded tokens of a phrase, as `tokenize` has them: all that a lexicon needs."""
    return _TOKEN.findall(fold(phrase))


def norms_of_all(phrases: Iterable[str]) -> list[list[str]]:
    """Return `norms_of` of each of many phrases without line ends; folded all at once, it takes half the time."""
    lines = list(phrases)
    if not lines:
        return []
    # Most have letters and blanks alone.
    return [
        line.split() if line.replace(" ", "").isalpha() else _TOKEN.findall(line)
        for line in fold("\n".join(lines)).split("\n")
    ]


def words_of(phrase: str) -> list[str]:
    """Return the tokens of a phrase as they are spelled, as `tokenize` has them."""
    return _TOKEN.findall(phrase)


def tokenize(text: str, folded: str | None = None) -> Tokens:
    """Return the tokens of `text` (NFC). `folded`, when the caller has it, is `fold(text)`."""
    folded = fold(text) if folded is None else folded
    starts, ends, digits = _spans(text) if len(text) > _LONG else _scan(text)
    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    norms = [folded[start:end] for start, end in zip(starts, ends, strict=True)]
    return Tokens(starts, ends, words, norms, digits)


def _scan(text: str) -> tuple[list[int], list[int], list[int]]:
    """Return the starts and ends of the tokens, and the starts of the digits, by the patterns."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    digits = [match.start() for match in _DIGITS.finditer(text)]
    return [start for start, _ in spans], [end for _, end in spans], digits


def _spans(text: str) -> tuple[list[int], list[int], list[int]]:
    """Return the same as `_scan` by the classes of the characters, all of them at once: in half the time."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    if codes.max() > _LAST:
        return _scan(text)
    kinds = np.zeros(len(codes) + 2, np.uint8)  # with white space around
    kinds[1:-1] = _classes()[codes]
    digits = kinds == _DIGIT
    digit_starts = np.flatnonzero(digits[1:] > digits[:-1]).tolist()
    inner = (codes == ord(".")) | (codes == ord(","))
    kinds[1:-1][inner & digits[:-2] & digits[2:]] = _DIGIT
    before, after = kinds[:-1], kinds[1:]
    edges = (before != after) | (before == _MARK)
    starts, ends = (np.flatnonzero(edges & (beside > 0)).tolist() for beside in (after, before))
    return starts, ends, digit_starts


@cache
def _classes() -> "np.typing.NDArray[np.uint8]":
    """Return the class of each character up to `_LAST`: 0 for white space, else one of those above."""
    every = "".join(map(chr, range(_LAST + 1)))
    classes = np.zeros(len(every), np.uint8)
    for kind, pattern in ((_LETTER, r"[^\W\d_]"), (_DIGIT, r"\d"), (_MARK, r"[^\w\s]|_")):
        classes[[match.start() for match in re.finditer(pattern, every)]] = kind
    return classes
