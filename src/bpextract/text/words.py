"""Words, as underthesea segments them, aligned to the text by characters."""

import unicodedata
from collections.abc import Callable

from bpextract.errors import BpextractError

Segmenter = Callable[[str], list[str]]


def underthesea_words(sentence: str) -> list[str]:
    """Return underthesea's words of a clean sentence, without its rewriting of syllables."""
    from underthesea import word_tokenize  # loads a model: only when words are asked for

    words: list[str] = word_tokenize(sentence, use_token_normalize=False)
    return words


def align_words(sentence: str, words: list[str]) -> list[tuple[int, int]]:
    """Return the offsets of `words` in `sentence`, in order; only white space may stand between them.

    A segmenter joins syllables by one space whatever stood between them, and may drop invisible characters;
    so words are matched character by character, white space and format characters aside.

    Raises:
        BpextractError: a word is not in the sentence where it should be.
    """
    spans: list[tuple[int, int]] = []
    at = 0
    for word in words:
        start = -1
        for char in word:
            if _skipped(char):
                continue
            while at < len(sentence) and sentence[at] != char and _skipped(sentence[at]):
                at += 1
            if at >= len(sentence) or sentence[at] != char:
                raise BpextractError(f"the segmenter's word {word!r} is not at character {at} of {sentence!r}")
            start = at if start < 0 else start
            at += 1
        if start >= 0:
            spans.append((start, at))
    return spans


def _skipped(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) == "Cf"


def segment(sentence: str, segmenter: Segmenter = underthesea_words) -> list[tuple[int, int]]:
    """Return the offsets of the words of a clean `sentence`."""
    return align_words(sentence, segmenter(sentence))
