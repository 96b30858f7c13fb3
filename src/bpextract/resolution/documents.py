"""Make the rows of the documents, sentences and mentions tables."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import count
from typing import Any

from bpextract.annotation import Annotation
from bpextract.entities import Entities
from bpextract.mentions import Mention
from bpextract.schema import Document, MentionRow, Sentence


def documents_records(annotation: Annotation) -> list[Document]:
    """Return the one row of this document."""
    title = next((section for section in annotation.sections if section.name == "title"), None)
    return [
        Document(
            title=annotation.text[title.start : title.end].strip() if title else None,
            author=None,
            published=annotation.published.isoformat() if annotation.published else None,
            n_chars=len(annotation.clean.raw),
            n_sentences=len(annotation.sentences),
            n_mentions=sum(map(len, annotation.mentions.values())),
            error="; ".join(annotation.damage) or None,
        )
    ]


def sentences_records(annotation: Annotation) -> list[Sentence]:
    """Return a row for each sentence."""
    raw = annotation.clean.raw
    rows = []
    for number, sentence in enumerate(annotation.sentences):
        start, end = annotation.clean.raw_span(*sentence)
        section = annotation.section_at(sentence.start)
        rows.append(Sentence(sentence_id=number, start=start, end=end, section=section, text=raw[start:end]))
    return rows


def mentions_records(
    annotation: Annotation, mentions: list[Mention], entities: Mapping[str, Entities[Any]]
) -> list[MentionRow]:
    """Return a row for each mention, in text order; mentions have their ids.

    Args:
        entities: by label, where a row gathers mentions; the other tables have a row for each mention.
    """
    raw = annotation.clean.raw
    rows = []
    numbers: defaultdict[str, count[int]] = defaultdict(count)
    for mention in mentions:
        start, end = annotation.clean.raw_span(mention.start, mention.end)
        rows.append(
            MentionRow(
                mention_id=mention.id,
                label=mention.label,
                start=start,
                end=end,
                text=raw[start:end],
                sentence_id=annotation.sentence_at(mention.start),
                section=annotation.section_at(mention.start),
                source=mention.source,
                confidence=mention.confidence,
                entity_id=(
                    entities[mention.label].of_mention[mention.id]
                    if mention.label in entities
                    else next(numbers[mention.label])
                ),
            )
        )
    return rows
