"""Between spaCy's Doc and our Annotation: the tokenizer, and the annotation that a Doc carries."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol, cast

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from bpextract.annotation import Annotation
from bpextract.decision.glued import glued_words
from bpextract.lexicons.section_words import section_finder, sentence_finder
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.text.glued import GluedWords
from bpextract.text.sections import Section, SectionFinder
from bpextract.text.sentences import SentenceFinder
from bpextract.text.tokenizer import Tokens
from bpextract.wanted import EVERYTHING, Wanted

KEY = "bpextract"  # of doc.user_data: the rows of each table
PUBLISHED = "bpextract_published"  # of doc.user_data: the date of publication, ISO

# White space that is not one plain space between two tokens.
_IRREGULAR_SPACE = re.compile(r"[^\S ]| {2}|\A | \Z")


class SyllableTokenizer:
    """Cleans a text and makes a Doc of its syllables, numbers and marks; `doc.text` is the clean text."""

    def __init__(self, vocab: Vocab, extra: Mapping[str, str] | None = None) -> None:
        """Make the tokenizer; `extra` maps the name of a lexicon to the text of a user's TSV."""
        self.vocab = vocab
        vocabulary = Vocabulary(extra)
        self.sections = section_finder(vocabulary)
        self.sentences = sentence_finder(vocabulary)
        self.glued = glued_words(vocabulary)

    def __call__(self, text: str) -> Doc:
        return make_doc(self.vocab, _annotated(text, None, None, self))

    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _bytes_data: bytes, **_: Any) -> "SyllableTokenizer":
        return self

    def to_disk(self, _path: str | Path, **_: Any) -> None:
        """There is nothing to store."""

    def from_disk(self, _path: str | Path, **_: Any) -> "SyllableTokenizer":
        return self


@registry.tokenizers("bpextract.SyllableTokenizer.v1")
def create_tokenizer(extra: dict[str, str] | None = None) -> Callable[[Language], SyllableTokenizer]:
    def create(nlp: Language) -> SyllableTokenizer:
        return SyllableTokenizer(nlp.vocab, extra)

    return create


def make_doc(vocab: Vocab, annotation: Annotation) -> Doc:
    """Return the Doc of an annotated text, carrying the annotation for the components."""
    text, tokens = annotation.text, annotation.tokens
    if _IRREGULAR_SPACE.search(text):
        words, spaces = _with_space_tokens(text, tokens)
    else:
        words, spaces = tokens.words, [text[end : end + 1] == " " for end in tokens.ends]
    doc = Doc(vocab, words=words, spaces=spaces)
    _carried(doc)[KEY] = annotation
    return doc


def _with_space_tokens(text: str, tokens: Tokens) -> tuple[list[str], list[bool]]:
    # spaCy keeps one plain space as a flag of the token before it; all other white space are tokens of their own.
    words: list[str] = []
    spaces: list[bool] = []
    past = 0
    for start, end, word in zip(tokens.starts, tokens.ends, tokens.words, strict=True):
        if start > past:
            gap = text[past:start]
            if words and gap[0] == " ":
                spaces[-1] = True
                gap = gap[1:]
            if gap:
                words.append(gap)
                spaces.append(False)
        words.append(word)
        spaces.append(False)
        past = end
    if past < len(text):
        words.append(text[past:])
        spaces.append(False)
    return words, spaces


def annotate(
    nlp: Language,
    text: str,
    published: date | None = None,
    wanted: Wanted = EVERYTHING,
    sections: Sequence[Section] | None = None,
) -> tuple[Annotation, Doc]:
    """Run the pipeline on one text, and return its annotation with the Doc.

    Args:
        published: the date of publication, against which dates without a year are resolved.
        wanted: which mentions are kept, and which tables are made; as sure as the pipeline asks, where that is more.
        sections: the sections of the text, where the reader knows them; else the text has to tell.
    """
    annotation = _annotated(text, published, sections, _reader(nlp))
    annotation.wanted = wanted
    return annotation, nlp(make_doc(nlp.vocab, annotation))


class Reader(Protocol):
    """What reads a text, before anything is found in it: the tokenizer, or the component that does everything."""

    sections: SectionFinder
    sentences: SentenceFinder
    glued: GluedWords


def _reader(nlp: Language) -> Reader | None:
    known = (each for each in (nlp.tokenizer, *(pipe for _, pipe in nlp.pipeline)) if hasattr(each, "glued"))
    return cast(Reader | None, next(known, None))


def _annotated(
    text: str, published: date | None, sections: Sequence[Section] | None, reader: Reader | None
) -> Annotation:
    if reader is None:
        return Annotation.of(text, published, sections)
    return Annotation.of(text, published, sections, reader.sections, reader.glued, reader.sentences)


def annotation_of(doc: Doc, reader: Reader | None = None) -> Annotation:
    """Return the annotation that the Doc carries while the pipeline runs, or a new one of its text.

    It has the date of publication of `doc._.bp_published`. To keep the annotation when the pipeline is done, call
    `annotate`.

    Args:
        reader: what reads the text of a Doc that carries none, as one that another tokenizer made.
    """
    carried = _carried(doc)
    if KEY not in carried:
        carried[KEY] = _annotated(doc.text, None, None, reader)
    if given := doc.user_data.get(PUBLISHED):
        carried[KEY].published = date.fromisoformat(given)
    return carried[KEY]


def release_annotation(doc: Doc) -> None:
    """Let go of the annotation: the Doc is done, and to_bytes would warn of it."""
    _carried(doc).pop(KEY, None)


def _carried(doc: Doc) -> dict[str, Annotation]:
    # user_hooks is the one store of a Doc that to_bytes leaves out: the annotation is for this process only.
    return cast(dict[str, Annotation], doc.user_hooks)
