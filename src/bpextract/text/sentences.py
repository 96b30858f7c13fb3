"""Cut a text into sentences, line by line."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import NamedTuple

LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
"""The lower-case letters of Vietnamese, for a character class: its capitals stand among them in Unicode."""

_CAPITAL = rf"[^\W\d_{LOWER}]"
# A full stop ends a sentence when an upper-case letter, a digit or a quotation mark follows; a capital may follow with
# no blank between (sau.Theo), as on pages whose lines were run together.
# (One mark alone in front, so that the scan leaps from mark to mark; the first of a run, so that it is read once.)
_FIRST_MARK = r"[.!?…](?<![.!?…]{2})"
_CLOSED = r"[\"”’»)\]]*"
_END = re.compile(rf"{_FIRST_MARK}[.!?…]*{_CLOSED}(?:\s+(?=[\"“‘«(\[\-–—*•]?\s?[^\W_{LOWER}])|(?=[\"“‘«(]?{_CAPITAL}))")
# What may stand before a full stop with no blank after it: a word with a vowel (not Th.S, Mr.A), a number, a bracket;
# and not within a name of the net or a code (Dân trí.Com.vn, Tiki.Vn, Trojan.Agent, F1.Honda, lớp 12.A3).
_BEFORE_GLUED = re.compile(
    rf"(?:(?<![\w.@/\\_-])[^\W\d_]*(?![bcdđghklmnpqrstvx])[{LOWER}][{LOWER}]*(?<=[^\W\d_]{{2}})"
    r"|(?:^|[^\w-])(?P<number>[\d.,/-]*\d)|[%\"”’»)\]])$"
)
_AFTER_GLUED = re.compile(r"[^\s.]*\.\w|(?i:com|vn|net|org|edu|gov|info|tv|js)\b")
_AFTER_NUMBER = re.compile(r"[\"“‘«(]?[^\W\d_]{2}")
_LONGEST_WORD = 12
# … but not after an abbreviation or an initial (TP. Vinh, ThS. Lan, N.V. Nam).
_INITIAL = "[A-ZĐ]"


class Segment(NamedTuple):
    """A stretch of a text, in characters."""

    start: int
    end: int


class SentenceFinder:
    """Finds the sentences of texts. Pickles."""

    def __init__(self, abbreviations: Iterable[str]) -> None:
        """Hold the abbreviations after whose full stop a sentence goes on, without that full stop."""
        forms = sorted(set(abbreviations), key=lambda form: (-len(form), form))
        self._abbreviation = re.compile(rf"(?:^|[\s(.,\"“/-])(?:{'|'.join([*map(re.escape, forms), _INITIAL])})\.$")
        self._longest = max(map(len, forms), default=1) + 1  # with the mark or blank before it

    def find(self, text: str) -> list[Segment]:
        """Return the sentences of `text`, in order, without surrounding white space; a line end always ends one."""
        sentences: list[Segment] = []
        start = 0
        for line in text.splitlines(keepends=True):
            end = start + len(line)
            begin = start
            for match in _END.finditer(text, start, end):
                if match[0].rstrip() == "." and self._abbreviation.search(
                    text, max(start, match.start() - self._longest), match.start() + 1
                ):
                    continue
                if not match[0][-1].isspace() and not _goes_apart(text, start, match):
                    continue
                _append(sentences, text, begin, match.end())
                begin = match.end()
            _append(sentences, text, begin, end)
            start = end
        return sentences


def split_at(sentences: list[Segment], text: str, offsets: Iterable[int]) -> list[Segment]:
    """Return the sentences cut at `offsets`, too, where these lie inside one."""
    starts = {sentence.start for sentence in sentences}
    inside = sorted(offset for offset in offsets if offset not in starts)
    if not inside:
        return sentences
    cut: list[Segment] = []
    for sentence in sentences:
        begin = sentence.start
        for offset in inside[bisect_right(inside, begin) : bisect_left(inside, sentence.end)]:
            _append(cut, text, begin, offset)
            begin = offset
        _append(cut, text, begin, sentence.end)
    return cut


def _goes_apart(text: str, start: int, match: re.Match[str]) -> bool:
    """Return whether a mark with no blank after it ends a sentence, in the line that begins at `start`."""
    before = _BEFORE_GLUED.search(text, max(start, match.start() - _LONGEST_WORD), match.start())
    if before is None or _AFTER_GLUED.match(text, match.end()) is not None:
        return False
    return before["number"] is None or _AFTER_NUMBER.match(text, match.end()) is not None


def _append(sentences: list[Segment], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        sentences.append(Segment(start, end))
