"""What a measure is a rate of: `đồng/tháng`, `tấn/ha/năm`, `đồng một lít`, `đồng mỗi người`."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from bpextract.lexicons.alternation import Kinds
from bpextract.lexicons.matching import PhraseTrie
from bpextract.text.tokenizer import Tokens

_ONE = "1"
_ROUND = re.compile(r"10{2,}|1(?:\.000)+|10{1,2}(?:\.000)+")  # 5,6 lít/100 km, 12 ca/1.000 dân; but 5 bàn/10 trận


class Rate(NamedTuple):
    """The end of a rate in the span (a token), that of the words that say it, and its bases (`person`, `year`)."""

    end: int
    past: int
    bases: tuple[str, ...]

    def of(self, norm: str) -> str:
        """Return the unit `norm` by these bases: `VND/person/year`."""
        return "/".join((norm, *self.bases))


class Rates:
    """Reads what stands after a unit and makes a rate of it."""

    def __init__(self, entries: Mapping[str, list[dict[str, str]]], nouns: PhraseTrie[float], cues: Kinds) -> None:
        """Build from the lexicons units and rate_bases, the counted nouns, and the words beside numbers."""
        self._bases: PhraseTrie[str] = PhraseTrie((entry["form"], entry["base"]) for entry in entries["rate_bases"])
        self._symbols = frozenset(entry["form"] for entry in entries["rate_bases"] if not entry["form"].islower())
        self._units: PhraseTrie[bool] = PhraseTrie((entry["form"], True) for entry in entries["units"])
        self._nouns = nouns
        self._each = cues.of("each") | {"một", _ONE}
        self._apart = cues.of("after_time")  # 5 tỷ đồng một năm | trước

    def after(self, tokens: Tokens, end: int, spoken: bool = False) -> Rate:
        """Return the rate after token `end`; `spoken` where `một` or `mỗi` can say it, too."""
        bases: list[str] = []
        while end + 1 < len(tokens) and tokens.words[end] == "/":
            many = _ROUND.fullmatch(tokens.words[end + 1])
            at = end + 1 + (tokens.words[end + 1] == _ONE or many is not None)
            if at >= len(tokens) or not (tokens.words[at][0].islower() or tokens.words[at] in self._symbols):
                break
            end = self._base(tokens, at, bases)
            if many is not None:
                bases[-1] = f"{many[0]} {bases[-1]}"
        past = end
        if spoken and not bases and end + 1 < len(tokens) and tokens.norms[end] in self._each:
            base = self._bases.longest(tokens.norms, end + 1)
            if base is not None and not self.is_apart(tokens, base[0]):
                past = base[0]
                bases.append(base[1])
        return Rate(end, past, tuple(bases))

    def is_apart(self, tokens: Tokens, end: int) -> bool:
        """Whether token `end`, behind a length of time, makes it one of its own: 6 tháng | trước, 6 tháng | tù."""
        return end < len(tokens) and tokens.norms[end] in self._apart

    def _base(self, tokens: Tokens, at: int, bases: list[str]) -> int:
        """Add the base at token `at` to `bases`, in its own words where no symbol is known, and return its end."""
        norms = tokens.norms
        found = (self._units.longest(norms, at), self._nouns.longest(norms, at))
        known = self._bases.longest(norms, at)
        end = max((end for end, _ in filter(None, found)), default=at + 1)
        bases.append(known[1] if known is not None and known[0] >= end else " ".join(norms[at:end]))
        return max(end, known[0] if known else end)
