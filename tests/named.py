"""Texts whose names are given by hand, `bà [Lan](PERSON)`: what is read of names can be tested without the model."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from bpextract import schema
from bpextract.annotation import Annotation
from bpextract.corpora.examples import parse_examples
from bpextract.extractor import Extractor
from bpextract.finder import Finder
from bpextract.labels import LABELS, in_order
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.mentions import Name
from bpextract.resolution.records import Resolver

VOCABULARY = Vocabulary()
FINDERS = {label.name: label.finder(VOCABULARY) for label in in_order(LABELS) if label.finder is not None}
PEOPLE, PLACES, ORGANIZATIONS, ROLES = (FINDERS[label] for label in ("PERSON", "PLACE", "ORG", "ROLE"))
RESOLVER = Resolver(VOCABULARY, LABELS)
EXTRACTOR = Extractor()
_LINE_END = "␤"  # examples are a line each


def named(marked: str, published: date | None = None) -> Annotation:
    """Return the annotation of a text whose names are marked as in examples; no mention is read of them yet."""
    (example,) = parse_examples("# labels: PERSON PLACE ORG\n" + marked.replace("\n", _LINE_END))
    annotation = Annotation.of(example.text.replace(_LINE_END, "\n"), published)
    starts, ends = annotation.tokens.starts, annotation.tokens.ends
    annotation.names = [
        Name(starts.index(each.start), ends.index(each.end) + 1, each.label, 1.0, "test")
        for each in sorted(example.expected, key=lambda each: (each.start, -each.end))
    ]
    return annotation


def read(marked: str, *finders: Finder, published: date | None = None) -> Annotation:
    """Return the annotation with the mentions of the finders, of all labels' when none is given."""
    annotation = named(marked, published)
    for finder in finders or FINDERS.values():
        annotation.mentions[finder.label] = list(finder.find(annotation))
    return annotation


def rows(marked: str, published: date | None = None) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of every table, by column."""
    _, tables = RESOLVER.resolve(read(marked, published=published))
    names = {table: [column.name for column in schema.columns(table)][1:] for table in tables}
    return {table: [dict(zip(names[table], row, strict=True)) for row in found] for table, found in tables.items()}


@st.composite
def anything(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> Annotation:
    """Draw a text with names anywhere in it, of which a place may lie in another, as the decision gives them."""
    annotation = Annotation.of(draw(texts))
    size = len(annotation.tokens.words)
    cuts = sorted(draw(st.lists(st.integers(0, size), max_size=8, unique=True)))
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        label = draw(st.sampled_from(["PERSON", "PLACE", "ORG", "X"]))
        annotation.names.append(Name(start, end, label, 0.9, "test"))
        if label in ("ORG", "X") and end - start > 1 and draw(st.booleans()):
            annotation.names.append(Name(draw(st.integers(start + 1, end - 1)), end, "PLACE", 0.9, "test"))
    return annotation
