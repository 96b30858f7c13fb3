"""The extraction as an ordinary spaCy Language: a tokenizer, a thin component for each label, and resolution."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from bpextract.decision.decide import LEXICONS as DECISION_LEXICONS
from bpextract.decision.decide import Decision
from bpextract.decision.glued import LEXICONS as GLUED_LEXICONS
from bpextract.doc import annotation_of, release_annotation
from bpextract.errors import InputError
from bpextract.extractor import Extractor
from bpextract.finder import Finder
from bpextract.label import Label
from bpextract.labels import BUILT_IN, LABELS, in_order, lexicons_of, with_own
from bpextract.lexicons.lexicon import LexiconSchema
from bpextract.lexicons.section_words import SECTION_LEXICONS
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.resolution.records import Resolver
from bpextract.spans import publish, register
from bpextract.wanted import checked_confidence


def load(
    lexicons: Mapping[str, str | Path] | None = None, labels: Iterable[Label] = (), *, min_confidence: float = 0.0
) -> Language:
    """Return the extraction as a spaCy Language: `nlp(text)`, `nlp.pipe(texts)`, `doc.ents`, `doc.spans["PERSON"]`.

    Args:
        lexicons: the user's own TSV files by the name of the lexicon they add to; their entries win.
        labels: the user's own, beside the built-in ones. A pipeline with them pickles, but is not read back by
            `spacy.load`: call this function again.
        min_confidence: keep only mentions that are at least so sure. For people, places and organizations that is the
            calibrated probability that they are right. Where `bp.extract` is given another, the higher counts.

    Raises:
        LexiconError: there is no lexicon of that name, or the file breaks its schema.
        InputError: a label has the name, table or tag of another, or `min_confidence` lies outside 0 to 1.

    Examples:
        >>> doc = bp.load()(text)
        >>> [(ent.text, ent.label_, ent.kb_id_) for ent in doc.spans["PLACE"]]
        [('xã Mường Hum', 'PLACE', '02728')]
    """
    every = with_own(labels)
    vocabulary = Vocabulary.read(lexicons, lexicons_of(every))
    own = vocabulary.own
    tokenizer = {
        "@tokenizers": "bpextract.SyllableTokenizer.v1",
        "extra": _of(own, (*SECTION_LEXICONS, *GLUED_LEXICONS)),
    }
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": tokenizer}})
    nlp.max_length = 100_000_000
    decided = {"extra": _of(own, DECISION_LEXICONS), "min_confidence": checked_confidence(min_confidence)}
    nlp.add_pipe("bpextract_names", config=decided)
    for label in in_order(every):
        if label.finder is not None:
            mine = _of(own, label.finder.lexicons)
            config = {"label": label.name, "extra": mine}
            pipe = nlp.add_pipe("bpextract_finder", name=f"bpextract_{label.table}", config=config)
            if label not in LABELS:  # no config of spaCy can hold it
                cast(FinderComponent, pipe).finder = label.finder(vocabulary)
    resolution = nlp.add_pipe("bpextract_resolution", config={"extra": _of(own, Resolver.lexicons)})
    cast(Resolution, resolution).resolver.labels = every
    return nlp


def _of(own: Mapping[str, str], schemas: Iterable[LexiconSchema]) -> dict[str, str]:
    """Return the user's texts that a component reads."""
    return {schema.name: own[schema.name] for schema in schemas if schema.name in own}


class NamesComponent:
    """Decides which spans of a Doc are names, for the components of people, places and organizations.

    It is the first component, and tells those after it how sure a mention has to be.
    """

    def __init__(self, extra: Mapping[str, str], min_confidence: float) -> None:
        self.decision = Decision(Vocabulary(extra))
        self.min_confidence = min_confidence

    def __call__(self, doc: Doc) -> Doc:
        annotation = annotation_of(doc)
        annotation.raise_confidence(self.min_confidence)
        annotation.take(self.decision.names(annotation))
        return doc


@Language.factory("bpextract_names", default_config={"extra": {}, "min_confidence": 0.0})
def create_names(nlp: Language, name: str, extra: dict[str, str], min_confidence: float) -> NamesComponent:
    return NamesComponent(extra, min_confidence)


