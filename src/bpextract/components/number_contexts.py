"""What stands right before a number: a bound, or a word that makes the number no figure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bpextract.annotation import Annotation
from bpextract.lexicons.matching import EndingTrie
from bpextract.text.tokenizer import Tokens

# What a sentence may begin after; a number in words with a capital anywhere else is a name (ông Mười).
_OPENING = frozenset('.!?…:;"“‘(-–')
_JOINTS = frozenset(".-–:")
_MILESTONE = re.compile(r"\bkm ?\d+ ?\+ ?$")  # Km 8 + 450
_SMALL = 10  # a count below it after a preposition is no bound: trên 2 tuyến đường


@dataclass(frozen=True, slots=True)
class Modifier:
    """A word of approximation: where it starts (a token), its sign, and whether it may be a preposition."""

    start: int
    sign: str
    preposition: bool

    def bounds(self, kind: str, value: float) -> bool:
        """Whether it bounds a figure of this kind and value, rather than being a preposition."""
        return not (self.preposition and kind == "count" and value < _SMALL)


class NumberContexts:
    """Asks the lexicons number_contexts and modifiers about the words before a number."""

    def __init__(self, entries: Mapping[str, list[dict[str, str]]]) -> None:
        kinds: dict[str, set[str]] = {}
        for entry in entries["number_contexts"]:
            kinds.setdefault(entry["form"], set()).add(entry["kind"])
        self._kinds: EndingTrie[frozenset[str]] = EndingTrie((form, frozenset(said)) for form, said in kinds.items())
        self._modifiers: EndingTrie[tuple[str, bool]] = EndingTrie(
            (entry["form"], (entry["sign"], entry["preposition"] == "yes")) for entry in entries["modifiers"]
        )

    def kinds(self, tokens: Tokens, at: int) -> frozenset[str]:
        """Return what the words right before token `at` say of the number there."""
        found = self._kinds.before(tokens.norms, at)
        return found[1] if found is not None else frozenset()

    def identifies(self, tokens: Tokens, at: int) -> bool:
        """Whether the number at `at` is an identifier: `Điều 12`, `số: 5`, `Covid-19`."""
        if "identifier" in self.kinds(tokens, at):
            return True
        return at > 1 and tokens.norms[at - 1] in _JOINTS and "identifier" in self.kinds(tokens, at - 1)

    def modifier(self, tokens: Tokens, at: int) -> Modifier | None:
        """Return the word of approximation right before token `at`."""
        found = self._modifiers.before(tokens.norms, at)
        if found is None:
            return None
        start, (sign, preposition) = found
        outer = self._modifiers.before(tokens.norms, start)  # hơn khoảng, không quá khoảng
        return Modifier(outer[0], *outer[1]) if outer is not None else Modifier(start, sign, preposition)


def is_inside_code(folded: str, start: int) -> bool:
    """Whether digits are part of a code or of another number; a dash between spaces only joins words."""
    if not folded[start].isdigit() or not start:
        return False
    before = folded[start - 1]
    if before == "+" or folded[start - 2 : start] == "+ ":
        return _MILESTONE.search(folded, max(0, start - 12), start) is not None
    if before not in "/.:-–#@&_=" or folded[start - 2 : start] == "..":
        return False
    return before not in "-–" or (start > 1 and not folded[start - 2].isspace())


def may_open(annotation: Annotation, first: int) -> bool:
    """Whether token `first` may have its capital because a sentence begins there."""
    tokens = annotation.tokens
    if not first or tokens.words[first - 1] in _OPENING:
        return True
    return "\n" in annotation.text[tokens.ends[first - 1] : tokens.starts[first]]
