"""What the text has said of places so far, for questions about a name without a unit word."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bpextract.annotation import Annotation
from bpextract.components.place_runs import Run
from bpextract.lexicons.gazetteer import normal
from bpextract.mentions import PlaceMention

_LIST = re.compile(r" ?(?:,|;|/| và| hoặc| hay| cùng| -| –) ?|-")
_CHAIN = re.compile(r" ?(?:,|\(|-|–| thuộc) ?")
_NUMBER_AFTER = re.compile(r" \d{1,2}(?![\d.,/%-]*\d|%| ?[^\W\d_])")
# The number of a house before the street (tại số 318 Nguyễn Hữu Cầu); not of a player or a rank.
_ADDRESS = re.compile(
    r"(?<![^\W_])(?:(?:tại|ở|địa chỉ|nhà|quán|trụ sở|căn hộ)(?: [^\W\d_]+){0,2}:? số(?: nhà)?|số nhà) "
    r"\d{1,4}[a-z]?(?:[/-]\d{1,4}[a-z]?)*,? $"
)
_LETTERED = re.compile(r"\d{1,3}(?![^\W_])")  # đường D19
_LOCAL = frozenset({"district", "commune", "village", "feature", "site", "city", "province"})


@dataclass(slots=True)
class Context:
    """The places found so far.

    Attributes:
        taken: by where they end.
        known: names that the text gives with a unit word, and their groups; `firsts`: the first word of each.
        lists: whether a unit word opens a list (các huyện A, B và C).
        given: given names of people whose full names the text seems to hold (Phan Văn Việt).
    """

    taken: dict[int, PlaceMention]
    known: dict[str, str]
    firsts: frozenset[str]
    lists: bool
    given: frozenset[str]

    @classmethod
    def of(cls, found: list[PlaceMention], given: frozenset[str]) -> "Context":
        known = {
            normal(mention.name): mention.group for mention in found if mention.group in _LOCAL and " " in mention.name
        }
        firsts = frozenset(name.split()[0] for name in known)
        lists = any(mention.plural for mention in found)
        return cls({mention.end: mention for mention in found}, known, firsts, lists, given)


def listed(annotation: Annotation, start: int, context: Context) -> PlaceMention | None:
    """Return the place that opens the list of one unit word in which `start` stands (các huyện A, B và C)."""
    for gap in range(1, 6) if context.lists else ():
        before = context.taken.get(start - gap)
        if before is not None:
            between = annotation.text[start - gap : start]
            return before if before.plural and _LIST.fullmatch(between) else None
    return None


def at_address(annotation: Annotation, start: int) -> bool:
    """Whether the number of a house stands right before the offset."""
    if start < 4 or not any(character.isdigit() for character in annotation.text[start - 3 : start]):
        return False
    return _ADDRESS.search(annotation.folded, max(0, start - 50), start) is not None


def opens_sentence(annotation: Annotation, token: int) -> bool:
    """Whether a token opens a sentence or a quotation, where any word is capitalized."""
    return (
        token == 0
        or annotation.tokens.words[token - 1] in '.!?…:"“‘«•*-–'
        or ("\n" in annotation.text[annotation.tokens.ends[token - 1] : annotation.tokens.starts[token]])
    )


def acronym(text: str, run: Run, at: int) -> bool:
    """Whether a word of a run is in capitals."""
    word = text[run.starts[at] : run.ends[at]]
    return len(word) > 1 and word.isupper()


def joined_to(annotation: Annotation, start: int, taken: Mapping[int, PlaceMention]) -> PlaceMention | None:
    """Return the place that stands right before, joined by a comma, a bracket or `và`."""
    for gap in range(1, 6):
        if start - gap in taken:
            between = annotation.text[start - gap : start]
            return taken[start - gap] if _LIST.fullmatch(between) or _CHAIN.fullmatch(between) else None
    return None


def number_after(annotation: Annotation, end: int, group: str) -> int:
    """Return the end of a name with the number that belongs to it (`phường Mỹ Đình 2`)."""
    if group == "street" and annotation.text[end - 2 : end - 1] == " ":
        match = _LETTERED.match(annotation.text, end)
        return match.end() if match else end
    if group not in ("commune", "village", "site"):
        return end
    match = _NUMBER_AFTER.match(annotation.text, end)
    return match.end() if match else end
