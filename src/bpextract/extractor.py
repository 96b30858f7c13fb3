"""The finders in their order, and resolution: from a text to rows, without spaCy."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from bpextract.annotation import Annotation
from bpextract.errors import LexiconError, meant
from bpextract.label import Label
from bpextract.labels import LABELS, in_order, with_own
from bpextract.lexicons.lexicon import parse_lexicon, read_user_lexicon
from bpextract.resolution.records import Rows, resolve
from bpextract.text.sections import Section


def read_lexicons(lexicons: Mapping[str, str | Path] | None, labels: Iterable[Label] = LABELS) -> dict[str, str]:
    """Return the texts of a user's lexicon files, by the name of the lexicon each adds to.

    Raises:
        LexiconError: there is no lexicon of that name, or a file cannot be read or breaks its schema.
    """
    finders = [label.finder for label in labels if label.finder is not None]
    known = {schema.name: schema for finder in finders for schema in finder.lexicons}
    if unknown := sorted(set(lexicons or {}) - set(known)):
        raise LexiconError(
            f"no lexicon {', '.join(unknown)}; those that can be added to are {', '.join(sorted(known))}"
            f"{meant(unknown, known)}"
        )
    texts = {name: read_user_lexicon(path) for name, path in (lexicons or {}).items()}
    for name, path in (lexicons or {}).items():
        parse_lexicon(texts[name], known[name], str(path))  # here, where the name of the file is known
    return texts


class Extractor:
    """Reads texts; what `bpextract.extract` uses when it is given no spaCy pipeline. Pickles."""

    def __init__(self, lexicons: Mapping[str, str | Path] | None = None, labels: Iterable[Label] = ()) -> None:
        """Build the finders, in the order in which they run.

        Args:
            lexicons: the user's own TSV files by the name of the lexicon they add to; their entries win.
            labels: the user's own, beside the built-in ones.

        Raises:
            LexiconError: there is no lexicon of that name, or a file breaks its schema.
            InputError: a label has the name, table or tag of another.
        """
        self.labels = with_own(labels)
        own = read_lexicons(lexicons, self.labels)
        self.finders = {label.name: label.finder(own) for label in in_order(self.labels) if label.finder is not None}

    def rows(
        self,
        text: str,
        published: date | None = None,
        keep: frozenset[str] | None = None,
        sections: Sequence[Section] | None = None,
    ) -> Rows:
        """Return the rows of every table but tokens, without `doc_id`; see `annotate`."""
        return self.annotate(text, published, keep, sections)[1]

    def annotate(
        self,
        text: str,
        published: date | None = None,
        keep: frozenset[str] | None = None,
        sections: Sequence[Section] | None = None,
    ) -> tuple[Annotation, Rows]:
        """Return the annotation of a text, and the rows of every table but tokens, without `doc_id`.

        Args:
            published: the date of publication, against which dates without a year are resolved.
            keep: the sections whose mentions are wanted; all, when None.
            sections: the sections of the text, where the reader knows them; else the text has to tell.
        """
        annotation = Annotation.of(text, published, sections)
        annotation.keep = keep
        for label, finder in self.finders.items():
            annotation.mentions[label] = finder.find(annotation)
        return annotation, resolve(annotation, self.labels)[1]
