"""Tell Vietnamese syllables from foreign words and acronyms by their spelling."""

import re

_SYLLABLE = re.compile(
    r"(?:ngh?|nh|kh|gh|gi|qu|ch|th|tr|ph|[bcdđghklmnprstvx])?"
    r"(?:[aăâeêioôơuưy]|[àằầèềìòồờùừỳ]|[áắấéếíóốớúứý]|[ảẳẩẻểỉỏổởủửỷ]|[ãẵẫẽễĩõỗỡũữỹ]|[ạặậẹệịọộợụựỵ]){1,3}"
    r"(?:ng|nh|ch|[cmnpt])?"
)


def is_syllable(word: str) -> bool:
    """Return whether `word` (folded) is spelled like a Vietnamese syllable, with or without its marks."""
    return _SYLLABLE.fullmatch(word) is not None


def is_acronym(word: str) -> bool:
    """Return whether `word` is an acronym or joined ones (UBND, GD-ĐT): capitals that spell no syllable.

    Initials with points and names in capitals (NGUYỄN) are not.
    """
    return len(word) > 1 and word.isupper() and word[0].isalpha() and "." not in word and not is_syllable(word.lower())
