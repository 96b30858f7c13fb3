"""The finders in their order, and resolution: from a text to rows, without spaCy."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from bpextract.annotation import Annotation
from bpextract.components.dates import DatesFinder
from bpextract.components.figures import FiguresFinder
from bpextract.components.finder import Finder
from bpextract.components.organizations import OrganizationsFinder
from bpextract.components.people import PeopleFinder
from bpextract.components.places import PlacesFinder
from bpextract.components.roles import RolesFinder
from bpextract.errors import LexiconError, meant
from bpextract.lexicons.lexicon import parse_lexicon, read_user_lexicon
from bpextract.resolution.records import Rows, resolve
from bpextract.text.sections import Section

FINDERS: tuple[type[Finder], ...] = (
    DatesFinder, FiguresFinder, PlacesFinder, OrganizationsFinder, PeopleFinder, RolesFinder,
)  # fmt: skip
"""In the order they run: each may read what those before it found."""


def read_lexicons(lexicons: Mapping[str, str | Path] | None) -> dict[str, str]:
    """Return the texts of a user's lexicon files, by the name of the lexicon each adds to.

    Raises:
        LexiconError: there is no lexicon of that name, or a file cannot be read or breaks its schema.
    """
    known = {schema.name: schema for finder in FINDERS for schema in finder.lexicons}
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

    def __init__(self, lexicons: Mapping[str, str | Path] | None = None) -> None:
        """Build the finders; `lexicons` are the user's own TSV files by the name of the lexicon they add to."""
        own = read_lexicons(lexicons)
        self.finders = [finder(own) for finder in FINDERS]

    def rows(
        self,
        text: str,
        published: date | None = None,
        keep: frozenset[str] | None = None,
        sections: Sequence[Section] | None = None,
    ) -> Rows:
        """Return the rows of every table but tokens, without `doc_id`.

        Args:
            published: the date of publication, against which dates without a year are resolved.
            keep: the sections whose mentions are wanted; all, when None.
            sections: the sections of the text, where the reader knows them; else the text has to tell.
        """
        annotation = Annotation.of(text, published, sections)
        annotation.keep = keep
        for finder in self.finders:
            annotation.mentions[finder.label] = finder.find(annotation)
        return resolve(annotation)[1]
