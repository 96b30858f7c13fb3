"""Which noun a number counts: a classifier with what it takes, a compound, or a noun, and how far each goes."""

from collections.abc import Iterable, Mapping

from bpextract.lexicons.alternation import Kinds
from bpextract.lexicons.matching import PhraseTrie
from bpextract.text.folding import fold
from bpextract.text.syllables import is_syllable
from bpextract.text.tokenizer import Tokens

KNOWN = 1e6
"""The count of a noun that a list by hand names."""
_LEAST_COUNT = 30  # how often a noun of one word must have been seen for a number in words to count it
_VERB, _TITLE = "verb", "title"  # what a classifier takes besides nouns
_PEOPLE = "people"
_NUMBER = "số"
_SPOT, _TRAIT, _ACT = "spot", "trait", "act"  # groups of compounds that are guarded
_NEAR = 4  # tokens before a number
_CLAUSE = 12  # tokens, the longest way back to where a clause opens
_MANY = 10  # from it on, no name tells one of a group: 70.000 sinh viên, học sinh TP.HCM
_MONEY = 1e6


class CountedNouns:
    """Matches what a number counts.

    Attributes:
        every: the nouns of all lists, with their count.
    """

    def __init__(self, entries: Mapping[str, list[dict[str, str]]], cues: Kinds) -> None:
        """Build from the entries of the lexicons classifiers, counted_compounds, nouns, verbs, grammar_words,
        honorifics and place_units, and the words beside numbers.
        """
        compounds, classifiers = entries["counted_compounds"], entries["classifiers"]
        counts = {entry["form"]: float(entry["count"] or 0) for entry in entries["nouns"]}
        counts |= {entry["form"]: KNOWN for entry in (*compounds, *classifiers)}
        self.every: PhraseTrie[float] = PhraseTrie(counts.items())
        self._least = {fold(entry["form"]): float(entry["least"]) for entry in compounds if entry["least"]}
        self._groups: PhraseTrie[str] = PhraseTrie(
            (entry["form"], entry["group"]) for entry in compounds if entry["group"]
        )
        self._classifiers = frozenset(entry["form"] for entry in classifiers)
        self._of_acts, self._of_titles = (
            frozenset(entry["form"] for entry in classifiers if entry["takes"] == taken) for taken in (_VERB, _TITLE)
        )
        self._verbs, self._honorifics, self._places = (
            _forms(entries[name]) for name in ("verbs", "honorifics", "place_units")
        )
        self._grammar = frozenset(entry["form"] for entry in entries["grammar_words"])
        self._pronouns, self._levels = cues.of("pronoun"), cues.of("level")
        self._numbered, self._counters = cues.of("numbered"), cues.of("counter")
        self._clauses = cues.of("clause")
        self._attributes, self._ends, self._uncounted, self._no_objects, self._goes_on, self._own, self._opens = (
            PhraseTrie((form, True) for form in sorted(cues.of(*kinds)))
            for kinds in (
                ("attribute",), ("attribute", "clause"), ("uncounted",), ("attribute", "every"), ("goes_on",), ("own",),
                ("opens",),
            )
        )  # fmt: skip
        self._points, self._after_spot, self._after_trait = map(cues.of, ("of_points", "after_spot", "after_trait"))
        self._predicates, self._of_money = cues.of("predicate"), cues.of("of_money")

    def at(self, tokens: Tokens, at: int, value: float, in_words: bool) -> tuple[int, bool] | None:
        """Return the end of the noun at token `at`, after a number of `value`, and whether a lexicon knows it."""
        word, norm = tokens.words[at], tokens.norms[at]
        if not word[0].isalpha() or (in_words and word[0].isupper() and not self._is_acronym(word)):
            return None
        found = self._longest(tokens, at, value)
        past = found[0] if found else at + 1
        numbered = word[0].isupper() or (norm in self._numbered and past == at + 1)
        if numbered and past < len(tokens) and _is_number(tokens.words[past]):
            return None  # Trung ương 7 khóa XII, keo 502 giá 3.000 đồng, Điều 4 và 6 Nghị định 146
        if word[0].isupper() and past == at + 1 and not self._is_acronym(word):
            return None  # 21.02 Bắc; but 3 CLB
        if _ends(self._uncounted, tokens, at) >= past:
            return None  # 6 triệu | tiền phí, Falcon 9 | lần lượt …
        if found is None or (found[0] == at + 1 and norm in self._grammar and found[1] < KNOWN):
            known_verb = self._verbs.longest(tokens.norms, at) is not None
            glued = not (word.isascii() or is_syllable(norm))  # 4 tỷ | đồngvới
            if in_words or known_verb or norm in self._grammar or norm in self._pronouns or word[0].isupper() or glued:
                return None
            return (_past_hyphens(tokens, at + 1), False) if len(word) > 1 else None
        end, count = found
        if end == at + 1 and ((norm in self._pronouns and value <= 3) or (norm in self._levels and value <= 1)):
            return None
        if end == at + 1 and norm in self._of_money and value >= _MONEY:
            return None  # mỗi tháng 3 triệu | bà vẫn không đủ sống
        if in_words and count < _LEAST_COUNT and end == at + 1:
            return None
        if end == at + 1 and self._is_verb(tokens, at, end):
            return None  # Windows 10 phát hành
        if norm in self._classifiers:
            end = max(end, self._classified(tokens, at))
        if tokens.norms[end - 1] == "ở" and self._is_place(tokens, end):
            end -= 1  # 20 nhà | ở Hà Nội
        return self._listed(tokens, at, _past_hyphens(tokens, end), value), True

    def known(self, tokens: Tokens, at: int) -> int | None:
        """Return the end of the counted noun at token `at`; None where no list by hand has the word there."""
        if at >= len(tokens) or not tokens.words[at][0].islower():
            return None
        end, count = self._longest(tokens, at) or (at + 1, 0.0)
        return end if count == KNOWN or self.is_classified(tokens, at) else None

    def is_classified(self, tokens: Tokens, at: int) -> bool:
        """Whether a classifier or a person-counting word stands at `at`: `nhóm 5 người`, `xe 7 chỗ`, `ngày 2 lần`."""
        counter = " ".join(tokens.norms[at : at + 2])  # nhóm 9 đối tượng
        return tokens.norms[at] in self._classifiers or not self._counters.isdisjoint((tokens.norms[at], counter))

    def _longest(self, tokens: Tokens, at: int, value: float = 0) -> tuple[int, float] | None:
        """Return the end and the count of the longest noun at token `at` that may be counted to `value`."""
        found = self.every.every(tokens.norms, at)
        ends = {end for end, _ in found}
        for end, count in reversed(found):
            if count < KNOWN and not _is_plain(tokens.words[at:end]):
                continue  # 3 môn | Toán
            if self._is_barred(tokens, at, end, value):
                continue
            if count == KNOWN and end - 1 in ends and (longer := self._word_past(tokens, end)) is not None:
                if longer > 0:
                    return longer, count  # 2 chủ nhà hàng
                continue  # 3 buổi | tập trung
            least = self._least.get(" ".join(tokens.norms[at:end]))
            if least is None or (value >= least and not self._is_object(tokens, end)):
                return end, count  # 2 triệu người dùng; but 2 người | dùng dao, 3.000 người | xem pháo hoa
        return None

    def _word_past(self, tokens: Tokens, end: int) -> int | None:
        """Return the end of the noun that begins with the last syllable before `end` and goes past it, 0 for a verb.

        None where there is neither, or where that word is cut in turn (2.000 trường hợp | đồng | ý).
        """
        noun, verb = self.every.longest(tokens.norms, end - 1), self._verbs.longest(tokens.norms, end - 1)
        of_noun = noun[0] if noun is not None and noun[1] >= _LEAST_COUNT else 0
        past = max(of_noun, verb[0] if verb is not None else 0)
        if past <= end or not all(word[0].islower() for word in tokens.words[end:past]):
            return None
        if self._is_verb(tokens, past - 1, past) or self._is_noun(tokens, past - 1, past):
            return None
        if past > of_noun:
            return 0
        ends_open = tokens.norms[past - 1] in self._grammar or _ends(self._attributes, tokens, end - 1) >= past
        return None if ends_open else past

    def _is_barred(self, tokens: Tokens, at: int, end: int, value: float) -> bool:
        """Whether the words around tell that a guarded compound is none: 5 điểm | đến 6 điểm, 2 người | trẻ nhất."""
        group = self._groups.longest(tokens.norms, at)
        if group is None or group[0] != end:
            return False
        after = tokens.norms[end] if end < len(tokens) else ""
        if group[1] == _TRAIT:
            return after in self._after_trait
        if group[1] == _ACT:  # 12 hoạt động; but cả hai yêu cầu …, Note 8 thay đổi
            digits = at > 0 and _is_number(tokens.words[at - 1]) and tokens.words[at].islower()
            return not digits or (at > 1 and tokens.words[at - 2][0].isupper())
        if group[1] != _SPOT:
            return False
        before = tokens.norms[max(0, at - 1 - _NEAR) : at - 1]
        scored = value % 1 != 0 or not self._points.isdisjoint(before)
        return scored or after in self._after_spot or after[:1].isdigit()

    def _is_object(self, tokens: Tokens, at: int) -> bool:
        """Whether a noun stands at `at` that a verb may have for its object, or what else goes on with a verb."""
        if at >= len(tokens) or not tokens.words[at][0].islower() or _ends(self._no_objects, tokens, at) > at:
            return False
        if self._goes_on.longest(tokens.norms, at) is not None:
            return True  # 3.000 người | xem trực tiếp
        return tokens.norms[at] not in self._grammar and self._longest(tokens, at) is not None

    def _classified(self, tokens: Tokens, at: int) -> int:
        """Return the end of what the classifier at `at` takes: a noun, or an act."""
        head, at = tokens.norms[at], at + 1
        if at >= len(tokens):
            return at
        noun = self._longest(tokens, at)
        titled = head in self._of_titles and _is_title(tokens, at, noun)
        if not (tokens.words[at][0].islower() or self._is_acronym(tokens.words[at]) or titled):
            return at
        end = noun[0] if noun is not None else at
        if end <= at + 1 and tokens.norms[at] in self._grammar:
            return at
        if head in self._of_acts and (verb := self._verbs.longest(tokens.norms, at)) is not None and verb[0] > end:
            return at if " ".join(tokens.norms[at : verb[0]]) in self._clauses else verb[0]  # 2 cú tông, 5 cuộc | gồm
        if end == at or _ends(self._ends, tokens, at) >= end:
            return at  # 3 tờ | kích thước 21 x 27 cm, 12 hộ | phản ánh …
        if end < len(tokens) and tokens.words[end][0].isupper() and self._honorifics.longest(tokens.norms, at):
            return at  # hơn 100 con | bà Ngọc …
        return at if self._is_verb(tokens, at, end) else end  # 5 vụ kinh doanh …: kinh is no noun there

    def _listed(self, tokens: Tokens, at: int, end: int, value: float) -> int:
        """Return the end of the nouns of one group that a comma joins to the noun: trường đại học, học viện."""
        first = end
        group = self._group(tokens, at, end) or self._group(tokens, at + 1, end)  # lượt cán bộ, chiến sĩ
        while group is not None and end + 1 < len(tokens) and tokens.words[end] == ",":
            after = self._groups.longest(tokens.norms, end + 1)
            if after is None or after[1] != group or not tokens.words[end + 1].islower():
                break
            if " ".join(tokens.norms[end + 1 : after[0]]) in self._clauses:
                break  # 6 nhóm tiêu chí, | phản ánh …; but 12 phản ánh, kiến nghị
            if after[0] < len(tokens) and self._is_apart(tokens, after[0], group == _PEOPLE and value >= _MANY):
                break  # 3 thôn, | xã Tả Phìn
            end = after[0]
        if end > first and self._is_subject(tokens, at, end):
            return first
        return end

    def _is_apart(self, tokens: Tokens, at: int, many: bool) -> bool:
        """Whether what follows a noun, at `at`, shows that it is no more counted: 2 công ty, | cơ quan chức năng.

        Args:
            many: whether so many people are counted that a name cannot be that of one.
        """
        word = tokens.words[at]
        if word[0].isdigit() or (word[0].isupper() and not many):
            return True
        return self._own.longest(tokens.norms, at) is not None

    def _is_subject(self, tokens: Tokens, at: int, end: int) -> bool:
        """Whether a clause that a conjunction opens ends before the last noun: Để cứu 4 người bệnh, | bác sĩ phải …."""
        if end >= len(tokens):
            return False
        verb = self._verbs.longest(tokens.norms, end)
        says = tokens.norms[end] in self._predicates or (
            verb is not None
            and tokens.norms[end] not in self._grammar
            and " ".join(tokens.norms[end : verb[0]]) not in self._clauses
        )
        opening = at
        while opening > max(0, at - _CLAUSE) and tokens.words[opening - 1][-1].isalnum():
            opening -= 1
        return says and self._opens.longest(tokens.norms, opening) is not None

    def _group(self, tokens: Tokens, at: int, end: int) -> str | None:
        """Return the group of the noun from `at` to `end`, or of its last, after a comma: cán bộ, chiến sĩ."""
        if "," in tokens.words[at:end]:
            at = end - tokens.words[at:end][::-1].index(",")
        found = self._groups.longest(tokens.norms, at) if at < end else None
        return found[1] if found is not None and found[0] == end else None

    def _is_acronym(self, word: str) -> bool:
        """Whether a word in capitals is a noun that a list by hand has: CLB, tấm | HC vàng."""
        return word.isupper() and self.every.longest((fold(word),), 0) == (1, KNOWN)

    def _is_place(self, tokens: Tokens, at: int) -> bool:
        """Whether a name stands at token `at`, or a unit word of places with one or a number (ở xã A, ở hẻm số 80)."""
        unit = self._places.longest(tokens.norms, at) if at < len(tokens) else None
        name = tokens.words[unit[0] if unit is not None else at :][:1]
        return any(word[0].isupper() or (unit and (word == _NUMBER or word[0].isdigit())) for word in name)

    def _is_noun(self, tokens: Tokens, at: int, end: int) -> bool:
        """Whether a longer noun begins where the one from `at` to `end` does."""
        noun = self.every.longest(tokens.norms, at)
        return noun is not None and noun[0] > end

    def _is_verb(self, tokens: Tokens, at: int, end: int) -> bool:
        """Whether a longer verb begins where the noun from `at` to `end` does."""
        verb = self._verbs.longest(tokens.norms, at)
        return verb is not None and verb[0] > end


