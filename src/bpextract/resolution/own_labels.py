"""Make the rows of a user's own label."""

from typing import Any

from bpextract.annotation import Annotation
from bpextract.entities import Entities
from bpextract.label import Label
from bpextract.mentions import Mention
from bpextract.text.folding import fold


def own_records(label: Label, annotation: Annotation) -> Entities[Any]:
    """Return the rows of `label`; mentions have their ids.

    Where the label brings no function of its own, the columns are the values of the mention, or what is known of it.
    """
    mentions = annotation.mentions.get(label.name, [])
    if label.records is not None:
        return label.records(annotation, mentions)
    rows, of_mention = [], {}
    for number, group in enumerate(_groups(label, annotation, mentions)):
        first = group[0]
        start, end = annotation.clean.raw_span(first.start, first.end)
        known: dict[str, Any] = {
            "mention_id": first.id,
            "start": start,
            "end": end,
            "text": annotation.clean.raw[start:end],
            "name": _name(annotation, first),
            "sentence_id": annotation.sentence_at(first.start),
            "section": annotation.section_at(first.start),
            "n_mentions": len(group),
        }
        for mention in reversed(group):  # what the first tells wins
            known |= {name: value for name, value in mention.values().items() if value is not None}
            of_mention[mention.id] = number
        known[label.key] = number
        rows.append(label.record(**{column: known.get(column) for column in label.columns}))
    return Entities(rows, of_mention)


def _groups(label: Label, annotation: Annotation, mentions: list[Mention]) -> list[list[Mention]]:
    """Return the mentions of each row, in text order."""
    if "n_mentions" not in label.columns:
        return [[mention] for mention in mentions]
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(fold(mention.values().get("name") or _name(annotation, mention)), []).append(mention)
    return list(groups.values())


def _name(annotation: Annotation, mention: Mention) -> str:
    return " ".join(annotation.text[mention.start : mention.end].split())
