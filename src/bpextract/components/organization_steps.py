"""How an organization's name goes on: by fields that the end of the name proves its own, or word by word."""

import re

from bpextract.components.organization_cues import Cues, Head
from bpextract.components.organization_reading import Reading
from bpextract.lexicons.matching import PhraseTrie
from bpextract.text.syllables import is_syllable

# A level without a place's name ends an organization's name (UBND tỉnh).
LEVELS = PhraseTrie[bool](
    (level, True)
    for level in ("tỉnh", "huyện", "xã", "phường", "quận", "thị xã", "thị trấn", "thành phố", "tp", "tx", "trung ương")
)
NAMED_FREELY = frozenset({"school", "hospital", "company", "media", "culture", "sport"})
OFFICIAL = frozenset({"state", "party", "court", "police", "army"})
_NUMBERED = frozenset({"army", "police", "other", "court", "company", "sport", "culture"})
_UNITS_OF_FORCES = frozenset({"army", "police", "other", "court"})
_TIMES = frozenset({"ngày", "sáng", "trưa", "chiều", "tối", "đêm", "tháng"})
_TIGHT = frozenset("-–&/'’")
_MARKS = frozenset(",.;:()-–")
_REGION = re.compile(r"[IVX]{1,4}|\d{1,2}")
# Spelt as no Vietnamese word is; what follows a body of the state then is a person (Bộ Ngoại giao Rex Tillerson).
_FOREIGN = re.compile(r"[A-Z][a-z]*(?:[fjwz][a-z]*|[bdklrsvx])")


def field_run(text: Reading, cues: Cues, at: int, after_title: bool) -> int | None:
    """Return the token after fields in lower case that the end of the name proves to be its own.

    It ends at a number (Trung tâm kỹ thuật tiêu chuẩn đo lường chất lượng | 2), or before a bracket that holds its
    acronym or the body above it; after a title (Giám đốc Trung tâm …) at any mark.
    """
    if not text.words[at - 1][0].islower() and not text.words[at - 2][0].isupper() and not after_title:
        return None
    past = at
    while past < len(text.norms) and past not in text.places and text.adjacent(past):
        joint = past > at and text.norms[past] in ("và", ",", "về")
        found = cues.objects.longest(text.norms, past + joint)
        lower = max(past + joint, at + 1)  # the first word may bear a capital: Phòng Cải cách hành chính
        if found is None or not all(word.islower() for word in text.words[lower : found[0]]):
            break
        past = found[0]
    if past - at < 4 or past >= len(text.norms):
        return None
    word, following = text.words[past], text.words[past + 1 : past + 2]
    if _REGION.fullmatch(word) and text.adjacent(past):
        return past + 1
    if word == "(" and following and (following[0].isupper() or cues.heads.longest(text.norms, past + 1)):
        return past
    return past if after_title and word in _MARKS else None


def field_end_of(text: Reading, cues: Cues, at: int) -> int | None:
    """Return the token after the longest field at the token that does not cross into a place, or None."""
    ends = (end for end, _ in reversed(cues.words.every(text.norms, at)))
    whole = (end for end in ends if end > at + 1 or not _halves_word(text, cues, end))
    return next((end for end in whole if not any(i in text.places for i in range(at + 1, end))), None)


def _halves_word(text: Reading, cues: Cues, at: int) -> bool:
    """Whether the token in lower case ends a word that the one before begins: (khoa) Sản, but sản | xuất."""
    if at >= len(text.words) or not text.words[at].islower() or not text.adjacent(at):
        return False
    return (text.norms[at - 1], text.norms[at]) in cues.dictionary


