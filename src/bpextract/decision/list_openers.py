"""The words that open a list of places of one kind: `các tuyến đường như | A, B và C`, `12 con sông: | …`."""

from collections.abc import Mapping

from bpextract.lexicons.alternation import Kinds
from bpextract.lexicons.matching import EndingTrie
from bpextract.text.tokenizer import Tokens

_LISTED = frozenset({"street", "road", "feature"})
_OPENED = _LISTED | {"site"}


class ListOpeners:
    """Reads such openers, from the unit word on or back from the first name. Pickles.

    Attributes:
        last: the last words of the units of streets and rivers, after which a list may begin.
    """

    def __init__(self, words: Kinds, units: Mapping[str, str]) -> None:
        """Hold the words of place_words, and the unit words with their groups."""
        opened = {form: group for form, group in units.items() if group in _OPENED}
        self._units = EndingTrie(opened.items())
        self._plural, self._line, self._opens = (words.of(kind) for kind in ("plural", "line", "row"))
        self.last = frozenset(form.split()[-1] for form, group in opened.items() if group in _LISTED)

    def list_after(self, tokens: Tokens, at: int) -> int | None:
        """Return where the list of streets or rivers begins that a unit word which ends with the token opens."""
        group = self._opened(tokens, at)
        return self._past_opening(tokens, at + 1) if group in _LISTED else None

    def group_before(self, tokens: Tokens, at: int) -> str | None:
        """Return the group of the places of a list that begins at the token, past `như` or a colon."""
        last = at - 1
        while last >= 0 and self._is_opening(tokens, last):
            last -= 1
        return self._opened(tokens, last) if 0 <= last < at - 1 else None

    def _opened(self, tokens: Tokens, at: int) -> str | None:
        """Return the group of a unit word of several that ends with the token; None where there is none."""
        unit = self._units.before(tokens.norms, at + 1)
        if unit is None:
            return None
        first, group = unit
        first -= first > 0 and tokens.norms[first - 1] in self._line  # các tuyến | đường
        several = first > 0 and (tokens.norms[first - 1] in self._plural or tokens.words[first - 1].isdigit())
        return group if several else None

    def _past_opening(self, tokens: Tokens, at: int) -> int:
        while at < len(tokens) and self._is_opening(tokens, at):
            at += 1
        return at

    def _is_opening(self, tokens: Tokens, at: int) -> bool:
        return tokens.norms[at] in self._opens or tokens.words[at] == ":"
