"""Score what a pipeline finds against annotated articles: precision, recall and F1 for each label, and its errors."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bpextract.annotation import LABELS
from bpextract.corpora.annotated import Article, GoldMention, read_articles
from bpextract.corpora.found import Find, Found, finder_of

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table
    from spacy.language import Language

_STATUS = re.compile(r"^(?:nguyên|cựu|quyền|nữ|nam)\s+")
_CONTEXT = 30

Pair = tuple[GoldMention, Found]


@dataclass(frozen=True, slots=True)
class Error:
    """A mention that was missed, found where there is none, found with other ends, or read wrongly.

    `kind` is missed, extra, span, value, title or holder; `expected` and `got` are the text or value that differs.
    """

    doc_id: str
    label: str
    kind: str
    start: int
    end: int
    expected: str
    got: str
    source: str
    context: str


@dataclass(slots=True)
class Score:
    """The counts of one label over all articles."""

    label: str
    gold: int = 0
    hits: int = 0
    predicted: int = 0
    overlap_hits: int = 0
    overlap_predicted: int = 0
    value_accuracy: float | None = None
    title_accuracy: float | None = None
    link_accuracy: float | None = None

    @property
    def exact(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of spans with the same ends."""
        return precision_recall_f1(self.hits, self.predicted, self.gold)

    @property
    def overlap(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of spans that overlap."""
        return precision_recall_f1(self.overlap_hits, self.overlap_predicted, self.gold)


@dataclass(slots=True)
class Evaluation:
    """The scores of every label and the list of errors."""

    scores: list[Score]
    errors: list[Error]

    def frame(self) -> "pd.DataFrame":
        """Return one row for each label; an accuracy that does not apply to a label is missing."""
        import pandas as pd

        rows = [
            (s.label, *s.exact, *s.overlap, s.gold, s.predicted, s.value_accuracy, s.title_accuracy, s.link_accuracy)
            for s in self.scores
        ]
        names = [
            "label", "precision", "recall", "f1", "overlap_precision", "overlap_recall", "overlap_f1",
            "gold", "predicted", "value_accuracy", "title_accuracy", "link_accuracy",
        ]  # fmt: skip
        frame = pd.DataFrame(rows, columns=names)
        accuracies = names[-3:]
        frame[accuracies] = frame[accuracies].astype("Float64")
        return frame

    def errors_frame(self, label: str | None = None) -> "pd.DataFrame":
        """Return one row for each error, of one label or of all."""
        import pandas as pd

        names = list(Error.__dataclass_fields__)
        rows = [[getattr(e, n) for n in names] for e in self.errors if label in (None, e.label)]
        return pd.DataFrame(rows, columns=names)

    def table(self) -> "Table":
        """Return the scores as a table for the terminal (rich)."""
        from rich.table import Table

        title = "P, R, F1: exact spans; P~, R~, F1~: spans that overlap; the share of right values"
        table = Table(title=title, box=None, padding=(0, 1, 0, 0))
        table.add_column("label", no_wrap=True)
        for heading in ("P", "R", "F1", "P~", "R~", "F1~", "gold", "found", "value", "title", "holder"):
            table.add_column(heading, justify="right", no_wrap=True)
        for s in self.scores:
            accuracies = (s.value_accuracy, s.title_accuracy, s.link_accuracy)
            table.add_row(
                s.label,
                *(f"{x:.3f}" for x in (*s.exact, *s.overlap)),
                str(s.gold),
                str(s.predicted),
                *("" if x is None else f"{x:.3f}" for x in accuracies),
            )
        return table


def evaluate(gold_dir: str | Path, nlp: "Language | Find") -> Evaluation:
    """Run a pipeline over the annotated articles of a folder and score it.

    Args:
        gold_dir: a folder of `NAME.ann.txt`, or one such file.
        nlp: a pipeline of `bpextract.load()`, or any function from a text to a list of `Found`.

    Raises:
        CorpusError: there are no annotated articles, or some are not well formed.
    """
    from spacy.language import Language

    find = finder_of(nlp) if isinstance(nlp, Language) else nlp
    return score((article, find(article.text)) for article in read_articles(gold_dir))


def score(pairs: Iterable[tuple[Article, Sequence[Found]]]) -> Evaluation:
    """Score the mentions found in each article against its gold."""
    scores = {label: Score(label) for label in LABELS}
    checks: Counter[tuple[str, str, bool]] = Counter()
    errors: list[Error] = []
    for article, found in pairs:
        for label in LABELS:
            errors.extend(_score_label(article, found, scores[label], checks))
    for kind, label in (("value", "FIGURE"), ("title", "ROLE"), ("holder", "ROLE")):
        right, wrong = checks[label, kind, True], checks[label, kind, False]
        name = "link_accuracy" if kind == "holder" else f"{kind}_accuracy"
        setattr(scores[label], name, right / (right + wrong) if right + wrong else 0.0)
    return Evaluation(list(scores.values()), errors)


def _score_label(
    article: Article, found: Sequence[Found], tally: Score, checks: Counter[tuple[str, str, bool]]
) -> list[Error]:
    gold = [m for m in article.mentions if m.label == tally.label]
    required = [m for m in gold if not m.optional]
    forgiven = [m for m in gold if m.optional]
    mine = [f for f in found if f.label == tally.label]
    exact = match(required, mine, lambda g, f: (g.start, g.end) == (f.start, f.end))
    pairs = match(required, mine, _overlap)
    tally.gold += len(required)
    tally.hits += len(exact)
    tally.predicted += len(mine) - len(_excused(mine, exact, forgiven))
    tally.overlap_hits += len(pairs)
    excused = _excused(mine, pairs, forgiven)
    tally.overlap_predicted += len(mine) - len(excused)

    def error(kind: str, at: GoldMention | Found, expected: object, got: object, source: str = "") -> Error:
        before, after = article.text[max(0, at.start - _CONTEXT) : at.start], article.text[at.end : at.end + _CONTEXT]
        context = f"{before}[{article.text[at.start : at.end]}]{after}".replace("\n", "⏎")
        return Error(article.name, tally.label, kind, at.start, at.end, str(expected), str(got), source, context)

    errors = []
    paired_gold, paired_found = {id(g) for g, _ in pairs}, {id(f) for _, f in pairs}
    errors += [error("missed", g, g.text, "") for g in required if id(g) not in paired_gold]
    unmatched = [f for f in mine if id(f) not in paired_found and id(f) not in excused]
    errors += [error("extra", f, "", article.text[f.start : f.end], f.source) for f in unmatched]
    for g, f in pairs:
        if (g.start, g.end) != (f.start, f.end):
            errors.append(error("span", g, g.text, article.text[f.start : f.end], f.source))
        for kind, right, expected, got in _readings(article, g, f):
            checks[tally.label, kind, right] += 1
            if not right:
                errors.append(error(kind, g, expected, got, f.source))
    return sorted(errors, key=lambda e: (e.start, e.end))


def _readings(article: Article, gold: GoldMention, found: Found) -> list[tuple[str, bool, Any, Any]]:
    """Return what was read from a span that both have: (kind, whether right, expected, got)."""
    if gold.label == "FIGURE" and gold.bounds is not None:
        got = _bounds(found)
        right = got is not None and all(_close(a, b) for a, b in zip(gold.bounds, got, strict=True))
        return [("value", right, gold.attributes["v"], got)]
    if gold.label != "ROLE":
        return []
    expected, title = gold.attributes.get("t"), found.values.get("title")
    readings: list[tuple[str, bool, Any, Any]] = [("title", _title(expected) == _title(title), expected, title)]
    if gold.holders:
        at = found.values.get("person_start")
        people = [m for m in article.mentions if m.label == "PERSON" and m.attributes.get("id") in gold.holders]
        linked = at is not None and any(m.start <= at < m.end for m in people)
        name = "" if at is None else article.text[at : at + _CONTEXT]
        readings.append(("holder", linked, people[0].text if people else "", name))
    return readings


def match(
    gold: Sequence[GoldMention], found: Sequence[Found], same: Callable[[GoldMention, Found], bool]
) -> list[Pair]:
    """Pair gold with found mentions one to one, the largest overlap first, then the nearest start."""
    candidates = [
        (min(g.end, f.end) - max(g.start, f.start), -abs(g.start - f.start), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if _overlap(g, f) and same(g, f)
    ]
    used_gold, used_found = set(), set()
    pairs = []
    for _, _, i, j in sorted(candidates, reverse=True):
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((gold[i], found[j]))
    return pairs


def _excused(mine: Sequence[Found], pairs: Sequence[Pair], forgiven: Sequence[GoldMention]) -> set[int]:
    hit = {id(f) for _, f in pairs}
    return {id(f) for f in mine if id(f) not in hit and any(_overlap(g, f) for g in forgiven)}


def _overlap(gold: GoldMention, found: Found) -> bool:
    return gold.start < found.end and found.start < gold.end


def _bounds(found: Found) -> tuple[float, float] | None:
    low, high = found.values.get("value_low"), found.values.get("value_high")
    if low is None:
        value = found.values.get("value")
        return None if value is None else (value, value)
    return low, low if high is None else high


def _close(expected: float, got: float) -> bool:
    return abs(expected - got) <= 1e-6 * max(1.0, abs(expected))


def _title(title: str | None) -> str:
    return _STATUS.sub("", " ".join((title or "").lower().split()))


def precision_recall_f1(hits: int, predicted: int, gold: int) -> tuple[float, float, float]:
    """Return precision, recall and F1; 0 where nothing was found, or nothing is there."""
    precision = hits / predicted if predicted else 0.0
    recall = hits / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0
