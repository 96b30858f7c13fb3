"""The field of a title, and the body that it is held in after it: `kỹ sư thiết kế | của hãng | Renault`."""

import re
from dataclasses import dataclass

from bpextract.components.neighbours import Names
from bpextract.lexicons.matching import EndingTrie, PhraseTrie
from bpextract.mentions import OrganizationMention
from bpextract.text.syllables import is_syllable
from bpextract.text.tokenizer import Tokens

LONGEST_FIELD = 9
AND = "và"
_JOINTS = (",", "-", "–", AND)
_MOST_NOUNS = 2
_BEFORE_BODY = re.compile(r",? [-–] |, ")
_LONGEST_ACRONYM = 4


@dataclass(frozen=True, slots=True)
class Title:
    """An entry of the lexicon of titles."""

    kind: str
    unit: str
    use: str

    @property
    def weak(self) -> bool:
        """Whether it is a title only right before a name or with a body."""
        return self.use in ("weak", "agent")


@dataclass(frozen=True, slots=True)
class FieldWords:
    """What fields and bodies are told by.

    Attributes:
        bodies: what a title without an organization may be of (Bộ trưởng Quốc phòng).
        nouns: what is a field where a body follows (giám đốc hợp đồng năng lượng tại …).
        verbs: what is none, though it begins like a noun; true for what is none though it is one (công tác).
        heads: words of a body that may stand before its name without being part of it (hãng Renault).
        of: what may stand between a title or its field and the body.
        openers: what a field may begin with (giáo viên | môn | Toán); true for what does so only after an expert.
        experts: the titles of those (chuyên gia | về | du lịch); others go somewhere (cầu thủ | về | khách sạn).
        titles: what opens another role after `và`.
        joints: what may stand between the nouns of a body without a name (các, và).
        levels: what is a field and no body, though names of bodies have it (giáo viên | mầm non).
        called: heads of bodies that are called by the name of somebody else (đoàn Trump).
        acts: verbs that are no field right before a name: giáo viên | dạy | Lê An.
        going_on: marks after which a name goes on (Cục Phòng|, chống tệ nạn).
        closed: what ends a field or a body.
        charge: what stands between a body and what somebody looks after in it; charged: the same, by its end.
        sizes: what is said of a body without a name: một khách sạn | nhỏ.
        deals: what a body without a name does, as part of what it is called: công ty | bán | xe đạp.
        relatives: what tells after a name that the body before it is his for another reason (trường A | theo học).
    """

    bodies: PhraseTrie[bool]
    nouns: PhraseTrie[bool]
    verbs: PhraseTrie[bool]
    heads: PhraseTrie[bool]
    of: re.Pattern[str]
    openers: PhraseTrie[bool]
    experts: PhraseTrie[bool]
    titles: PhraseTrie[Title]
    joints: frozenset[str]
    levels: PhraseTrie[bool]
    called: PhraseTrie[bool]
    sizes: PhraseTrie[bool]
    deals: PhraseTrie[bool]
    relatives: PhraseTrie[bool]
    going_on: PhraseTrie[bool]
    acts: EndingTrie[bool]
    closed: re.Pattern[str]
    charge: PhraseTrie[bool]
    charged: EndingTrie[bool]

    def another(self, tokens: Tokens, at: int) -> bool:
        """Whether the token is an `và` before another title: y sĩ gia đình | và người phát ngôn của …."""
        last = at + 1 >= len(tokens) or tokens.norms[at] != AND
        return not last and self.titles.longest(tokens.norms, at + 1) is not None


def body_at(tokens: Tokens, names: Names, words: FieldWords, offset: int) -> OrganizationMention | None:
    """Return the body named at the character, or after a word in small letters that says what it is."""
    body = names.organizations.starting(offset)
    if body is not None:
        return body
    at = tokens.at(offset)
    head = words.heads.longest(tokens.norms, at) if at < len(tokens) and tokens.words[at].islower() else None
    if head is None or head[0] >= len(tokens) or tokens.starts[head[0]] - tokens.ends[head[0] - 1] != 1:
        return None
    return names.organizations.starting(tokens.starts[head[0]])


