"""How far an organization's name goes: its head, the words that continue it, then a place or a level."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bpextract.components.business_runs import business_run
from bpextract.components.organization_cues import NOUNS_TOO, Cues, Head, cues_of
from bpextract.components.organization_reading import Reading
from bpextract.lexicons.matching import PhraseTrie
from bpextract.text.syllables import is_syllable

# A level without a place's name ends an organization's name (UBND tỉnh).
_LEVELS = PhraseTrie[bool](
    (level, True)
    for level in ("tỉnh", "huyện", "xã", "phường", "quận", "thị xã", "thị trấn", "thành phố", "tp", "tx", "trung ương")
)
# The legal form may end the name (Tổng công ty Nông nghiệp Sài Gòn TNHH MTV).
_LEGAL_TAILS = PhraseTrie[bool](
    (form, True) for form in ("tnhh", "tnhh mtv", "tnhh một thành viên", "tnhh hai thành viên", "mtv", "jsc", "cp")
)
_TIGHT = frozenset("-–&/'’")
_NAMED_FREELY = frozenset({"school", "hospital", "company", "media", "culture", "sport"})
_LEGAL = frozenset({"cp", "tnhh", "phần", "ctcp", "mtv", "viên", "hạn"})  # a company's name follows, whatever it is
_LEGAL_WORDS = _LEGAL | {"một", "hai", "thành", "cổ", "trách", "nhiệm", "hữu"}
_STUDIED = frozenset({"mass", "state", "hospital"})  # Viện y học ứng dụng Việt Nam
_MINISTERS = (["bộ", "trưởng"], ["thứ", "trưởng"])  # Bộ trưởng Công an names no body
_OFFICIAL = frozenset({"state", "party", "court", "police", "army"})
_HEADS_OF = frozenset({"trưởng", "phó", "chánh"})  # Trưởng ban Tuyên giáo: the unit word is lower-case after them
_NUMBERED = frozenset({"army", "police", "other", "court", "company", "sport", "culture"})
_MARKS = frozenset(",.;:()-–")
_REGION = re.compile(r"[IVX]{1,4}|\d{1,2}")
# Spelt as no Vietnamese word is; what follows a body of the state then is a person (Bộ Ngoại giao Rex Tillerson).
_FOREIGN = re.compile(r"[A-Z][a-z]*(?:[fjwz][a-z]*|[bdklrsvx])")
_ACRONYM = re.compile(r"[^\W\d_]*[A-ZĐ]{2}[^\W\d_]*|[A-ZĐ][^\W\d_]{2,}")


class Span(NamedTuple):
    """A name by its tokens, from the first to after the last; `head_end` is the token after its head."""

    start: int
    end: int
    kind: str
    rule: str
    confidence: float
    head_end: int = 0


@dataclass(slots=True)
class SpanGrammar:
    """Reads names of organizations off tokens.

    Attributes:
        heads, words, business: the lexicons, as tries.
        cues: what tells a head from another word, and where a person's name begins.
    """

    heads: PhraseTrie[Head]
    words: PhraseTrie[bool]
    business: PhraseTrie[bool]
    cues: Cues

    def read(self, text: Reading, at: int) -> Span | None:
        """Return the name that begins with the token `at`, or None.

        A shorter head is tried where a longer one leads nowhere: Phòng | Cảnh sát hình sự.
        """
        if at in text.inside_place or (at and text.words[at - 1] in "-/&" and not text.spaced(at)):
            if at in text.inside_place or at < 2 or self.heads.longest(text.norms, at - 2) is None:
                return None  # but HĐND-UBND tỉnh
        heads = reversed(self.heads.every(text.norms, at))
        return next((span for end, head in heads if (span := self._read(text, at, end, head)) is not None), None)

    def _read(self, text: Reading, at: int, end: int, head: Head) -> Span | None:
        capital = text.words[at][0].isupper()
        before = text.norms[at - 1] if at else ""
        if before not in _HEADS_OF and self.cues.ends_word(text, at, capital):
            return None
        after_title = at > 0 and text.norms[at - 1] in self.cues.titles
        if text.norms[end : end + 1] == ["trưởng"]:  # Tổng cục Trưởng
            return None
        if capital and end - at == 1 and self.cues.is_noun(text, at, end):
            return None
        if head.kind == "sport" and end in text.places and text.words[end].islower():  # đội bóng vùng Bắc Phi
            return None
        past, proper, level = self._continue(text, end, head, after_title)
        if head.kind == "company" and past > end and all(norm in _LEGAL_WORDS for norm in text.norms[end:past]):
            return None  # Công ty CP alone is any
        shown = capital or (before in _HEADS_OF and end - at > 1) or (head.bare == "name" and end - at > 1 and text.words[at + 1][0].isupper())  # đảng Bảo thủ
        if proper and (capital or self._lower_head_stands(text, head, at, end, past)):
            return Span(at, past, head.kind, "head", 0.95, end)
        if level and (head.bare or capital):
            return Span(at, past, head.kind, "level", 0.8, end)
        if (
            head.bare
            and shown
            and text.norms[max(0, at - 2) : at] not in _MINISTERS
            and text.norms[end : end + 1] != ["viên"]
            and (
                head.bare == "name"
                or head.kind == "party"
                or after_title
                or end - at > 2
                or (text.words[at].isupper() and head.kind != "police")  # a CSGT is a person
            )
        ):
            return Span(at, past, head.kind, "bare", 0.8 if head.bare == "name" else 0.6, end)
        return None

    def _lower_head_stands(self, text: Reading, head: Head, at: int, end: int, past: int) -> bool:
        """Whether a lower-case head begins a name; a mere noun (bộ, vụ) needs a field or an acronym after it."""
        if at and text.norms[at - 1] in _HEADS_OF:
            return any(text.words[index][0].isupper() for index in range(at + 1, past))
        if end in text.places:
            if text.norms[at:end] == ["trung", "tâm"] or (head.kind in ("company", "media") and end in text.countries):
                return False  # trung tâm Hà Nội, công ty Mỹ
            return bool(head.bare) or end - at > 1 or head.kind in _NAMED_FREELY
        inner = self.heads.longest(text.norms, end)
        if inner is not None:
            stands = inner[1].kind in ("police", "army") or (bool(head.bare) and end - at > 1)
            return stands and text.words[end][0].isupper()
        known = self.words.longest(text.norms, end)
        if known is not None:
            return any(text.words[index][0].isupper() or index in text.places for index in range(at, past))
        if text.words[end][0].isdigit():
            return head.kind in ("army", "culture")
        if not text.words[end][0].isupper():
            return head.kind == "company"  # which has read a line of business up to a capital
        if text.norms[at] == "tờ":
            return text.words[end].isalpha() and text.spaced(end)
        if text.norms[at] in NOUNS_TOO or _LEVELS.longest(text.norms, end) is not None:
            return False
        return head.kind in _NAMED_FREELY or text.words[end][:2].isupper()

    def _continue(self, text: Reading, at: int, head: Head, after_title: bool) -> tuple[int, bool, bool]:
        """Return where the name that goes on at token `at` ends, whether a proper name and whether a level was met."""
        first, size = at, len(text.norms)
        proper = level = False
        kind, field_end = head.kind, -1
        while at < size and text.adjacent(at):
            word = text.words[at]
            place = text.places.get(at)
            if place is not None:
                at, proper = self._after_country(text, place, kind), True
                break
            if at > first or head.bare != "name":
                inner = self.heads.longest(text.norms, at)
                if (
                    inner is not None
                    and (word[0].isupper() or (kind == "police" and inner[1].kind == "police"))
                    and not self._longer(text, at, inner[0])
                    and (at == first or inner[1].bare or kind not in ("company",))
                ):
                    at, kind = inner[0], inner[1].kind
                    proper, field_end = True, at
                    continue
            studied = at == first or text.words[at - 1][0].isupper() or at == field_end
            if studied and kind in _STUDIED and word.islower() and text.norms[first - 1] not in ("bộ", "sở"):
                run = business_run(text.words, text.norms, text.places, self.cues.objects, at, False)
                if run is not None and run in text.places:
                    at, proper = run, True
                    continue
            if at == first and kind not in ("company", "media", "sport") and not word.isupper():
                run = self._field_run(text, at, after_title)
                if run is not None:
                    at, proper, field_end = run, True, run
                    continue
            if kind == "company":
                run = business_run(text.words, text.norms, text.places, self.business, at)
                if run is None and text.norms[first - 1] in _LEGAL:
                    run = business_run(text.words, text.norms, text.places, self.cues.objects, at, at == first)
                if run is not None:
                    at, proper = run, True
                    continue
            known = self._field(text, at) if word[0].isupper() or (at == first and not head.bare) else None
            if known is not None:
                at, proper, field_end = known, True, known
                continue
            if (text.norms[at - 2], text.norms[at - 1]) in self.cues.openers and word.islower() and at > first:
                governed = self.cues.object_end(text, at)
                if governed > at:
                    at, proper = governed, True
                    continue
            if at == field_end and kind in _OFFICIAL and self._next_sentence(text, at):
                break
            step = self._step(text, at, first, kind, head, after_title)
            if step is None:
                bare_level = _LEVELS.longest(text.norms, at)
                if bare_level is not None and text.norms[at : at + 2] != ["xã", "hội"]:
                    at, level = bare_level[0], True
                break
            at, proper = step, True
        if kind == "company" and proper and at < size and text.adjacent(at):
            legal = _LEGAL_TAILS.longest(text.norms, at)
            at = legal[0] if legal else at
        return self._bracket(text, at, first, proper, level)

    def _field_run(self, text: Reading, at: int, after_title: bool) -> int | None:
        """Return the token after fields in lower case that the end of the name proves to be its own.

        It ends at a number (Trung tâm kỹ thuật tiêu chuẩn đo lường chất lượng | 2), or before a bracket that holds its
        acronym or the body above it; after a title (Giám đốc Trung tâm …) at any mark.
        """
        if not text.words[at - 1][0].islower() and not text.words[at - 2][0].isupper() and not after_title:
            return None
        past = at
        while past < len(text.norms) and past not in text.places and text.adjacent(past):
            joint = past > at and text.norms[past] in ("và", ",", "về")
            found = self.cues.objects.longest(text.norms, past + joint)
            lower = max(past + joint, at + 1)  # the first word may bear a capital: Phòng Cải cách hành chính
            if found is None or not all(word.islower() for word in text.words[lower : found[0]]):
                break
            past = found[0]
        if past - at < 4 or past >= len(text.norms):
            return None
        word, following = text.words[past], text.words[past + 1 : past + 2]
        if _REGION.fullmatch(word) and text.adjacent(past):
            return past + 1
        if word == "(" and following and (following[0].isupper() or self.heads.longest(text.norms, past + 1)):
            return past
        return past if after_title and word in _MARKS else None

    def _next_sentence(self, text: Reading, at: int) -> bool:
        """Whether a capital after a finished name begins a sentence: Bộ Công an | Thừa ủy quyền của …."""
        if not text.words[at][0].isupper() or at + 1 >= len(text.words) or not text.words[at + 1].islower():
            return False
        pair = (text.norms[at], text.norms[at + 1])
        if _LEVELS.longest(text.norms, at) is not None:
            return False
        return pair not in self.cues.compounds and pair not in self.cues.dictionary

    def _longer(self, text: Reading, at: int, end: int) -> bool:
        """Whether a field or a compound (Phòng chống, Phòng thủ) reaches beyond the head word found at the token."""
        known = self.words.longest(text.norms, at)
        if known is not None and known[0] > end:
            return True
        return (
            end < len(text.norms)
            and text.words[end].islower()
            and (text.norms[end - 1], text.norms[end]) in self.cues.compounds
        )

    def _after_country(self, text: Reading, at: int, kind: str) -> int:
        """Return where a name ends that goes on after Việt Nam: Hội hữu nghị Việt Nam - Lào, MTTQ Việt Nam tỉnh."""
        if text.norms[at - 2 : at] != ["việt", "nam"] or at >= len(text.norms):
            return at
        if text.words[at] in ("-", "–") and (kind in _NAMED_FREELY or kind == "mass"):
            return text.places.get(at + 1, at)
        if kind == "mass" and text.adjacent(at) and text.norms[at] in ("tỉnh", "huyện", "xã", "thành", "thị", "tp"):
            level = _LEVELS.longest(text.norms, at)
            return text.places.get(at) or (level[0] if level else at)
        return at

    def _field(self, text: Reading, at: int) -> int | None:
        """Return the token after the longest field at the token that does not cross into a place, or None."""
        ends = (end for end, _ in reversed(self.words.every(text.norms, at)))
        whole = (end for end in ends if end > at + 1 or not self._halves_word(text, end))
        return next((end for end in whole if not any(i in text.places for i in range(at + 1, end))), None)

    def _halves_word(self, text: Reading, at: int) -> bool:
        """Whether the token in lower case ends a word that the one before begins: (khoa) Sản, but sản | xuất."""
        if at >= len(text.words) or not text.words[at].islower() or not text.adjacent(at):
            return False
        return (text.norms[at - 1], text.norms[at]) in self.cues.dictionary

    def _bracket(self, text: Reading, at: int, first: int, proper: bool, level: bool) -> tuple[int, bool, bool]:
        # An acronym in brackets before the place or level: Bộ Chỉ huy Quân sự (CHQS) tỉnh.
        closing = next((i for i in range(at + 2, min(at + 6, len(text.norms))) if text.words[i] == ")"), None)
        if closing is None or text.words[at] != "(" or closing + 1 >= len(text.norms):
            return at, proper, level
        if not all(word.isupper() or word in "-&" for word in text.words[at + 1 : closing]):
            return at, proper, level
        place = text.places.get(closing + 1)
        if place is not None and text.adjacent(closing + 1):
            return place, True, level
        bare_level = _LEVELS.longest(text.norms, closing + 1)
        if bare_level is not None and text.adjacent(closing + 1):
            return bare_level[0], proper, True
        return at, proper, level

    def _step(self, text: Reading, at: int, first: int, kind: str, head: Head, after_title: bool) -> int | None:
        """Return the token after the next word of the name, or None where the name ends."""
        word, size = text.words[at], len(text.norms)
        if word[0].isupper():
            if text.norms[at] in self.cues.surnames and at + 1 < size and text.words[at + 1][0].isupper():
                complete = (at > first or bool(head.bare)) and not (
                    (kind == "school" and self.cues.still_school(text, at))
                    or (kind == "company" and not _has_proper(text, at, first))  # công ty bảo vệ | Song Thanh
                )
                if complete and text.adjacent(at + 1) and (after_title or kind not in _NAMED_FREELY):
                    return None
            if at > first and kind not in _NAMED_FREELY and _FOREIGN.fullmatch(word):
                return None
            if (at > first or head.bare == "name") and kind in _OFFICIAL and _foreign_name(text, at):
                return None  # Tòa án tối cao | Neil Gorsuch
            return at + 1
        if word[0].isdigit():
            if kind == "hospital" and len(word) == 3 and word.isdigit():  # Bệnh viện Nhân dân 115
                return at + 1
            return (
                at + 1
                if kind in _NUMBERED or (at > first and text.words[at - 1][0].isupper() and len(word) < 3)
                else None
            )
        if (
            word == "."
            and at + 1 < size
            and text.tight(at)
            and (at + 1 in text.places or _LEVELS.longest(text.norms, at + 1) is not None)
        ):
            return text.places.get(at + 1, at + 2)
        if word == "khu" and text.norms[at + 1 : at + 2] == ["vực"] and at + 2 < size:
            return at + 3 if _REGION.fullmatch(text.words[at + 2]) else None
        if word == "tại" and text.norms[at - 1] == "cao" and at + 1 in text.places:  # TAND cấp cao tại Hà Nội
            return text.places[at + 1]
        if kind == "company" and word == "số" and text.words[at + 1 : at + 2] and text.words[at + 1].isdigit():
            return at + 2  # Công ty Xây dựng số 2
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
            if self.heads.longest(text.norms, at + 1) is None and text.norms[at + 1] not in self.cues.surnames:
                if kind in ("company", "media", "police", "other") or (word in "-–" and kind != "state"):
                    return None
                known = self.words.longest(text.norms, at + 1)
                if known is not None:
                    return known[0]
                if at + 2 < size and (text.norms[at + 1], text.norms[at + 2]) in self.cues.compounds:
                    return at + 3 if text.words[at + 2].islower() else None
            return None
        if word == "quốc" and text.norms[at + 1 : at + 2] == ["tế"] and _has_capital(text, at, first):
            return at + 2  # Tổ chức Di trú quốc tế
        pair = (text.norms[at - 1], text.norms[at])
        if text.words[at - 1][0].isupper() and (pair in self.cues.compounds or pair in self.cues.dictionary):
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


def grammar_of(entries: Mapping[str, list[dict[str, str]]]) -> SpanGrammar:
    """Build the grammar from the entries of its lexicons."""
    cues = cues_of(entries)
    return SpanGrammar(cues.heads, cues.words, PhraseTrie((e["form"], True) for e in entries["business_words"]), cues)


def binds(text: Reading, span: Span) -> int | None:
    """Return the token that abbreviates the name, alone in brackets right after it, or None."""
    at = span.end
    if (
        span.rule == "level"
        or at + 2 >= len(text.words)
        or text.words[at] != "("
        or text.words[at + 2] != ")"
        or at + 1 in text.places
    ):
        return None
    return at + 1 if _ACRONYM.fullmatch(text.words[at + 1]) else None
