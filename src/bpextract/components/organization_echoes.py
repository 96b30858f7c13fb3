"""Names that a text gives in full and says back short: an acronym in brackets, a company without its legal form."""

from collections.abc import Iterator
from typing import NamedTuple

from bpextract.components.organization_reading import Reading
from bpextract.components.organization_spans import Span, binds
from bpextract.text.syllables import is_acronym

_CALLED = frozenset({"company", "media", "mass", "sport"})
# After these the words name a person or a place.
_OTHERS = frozenset({"ông", "bà", "anh", "chị", "cô", "chú", "em", "cháu", "ở", "tại", "huyện", "quận", "xã", "phường"})


class Echo(NamedTuple):
    """A short name, by its tokens, and the full name that it stands for."""

    start: int
    end: int
    full: Span
    rule: str


def find_echoes(text: Reading, spans: list[Span], surnames: frozenset[str]) -> list[Echo]:
    """Return the short names outside `spans`, in text order."""
    known: dict[str, tuple[list[str], Span, str]] = {}
    for span in spans:
        acronym = binds(text, span)
        if acronym is None and _ends_in_acronym(text, span):
            acronym = span.end - 1
        if acronym is not None:
            known.setdefault(text.words[acronym], ([text.words[acronym]], span, "acronym"))
        short = _short_name(text, span, surnames)
        if short:
            known.setdefault(short[0], (short, span, "short"))
    return list(_scan(text, spans, known)) if known else []


def _ends_in_acronym(text: Reading, span: Span) -> bool:
    """Whether an acronym alone stands behind the head, or is all, by which the body is called, too: Ngân hàng | MHB."""
    if span.rule == "led":
        return True
    return 0 < span.head_end == span.end - 1 and span.kind in _CALLED and is_acronym(text.words[span.end - 1])


def _short_name(text: Reading, span: Span, surnames: frozenset[str]) -> list[str]:
    """Return the words that a company with a legal form is called by: Công ty CP Địa ốc | Lam Sơn Việt."""
    if span.kind != "company" or span.rule != "head" or span.head_end - span.start < 2:
        return []
    at = span.end
    while at > span.head_end and text.words[at - 1].istitle() and text.words[at - 1].isalpha():
        at -= 1
    words = list(text.words[at : span.end])
    # A business (Đầu tư), a place (Hòa Bình) and a person (Nguyễn Kim) share their names with too much else.
    if at == span.end or at in text.places or text.norms[at] in surnames or (len(words) == 1 and len(words[0]) < 7):
        return []
    return words


def _scan(text: Reading, spans: list[Span], known: dict[str, tuple[list[str], Span, str]]) -> Iterator[Echo]:
    position = past = 0
    for index, word in enumerate(text.words):
        if word not in known or index < past:
            continue
        words, full, rule = known[word]
        end = index + len(words)
        while position < len(spans) and spans[position].end <= index:
            position += 1
        if position < len(spans) and spans[position].start < end:
            continue
        if rule == "short" and not _stands_alone(text, index, end, words):
            continue
        past = end
        yield Echo(index, end, full, rule)


def _stands_alone(text: Reading, index: int, end: int, words: list[str]) -> bool:
    """Whether the words are there, as no part of a longer name and no person's."""
    before, after = text.words[index - 1] if index else "", text.words[end] if end < len(text.words) else ""
    if list(text.words[index:end]) != words or before.lower() in _OTHERS:
        return False
    longer = (before.istitle() and text.adjacent(index) and not text.begins_sentence(index - 1)) or after.istitle()
    return not longer
