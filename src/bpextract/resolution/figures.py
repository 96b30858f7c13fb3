"""Make the rows of the figures table; the subject is whom the sentence names before the figure."""

from bisect import bisect_left
from typing import Any

from bpextract.annotation import Annotation, Mention
from bpextract.schema import Figure

_OF_THE_FIGURE = (
    "value", "value_low", "value_high", "modifier", "unit", "unit_norm", "value_norm", "value_low_norm",
    "value_high_norm", "kind", "counted", "what", "action",
)  # fmt: skip


def figures_records(annotation: Annotation) -> list[Figure]:
    """Return a row for each FIGURE mention, in text order; mentions have their ids, people and organizations theirs."""
    actors = [*annotation.mentions.get("PERSON", ()), *annotation.mentions.get("ORG", ())]
    actors.sort(key=lambda mention: mention.start)
    starts = [mention.start for mention in actors]
    rows = []
    for number, mention in enumerate(annotation.mentions.get("FIGURE", ())):
        sentence = annotation.sentence_at(mention.start)
        actor = _actor(annotation, mention, actors, starts, sentence)
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


def _actor(
    annotation: Annotation, figure: Mention, actors: list[Mention], starts: list[int], sentence: int
) -> Mention | None:
    """Return the person or organization that is named last before the figure in its sentence."""
    index = bisect_left(starts, figure.start) - 1
    floor = annotation.sentences[sentence].start if annotation.sentences else 0
    return actors[index] if index >= 0 and starts[index] >= floor else None
