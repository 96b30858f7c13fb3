"""Split a clean text into syllables, numbers and marks.

Tokens are syllables rather than words, because a word segmenter cuts a phrase differently in context than alone,
and lexicon phrases would then fall inside a word (DESIGN, finding 1).
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from bpextract.text.folding import fold

# A number keeps its inner points and commas (1.234,5); every other mark stands alone.
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|[^\w\s]|_")


@dataclass(slots=True)
class Tokens:
    """The tokens of a text as parallel lists; white space is not a token here.

    Attributes:
        starts, ends: offsets in characters of the text.
        words: surface forms.
        norms: folded forms (see `bpextract.text.folding.fold`), what lexicons match.
    """

    starts: list[int]
    ends: list[int]
    words: list[str]
    norms: list[str]

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, offset: int) -> int:
        """Return the index of the first token that ends after the character `offset` (len(self) past the last)."""
        return bisect_right(self.ends, offset)

    def before(self, offset: int) -> int:
        """Return the index after the last token that starts before the character `offset`."""
        return bisect_left(self.starts, offset)


def tokenize(text: str, folded: str | None = None) -> Tokens:
    """Return the tokens of `text` (NFC). `folded`, when the caller has it, is `fold(text)`."""
    folded = fold(text) if folded is None else folded
    words: list[str] = _TOKEN.findall(text)
    starts: list[int] = []
    ends: list[int] = []
    end = 0
    find = text.find
    for word in words:
        # Only white space stands between two tokens, so the next place of the word is its own; finding it again is
        # faster than a match object for each token.
        start = find(word, end)
        end = start + len(word)
        starts.append(start)
        ends.append(end)
    norms = [folded[start:end] for start, end in zip(starts, ends, strict=True)]
    return Tokens(starts, ends, words, norms)
