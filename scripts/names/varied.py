"""Labelled texts anew in the style of other papers: small letters in names of bodies, other unit words, dashes, lines.

One paper writes `Viện Vệ sinh dịch tễ Trung ương`, another `Viện Vệ sinh dịch tễ trung ương`; one `thôn A, xã B`,
another `A - B`; what one prints on a line of its own, another ends with a full stop. The labelled texts come from few
papers, so that some are read once more as others would print them.
"""

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from data import ROOT, Labelled

from bpextract.lexicons.alternation import any_of
from bpextract.lexicons.gazetteer import gazetteer

_STOP = re.compile(r"(?<=[a-zà-ỹ)”\"])\.\s+(?=[A-ZĐ“\"])")
_WORD = re.compile(r"\w+")
_COMMON, _OFTEN = 0.2, 8  # the share and the number of its occurrences in small letters that make two words common
_SMALL, _HEAD, _UNIT, _DASH = 0.7, 0.7, 0.4, 0.15  # how often each is done where it can be
_LINE = 0.12  # how often a sentence ends with its line instead of a full stop
_HEADS_ALONE = 0.4  # the share of the texts in which the first words of bodies are written small, not the later ones
PRINT = ROOT / "corpora" / "names" / "print.tsv"


class Edit(NamedTuple):
    """A piece of the text and what stands in its place."""

    start: int
    end: int
    new: str


class Words(NamedTuple):
    """What is known of words.

    Attributes:
        common: pairs of words, in small letters, that are often written so.
        small_units: words for small units; small_unit, unit: patterns of one before a name, and of any unit word.
        heads: first syllables of bodies; outside: those that are outside of the name where they are small.
    """

    common: frozenset[tuple[str, str]]
    small_units: tuple[str, ...]
    small_unit: re.Pattern[str]
    unit: re.Pattern[str]
    heads: frozenset[str]
    outside: frozenset[str]

    @classmethod
    def of(cls, labelled: Iterable[Labelled]) -> "Words":
        """Return what the file of words and the labelled texts tell."""
        lines = [line for line in PRINT.read_text(encoding="utf-8").splitlines() if not line.startswith("#")][1:]
        pairs = [line.split("\t") for line in lines]
        kinds = {kind: tuple(form for form, of in pairs if of == kind) for _, kind in pairs}
        small, unit = (any_of(kinds[kind]) for kind in ("small_unit", "unit"))
        return cls(
            _common_pairs(labelled), kinds["small_unit"], re.compile(rf"{small} (?=[A-ZĐ]\w*[a-zà-ỹ])"),
            re.compile(rf"{unit} (?=[A-ZĐ])"), frozenset(kinds["head"]), frozenset(kinds["outside"]),
        )  # fmt: skip


def varied(labelled: Sequence[Labelled], texts: int, seed: int = 1) -> Iterator[Labelled]:
    """Yield as many of the labelled texts in which something can be varied, each as another paper might print it."""
    chance = random.Random(seed)
    words = Words.of(labelled)
    shuffled = list(labelled)
    chance.shuffle(shuffled)
    for row in shuffled:
        small = _small_heads if chance.random() < _HEADS_ALONE else _small_letters  # both might leave no capital
        edits = [
            *small(row, words, chance), *_other_units(row, words, chance), *_dashes(row, words, chance),
            *_lines(row, chance),
        ]  # fmt: skip
        if edits:
            yield _edited(row, edits)
            texts -= 1
        if not texts:
            break


def _common_pairs(labelled: Iterable[Labelled]) -> frozenset[tuple[str, str]]:
    """Return the pairs of words, in small letters, that are often written so: two of `quốc gia`, none of a name."""
    small: Counter[tuple[str, str]] = Counter()
    every: Counter[tuple[str, str]] = Counter()
    for row in labelled:
        for pair in pairwise(_WORD.findall(row.text)):
            folded = pair[0].lower(), pair[1].lower()
            every[folded] += 1
            small[folded] += pair == folded
    named = {tuple(unit.name.lower().split()) for units in gazetteer().by_name.values() for unit in units}
    return frozenset(
        pair for pair, count in small.items() if count >= _OFTEN and count > _COMMON * every[pair] and pair not in named
    )


