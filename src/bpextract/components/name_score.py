"""Say how like a person's name a run of words is, from its words and from the words beside it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bpextract.text.syllables import is_syllable

Entries = Mapping[str, list[dict[str, str]]]

# By the number of words: most names of the Kinh have three, two and four.
_LENGTH = (0.0, -1.0, -0.3, 0.7, 0.5, -0.7, -3.0)
_MOST_WORDS = 6
UNITS = ("organization", "place", "area")
OTHERS = (*UNITS, "work")
"""The kinds of cues that make what follows something else than a person."""
_UNLIKE = -9.0


class Word(NamedTuple):
    """What lexicons/name_words.tsv says of a word (log odds)."""

    first: float
    middle: float
    last: float
    alone: float
    common: float


UNKNOWN = Word(-0.4, -0.2, -0.4, 0.0, -3.0)


class Cue(NamedTuple):
    """The longest phrase of a lexicon that ends right before a name: its kind, its first token, the gender it tells."""

    kind: str
    start: int
    gender: str


class NameScorer:
    """Scores names by the tables; every method reads only a few dictionary entries."""

    def __init__(self, entries: Entries) -> None:
        self.surnames = {entry["form"].lower(): entry["group"] for entry in entries["surnames"]}
        self.words = {
            entry["form"]: Word(*(float(entry[name] or 0) for name in Word._fields)) for entry in entries["name_words"]
        }
        self.contexts = {entry["form"]: float(entry["weight"]) for entry in entries["name_contexts"]}
        self.cues = {entry["form"]: ("title", "") for entry in entries["titles"] if entry["unit"] != "needs"}
        self.cues |= {entry["form"]: (entry["kind"], "") for entry in entries["person_cues"]}
        self.cues |= {entry["form"]: ("honorific", entry["gender"]) for entry in entries["honorifics"]}
        self.compounds = {entry["form"] for entry in entries["name_compounds"]}
        self.nouns = frozenset(entry["form"] for entry in entries["nouns"] if entry["form"].count(" ") == 1)
        self.famous = frozenset(entry["form"] for entry in entries["known_names"])
        self.grammar = frozenset(entry["form"] for entry in entries["grammar_words"])
        self._cue_ends = {form.split()[-1] for form in self.cues}
        self._hopeless = frozenset(
            form for form, word in self.words.items() if word.common > 1 and word.alone < 0.5 and word.last < 0.5
        )

    def word(self, word: str) -> Word:
        """Return what is known of a folded word."""
        return self.words.get(word, UNKNOWN)

    def name(self, words: Sequence[str]) -> float:
        """Return the evidence of the (folded) words of a run for a person's name."""
        size = len(words)
        if size > _MOST_WORDS:
            return _UNLIKE
        get = self.words.get
        if size == 1:
            return get(words[0], UNKNOWN).alone + _LENGTH[1]
        score = get(words[0], UNKNOWN).first + get(words[-1], UNKNOWN).last + _LENGTH[size]
        for word in words[1:-1]:
            score += get(word, UNKNOWN).middle
        if size > 1 and words[0] in self.surnames:
            score += 0.5
        return score

    def may_begin(self, word: str) -> bool:
        """Return whether a name in capitals may begin with a word: a family name, or one spelled as no syllable."""
        return word in self.surnames or not is_syllable(word)

    def starts_clause(self, word: str) -> bool:
        """Return whether a capitalized word is no name, but a common word that begins a sentence (Trong, Về, Theo)."""
        known = self.words.get(word, UNKNOWN)
        return known.common > 4 and known.alone < -0.5 and known.last <= 0 and known.first <= 0

    def opens_clause(self, word: str) -> bool:
        """Return whether a capitalized word after a name is a word of grammar that begins the next sentence."""
        return word in self.grammar and self.starts_clause(word)

    def kind(self, form: str) -> str:
        """Return the kind of the cue that a folded phrase is, or an empty string."""
        return self.cues.get(form, ("", ""))[0]

    def abbreviated(self, norms: Sequence[str], at: int) -> bool:
        """Return whether token `at` follows the full stop of an abbreviation that is a cue (Tp. Vinh, ThS. Lan)."""
        before = norms[at - 2] if at > 1 and norms[at - 1] == "." else ""
        return 0 < len(before) < 5 and before in self.cues and not is_syllable(before)

    def hopeless(self, word: str, norms: Sequence[str], at: int) -> bool:
        """Return whether a run of one word at token `at` is not worth a closer look: most sentences begin with one."""
        return word in self._hopeless and not (at and (norms[at - 1] in self._cue_ends or norms[at - 1] == "."))

    def joins(self, word: str, follower: str) -> bool:
        """Return whether a capitalized word and the lower-case word after it are one word (Chủ tịch)."""
        pair = f"{word} {follower}"
        return pair in self.compounds or pair in self.cues

    def cue(self, norms: Sequence[str], at: int) -> Cue | None:
        """Return the longest cue that ends before token `at`, or None."""
        if at and norms[at - 1] == "." and self.abbreviated(norms, at):
            at -= 1
        if at == 0 or norms[at - 1] not in self._cue_ends:
            return None
        for size in range(min(5, at), 0, -1):
            found = self.cues.get(" ".join(norms[at - size : at]))
            if found is not None and size == 1 and found[0] in UNITS and self._halves_word(norms, at):
                return None  # Quốc phòng | Sergei Shoigu
            if found is not None:
                return Cue(found[0], at - size, found[1])
        return None

    def _halves_word(self, norms: Sequence[str], at: int) -> bool:
        """Return whether the word before token `at` is the second half of a longer one."""
        pair = f"{norms[at - 2]} {norms[at - 1]}" if at > 1 else ""
        return pair in self.nouns or pair in self.compounds

    def before(self, norms: Sequence[str], at: int, least: int = 1) -> float:
        """Return the evidence of the words before token `at`: of the longest known phrase of `least` to three."""
        key, found = "", 0.0
        for size, norm in enumerate(reversed(norms[max(0, at - 3) : at]), 1):
            key = f"{_shape(norm)} {key}" if key else _shape(norm)
            if size >= least:
                found = self.contexts.get("<" + key, found)
        return found

    def after(self, norms: Sequence[str], at: int) -> float:
        """Return the evidence of the words from token `at` on: of the longest known phrase of up to two."""
        key, found = "", 0.0
        for norm in norms[at : at + 2]:
            key = f"{key} {_shape(norm)}" if key else _shape(norm)
            found = self.contexts.get(">" + key, found)
        return found


def _shape(norm: str) -> str:
    """Return the token as the table has it: numbers are all alike."""
    return "0" if norm[0].isdigit() else norm
