"""House numbers, which tell that the name behind them is a street: `54A | Nguyễn Chí Thanh`."""

import re
from collections.abc import Iterable

from bpextract.lexicons.alternation import Kinds, any_of

_LONGEST = 40  # characters before a name in which its house number stands


class HouseNumbers:
    """Finds house numbers before names."""

    def __init__(self, words: Kinds, units: Iterable[str]) -> None:
        """Compile the patterns: of a number that a word before it tells (ở số 5), or a letter in it (54A), or after `ở`
        and a plain number the unit that the street lies in (ở 30 Nguyễn Kim|, phường 6).

        Args:
            words: those of place_words.
            units: unit words of what a street lies in.
        """
        further = r"(?:[/-]\d{1,4}[a-z]?){0,4}"
        self._number = re.compile(
            rf"(?<![^\W_])(?:{words.any_of('house')}:? (?:số )?\d{{1,4}}[a-z]{{0,2}}{further}"
            rf"|\d{{1,4}}[a-dh]{further}) $"
        )
        self._plain = re.compile(rf"(?:[,(:] ?|(?<![^\W_])và |(?<![^\W_]){words.any_of('house')} )\d{{1,4}}{further} $")
        self._lies_in = re.compile(rf" ?[,(] ?{any_of(units)}[ .]")

    def before(self, folded: str, start: int, end: int) -> bool:
        """Return whether a house number stands before the name from `start` to `end`."""
        since = max(0, start - _LONGEST)
        if self._number.search(folded, since, start) is not None:
            return True
        return self._plain.search(folded, since, start) is not None and self._lies_in.match(folded, end) is not None
