"""What stands right before a number: a bound, or a word that makes the number no figure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bpextract.annotation import Annotation
from bpextract.components.numbers.words import NumberWords
from bpextract.lexicons.alternation import Kinds
from bpextract.lexicons.matching import EndingTrie, PhraseTrie
from bpextract.text.tokenizer import Tokens

# What a sentence may begin after; a number in words with a capital anywhere else is a name (ông Mười).
_OPENING = frozenset(".!?…:;\"“‘„«'(-–")
_JOINTS = frozenset(".-–:")
_SHORT = 3  # letters of the longest short form before a number (tel. 5)
_MILESTONE = re.compile(r"\bkm(?: ?số)? ?\d+ ?\+ ?$")  # Km 8 + 450
_ADDRESS = re.compile(r"(?:\w://|\bwww\.|\w\.[a-zA-Z]{2,4}/|\w@\w)\S*$")
_LONGEST_ADDRESS = 200
_ABOUT, _OVER, _AT_MOST = "~", ">", "<="
_EITHER = frozenset("<>")
_ESTIMATED = "tính"
_TOO, _DENIED = "quá", 3  # tokens from a denial to what it denies
_NUMBERED = frozenset({"often", "ordinal", "identifier"})
_SMALL = 10  # a count below it after a preposition is no bound: trên 2 tuyến đường


@dataclass(frozen=True, slots=True)
class Modifier:
    """A word of approximation.

    Attributes:
        start: where it starts (a token).
        sign: the bound that it gives.
        preposition: whether it may be a preposition.
        only: the kinds that it bounds, where not all: `cao hơn 20 m` is a bound, `cao hơn 2 triệu` compares.
    """

    start: int
    sign: str
    preposition: bool
    only: frozenset[str] = frozenset()

    def bounds(self, kind: str, value: float, *, held: bool) -> bool:
        """Whether it bounds a figure of this kind and value, rather than being a preposition or comparing.

        Args:
            held: whether nothing can be on or under what is counted: xe dưới | 9 chỗ.
        """
        if self.only and kind not in self.only:
            return False
        small = kind == "count" and value < _SMALL and value == int(value)
        return not (self.preposition and small and not held)


class NumberContexts:
    """Asks the lexicons number_contexts and modifiers about the words before a number."""

    def __init__(self, entries: Mapping[str, list[dict[str, str]]], words: NumberWords, cues: Kinds) -> None:
        """Build from the entries of the lexicons number_contexts and modifiers, and words of number."""
        tens = (*words.of("tens", "ten", "scale"), *words.of("few"))
        self._each = cues.of("each")
        self._denials = cues.of("denial")
        self._held = cues.of("held")
        self._sent: PhraseTrie[bool] = PhraseTrie((form, True) for form in sorted(cues.of("sent")))
        self._numbers = frozenset([*words.digits, *tens]) | self._each
        kinds: dict[str, set[str]] = {}
        for entry in entries["number_contexts"]:
            kinds.setdefault(entry["form"], set()).add(entry["kind"])
        self._kinds: EndingTrie[frozenset[str]] = EndingTrie((form, frozenset(said)) for form, said in kinds.items())
        self._modifiers: EndingTrie[tuple[str, bool, frozenset[str]]] = EndingTrie(
            (entry["form"], (entry["sign"], entry["preposition"] == "yes", _kinds(entry["only"])))
            for entry in entries["modifiers"]
        )

    def kinds(self, tokens: Tokens, at: int) -> frozenset[str]:
        """Return what the words right before token `at` say of the number there."""
        found = self._kinds.before(tokens.norms, at)
        if found is None:
            return frozenset()
        start, said = found
        verb = "sends" in said and tokens.words[start].islower() and at + 1 < len(tokens)
        if verb and self._sent.longest(tokens.norms, at + 1) is not None:
            return said - _NUMBERED  # điều | 50 chiến sĩ
        return said - _NUMBERED if start and tokens.norms[start - 1] in self._each else said  # mỗi đợt | vài giây

    def numbers(self, tokens: Tokens, at: int) -> bool:
        """Whether the number at `at` may be an ordinal, an identifier or part of a name."""
        return not self.kinds(tokens, at).isdisjoint(_NUMBERED)

    def identifies(self, tokens: Tokens, at: int) -> bool:
        """Whether the number at `at` is an identifier: `Điều 12`, `số: 5`, `Covid-19`."""
        said = self.kinds(tokens, at)
        if "identifier" in said:
            return True
        if "ordinal" in said and not (at > 1 and self._is_number(tokens, at - 2)):
            return True  # phút 54; but sau 5 phút 300 người …
        if at < 2 or tokens.norms[at - 1] not in _JOINTS or "identifier" not in self.kinds(tokens, at - 1):
            return False
        return not _is_initial(tokens, at - 2) and not _ends_sentence(tokens, at - 1)

    def is_place(self, tokens: Tokens, at: int) -> bool:
        """Whether what stands before `at` makes it a preposition: xếp thứ 10 | trên 16 đội, gửi | tới 47 người."""
        ranked = at > 1 and self._is_number(tokens, at - 1) and "rank" in self.kinds(tokens, at - 1)
        return ranked or "towards" in self.kinds(tokens, at)

    def _is_denied(self, tokens: Tokens, start: int) -> bool:
        """Whether `quá` at `start` is denied a few words before: không nên uống | quá 15 g, không tăng | quá 10%."""
        if tokens.norms[start] != _TOO:
            return False
        return any(norm in self._denials for norm in tokens.norms[max(0, start - _DENIED) : start])

    def _is_number(self, tokens: Tokens, at: int) -> bool:
        return tokens.words[at][0].isdigit() or tokens.norms[at] in self._numbers

    def bounds(self, modifier: Modifier, kind: str, value: float, unit: str) -> bool:
        """Whether the word of approximation bounds a figure of this kind, value and unit, in folded text."""
        return modifier.bounds(kind, value, held=modifier.sign in _EITHER and unit in self._held)

    def modifier(self, tokens: Tokens, at: int) -> Modifier | None:
        """Return the word of approximation right before token `at`."""
        found = self._modifiers.before(tokens.norms, at)
        if found is None:
            return None
        start, (sign, preposition, only) = found
        if only:
            return Modifier(at - 1, sign, preposition, only)  # (cao) hơn
        if sign == _OVER and self._is_denied(tokens, start):
            sign = _AT_MOST  # không nên uống quá
        preposition = preposition and "bounded" not in self.kinds(tokens, start)  # có tới hai loa
        outer = self._modifiers.before(tokens.norms, start)
        if outer is None or outer[1][2] or tokens.norms[start - 1] == _ESTIMATED:
            return Modifier(start, sign, preposition)  # ước tính | hơn 13.000 tỷ đồng
        if outer[1][1] and (outer[1][0] == sign or "towards" in self.kinds(tokens, outer[0])):
            return Modifier(start, sign, preposition)  # nghiên cứu trên | hơn 200 người, ảnh hưởng tới | hơn 200 máy
        if sign == _ABOUT:  # không quá khoảng
            return Modifier(outer[0], *outer[1])
        return Modifier(outer[0], sign, preposition)  # lên tới hơn, khoảng gần


def _kinds(cell: str) -> frozenset[str]:
    return frozenset(filter(None, cell.split("|")))


def _is_initial(tokens: Tokens, at: int) -> bool:
    """Whether the letter at `at` is the last of initials (anh N.H.P. 5 triệu đồng), no short form (P. 5, a ward)."""
    return at > 1 and tokens.words[at - 1] == "." and tokens.ends[at - 1] == tokens.starts[at]


def _ends_sentence(tokens: Tokens, at: int) -> bool:
    """Whether the mark at `at` is a full stop after a word that is no short form: Công an phường. | 2 đối tượng."""
    word = tokens.words[at - 1]
    return tokens.words[at] == "." and tokens.starts[at + 1] > tokens.ends[at] and word.islower() and len(word) > _SHORT


def is_inside_code(folded: str, start: int) -> bool:
    """Whether digits are part of a code or of another number; a dash between spaces only joins words."""
    if not folded[start].isdigit() or not start:
        return False
    before = folded[start - 1]
    if before == "+" or folded[start - 2 : start] == "+ ":
        return _MILESTONE.search(folded, max(0, start - 16), start) is not None
    if before not in "/.:-–#@&_=^" or folded[start - 2 : start] == "..":
        return False
    return before not in "-–" or (start > 1 and not (folded[start - 2].isspace() or folded[start - 2] == "("))


def is_inside_address(text: str, start: int) -> bool:
    """Whether what starts there is part of an address of the web or of mail."""
    if not start or text[start - 1] not in "/-_.=?&#@%":
        return False
    back = max(0, start - _LONGEST_ADDRESS)
    return _ADDRESS.search(text, back, start) is not None


def may_open(annotation: Annotation, first: int) -> bool:
    """Whether token `first` may have its capital because a sentence begins there."""
    tokens = annotation.tokens
    if not first or tokens.words[first - 1] in _OPENING:
        return True
    start = tokens.starts[first]
    if "\n" in annotation.text[tokens.ends[first - 1] : start]:
        return True
    return annotation.sentences[annotation.sentence_at(start)].start == start  # Nghệ An | Hàng trăm hộ dân …
