"""Bodies whose name was cut at a bracket: `Bộ Giáo dục và Đào tạo (GD-ĐT`, and `BV) Nhi Đồng 1` after `Bệnh viện (`."""

from collections.abc import Iterator

from bpextract.annotation import Annotation
from bpextract.lexicons.matching import EndingTrie
from bpextract.mentions import Name

_OPEN, _CLOSE = "(", ")"


def with_whole_brackets(annotation: Annotation, names: list[Name], heads: EndingTrie[bool]) -> list[Name]:
    """Return the names in text order, none of which has half of a pair of brackets.

    An acronym that closes a name is one of its own, unless the place of the body follows (`Sở Giáo dục (GD) tỉnh Lào
    Cai`); one after the first word of a name (`Bệnh viện (BV) Bạch Mai`) belongs to it.

    Args:
        heads: the words that names of bodies begin with.
    """
    places = {name.start: name for name in names if name.label == "PLACE"}
    halves = {
        name: found for name in names if name.label == "ORG" and (found := _whole(annotation, name, places, heads))
    }
    return sorted(_replaced(names, halves)) if halves else names


def _replaced(names: list[Name], halves: dict[Name, list[Name]]) -> Iterator[Name]:
    for name in names:
        yield from halves.get(name, [name])


def _whole(annotation: Annotation, name: Name, places: dict[int, Name], heads: EndingTrie[bool]) -> list[Name]:
    """Return the names that one with half of a pair of brackets is; none, where it has no half, or no one knows."""
    words, norms = annotation.tokens.words, annotation.tokens.norms
    inner = words[name.start : name.end]
    if inner.count(_OPEN) == inner.count(_CLOSE):
        return []
    if _OPEN in inner and name.end < len(words) and words[name.end] == _CLOSE:
        at = name.start + inner.index(_OPEN)
        place = places.get(name.end + 1)
        if place is not None:
            return [name._replace(end=place.end)]
        return [name._replace(end=at), name._replace(start=at + 1)] if name.start < at < name.end - 1 else []
    if _CLOSE in inner and name.start > 1 and words[name.start - 1] == _OPEN:
        head = heads.before(norms, name.start - 1)
        return [name._replace(start=head[0])] if head is not None else []
    return []
