"""Between spaCy's Doc and our Annotation: the tokenizer, and the publishing of mentions as spans."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, cast

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.util import filter_spans, registry
from spacy.vocab import Vocab

from bpextract.annotation import Annotation, checked_confidence
from bpextract.decision.glued import glued_words
from bpextract.label import Label
from bpextract.lexicons.section_words import section_finder
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.mentions import Mention
from bpextract.text.sections import Section
from bpextract.text.tokenizer import Tokens

KEY = "bpextract"

# White space that is not one plain space between two tokens.
_IRREGULAR_SPACE = re.compile(r"[^\S ]| {2}|\A | \Z")


class SyllableTokenizer:
    """Cleans a text and makes a Doc of its syllables, numbers and marks; `doc.text` is the clean text."""

    def __init__(self, vocab: Vocab, extra: Mapping[str, str] | None = None) -> None:
        """Make the tokenizer; `extra` maps the name of a lexicon to the text of a user's TSV."""
        self.vocab = vocab
        vocabulary = Vocabulary(extra)
        self.sections = section_finder(vocabulary)
        self.glued = glued_words(vocabulary)

    def __call__(self, text: str) -> Doc:
        return make_doc(self.vocab, Annotation.of(text, finder=self.sections, glued=self.glued))

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
    keep: frozenset[str] | None = None,
    sections: Sequence[Section] | None = None,
    min_confidence: float = 0.0,
) -> tuple[Annotation, Doc]:
    """Run the pipeline on one text, and return its annotation with the Doc.

    Args:
        published: the date of publication, against which dates without a year are resolved.
        keep: the sections whose mentions are wanted; all, when None.
        sections: the sections of the text, where the reader knows them; else the text has to tell.
        min_confidence: keep only mentions that are at least so sure; that of the pipeline, where it is higher.

    Raises:
        InputError: `min_confidence` lies outside 0 to 1.
    """
    tokenizer = nlp.tokenizer
    finder, glued = (tokenizer.sections, tokenizer.glued) if isinstance(tokenizer, SyllableTokenizer) else (None, None)
    annotation = Annotation.of(text, published, sections, finder, glued)
    annotation.keep, annotation.min_confidence = keep, checked_confidence(min_confidence)
    return annotation, nlp(make_doc(nlp.vocab, annotation))


def annotation_of(doc: Doc) -> Annotation:
    """Return the annotation that the Doc carries while the pipeline runs, or a new one of its text.

    To keep the annotation when the pipeline is done, call `annotate`.
    """
    carried = _carried(doc)
    if KEY not in carried:
        carried[KEY] = Annotation.of(doc.text)
    return carried[KEY]


def release_annotation(doc: Doc) -> None:
    """Let go of the annotation: the Doc is done, and to_bytes would warn of it."""
    _carried(doc).pop(KEY, None)


def _carried(doc: Doc) -> dict[str, Annotation]:
    # user_hooks is the one store of a Doc that to_bytes leaves out: the annotation is for this process only.
    return cast(dict[str, Annotation], doc.user_hooks)


def publish(doc: Doc, mentions: Iterable[Mention], labels: Iterable[Label]) -> None:
    """Write the mentions to the Doc: a span group for each label, and `doc.ents`, the longest that do not overlap.

    A span's `id_` is its mention_id, by which its row is found in `doc.user_data["bpextract"]`.
    """
    groups: dict[str, list[Span]] = {label.name: [] for label in labels}
    for mention in mentions:
        # A mention that ends inside a token is widened here to whole tokens; its row keeps the exact characters.
        span = doc.char_span(mention.start, mention.end, mention.label, alignment_mode="expand")
        if span is not None:
            span.id_ = str(mention.id)
            groups[mention.label].append(span)
    for label, spans in groups.items():
        doc.spans[label] = SpanGroup(doc, name=label, spans=spans)
    doc.set_ents(filter_spans([span for spans in groups.values() for span in spans]))
