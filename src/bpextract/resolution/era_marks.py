"""What the words beside a place say of its era: `huyện Gia Lộc cũ, nay là xã Gia Phúc`."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from bpextract.annotation import Annotation
from bpextract.lexicons.alternation import Kinds
from bpextract.lexicons.gazetteer import NEW, OLD
from bpextract.lexicons.matching import EndingTrie, PhraseTrie
from bpextract.lexicons.schemas import ERA_CUES, PLACE_WORDS
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.mentions import PlaceMention
from bpextract.names.place_chains import is_above

# Between places of one list or chain; what is said of one of them is said of those beside it.
_JOINED = re.compile(r" ?(?:,|;|/|\(|-|–| và| thuộc| của)(?: ?(?:các|thuộc))? ?")
_MOST_BETWEEN = 4  # tokens between a cue and the place that it is said of
_BESIDE = 25  # characters between a unit and what it became: ` (nay sáp nhập vào`
_ENDED = re.compile(r"[.;\n]")


class EraWords:
    """The cues of a vocabulary: those beside a place, and those of a whole text. Pickles.

    Attributes:
        before, after: cues beside a place, and the edition that they tell.
        between: tokens that may stand between a cue before a place and the place.
        text: cues of a whole text.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        entries = vocabulary.entries(ERA_CUES)
        self.before = EndingTrie((e["form"], e["edition"]) for e in entries if e["where"] == "before")
        self.between = Kinds(vocabulary.entries(PLACE_WORDS)).of("after_cue") | {"("}
        # Both kinds, so that in `(trước đây là huyện B)` nothing is said of the place before.
        beside = (e for e in entries if e["where"] != "text")
        self.after = PhraseTrie((e["form"], e["edition"] if e["where"] == "after" else None) for e in beside)
        self.text = PhraseTrie((e["form"], e["edition"]) for e in entries if e["where"] == "text")


@cache
def era_words() -> EraWords:
    """Return the packaged cues; read once, when first asked for."""
    return EraWords(Vocabulary())


def marks(annotation: Annotation, places: Sequence[PlaceMention], words: EraWords) -> Mapping[int, str]:
    """Return the edition that the words beside a place tell, by the id of the place."""
    found: dict[int, str] = {}
    for number, place in enumerate(places):
        edition = _after(annotation, place, words)
        if edition is not None:
            _share_back(annotation, places, number, edition, found)
    told_after = set(found)
    for number, place in enumerate(places):
        edition = _before(annotation, place, words)
        if edition is None or number in told_after:
            continue
        if number and number - 1 not in found and _beside(annotation, places[number - 1], place):
            _share_back(annotation, places, number - 1, NEW if edition == OLD else OLD, found)
        while number not in told_after:
            found[number] = edition
            if number + 1 == len(places) or not _joined(annotation, places, number):
                break
            number += 1
    return {places[number].id: edition for number, edition in found.items()}


def _share_back(
    annotation: Annotation, places: Sequence[PlaceMention], number: int, edition: str, found: dict[int, str]
) -> None:
    """Mark a place, with those before it that lie in it or stand in a list with it.

    What stands before a bracket is not marked: in `xã Dân Hòa (huyện Thanh Oai cũ)` the commune is of today.
    """
    for other in range(number, -1, -1):
        if other < number:
            between = annotation.text[places[other].end : places[other + 1].start]
            if "(" in between or not _JOINED.fullmatch(between) or not _shares(places, other, number):
                return
        found.setdefault(other, edition)


def _after(annotation: Annotation, place: PlaceMention, words: EraWords) -> str | None:
    """Return the edition told right after a place: `cũ`, `(cũ)`, `trước sáp nhập`."""
    norms, starts = annotation.tokens.norms, annotation.tokens.starts
    at = annotation.tokens.at(place.end)
    if at < len(norms) and norms[at] == "(":
        at += 1
    if at >= len(norms) or "\n" in annotation.text[place.end : starts[at]]:
        return None
    found = words.after.longest(norms, at)
    return found[1] if found else None


def _before(annotation: Annotation, place: PlaceMention, words: EraWords) -> str | None:
    """Return the edition told right before a place: `nay là`, `trước đây là`, `sáp nhập các`."""
    norms = annotation.tokens.norms
    at = annotation.tokens.at(place.start)
    for _ in range(_MOST_BETWEEN):
        found = words.before.before(norms, at)
        if found is not None:
            return found[1]
        if not at or not (norms[at - 1] in words.between or norms[at - 1].isdigit()):
            return None
        at -= 1
    return None


def _joined(annotation: Annotation, places: Sequence[PlaceMention], number: int) -> bool:
    return _JOINED.fullmatch(annotation.text, places[number].end, places[number + 1].start) is not None


def _beside(annotation: Annotation, place: PlaceMention, after: PlaceMention) -> bool:
    """Whether little stands between two places of one level, so that what one is now, or was, is said of the other."""
    between = annotation.text[place.end : after.start]
    return place.group == after.group and len(between) <= _BESIDE and not _ENDED.search(between)


def _shares(places: Sequence[PlaceMention], number: int, marked: int) -> bool:
    """Whether a mark after place `marked` is said of the earlier place `number`, too: one of its list, or one in it."""
    earlier, later = places[number], places[marked]
    return is_above(later.group, earlier.group) or (earlier.group == later.group and earlier.plural)
