"""Which tokens of a text belong to a phrase of a lexicon: one walk through one trie for all lexicons."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from bpextract.decision.words import Array
from bpextract.text.tokenizer import norms_of

NAMES = ("organization", "state", "district", "commune", "place")
"""Kinds whose phrases begin with a capital."""
WORDS = ("honorific", "title", "unit", "head", "field")
"""Kinds whose phrases may be written in any way."""
KINDS = (*WORDS, *NAMES)
WIDTH = 2 * len(KINDS)
_FIRST_NAME = len(WORDS)


class Phrases:
    """The phrases of all kinds, by their folded tokens."""

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        """Build the trie from the forms of each of `KINDS`."""
        self._root: dict[str, Any] = {}
        for kind, forms in phrases.items():
            number = KINDS.index(kind)
            for form in forms:
                node = self._root
                for norm in norms_of(form):
                    node = node.setdefault(norm, {})
                node.setdefault("", set()).add(number)

    def mark(self, norms: Sequence[str], capital: Sequence[bool]) -> Array:
        """Return for each token whether a phrase of each kind begins there, and whether one goes on there.

        Args:
            norms: the folded tokens; capital: whether each begins with a capital.
        """
        size, root = len(norms), self._root
        begins: list[tuple[int, int]] = []
        inside: list[tuple[int, int]] = []
        for at, norm in enumerate(norms):
            node = root.get(norm)
            if node is None:
                continue
            named = capital[at]
            past = at + 1
            ends: dict[int, int] = {}
            while True:
                for kind in node.get("", ()):
                    if named or kind < _FIRST_NAME:
                        ends[kind] = past
                node = node.get(norms[past]) if past < size else None
                if node is None:
                    break
                past += 1
            for kind, end in ends.items():
                begins.append((at, kind))
                inside.extend((token, kind) for token in range(at + 1, end))
        marks = np.zeros((size, WIDTH), np.float32)
        for column, cells in ((0, begins), (len(KINDS), inside)):
            if cells:
                rows, kinds = zip(*cells, strict=True)
                marks[list(rows), [column + kind for kind in kinds]] = 1.0
        return marks
