"""A document to extract from, what is wrong with it, and a doc_id of its own for each."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from bpextract.text.cleaning import clean
from bpextract.text.sections import Section

if TYPE_CHECKING:
    from bpextract.sources.document import SourceDocument


class Input(NamedTuple):
    """A document to extract from; `text` may be anything, what is not a text becomes a row with an error.

    `title`, `author` and `sections` (in characters of `text`) are what a reader knows of it: see `SourceDocument`.
    `note` is what it has to say: why there is no text, or what was done to read it.
    `integer` says whether doc_id is an integer of the caller's, written out.
    """

    doc_id: str
    text: Any
    published: Any = None
    title: str | None = None
    author: str | None = None
    sections: Sequence[Section] | None = None
    note: str | None = None
    integer: bool = False

    @classmethod
    def of(cls, document: "SourceDocument", doc_id: str | None = None) -> "Input":
        """Return what to extract from a document that was read."""
        return cls(
            document.doc_id if doc_id is None else doc_id,
            document.text,
            document.published,
            document.title and clean(document.title).text,
            document.author and clean(document.author).text,
            document.sections,
            document.error or document.warning,
        )


def fault_of(text: Any) -> str | None:
    if isinstance(text, str):
        if (half := half_pair(text)) is not None:
            return f"character {half} is half a surrogate pair, which no file or table can hold; decode the text again"
        return None if text.strip() else ("the text is only white space" if text else "the text is empty")
    if isinstance(text, bytes):
        return "the text is bytes; decode it first, as in text.decode('utf-8')"
    if text is None or type(text).__name__ in ("NAType", "NaTType") or text != text:  # NaN differs from itself
        return "the text is missing"
    return f"the text is of type {type(text).__name__}, not str"


def is_writable(text: str) -> bool:
    """Return whether files and tables can hold `text`: they cannot hold half a surrogate pair."""
    return half_pair(text) is None


def half_pair(text: str) -> int | None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return error.start
    return None


class UniqueIds:
    """Makes a repeated doc_id unique (`x`, `x#2`): with a row's id it is the key of every table."""

    def __init__(self) -> None:
        self._next: dict[str, int] = {}

    def of(self, doc_id: str) -> str:
        """Return `doc_id`, or where it has been given before, the next name of it that has not."""
        name = doc_id
        while name in self._next:
            name = f"{doc_id}#{self._next[doc_id]}"
            self._next[doc_id] += 1
        self._next[name] = 2
        return name


def unique(inputs: Iterable[Input]) -> Iterator[Input]:
    """Yield the inputs, each under a doc_id of its own, with names that files and tables can hold."""
    ids = UniqueIds()
    for item in inputs:
        doc_id = ids.of(writable(item.doc_id))
        title, author = (name and writable(name) for name in (item.title, item.author))
        if (doc_id, title, author) != (item.doc_id, item.title, item.author):
            integer = item.integer and doc_id == item.doc_id  # 5#2 is none
            item = item._replace(doc_id=doc_id, title=title, author=author, integer=integer)
        yield item


def writable(name: str) -> str:
    """Return a name in which each half of a surrogate pair is replaced by `?`."""
    return name if is_writable(name) else name.encode("utf-8", "replace").decode()
