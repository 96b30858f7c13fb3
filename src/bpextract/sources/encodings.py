"""Decode bytes that should be UTF-8 and are not: UTF-16, CP1258, the TCVN3 and VNI fonts, UTF-8 encoded twice."""

import codecs
from functools import cache
from typing import NamedTuple

from bpextract.text.legacy import Legacy, encodings, share_of_syllables

# Byte-order marks, longest first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SURE = 0.8  # share of accented words that must be Vietnamese syllables
_SAMPLE = 100_000
# UTF-8 read as Windows-1252 and encoded again: a Vietnamese letter becomes two or three of these.
_TWICE = ("á»", "áº", "Ä‘", "Æ°", "Æ¡", "Ã ", "Ã¡", "Ãª", "Ã´", "Ã¢")


class Encoding(NamedTuple):
    """An encoding: Python's `codec`, then perhaps a `legacy` font or a second decoding; `warning` says so."""

    codec: str
    legacy: Legacy | None = None
    twice: bool = False
    warning: str | None = None

    def text_of(self, decoded: str) -> str:
        """Return the text of what `codec` decoded."""
        if self.legacy:
            return self.legacy.read(decoded)
        return _undo(decoded) if self.twice else decoded


def decode(data: bytes) -> tuple[str, str | None]:
    """Return the text of `data`, and a warning when it is not UTF-8: what it was read as.

    Raises:
        UnicodeDecodeError: no encoding of Vietnamese fits.
    """
    encoding = detect(data)
    text = encoding.text_of(data.decode(encoding.codec, "replace"))
    wrong = text.count("\ufffd") - data.count("\ufffd".encode())
    if encoding.warning is None and wrong > 0:
        return text, f"{wrong} {'byte is' if wrong == 1 else 'bytes are'} not UTF-8, the first at {_first_fault(data)}"
    return text, encoding.warning


def detect(data: bytes) -> Encoding:
    """Return the encoding that the beginning of a file is in.

    Raises:
        UnicodeDecodeError: no encoding of Vietnamese fits.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return Encoding(codec, warning=None if codec == "utf-8-sig" else f"read as {codec.upper()}, not UTF-8")
    if wide := _wide(data):
        return Encoding(wide, warning=f"read as {wide.upper()} (no byte-order mark), not UTF-8")
    sample = data[:_SAMPLE]
    try:
        # The sample may end within a character.
        text = codecs.getincrementaldecoder("utf-8")().decode(sample, final=len(sample) == len(data))
    except UnicodeDecodeError as error:
        return _not_utf8(sample, error)
    if sum(text.count(pair) for pair in _TWICE) * 40 > len(text):
        undone = _undo(text)
        if share_of_syllables(undone) > _SURE:
            return Encoding("utf-8", twice=True, warning="read as UTF-8 that was encoded twice")
    return Encoding("utf-8")


def _not_utf8(sample: bytes, error: UnicodeDecodeError) -> Encoding:
    mostly = sample.decode("utf-8", "replace")
    if mostly.count("\ufffd") * 200 < len(mostly) and share_of_syllables(mostly) > _SURE:
        return Encoding("utf-8")  # a byte lost here and there
    candidates = [Encoding("cp1258", warning="read as CP1258 (Windows Vietnamese), not UTF-8")]
    candidates += [
        Encoding("cp1252", legacy=legacy, warning=f"read as {legacy.name}, not UTF-8") for legacy in encodings()
    ]
    best = max(candidates, key=lambda encoding: _fit(sample, encoding))
    if _fit(sample, best) < _SURE:
        raise error
    return best


def _fit(sample: bytes, encoding: Encoding) -> float:
    return share_of_syllables(encoding.text_of(sample.decode(encoding.codec, "replace")))


def _wide(data: bytes) -> str | None:
    """Tell UTF-16 without a mark: every other byte of its spaces and ASCII letters is zero."""
    sample = data[:4000]
    if len(data) < 4 or len(sample) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 5 and odd > 8 * even:
        return "utf-16-le"
    if even > len(sample) // 5 and even > 8 * odd:
        return "utf-16-be"
    return None


def _undo(text: str) -> str:
    """Return text whose UTF-8 was read as Windows-1252, read rightly (what it cannot be stays)."""
    try:
        return text.translate(_windows_1252()).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


@cache
def _windows_1252() -> dict[int, int]:
    """Return the characters of Windows-1252 between 0x80 and 0x9F, by their bytes; five are not assigned."""
    letters = ((byte, bytes([byte]).decode("cp1252", "ignore")) for byte in range(0x80, 0xA0))
    return {ord(letter): byte for byte, letter in letters if letter}


def _first_fault(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return -1
