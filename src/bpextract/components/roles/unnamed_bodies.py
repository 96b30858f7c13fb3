"""The body without a name that a title is held in: `chủ | một cửa hàng hải sản ở TP HCM |`, `giám đốc | công ty |`."""

from dataclasses import dataclass

from bpextract.components.neighbours import Names
from bpextract.components.roles.fields import FieldWords, body_at, past_noun
from bpextract.components.roles.patterns import DASH
from bpextract.lexicons.matching import PhraseTrie
from bpextract.mentions import OrganizationMention, PersonMention, PlaceMention
from bpextract.text.tokenizer import Tokens

_IN_BODIES = frozenset({"occupation", "position"})
_BEFORE_NAMES = frozenset({"position", "rank", "degree"})
_DASHES = frozenset("-–")
_MOST_NOUNS = 2  # of a field before a body without a name
_LONGEST_ACRONYM = 6
_LONGEST_NAME = 5  # words with capitals that may be the name of a body
_MOST_UNKNOWN = 3  # words of a body in small letters that no lexicon has
_LONGEST = 22  # tokens of such a body


@dataclass(frozen=True, slots=True)
class UnnamedBody:
    """Where a body without a name ends, and what it is of, where that is named.

    Attributes:
        own: the character after its last word; `end`: after that, or after whom it is of.
        field: whether it may be a field of the title: giáo viên | mầm non, but not chủ | một cửa hàng.
    """

    own: int
    end: int
    field: bool
    organization: OrganizationMention | None = None
    place: PlaceMention | None = None


def unnamed_body(
    tokens: Tokens,
    folded: str,
    names: Names,
    words: FieldWords,
    heads: PhraseTrie[bool],
    end: int,
    *,
    beside: bool = False,
    headless: bool = False,
) -> UnnamedBody | None:
    """Return the body after a title that ends at the character; None where no mark, name or place closes it.

    Args:
        heads: words of businesses and groups, besides those of bodies; true for what stands before one (một).
        beside: whether the title is set beside a name, so that a body in capitals may have any words.
        headless: whether the title has the head of the body in it: Vụ trưởng | Thị trường trong nước.
    """
    joint = words.of.match(folded, end)
    at = tokens.at(end if joint is None else joint.end() - 1)
    if joint is None or at >= len(tokens) or tokens.starts[at] != joint.end():
        return None
    article = heads.longest(tokens.norms, at)
    single = article is not None and article[1]
    at = article[0] if article is not None and single else at
    if at >= len(tokens) or names.around(tokens.starts[at]):
        return None
    found = max((found for trie in (words.heads, heads) if (found := trie.longest(tokens.norms, at))), default=None)
    if found is None and headless and beside and tokens.words[at][0].isupper():
        titled = words.titles.longest(tokens.norms, at) is not None
        found = None if titled else (past_noun(tokens, words, at, capitals=True) or at + 1, True)
    if found is None:
        return None
    first, past = at, found[0]
    lower = tokens.words[at].islower()
    field = lower and not single and len(joint[0]) == 1 and words.levels.longest(tokens.norms, at) is not None
    called = words.called.longest(tokens.norms, at)
    of_holder = len(joint[0]) == 1 and (called is None or called[0] < past)
    free = 0  # words that may be any
    while past - first < _LONGEST:
        end = tokens.ends[past - 1]
        joint = words.of.match(folded, end)
        if joint is not None:
            body, place = body_at(tokens, names, words, joint.end()), names.places.starting(joint.end())
            if body is not None:
                return UnnamedBody(end, body.end, field, body, names.seat(body))
            closed = place is not None and (
                words.closed.match(folded, place.end) or _is_verb(tokens, words, tokens.at(place.end))
            )
            if place is not None and (lower or closed):
                return UnnamedBody(end, place.end, field, None, place)
        goes_on = past < len(tokens) and words.going_on.longest(tokens.norms, past) is not None
        after = tokens.words[past + 1 : past + 3] if beside and DASH.match(folded, end) else []
        aside = tokens.words[past - 1][0].isupper() and bool(after) and after[0].islower()  # hàng Hoàng Gia | - nơi
        aside = aside or after[1:] == [":"]  # An ninh mạng | - Ảnh: Lê An
        if (words.closed.match(folded, end) and not goes_on) or words.another(tokens, past) or aside:
            return UnnamedBody(end, end, field)
        person = names.people.starting(end + 1)
        if free > (_MOST_UNKNOWN if lower else _LONGEST):
            return None
        if person is not None:
            long = past - first > 1 or (tokens.words[first].isupper() and len(tokens.words[first]) > 2)  # đại úy | CSGT
            named = not free and of_holder and long and not _is_relative(tokens, words, person)
            return UnnamedBody(end, end, lower and not single) if named else None
        further = _past_word(tokens, words, past) or (_past_size(tokens, words, past) if lower else None)
        if further is None and _is_number(tokens, past) and words.closed.match(folded, tokens.ends[past]):
            further = past + 1  # đội đo đạc số | 5
        opens = past == found[0] and not headless
        if further is None and beside and lower:
            further = _past_deal(tokens, words, past) or _past_name(tokens, folded, names, words, past)
        if further is None and beside and not (lower and (opens or _is_verb(tokens, words, past))):
            further = _past_any(tokens, names, words, past, opens=opens)
            free += 1
        if further is None:
            return None
        past = further
    return None


