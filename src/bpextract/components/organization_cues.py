"""What tells a head of an organization's name from another word, and its name from a person's or a product's."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from bpextract.components.organization_reading import Reading
from bpextract.lexicons.matching import PhraseTrie

NOUNS_TOO = frozenset({"vụ", "khoa", "đoàn"})  # nouns and family names more often than bodies
_EVENT_WORDS = (["thpt", "quốc", "gia"], ["ban", "tổ", "chức"])  # kỳ thi THPT quốc gia; Ban tổ chức giải
_EVENTS = frozenset({"cup", "world", "champions", "club", "confederations", "futsal", "u"})
_MODEL = re.compile(r"[A-Z]{1,4}-?\d+[A-Za-z]{0,3}|CRV|SUV|SH|RX|GX|LX|CBR\w*|\d{1,3}[A-Z]{1,2}")
_MIDDLE = frozenset({"văn", "thị"})


class Head(NamedTuple):
    """A head word: the kind of body, and whether it names one alone (see the lexicon organization_heads)."""

    kind: str
    bare: str


@dataclass(slots=True)
class Cues:
    """Words beside a head, and what they tell.

    Attributes:
        heads, words: the lexicons of heads and of fields.
        compounds: capitalized words and the words in lower case that belong to them.
        nouns: nouns and verbs of two syllables whose second, or first, could be a head.
        surnames: first words of people's names, which end an organization's name that is complete without them.
        dictionary: nouns and verbs of two syllables.
        openers: words of two syllables in names that need an object.
        objects: nouns, fields and lines of business that may be one; False for the verbs among them.
        titles: last words of titles, after which a person's name follows the organization's.
    """

    heads: PhraseTrie[Head]
    words: PhraseTrie[bool]
    compounds: frozenset[tuple[str, str]]
    nouns: frozenset[tuple[str, str]]
    surnames: frozenset[str]
    dictionary: frozenset[tuple[str, str]]
    openers: frozenset[tuple[str, str]]
    objects: PhraseTrie[bool]
    titles: frozenset[str]

    def ends_word(self, text: Reading, at: int, capital: bool) -> bool:
        """Whether the head is the second half of a word or a name: (môi) trường, (cảnh) báo, (Nguyễn) Trường Giang."""
        if at == 0 or not text.adjacent(at):
            return False
        pair = (text.norms[at - 1], text.norms[at])
        if capital:
            return text.words[at - 1].istitle() and (pair[0] in self.surnames or pair in self.nouns)
        return pair in self.compounds or pair in self.nouns

    def is_noun(self, text: Reading, at: int, end: int) -> bool:
        """Whether the word is no head: Bộ Trưởng, Tổ công tác, Vụ Đông Xuân, Đoàn Văn Diện, TT Thới Bình."""
        if end >= len(text.norms):
            return False
        head, following = text.norms[at], text.words[end]
        if [head, *text.norms[end : end + 2]] in _EVENT_WORDS and (head == "thpt" or following.islower()):
            return True
        if text.norms[end] == "trưởng" or (head == "tổ" and following.islower()):
            return True
        if head == "tt" and end in text.places:  # thị trấn
            return True
        if (head, text.norms[end]) in self.nouns and self.words.longest(text.norms, end) is None:  # Bộ Luật
            return True
        if not following[0].isupper() or end in text.places or self.heads.longest(text.norms, end) is not None:
            return False
        if head == "đoàn":
            return True
        if self.words.longest(text.norms, end) is not None:
            return False
        if head == "trường":  # a school has more than one word to its name, a Trường Phong no more
            return not any(word[0].isupper() or word[0].isdigit() for word in text.words[end + 1 : end + 2])
        return head in NOUNS_TOO and (text.begins_sentence(at) or following.isupper())

    def names_product(self, text: Reading, at: int, kind: str) -> bool:
        """Whether the token after a maker's name goes on as a product or an event: Honda | Airblade, AFF | Cup."""
        word = text.words[at]
        if kind == "international":
            return text.norms[at] in _EVENTS
        if text.spaced(at) and (_MODEL.fullmatch(word) or (word.isupper() and text.words[at + 1 : at + 2] == ["-"])):
            return True
        if not word[0].isupper() or word.isupper() or text.norms[at] in self.surnames:
            return False
        return self.heads.longest(text.norms, at) is None and text.starts[at] > text.ends[at - 1]

    def object_end(self, text: Reading, at: int) -> int:
        """Return the token after what a word like Quản lý governs: đất đai, chất lượng nông lâm sản và thủy sản."""
        past = at
        while past < len(text.norms) and past not in text.places:
            joint = past > at and text.norms[past] in ("và", ",", "về")
            found = self.objects.longest(text.norms, past + joint)
            if found is None or not found[1] or not text.words[past + joint].islower() or past + joint in text.places:
                break
            past = found[0]
        return past

    def still_school(self, text: Reading, at: int) -> bool:
        """Whether a family name belongs to the school's own name: Trường THPT Chu Văn An | Nguyễn Thị Nhiếp."""
        following = text.norms[at + 1 : at + 3]
        return text.norms[at] in _MIDDLE or (
            len(following) == 2
            and following[0] in self.surnames
            and following[0] not in _MIDDLE
            and text.words[at + 2][0].isupper()
        )


