"""Cut a text into sentences, line by line."""

import re
from typing import NamedTuple

# A full stop ends a sentence when an upper-case letter, a digit or a quotation mark follows.
# (One mark alone in front, so that the scan leaps from mark to mark.)
_END = re.compile(r"[.!?…][.!?…]*[\"”’»)\]]*\s+(?=[\"“‘«(\[\-–—]?\s?[^\W_a-zà-ỹ])")
# … but not after an abbreviation or an initial (TP. Vinh, ThS. Lan, N.V. Nam).
_ABBREVIATION = re.compile(
    r"(?:^|[\s(.,\"“/-])(?:TP|Tp|tp|TX|Tx|TT|Tt|Q|P|H|X|KP|Th\.?S|ThS|TS|PGS|GS|BS|DS|KS|KTS|LS|CN|CK|ĐD|Dr|Mr|Mrs|Ms|St"
    r"|Jr|No|Vol|vs|Đ/c|đ/c|Ô|Tr|tr|[A-ZĐ])\.$"
)


class Segment(NamedTuple):
    """A stretch of a text, in characters."""

    start: int
    end: int


def find_sentences(text: str) -> list[Segment]:
    """Return the sentences of `text`, in order, without surrounding white space; a line end always ends one."""
    sentences: list[Segment] = []
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        begin = start
        for match in _END.finditer(text, start, end):
            if match[0].rstrip() == "." and _ABBREVIATION.search(
                text, max(start, match.start() - 6), match.start() + 1
            ):
                continue
            _append(sentences, text, begin, match.end())
            begin = match.end()
        _append(sentences, text, begin, end)
        start = end
    return sentences


def _append(sentences: list[Segment], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        sentences.append(Segment(start, end))
