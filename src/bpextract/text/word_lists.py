"""What is known of words, by which those that lost the blank between them are told."""

from dataclasses import dataclass

from bpextract.text.folding import fold
from bpextract.text.syllables import is_syllable


@dataclass(frozen=True, slots=True)
class WordLists:
    """What is known of words, in small letters except for `known`.

    Attributes:
        known: words as they are written, brands among them; none is cut.
        common: frequent words, which may stand glued to the end of a name.
        openers: words with which sentences begin, none of them a name in ASCII (`VietAnh`).
        linked: words after which a sentence goes on: prepositions, forms of address, unit words …
        titles: the last words of titles, after which a name follows.
        compounds: pairs of words that are one noun or verb.
    """

    known: frozenset[str]
    common: frozenset[str]
    openers: frozenset[str]
    linked: frozenset[str]
    titles: frozenset[str]
    compounds: frozenset[tuple[str, str]]


def is_accented(word: str) -> bool:
    """Return whether a word is a syllable that only Vietnamese has, in small letters but perhaps for the first."""
    return not word.isascii() and (word.islower() or word.istitle()) and is_syllable(fold(word))
