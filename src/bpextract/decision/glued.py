"""What is known of words, so that glued ones can be read apart: from the lexicons and the words of the model."""

from collections.abc import Collection, Iterable
from functools import partial
from itertools import pairwise

from bpextract.decision.model import packaged_model
from bpextract.lexicons import schemas
from bpextract.lexicons.lexicon import LexiconSchema
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.text.glued import GluedWords
from bpextract.text.tokenizer import words_of
from bpextract.text.word_lists import WordLists

_NAMES = (
    schemas.ORGANIZATIONS, schemas.PLACES, schemas.COUNTRIES, schemas.PEOPLE, schemas.ACRONYMS, schemas.UNITS,
    schemas.ORGANIZATION_HEADS,
)  # fmt: skip
_LINKED = (schemas.PREPOSITIONS, schemas.GRAMMAR_WORDS, schemas.HONORIFICS, schemas.PLACE_UNITS)
_COMPOUNDS = (schemas.NOUNS, schemas.VERBS, schemas.TITLES)
LEXICONS: tuple[LexiconSchema, ...] = (*_NAMES, *_LINKED, *_COMPOUNDS, schemas.SECTION_OPENERS)
"""What is read."""
_COMMON = 3000  # of the model's words, which begin with the most frequent


def glued_words(vocabulary: Vocabulary) -> GluedWords:
    """Return what reads words apart by a vocabulary and the words of the packaged model."""
    return GluedWords(partial(word_lists, vocabulary))


def word_lists(vocabulary: Vocabulary) -> WordLists:
    """Return what is known of words: by a vocabulary, and by the packaged model, which has seen many."""
    model = packaged_model().words

    def forms(*lexicons: LexiconSchema) -> Iterable[list[str]]:
        return (words_of(entry["form"]) for lexicon in lexicons for entry in vocabulary.entries(lexicon))

    addresses = {words[0] for words in forms(schemas.HONORIFICS) if len(words) == 1}
    openers = {words[0].lower() for words in forms(schemas.SECTION_OPENERS, schemas.PREPOSITIONS) if len(words) == 1}
    linked = frozenset(words[-1].lower() for words in forms(*_LINKED) if len(words) == 1)
    # Most words are in small letters, at least after the first one, and quickly told.
    glued = {word for word in model if not word[1:].islower() and _was_glued(word, linked)}
    return WordLists(
        known=frozenset(model).difference(glued).union(*forms(*_NAMES)),
        common=frozenset(word for word in model[:_COMMON] if word.islower()),
        openers=frozenset(word for word in openers if not (word.isascii() and word in addresses)),
        linked=linked,
        titles=frozenset(words[-1].lower() for words in forms(schemas.TITLES)),
        compounds=frozenset(pair for words in forms(*_COMPOUNDS) if len(words) == 2 for pair in pairwise(words)),
    )


def _was_glued(word: str, linked: Collection[str]) -> bool:
    """Return whether a word of the model is two that stood so in what it learned from (`theoDaily`), and no brand."""
    border = next((at for at in range(1, len(word)) if word[at - 1].islower() and word[at].isupper()), 0)
    return border > 1 and (not word.isascii() or word[:border] in linked)
