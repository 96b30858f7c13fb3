"""Find runs of capitalized words, the candidates for names, by one scan of the text."""

import re
from typing import NamedTuple

_UPPER = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯĀĒĪŌŪŠŽČŁŚŻĆĞİŞ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
_LETTER = r"[^\W\d_]"
# A digraph counts as an initial too (Ng.V.A, Tr.T.H).
_INITIAL = rf"(?:Ng|Tr|Th|Ph|Nh|Kh|Ch|[{_UPPER}])"
# Initials (N.V.A, H.T.P), or one before a name (A.Méc-ken, N.Phú; after these of unit words, P.Tân Phú, only where a
# hyphen shows it foreign); else a capitalized word with what an apostrophe or a hyphen joins to it (Bh'riu, Jong-un),
# or the first part of a name of the Central Highlands that a blank follows (H' Hen, K' Brêm).
# The first character stands alone in front, so that the scan leaps from one capital to the next.
_WORD = (
    rf"[{_UPPER}](?<![^\W_].)"
    rf"(?:[ghr]?\.(?:{_INITIAL}\.)*{_INITIAL}(?!{_LETTER})"
    rf"|\.(?:(?<![QPHXT]\.)[{_UPPER}]{_LETTER}+(?:-{_LETTER}+)*|[{_UPPER}]{_LETTER}+(?:-{_LETTER}+)+)"
    rf"|(?<=[HKR])['’] [{_UPPER}]{_LETTER}+"
    rf"|{_LETTER}*(?:['’‘`´]{_LETTER}+)*(?:-{_LETTER}+)*)"
)
# Particles join the words of a foreign name (Louis van Gaal); whether both neighbours are foreign is decided later.
_PARTICLE = r"(?:van der|van den|de la|van|von|bin|bint|ibn|de|da|di|dos|del|der|al|el|du)"
_RUN = re.compile(rf"{_WORD}(?:[ \u00a0]{{1,2}}(?:{_PARTICLE} |[ae]l-)?{_WORD})*(?: \d[{_UPPER}](?!\w))?")
_BLANK = re.compile(r"(?<![HKR]['’])[ \u00a0]+")


class Run(NamedTuple):
    """A run of capitalized words: its span and its words."""

    start: int
    end: int
    words: list[str]

    def starts(self, text: str) -> list[int]:
        """Return where each word starts in `text`."""
        found: list[int] = []
        past = self.start
        for word in self.words:
            at = text.index(word, past)
            found.append(at)
            past = at + len(word)
        return found


def find_runs(text: str) -> list[Run]:
    """Return the runs of capitalized words of `text`, in order; none crosses a line end."""
    return [Run(match.start(), match.end(), _BLANK.split(match[0])) for match in _RUN.finditer(text)]
