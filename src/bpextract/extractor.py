"""The decision about names, the finders in their order, and resolution: from a text to rows, without spaCy."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bpextract.annotation import Annotation
from bpextract.collector import no_collection
from bpextract.decision.decide import Decision, Found
from bpextract.decision.evidence import Evidence
from bpextract.decision.glued import glued_words
from bpextract.label import Label
from bpextract.labels import BUILT_IN, LABELS, in_order, lexicons_of, with_own
from bpextract.learned.one_thread import one_thread
from bpextract.lexicons.section_words import section_finder, sentence_finder
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.mentions import Mention
from bpextract.relations.answers import Answer
from bpextract.resolution.records import Resolver, Rows, Settled
from bpextract.text.sections import Section
from bpextract.wanted import EVERYTHING, Wanted


class Job(NamedTuple):
    """A text to extract from, and how: see `Extractor.annotate`."""

    text: str
    published: date | None = None
    wanted: Wanted = EVERYTHING
    sections: Sequence[Section] | None = None


class Extractor:
    r"""Reads texts; what `bpextract.extract` uses when it is given no spaCy pipeline. Pickles.

    Examples:
        >>> from pathlib import Path
        >>> _ = Path("mine.tsv").write_text("form\nGió Ngàn\n", encoding="utf-8")
        >>> mine = bp.Extractor({"people": "mine.tsv"})
        >>> list(bp.extract("Tối qua Gió Ngàn hát ở chợ.", nlp=mine).people.name)
        ['Gió Ngàn']
    """

    def __init__(self, lexicons: Mapping[str, str | Path] | None = None, labels: Iterable[Label] = ()) -> None:
        """Build the finders, in the order in which they run.

        Args:
            lexicons: the user's own TSV files by the name of the lexicon they add to; their entries win.
            labels: the user's own, beside the built-in ones.

        Raises:
            LexiconError: there is no lexicon of that name, or a file breaks its schema.
            InputError: a label has the name, table or tag of another.
        """
        every = with_own(labels)
        self._build(Vocabulary.read(lexicons, lexicons_of(every)), every)

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "Extractor":
        """Return one with the built-in labels, by the lexicons of a `vocabulary` that is already read.

        Examples:
            >>> from bpextract.lexicons.vocabulary import Vocabulary
            >>> bp.Extractor.of(Vocabulary()).rows(text)["dates"]
            [[0, 4, '2025-01-01', '2025-12-31', '2025', 'year', 'text']]
        """
        made = cls.__new__(cls)
        made._build(vocabulary, LABELS)
        return made

    @no_collection()
    def _build(self, vocabulary: Vocabulary, labels: tuple[Label, ...]) -> None:
        self.labels = labels
        self.sections = section_finder(vocabulary)
        self.sentences = sentence_finder(vocabulary)
        self.glued = glued_words(vocabulary)
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
        """Return the rows of every table but tokens, without `doc_id`; a row has its values in the order of columns.

        The arguments (`text`, `published`, `keep`, `sections`, `min_confidence`) and errors are those of `annotate`.

        Examples:
            >>> extractor.rows(text)["people"]
            [[0, 'Giàng A Sủ', 'ông', 'male', False, 1, 0]]
        """
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
            text: the text of one document.
            published: the date of publication, against which dates without a year are resolved.
            keep: the sections whose mentions are wanted; all, when None.
            sections: the sections of the text, where the reader knows them; else the text has to tell.
            min_confidence: keep only mentions that are at least so sure.

        Raises:
            InputError: a section of `keep` is unknown, or `min_confidence` lies outside 0 to 1.

        Examples:
            >>> annotation, rows = extractor.annotate(text, min_confidence=0.9)
            >>> [mention.label for mention in annotation.mentions["PERSON"]], len(rows["figures"])
            (['PERSON'], 1)
        """
        done = self.annotate_all([Job(text, published, Wanted.of(keep, min_confidence), sections)])[0]
        if isinstance(done, Exception):
            raise done
        return done

    @no_collection()
    def annotate_all(self, jobs: Sequence[Job]) -> list[tuple[Annotation, Rows] | Exception]:
        """Return for each of the `jobs` (a text, and what is wanted) what `annotate` does, or the error that came.

        Every step goes through all texts before the next begins, so that what it reads stays in the processor's caches.

        Examples:
            >>> from bpextract.extractor import Job
            >>> [done] = extractor.annotate_all([Job(text)])
            >>> done[1]["dates"]
            [[0, 4, '2025-01-01', '2025-12-31', '2025', 'year', 'text']]
        """
        texts = [_Text(job) for job in jobs]
        finds = [partial(self._find, label) for label in self.finders]
        with one_thread():
            _do(texts, self._open, self._read)
            _do_at_once(texts, self._learn)
            _do(texts, self._decide, *finds, self._settle)
            _do_at_once(texts, self._answer)
            _do(texts, self._resolve)
        return [text.error or (text.annotation, text.rows) for text in texts]

    def run(self, annotation: Annotation) -> tuple[list[Mention], Rows]:
        """Find and resolve the mentions of a text that is annotated already.

        Args:
            annotation: the text with its tokens, sentences and sections; the names and mentions are kept on it.

        Returns:
            The mentions that stay, in text order, and the rows of every table but tokens, without `doc_id`.

        Examples:
            >>> from bpextract.annotation import Annotation
            >>> mentions, rows = extractor.run(Annotation.of(text))
            >>> [mention.label for mention in mentions]
            ['PERSON', 'ROLE', 'ORG', 'PLACE', 'DATE', 'FIGURE']
        """
        annotation.take(self.decision.names(annotation))
        for label in self.finders:
            self._hold(label, annotation)
        return self.resolver.resolve(annotation)

    def _open(self, text: "_Text") -> None:
        job = text.job
        text.annotation = Annotation.of(
            job.text, job.published, job.sections, self.sections, self.glued, self.sentences
        )
        text.annotation.wanted = job.wanted

    def _read(self, text: "_Text") -> None:
        text.evidence = self.decision.read(text.annotation)

    def _learn(self, texts: Sequence["_Text"]) -> None:
        found = self.decision.learned([text.evidence for text in texts])
        for text, learned in zip(texts, found, strict=True):
            text.learned = learned

    def _decide(self, text: "_Text") -> None:
        text.annotation.take(self.decision.chosen(text.annotation, text.learned))

    def _find(self, label: str, text: "_Text") -> None:
        self._hold(label, text.annotation)

    def _hold(self, label: str, annotation: Annotation) -> None:
        found = self.finders[label].find(annotation)
        if label in BUILT_IN:
            annotation.hold(label, found)
        else:  # a label of the user's own may take several sentences, as a quotation does
            annotation.mentions[label] = list(found)

    def _settle(self, text: "_Text") -> None:
        text.settled = self.resolver.settle(text.annotation)

    def _answer(self, texts: Sequence["_Text"]) -> None:
        found = self.resolver.answers([text.annotation for text in texts])
        for text, answers in zip(texts, found, strict=True):
            text.answers = answers

    def _resolve(self, text: "_Text") -> None:
        text.rows = self.resolver.rows(text.annotation, text.settled, text.answers)


class _Text:
    """A text on its way through the steps; after an error no further step is done."""

    annotation: Annotation
    evidence: Evidence | None
    learned: Found
    settled: Settled
    answers: Sequence[Answer]
    rows: Rows

    def __init__(self, job: Job) -> None:
        self.job = job
        self.error: Exception | None = None

    def do(self, step: Callable[["_Text"], None]) -> None:
        if self.error is None:
            try:
                step(self)
            except Exception as error:  # noqa: BLE001  one bad text must not stop the others; its caller is told
                self.error = error


def _do(texts: Sequence[_Text], *steps: Callable[[_Text], None]) -> None:
    """Do each step with all texts before the next begins."""
    for step in steps:
        for text in texts:
            text.do(step)


def _do_at_once(texts: Sequence[_Text], step: Callable[[Sequence[_Text]], None]) -> None:
    """Do a step with all texts together; where that fails, with each alone, so that only the bad one fails."""
    whole = [text for text in texts if text.error is None]
    try:
        step(whole)
    except Exception:  # noqa: BLE001  it comes again with the text that it comes from
        for text in whole:
            text.do(lambda alone: step([alone]))
