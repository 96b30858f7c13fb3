"""Make the rows of the figures table."""

from bpextract.annotation import Annotation
from bpextract.entities import Entities
from bpextract.resolution.subjects import Subjects, SubjectWords
from bpextract.schema import Figure, Organization, Person


def figures_records(
    annotation: Annotation, words: SubjectWords, people: Entities[Person], organizations: Entities[Organization]
) -> list[Figure]:
    """Return a row for each FIGURE mention, in text order; mentions have their ids."""
    subjects = Subjects(annotation, words)
    rows = []
    for number, mention in enumerate(annotation.figures):
        actor = subjects.of(mention)
        rows.append(
            Figure(
                figure_id=number,
                mention_id=mention.id,
                value=mention.value,
                value_low=mention.value_low,
                value_high=mention.value_high,
                modifier=mention.modifier,
                unit=mention.unit,
                unit_norm=mention.unit_norm,
                value_norm=mention.value_norm,
                value_low_norm=mention.value_low_norm,
                value_high_norm=mention.value_high_norm,
                kind=mention.kind,
                counted=mention.counted,
                what=mention.what,
                action=mention.action,
                subject=annotation.text[actor.start : actor.end] if actor is not None else None,
                subject_person_id=people.of(actor),
                subject_organization_id=organizations.of(actor),
                sentence_id=annotation.sentence_at(mention.start),
            )
        )
    return rows
