"""Lines of business in lower case inside a company's name: Công ty TNHH thương mại và dịch vụ Huỳnh Trân."""

from collections.abc import Mapping, Sequence

from bpextract.lexicons.matching import PhraseTrie

_JOINTS = frozenset({"và", "-", "–", "&", ","})


def business_run(
    words: Sequence[str],
    norms: Sequence[str],
    places: Mapping[int, int],
    known: PhraseTrie[bool],
    at: int,
    verbs: bool = True,
) -> int | None:
    """Return the token after the lines of business that begin with the token `at`, or None.

    A capital or a place must follow, as a company is named after more than its business; a comma joins two lines of
    business only within one run.

    Args:
        words, norms: the tokens, as written and folded; places: the token after each place, by its first.
        known: the lines of business, with False for verbs; verbs: whether these count.
    """
    size = len(words)
    if words[at] == "và" and at + 1 < size and words[at + 1].islower():
        at += 1
    first = at
    while at < size and at not in places and (found := known.longest(norms, at)) is not None and (verbs or found[1]):
        at = found[0]
        if at + 1 < size and words[at] in _JOINTS and words[at + 1].islower() and known.longest(norms, at + 1):
            at += 1
    if at == first or at >= size:
        return None
    if words[at] in ("và", "-", "–", "&") and at + 1 < size and words[at + 1][0].isupper():
        return at + 1 if known.longest(norms, at + 1) is not None else None
    return at if words[at][0].isupper() or at in places else None
