"""The names of bodies as they are compared: spelled out, without what is often left out."""

import re
from collections.abc import Collection, Mapping, Sequence

from bpextract.lexicons.alternation import Kinds, any_of
from bpextract.lexicons.matching import EndingTrie
from bpextract.lexicons.schemas import ACRONYMS, ORGANIZATION_CUES, ORGANIZATION_PARTS, ORGANIZATIONS, ROLE_WORDS
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.resolution.parents import PartPatterns
from bpextract.text.folding import fold

_PARTED = re.compile(r"(?<=[A-ZĐ]{2}) ?(?P<mark>[-&–]) ?(?=[A-ZĐ]{2})")  # a blank beside the mark of an acronym
_WORD = re.compile(r"[^\W_]+")
_KEPT = 50_000  # names remembered before all are forgotten, so that a long job's memory is bounded

Acronyms = Mapping[str, Sequence[str]]
"""The words that acronyms stand for."""


def acronyms_of(vocabulary: Vocabulary) -> Acronyms:
    """Return the words of the acronyms of a vocabulary."""
    return {entry["form"]: entry["expansion"].split() for entry in vocabulary.entries(ACRONYMS)}


class Spelling:
    """Spells out names of bodies; each is worked out once and then remembered. Pickles without what it remembers."""

    def __init__(self, acronyms: Acronyms, agencies: Collection[str], forces: Collection[str]) -> None:
        """Hold what acronyms stand for, bodies that may be called an agency, and the forces that they have, folded:
        `cơ quan Công an A` is `Công an A`, and `CSGT Công an A` `CSGT A`.
        """
        self._made_of = acronyms, agencies, forces
        self._acronyms, agency = acronyms, any_of(agencies)
        self._agency = re.compile(rf"^cơ quan (?={agency}\b)")
        self._force = re.compile(rf"(?P<force>\b{any_of(forces)}(?: \w+){{0,5}}?)(?<! bộ) {agency}(?= |$)(?! nhân dân)")
        self._seen: dict[str, str] = {}

    def __reduce__(self) -> "tuple[type[Spelling], tuple[Acronyms, Collection[str], Collection[str]]]":
        return Spelling, self._made_of

    def __call__(self, name: str) -> str:
        found = self._seen.get(name)
        if found is None:
            if len(self._seen) >= _KEPT:
                self._seen = {}
            found = self._agency.sub("", spelled_out(name, self._acronyms))
            found = self._seen[name] = self._force.sub(r"\g<force>", found)
        return found


class BodyWords:
    """What a vocabulary says of the names of bodies. Pickles.

    Attributes:
        spelled: spells names out (see `spelled_out`).
        parts: what tells parts and wholes.
        school: `trường` before the kind of a school: `Đại học Văn Lang` is `Trường Đại học Văn Lang`.
        form: the form of a company, a court or a team; left_out: the same, or its trade, which names are often without.
        clubs: heads of clubs.
        plural: what stands before the name of several bodies (các Sở Y tế).
        provincial: how the name of a body begins, folded, that each province has one of (Sở Y tế).
        ministries: heads of bodies that are often named by the first words of their field (Bộ Giáo dục).
        central: what tells the highest of such hospitals; closing: the last word that is often left out (Zing | .vn).
        classes: class words that stand before a name (hãng Sony), and what only ends like one (thị trường), which tells
            none; fields: what may stand between (hãng | xe | Đức).
        mission: the head of a body that is abroad.
        known: bodies without a head that are known by their names.
        general: classes of bodies without what they are for (Trường Sen Vàng, Công ty An Nghĩa).
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        words = Kinds(vocabulary.entries(ORGANIZATION_PARTS))
        self.spelled = Spelling(acronyms_of(vocabulary), words.of("agency"), words.of("force"))
        self.parts = PartPatterns(words)
        self.school = re.compile(rf"^trường (?={words.any_of('school')} )")
        self.form, self.left_out = (
            re.compile(rf"(?<![^\W_]){words.any_of(*kinds)}(?![^\W_]) ?") for kinds in (("form",), ("form", "trade"))
        )
        self.clubs = words.of("club")
        self.provincial = re.compile(rf"{words.any_of('provincial')}(?![^\W_])")
        self.ministries, self.general = frozenset(words.of("ministry")), frozenset(words.of("general"))
        self.central = re.compile(rf" {words.any_of('central')}")
        self.closing = re.compile(rf"(?: {words.any_of('closing')}|\.(?:com|vn|net|org|info)(?:\.vn)?)$")
        cues = vocabulary.entries(ORGANIZATION_CUES)
        self.classes = EndingTrie(
            (entry["form"], entry["where"] == "before") for entry in cues if entry["where"] in ("before", "not")
        )
        self.fields = EndingTrie((entry["form"], True) for entry in cues if entry["where"] == "field")
        self.mission = re.compile(rf"{words.any_of('mission')}(?![^\W_])")
        self.known = frozenset(entry["form"] for entry in vocabulary.entries(ORGANIZATIONS))
        self.plural = frozenset(Kinds(vocabulary.entries(ROLE_WORDS)).of("plural"))


def spelled_out(name: str, acronyms: Acronyms) -> str:
    """Return the folded words of a name, without marks and `và`, acronyms that everybody knows as their words.

    `Sở GD&ĐT`, `Sở GD- ĐT` and `Sở Giáo dục và Đào tạo` are one.
    """
    pieces = name.split()
    if not any(map(str.isupper, pieces)) and "".join(pieces).isalpha():  # most have neither marks nor acronyms
        return " ".join(word for word in fold(name).split() if word != "và")
    words: list[str] = []
    for piece in _PARTED.sub(r"\g<mark>", name).split():
        letters = "".join(filter(str.isalpha, piece))
        known = acronyms.get(letters.lower()) if letters.isupper() else None
        words += known or _WORD.findall(fold(piece))
    return " ".join(word for word in words if word != "và")
