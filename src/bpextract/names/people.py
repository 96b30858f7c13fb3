"""What is read of a person's name: the honorific before it, the gender that tells, and whether it signs the text."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from bpextract.annotation import Annotation
from bpextract.finder import Finder
from bpextract.lexicons import schemas
from bpextract.lexicons.matching import EndingTrie
from bpextract.mentions import Mention, Name, PersonMention

_MIDDLE = {"thị": "female"}  # a middle name that women alone bear
_LEAST_WORDS = 3  # of a name that has a middle name
# A credit before a name: Ảnh: Nam Khôi, Tin, ảnh: Hà Vy.
_CREDIT = re.compile(
    r"(?:^|[\n.(])\s*(?:(?:tin|bài|ảnh|clip|video|đồ họa|thực hiện|nguồn|người viết)(?:,| và| -|/)? ?){1,3}(?::| -) ?$"
)
# What may stand between the names that sign a text, and around them.
_SIGNED = re.compile(r"(?:[\s,;/()|–-]|\bvà\b|\btheo\b|\bpv\b|\btổng hợp\b|\bghi\b|\bthực hiện\b|\bảnh\b|:)*")
_ENDS = '.!?…"”'
_LONGEST_SIGNATURE = 80


class Address(NamedTuple):
    """A form of address: the gender it tells, and whether it only says whose kin follows or is meant (vợ Chí Trung)."""

    gender: str
    kin: bool


class PeopleFinder(Finder):
    """Finds PERSON mentions: the names that were decided to be people's."""

    label = "PERSON"
    lexicons = (schemas.HONORIFICS,)

    def build(self, entries: Mapping[str, list[dict[str, str]]]) -> None:
        self._addresses = EndingTrie(
            (entry["form"], Address(entry["gender"], entry["use"] == "kin")) for entry in entries["honorifics"]
        )

    def find(self, annotation: Annotation) -> list[Mention]:
        people = [self._read(annotation, name) for name in annotation.names if name.label == self.label]
        mark_bylines(annotation, people)
        return [*people]

    def _read(self, annotation: Annotation, name: Name) -> PersonMention:
        tokens, text = annotation.tokens, annotation.text
        start, end = tokens.starts[name.start], tokens.ends[name.end - 1]
        honorific, gender = None, None
        if (found := self._addresses.before(tokens.norms, name.start)) is not None and not found[1].kin:
            honorific = text[tokens.starts[found[0]] : tokens.ends[name.start - 1]]
            gender = found[1].gender or None
        if gender is None and name.end - name.start >= _LEAST_WORDS:
            middle = tokens.norms[name.start + 1 : name.end - 1]
            gender = next((_MIDDLE[norm] for norm in middle if norm in _MIDDLE), None)
        return PersonMention(
            self.label, start, end, name.source, name.probability, name=" ".join(text[start:end].split()),
            honorific=honorific, gender=gender,
        )  # fmt: skip


def mark_bylines(annotation: Annotation, people: list[PersonMention]) -> None:
    """Set `byline` of the people who sign the text or a picture of it, rather than being spoken of."""
    text, folded = annotation.text, annotation.folded
    for person in people:
        before = folded[max(0, person.start - 30) : person.start]
        if ":" in before and _CREDIT.search(before):
            person.byline = True
    signature = max(text.rstrip().rfind(mark, 0, len(text.rstrip()) - 1) for mark in _ENDS) + 1
    signing = [person for person in people if person.start >= signature]
    if signing and len(text) - signature <= _LONGEST_SIGNATURE and signature:
        rest = folded[signature:]
        for person in reversed(people):
            if person.start >= signature:
                rest = rest[: person.start - signature] + rest[person.end - signature :]
        if all(map(_is_signature, rest.split("\n"))):
            for person in signing:
                person.byline = True
    for person in people:  # a line of its own, but for the title
        line_start, line_end = text.rfind("\n", 0, person.start) + 1, text.find("\n", person.end)
        line = text[line_start : line_end if line_end >= 0 else len(text)].strip()
        if line_start and line == text[person.start : person.end] and 2 * person.start > len(text):
            person.byline = True


def _is_signature(line: str) -> bool:
    return _SIGNED.fullmatch(line.strip(" .")) is not None
