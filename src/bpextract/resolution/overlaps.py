"""Decide between mentions that claim the same characters, and number those that stay."""

from collections.abc import Iterable, Mapping

from bpextract.annotation import Annotation
from bpextract.errors import InputError, meant
from bpextract.label import Label
from bpextract.mentions import Mention

Labels = Mapping[str, Label]


def resolve_overlaps(annotation: Annotation, labels: Iterable[Label]) -> list[Mention]:
    """Drop the mentions that lose against one they overlap, and number the others in text order.

    Mentions nest where that makes sense (a PLACE in an ORG in a ROLE). Else a name wins over what is none, the longer
    over the shorter, and the label that comes later (the user's own) over the earlier. A label may yield to another, as
    a FIGURE to a DATE. `annotation.mentions` is replaced; returns all mentions that stay, in text order.

    Raises:
        InputError: a mention has a label that is not one of `labels`.
    """
    known = {label.name: label for label in labels}
    if unknown := sorted({mention.label for group in annotation.mentions.values() for mention in group} - set(known)):
        raise InputError(
            f"no label {', '.join(unknown)}; the labels are {', '.join(known)}{meant(unknown, known)}; "
            "give one of your own with labels=[…]"
        )
    every = sorted(
        (mention for group in annotation.mentions.values() for mention in group if _wanted(annotation, mention)),
        key=lambda mention: (mention.start, -mention.end, mention.label),
    )
    # Names first: a place that loses against a person must not take a role with it (Trưởng | thôn Phùng Văn Sửu).
    lost = _losers([mention for mention in every if known[mention.label].is_name], known)
    every = [mention for mention in every if id(mention) not in lost]
    lost = _losers(every, known)
    kept = [mention for mention in every if id(mention) not in lost]
    for number, mention in enumerate(kept):
        mention.id = number
    annotation.mentions = {label: [m for m in kept if m.label == label] for label in annotation.mentions}
    return kept


def _losers(every: list[Mention], labels: Labels) -> set[int]:
    """Return the ids of the mentions, in text order, that lose against one they overlap."""
    dropped: set[int] = set()
    open_: list[Mention] = []
    for mention in every:
        if open_:
            open_ = [other for other in open_ if other.end > mention.start]
        for other in open_:
            if id(other) in dropped or not _conflict(other, mention, labels):
                continue
            loser = _loser(other, mention, labels)
            dropped.add(id(loser))
            if loser is mention:
                break
        if id(mention) not in dropped:
            open_.append(mention)
    return dropped


def _loser(first: Mention, second: Mention, labels: Labels) -> Mention:
    """Return which of two mentions goes; `first` starts earlier, or at the same place and ends later."""
    if second.label in labels[first.label].yields_to:
        return first
    if first.label in labels[second.label].yields_to:
        return second
    order = list(labels)

    def strength(mention: Mention) -> tuple[bool, int, int]:
        return labels[mention.label].is_name, mention.end - mention.start, order.index(mention.label)

    return first if strength(first) < strength(second) else second


def _wanted(annotation: Annotation, mention: Mention) -> bool:
    sections, least, _ = annotation.wanted
    if mention.confidence < least:
        return False
    return sections is None or annotation.section_at(mention.start) in sections


def _conflict(first: Mention, second: Mention, labels: Labels) -> bool:
    """Whether both cannot stand; `first` starts earlier, or at the same place and ends later."""
    if (first.start, first.end) == (second.start, second.end):
        return first.label == second.label or (labels[first.label].is_name and labels[second.label].is_name)
    if first.covers(second):
        return labels[first.label].bars(labels[second.label])
    return not second.covers(first)
