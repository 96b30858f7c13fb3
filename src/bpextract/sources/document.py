"""A document as a reader gives it."""

from dataclasses import dataclass

from bpextract.text.sections import Section


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document read from a file.

    Attributes:
        doc_id: a text or HTML file's path below the given folder, without its suffix; a row's id column, else FILE:ROW.
        text: the text; None when it could not be read.
        published: date of publication, as it stands in the source (ISO where the reader knows).
        title, author: of a page or a row, where it tells them.
        sections: of a page, by its markup, in characters of `text`; None where the text has to tell them.
        error: why `text` is missing; warning: what was done to read it (an encoding guessed).

    Examples:
        >>> document = bp.sources.SourceDocument("n/1", text, published="2025-12-01")
        >>> bp.extract([document]).documents[["doc_id", "published"]]
          doc_id   published
        0    n/1  2025-12-01
    """

    doc_id: str
    text: str | None
    published: str | None = None
    title: str | None = None
    author: str | None = None
    sections: tuple[Section, ...] | None = None
    error: str | None = None
    warning: str | None = None
