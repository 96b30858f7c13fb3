"""Make raw text fit for matching, and keep the way back to the offsets of what the caller passed.

What changes: decomposed letters are composed (NFC), line ends become `\\n`, odd spaces plain ones; invisible characters
go; Icelandic `Ð` and African `Ɖ` become `Đ`; full-width letters, and Greek and Cyrillic ones inside Latin words, become
their look-alikes; HTML entities left in the text are read; underscores of word-segmented text become spaces; letters of
TCVN3 and VNI fonts become Unicode, and so does UTF-8 that was read as Latin-1. Case, quotation marks and tone placement
stay.
"""

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain
from operator import add, sub

from bpextract.text.garbled import REPAIR as GARBLED
from bpextract.text.garbled import garbled
from bpextract.text.legacy import Legacy, detect

_LINE = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_SPACE = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_GONE = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
_SAME = "ÐðƉɖ", "ĐđĐđ"
_ALIKE = "АВЕКМНОРСТУХІаеорсухіΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTYXIaeopcyxiABEZHIKMNOPTYXo"
_MARK = "\u0300-\u036f"
_SHAPES = "\u0302\u0306\u031b"  # circumflex, breve, horn: composed only when they stand before the tone
# Single characters that NFC replaces (the Ångström's Å): looked for only in a text that is not in NFC.
_SINGLE = "\u0374-\u037e\u0387\u0958-\u0fff\u1f71-\u1fff\u2126\u212a\u212b\uf900-\ufb4e"
# Signs that TCVN3 and VNI write letters with, and that Vietnamese in Unicode hardly has.
_SIGN = "¨µ¶¸¹¼½¾ÄÅÆÇËÏÑÖ×ØÛÜÞßäåæëîïñöøûüþ"

_DIRTY = f"{_LINE}{_SPACE}{_GONE}{_SAME[0]}{_ALIKE[0]}{_MARK}&_\uff01-\uff5e"
# A text in NFC without any of these is clean as it is. One class: the scan is fast.
_SUSPECT = re.compile(f"[{_DIRTY}{_SIGN}]")
_OTHERS = re.compile(f"[{_LINE}{_SPACE}{_GONE}{_SAME[0]}{_ALIKE[0]}&_\uff01-\uff5e{_SINGLE}{_SIGN}]")
_MARKED = re.compile(f"[{_MARK}]")
_BETWEEN = re.compile(f"[{_GONE}]+(?=[{_MARK}])")  # a letter and its mark
_SIGNED = re.compile(f"[{_SIGN}]")
_IN_NFC = f"[{_DIRTY}][{_MARK}]*"
_NOT_NFC = f"[{_DIRTY}{_SINGLE}][{_MARK}]*"

