"""The verb that governs a figure: a word of the lexicons, never half of one."""

from collections.abc import Mapping

from bpextract.lexicons.matching import EndingTrie, PhraseTrie
from bpextract.text.tokenizer import Tokens

_REACH = 12  # tokens to the left in which the verb is looked for
_WORD = 3  # tokens before a verb in which a longer word may begin


class FigureVerbs:
    """Reads verbs by the lexicons verbs, actions, nouns, counted_compounds and grammar_words.

    Of one syllable only those that `actions` lists are verbs: taggers call halves of words so (thống | kê).
    """

    def __init__(self, entries: Mapping[str, list[dict[str, str]]]) -> None:
        uses = {entry["form"]: entry["use"] for entry in entries["actions"]}
        grammar = {entry["form"] for entry in entries["grammar_words"]}
        verbs = [entry["form"] for entry in entries["verbs"] if " " in entry["form"]]
        known = {**dict.fromkeys(verbs, "action"), **uses}
        self._ends: EndingTrie[str] = EndingTrie((form, use) for form, use in known.items() if form not in grammar)
        nouns = (entry["form"] for name in ("nouns", "counted_compounds") for entry in entries[name])
        words = {*known, *nouns}
        self._words: PhraseTrie[bool] = PhraseTrie((form, True) for form in words if " " in form)

    def governing(self, tokens: Tokens, before: int, floor: int) -> tuple[int, int] | None:
        """Return the tokens (first, past) of the nearest verb before token `before`, within its clause.

        A clause ends at a semicolon, a colon, a bracket that holds the figure, and a verb of saying.
        """
        past, last = before, max(floor, before - _REACH)
        while past > last:
            word = tokens.words[past - 1]
            if word in ";:(":
                return None
            if word == ")":
                past = _opening(tokens, past - 1, last)
                continue
            found = self.ending(tokens, past, before)
            if found is not None and found[0] >= floor and word.islower():
                if found[1] == "report":
                    return None
                if found[1] == "action":
                    return found[0], past
                past = found[0]
            else:
                past -= 1
        return None

    def ending(self, tokens: Tokens, past: int, limit: int) -> tuple[int, str] | None:
        """Return the first token and the use of the word that ends before token `past`, if it is whole.

        Args:
            limit: no word reaches beyond this token.
        """
        found = self._ends.before(tokens.norms, past)
        if found is None:
            return None
        first = found[0]
        for at in range(max(0, first - _WORD), past):
            word = self._words.longest(tokens.norms, at)
            if word is not None and word[0] <= limit and (word[0] > past or (word[0] == past and at < first)):
                return None
        return found


def _opening(tokens: Tokens, closing: int, last: int) -> int:
    """Return the bracket that the one at token `closing` closes, or `last` where it opens before."""
    return next((at for at in range(closing - 1, last - 1, -1) if tokens.words[at] == "("), last)
