"""Make the rows of the figures table."""

from typing import Any

from bpextract.annotation import Annotation
from bpextract.resolution.subjects import Subjects, SubjectWords
from bpextract.schema import Figure

_OF_THE_FIGURE = (
    "value", "value_low", "value_high", "modifier", "unit", "unit_norm", "value_norm", "value_low_norm",
    "value_high_norm", "kind", "counted", "what", "action",
)  # fmt: skip


def figures_records(annotation: Annotation, words: SubjectWords) -> list[Figure]:
    """Return a row for each FIGURE mention, in text order; mentions have their ids, people and organizations theirs."""
    subjects = Subjects(annotation, words)
    rows = []
    for number, mention in enumerate(annotation.mentions.get("FIGURE", ())):
        sentence = annotation.sentence_at(mention.start)
        actor = subjects.of(mention)
        known = actor.values if actor is not None else {}
        figure: dict[str, Any] = {name: mention.values.get(name) for name in _OF_THE_FIGURE}
        rows.append(
            Figure(
                figure_id=number,
                mention_id=mention.id,
                sentence_id=sentence,
                subject=annotation.text[actor.start : actor.end] if actor is not None else None,
                subject_person_id=known.get("person_id"),
                subject_organization_id=known.get("organization_id"),
                **figure,
            )
        )
    return rows