_ENTITY = re.compile(r"&(?:#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_JOINED = re.compile(r"[^\W\d_]_[^\W\d_]")
_TIED = re.compile(r"[^\W_]_[^\W\d_]")  # in a text that is word-segmented: 35,2_độ, too
# Spaces that word segmenters put around marks.
_LOOSE = r" (?=[,;:!?)\]”’»]|\.(?!\w)|…|%)|(?<=[(\[“‘«]) "
_LATIN = re.compile("[A-Za-zÀ-ɏḀ-ỿ]")
_WORD = re.compile(r"[^\W\d_]{1,40}")
_PLAIN = str.maketrans(
    {**dict.fromkeys(_LINE, "\n"), **dict.fromkeys(_SPACE, " "), **dict.fromkeys(_GONE, "")}
    | dict(zip(*_SAME, strict=True))
    | {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
)
_LATIN_OF = str.maketrans(*_ALIKE)
_TIMES = 3  # a text may be garbled, stored, and garbled again


@dataclass(frozen=True, slots=True)
class CleanText:
    """A clean text and its map to the raw text it came from.

    Attributes:
        raw: what the caller passed; text: the clean form.
        clean_starts, raw_starts, raw_ends: where each stretch that changed begins in the clean text, and where it lies
            in the raw one; between them the two are the same. Empty where nothing changed.
        shifts: how much longer the clean text is up to the end of each stretch.
        repairs: what cleaning changed, in words.
        before: the way from a text that was repaired first to the raw one; these offsets are then those of that text.
    """

    raw: str
    text: str
    clean_starts: tuple[int, ...] = ()
    raw_starts: tuple[int, ...] = ()
    raw_ends: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()
    repairs: tuple[str, ...] = ()
    before: "CleanText | None" = None

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw offsets of the clean span `start:end`: from its first character's to past its last one's."""
        if self.clean_starts:
            start, end = self._raw(start)[0], self._raw(max(start, end - 1))[1]
        return self.before.raw_span(start, end) if self.before else (start, end)

    def clean_offset(self, at: int) -> int:
        """Return where the raw offset `at` is in the clean text; inside a stretch that changed, where that begins."""
        if self.before:
            at = self.before.clean_offset(at)
        if not self.clean_starts:
            return min(at, len(self.text))
        stretch = bisect_right(self.raw_starts, at) - 1
        if stretch < 0:
            return at
        if at >= self.raw_ends[stretch]:
            return at + self.shifts[stretch]
        start, length = self.clean_starts[stretch], self._length(stretch)
        same = length == self.raw_ends[stretch] - self.raw_starts[stretch]
        return start + at - self.raw_starts[stretch] if same else start

    def _raw(self, at: int) -> tuple[int, int]:
        """Return the raw characters of the clean one at `at`."""
        stretch = bisect_right(self.clean_starts, at) - 1
        if stretch < 0:
            return at, at + 1
        inside, length = at - self.clean_starts[stretch], self._length(stretch)
        if inside >= length:
            return at - self.shifts[stretch], at - self.shifts[stretch] + 1
        begin, close = self.raw_starts[stretch], self.raw_ends[stretch]
        return (begin + inside, begin + inside + 1) if length == close - begin else (begin, close)

    def _length(self, stretch: int) -> int:
        return self.raw_ends[stretch] + self.shifts[stretch] - self.clean_starts[stretch]


def clean(raw: str) -> CleanText:
    """Return `raw` cleaned, with the map back; a clean text comes back as it is, at the cost of a few scans."""
    before = _repaired(raw)
    text = before.text if before else raw
    composed = unicodedata.is_normalized("NFC", text)
    if composed and not _SUSPECT.search(text):
        return before or CleanText(raw, raw)
    if hidden := _changed(
        raw, text, [(*match.span(), "", "invisible characters") for match in _BETWEEN.finditer(text)], before
    ):
        before, text = hidden, hidden.text
        composed = unicodedata.is_normalized("NFC", text)
    if before is None and not _OTHERS.search(raw) and (decomposed := _decomposed(raw)):
        return decomposed
    changes = list(_changes(text, composed, detect(text) if _SIGNED.search(text) else None))
    return _changed(raw, text, changes, before) or before or CleanText(raw, raw)


def with_blanks(cleaned: CleanText, places: Sequence[int]) -> CleanText:
    """Return a clean text with a blank before each of the characters, given in text order, where one was lost."""
    changes = [(place, place, " ", "lost blanks") for place in places]
    return _changed(cleaned.raw, cleaned.text, changes, cleaned) or cleaned


def _repaired(raw: str) -> CleanText | None:
    """Return the text whose letters were garbled, perhaps more than once, with the map back; None for a whole one."""
    before: CleanText | None = None
    for _ in range(_TIMES):
        text = before.text if before else raw
        changes = [(start, end, letter, GARBLED) for start, end, letter in garbled(text)]
        if not changes:
            break
        before = _changed(raw, text, changes, before)
    return before


def _changed(
    raw: str, text: str, changes: Sequence[tuple[int, int, str, str]], before: CleanText | None
) -> CleanText | None:
    """Return `text` with the changes made, each (start, end, what becomes of it, name of the repair); None without any.

    Args:
        raw: what the caller passed; before: the way from `text` to it, where the two are not the same.
    """
    if not changes:
        return None
    starts, ends, news, repairs = zip(*changes, strict=True)
    kept = [text[end:start] for end, start in zip((0, *ends), (*starts, len(text)), strict=True)]
    shifts = tuple(accumulate(map(sub, map(len, news), map(sub, ends, starts))))
    return CleanText(
        raw,
        "".join(chain.from_iterable(zip(kept, (*news, ""), strict=True))),
        tuple(map(add, starts, (0, *shifts[:-1]))),
        starts,
        ends,
        shifts,
        tuple(dict.fromkeys([*(before.repairs if before else ()), *repairs])),
        before,
    )


def _decomposed(raw: str) -> CleanText | None:
    """Return a text clean that is decomposed and nothing else: the frequent case, and one of many changes.

    None where marks are left that NFC does not compose (typed in another order), or other letters were composed.
    """
    import numpy as np

    text = unicodedata.normalize("NFC", raw)
    codes = np.frombuffer(raw.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    marks = (codes >= 0x300) & (codes <= 0x36F)
    if len(text) != len(raw) - int(marks.sum()) or _MARKED.search(text):
        return None
    (letters,) = np.nonzero(~marks)
    ends = np.append(letters[1:], len(raw))
    (changed,) = np.nonzero(ends - letters > 1)  # their places in the clean text
    shifts = np.cumsum(1 - (ends - letters)[changed])
    columns = (tuple(column.tolist()) for column in (changed, letters[changed], ends[changed], shifts))
    clean_starts, raw_starts, raw_ends, lengths = columns
    return CleanText(raw, text, clean_starts, raw_starts, raw_ends, lengths, ("decomposed letters",))


def _changes(raw: str, composed: bool, legacy: Legacy | None) -> Iterator[tuple[int, int, str, str]]:
    """Yield (start, end, what becomes of it, name of the repair) for each stretch of `raw` that changes."""
    segmented = _is_word_segmented(raw)
    letters = legacy.letters if legacy else {}
    pattern = _IN_NFC if composed else _NOT_NFC
    if segmented:
        pattern = f"{_LOOSE}|{pattern}"
    past = 0
    for match in re.finditer(f"{legacy.pattern}|{pattern}" if legacy else pattern, raw):
        start, end = match.span()
        old = match[0]
        if legacy and old in letters:
            new, repair = letters[old], f"{legacy.name} letters"
        elif "\u0300" <= old[0] <= "\u036f":
            start -= start > past  # the letter that the marks belong to
            old = raw[start:end]
            new, repair = _compose(old), "decomposed letters"
        elif old[0] == "&" and (entity := _ENTITY.match(raw, start)):
            end, old = entity.end(), entity[0]
            new, repair = html.unescape(old).translate(_PLAIN), "HTML entities"
        elif old == " ":
            new, repair = "", "word segmentation"
        elif old == "_":
            joined = segmented and _TIED.match(raw, start - 1) if start else None
            new, repair = " " if joined else old, "word segmentation"
        else:
            end += old == "\r" and raw.startswith("\n", end)
            new, repair = _plain(raw, start, old)
        if new != raw[start:end]:
            yield start, end, new, repair
            past = end


def _plain(raw: str, start: int, old: str) -> tuple[str, str]:
    """Return what becomes of `old`, a character at `start` with its marks, and the name of the repair."""
    first = old[0]
    if first in _LINE:
        repair = "line ends"
    elif first in _SPACE:
        repair = "odd spaces"
    elif first in _GONE:
        repair = "invisible characters"
    else:
        repair = "look-alike letters" if len(old) == 1 or ord(first) not in _PLAIN else "decomposed letters"
    new = old.translate(_PLAIN)
    if first in _ALIKE[0] and _inside_latin(raw, start):
        new = new.translate(_LATIN_OF)
    return (_compose(new) if len(new) > 1 or first == new else new), repair


@lru_cache(4096)
def _compose(letter: str) -> str:
    """Return `letter` with its marks in NFC, also when the tone was typed first (é + circumflex = ế)."""
    base, *marks = list(unicodedata.normalize("NFD", letter))
    shapes = [mark for mark in marks if mark in _SHAPES]
    return unicodedata.normalize("NFC", "".join([base, *shapes, *(mark for mark in marks if mark not in _SHAPES)]))


def _inside_latin(raw: str, at: int) -> bool:
    """Whether the word around `at` has Latin letters, and no letter of another script that is not a look-alike."""
    start = at
    while start > 0 and raw[start - 1].isalpha() and at - start < 20:
        start -= 1
    word = _WORD.match(raw, start)
    others = _LATIN.sub("", word[0]) if word else ""
    return word is not None and len(others) < len(word[0]) and all(letter in _ALIKE[0] for letter in others)


def _is_word_segmented(text: str) -> bool:
    """Whether underscores join syllables all over (`Công_an tỉnh`), rather than in a file name or two."""
    spaces = text.count(" ")
    if text.count("_") * 15 <= spaces:
        return False
    joined = len(_JOINED.findall(text))
    return joined >= 3 and joined * 15 > spaces
