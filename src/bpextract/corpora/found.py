"""What a pipeline finds in a text, in the form that scoring and examples compare: offsets of the caller's text."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from bpextract.annotation import Annotation
from bpextract.extractor import Extractor

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
    annotate: Callable[[str], tuple[Annotation, object]]
    if isinstance(nlp, Extractor):
        annotate = nlp.annotate
    else:
        from spacy.language import Language

        if not isinstance(nlp, Language):
            return nlp
        from bpextract import doc

        annotate = partial(doc.annotate, nlp)

    def find(text: str) -> list[Found]:
        annotation, _ = annotate(text)
        raw_span = annotation.clean.raw_span
        found = []
        for mention in (m for mentions in annotation.mentions.values() for m in mentions):
            values = mention.values()
            if (holder := values.pop("holder", None)) is not None:
                values["person_start"] = raw_span(holder.start, holder.end)[0]
            start, end = raw_span(mention.start, mention.end)
            found.append(Found(mention.label, start, end, values, mention.source))
        return found

    return find
