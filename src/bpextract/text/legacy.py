"""Tell and read text in the fonts used before Unicode: TCVN3 (`.VnTime`, ABC) and VNI (`VNI-Times`).

Such text looks like Western European letters: `Tæng Bí th­` (TCVN3), `Toång Bí thö` (VNI).
TCVN3 is byte for byte TCVN 5712:1993 (VN2); VNI writes a letter's marks after it, as a letter of their own.
"""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

_SAMPLE = 4000  # characters looked at
_FEW = 3  # signs needed to tell
_RARE = 25  # one foreign sign in so many characters is not yet a legacy encoding
_SURE = 0.8
# Signs of the two encodings that Vietnamese in Unicode does not use, beside a letter (not 3 × 4, ½), and VNI's aâ, oõ.
_SIGNS = "[¨©ª«¬®µ¶·¸¹»¼½¾ÄÅÆÇËÏÑÖ×ØÛÜÞßäåæçëîïñöøûüþ]"
_SIGN = re.compile(f"(?<=[A-Za-z]){_SIGNS}|{_SIGNS}(?=[a-z])|(?<=[aeoAEO])[âùõ]")
_ACCENTED = re.compile(r"[a-z]*[^\W\d_a-z][^\W\d_]*")
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
# A syllable without its tone: only these vowels stand together.
_SPELLED = re.compile(
    "(?:ngh?|nh|kh|gh|gi?|qu|ch|th|tr|ph|[bcdđhklmnprstvx])?"
    "(?:uy[êua]|yêu|iêu|[uư][ơô][iu]?|uây|oa[ioy]|oeo|iê|yê|u[âêyai]|ư[aiu]|[oôơâêei]u|[oôơa]i|[aâ]y|[ae]o|au|ia|o[aăeo]"
    "|[aăâeêioôơuưy])"
    "(?:ng|nh|ch|[cmnpt])?"
)


class Legacy(NamedTuple):
    """A legacy encoding: `pattern` finds the pieces that stand for letters, `letters` says which."""

    name: str
    pattern: str
    letters: dict[str, str]

    def read(self, text: str) -> str:
        """Return `text` in Unicode (NFC)."""
        return re.sub(self.pattern, self._letter, text)

    def _letter(self, match: re.Match[str]) -> str:
        return self.letters[match[0]]


def detect(text: str) -> Legacy | None:
    """Return the legacy encoding that `text` is in, or None: the one by which its accented words become syllables."""
    signs = len(_SIGN.findall(text, 0, _SAMPLE))
    if signs < _FEW or signs * _RARE < min(len(text), _SAMPLE):
        return None
    best = max(encodings(), key=lambda legacy: share_of_syllables(legacy.read(text[:_SAMPLE])))
    share = share_of_syllables(best.read(text[:_SAMPLE]))
    return best if share > _SURE and share > share_of_syllables(text[:_SAMPLE]) else None


@cache
def encodings() -> tuple[Legacy, ...]:
    """Return the legacy encodings that can be told."""
    return _tcvn3(), _vni()


def share_of_syllables(text: str) -> float:
    """Return how many of the words with a letter beyond ASCII are Vietnamese syllables, from 0 to 1."""
    words = _ACCENTED.findall(unicodedata.normalize("NFC", text).lower())
    return sum(map(_is_spelled, words)) / len(words) if words else 0.0


def _is_spelled(word: str) -> bool:
    plain, tones = _TONE.subn("", unicodedata.normalize("NFD", word))
    return tones < 2 and _SPELLED.fullmatch(unicodedata.normalize("NFC", plain)) is not None


def _tcvn3() -> Legacy:
    codes = "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ"
    letters = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
    return Legacy("TCVN3", f"[{codes}]", dict(zip(codes, letters, strict=True)))


def _vni() -> Legacy:
    circumflex, breve, horn = "\u0302", "\u0306", "\u031b"
    acute, grave, hook, tilde, dot = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
    tones = {"ù": acute, "ø": grave, "û": hook, "õ": tilde, "ï": dot}
    toned = (acute, grave, hook, tilde, dot)
    circumflexes = {"â": circumflex} | {sign: circumflex + tone for sign, tone in zip("áàåãä", toned, strict=True)}
    breves = {"ê": breve} | {sign: breve + tone for sign, tone in zip("éèúüë", toned, strict=True)}
    bases = {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "o" + horn, "ö": "u" + horn}
    marks = dict.fromkeys(bases, tones) | {"a": tones | circumflexes | breves}
    marks |= dict.fromkeys("eo", tones | circumflexes)
    letters = {"ñ": "đ", "æ": "i" + hook, "ó": "i" + tilde, "ò": "i" + dot, "î": "y" + dot}
    letters |= {"ô": bases["ô"], "ö": bases["ö"]}
    letters |= {base + sign: bases[base] + mark for base, of_base in marks.items() for sign, mark in of_base.items()}
    both = {**letters, **{piece.upper(): letter.upper() for piece, letter in letters.items()}}
    # A capital often has small marks after it: Toång, AÂu, Ñaø.
    both |= {p[0].upper() + p[1:]: letter.upper() for p, letter in letters.items() if len(p) == 2}
    pattern = "|".join(sorted(both, key=len, reverse=True))
    return Legacy("VNI", pattern, {p: unicodedata.normalize("NFC", letter) for p, letter in both.items()})
