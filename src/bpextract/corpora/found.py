"""What a pipeline finds in a text, in the form that scoring and examples compare: offsets of the caller's text."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from bpextract.annotation import Annotation
from bpextract.extractor import Extractor
from bpextract.resolution.records import Rows
from bpextract.schema import columns

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Found:
    """A mention that a pipeline found.

    Attributes:
        label: the name of a label.
        start, end: characters of the text that was searched.
        values: what was read from the span: a figure's `value`, `value_low` and `value_high`, a role's `title` and
            `person_start` (where a mention of its holder starts), and so on.
        source: the rule that found it, for lists of errors.
    """

    label: str
    start: int
    end: int
    values: dict[str, Any] = field(default_factory=dict)
    source: str = ""


Find = Callable[[str], list[Found]]


def finder_of(nlp: "Language | Extractor | Find") -> Find:
    """Return a function from a text to the final mentions of the pipeline `nlp`, with offsets of that text.

    (Such a function itself, when it is one.)
    """
    annotate: Callable[[str], tuple[Annotation, Rows]]
    if isinstance(nlp, Extractor):
        annotate = nlp.annotate
    else:
        from spacy.language import Language

        if not isinstance(nlp, Language):
            return nlp
        annotate = partial(_by_spacy, nlp)

    def find(text: str) -> list[Found]:
        annotation, rows = annotate(text)
        raw_span = annotation.clean.raw_span
        said = _facts(annotation, rows)
        found = []
        for mention in (m for mentions in annotation.mentions.values() for m in mentions):
            values = said.get(mention.id, {}) | mention.values()
            if (holder := values.pop("holder", None)) is not None:
                values["person_start"] = raw_span(holder.start, holder.end)[0]
            start, end = raw_span(mention.start, mention.end)
            found.append(Found(mention.label, start, end, values, mention.source))
        return found

    return find


def _by_spacy(nlp: "Language", text: str) -> tuple[Annotation, Rows]:
    from bpextract import doc

    annotation, done = doc.annotate(nlp, text)
    return annotation, done.user_data[doc.KEY]


def _facts(annotation: Annotation, rows: Rows) -> dict[int, dict[str, Any]]:
    """Return what each figure says, by its mention_id; its place and its date as they are written."""
    names = [column.name for column in columns("figures")[1:]]
    places = {row[0]: row[_mention_column("places")] for row in rows["places"]}
    dates = {row[0]: row[_mention_column("dates")] for row in rows["dates"]}
    written = {mention.id: annotation.text[mention.start : mention.end] for mention in annotation.places}
    written |= {mention.id: annotation.text[mention.start : mention.end] for mention in annotation.dates}
    said = {}
    for row in rows["figures"]:
        values = dict(zip(names, row, strict=True))
        values["place"] = written.get(places.get(values["place_id"], -1))
        values["date"] = written.get(dates.get(values["date_id"], -1))
        said[values["mention_id"]] = values
    return said


def _mention_column(table: str) -> int:
    return [column.name for column in columns(table)[1:]].index("mention_id")
