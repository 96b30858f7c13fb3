"""What is read of a person's name: the honorific before it, the gender that tells, and whether it signs the text."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bpextract.annotation import Annotation
from bpextract.finder import Finder
from bpextract.lexicons import schemas
from bpextract.lexicons.alternation import Kinds
from bpextract.lexicons.matching import EndingTrie
from bpextract.mentions import Mention, Name, PersonMention
from bpextract.text.folding import fold
from bpextract.text.sentences import Segment

_LEAST_WORDS = 3  # of a name that has a middle name
_LONGEST_SIGNATURE = 80


class Address(NamedTuple):
    """A form of address: the gender it tells, and whether it only says whose kin follows or is meant (vợ Chí Trung)."""

    gender: str
    kin: bool


class SignaturePatterns:
    """What the lexicon credit_words says of those who sign.

    Attributes:
        credit: what stands before the name of whoever made a part of the page: `Ảnh: `, `Tin, ảnh: `.
        around: what may stand between the names that sign a text, and around them.
    """

    def __init__(self, words: Kinds) -> None:
        """Compile the patterns."""
        self.credit = re.compile(rf"(?:^|[\n.(])\s*(?:{words.any_of('credit')}(?:,| và| -|/)? ?){{1,3}}(?::| -) ?$")
        self.around = re.compile(rf"(?:[\s,;/()|.–-]|:|\btheo[^\W\d_]*|\b{words.any_of('signature')}\b)*")


class PeopleFinder(Finder):
    """Finds PERSON mentions: the names that were decided to be people's."""

    label = "PERSON"
    lexicons = (schemas.HONORIFICS, schemas.TITLES, schemas.GENDER_WORDS, schemas.CREDIT_WORDS)

    def build(self, entries: Mapping[str, list[dict[str, str]]]) -> None:
        self._addresses = EndingTrie(
            (entry["form"], Address(entry["gender"], entry["use"] == "kin")) for entry in entries["honorifics"]
        )
        self._titles = EndingTrie((entry["form"], entry["gender"]) for entry in entries["titles"])
        genders = [(fold(entry["form"]), entry["gender"], entry["where"]) for entry in entries["gender_words"]]
        self._before_titles = {form: gender for form, gender, where in genders if where == "title"}
        self._middle_names = {form: gender for form, gender, where in genders if where == "name"}
        self._signatures = SignaturePatterns(Kinds(entries["credit_words"]))

    def find(self, annotation: Annotation) -> list[Mention]:
        people = [self._read(annotation, name) for name in annotation.names if name.label == self.label]
        mark_bylines(annotation, people, self._signatures)
        return [*people]

    def _read(self, annotation: Annotation, name: Name) -> PersonMention:
        tokens, text = annotation.tokens, annotation.text
        start, end = tokens.starts[name.start], tokens.ends[name.end - 1]
        honorific, gender = None, None
        if (found := self._addresses.before(tokens.norms, name.start)) is not None and not found[1].kin:
            honorific = _uncapitalized(text[tokens.starts[found[0]] : tokens.ends[name.start - 1]])
            gender = found[1].gender or None
        if gender is None:
            gender = self._gender_of_title(tokens.norms, name.start)
        if gender is None and name.end - name.start >= _LEAST_WORDS:
            middle = tokens.norms[name.start + 1 : name.end - 1]
            gender = next((self._middle_names[norm] for norm in middle if norm in self._middle_names), None)
        return PersonMention(
            self.label, start, end, name.source, name.probability, name=" ".join(text[start:end].split()),
            honorific=honorific, gender=gender,
        )  # fmt: skip

    def _gender_of_title(self, norms: Sequence[str], at: int) -> str | None:
        """Return the gender that the title before token `at` tells, or a word before the title (nữ ca sĩ)."""
        found = self._titles.before(norms, at)
        if found is None:
            return None
        return found[1] or self._before_titles.get(norms[found[0] - 1] if found[0] else "")


def _uncapitalized(honorific: str) -> str:
    """Return an honorific as it is written within a sentence: `ông` for `Ông` and `ÔNG`, `mẹ Việt Nam anh hùng`."""
    return honorific.lower() if honorific.isupper() else honorific[:1].lower() + honorific[1:]


def mark_bylines(annotation: Annotation, people: list[PersonMention], signatures: SignaturePatterns) -> None:
    """Set `byline` of the people who sign the text or a picture of it, rather than being spoken of."""
    text, folded = annotation.text, annotation.folded
    for person in people:
        before = folded[max(0, person.start - 30) : person.start]
        if ":" in before and signatures.credit.search(before):
            person.byline = True
    last = annotation.sentences[-1] if len(annotation.sentences) > 1 else None
    if last is not None and last.end - last.start <= _LONGEST_SIGNATURE and _signs(annotation, last, signatures):
        for person in people:
            person.byline = person.byline or person.start >= last.start
    for person in people:  # a line of its own, but for the title
        line_start, line_end = text.rfind("\n", 0, person.start) + 1, text.find("\n", person.end)
        line = text[line_start : line_end if line_end >= 0 else len(text)].strip()
        if line_start and line == text[person.start : person.end] and 2 * person.start > len(text):
            person.byline = True


def _signs(annotation: Annotation, sentence: Segment, signatures: SignaturePatterns) -> bool:
    """Whether a sentence holds names and nothing but what stands around them in a signature."""
    tokens, rest = annotation.tokens, []
    past = sentence.start
    for name in annotation.names:
        start, end = tokens.starts[name.start], tokens.ends[name.end - 1]
        if start >= past:
            rest.append(annotation.folded[past:start])
            past = end
    rest.append(annotation.folded[past : sentence.end])
    return all(signatures.around.fullmatch(piece) is not None for piece in rest)
