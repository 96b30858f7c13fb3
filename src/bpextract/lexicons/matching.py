"""Match the phrases of a lexicon over folded tokens: a trie, walked only where a first token is known."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from bpextract.text.tokenizer import Tokens, norms_of_all

Value = TypeVar("Value")


class PhraseTrie(Generic[Value]):
    """Phrases by their tokens. Matching ignores letter case and tone placement (tokens are compared folded).

    Plain dictionaries inside, so it pickles; a text is read once however many phrases there are.
    """

    def __init__(self, phrases: Iterable[tuple[str, Value]] = ()) -> None:
        """Hold phrases, each with a value; a later value for the same tokens wins."""
        self._root = _tree(phrases, reverse=False)

    def longest(self, norms: Sequence[str], at: int) -> tuple[int, Value] | None:
        """Return (end, value) of the longest phrase that starts at token `at`, or None."""
        node = self._root.get(norms[at])
        found: tuple[int, Value] | None = None
        size = len(norms)
        while node is not None:
            at += 1
            if "" in node:
                found = (at, node[""])
            if at >= size:
                break
            node = node.get(norms[at])
        return found

    def every(self, norms: Sequence[str], at: int) -> list[tuple[int, Value]]:
        """Return (end, value) of every phrase that starts at token `at`, shortest first."""
        node = self._root.get(norms[at])
        found: list[tuple[int, Value]] = []
        while node is not None:
            at += 1
            if "" in node:
                found.append((at, node[""]))
            if at >= len(norms):
                break
            node = node.get(norms[at])
        return found

    def scan(self, norms: Sequence[str]) -> Iterator[tuple[int, int, Value]]:
        """Yield (start, end, value) of the longest phrases, left to right, none overlapping."""
        return self._phrases(norms, (at for at, norm in enumerate(norms) if norm in self._root))

    def scan_text(self, tokens: Tokens) -> Iterator[tuple[int, int, Value]]:
        """Yield the same of the tokens of a text; of those that begin no phrase none is looked at."""
        return self._phrases(tokens.norms, tokens.all_of(self._root.keys()))

    def _phrases(self, norms: Sequence[str], firsts: Iterable[int]) -> Iterator[tuple[int, int, Value]]:
        past = 0
        for at in firsts:
            if at >= past:
                found = self.longest(norms, at)
                if found is not None:
                    past = found[0]
                    yield at, past, found[1]


class EndingTrie(Generic[Value]):
    """Phrases by their tokens from the last to the first, to ask what stands right before a place in the text."""

    def __init__(self, phrases: Iterable[tuple[str, Value]] = ()) -> None:
        self._root = _tree(phrases, reverse=True)

    def before(self, norms: Sequence[str], at: int) -> tuple[int, Value] | None:
        """Return (start, value) of the longest phrase that ends right before token `at`, or None."""
        node: dict[str, Any] | None = self._root
        found: tuple[int, Value] | None = None
        while at > 0 and node is not None:
            at -= 1
            node = node.get(norms[at])
            if node is not None and "" in node:
                found = (at, node[""])
        return found


def _tree(phrases: Iterable[tuple[str, Any]], reverse: bool) -> dict[str, Any]:
    """Return phrases as a tree of their tokens; the value stands under the empty string, which is no token."""
    root: dict[str, Any] = {}
    pairs = list(phrases)
    for norms, (_, value) in zip(norms_of_all(phrase for phrase, _ in pairs), pairs, strict=True):
        node = root
        for norm in reversed(norms) if reverse else norms:
            node = node.setdefault(norm, {})
        node[""] = value
    return root
