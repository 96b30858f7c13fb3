"""The finders in their order, and resolution: from a text to rows, without spaCy."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from bpextract.annotation import Annotation, checked_confidence
from bpextract.decision.decide import Decision
from bpextract.label import Label
from bpextract.labels import in_order, lexicons_of, with_own
from bpextract.lexicons.section_words import section_finder
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.resolution.records import Resolver, Rows
from bpextract.text.sections import Section


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
        vocabulary = Vocabulary.read(lexicons, lexicons_of(self.labels))
        self.sections = section_finder(vocabulary)
        self.decision = Decision(vocabulary)
        self.finders = {
            label.name: label.finder(vocabulary) for label in in_order(self.labels) if label.finder is not None
        }
        self.resolver = Resolver(vocabulary, self.labels)

    def rows(
        self,
        text: str,
        published: date | None = None,
        keep: frozenset[str] | None = None,
        sections: Sequence[Section] | None = None,
        min_confidence: float = 0.0,
    ) -> Rows:
        """Return the rows of every table but tokens, without `doc_id`; see `annotate`."""
        return self.annotate(text, published, keep, sections, min_confidence)[1]

    def annotate(
        self,
        text: str,
        published: date | None = None,
        keep: frozenset[str] | None = None,
        sections: Sequence[Section] | None = None,
        min_confidence: float = 0.0,
    ) -> tuple[Annotation, Rows]:
        """Return the annotation of a text, and the rows of every table but tokens, without `doc_id`.

        Args:
            published: the date of publication, against which dates without a year are resolved.
            keep: the sections whose mentions are wanted; all, when None.
            sections: the sections of the text, where the reader knows them; else the text has to tell.
            min_confidence: keep only mentions that are at least so sure.

        Raises:
            InputError: `min_confidence` lies outside 0 to 1.
        """
        annotation = Annotation.of(text, published, sections, self.sections)
        annotation.keep, annotation.min_confidence = keep, checked_confidence(min_confidence)
        annotation.take(self.decision.names(annotation))
        for label, finder in self.finders.items():
            annotation.mentions[label] = list(finder.find(annotation))
        return annotation, self.resolver.resolve(annotation)[1]
