"""Counted nouns in quotes: hai “kiều nữ”."""

from bpextract.text.tokenizer import Tokens

_OPENING, _CLOSING = frozenset('“"'), frozenset('”"')
_LONGEST = 4  # words; more are what somebody said


def quoted_noun(tokens: Tokens, at: int) -> int | None:
    """Return the end of the noun in quotes at token `at`; None where none stands there."""
    if tokens.words[at] not in _OPENING:
        return None
    for end in range(at + 1, min(at + _LONGEST + 2, len(tokens))):
        if tokens.words[end] in _CLOSING:
            return end + 1 if end > at + 1 else None
        if not tokens.words[end][0].islower():
            return None
    return None
