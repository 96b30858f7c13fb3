"""Make the rows of the figures table: the longer noun phrase, the governing verb and the subject come from the sentence."""

from bpextract.annotation import Annotation
from bpextract.schema import Figure


def figures_records(annotation: Annotation) -> list[Figure]:
    """Return a row for each FIGURE mention, in text order; mentions have their ids, people and organizations theirs."""
    rows = []
    for number, mention in enumerate(annotation.mentions.get("FIGURE", ())):
        v = mention.values
        rows.append(
            Figure(
                figure_id=number, mention_id=mention.id, value=v["value"], value_low=v["value_low"], value_high=v["value_high"],
                modifier=v["modifier"], unit=v["unit"], unit_norm=v["unit_norm"], value_norm=v["value_norm"], kind=v["kind"],
                counted=v["counted"], what=v.get("what"), action=v.get("action"), subject=v.get("subject"),
                sentence_id=annotation.sentence_at(mention.start),
            )
        )  # fmt: skip
    return rows
