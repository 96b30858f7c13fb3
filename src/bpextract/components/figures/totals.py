"""Counts whose noun stands before them: `số người chết tăng lên 12`, `số ca mắc là 1.250`."""

from collections.abc import Mapping
from itertools import pairwise

import regex

from bpextract.annotation import Annotation
from bpextract.components.figures.patterns import ITEM_END
from bpextract.components.figures.reads import Read
from bpextract.components.numbers.contexts import NumberContexts
from bpextract.components.numbers.numerals import Number
from bpextract.components.numbers.quantities import Quantities, Quantity
from bpextract.lexicons import schemas
from bpextract.lexicons.matching import PhraseTrie
from bpextract.text.tokenizer import Tokens

_CLAUSE = 20  # tokens between what is counted and the number, at most
_ALL, _FIGURE = "tổng", ("con", "số")
_MOST_BETWEEN = 3  # tokens between the noun and the number, as ca | nhiễm mới | 270
_ENDS = frozenset('.;:!?()[…“”"')


class FigureTotals:
    """Reads numbers that nothing follows, where the words before say what was counted, and what it came to."""

    lexicons = (schemas.DIRECTIONS, schemas.PREPOSITIONS, schemas.VERB_MARKERS)

    def __init__(
        self, entries: Mapping[str, list[dict[str, str]]], contexts: NumberContexts, quantities: Quantities
    ) -> None:
        """Build from grammar_words, number_contexts, number_cues and the `lexicons` of this class."""
        self._contexts = contexts
        self._quantities = quantities
        forms = {name: {entry["form"] for entry in entries[name]} for name in ("grammar_words", "verb_markers")}
        ends = forms["grammar_words"] - forms["verb_markers"]  # số người | bị thương
        ends |= {entry["form"] for entry in entries["directions"] if entry["direction"] and entry["use"] != "result"}
        ends |= {entry["form"] for entry in entries["prepositions"]}
        ends |= {entry["form"] for entry in entries["number_contexts"] if entry["kind"] == "total"}
        self._plural = {entry["form"] for entry in entries["number_cues"] if entry["kind"] == "plural"}
        self._ends: PhraseTrie[bool] = PhraseTrie((form, True) for form in sorted(ends))

    def read(self, annotation: Annotation, match: "regex.Match[str]", number: Number, first: int) -> Read | None:
        """Read the number of a match, at token `first`; None where it counts nothing that was named before it."""
        tokens, folded = annotation.tokens, annotation.folded
        if not match["low"] or number.exact is None or number.exact % 1:
            return None
        modifier = self._contexts.modifier(tokens, first)
        said = self._contexts.kinds(tokens, first)
        if "total" not in said and modifier is not None:
            said = self._contexts.kinds(tokens, modifier.start)  # là hơn 12
            said |= self._contexts.kinds(tokens, modifier.start + 1)  # | lên đến gần 12
        noun = self._noun(tokens, first)
        if noun is None and "total" in said and self._is_told(tokens, first) and ITEM_END.match(folded, match.end()):
            return Read(*match.span(), number, Quantity(0, "other", sure=False), match.end(), match.end(), "total")
        if noun is None or not ("total" in said or self._is_all(annotation, noun, match)):
            return None
        opening, at, past = noun
        end = past
        while end < first and tokens.words[end] not in _ENDS and self._ends.longest(tokens.norms, end) is None:
            end += 1
        unit, what = (tokens.starts[at], tokens.ends[past - 1]), (tokens.starts[opening], tokens.ends[end - 1])
        return Read(*match.span(), number, Quantity(0, "count"), *unit, "total", what=what)

    @staticmethod
    def _is_told(tokens: Tokens, first: int) -> bool:
        """Whether `con số` opens what the clause says of the number: con số này là | 809.369."""
        clause = tokens.norms[max(0, first - _CLAUSE) : first]
        return any(pair == _FIGURE for pair in pairwise(clause)) and _ENDS.isdisjoint(clause[clause.index("số") :])

    def _is_all(self, annotation: Annotation, noun: tuple[int, int, int], match: "regex.Match[str]") -> bool:
        """Whether the number closes a clause right after the noun that `tổng số` opens: Tổng số ca nhiễm | 270, …"""
        tokens = annotation.tokens
        opening, _, past = noun
        between = tokens.norms[past : tokens.at(match.start())]
        if opening == 0 or tokens.norms[opening - 1] != _ALL or len(between) > _MOST_BETWEEN:
            return False
        return all(word.isalpha() for word in between) and ITEM_END.match(annotation.folded, match.end()) is not None

    def _noun(self, tokens: Tokens, first: int) -> tuple[int, int, int] | None:
        """Return the nearest `số` of the clause that ends at token `first`, and the noun after it."""
        for at in range(first - 1, max(-1, first - _CLAUSE), -1):
            if tokens.words[at] in _ENDS:
                return None
            if tokens.norms[at] != "số":
                continue
            noun = at + 2 if tokens.norms[at + 1] in self._plural else at + 1
            past = self._quantities.nouns.known(tokens, noun)
            if past is not None:
                return at, noun, past
        return None
