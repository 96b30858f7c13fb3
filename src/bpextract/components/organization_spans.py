"""How far an organization's name goes: its head, the words that continue it, then a place or a level."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bpextract.components.business_runs import business_run
from bpextract.components.organization_cues import NOUNS_TOO, Cues, Head, cues_of
from bpextract.components.organization_reading import Reading
from bpextract.components.organization_steps import LEVELS, NAMED_FREELY, OFFICIAL, field_end_of, field_run, next_word
from bpextract.lexicons.matching import PhraseTrie

# The legal form may end the name (Tổng công ty Nông nghiệp Sài Gòn TNHH MTV).
_LEGAL_TAILS = PhraseTrie[bool](
    (form, True) for form in ("tnhh", "tnhh mtv", "tnhh một thành viên", "tnhh hai thành viên", "mtv", "jsc", "cp")
)
_LEGAL = frozenset({"cp", "tnhh", "phần", "ctcp", "mtv", "viên", "hạn"})  # a company's name follows, whatever it is
_LEGAL_WORDS = _LEGAL | {"một", "hai", "thành", "cổ", "trách", "nhiệm", "hữu"}
_STUDIED = frozenset({"mass", "state", "hospital"})  # Viện y học ứng dụng Việt Nam
_MINISTERS = (["bộ", "trưởng"], ["thứ", "trưởng"])  # Bộ trưởng Công an names no body
_HEADS_OF = frozenset({"trưởng", "phó", "chánh"})  # Trưởng ban Tuyên giáo: the unit word is lower-case after them
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
        if at in text.inside_place:
            return None
        joined = at > 0 and text.words[at - 1] in "-/&" and not text.spaced(at)
        if joined and (at < 2 or self.heads.longest(text.norms, at - 2) is None):  # but HĐND-UBND tỉnh
            return None
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
        if after_title and text.norms[at : at + 2] == ["thường", "trực"]:  # Phó Bí thư Thường trực | Tỉnh ủy
            return None
        if capital and end - at == 1 and self.cues.is_noun(text, at, end):
            return None
        if head.kind == "sport" and end in text.places and text.words[end].islower():  # đội bóng vùng Bắc Phi
            return None
        past, proper, level = self._continue(text, end, head, after_title)
        if head.kind == "company" and past > end and all(norm in _LEGAL_WORDS for norm in text.norms[end:past]):
            return None  # Công ty CP alone is any
        shown = (
            capital
            or (end - at > 1 and (before in _HEADS_OF or (after_title and text.norms[end - 1] == "ủy")))
            or (head.bare == "name" and end - at > 1 and text.words[at + 1][0].isupper())
        )  # đảng Bảo thủ
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
            return bool(head.bare) or end - at > 1 or head.kind in NAMED_FREELY
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
        if text.norms[at] in NOUNS_TOO or LEVELS.longest(text.norms, end) is not None:
            return False
        return head.kind in NAMED_FREELY or text.words[end][:2].isupper()

    def _continue(self, text: Reading, at: int, head: Head, after_title: bool) -> tuple[int, bool, bool]:
        """Return where the name that goes on at token `at` ends, whether a proper name and whether a level was met."""
        first, size = at, len(text.norms)
        proper = level = False
        kind, field_end = head.kind, -1
        while at < size and text.adjacent(at):
            word = text.words[at]
            place = text.places.get(at)
            if place is not None:
                at, proper = self._after_country(text, place, kind, first), True
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
            studied = at in (first, field_end) or text.words[at - 1][0].isupper()
            if studied and kind in _STUDIED and word.islower() and text.norms[first - 1] not in ("bộ", "sở"):
                run = business_run(text.words, text.norms, text.places, self.cues.objects, at, False)
                if run is not None and run in text.places:
                    at, proper = run, True
                    continue
            if at == first and kind not in ("company", "media", "sport") and not word.isupper():
                run = field_run(text, self.cues, at, after_title)
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
            known = field_end_of(text, self.cues, at) if word[0].isupper() or (at == first and not head.bare) else None
            if known is not None:
                at, proper, field_end = known, True, known
                continue
            if (text.norms[at - 2], text.norms[at - 1]) in self.cues.openers and word.islower() and at > first:
                governed = self.cues.object_end(text, at)
                governed = governed if governed > at else self._unknown_object(text, at)
                if governed > at:
                    at, proper = governed, True
                    continue
            if at == field_end and kind in OFFICIAL and self._next_sentence(text, at):
                break
            step = next_word(text, self.cues, at, first, kind, head, after_title)
            if step is None:
                bare_level = LEVELS.longest(text.norms, at)
                if bare_level is not None and text.norms[at : at + 2] != ["xã", "hội"]:
                    at, level = bare_level[0], True
                break
            at, proper = step, True
        if kind == "company" and proper and at < size and text.adjacent(at):
            legal = _LEGAL_TAILS.longest(text.norms, at)
            at = legal[0] if legal else at
        return self._bracket(text, at, first, proper, level)

    def _unknown_object(self, text: Reading, at: int) -> int:
        """Return the token after up to four words that the body above proves the object: Cục Quản lý công sản, Bộ …."""
        past = at
        while past < len(text.words) - 1 and past - at < 5 and text.words[past].islower() and past not in text.places:
            past += 1
        above = text.words[past : past + 1] == [","] and self.heads.longest(text.norms, past + 1) is not None
        return past if above and text.words[past + 1][0].isupper() and past - at < 5 else at

    def _next_sentence(self, text: Reading, at: int) -> bool:
        """Whether a capital after a finished name begins a sentence: Bộ Công an | Thừa ủy quyền của …."""
        if not text.words[at][0].isupper() or at + 1 >= len(text.words) or not text.words[at + 1].islower():
            return False
        pair = (text.norms[at], text.norms[at + 1])
        if LEVELS.longest(text.norms, at) is not None:
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

    def _after_country(self, text: Reading, at: int, kind: str, first: int) -> int:
        """Return where a name ends that goes on after Việt Nam: Hội hữu nghị Việt Nam - Lào, MTTQ Việt Nam tỉnh."""
        if text.norms[first - 1] == "quán" and text.norms[at : at + 1] == ["tại"] and at + 1 in text.places:
            return text.places[at + 1]  # Đại sứ quán Việt Nam tại Anh
        if text.norms[at - 2 : at] != ["việt", "nam"] or at >= len(text.norms):
            return at
        if text.words[at] in ("-", "–") and (kind in NAMED_FREELY or kind == "mass"):
            return text.places.get(at + 1, at)
        if kind == "mass" and text.adjacent(at) and text.norms[at] in ("tỉnh", "huyện", "xã", "thành", "thị", "tp"):
            level = LEVELS.longest(text.norms, at)
            return text.places.get(at) or (level[0] if level else at)
        return at

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
        bare_level = LEVELS.longest(text.norms, closing + 1)
        if bare_level is not None and text.adjacent(closing + 1):
            return bare_level[0], proper, True
        return at, proper, level


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