def field_with_body(
    tokens: Tokens, folded: str, names: Names, words: FieldWords, ventures: PhraseTrie[bool], end: int
) -> tuple[int, OrganizationMention] | None:
    """Return the end of the field after a title that ends at the character, and the body that is named after it, with
    `của`, `tại`, `ở` or `thuộc` or without; None where either is missing.

    Args:
        ventures: words that bodies without a name begin with, which are no field.
    """
    at = first = tokens.at(end)
    unit = at < len(tokens) and words.heads.longest(tokens.norms, at) is not None  # Đội trưởng | đội hình sự Công an A
    own = False  # giám đốc kinh doanh | đại lý Nissan
    while at < len(tokens) and at - first < LONGEST_FIELD and tokens.starts[at] - tokens.ends[at - 1] == 1:
        if at > first:
            joint = words.of.match(folded, tokens.ends[at - 1])
            body = body_at(tokens, names, words, joint.end()) if joint else None
            named = body is not None and (body.head_end is not None or words.closed.match(folded, body.end) is not None)
            if joint and body is not None and (len(joint[0]) > 1 or (named and not unit and not own)):
                return tokens.ends[at - 1], body
        if names.people.starting(tokens.starts[at]) is not None:  # bác sĩ | Dương Đình Đồng ở Khoa Nội
            return None
        if at > first and words.another(tokens, at) and not _is_field(tokens, words, at + 1):
            return None
        own = own or ventures.longest(tokens.norms, at) is not None
        joined = at > first and tokens.norms[at] in (AND, "&")
        titled = tokens.words[at][0].isupper() and words.titles.longest(tokens.norms, at) is not None
        past = at + 1 if joined else past_noun(tokens, words, at, capitals=not titled)
        if past is None:
            return None
        at = past
    return None


def any_field_with_body(
    tokens: Tokens, folded: str, names: Names, words: FieldWords, end: int
) -> tuple[int, OrganizationMention] | None:
    """Return the end of a field of any words in small letters after a title that ends at the character, and the body
    that closes it after `của`, `tại` or `thuộc`: nhà phân tích | địa chính trị | tại | Eurasia Group |, …
    """
    for at in range(first := tokens.at(end), min(first + LONGEST_FIELD, len(tokens))):
        word = tokens.words[at]
        acronym = at > first and word.isupper() and len(word) <= _LONGEST_ACRONYM  # tiếp thị | PC
        if tokens.starts[at] - tokens.ends[at - 1] != 1 or not (word.islower() or acronym):
            return None
        if names.around(tokens.starts[at]):
            return None
        if words.closed.match(folded, tokens.ends[at - 1]) is not None or words.another(tokens, at):
            return None
        joint = words.of.match(folded, tokens.ends[at])
        body = body_at(tokens, names, words, joint.end()) if joint is not None and len(joint[0]) > 1 else None
        if body is not None:
            return (tokens.ends[at], body) if words.closed.match(folded, body.end) is not None else None
    return None


def capital_field_with_body(
    tokens: Tokens, folded: str, names: Names, words: FieldWords, end: int
) -> tuple[int, OrganizationMention] | None:
    """Return the end of a field that begins with a capital after a title that ends at the character, and the body that
    follows a comma or a dash: Giám đốc | Đầu tư cấp cao | - Công ty Quản lý quỹ A.
    """
    for at in range(first := tokens.at(end), min(first + LONGEST_FIELD, len(tokens))):
        word = tokens.words[at]
        if tokens.starts[at] - tokens.ends[at - 1] != 1 or not (word.isalpha() or word == "&"):
            return None
        if (at == first and not word[0].isupper()) or names.around(tokens.starts[at]):
            return None
        if words.titles.longest(tokens.norms, at) is not None and word[0].isupper():
            return None
        joint = _BEFORE_BODY.match(folded, tokens.ends[at])
        body = names.organizations.starting(joint.end()) if joint is not None else None
        if joint is not None:
            return None if body is None or body.head_end is None else (tokens.ends[at], body)
    return None


def behind_field(tokens: Tokens, folded: str, names: Names, field: OrganizationMention) -> OrganizationMention | None:
    """Return the body behind what was taken for one, but is the field of a post in it: Giám đốc | Phân tích Khách hàng
    cá nhân | - Công ty Chứng khoán A.
    """
    written = tokens.norms[tokens.at(field.start) : tokens.before(field.end)]
    joint = _BEFORE_BODY.match(folded, field.end)
    body = names.organizations.starting(joint.end()) if joint is not None else None
    if field.head_end is not None or body is None or body.head_end is None or len(written) <= _MOST_NOUNS:
        return None
    return body if all(map(is_syllable, written)) else None


def _is_field(tokens: Tokens, words: FieldWords, at: int) -> bool:
    """Whether the title at the token is a field, too: trưởng phòng tài chính và | kế toán."""
    title, field = words.titles.longest(tokens.norms, at), words.bodies.longest(tokens.norms, at)
    return title is not None and field is not None and field[0] >= title[0]


