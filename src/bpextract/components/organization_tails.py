"""Organizations known by a word beside or in them: World Bank, University of Oxford; Tổng giám đốc | PVEP."""

from collections.abc import Collection, Mapping

from bpextract.components.organization_reading import Reading
from bpextract.components.organization_spans import Span
from bpextract.text.syllables import is_acronym, is_syllable

_LEADERS = frozenset(
    {"tịch", "đốc", "ceo", "tgđ", "gđ", "hđqt", "hđtv"}
)  # last words of the titles of who leads a firm
_LONGEST = 5
_OF = frozenset({"of", "for"})


def find_tails(text: Reading, tails: Mapping[str, str], titles: Collection[str], spans: list[Span]) -> list[Span]:
    """Return the names that end in one of `tails` (or go on with `of`), outside `spans`, in text order.

    Args:
        tails: the kind of body by the last word; titles: words that stand before a name and are no part of it.
    """
    taken = {index for span in spans for index in range(span.start, span.end)}
    found: list[Span] = []
    for at, norm in enumerate(text.norms):
        if not text.words[at][0].isupper() or at in taken:
            continue
        if norm.endswith("bank") and len(norm) > len("bank") + 1:
            found.append(Span(at, at + 1, "company", "tail", 0.9))  # LienVietPostBank
            taken.add(at)
            continue
        if norm not in tails:
            continue
        first, past = _first(text, at, titles), _past(text, at)
        if _stands(text, first, at, past) and taken.isdisjoint(range(first, past)):
            found.append(Span(first, past, tails[norm], "tail", 0.92))
            taken.update(range(first, past))
    return found


def find_led(text: Reading, titles: Collection[str], spans: list[Span]) -> list[Span]:
    """Return the acronyms outside `spans` that stand right after the title of who leads them, in text order."""
    taken = {index for span in spans for index in range(span.start, span.end)}
    return [
        Span(at, at + 1, "other", "led", 0.8)
        for at, norm in enumerate(text.norms)
        if at > 0
        and text.norms[at - 1] in _LEADERS
        and at not in taken
        and at not in text.inside_place
        and len(norm) > 2
        and norm not in titles
        and norm not in _LEADERS
        and text.adjacent(at)
        and is_acronym(text.words[at])
        and not text.words[at - 2 : at - 1][0].isupper()
    ]


def _first(text: Reading, at: int, titles: Collection[str]) -> int:
    """Return the token that the capitalized words before `at` begin with."""
    first = at
    while (
        at - first < _LONGEST
        and text.adjacent(first)
        and text.words[first - 1][0].isupper()
        and text.norms[first - 1] not in titles
    ):
        first -= 1
    return first


def _past(text: Reading, at: int) -> int:
    """Return the token after the name: University of Oxford goes on, World Bank does not."""
    past = at + 1
    if text.norms[past : past + 1] and text.norms[past] in _OF:
        end = past + 1
        while end < len(text.words) and text.words[end][0].isupper() and text.adjacent(end) and end - past < 4:
            end += 1
        past = end if end > past + 1 else past
    return past


def _stands(text: Reading, first: int, at: int, past: int) -> bool:
    """Whether a name of its own stands before the last word, or after `of`, and no capital goes on."""
    if past < len(text.words) and text.words[past][0].isupper() and text.adjacent(past):
        return False  # Sky News | Arabia, Open Championship
    if at == first:
        return past > at + 1
    shouted = text.words[at].isupper() and len(text.words[at]) > 3  # a headline
    return not shouted and not (is_syllable(text.norms[at - 1]) and is_syllable(text.norms[at]))