def _forms(entries: Iterable[Mapping[str, str]]) -> PhraseTrie[bool]:
    return PhraseTrie((entry["form"], True) for entry in entries)


def _past_hyphens(tokens: Tokens, end: int) -> int:
    """Return the end of the syllables in small letters that hyphens join to the one before `end`: mô-tơ, ki-lô-gam."""
    while (
        end + 1 < len(tokens)
        and tokens.words[end] == "-"
        and tokens.ends[end - 1] == tokens.starts[end]
        and tokens.ends[end] == tokens.starts[end + 1]
        and tokens.words[end + 1].islower()
    ):
        end += 2
    return end


def _is_title(tokens: Tokens, at: int, noun: tuple[int, float] | None) -> bool:
    """Whether the noun at `at` has several words, of which the first alone has a capital: 2 cựu | Chủ tịch."""
    if noun is None or noun[0] == at + 1 or noun[1] < _LEAST_COUNT:
        return False
    return tokens.words[at].istitle() and all(word.islower() for word in tokens.words[at + 1 : noun[0]])


def _ends(phrases: PhraseTrie[bool], tokens: Tokens, at: int) -> int:
    """Return the end of the longest of the phrases at token `at`; `at` where none is there."""
    found = phrases.longest(tokens.norms, at)
    return at if found is None else found[0]


def _is_plain(words: list[str]) -> bool:
    """Whether no word but the first is a name's, unless all is in capitals."""
    return words[0].isupper() or all(not word[0].isupper() for word in words[1:])


def _is_number(word: str) -> bool:
    return word[0].isdigit() or not word.strip("IVXL")