class FinderComponent:
    """Runs the finder of a label on a Doc."""

    def __init__(self, label: str, finder: Finder | None) -> None:
        self.label = label
        self.finder = finder

    def __call__(self, doc: Doc) -> Doc:
        """Find, and keep the mentions on the Doc's annotation for the components after this one."""
        if self.finder is None:
            raise InputError(f"the label {self.label} is not built in: make the pipeline with bp.load(labels=[…])")
        annotation = annotation_of(doc)
        found = self.finder.find(annotation)
        if self.label in BUILT_IN:
            annotation.hold(self.label, found)
        else:
            annotation.mentions[self.label] = list(found)
        return doc


@Language.factory("bpextract_finder", default_config={"extra": {}})
def create_finder(nlp: Language, name: str, label: str, extra: dict[str, str]) -> FinderComponent:
    built_in = next((each.finder for each in LABELS if each.name == label), None)
    return FinderComponent(label, None if built_in is None else built_in(Vocabulary(extra)))


class Resolution:
    """Settles overlaps, makes the rows of every table, and publishes the spans on the Doc.

    `doc.user_data["bpextract"]` maps a table's name to its rows, each a list of values in the order of
    `bpextract.schema.columns(table)[1:]` (plain values, so that the Doc survives `to_bytes`).
    """

    def __init__(self, extra: Mapping[str, str]) -> None:
        self.resolver = Resolver(Vocabulary(extra), LABELS)

    @property
    def label_set(self) -> tuple[Label, ...]:
        """The labels that are resolved; what spaCy calls `labels` is written to disk."""
        return self.resolver.labels

    def __call__(self, doc: Doc) -> Doc:
        annotation = annotation_of(doc)
        mentions, rows = self.resolver.resolve(annotation)
        publish(doc, annotation, mentions, rows, self.label_set)
        release_annotation(doc)
        return doc


@Language.factory("bpextract_resolution", default_config={"extra": {}})
def create_resolution(nlp: Language, name: str, extra: dict[str, str]) -> Resolution:
    register()
    return Resolution(extra)


class WholeExtraction:
    """All of the extraction as one component, for a pipeline that somebody else made, whatever its tokenizer.

    It reads `doc.text`, takes nothing from other components, and leaves them what they need not give up: the tokens,
    the sentences, and the entities that are there already.
    """

    def __init__(self, extra: Mapping[str, str], min_confidence: float, overwrite_ents: bool) -> None:
        self._extractor = Extractor.of(Vocabulary(extra))
        self.sections, self.sentences = self._extractor.sections, self._extractor.sentences
        self.glued = self._extractor.glued
        self.min_confidence = checked_confidence(min_confidence)
        self.overwrite_ents = overwrite_ents

    def __call__(self, doc: Doc) -> Doc:
        annotation = annotation_of(doc, self)
        annotation.raise_confidence(self.min_confidence)
        mentions, rows = self._extractor.run(annotation)
        publish(doc, annotation, mentions, rows, LABELS, overwrite_ents=self.overwrite_ents)
        release_annotation(doc)
        return doc


@Language.factory("bpextract", default_config={"extra": {}, "min_confidence": 0.0, "overwrite_ents": False})
def create_whole(
    nlp: Language, name: str, extra: dict[str, str], min_confidence: float, overwrite_ents: bool
) -> WholeExtraction:
    """Make the component of `nlp.add_pipe("bpextract")`.

    Args:
        extra: the texts of TSV files of your own, by the name of the lexicon they add to; as text, not as paths, so
            that the pipeline is read back elsewhere.
        min_confidence: keep only mentions that are at least so sure.
        overwrite_ents: whether mentions take the place of entities of other components in `doc.ents`, where both
            cannot stand. `doc.spans` has all of them, whatever stands in `doc.ents`.

    Raises:
        LexiconError: there is no lexicon of that name, or a text breaks its schema.
        InputError: `min_confidence` lies outside 0 to 1.
    """
    register()
    return WholeExtraction(extra, min_confidence, overwrite_ents)
