"""Ways in which real text differs from clean text: each makes a dirty text of a clean one."""

import html
import random
import unicodedata

from bpextract.text.folding import fold
from bpextract.text.legacy import encodings

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_CYRILLIC = str.maketrans("AEOCPTHKMXaeocpx", "АЕОСРТНКМХаеосрх")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def nfd(text):
    return unicodedata.normalize("NFD", text)


def mixed(text):
    """Every other word decomposed."""
    words = text.split(" ")
    return " ".join(nfd(word) if number % 2 else word for number, word in enumerate(words))


def cp1258(text):
    """Tones as letters of their own, as CP1258 has them."""
    pieces = (unicodedata.normalize("NFD", letter) for letter in text)
    return "".join(
        unicodedata.normalize("NFC", "".join(mark for mark in piece if mark not in _TONES))
        + "".join(mark for mark in piece if mark in _TONES)
        for piece in pieces
    )


def new_tones(text):
    """Tones on the second vowel (hoà, uỷ), where they are placed the old way (hòa, ủy)."""
    pairs = {}
    for first, second in ("oa", "oe", "uy"):
        for tone in _TONES:
            old, new = (unicodedata.normalize("NFC", f) for f in (first + tone + second, first + second + tone))
            for case in (str.lower, str.capitalize):
                pairs[case(old)] = case(new)
    out, at = [], 0
    while at < len(text):
        pair = text[at : at + 2]
        alone = not text[at + 2 : at + 3].isalpha() and text[at - 1 : at].lower() != "q"
        out.append(pairs[pair] if pair in pairs and alone else text[at])
        at += 2 if pair in pairs and alone else 1
    return "".join(out)


def old_tones(text):
    folded = fold(text)
    return "".join(c.upper() if text[at].isupper() else c for at, c in enumerate(folded))


def icelandic(text):
    return text.translate(str.maketrans("Đđ", "Ðð"))


def look_alikes(text):
    """One letter of each long word in Cyrillic."""
    chosen = random.Random(1)
    words = text.split(" ")
    return " ".join(
        word[:at] + word[at].translate(_CYRILLIC) + word[at + 1 :]
        if len(word) > 2 and word.isalpha() and (at := chosen.randrange(len(word))) >= 0
        else word
        for word in words
    )


def no_break_spaces(text):
    return text.replace(" ", "\u00a0")


def zero_width(text):
    return "\ufeff" + text.replace(" ", " \u200b")


def soft_hyphens(text):
    return text.replace("nh", "n\u00adh")


def crlf(text):
    return text.replace("\n", "\r\n")


def entities(text):
    """Accented Latin-1 letters, quotation marks and ampersands as an old editor writes them."""
    named = {"à": "&agrave;", "á": "&aacute;", "â": "&acirc;", "ê": "&ecirc;", "ô": "&ocirc;", "đ": "&#273;"}
    return "".join(named.get(letter, letter) for letter in html.escape(text).replace("  ", "&nbsp; "))


def full_width_digits(text):
    return text.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})


def straight_quotes(text):
    return text.translate(_STRAIGHT)


def segmented(text):
    from underthesea import word_tokenize

    return "\n".join(word_tokenize(line, format="text") if line.strip() else line for line in text.split("\n"))


def _font(name, text):
    legacy = next(legacy for legacy in encodings() if legacy.name == name)
    codes = {letter: piece for piece, letter in reversed(legacy.letters.items())}
    return "".join(codes.get(letter, letter) for letter in text)


def tcvn3(text):
    return _font("TCVN3", text)


def vni(text):
    return _font("VNI", text)


def capitals(text):
    return text.upper()


EXACT = [
    nfd, mixed, cp1258, icelandic, look_alikes, no_break_spaces, zero_width, soft_hyphens, crlf, entities,
    full_width_digits, tcvn3, vni,
]  # fmt: skip
"""Those after which the same mentions are found: cleaning undoes them."""

NEARLY = [new_tones, old_tones, straight_quotes]
"""Those that cleaning leaves as they are: the decision about names sees them, and may decide a few otherwise."""

LETTERS = [nfd, mixed, cp1258, new_tones, icelandic, look_alikes]
SPACES = [no_break_spaces, zero_width, soft_hyphens, crlf, entities, full_width_digits, straight_quotes]
"""Those that may follow each other: of letters, then of what stands around them."""
