"""Whether a body's name in brackets, or after a dash, is the short name of the body right before it."""

import re

from bpextract.mentions import OrganizationMention
from bpextract.text.folding import fold
from bpextract.text.syllables import is_acronym, is_syllable

_WORD = re.compile(r"[^\W_]+")
_LEAST_WORDS = 2  # of a company's name, behind its head, that a brand after a dash may stand for
_CLOSING = (")", "]")
_OWNED = frozenset({"hospital", "school"})  # by companies


def explains(
    text: str, before: OrganizationMention, body: OrganizationMention, coded: bool = False, firm: bool = False
) -> bool:
    """Whether what opens the brackets after a body is another name of it: an acronym, a brand, or its own words short.

    A body of several words with a head of its own is one above it, unless each of them is one of the full name, or
    short for some.

    Args:
        coded: whether a ticker follows, after words that say so: (Masan Consumer | – mã MCH).
        firm: whether it is a known company, which may own a school or hospital: Bệnh viện Vinmec (Vingroup).
    """
    if _shortens(text[before.start : before.end], text[body.start : body.end]):
        return True
    if firm and before.kind in _OWNED:
        return False
    words = text[body.start : body.end].split()
    closed = text.startswith(_CLOSING, body.end)
    if len(words) == 1 and (is_acronym(words[0]) or (closed and _is_capitals(words[0]))):
        return True
    if body.head_end is not None:
        return False
    brand = before.kind == "company" or not all(is_syllable(word.lower()) for word in words)
    # A company's brand may have its ticker or its seat after it: (Viconship, Hải Phòng).
    ends = closed or coded or (before.kind == "company" and len(words) == 1 and text.startswith(",", body.end))
    return brand and ends and before.head_end is not None


def follows_dash(text: str, before: OrganizationMention, body: OrganizationMention) -> bool:
    """Whether a company's name has its brand after a dash: `Ngân hàng TMCP Đông Nam Á – SeABank`."""
    words = text[body.start : body.end].split()
    if before.kind != "company" or before.head_end is None or body.head_end is not None or len(words) != 1:
        return False
    full = text[before.head_end : before.end].split()
    brand = body.kind in (None, "company") and not is_syllable(words[0].lower())
    # Of two brands or a longer row neither is short for the other.
    alone = not text.startswith((" - ", " – ", " và "), body.end)
    return brand and alone and len(full) >= _LEAST_WORDS and all(map(_is_native, full))


def _is_capitals(word: str) -> bool:
    """Whether a word is an acronym that happens to be spelled like a syllable: EU, IIE."""
    return len(word) > 1 and word.isupper() and word.isalpha() and word.isascii()


def _is_native(word: str) -> bool:
    """Whether a word is none of a brand: a syllable, a mark, or the short form of a place (TP.HCM); DAP is one."""
    if word.isupper() and len(word) > 1:
        return "." in word
    return not any(map(str.isalpha, word)) or all(map(is_syllable, _WORD.findall(word.lower())))


def _shortens(full: str, short: str) -> bool:
    """Whether each word of `short` is one of `full`, in its order, or the first letters of some: Cục Quản lý cạnh
    tranh, Cục QLCT.
    """
    words, at = _WORD.findall(fold(full)), 0
    pieces = _WORD.findall(short)
    for piece in pieces:
        width = len(piece) if is_acronym(piece) else 1
        folded = fold(piece)
        while at < len(words):
            initials = "".join(word[0] for word in words[at : at + width])
            if words[at] == folded or (width > 1 and initials == folded):
                break
            at += 1
        else:
            return False
        at += 1 if words[at] == folded else width
    return len(words) > len(pieces)
