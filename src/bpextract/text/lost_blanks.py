"""Where a blank was lost beside a number or a full stop: `làm|55 người`, `ba điểm.|12|Mbappe`, `nói.|Theo ông Nam`."""

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

import numpy as np

from bpextract.text.folding import fold
from bpextract.text.syllables import is_syllable
from bpextract.text.tokenizer import Tokens
from bpextract.text.word_lists import WordLists, is_accented

_Flags: TypeAlias = "np.typing.NDArray[np.bool_]"
_MARKS = ".!?…"
_COUNTER = re.compile(r"\.\d{1,3}(?=[^\W\d_]|\n|\Z)")
_DATE_BEFORE, _DATE = re.compile(r"(?:/\d{1,2}|(?<!\d)20\d\d|tháng \d{1,2})\Z"), 8  # … of so many characters
_LEAST_WORD = 3  # letters
_ZERO, _NINE = ord("0"), ord("9")
_BORN, _YEAR = "sn", 4  # SN1985


def stops_before_counters(text: str) -> Iterator[int]:
    """Yield where a full stop after a date stands before a number that a page has glued to it, as that of an article's
    comments, and to the next text: `hôm 14/11|.|75Mbappe`.
    """
    for stop in _COUNTER.finditer(text):
        if not _DATE_BEFORE.search(text, max(0, stop.start() - _DATE), stop.start()):
            continue
        word = text[stop.end() : stop.end() + _LEAST_WORD]
        if not word.strip() or word[0] == "\n" or (word.istitle() and len(word) == _LEAST_WORD and word.isalpha()):
            yield stop.start()


def borders(codes: "np.typing.NDArray[np.uint32]", lower: _Flags, upper: _Flags) -> list[int]:
    """Return where a number stands right behind a letter or a mark, or a word with a capital right behind a number or a
    mark, in characters.

    Args:
        codes: the characters of a text; lower, upper: whether each is a small letter, a capital.
    """
    letters = lower | upper
    digits = (codes >= _ZERO) & (codes <= _NINE)
    titled = np.zeros(len(codes), np.bool_)
    titled[:-1] = upper[:-1] & lower[1:]
    found = (letters[:-1] & digits[1:]) | (digits[:-1] & titled[1:])
    marks = np.zeros(len(codes), np.bool_)
    for mark in _MARKS:
        marks |= codes == ord(mark)
    marks[1:] &= letters[:-1]
    marks[:1] = False
    found |= marks[:-1] & (digits[1:] | titled[1:])
    return (np.flatnonzero(found) + 1).tolist()


def is_lost(text: str, tokens: Tokens, place: int, words: Callable[[], WordLists]) -> bool:
    """Return whether a blank was lost before the character, one of the `borders`.

    Args:
        tokens: those of the text, words that were glued to each other cut; words: what is known, asked for last.
    """
    at = tokens.before(place)
    if at == 0 or at >= len(tokens) or tokens.starts[at] != place:
        return False
    left, right = tokens.words[at - 1], tokens.words[at]
    before = tokens.words[at - 2] if at > 1 else ""
    ends = len(before) > 1 and (is_accented(before) or (before.islower() and is_syllable(fold(before))))
    if right[0].isdigit():
        return _begins_number(text, tokens, at, left) if left[-1].isalpha() else ends and _counts(text, tokens, at)
    following = tokens.words[at + 1] if at + 1 < len(tokens) else ""
    if left[-1].isdigit():
        return _begins_text(tokens, at, right, following, words)
    return ends and (is_accented(before) or is_accented(right) or right.lower() in words().openers)


def _begins_number(text: str, tokens: Tokens, at: int, left: str) -> bool:
    """Return whether a number begins at the token, behind a syllable (làm|55 người), or a year (SN|1985); not VN30."""
    if left.lower() == _BORN:
        return tokens.words[at].isdigit() and len(tokens.words[at]) == _YEAR
    return is_accented(left.lower()) and _counts(text, tokens, at)


def _counts(text: str, tokens: Tokens, at: int) -> bool:
    """Return whether the number at the token ends like one: before a word, a mark, or a text that is glued to it."""
    end = tokens.ends[at]
    after = text[end : end + 2]
    return not after or after[0] in "%,.)/\n" or (after[0] == " " and (after[1:].isalpha() or after[1:] == "%")) or (
        after[0].isupper() and after[1:].islower()
    )  # fmt: skip


def _begins_text(tokens: Tokens, at: int, word: str, following: str, words: Callable[[], WordLists]) -> bool:
    """Return whether a text begins with the word that is glued to the number before it: `ba điểm.12 | Mbappe`."""
    if is_accented(word):
        return True
    known, small = words(), word.lower()
    if small in known.openers or (small, following) in known.compounds:
        return True
    marked = at > 1 and tokens.words[at - 2] in _MARKS and tokens.ends[at - 2] == tokens.starts[at - 1]
    counted = marked and tokens.words[at - 1].isdigit()  # comments on an article, whose end that is
    return counted and (word in known.known or is_syllable(fold(word)))
