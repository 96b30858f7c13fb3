"""Read words apart that are glued together, as where a tag or a line end was lost (`Tuyên QuangSau khi`, `TPBankcó`).

A word is cut where a small letter meets a capital, and before a small syllable at the end of a name, where the two
sides are known and the whole is not. Letters beyond ASCII tell most: no brand (`VinFast`, `eDoctor`) has a syllable
with them.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple, TypeAlias

import numpy as np

from bpextract.text.folding import fold
from bpextract.text.lost_blanks import borders, is_lost, stops_before_counters
from bpextract.text.syllables import is_syllable
from bpextract.text.tokenizer import Tokens
from bpextract.text.word_lists import WordLists, is_accented

_Flags: TypeAlias = "np.typing.NDArray[np.bool_]"
_LOWER, _UPPER = 1, 2
_LAST = 0xFFFF
_SYLLABLE = 7  # letters of the longest syllable (nghiêng)
_LEAST_IN_ASCII = 5  # letters of a name in ASCII that its text must have, too (Alcaraz|duy)
_SHORTEST = 4  # letters of the shortest two syllables that are read apart (Anđã)
_LONGEST = 100  # letters of what may be words in a row; what is longer is none
_KEPT = 50_000  # words remembered before all are forgotten, so that a long job's memory is bounded


class Glued(NamedTuple):
    """Tokens read apart: where the cuts are, and those of them where a sentence begins, in characters of the text."""

    tokens: Tokens
    cuts: list[int]
    openings: list[int]


class _Looked(NamedTuple):
    """What is known of a word that may be several, whatever text it stands in.

    Attributes:
        cuts: where it is cut.
        heads: names that it may begin with, where its text has them, and the cut after each.
        seconds: syllables that it may end with, where they make a word with the next one, and the cut before each.
        names: names that it may end with, where its text has them and another syllable stands before it, and the cut
            before each.
    """

    cuts: tuple[int, ...] = ()
    heads: tuple[tuple[str, int], ...] = ()
    seconds: tuple[tuple[str, int], ...] = ()
    names: tuple[tuple[str, int], ...] = ()


_WHOLE = _Looked()


class GluedWords:
    """Reads the words of texts apart. Pickles."""

    def __init__(self, lists: Callable[[], WordLists]) -> None:
        """Read by `lists`, which are made when the first word may be two: most texts have none."""
        self._lists = lists
        self._looked: dict[str, _Looked] = {}

    def __reduce__(self) -> "tuple[type[GluedWords], tuple[Callable[[], WordLists]]]":
        return GluedWords, (self._lists,)

    def _known(self) -> WordLists:
        return self._words

    @cached_property
    def _words(self) -> WordLists:
        return self._lists()

    def apart(self, text: str, tokens: Tokens, sections: Iterable[int] = ()) -> Glued:
        """Return the tokens of a clean text, those that are several words cut; the same tokens, where none is.

        Args:
            sections: where sections begin; a token with one inside is cut there.
        """
        cuts = _inside(tokens, sections)
        for stop in stops_before_counters(text):  # ngày 14/11 | . | 75Mbappe
            at = tokens.before(stop) - 1
            cuts.setdefault(at, (stop - tokens.starts[at], stop + 1 - tokens.starts[at]))
        written: frozenset[str] = frozenset()
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        lower, upper = _cases(codes)
        for at in _suspects(tokens, lower, upper):
            if at in cuts:
                continue
            word = tokens.words[at]
            looked = self._looked.get(word)
            if looked is None:
                if len(self._looked) > _KEPT:
                    self._looked = {}
                looked = self._looked[word] = self._look(word)
            if looked is _WHOLE:
                continue
            found = looked.cuts
            if looked.heads and not found:
                written = written or frozenset(tokens.words)
                found = next(((cut,) for head, cut in looked.heads if head in written), ())
            if looked.seconds and not found and at + 1 < len(tokens):
                following = tokens.words[at + 1]
                found = next(
                    ((cut,) for second, cut in looked.seconds if (second, following) in self._words.compounds), ()
                )
            if looked.names and not found and at and tokens.words[at - 1].istitle():
                written = written or frozenset(tokens.words)
                found = next(((cut,) for name, cut in looked.names if name in written), ())
            if found:
                cuts[at] = found
        apart = _cut(tokens, dict(sorted(cuts.items())), self._opens) if cuts else Glued(tokens, [], [])
        between = [place for place in borders(codes, lower, upper) if is_lost(text, apart.tokens, place, self._known)]
        if not between:
            return apart
        before = ((place, apart.tokens.words[apart.tokens.before(place) - 1]) for place in between)
        openings = [place for place, word in before if word.isdigit()]  # 2025|Theo …; but a price 24.7|Thay đổi
        return Glued(apart.tokens, sorted({*apart.cuts, *between}), sorted({*apart.openings, *openings}))

    def _look(self, word: str) -> _Looked:
        words = self._words
        if word in words.known or len(word) > _LONGEST:
            return _WHOLE
        borders = [
            at
            for at in range(1, len(word))
            if word[at].isupper()
            and (_is_border(word, at) or (word[:at] in words.known and word[at + 1 : at + 2].islower()))
        ]
        cuts: list[int] = []
        begin = 0
        for border, past in zip(borders, [*borders[1:], len(word)], strict=False):
            if word[begin:] in words.known:
                break
            if self._are_two(word[begin:border], word[border:past], word[border:]):
                cuts.append(border)
                begin = border
        tails = self._tails(word, begin)
        cuts += [cut for head, cut in tails if head in words.known and not word.isascii()][:1]
        if cuts:
            return _Looked(tuple(cuts))
        seconds = tuple(
            (word[at:].lower(), at)
            for at in borders
            if word[:at] in words.known and is_syllable(word[:at].lower()) and is_syllable(word[at:].lower())
        )
        names = tuple(
            (word[at:], at)
            for at in borders
            if len(word) - at >= _LEAST_IN_ASCII and is_syllable(word[:at].lower()) and not is_syllable(fold(word[at:]))
        )  # Vy Anh|Alcaraz
        return _Looked((), tuple(tails), seconds, names) if tails or seconds or names else _WHOLE

    def _are_two(self, left: str, right: str, rest: str) -> bool:
        """Return whether `left` and `right`, the words at a border, are two; `rest` is all that follows it."""
        opens = right.lower() in self._words.openers
        if min(len(left), len(rest)) < 2 and not (opens and is_accented(rest)):  # Quảng cáo|Ở lượt cuối
            return False
        if is_accented(left) or is_accented(right):
            return True
        small = left.lower()
        short = right.isupper() and (right.lower() in self._words.linked or right.lower() in self._words.titles)
        if short and is_syllable(small):
            return True  # 3.280 ha|TP Hà Nội, tuyển Anh|HLV Tuchel
        if small in self._words.linked and (left.islower() or small in self._words.openers):  # theoCNN, TheoReuters
            return right.isupper() or rest in self._words.known or right in self._words.known
        return opens and left in self._words.known

    def _tails(self, word: str, begin: int) -> list[tuple[str, int]]:
        """Return the names that end before a frequent small syllable at the end of `word[begin:]`, and where.

        In ASCII only long names of more than one syllable, as their text must have them (Alcaraz|duy trì).
        """
        name = word[begin:]
        if name in self._words.known or not name[0].isupper() or is_syllable(fold(name)):
            return []
        least = _LEAST_IN_ASCII if name.isascii() else 2
        return [
            (name[:-size], len(word) - size)
            for size in range(min(_SYLLABLE, len(name) - least), 1, -1)
            if name[-size:] in self._words.common and self._are_apart(name[:-size], name[-size:])
        ]

    @staticmethod
    def _are_apart(name: str, tail: str) -> bool:
        """Return whether a name and the frequent word behind it may be two, by their letters."""
        if not name.isascii() or not tail.isascii():
            return not tail.isascii() and not _is_initials(name)
        return is_syllable(tail) and not is_syllable(fold(name))

    def _opens(self, left: str, right: str, following: str) -> bool:
        """Return whether a sentence begins with `right`, a word that was glued to `left`."""
        words = self._words
        if not right[0].isupper() or left in words.linked:
            return False
        if right.lower() in words.openers:
            return True
        if (right.lower(), following) in words.compounds:
            return True
        if left in words.titles or (left.istitle() and is_syllable(fold(left))):  # of a name, which may go on
            return False
        goes_on = following[:1].islower() or following[:1].isdigit()
        return goes_on and right.istitle() and is_syllable(fold(right))


def _inside(tokens: Tokens, borders: Iterable[int]) -> dict[int, tuple[int, ...]]:
    """Return the tokens that have a border inside, and where in them it is."""
    found: dict[int, tuple[int, ...]] = {}
    for border in borders:
        at = tokens.at(border)
        if at < len(tokens) and tokens.starts[at] < border:
            found[at] = (*found.get(at, ()), border - tokens.starts[at])
    return found


def _is_border(word: str, at: int) -> bool:
    """Return whether a capital stands behind a small letter, or begins a word behind an acronym: TP HCM|Trần."""
    return word[at - 1].islower() or (word[:at].isupper() and word[at + 1 : at + 2].islower())


def _is_initials(name: str) -> bool:
    """Return whether a name is two capitals, which may as well be initials and the next word's (`QTân`)."""
    return len(name) < 3 and name.isupper()


