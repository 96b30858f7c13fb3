"""The field that a word opens after a title, or after the body that it is held in: `chuyên gia | về bệnh truyền nhiễm`,
`Phó giám đốc BIDV | phụ trách khách hàng`.
"""

from bpextract.components.neighbours import Names
from bpextract.components.roles.fields import AND, LONGEST_FIELD, FieldWords, body_at, past_noun
from bpextract.components.roles.patterns import WORKPLACE
from bpextract.mentions import OrganizationMention, PlaceMention
from bpextract.text.tokenizer import Tokens

_WORKPLACES = frozenset({"company", "hospital", "school"})
_RANKS = frozenset({"rank", "degree"})


def opened_field(
    tokens: Tokens, folded: str, names: Names, words: FieldWords, start: int, end: int, *, beside: bool = False
) -> int | None:
    """Return the end of the field that a word opens after a title that spans the characters: `chuyên gia | về bệnh
    truyền nhiễm |`, `giáo viên | môn Địa lý |`, `Giám đốc phụ trách | đối ngoại |`. It is closed by a mark, a name, or
    where somebody works.

    Args:
        beside: whether the title is set beside a name, so that an expert's field may have any words.
    """
    at = tokens.at(end)
    opener = words.openers.longest(tokens.norms, at) if at < len(tokens) else None
    in_charge = beside and opener is None and words.charged.before(tokens.norms, at) is not None
    if in_charge and not _is_closed(folded, words, end):
        charged = _past_nouns(tokens, folded, names, words, at) or _past_words(tokens, folded, names, words, at)
        return None if charged is None else tokens.ends[charged - 1]
    if opener is None or not all(word.islower() for word in tokens.words[at : opener[0]]):
        return None
    title = range(tokens.at(start), at)
    if opener[1] and all(words.experts.longest(tokens.norms, token) is None for token in title):
        return None
    past = _past_nouns(tokens, folded, names, words, opener[0])
    if past is None and opener[1] and beside and opener[0] < len(tokens):
        place = names.places.starting(tokens.starts[opener[0]])
        if place is not None and _is_closed(folded, words, place.end):
            return place.end  # nhà phân tích | về Đông Bắc Á
        past = _past_words(tokens, folded, names, words, opener[0])
    if past is None and not opener[1] and beside:
        past = _past_words(tokens, folded, names, words, opener[0], capitals=True)
    return None if past is None else tokens.ends[past - 1]


def field_of_charge(tokens: Tokens, folded: str, names: Names, words: FieldWords, end: int) -> int | None:
    """Return the end of what the holder of a post in a body that ends at the character looks after there: a field, or a
    body or a place.
    """
    at = tokens.at(end)
    opener = words.charge.longest(tokens.norms, at) if folded.startswith(" ", end) and at < len(tokens) else None
    if opener is None or opener[0] >= len(tokens):
        return None
    start = tokens.starts[opener[0]]
    name = names.organizations.starting(start) or names.places.starting(start)
    if name is not None:
        return name.end
    past = _past_nouns(tokens, folded, names, words, opener[0])
    return None if past is None else tokens.ends[past - 1]


def _past_nouns(tokens: Tokens, folded: str, names: Names, words: FieldWords, first: int) -> int | None:
    """Return the token after the nouns at the token; None where they are not closed."""
    past, at = None, first
    while at < len(tokens) and at - first < LONGEST_FIELD and tokens.starts[at] - tokens.ends[at - 1] == 1:
        noun = past_noun(tokens, words, at, capitals=True) if not _is_rank(tokens, words, at) else None
        if noun is None and (past is None or tokens.norms[at] != AND or words.another(tokens, at)):
            break
        past, at = (noun, noun) if noun is not None else (past, at + 1)
    if past is None:
        return None
    end = tokens.ends[past - 1]
    ranked = past < len(tokens) and _is_rank(tokens, words, past)
    closed = _is_closed(folded, words, end) or words.another(tokens, past) or ranked
    return past if closed or names.people.starting(end + 1) is not None else None


def _past_words(
    tokens: Tokens, folded: str, names: Names, words: FieldWords, first: int, *, capitals: bool = False
) -> int | None:
    """Return the token after words at the token, all in small letters or the first with one of the `capitals`; None
    where they are not closed, or go into a name.
    """
    if capitals and (first >= len(tokens) or not tokens.words[first][0].isupper()):
        return None
    for at in range(first, min(first + LONGEST_FIELD, len(tokens))):
        word = tokens.words[at]
        apart = tokens.starts[at] - tokens.ends[at - 1] != 1
        if apart or not (word.islower() or capitals) or not word.isalpha() or names.around(tokens.starts[at]):
            return None
        if at > first and _is_closed(folded, words, tokens.ends[at]):
            return at + 1
    return None


def _is_closed(folded: str, words: FieldWords, end: int) -> bool:
    return words.closed.match(folded, end) is not None or WORKPLACE.match(folded, end) is not None


def _is_rank(tokens: Tokens, words: FieldWords, at: int) -> bool:
    """Whether a rank or a degree is at the token: nhà tâm lý học về giấc ngủ | tiến sĩ Lê An."""
    title = words.titles.longest(tokens.norms, at)
    return title is not None and title[1].kind in _RANKS


def workplace(
    tokens: Tokens, folded: str, names: Names, words: FieldWords, end: int
) -> tuple[OrganizationMention | None, PlaceMention | None]:
    """Return the body, or else the place, where the holder of a field that ends at the character works."""
    joint = WORKPLACE.match(folded, end)
    if joint is None:
        return None, None
    body = body_at(tokens, names, words, joint.end())
    if joint["aside"] is not None:  # whoever is named after a comma may be the next to act
        return (body, None) if body is not None and body.kind in _WORKPLACES else (None, None)
    return body, None if body is not None else names.places.starting(joint.end())


def owner(
    tokens: Tokens, folded: str, names: Names, words: FieldWords, end: int
) -> tuple[OrganizationMention | None, PlaceMention | None]:
    """Return the body, or else the place, that a field ending at the character is of: chuyên gia kinh tế | của Mỹ."""
    joint = WORKPLACE.match(folded, end)
    if joint is None or joint["where"] is not None or joint["aside"] is not None:
        return None, None
    body = body_at(tokens, names, words, joint.end())
    return body, None if body is not None else names.places.starting(joint.end())