def next_word(text: Reading, cues: Cues, at: int, first: int, kind: str, head: Head, after_title: bool) -> int | None:
    """Return the token after the next word of the name, or None where the name ends."""
    word, size = text.words[at], len(text.norms)
    if word[0].isupper():
        if text.norms[at] in _TIMES and text.words[at + 1 : at + 2] and text.words[at + 1][0].isdigit():
            return None  # kẻ cướp ngân hàng | Ngày 27/8
        if text.norms[at] in cues.surnames and at + 1 < size and text.words[at + 1][0].isupper():
            complete = (at > first or bool(head.bare)) and not (
                (kind == "school" and cues.still_school(text, at))
                or (kind == "company" and not _has_proper(text, at, first))  # công ty bảo vệ | Song Thanh
            )
            if complete and text.adjacent(at + 1) and (after_title or kind not in NAMED_FREELY):
                return None
        if at > first and kind not in NAMED_FREELY and _FOREIGN.fullmatch(word):
            return None
        if (at > first or head.bare == "name") and kind in OFFICIAL and _foreign_name(text, at):
            return None  # Tòa án tối cao | Neil Gorsuch
        return at + 1
    if word[0].isdigit():
        if kind == "hospital" and len(word) == 3 and word.isdigit():  # Bệnh viện Nhân dân 115
            return at + 1
        counts = at + 1 < size and text.spaced(at + 1) and text.words[at + 1].islower()
        if counts and kind not in _UNITS_OF_FORCES:
            return None  # Công ty May Phù Cát | 70 triệu đồng
        numbered = kind in _NUMBERED or (at > first and text.words[at - 1][0].isupper() and len(word) < 3)
        return at + 1 if numbered else None
    if (
        word == "."
        and at + 1 < size
        and text.tight(at)
        and (at + 1 in text.places or LEVELS.longest(text.norms, at + 1) is not None)
    ):
        return text.places.get(at + 1, at + 2)
    if word == "khu" and text.norms[at + 1 : at + 2] == ["vực"] and at + 2 < size:
        return at + 3 if _REGION.fullmatch(text.words[at + 2]) else None
    if word == "tại" and text.norms[at - 1] == "cao" and at + 1 in text.places:  # TAND cấp cao tại Hà Nội
        return text.places[at + 1]
    if word == "số" and at > first and text.words[at + 1 : at + 2] and text.words[at + 1].isdigit():
        return at + 2 if len(text.words[at + 1]) < 3 else None  # Công ty Xây dựng số 2
    if at == first:
        return at + 2 if word == "số" and at + 1 < size and text.words[at + 1][0].isdigit() else None
    if word in _TIGHT and at + 1 < size and text.tight(at) and text.words[at + 1][0].isalnum():
        return at + 2
    if word in "-–" and at + 1 in text.places and text.words[at - 1][0].isdigit():
        return text.places[at + 1]
    if word in "-–" and text.norms[at - 2] == "vực" and at + 1 < size and text.words[at + 1].istitle():
        return at + 2 if _REGION.fullmatch(text.words[at - 1]) else None  # khu vực 1 - Cam Đường
    if kind == "company" and text.norms[at : at + 2] == ["chi", "nhánh"] and at + 2 < size:
        return text.places.get(at + 2) or (at + 2 if text.words[at + 2][0].isupper() else None)
    if (
        word in ("và", "&", "-", "–")
        and at + 1 < size
        and text.words[at + 1][0].isupper()
        and at + 1 not in text.places
    ):
        if cues.heads.longest(text.norms, at + 1) is None and text.norms[at + 1] not in cues.surnames:
            if kind in ("company", "media", "police", "other") or (word in "-–" and kind != "state"):
                return None
            known = cues.words.longest(text.norms, at + 1)
            if known is not None:
                return known[0]
            if at + 2 < size and (text.norms[at + 1], text.norms[at + 2]) in cues.compounds:
                return at + 3 if text.words[at + 2].islower() else None
        return None
    if word == "quốc" and text.norms[at + 1 : at + 2] == ["tế"] and _has_capital(text, at, first):
        return at + 2  # Tổ chức Di trú quốc tế
    pair = (text.norms[at - 1], text.norms[at])
    if text.words[at - 1][0].isupper() and (pair in cues.compounds or pair in cues.dictionary):
        return at + 1
    return None


def _foreign_name(text: Reading, at: int) -> bool:
    """Whether two capitalized words stand at the token that are spelled as no Vietnamese syllables."""
    pair = text.words[at : at + 2]
    return len(pair) == 2 and all(word.istitle() and not is_syllable(word.lower()) for word in pair)


def _has_proper(text: Reading, at: int, first: int) -> bool:
    """Whether a capital or a place stands between the head and the token."""
    return _has_capital(text, at, first) or any(index in text.places for index in range(first, at))


def _has_capital(text: Reading, at: int, first: int) -> bool:
    """Whether a capital stands between the head and the token."""
    return any(text.words[index][0].isupper() for index in range(first, at))