def _objects(entries: Mapping[str, list[dict[str, str]]]) -> set[str]:
    verbs = {e["form"] for e in entries["verbs"]}
    heads = {e["form"] for e in entries["organization_heads"]}
    nouns = {e["form"] for e in entries["nouns"] if " " in e["form"]} - verbs - heads
    fields = (
        e["form"] for name in ("organization_words", "organization_phrases", "business_words") for e in entries[name]
    )
    openers = {e["form"] for e in entries["organization_openers"]}
    titles = {e["form"] for e in entries["titles"]}  # công ty CP Tuần Châu và | đạo diễn Việt Tú
    return (nouns - titles) | openers | {form for form in fields if " " in form}


def cues_of(entries: Mapping[str, list[dict[str, str]]]) -> Cues:
    """Build the cues from the entries of their lexicons."""
    words = entries["organization_words"] + entries["organization_phrases"]
    # TP Cần Thơ is in the list, but cần after TP is a verb.
    pairs = {pair for e in words for pair in pairwise(e["form"].split()) if pair[0] != "tp"}
    single = {e["form"] for e in entries["organization_heads"] if " " not in e["form"]}
    halves = [e["form"].partition(" ")[::2] for name in ("nouns", "verbs") for e in entries[name]]
    objects = _objects(entries)
    verbs = {e["form"] for e in entries["verbs"] if " " in e["form"] and not e["form"].startswith("cho ")}
    # What some papers join by a dash, others join by a comma.
    forms = {form for e in words for mark in (" - ", " – ", ", ") for form in [e["form"].replace(" - ", mark)]}
    return Cues(
        PhraseTrie((e["form"], Head(e["kind"], e["bare"])) for e in entries["organization_heads"]),
        PhraseTrie((form, True) for form in forms),
        frozenset(
            pairs | {(a, b) for e in entries["name_compounds"] for a, _, b in [e["form"].partition(" ")] if a != "tp"}
        ),
        frozenset((first, second) for first, second in halves if {first, second} & single),
        frozenset(e["form"].lower() for e in entries["surnames"] if " " not in e["form"]),
        frozenset((first, second) for first, second in halves if second and " " not in second),
        frozenset(
            (first, second) for e in entries["organization_openers"] for first, _, second in [e["form"].partition(" ")]
        ),
        PhraseTrie((form, form in objects) for form in objects | verbs),
        frozenset(e["form"].rsplit(" ", 1)[-1] for e in entries["titles"] if e["kind"] == "position"),
    )
