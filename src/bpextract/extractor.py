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
from bpextract.lexicons.section_words import section_finder
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.resolution.records import Resolver, Rows
from bpextract.text.sections import Section

FINDERS: tuple[type[Finder], ...] = (
    DatesFinder, FiguresFinder, PlacesFinder, OrganizationsFinder, PeopleFinder, RolesFinder,
)  # fmt: skip
"""In the order they run: each may read what those before it found."""


class Extractor:
    """Reads texts; what `bpextract.extract` uses when it is given no spaCy pipeline. Pickles."""

    def __init__(self, lexicons: Mapping[str, str | Path] | None = None) -> None:
        """Build the finders; `lexicons` are the user's own TSV files by the name of the lexicon they add to."""
        vocabulary = Vocabulary.read(lexicons)
        self.sections = section_finder(vocabulary)
        self.finders = [finder(vocabulary) for finder in FINDERS]
        self.resolver = Resolver(vocabulary)

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
        annotation = Annotation.of(text, published, sections, self.sections)
        annotation.keep = keep
        for finder in self.finders:
            annotation.mentions[finder.label] = list(finder.find(annotation))
        return self.resolver.resolve(annotation)[1]
