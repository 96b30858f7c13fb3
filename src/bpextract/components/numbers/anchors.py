"""Where numbers and dates may begin: a cheap look over the tokens, so that long patterns are tried only there."""

import re

from bpextract.annotation import Annotation


def number_anchors(annotation: Annotation, words: frozenset[str], then: "re.Pattern[str]") -> list[int]:
    """Return where digits begin, and those of `words` at which the pattern `then` matches, in text order.

    A set answers for the tokens in a small part of the time that one scan with an alternation of the words takes.
    """
    folded, tokens = annotation.folded, annotation.tokens
    found = [tokens.starts[at] for at in tokens.all_of(words)]
    return sorted([start for start in found if then.match(folded, start)] + tokens.digits)
