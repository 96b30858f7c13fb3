"""Find roles: a title, what it is held in, and its holder."""

from collections.abc import Mapping
from typing import ClassVar

from bpextract.annotation import Annotation
from bpextract.components.roles.fields import FieldWords, Title
from bpextract.components.roles.holder_patterns import HolderPatterns
from bpextract.components.roles.holders import find_holders
from bpextract.components.roles.patterns import RolePatterns
from bpextract.components.roles.role import RoleWords
from bpextract.components.roles.spans import read_roles
from bpextract.finder import Finder
from bpextract.lexicons import schemas
from bpextract.lexicons.alternation import Kinds
from bpextract.lexicons.lexicon import LexiconSchema
from bpextract.lexicons.matching import EndingTrie, PhraseTrie
from bpextract.mentions import RoleMention

_CONFIDENCE = {"before": 0.95, "after": 0.95, "is": 0.8, "post": 0.8, "pronoun": 0.7}


def _forms(entries: list[dict[str, str]]) -> list[str]:
    return [entry["form"] for entry in entries]


class RolesFinder(Finder):
    """Finds ROLE mentions: those that a named person holds."""

    label = "ROLE"
    lexicons: ClassVar[tuple[LexiconSchema, ...]] = (
        schemas.TITLES, schemas.ORGANIZATION_WORDS, schemas.ORGANIZATION_PHRASES, schemas.ORGANIZATION_HEADS,
        schemas.NOUNS, schemas.VERBS, schemas.HONORIFICS, schemas.ROLE_WORDS, schemas.POINTING_WORDS,
    )  # fmt: skip

    def build(self, entries: Mapping[str, list[dict[str, str]]]) -> None:
        words = Kinds(entries["role_words"])
        titles = PhraseTrie(
            (entry["form"], Title(entry["kind"], entry["unit"], entry["use"])) for entry in entries["titles"]
        )
        fields = entries["organization_words"] + entries["organization_phrases"]
        bodies = PhraseTrie((entry["form"], True) for entry in fields)
        not_work, field = words.of("not_work"), words.of("field")
        apart = not_work.union(*(_forms(entries[name]) for name in ("honorifics", "titles")))
        nouns = PhraseTrie(
            [
                *((form, form not in apart) for form in (*_forms(entries["nouns"]), *apart)),
                *((form, form not in not_work) for form in words.of("work", "field")),
            ]
        )
        forms = RolePatterns(words, [entry["form"] for entry in entries["pointing_words"] if not entry["use"]])
        of = FieldWords(
            bodies,
            PhraseTrie((form, True) for form in (*_forms(entries["nouns"]), *field)),
            PhraseTrie(
                [
                    *((form, False) for form in _forms(entries["verbs"]) if form not in field),
                    *((form, True) for form in words.of("not_field")),
                ]
            ),
            PhraseTrie((form, True) for form in _forms(entries["organization_heads"])),
            forms.works_for,
            PhraseTrie((form, kind == "about") for kind in ("opener", "about") for form in words.of(kind)),
            PhraseTrie((form, True) for form in words.of("expert")),
            titles,
            words.of("joint"),
            levels=PhraseTrie((form, True) for form in words.of("level")),
            called=PhraseTrie((form, True) for form in words.of("called")),
            sizes=PhraseTrie((form, True) for form in words.of("size", "quality")),
            deals=PhraseTrie((form, True) for form in words.of("deal")),
            relatives=PhraseTrie((form, True) for form in words.of("relative")),
            going_on=PhraseTrie((form, True) for form in words.of("goes_on")),
            acts=EndingTrie((form, True) for form in words.of("act")),
            closed=forms.closed,
            charge=PhraseTrie((form, True) for form in words.of("charge")),
            charged=EndingTrie((form, True) for form in words.of("charge")),
        )
        unnamed = PhraseTrie((form, kind == "article") for kind in ("venture", "article") for form in words.of(kind))
        self._words, self._holders = RoleWords(titles, of, nouns, unnamed, forms), HolderPatterns(words)

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
