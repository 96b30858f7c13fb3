"""People in a row, most of whom are known to be people: in `Kolar, Coufal, Soucek (Tecl, 57'), Kudela` all are."""

from collections.abc import Iterator

from bpextract.annotation import Annotation
from bpextract.mentions import Name
from bpextract.text.tokenizer import Tokens

_MARKS = frozenset(",;()–-+")
_MINUTE = frozenset("'’′")  # behind digits alone; elsewhere a part of a name (D'Ambrosio)
_FEWEST = 6  # names in a row
_LEAST = 3  # of them that the model takes for people
_LONGEST = 4  # tokens of a name
_PROBABILITY = 0.9  # about as many are right, as read in 3,000 articles

_Item = tuple[int, int]


def with_line_ups(annotation: Annotation, names: list[Name]) -> list[Name]:
    """Return the names in text order, with those of rows of people that nothing but the others tells to be people."""
    if sum(name.label == "PERSON" for name in names) < _LEAST:
        return names
    labels = {(name.start, name.end): name.label for name in names}
    taken = {token for name in names for token in range(name.start, name.end)}
    found: list[Name] = []
    for items in _rows(annotation.tokens):
        unknown = [item for item in items if item not in labels]
        told = sum(labels.get(item) == "PERSON" for item in items)
        others = len(items) - len(unknown) - told
        if told >= _LEAST and others * _LEAST <= told:
            free = (item for item in unknown if taken.isdisjoint(range(*item)))
            found += [Name(*item, "PERSON", _PROBABILITY, "names.list") for item in free]
    return sorted([*names, *found]) if found else names


def _rows(tokens: Tokens) -> Iterator[list[_Item]]:
    """Yield the words with capitals that stand in a row, as tokens: only marks and minutes are between them.

    What runs on into other words without a mark (`Harvey Elliott | Thẻ vàng: …`) is left out, and what a hyphen joins.
    """
    words = tokens.words
    items: list[_Item] = []
    at = 0
    while at < len(words):
        if words[at][0].isupper():
            end = at + 1
            while end < len(words) and words[end][0].isupper():
                end += 1
            joined = words[at - 1] == "-" and tokens.ends[at - 1] == tokens.starts[at]
            shouted = all(word.isupper() for word in words[at:end])  # SN 1975
            if end - at <= _LONGEST and _ends_item(words, end) and not joined and not shouted:
                items.append((at, end))
            at = end
        elif words[at] in _MARKS or words[at].isdigit() or (words[at] in _MINUTE and words[at - 1].isdigit()):
            at += 1
        else:
            if len(items) >= _FEWEST:
                yield items
            items = []
            at += 1
    if len(items) >= _FEWEST:
        yield items


def _ends_item(words: list[str], end: int) -> bool:
    return end < len(words) and (words[end] in _MARKS or words[end] in ".:" or words[end].isdigit())