def _suspects(tokens: Tokens, lower: _Flags, upper: _Flags) -> list[int]:
    """Return the tokens that may be several words, by the case of their letters, all of them looked at at once."""
    letters = np.zeros(len(lower) + 2, np.bool_)
    letters[1:-1] = lower | upper
    inner = np.flatnonzero(lower[:-1] & upper[1:]) + 1
    shouted = np.flatnonzero(upper[:-2] & upper[1:-1] & lower[2:]) + 1
    starts = np.flatnonzero(letters[1:] > letters[:-1])
    ends = np.flatnonzero(letters[1:] < letters[:-1])
    named = starts[ends - starts >= _SHORTEST]
    named = named[upper[named]]
    places = np.concatenate([inner - 1, shouted, named]).tolist()
    return sorted({bisect_right(tokens.starts, place) - 1 for place in places})


def _cases(codes: "np.typing.NDArray[np.uint32]") -> tuple[_Flags, _Flags]:
    """Return whether each character of a text is a small letter, and whether it is a capital."""
    cases = _every_case()[np.minimum(codes, _LAST)]
    return cases == _LOWER, cases == _UPPER


@cache
def _every_case() -> "np.typing.NDArray[np.uint8]":
    """Return for each character up to `_LAST` whether it is a small letter, a capital or neither."""
    every = np.arange(_LAST + 1, dtype=np.uint32).view("<U1")
    return np.char.islower(every) * np.uint8(_LOWER) + np.char.isupper(every) * np.uint8(_UPPER)


