"""Make raw text fit for matching, and keep the way back to the offsets of what the caller passed.

What changes: decomposed letters are composed (NFC), line ends become `\\n`, odd spaces plain ones; invisible characters
go; Icelandic `Ð` and African `Ɖ` become `Đ`, Cyrillic letters inside Latin words their look-alikes; HTML entities left
in the text are read; underscores of word-segmented text become spaces. Case, quotation marks and tone placement stay.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

# A character that cleaning may change; a text in NFC without any is clean as it is. One class: the scan is fast.
_SUSPECT = re.compile(
    "[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029\u00a0\u1680\u2000-\u200f\u202a-\u202f\u205f\u2060-\u2064\u3000\ufeff\u00ad"
    "ÐðƉɖ&_\u0400-\u04ff]"
)
_LATIN = "A-Za-zÀ-ɏḀ-ỿ"
_CHANGE = (
    r"(?P<line>\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029])"
    r"|(?P<gone>[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad])"
    r"|(?P<space>[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])"
    r"|(?P<letter>[ÐðƉɖ])"
    r"|(?P<entity>&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});)"
    rf"|(?P<cyrillic>[асеорхуіАСЕОРХУІВКМНТ](?:(?<=[{_LATIN}].)|(?=[{_LATIN}])))"
    r"|(?P<joined>_(?<=[^\W_]_)(?=[^\W_]))"
)
_IN_NFC = re.compile(_CHANGE)
# Letters with combining marks, and the single characters that NFC replaces.
_NOT_NFC = re.compile(
    _CHANGE + r"|(?P<compose>[^\u0300-\u036f][\u0300-\u036f]+"
    r"|[\u0340-\u037e\u0387\u0958-\u0fff\u1f71-\u1fff\u2126\u212a\u212b\uf900-\ufb4e][\u0300-\u036f]*)"
)
_LETTERS = str.maketrans("ÐðƉɖасеорхуіАСЕОРХУІВКМНТ", "ĐđĐđaceopxyiACEOPXYIBKMHT")
_JOINED = re.compile(r"[^\W\d_]_[^\W\d_]")
_REPAIRS = {
    "line": "line ends",
    "gone": "invisible characters",
    "space": "odd spaces",
    "letter": "look-alike letters",
    "entity": "HTML entities",
    "cyrillic": "look-alike letters",
    "joined": "word segmentation",
    "compose": "decomposed letters",
}


@dataclass(frozen=True, slots=True)
class CleanText:
    """A clean text and its map to the raw text it came from.

    Attributes:
        raw: what the caller passed; text: the clean form.
        clean_starts, raw_starts: where each stretch begins in the two; a stretch is either copied (as long in both) or
            changed. Empty where nothing changed.
        raw_ends: where each stretch ends in the raw text.
        repairs: what cleaning changed, in words.
    """

    raw: str
    text: str
    clean_starts: tuple[int, ...] = ()
    raw_starts: tuple[int, ...] = ()
    raw_ends: tuple[int, ...] = ()
    repairs: tuple[str, ...] = ()

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw offsets of the clean span `start:end`: from its first character's to past its last one's."""
        if not self.clean_starts:
            return start, end
        first = bisect_right(self.clean_starts, start) - 1
        last = bisect_right(self.clean_starts, max(start, end - 1)) - 1
        return self._raw(first, start, last=False), self._raw(last, end, last=True)

    def _raw(self, stretch: int, at: int, last: bool) -> int:
        begin, close = self.raw_starts[stretch], self.raw_ends[stretch]
        copied = self._clean_end(stretch) - self.clean_starts[stretch] == close - begin
        if copied:
            return begin + at - self.clean_starts[stretch]
        return close if last else begin

    def _clean_end(self, stretch: int) -> int:
        return self.clean_starts[stretch + 1] if stretch + 1 < len(self.clean_starts) else len(self.text)


def clean(raw: str) -> CleanText:
    """Return `raw` cleaned, with the map back; a clean text comes back as it is, at the cost of one scan."""
    composed = unicodedata.is_normalized("NFC", raw)
    if composed and not _SUSPECT.search(raw):
        return CleanText(raw, raw)
    segmented = _is_word_segmented(raw)
    pieces: list[str] = []
    clean_starts: list[int] = []
    raw_starts: list[int] = []
    raw_ends: list[int] = []
    repairs: dict[str, None] = {}
    size = past = 0

    def add(start: int, end: int, new: str) -> None:
        nonlocal size
        if start == end:
            return
        if new:
            clean_starts.append(size)
            raw_starts.append(start)
            raw_ends.append(end)
        pieces.append(new)
        size += len(new)

    for match in (_IN_NFC if composed else _NOT_NFC).finditer(raw):
        kind = str(match.lastgroup)
        old = match[0]
        new = _changed(kind, old, segmented)
        if new == old:
            continue
        add(past, match.start(), raw[past : match.start()])
        add(match.start(), match.end(), new)
        past = match.end()
        repairs[_REPAIRS[kind]] = None
    if not repairs:
        return CleanText(raw, raw)
    add(past, len(raw), raw[past:])
    return CleanText(
        raw, "".join(pieces), tuple(clean_starts), tuple(raw_starts), tuple(raw_ends), tuple(repairs)
    )  # fmt: skip


def _changed(kind: str, old: str, segmented: bool) -> str:
    if kind == "line":
        return "\n"
    if kind == "gone":
        return ""
    if kind == "space":
        return " "
    if kind in ("letter", "cyrillic"):
        return old.translate(_LETTERS)
    if kind == "entity":
        new = html.unescape(old)
        return " " if new == "\u00a0" else new
    if kind == "joined":
        return " " if segmented else old
    return unicodedata.normalize("NFC", old)


def _is_word_segmented(text: str) -> bool:
    """Whether underscores join syllables all over (`Công_an tỉnh`), rather than in a file name or two."""
    joined = len(_JOINED.findall(text))
    return joined >= 3 and joined * 15 > text.count(" ")
