"""What a pipeline finds in a text, in the form that scoring and examples compare: offsets of the caller's text."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Found:
    """A mention that a pipeline found.

    Attributes:
        label: PERSON, ROLE, PLACE, ORG, FIGURE or DATE.
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


def finder_of(nlp: "Language") -> Find:
    """Return a function from a text to the final mentions of the pipeline `nlp`, with offsets of that text."""
    from bpextract.doc import annotate

    def find(text: str) -> list[Found]:
        annotation, _ = annotate(nlp, text)
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
