"""Measure a model of what figures say on answered articles that it did not learn from.

    python scripts/facts/measure.py SHARED [--part tune|blind] [--model FILE.npz]

Prints the share of right answers of each field, and the F1 of places and dates; without --model, of the packaged one.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from data import Answers, Article, ours
from documents import is_answer

from bpextract.annotation import Annotation
from bpextract.extractor import Extractor
from bpextract.relations.answers import Answer, Reader, Span
from bpextract.relations.model import load_model, packaged_reader
from bpextract.relations.network import FIELDS, POINTERS
from bpextract.text.folding import fold


def measured(articles: Iterable[Article], reader: Reader) -> Counter[tuple[str, str]]:
    """Return by field how many answers are `right` and `wrong`; of pointers also `missed`."""
    extractor, found = Extractor(), Counter[tuple[str, str]]()
    for article in articles:
        annotation = extractor.annotate(article.text)[0]
        for answers, said in _asked(article, annotation, reader):
            for field in FIELDS:
                if field in answers:
                    right = _is_right(annotation, getattr(said, field), answers[field])
                    found[field, "right" if right else "wrong"] += 1
            for name in POINTERS:
                if name in answers:
                    found.update((name, outcome) for outcome in _outcomes(article, annotation, said, name, answers))
    return found


def _asked(article: Article, annotation: Annotation, reader: Reader) -> Iterator[tuple[dict[str, Answers], Answer]]:
    clean = annotation.clean.clean_offset
    for figure, said in zip(annotation.figures, reader.answers(annotation), strict=True):
        asked = [a for a in article.figures if clean(a.start) < figure.end and figure.start < clean(a.end)]
        if asked:
            yield asked[0].answers, said


def _is_right(annotation: Annotation, said: Span | None, answers: Answers) -> bool:
    """Whether an answer is among the right ones, by its words, or lies between a head and the whole phrase."""
    if said is None:
        return None in answers
    clean = annotation.clean.clean_offset
    spans = [(clean(answer[0]), clean(answer[1])) for answer in answers if answer is not None]
    words = fold(annotation.text[said.start : said.end])
    if any(fold(annotation.text[start:end]) == words for start, end in spans):
        return True
    ends = [end for start, end in spans if start == said.start]
    return len(ends) > 1 and min(ends) <= said.end <= max(ends)


def _outcomes(
    article: Article, annotation: Annotation, said: Answer, name: str, answers: dict[str, Answers]
) -> Iterator[str]:
    mention, right = getattr(said, name), answers[name]
    wanted = [fold(article.text[answer[0] : answer[1]]) for answer in right if answer is not None]
    if mention is not None:
        form = annotation.folded[mention.start : mention.end]
        if any(is_answer(form, each) for each in wanted):
            yield "right"
            return
        yield "wrong"
    if None not in right:
        yield "missed"


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--part", choices=("tune", "blind"), default="blind")
    parser.add_argument("--model", type=Path)
    args = parser.parse_args()
    articles = [article for article in ours(args.shared) if article.part == args.part]
    found = measured(articles, load_model(args.model) if args.model else packaged_reader())
    print(f"{len(articles)} articles, {found['what', 'right'] + found['what', 'wrong']} figures")
    for field in FIELDS:
        right, wrong = found[field, "right"], found[field, "wrong"]
        print(f"{field:8} {right / (right + wrong):.3f}")
    for name in POINTERS:
        right, wrong, missed = (found[name, outcome] for outcome in ("right", "wrong", "missed"))
        print(f"{name:8} {2 * right / (2 * right + wrong + missed):.3f} (F1)")


if __name__ == "__main__":
    main()
