"""Organizations known by a word beside or in them: World Bank, University of Oxford; Tổng giám đốc | PVEP."""

from collections.abc import Collection, Mapping, Sequence

from bpextract.components.organization_reading import Reading
from bpextract.components.organization_spans import Span
from bpextract.text.syllables import is_acronym, is_syllable

# Last words of the titles of who leads a firm.
LEADERS = frozenset({"tịch", "đốc", "ceo", "tgđ", "gđ", "hđqt", "hđtv"})
_LONGEST = 5
_OF = frozenset({"of", "for"})


def find_tails(
    text: Reading, hits: Sequence[int], tails: Mapping[str, str], titles: Collection[str], spans: list[Span]
) -> list[Span]:
    """Return the names outside `spans` that end in one of `tails` (or go on with `of`), and the banks by their ending.

    Args:
        hits: the tokens that may be one of `tails`, the kind of body by the last word.
        titles: words that stand before a name and are no part of it.
    """
    taken = {index for span in spans for index in range(span.start, span.end)}
    found: list[Span] = []
    for at in _banks(text):
        if at not in taken:
            found.append(Span(at, at + 1, "company", "tail", 0.9))  # LienVietPostBank
            taken.add(at)
    for at in hits:
        norm = text.norms[at]
        if norm not in tails or not text.words[at][0].isupper() or at in taken:
            continue
        first, past = _first(text, at, titles), _past(text, at)
        if _stands(text, first, at, past) and taken.isdisjoint(range(first, past)):
            found.append(Span(first, past, tails[norm], "tail", 0.92))
            taken.update(range(first, past))
    return found


def find_led(text: Reading, hits: Sequence[int], titles: Collection[str], spans: list[Span]) -> list[Span]:
    """Return the acronyms outside `spans` that stand right after the title of who leads them, in text order.

    Args:
        hits: the tokens that may be one of `LEADERS`; titles: acronyms that are titles themselves.
    """
    taken = {index for span in spans for index in range(span.start, span.end)}
    after = [at + 1 for at in hits if text.norms[at] in LEADERS and at + 1 < len(text.norms)]
    return [
        Span(at, at + 1, "other", "led", 0.8)
        for at in after
        if at not in taken
        and at not in text.inside_place
        and len(text.norms[at]) > 2
        and text.norms[at] not in titles
        and text.norms[at] not in LEADERS
        and text.adjacent(at)
        and is_acronym(text.words[at])
        and not text.words[max(0, at - 2)].isupper()
    ]


def _banks(text: Reading) -> list[int]:
    """Return the tokens with a capital that end in `bank` after a name of their own."""
    if "bank" not in text.folded:
        return []
    return [
        at for at, norm in enumerate(text.norms) if norm[-4:] == "bank" and norm[:-5] and text.words[at][0].isupper()
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
