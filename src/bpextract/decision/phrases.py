"""Which tokens of a text belong to a phrase of a lexicon: one walk through two tries for all lexicons."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bpextract.learned.arrays import Array
from bpextract.text.tokenizer import Tokens, norms_of_all

WORDS = ("honorific", "title", "unit", "head", "field")
"""Kinds whose phrases may be written in any way."""
NAMES = ("organization", "state", "district", "commune", "place")
"""Kinds whose phrases begin with a capital."""
KINDS = (*WORDS, *NAMES)
WIDTH = 2 * len(KINDS)

Cells = list[tuple[int, int]]


class Phrases:
    """The phrases of all kinds, by their folded tokens."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        """Build the tries from the forms of each of `KINDS`."""
        self._words: dict[str, Any] = {}
        self._names: dict[str, Any] = {}
        for kind, forms in phrases.items():
            root = self._words if kind in WORDS else self._names
            number = KINDS.index(kind)
            for norms in norms_of_all(dict.fromkeys(forms)):
                node = root
                for norm in norms:
                    node = node.setdefault(norm, {})
                node[""] = tuple(sorted({*node[""], number})) if "" in node else (number,)

    def mark(self, tokens: Tokens, capitals: Sequence[int], marks: Array) -> None:
        """Fill in for each token whether a phrase of each kind begins there, and whether one goes on there.

        Args:
            tokens: those of a text; capitals: those that begin with a capital, by their number.
            marks: an empty table with a row for each token and `WIDTH` columns.
        """
        begins: Cells = []
        inside: Cells = []
        norms = tokens.norms
        following = [*norms[1:], ""]
        for norm, places in tokens.places().items():
            node = self._words.get(norm)
            if node is not None:
                for at in places:
                    if "" in node or following[at] in node:
                        _walk(node, norms, at, begins, inside)
        for at in capitals:
            node = self._names.get(norms[at])
            if node is not None and (following[at] in node or "" in node):
                _walk(node, norms, at, begins, inside)
        for cells in (begins, inside):
            if cells:
                rows, columns = zip(*cells, strict=True)
                marks[rows, columns] = 1.0


def _walk(node: dict[str, Any], norms: Sequence[str], at: int, begins: Cells, inside: Cells) -> None:
    """Add the cells of the longest phrase of each kind that begins at a token, whose node in the trie is given."""
    past, size = at + 1, len(norms)
    ends: dict[int, int] = {}
    while True:
        for kind in node.get("", ()):
            ends[kind] = past
        following = node.get(norms[past]) if past < size else None
        if following is None:
            break
        node = following
        past += 1
    for kind, end in ends.items():
        begins.append((at, kind))
        if end > at + 1:
            inside.extend((token, len(KINDS) + kind) for token in range(at + 1, end))
