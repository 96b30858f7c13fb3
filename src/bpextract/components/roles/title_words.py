"""Which words are one title (`Th.S | -BS`), and which are no title (tới nhà | vận động A), or none of one person
(`các | ca sĩ`); and which place is not of one.
"""

from bpextract.annotation import Annotation
from bpextract.components.roles.fields import Title
from bpextract.components.roles.patterns import CLOSED, MADE, RolePatterns
from bpextract.lexicons.matching import PhraseTrie
from bpextract.mentions import PlaceMention
from bpextract.text.tokenizer import Tokens

Found = tuple[int, int, Title]
_DEGREE_JOINTS = frozenset(".-–/")
_DASHES = frozenset("-–")
_LONGEST_DEGREE = 5  # letters of an abbreviation


def real_title(
    tokens: Tokens, known: PhraseTrie[Title], heads: PhraseTrie[bool], forms: RolePatterns, found: Found
) -> Found | None:
    """Return the title that the words are, or that begins after the first of them: chức vụ | Trưởng Ban, tới nhà | vận
    động viên A; None where they are none: tới nhà vận động A, Ủy ban Giám sát.

    Args:
        known: all titles.
        heads: the words that names of bodies begin with.
        found: the first token, the one after the last, and the title.
    """
    first, past, title = found
    norms = tokens.norms
    inner = known.longest(norms, first + 1) if first + 1 < len(tokens) else None
    fresh = first and tokens.words[first][0].isupper() and tokens.words[first - 1].islower()  # chức | Vụ trưởng
    if first and not fresh and f"{norms[first - 1]} {norms[first]}" in forms.compounds:
        return (first + 1, *inner) if inner is not None else None
    compound = past - first > 1 and tokens.words[first].islower() and tokens.words[first + 1][0].isupper()
    if compound and inner is not None and inner[0] > past:
        return (first + 1, *inner)  # về vụ | Trưởng đoàn A
    if title.use == "house" and inner is not None and inner[0] > past:
        return (first + 1, *inner)
    if title.use == "house" and first and norms[first - 1] in forms.going:
        return None
    of_body = title.weak and tokens.words[first][0].isupper()
    if of_body and any(
        (head := heads.longest(norms, at)) and head[0] == first for at in range(max(0, first - 2), first)
    ):
        return None
    return found


def past_degrees(tokens: Tokens, titles: PhraseTrie[Title], past: int) -> int:
    """Return the token after the degrees that are written as one: `GS.TS | .VS`, `Th.S | -BS`, `GS | - tiến sĩ`."""
    while (
        past + 1 < len(tokens) and tokens.norms[past] in _DEGREE_JOINTS and tokens.starts[past] == tokens.ends[past - 1]
    ):
        further = titles.longest(tokens.norms, past + 1)
        if further is None or further[1].kind != "degree" or tokens.starts[past + 1] != tokens.ends[past]:
            break
        if any(len(word) > _LONGEST_DEGREE for word in tokens.words[past + 1 : further[0]]):
            break
        past = further[0]
    if past + 1 < len(tokens) and tokens.norms[past] in _DASHES and tokens.starts[past] == tokens.ends[past - 1] + 1:
        further = titles.longest(tokens.norms, past + 1)
        if further is not None and further[1].kind == "degree" and tokens.starts[past + 1] == tokens.ends[past] + 1:
            return further[0]
    return past


def is_scene(annotation: Annotation, forms: RolePatterns, start: int, place: PlaceMention, *, made: bool) -> bool:
    """Whether the place after a title that starts at the character is where something happens, not where its holder
    works: Theo A, giáo viên ở | Huế | đang thiếu; được bầu làm Chủ tịch tại | Huế.

    Args:
        made: whether one may be made what the title says, at some place.
    """
    folded = annotation.folded
    if made and MADE.search(folded, max(0, start - 5), start):
        return True
    opens = annotation.sentences[annotation.sentence_at(start)].start
    return forms.fronted.match(folded, opens) is not None and CLOSED.match(folded, place.end) is None


def is_plural(tokens: Tokens, first: int, forms: RolePatterns) -> bool:
    """Whether the title at the token is said of several: các ca sĩ, hai bác sĩ; but not ngày 30/1 bác sĩ Nam."""
    if first == 0 or tokens.starts[first] - tokens.ends[first - 1] != 1:
        return False
    before = tokens.norms[first - 1]
    if not before[0].isdigit():
        return before in forms.plural
    if first > 2 and tokens.norms[first - 2] in _DASHES and tokens.norms[first - 3].isalpha():
        return tokens.starts[first - 1] != tokens.ends[first - 3] + 1  # Covid-19 | bác sĩ A
    if first > 3 and tokens.norms[first - 2] in _DASHES:  # ngày 3-5 bác sĩ A; but 45-50 | học sinh
        return tokens.norms[first - 4] not in forms.dates
    return first < 2 or tokens.norms[first - 2] not in forms.dates