def past_noun(tokens: Tokens, words: FieldWords, at: int, *, capitals: bool = False) -> int | None:
    """Return the token after the noun at the token, in small letters unless it may have `capitals`; None where none is
    there.
    """
    found = max(
        (longest[0] for trie in (words.nouns, words.bodies) if (longest := trie.longest(tokens.norms, at)) is not None),
        default=None,
    )
    verb = words.verbs.longest(tokens.norms, at)
    if found is None or (verb is not None and verb[0] + verb[1] > found):
        return None
    return found if capitals or all(word.islower() for word in tokens.words[at:found]) else None


def past_work(
    tokens: Tokens, nouns: PhraseTrie[bool], words: FieldWords, at: int, *, strict: bool = False, capitals: bool = False
) -> int | None:
    """Return the token after the one or two nouns at the token, in small letters unless they may have `capitals`; None
    where none is there.

    Args:
        nouns: what may be one; false for what is none, though nouns may be in it (gia đình).
        strict: whether to tell apart verbs and the heads of bodies, which are no field; else only longer verbs.
    """
    past = None
    for _ in range(_MOST_NOUNS):
        noun = nouns.longest(tokens.norms, at) if at < len(tokens) else None
        if noun is None or not noun[1] or tokens.starts[at] - tokens.ends[at - 1] != 1:
            break
        written = tokens.words[at : noun[0]]
        if not all(word.islower() for word in written) and (not capitals or _names(tokens, words, at, noun[0])):
            break
        verb, head = words.verbs.longest(tokens.norms, at), words.heads.longest(tokens.norms, at)
        if verb is not None and verb[0] >= noun[0] + (not strict):  # tấn | công
            break
        if strict and head is not None and head[0] >= noun[0]:
            break
        past = at = noun[0]
    return past


def _names(tokens: Tokens, words: FieldWords, at: int, past: int) -> bool:
    """Whether nouns with capitals are of a name (Quốc Tế), or begin a title (Nhạc | sĩ)."""
    title = words.titles.longest(tokens.norms, at)
    capitals = past - at > 1 and all(word[0].isupper() for word in tokens.words[at:past])
    return capitals or (title is not None and title[0] > past)


def _goes_on(tokens: Tokens, words: FieldWords, at: int) -> bool:
    """Whether a field, and no title, stands at the token."""
    field = past_noun(tokens, words, at, capitals=True) is not None
    return field and words.titles.longest(tokens.norms, at) is None


def past_fields(tokens: Tokens, folded: str, names: Names, words: FieldWords, past: int) -> int:
    """Return the token after the fields that one post has besides the one that ends before the token, where a place or
    a body follows, or dashes join them all: công chức Tư pháp |- Hộ tịch| phường B. Else the token itself.
    """
    if past >= len(tokens) or tokens.words[past] not in _JOINTS:
        return past
    if all(past_noun(tokens, words, at, capitals=True) != past for at in (past - 2, past - 1)):
        return past
    at, dashed = past, True
    while at + 1 < len(tokens) and tokens.words[at] in _JOINTS:
        further = past_noun(tokens, words, at + 1, capitals=True)
        start = tokens.starts[at + 1]
        if further is None or names.around(start) or words.titles.longest(tokens.norms, at + 1) is not None:
            break
        if further == at + 2 and tokens.words[further : further + 1] == [":"]:
            break  # Cục trưởng An ninh mạng |- Ảnh: Lê An
        dashed, at = dashed and tokens.words[at] in "-–", further
    end = tokens.ends[at - 1]
    joint = words.of.match(folded, end)
    owned = joint is not None and (names.places.starting(joint.end()) or names.organizations.starting(joint.end()))
    return at if owned or (dashed and words.closed.match(folded, end) is not None) else past


def past_portfolio(tokens: Tokens, names: Names, words: FieldWords, at: int) -> int | None:
    """Return the token after a minister's field, whatever it is, where a person or a place follows it."""
    if at >= len(tokens) or not tokens.words[at][0].isupper():
        return None
    lower = 0  # words in lower case that may follow: one after a capital (Quốc phòng), two after `và`; nouns always
    past = at
    while past < min(at + LONGEST_FIELD, len(tokens)):
        word, start = tokens.words[past], tokens.starts[past]
        if past > at and (names.people.starting(start) is not None or names.places.starting(start) is not None):
            return past - (tokens.words[past - 1] in "-–")  # Tài nguyên & Môi trường | - Trần Hồng Hà
        if word == "và" or word in "-&":
            lower = 2
        elif word == "," and _goes_on(tokens, words, past + 1):
            lower = 1  # Đổi mới|, Khoa học và Công nghiệp
        elif word[0].isupper():
            lower = 1
        elif lower and word.isalpha():
            lower -= 1
        elif (noun := past_noun(tokens, words, past)) is not None:
            past = noun - 1
        else:
            return None
        past += 1
    return None
