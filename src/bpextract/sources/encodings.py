"""Decode bytes that should be UTF-8 and are not."""

import codecs

# Byte-order marks, longest first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> tuple[str, str | None]:
    """Return the text of `data`, and a warning when it is not UTF-8: which encoding it was read as.

    Raises:
        UnicodeDecodeError: no encoding of Vietnamese fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding), None if encoding == "utf-8-sig" else f"read as {encoding.upper()}, not UTF-8"
    if wide := _wide(data):
        return data.decode(wide), f"read as {wide.upper()} (no byte-order mark), not UTF-8"
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        try:
            text = data.decode("cp1258")
        except UnicodeDecodeError:
            raise error from None
        if not _looks_vietnamese(text):
            raise error from None
        return text, "read as CP1258 (Windows Vietnamese), not UTF-8"


def _wide(data: bytes) -> str | None:
    """Tell UTF-16 without a mark: every other byte of its spaces and ASCII letters is zero."""
    if len(data) < 4 or len(data) % 2:
        return None
    sample = data[:4000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 5 and odd > 8 * even:
        return "utf-16-le"
    if even > len(sample) // 5 and even > 8 * odd:
        return "utf-16-be"
    return None


def _looks_vietnamese(text: str) -> bool:
    """Whether combining tones follow vowels, and few odd signs stand in the text."""
    tones = sum(text.count(tone) for tone in "\u0300\u0301\u0303\u0309\u0323")
    odd = sum(text.count(sign) for sign in "¤¦§¨¬¯±¶¸¼½¾¿×÷þ\x81\x8d\x8f\x90\x9d")
    return tones > 0 and odd * 10 <= tones
