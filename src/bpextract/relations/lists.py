"""Counts in a list: none is done by the one before it (`làm 91 người chết, 3 xe hỏng`), all share who does it."""

from collections.abc import Sequence

from bpextract.annotation import Annotation
from bpextract.mentions import FigureMention
from bpextract.relations.answers import Answer, Span

JOINTS = frozenset({",", ";", "và"})
"""What stands between the items of a list."""


def unlisted(annotation: Annotation, answers: Sequence[Answer]) -> list[Answer]:
    """Return the answers of the figures; a count whose subject is the count that it is listed after has that one's."""
    found: list[Answer] = []
    for at, (figure, answer) in enumerate(zip(annotation.figures, answers, strict=True)):
        if answer.subject is not None and _goes_on(annotation, figure):
            owner = _counted_in(annotation, answer.subject, at)
            if owner is not None and found[owner].subject is not None:  # else the count does it: Hai đội ghi 3 bàn
                answer = answer._replace(subject=found[owner].subject)
        found.append(answer)
    return found


def _goes_on(annotation: Annotation, figure: FigureMention) -> bool:
    """Whether a count follows a comma, or `và`."""
    first = annotation.tokens.at(figure.start)
    return figure.kind == "count" and first > 0 and annotation.tokens.norms[first - 1] in JOINTS


def _counted_in(annotation: Annotation, subject: Span, at: int) -> int | None:
    """Return the count before figure number `at`, in its sentence, that a subject tells; None where it tells none."""
    figures = annotation.figures
    here = annotation.sentence_at(figures[at].start)
    for number in range(at - 1, -1, -1):
        figure = figures[number]
        if figure.end <= subject.start or annotation.sentence_at(figure.start) != here:
            return None
        if figure.kind == "count" and figure.start < subject.end:
            return number
    return None
