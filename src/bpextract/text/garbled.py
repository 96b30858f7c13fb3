"""Find UTF-8 that was read as Latin-1 or Windows-1252 (`Viá»‡t Nam`), letter by letter.

Each letter became two or three characters and is read back on its own, so that the rest of the text and the way back to
its offsets stay. Lost bytes are put back where one letter is likely: the no-break space of `à` and `Ơ` that became a
blank (`HÃ  Ná»™i`, `hÃ nh`), the soft hyphen of `í` and `ậ` that was deleted, the byte of `Đ` that Windows-1252 lacks.
"""

import re
from collections.abc import Iterator

from bpextract.text.sentences import LOWER

REPAIR = "UTF-8 that was read as Latin-1 or Windows-1252"

# The characters of Windows-1252 between 0x80 and 0x9F, by their bytes; five of them are not assigned.
_BYTES = {
    ord(letter): byte for byte in range(0x80, 0xA0) if (letter := bytes([byte]).decode("cp1252", "ignore"))
}  # fmt: skip
_REST = "\u0080-\u00bf" + "".join(map(chr, _BYTES))  # what the bytes after a letter's first look like
_QUOTES = "\u00a0‘’“”•–—…"  # … of which these follow letters in healthy text, too
# Nothing of this stands in Vietnamese that is whole. First what is searched for fast, then what makes sure.
_CUES = "á»", "áº", "Ä", "Æ", "Ã", "Ì"
_SURE = re.compile(
    f"á[º»](?:(?![{_QUOTES}])[{_REST}]|[{_QUOTES}](?=[A-Za-zÂ-ô]))|Ä[‘\x90\x91]|Æ[°¡]"
    "|(?<![A-ZĐƠƯ])Ã[¡¢£¨©ª¬\u00ad²³´µ¹º½]|Ã[¡¢£¨©ª¬\u00ad²³´µ¹º½](?=[a-zÂ-ô])|(?<=[a-z])Ã[ \u00a0]"
    "|[Â-ô][\u0080-\u0084\u0086-\u009f]"  # control characters that nobody writes
    "|Ì[\u0080-\u0089\u009b€‚ƒ†‰£]"  # a tone, or the mark of a vowel, in decomposed text
)
# A letter that Latin-1 does not have was not read as Latin-1: between two of them all is, or nothing.
_STRETCH = re.compile(f"[^{re.sub('[a-zà-ý-]', '', LOWER)}ĂĐƠƯẠ-ỹ]+")
_PIECE = re.compile(f"[Â-ß][{_REST}]|[à-ï][{_REST}]{{2}}|[ð-ô][{_REST}]{{3}}|Ã ?|áº|Ä|Æ ?")
# What follows the blank that was the end of `à`: the rest of its syllable, another blank, or a mark that stands close.
# Before anything else the blank is one between words.
_CLOSE = re.compile(r"(?:ng|nh|[imnouy])(?![^\W\d_])|\s|$|[.,;:!?)\]”’»…/]|\"(?!\w)|â€[\u009d™¦]")
_LOST = {"Ä": "Đ", "áº": "ậ", "Æ ": "Ơ", "Æ": "Ơ"}
_LETTER_BEFORE = re.compile(r"[A-Za-z]")


def garbled(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, letter) for each piece of `text` that is a garbled letter, in order."""
    if not any(cue in text for cue in _CUES) or not _SURE.search(text):
        return
    for stretch in _STRETCH.finditer(text):
        if not _SURE.search(text, *stretch.span()):
            continue
        for match in _PIECE.finditer(text, *stretch.span()):
            end, letter = _read(text, match)
            if letter:
                yield match.start(), end, letter


def _read(text: str, piece: re.Match[str]) -> tuple[int, str]:
    """Return where a piece ends, and the letter that it is; nothing where it is none."""
    end = piece.end()
    if piece[0] in _LOST:
        return end, _LOST[piece[0]]
    if piece[0] == "Ã":
        follows = text[end : end + 1].isalpha()
        inside = piece.start() > 0 and _LETTER_BEFORE.match(text, piece.start() - 1)
        return end, ("í" if inside else "Á") if follows else "à"
    if piece[0] == "Ã ":
        return (end if _CLOSE.match(text, end) else end - 1), "à"
    try:
        return end, piece[0].translate(_BYTES).encode("latin-1").decode()
    except UnicodeError:
        return end, ""
