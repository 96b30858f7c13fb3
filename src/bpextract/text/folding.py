"""Fold letter case and tone placement, so that `Hoà`, `HÒA` and `hòa` match; the length never changes."""

import re

_PLAIN = {"o": "oòóỏõọ", "u": "uùúủũụ"}
_SECOND = {"a": "aàáảãạ", "e": "eèéẻẽẹ", "y": "yỳýỷỹỵ"}
_NEW_STYLE = {
    first + _SECOND[second][tone]: _PLAIN[first][tone] + second
    for first, second in (("o", "a"), ("o", "e"), ("u", "y"))
    for tone in range(1, 6)
}
# After q the u is part of the consonant (quý); before another letter the tone sits where it is (hoàn, thuyền).
# (The q is asked for behind, so that the scan leaps from vowel to vowel.)
_NEW_STYLE_TONE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?<!q..)(?![^\W\d_])")


def fold(text: str) -> str:
    """Return `text` in lower case with tone marks placed the old way (`hoà` → `hòa`, `uỷ` → `ủy`).

    The result has exactly as many characters as `text` (NFC), so offsets carry over unchanged.
    """
    lower = text.lower()
    if len(lower) != len(text):  # a few foreign letters (İ) grow when lowered
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return _NEW_STYLE_TONE.sub(lambda match: _NEW_STYLE[match[0]], lower)
