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
from bpextract.names.antecedents import genders_of, packaged_weights
from bpextract.names.bylines import SignaturePatterns, mark_bylines
from bpextract.names.full_names import full_names
from bpextract.names.genders import GenderWords
from bpextract.names.pronouns import PronounReader

_NEXT = re.compile(r"[,;] (?:và )?| và ")


class Address(NamedTuple):
    """A form of address: the gender it tells, and its use, if it is no plain one.

    Attributes:
        use: `kin` where it only says whose kin follows or is meant (vợ Chí Trung), `plural` where several names follow.
    """

    gender: str
    use: str


class PeopleFinder(Finder):
    """Finds PERSON mentions: the names that were decided to be people's."""

    label = "PERSON"
    lexicons = (schemas.HONORIFICS, schemas.TITLES, schemas.GENDER_WORDS, schemas.CREDIT_WORDS)

    def build(self, entries: Mapping[str, list[dict[str, str]]]) -> None:
        self._addresses = EndingTrie(
            (entry["form"], Address(entry["gender"], entry["use"])) for entry in entries["honorifics"]
        )
        self._titles = EndingTrie((entry["form"], True) for entry in entries["titles"])
        self._genders = GenderWords(entries["gender_words"], entries["titles"])
        self._pronouns = PronounReader(entries["gender_words"], entries["titles"])
        self._signatures = SignaturePatterns(Kinds(entries["credit_words"]))

    def find(self, annotation: Annotation) -> list[Mention]:
        people, leads = self.people(annotation)
        self._tell_by_pronouns(annotation, people, leads)
        return [*people]

    def people(self, annotation: Annotation) -> tuple[list[PersonMention], dict[int, int]]:
        """Return the people with the gender that words beside their names tell, and where titles begin that stand right
        before them, by the starts of the names.
        """
        names = [name for name in annotation.names if name.label == self.label]
        ends = {name.start: name.end for name in names}
        places = frozenset(
            at for name in annotation.names if name.label == "PLACE" for at in range(name.start, name.end)
        )
        begins = {name.end: name.start for name in names}
        people = [self._read(annotation, name, ends, begins, places) for name in names]
        self._share(annotation, names, people)
        leads = self._leads(annotation, names)
        mark_bylines(annotation, people, self._signatures, leads)
        return people, leads

    def _tell_by_pronouns(
        self, annotation: Annotation, people: Sequence[PersonMention], leads: Mapping[int, int]
    ) -> None:
        """Set the gender of those whom pronouns make clear, of all their mentions."""
        full = full_names(people)
        told = {full[person.name]: person.gender for person in people if person.gender}
        untold = [person for person in people if not person.byline and full[person.name] not in told]
        if not untold:
            return
        found = genders_of([*self._pronouns.read(annotation, people, leads)], told, packaged_weights())
        for person in untold:
            person.gender = found.get(full[person.name])

    def _share(self, annotation: Annotation, names: Sequence[Name], people: Sequence[PersonMention]) -> None:
        """Give those of a list of names the form of address that stands before the first, or the gender that a noun for
        several tells: các ông A; | B và | C, hai nữ diễn viên A và | B.
        """
        words, norms = annotation.tokens.words, annotation.tokens.norms
        shared, gender = False, None
        for at, (name, person) in enumerate(zip(names, people, strict=True)):
            listed = at > 0 and _NEXT.fullmatch(annotation.folded, people[at - 1].end, person.start) is not None
            if person.honorific is not None:
                found = self._addresses.before(norms, name.start)
                shared = found is not None and found[1].use == "plural"
                gender = self._genders.of_several(words, norms, name.start)
            elif listed and shared:
                person.honorific = people[at - 1].honorific
                person.gender = person.gender or people[at - 1].gender
            elif listed and gender is not None:
                people[at - 1].gender = people[at - 1].gender or gender
                person.gender = person.gender or gender
            else:
                shared, gender = False, self._genders.of_several(words, norms, name.start)

    def _leads(self, annotation: Annotation, names: Sequence[Name]) -> dict[int, int]:
        """Return where the titles right before names begin, by the starts of the names."""
        starts, norms = annotation.tokens.starts, annotation.tokens.norms
        titles = ((name.start, self._titles.before(norms, name.start)) for name in names)
        return {starts[at]: starts[title[0]] for at, title in titles if title is not None}

    def _read(
        self, annotation: Annotation, name: Name, ends: Mapping[int, int], begins: Mapping[int, int],
        places: frozenset[int],
    ) -> PersonMention:  # fmt: skip
        tokens, text = annotation.tokens, annotation.text
        start, end = tokens.starts[name.start], tokens.ends[name.end - 1]
        honorific, gender = None, None
        found = self._addresses.before(tokens.norms, name.start)
        if found is not None and found[1].use != "kin" and found[0] not in places:  # Thủ tướng | Anh | Johnson
            first = found[0] + (found[1].use == "plural")  # các | ông
            honorific = _uncapitalized(text[tokens.starts[first] : tokens.ends[name.start - 1]])
            gender = found[1].gender or None
        words, norms = tokens.words, tokens.norms
        gender = gender or self._genders.before(words, norms, name.start, begins)
        gender = gender or self._genders.of_kin(norms, name.start, name.end)
        gender = gender or self._genders.of_name(norms[name.start : name.end])
        if gender is None:
            lead = found or self._titles.before(norms, name.start)
            opens = _opens_clause(annotation, name.start if lead is None else lead[0])
            gender = self._genders.after(words, norms, name.end, ends, opens=opens)
        return PersonMention(
            self.label, start, end, name.source, name.probability, name=" ".join(text[start:end].split()),
            honorific=honorific, gender=gender,
        )  # fmt: skip


def _opens_clause(annotation: Annotation, at: int) -> bool:
    """Whether a token is the first of its sentence, or stands after a mark."""
    start = annotation.tokens.starts[at]
    sentence = annotation.sentences[annotation.sentence_at(start)]
    return sentence.start == start or not annotation.tokens.words[at - 1][-1].isalnum()


def _uncapitalized(honorific: str) -> str:
    """Return an honorific as it is written within a sentence: `ông` for `Ông` and `ÔNG`, `mẹ Việt Nam anh hùng`."""
    return honorific.lower() if honorific.isupper() else honorific[:1].lower() + honorific[1:]
