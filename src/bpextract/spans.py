"""What was found, on spaCy's Doc: spans with codes, getters of their rows, and what displaCy needs to show them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from spacy.tokens import Doc, Span, SpanGroup
from spacy.util import filter_spans

from bpextract.annotation import Annotation
from bpextract.doc import KEY, PUBLISHED
from bpextract.label import Label
from bpextract.labels import LABELS, with_own
from bpextract.mentions import Mention
from bpextract.schema import columns
from bpextract.text.published import parse_published

SPANS_KEY = "bpextract"
"""The group of `doc.spans` that holds the mentions of all labels."""

_OWN = "bpextract_labels"  # in doc.user_data, of the user's own labels: the table and its columns, by label
_TABLES = {label.name: (label.table, label.columns) for label in LABELS}
_MENTION = [column.name for column in columns("mentions")[1:]]
_ENTITY, _PLACE_CODE = _MENTION.index("entity_id"), _TABLES["PLACE"][1].index("code")


def register() -> None:
    """Make `doc._.bp_published`, `span._.bp_row` and `span._.bp_mention` known to spaCy; again does no harm."""
    Doc.set_extension("bp_published", getter=_published, setter=_set_published, force=True)
    Span.set_extension("bp_mention", getter=_mention_of, force=True)
    Span.set_extension("bp_row", getter=_row_of, force=True)


def displacy_options(labels: Iterable[Label] = ()) -> dict[str, Any]:
    """Return the `options` by which displaCy shows mentions in our colours, as `ent` and, with nested ones, as `span`.

    Args:
        labels: your own labels, beside the built-in ones.

    Raises:
        InputError: a label has the name, table or tag of another.

    Examples:
        >>> bp.displacy_options()["ents"]
        ['PERSON', 'ROLE', 'PLACE', 'ORG', 'FIGURE', 'DATE']
    """
    every = with_own(labels)
    return {
        "ents": [label.name for label in every],
        "colors": {label.name: label.color for label in every},
        "spans_key": SPANS_KEY,
    }


def publish(
    doc: Doc,
    annotation: Annotation,
    mentions: Sequence[Mention],
    rows: Mapping[str, Sequence[Sequence[Any]]],
    labels: Iterable[Label],
    *,
    overwrite_ents: bool = True,
) -> None:
    """Write the mentions and their rows to the Doc.

    That is a span group for each label, one of all (`SPANS_KEY`), `doc.ents`, the longest that do not overlap, and
    `doc.user_data["bpextract"]`. A span's `id_` is its mention_id, a place's `kb_id_` the official code.

    Args:
        doc: tokenized by us or by another, who may have left in the text what `annotation` cleaned away.
        overwrite_ents: whether ours take the place of the entities that the Doc has, where both cannot stand.
    """
    labels = list(labels)
    doc.user_data[KEY] = rows
    if own := {each.name: [each.table, each.columns] for each in labels if each.name not in _TABLES}:
        doc.user_data[_OWN] = own
    groups: dict[str, list[Span]] = {label.name: [] for label in labels}
    is_clean = doc.text == annotation.text
    for mention in mentions:
        start, end = mention.start, mention.end
        if not is_clean:
            start, end = annotation.clean.raw_span(start, end)
        # A mention that ends inside a token is widened here to whole tokens; its row keeps the exact characters.
        code = _code(mention, rows)
        span = doc.char_span(start, end, mention.label, kb_id=code, span_id=str(mention.id), alignment_mode="expand")
        if span is not None:
            groups[mention.label].append(span)
    every = sorted((span for spans in groups.values() for span in spans), key=lambda span: (span.start, -span.end))
    for name, spans in (*groups.items(), (SPANS_KEY, every)):
        doc.spans[name] = SpanGroup(doc, name=name, spans=spans)
    if overwrite_ents:
        doc.set_ents(filter_spans(every))
    else:
        taken = {token.i for entity in doc.ents for token in entity}
        free = [span for span in every if taken.isdisjoint(range(span.start, span.end))]
        doc.set_ents(filter_spans(free), default="unmodified")


def _code(mention: Mention, rows: Mapping[str, Sequence[Sequence[Any]]]) -> str:
    """Return the official code of a place, else nothing."""
    if mention.label != "PLACE":
        return ""
    return rows["places"][rows["mentions"][mention.id][_ENTITY]][_PLACE_CODE] or ""


def _published(doc: Doc) -> str | None:
    found: str | None = doc.user_data.get(PUBLISHED)
    return found


def _set_published(doc: Doc, value: Any) -> None:
    day = parse_published(value)
    doc.user_data[PUBLISHED] = day and day.isoformat()  # as text, which survives to_bytes


def _mention_of(span: Span) -> dict[str, Any] | None:
    """Return the row of `mentions` of a span that we made; None of another."""
    mentions = span.doc.user_data.get(KEY, {}).get("mentions", ())
    number = int(span.id_) if span.id_.isdecimal() else len(mentions)
    found = dict(zip(_MENTION, mentions[number], strict=True)) if number < len(mentions) else {}
    return found if found.get("label") == span.label_ else None


def _row_of(span: Span) -> dict[str, Any] | None:
    """Return the row of a span in the table of its label: of a PERSON that of `people`; None of a span of another."""
    mention = _mention_of(span)
    if mention is None:
        return None
    table, names = (_TABLES | span.doc.user_data.get(_OWN, {}))[span.label_]
    return dict(zip(names, span.doc.user_data[KEY][table][mention["entity_id"]], strict=True))
