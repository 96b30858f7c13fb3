"""Find roles: a title, what it is held in, and its holder."""

from collections.abc import Mapping
from typing import ClassVar

from bpextract.annotation import Annotation
from bpextract.components.holder_patterns import HolderPatterns
from bpextract.components.holders import find_holders
from bpextract.components.role_patterns import RolePatterns
from bpextract.components.role_spans import RoleWords, Title, read_roles
from bpextract.finder import Finder
from bpextract.lexicons.alternation import Kinds
from bpextract.lexicons.lexicon import LexiconSchema
from bpextract.lexicons.matching import PhraseTrie
from bpextract.lexicons.schemas import HONORIFICS, NOUNS, ORGANIZATION_PHRASES, ORGANIZATION_WORDS, ROLE_WORDS, TITLES
from bpextract.mentions import RoleMention

_CONFIDENCE = {"before": 0.95, "after": 0.95, "is": 0.8, "post": 0.8}


class RolesFinder(Finder):
    """Finds ROLE mentions: those that a named person holds."""

    label = "ROLE"
    lexicons: ClassVar[tuple[LexiconSchema, ...]] = (
        TITLES, ORGANIZATION_WORDS, ORGANIZATION_PHRASES, NOUNS, HONORIFICS, ROLE_WORDS,
    )  # fmt: skip

    def build(self, entries: Mapping[str, list[dict[str, str]]]) -> None:
        words = Kinds(entries["role_words"])
        titles = PhraseTrie(
            (entry["form"], Title(entry["kind"], entry["unit"], entry["use"] == "weak")) for entry in entries["titles"]
        )
        fields = entries["organization_words"] + entries["organization_phrases"]
        names = PhraseTrie((entry["form"], True) for entry in fields)
        apart = {"tên", *(entry["form"] for name in ("honorifics", "titles") for entry in entries[name])}
        nouns = PhraseTrie((entry["form"], True) for entry in entries["nouns"] if entry["form"] not in apart)
        self._words, self._holders = RoleWords(titles, names, nouns, RolePatterns(words)), HolderPatterns(words)

    def find(self, annotation: Annotation) -> list[RoleMention]:
        if not annotation.people:
            return []
        roles = find_holders(self._holders, annotation, read_roles(annotation, self._words))
        return [
            RoleMention(
                "ROLE",
                role.start,
                role.end,
                f"roles.{role.rule}",
                _CONFIDENCE[role.rule],
                title=role.title,
                kind=role.kind,
                status=role.status,
                organization=role.organization,
                place=role.place,
                holder=role.holder,
            )
            for role in roles
        ]