def _cut(tokens: Tokens, cuts: Mapping[int, tuple[int, ...]], opens: Callable[[str, str, str], bool]) -> Glued:
    """Return the tokens, those of `cuts` cut there, and where a sentence `opens` by the words around a cut."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    norms: list[str] = []
    found = Glued(Tokens(starts, ends, words, norms, tokens.digits), [], [])

    def keep(first: int, past: int | None) -> None:
        starts.extend(tokens.starts[first:past])
        ends.extend(tokens.ends[first:past])
        words.extend(tokens.words[first:past])
        norms.extend(tokens.norms[first:past])

    past = 0
    for at, inside in cuts.items():
        keep(past, at)
        past = at + 1
        word, start = tokens.words[at], tokens.starts[at]
        edges = (0, *inside, len(word))
        pieces = [word[begin:end] for begin, end in pairwise(edges)]
        following = [*pieces[1:], tokens.words[past] if past < len(tokens) else ""]
        for number, (begin, piece) in enumerate(zip(edges, pieces, strict=False)):
            if number and piece != ".":
                found.cuts.append(start + begin)
                if opens(pieces[number - 1], piece, following[number]):
                    found.openings.append(start + begin)
            starts.append(start + begin)
            ends.append(start + begin + len(piece))
            words.append(piece)
            norms.append(fold(piece))
    keep(past, None)
    return found
