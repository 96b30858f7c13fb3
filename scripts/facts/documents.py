"""An article as the model of figures sees it: with what readers answered of its figures, or as yet unanswered."""

import random
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from data import ROOT, Article, Asked, alone, gold, ours

from bpextract.annotation import Annotation
from bpextract.extractor import Extractor
from bpextract.mentions import Mention
from bpextract.relations.answers import none_features, pointer_rows
from bpextract.relations.candidates import Candidates, Pool, complete
from bpextract.relations.network import FIELDS, LONGEST, POINTERS
from bpextract.relations.passages import Passages, Windows
from bpextract.relations.reading import Forms, read
from bpextract.text.folding import fold
from bpextract.text.published import parse_published

_MARK = re.compile(r"[.,;:()]")
_LEAD = 2  # words before the first place of an answer (khu vực bản A, xã B)
ALONE = 1


@dataclass
class Pointed:
    """The candidates of a figure: numbers, rows of the passages and of the window, and which are right (last: none)."""

    features: np.ndarray
    stands: np.ndarray
    rows: np.ndarray
    right: np.ndarray
    none: np.ndarray


@dataclass
class Document:
    """An answered article as the model sees it.

    Attributes:
        windows: of all its figures.
        spans: by figure and field, the window rows (first, last) of every right answer, None for nothing; no entry
            where the answer is not known or stands outside of the window.
        pointed: by figure and pointer.
    """

    passages: Passages
    windows: Windows
    spans: dict[tuple[int, str], list[tuple[int, int] | None]]
    pointed: dict[tuple[int, str], Pointed]


def documents(
    articles: Iterable[Article], extractor: Extractor, forms: Forms, sentences: int = ALONE
) -> list[Document]:
    """Return what the model sees of the articles; figures that are not found are left out.

    Args:
        sentences: sentences of each article that are read as texts of their own, too: people ask of single sentences.
    """
    found = []
    chosen = random.Random(0)
    for article in articles:
        annotation = extractor.annotate(article.text, parse_published(article.published))[0]
        passages = read(annotation, forms)
        if passages is None:
            continue
        found.append(_document(article, annotation, passages))
        numbers = sorted({annotation.sentence_at(figure.start) for figure in annotation.figures})
        numbers = chosen.sample(numbers, min(sentences, len(numbers)))
        spans = [annotation.clean.raw_span(*annotation.sentences[number]) for number in numbers]
        found += documents(alone(article, spans), extractor, forms, sentences=0)
    return found


def answered(shared: Path, extractor: Extractor, forms: Forms, kept: Collection[str]) -> list[Document]:
    """Return what may be learned from: answered articles but those of the parts `kept`, and the annotated ones."""
    own = ROOT / "corpora" / "articles"
    many = documents((each for each in ours(shared) if each.part not in kept), extractor, forms)
    many += documents(gold(shared / "gold" / "dev", shared / "gold" / "facts"), extractor, forms)
    return many + documents((each for each in gold(own, own) if each.id != "seed"), extractor, forms)


def _document(article: Article, annotation: Annotation, passages: Passages) -> Document:
    clean = annotation.clean.clean_offset
    windows = passages.windows()
    spans: dict[tuple[int, str], list[tuple[int, int] | None]] = {}
    pointed: dict[tuple[int, str], Pointed] = {}
    asked_of: dict[int, Asked] = {}
    candidates = {
        "place": Candidates(annotation, annotation.places),
        "date": Candidates(annotation, annotation.dates),
    }
    for number, figure in enumerate(annotation.figures):
        asked = [a for a in article.figures if clean(a.start) < figure.end and figure.start < clean(a.end)]
        if not asked:
            continue
        asked_of[number] = asked[0]
        answers = asked[0].answers
        first, past = windows.spans[number].tolist()
        low = int(windows.tokens[first])
        for field in FIELDS:
            if field not in answers:
                continue
            right: list[tuple[int, int] | None] = []
            for span in answers[field]:
                if span is None:
                    right.append(None)
                    continue
                begin = annotation.tokens.at(clean(span[0])) - low + first
                end = annotation.tokens.before(clean(span[1])) - 1 - low + first
                if first <= begin <= end < past and end - begin < LONGEST:
                    right.append((begin, end))
            if right:
                spans[number, field] = right
    for name in POINTERS:
        pointed |= _candidates(name, article, annotation, passages, windows, candidates[name], asked_of)
    return Document(passages, windows, spans, pointed)


def _candidates(
    name: str, article: Article, annotation: Annotation, passages: Passages, windows: Windows, candidates: Candidates,
    asked: Mapping[int, Asked],
) -> dict[tuple[int, str], Pointed]:  # fmt: skip
    offered = Pool([candidates]).offer([annotation.figures])
    kinds = windows.kinds
    size = len(offered.numbers)
    values = complete(offered, kinds, np.full(size, np.nan), np.zeros(len(kinds), np.float32))
    none = none_features(kinds, np.zeros(len(kinds), np.float32))
    rows = pointer_rows(windows, offered)
    stands = passages.row_of[offered.tokens]
    found = {}
    for number, question in asked.items():
        if name not in question.answers:
            continue
        answers = question.answers[name]
        mine = np.flatnonzero(offered.owners == number)
        wanted = [fold(article.text[a[0] : a[1]]) for a in answers if a is not None]
        right = np.zeros(len(mine) + 1, bool)
        for at, candidate in enumerate(offered.numbers[mine].tolist()):
            right[at] = any(is_answer(_text(annotation, candidates.mentions[candidate]), form) for form in wanted)
        right[-1] = None in answers or not right.any()  # where the right one is no candidate, nothing is
        found[number, name] = Pointed(values[mine], stands[mine], rows[mine], right, none[number])
    return found


def _text(annotation: Annotation, mention: Mention) -> str:
    return annotation.folded[mention.start : mention.end]


def is_answer(mine: str, wanted: str) -> bool:
    """Whether a mention is the answer, holds it, or is its greater part or its first (bản A, xã B, huyện C)."""
    mine, wanted = (" ".join(_MARK.sub(" ", text).split()) for text in (mine, wanted))
    if f" {wanted} " in f" {mine} ":
        return True
    if f" {mine} " not in f" {wanted} ":
        return False
    first = wanted[: wanted.index(mine)].split()
    return 2 * len(mine.split()) >= len(wanted.split()) or len(first) <= _LEAD


def unanswered(texts: Iterable[str], extractor: Extractor, forms: Forms, alone: float) -> list[Document]:
    """Return the documents of texts that nobody has answered: with candidates, of which none is known to be right.

    Args:
        alone: the share of the texts of which the sentence of one figure is read as a text of its own, too.
    """
    found = []
    chosen = random.Random(0)
    for text in texts:
        annotation = extractor.annotate(text)[0]
        figures = [Asked(*annotation.clean.raw_span(f.start, f.end), _UNKNOWN) for f in annotation.figures]
        passages = read(annotation, forms)
        if passages is None:
            continue
        document = _document(Article("", "", "", text, None, figures), annotation, passages)
        if len(document.pointed) == len(POINTERS) * len(figures):
            found.append(document)
        if chosen.random() < alone:
            figure = chosen.choice(annotation.figures)
            sentence = annotation.sentences[annotation.sentence_at(figure.start)]
            first, past = annotation.clean.raw_span(sentence.start, sentence.end)
            found += unanswered([text[first:past]], extractor, forms, alone=0)
    return found


_UNKNOWN: dict[str, list[tuple[int, int] | None]] = {name: [None] for name in POINTERS}
