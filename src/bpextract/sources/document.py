"""A document as a reader gives it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document read from a file.

    Attributes:
        doc_id: a text or HTML file's path below the given folder, without its suffix; a row's id column, else FILE:ROW.
        text: the text; None when it could not be read.
        published: date of publication, as it stands in the source (ISO where the reader knows).
        error: why `text` is missing; warning: what was done to read it (an encoding guessed).
    """

    doc_id: str
    text: str | None
    published: str | None = None
    error: str | None = None
    warning: str | None = None
