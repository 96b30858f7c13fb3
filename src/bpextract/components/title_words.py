"""Which words are one title (`Th.S | -BS`), and which are no title of one person (`các | ca sĩ`)."""

from bpextract.components.role_fields import Title
from bpextract.components.role_patterns import RolePatterns
from bpextract.lexicons.matching import PhraseTrie
from bpextract.text.tokenizer import Tokens

_DEGREE_JOINTS = frozenset(".-–/")
_LONGEST_DEGREE = 5  # letters of an abbreviation


def past_degrees(tokens: Tokens, titles: PhraseTrie[Title], past: int) -> int:
    """Return the token after the degrees that are written as one: `GS.TS | .VS`, `Th.S | -BS`."""
    while (
        past + 1 < len(tokens) and tokens.norms[past] in _DEGREE_JOINTS and tokens.starts[past] == tokens.ends[past - 1]
    ):
        further = titles.longest(tokens.norms, past + 1)
        if further is None or further[1].kind == "position" or tokens.starts[past + 1] != tokens.ends[past]:
            break
        if any(len(word) > _LONGEST_DEGREE for word in tokens.words[past + 1 : further[0]]):
            break
        past = further[0]
    return past


def is_plural(tokens: Tokens, first: int, forms: RolePatterns) -> bool:
    """Whether the title at the token is said of several: các ca sĩ, hai bác sĩ; but not ngày 30/1 bác sĩ Nam."""
    if first == 0 or tokens.starts[first] - tokens.ends[first - 1] != 1:
        return False
    before = tokens.norms[first - 1]
    if not before[0].isdigit():
        return before in forms.plural
    return first < 2 or tokens.norms[first - 2] not in forms.dates
