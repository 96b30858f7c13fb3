"""The extraction as an ordinary spaCy Language: a tokenizer, a thin component for each label, and resolution."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from bpextract.components.dates import DatesFinder
from bpextract.components.figures import FiguresFinder
from bpextract.components.finder import Finder
from bpextract.components.organizations import OrganizationsFinder
from bpextract.components.people import PeopleFinder
from bpextract.components.places import PlacesFinder
from bpextract.components.roles import RolesFinder
from bpextract.doc import KEY, annotation_of, publish, release_annotation
from bpextract.extractor import FINDERS
from bpextract.lexicons.lexicon import LexiconSchema
from bpextract.lexicons.section_words import SECTION_LEXICONS
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.resolution.records import Resolver


def load(lexicons: Mapping[str, str | Path] | None = None) -> Language:
    """Return the extraction as a spaCy Language: `nlp(text)`, `nlp.pipe(texts)`, `doc.ents`, `doc.spans["PERSON"]`.

    Args:
        lexicons: the user's own TSV files by the name of the lexicon they add to; their entries win.

    Raises:
        LexiconError: there is no lexicon of that name, or the file breaks its schema.
    """
    own = Vocabulary.read(lexicons).own
    tokenizer = {"@tokenizers": "bpextract.SyllableTokenizer.v1", "extra": _of(own, SECTION_LEXICONS)}
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": tokenizer}})
    nlp.max_length = 100_000_000
    for finder in FINDERS:
        name = f"bpextract_{finder.__name__.removesuffix('Finder').lower()}"
        nlp.add_pipe(name, config={"extra": _of(own, finder.lexicons)})
    nlp.add_pipe("bpextract_resolution", config={"extra": _of(own, Resolver.lexicons)})
    return nlp


def _of(own: Mapping[str, str], schemas: Iterable[LexiconSchema]) -> dict[str, str]:
    """Return the user's texts that a component reads."""
    return {schema.name: own[schema.name] for schema in schemas if schema.name in own}


class FinderComponent:
    """Runs a finder on a Doc."""

    def __init__(self, finder: type[Finder], extra: Mapping[str, str]) -> None:
        self.finder = finder(Vocabulary(extra))

    def __call__(self, doc: Doc) -> Doc:
        """Find, and keep the mentions on the Doc's annotation for the components after this one."""
        annotation = annotation_of(doc)
        annotation.mentions[self.finder.label] = list(self.finder.find(annotation))
        return doc


@Language.factory("bpextract_dates", default_config={"extra": {}})
def create_dates(nlp: Language, name: str, extra: dict[str, str]) -> FinderComponent:
    return FinderComponent(DatesFinder, extra)


@Language.factory("bpextract_figures", default_config={"extra": {}})
def create_figures(nlp: Language, name: str, extra: dict[str, str]) -> FinderComponent:
    return FinderComponent(FiguresFinder, extra)


@Language.factory("bpextract_places", default_config={"extra": {}})
def create_places(nlp: Language, name: str, extra: dict[str, str]) -> FinderComponent:
    return FinderComponent(PlacesFinder, extra)


@Language.factory("bpextract_organizations", default_config={"extra": {}})
def create_organizations(nlp: Language, name: str, extra: dict[str, str]) -> FinderComponent:
    return FinderComponent(OrganizationsFinder, extra)


@Language.factory("bpextract_people", default_config={"extra": {}})
def create_people(nlp: Language, name: str, extra: dict[str, str]) -> FinderComponent:
    return FinderComponent(PeopleFinder, extra)


@Language.factory("bpextract_roles", default_config={"extra": {}})
def create_roles(nlp: Language, name: str, extra: dict[str, str]) -> FinderComponent:
    return FinderComponent(RolesFinder, extra)


class Resolution:
    """Settles overlaps, makes the rows of every table, and publishes the spans on the Doc.

    `doc.user_data["bpextract"]` maps a table's name to its rows, each a list of values in the order of
    `bpextract.schema.columns(table)[1:]` (plain values, so that the Doc survives `to_bytes`).
    """

    def __init__(self, extra: Mapping[str, str]) -> None:
        self.resolver = Resolver(Vocabulary(extra))

    def __call__(self, doc: Doc) -> Doc:
        annotation = annotation_of(doc)
        mentions, doc.user_data[KEY] = self.resolver.resolve(annotation)
        publish(doc, annotation, mentions)
        release_annotation(doc)
        return doc


@Language.factory("bpextract_resolution", default_config={"extra": {}})
def create_resolution(nlp: Language, name: str, extra: dict[str, str]) -> Resolution:
    return Resolution(extra)
