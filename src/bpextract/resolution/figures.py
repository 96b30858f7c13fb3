"""Make the rows of the figures table."""

from collections.abc import Sequence

from bpextract.annotation import Annotation
from bpextract.entities import Entities
from bpextract.mentions import OrganizationMention, PersonMention, PlaceMention
from bpextract.relations.facts import Fact
from bpextract.schema import Figure, Organization, Person, Place


def figures_records(
    annotation: Annotation,
    facts: Sequence[Fact],
    people: Entities[Person],
    organizations: Entities[Organization],
    places: Entities[Place],
) -> list[Figure]:
    """Return a row for each FIGURE mention, in text order, with what it says; mentions have their ids."""
    dates = {mention.id: number for number, mention in enumerate(annotation.dates)}
    rows = []
    for number, (mention, fact) in enumerate(zip(annotation.figures, facts, strict=True)):
        who = fact.who
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
                what=fact.what,
                action=fact.action,
                state=fact.state,
                direction=fact.direction,
                baseline=fact.baseline,
                subject=fact.subject,
                subject_person_id=people.of(who) if isinstance(who, PersonMention) else None,
                subject_organization_id=organizations.of(who) if isinstance(who, OrganizationMention) else None,
                subject_place_id=places.of(who) if isinstance(who, PlaceMention) else None,
                place_id=places.of(fact.place),
                place_from=fact.place_from,
                date_id=None if fact.date is None else dates[fact.date.id],
                date_from=fact.date_from,
                sentence_id=annotation.sentence_at(mention.start),
            )
        )
    return rows