def field_with_unnamed(
    tokens: Tokens, folded: str, names: Names, words: FieldWords, heads: PhraseTrie[bool], end: int
) -> tuple[int, UnnamedBody] | None:
    """Return the end of the field after a title that ends at the character, and the body without a name that `của`,
    `tại` or `cho` opens after it: nhân viên | hợp đồng | của công ty bảo hiểm.
    """
    past: int | None = tokens.at(end)
    for _ in range(_MOST_NOUNS):
        if past is None or past >= len(tokens) or tokens.starts[past] - tokens.ends[past - 1] != 1:
            return None
        past = past_noun(tokens, words, past)
        joint = words.of.match(folded, tokens.ends[past - 1]) if past is not None else None
        if past is not None and joint is not None and len(joint[0]) > 1:
            body = unnamed_body(tokens, folded, names, words, heads, tokens.ends[past - 1])
            return (tokens.ends[past - 1], body) if body is not None else None
    return None


def _past_any(tokens: Tokens, names: Names, words: FieldWords, at: int, *, opens: bool) -> int | None:
    """Return the token after a word of a body's name, whatever it is: Ban | Giám định bồi thường xe cơ giới.

    Args:
        opens: whether it is the first after the head, and therefore needs a capital.
    """
    if at + 1 < len(tokens) and not opens and tokens.norms[at] in _DASHES and _is_glued(tokens, at):
        return at + 2  # phòng, chống dịch Covid | -19
    if at >= len(tokens) or tokens.starts[at] - tokens.ends[at - 1] != 1 or not tokens.words[at].isalpha():
        return None
    if tokens.norms[at] in words.joints:
        return None
    capital = tokens.words[at][0].isupper()
    title = words.titles.longest(tokens.norms, at) if capital else None
    titled = title is not None and not title[1].weak
    named = names.people.around(tokens.starts[at]) is not None
    return None if titled or named or (opens and not capital) else at + 1


def _past_size(tokens: Tokens, words: FieldWords, at: int) -> int | None:
    """Return the token after what is said of a body: một khách sạn | nhỏ."""
    size = words.sizes.longest(tokens.norms, at) if at < len(tokens) and tokens.words[at].islower() else None
    return size[0] if size is not None and tokens.starts[at] - tokens.ends[at - 1] == 1 else None


def _past_deal(tokens: Tokens, words: FieldWords, at: int) -> int | None:
    """Return the token after what a body does: công ty | bán | xe đạp."""
    deal = words.deals.longest(tokens.norms, at) if at < len(tokens) and tokens.words[at].islower() else None
    return deal[0] if deal is not None and tokens.starts[at] - tokens.ends[at - 1] == 1 else None


def _past_name(tokens: Tokens, folded: str, names: Names, words: FieldWords, first: int) -> int | None:
    """Return the token after a name that nothing tells to be one but its capitals: chuỗi hải sản | Hoàng Gia |, …"""
    at = first
    while at < len(tokens) and at - first < _LONGEST_NAME and tokens.starts[at] - tokens.ends[at - 1] == 1:
        if not tokens.words[at][0].isupper() or names.people.around(tokens.starts[at]) is not None:
            break
        at += 1
    if at == first or words.titles.longest(tokens.norms, first) is not None:
        return None
    end = tokens.ends[at - 1]
    joint = words.of.match(folded, end)
    joined = joint is not None and len(joint[0]) > 1
    closed = words.closed.match(folded, end) is not None or DASH.match(folded, end) is not None
    return at if closed or joined else None


def _is_glued(tokens: Tokens, at: int) -> bool:
    """Whether no blank stands beside the token, and a number follows it."""
    return (
        tokens.starts[at] == tokens.ends[at - 1]
        and tokens.starts[at + 1] == tokens.ends[at]
        and tokens.words[at + 1].isdigit()
    )


def _is_number(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and tokens.words[at].isdigit() and tokens.starts[at] - tokens.ends[at - 1] == 1


def _is_verb(tokens: Tokens, words: FieldWords, at: int) -> bool:
    return at < len(tokens) and words.verbs.longest(tokens.norms, at) is not None


def _is_relative(tokens: Tokens, words: FieldWords, person: PersonMention) -> bool:
    """Whether the body is somebody else's who is only named for it: hiệu trưởng trường | Lê An | theo học."""
    at = tokens.at(person.end)
    return at < len(tokens) and words.relatives.longest(tokens.norms, at) is not None


def _past_word(tokens: Tokens, words: FieldWords, at: int) -> int | None:
    """Return the token after the next noun of a body's name, or whoever is in it (hội | luật sư), `và` before it."""
    if at >= len(tokens) or tokens.starts[at] - tokens.ends[at - 1] != 1:
        return None
    joint, goes_on = tokens.norms[at], at + 1 < len(tokens) and tokens.starts[at + 1] - tokens.ends[at] == 1
    dash = joint in _DASHES
    joined = goes_on and (dash or joint in words.joints)
    at += joined
    title = words.titles.longest(tokens.norms, at)
    if title is not None and dash:
        return None  # Trưởng phòng - thượng tá A
    if title is not None and title[1].kind in _BEFORE_NAMES and not title[1].weak and not tokens.words[at].islower():
        return None  # thư ký báo | Tổng thống A
    people = title[0] if title is not None and title[1].kind in _IN_BODIES and tokens.words[at].islower() else 0
    head = words.heads.longest(tokens.norms, at)
    if title is None and tokens.words[at].isupper() and 1 < len(tokens.words[at]) <= _LONGEST_ACRONYM:
        return at + 1  # phòng | KHKD
    verb = words.verbs.longest(tokens.norms, at) if joined and not dash else None  # khoa thận và | lọc máu
    past = past_noun(tokens, words, at, capitals=True) or (verb[0] if verb is not None and not verb[1] else 0)
    return max(past, people, head[0] if head is not None else 0) or None