def _small_letters(row: Labelled, known: Words, chance: random.Random) -> Iterator[Edit]:
    """Write the names of bodies with fewer capitals: what names a body otherwise keeps its own.

    The first word of the name keeps its capital, and mostly another one behind it; places and acronyms keep theirs.
    """
    for start, end, label in row.spans:
        if label != "ORG" or chance.random() > _SMALL:
            continue
        places = [(s, e) for s, e, inner in row.spans if inner == "PLACE" and start <= s and e <= end]
        kept = chance.choice((1, 2, 2, 3))
        if kept == 1 and not _inside_sentence(row.text, start):
            kept = 2
        words = list(_WORD.finditer(row.text, start, end))
        beside = [(one[0].lower(), two[0].lower()) in known.common for one, two in pairwise(words)]
        capitals = [number for number, word in enumerate(words) if word[0][0].isupper()]
        for number in capitals[kept:]:
            word = words[number]
            inside = any(s <= word.start() < e for s, e in places)
            if word[0].istitle() and not inside and any(beside[max(number - 1, 0) : number + 1]):
                yield Edit(word.start(), word.end(), word[0].lower())


def _small_heads(row: Labelled, known: Words, chance: random.Random) -> Iterator[Edit]:
    """Write the first word of some bodies small, in all of the text: `bộ Công an`, `sở Y tế`, `bệnh viện Chợ Rẫy`."""
    heads = {row.text[start:end].split(" ")[0] for start, end, label in row.spans if label == "ORG"}
    small = {head for head in sorted(heads) if head.istitle() and chance.random() < _HEAD}
    for start, end, label in row.spans:
        first, _, rest = row.text[start:end].partition(" ")
        if label != "ORG" or first not in small or not _inside_sentence(row.text, start):
            continue
        head, then = first.lower(), rest.split(" ")[0].lower()
        is_head = head not in known.outside and ((head, then) in known.common or head in known.heads)
        if is_head and any(word[0].isupper() for word in _WORD.findall(rest)):
            yield Edit(start, start + len(first), head)


def _inside_sentence(text: str, start: int) -> bool:
    return start > 1 and text[start - 1] == " " and (text[start - 2].isalpha() or text[start - 2] in ",(")


def _other_units(row: Labelled, known: Words, chance: random.Random) -> Iterator[Edit]:
    """Put another word for a small unit before its name."""
    for start, end, label in row.spans:
        unit = known.small_unit.match(row.text, start, end) if label == "PLACE" else None
        if unit and chance.random() < _UNIT:
            yield Edit(unit.start(), unit.end() - 1, chance.choice(known.small_units))


def _dashes(row: Labelled, known: Words, chance: random.Random) -> Iterator[Edit]:
    """Write a list of places from small to large (`xã A, huyện B`) with dashes and without unit words: `A - B`."""
    places = sorted((s, e) for s, e, label in row.spans if label == "PLACE")
    chain: list[tuple[int, int]] = []
    for place in [*places, (len(row.text) + 9, len(row.text) + 9)]:
        if chain and row.text[chain[-1][1] : place[0]] == ", " and place[0] == chain[-1][1] + 2:
            chain.append(place)
            continue
        small = [known.unit.match(row.text, s, e) for s, e in chain]
        if len(chain) > 1 and all(small[:-1]) and chance.random() < _DASH:
            for (_, end), (start, _) in pairwise(chain):
                yield Edit(end, start, " - ")
            yield from (Edit(unit.start(), unit.end(), "") for unit in small if unit)
        chain = [place]


def _lines(row: Labelled, chance: random.Random) -> Iterator[Edit]:
    """End some sentences with their line alone, as titles, captions and items of lists end."""
    for stop in _STOP.finditer(row.text):
        inside = any(start < stop.end() and stop.start() < end for start, end, _ in row.spans)
        if not inside and chance.random() < _LINE:
            yield Edit(stop.start(), stop.end(), "\n")


def _edited(row: Labelled, edits: Sequence[Edit]) -> Labelled:
    """Return the text after the edits, its spans moved along; where two edits overlap, the first counts."""
    text, past, moved = "", 0, []
    for edit in sorted(set(edits)):
        if edit.start < past:
            continue
        text += row.text[past : edit.start] + edit.new
        past = edit.end
        moved.append((edit.start, edit.end, len(edit.new)))
    text += row.text[past:]

    def to(offset: int, of_end: bool) -> int:
        """Return where an offset of the text before is now; a span that begins with an edit holds what is put there."""
        shift = sum(new - (e - s) for s, e, new in moved if e < offset or (e == offset and (of_end or s < offset)))
        return offset + shift

    spans = [(to(s, False), to(e, True), label) for s, e, label in row.spans]
    return Labelled(f"{row.id}-varied", row.topic, row.part, text, spans, row.complete)
