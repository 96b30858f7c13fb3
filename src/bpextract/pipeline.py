"""The extraction as an ordinary spaCy Language: a tokenizer, a thin component for each label, and resolution."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from bpextract.components.finder import Finder
from bpextract.doc import KEY, annotation_of, publish, release_annotation
from bpextract.errors import InputError
from bpextract.extractor import read_lexicons
from bpextract.label import Label
from bpextract.labels import LABELS, in_order, with_own
from bpextract.resolution.records import resolve


def load(lexicons: Mapping[str, str | Path] | None = None, labels: Iterable[Label] = ()) -> Language:
    """Return the extraction as a spaCy Language: `nlp(text)`, `nlp.pipe(texts)`, `doc.ents`, `doc.spans["PERSON"]`.

    Args:
        lexicons: the user's own TSV files by the name of the lexicon they add to; their entries win.
        labels: the user's own, beside the built-in ones. A pipeline with them pickles, but is not read back by
            `spacy.load`: call this function again.

    Raises:
        LexiconError: there is no lexicon of that name, or the file breaks its schema.
        InputError: a label has the name, table or tag of another.
    """
    every = with_own(labels)
    own = read_lexicons(lexicons, every)
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "bpextract.SyllableTokenizer.v1"}}})
    nlp.max_length = 100_000_000
    for label in in_order(every):
        if label.finder is not None:
            mine = {s.name: own[s.name] for s in label.finder.lexicons if s.name in own}
            config = {"label": label.name, "extra": mine}
            pipe = nlp.add_pipe("bpextract_finder", name=f"bpextract_{label.table}", config=config)
            if label not in LABELS:  # no config of spaCy can hold it
                cast(FinderComponent, pipe).finder = label.finder(mine)
    cast(Resolution, nlp.add_pipe("bpextract_resolution")).label_set = every
    return nlp


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
        annotation.mentions[self.label] = self.finder.find(annotation)
        return doc


@Language.factory("bpextract_finder", default_config={"extra": {}})
def create_finder(nlp: Language, name: str, label: str, extra: dict[str, str]) -> FinderComponent:
    built_in = next((each.finder for each in LABELS if each.name == label), None)
    return FinderComponent(label, None if built_in is None else built_in(extra))


class Resolution:
    """Settles overlaps, makes the rows of every table, and publishes the spans on the Doc.

    `doc.user_data["bpextract"]` maps a table's name to its rows, each a list of values in the order of
    `bpextract.schema.columns(table)[1:]` (plain values, so that the Doc survives `to_bytes`).
    """

    def __init__(self) -> None:
        self.label_set = LABELS  # what spaCy calls `labels` is written to disk

    def __call__(self, doc: Doc) -> Doc:
        annotation = annotation_of(doc)
        mentions, doc.user_data[KEY] = resolve(annotation, self.label_set)
        publish(doc, mentions, self.label_set)
        release_annotation(doc)
        return doc


@Language.factory("bpextract_resolution")
def create_resolution(nlp: Language, name: str) -> Resolution:
    return Resolution()
