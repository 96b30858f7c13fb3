"""Score what a pipeline finds against annotated articles: precision, recall and F1 for each label, and its errors."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bpextract.corpora.annotated import read_articles
from bpextract.corpora.facts import FIELDS, FactScore, read_facts, score_facts
from bpextract.corpora.facts import SUFFIX as FACTS
from bpextract.corpora.found import Find, Found, finder_of
from bpextract.gold import Article, GoldMention
from bpextract.label import Label, Tag
from bpextract.labels import LABELS
from bpextract.loading import labels_of

if TYPE_CHECKING:
    import pandas as pd
    from rich.table import Table
    from spacy.language import Language

    from bpextract.extractor import Extractor

_CONTEXT = 30
_KINDS = ("value", "title", "holder")

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
    readings: Counter[tuple[str, bool]] = field(default_factory=Counter)

    @property
    def exact(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of spans with the same ends."""
        return precision_recall_f1(self.hits, self.predicted, self.gold)

    @property
    def overlap(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of spans that overlap."""
        return precision_recall_f1(self.overlap_hits, self.overlap_predicted, self.gold)

    def accuracy(self, kind: str) -> float | None:
        """Return the share of right readings of a kind (value, title or holder); None where there were none."""
        right, wrong = self.readings[kind, True], self.readings[kind, False]
        return right / (right + wrong) if right + wrong else None


@dataclass(slots=True)
class Evaluation:
    """The scores of every label and the list of errors.

    Examples:
        >>> [score.label for score in evaluation.scores if score.hits]
        ['PERSON', 'ROLE', 'PLACE', 'ORG', 'FIGURE', 'DATE']
    """

    scores: list[Score]
    errors: list[Error]
    facts: list[FactScore] = field(default_factory=list)

    def facts_frame(self) -> "pd.DataFrame":
        """Return one row for each field of what figures say, where readers answered it.

        Columns: field; accuracy (share of right answers, 0 to 1), f1 (0 to 1); figures, in_gold, answered (counts: of
        figures, of those where gold has an answer, of those where the extraction gave one).

        Examples:
            >>> evaluation.facts_frame()[["field", "accuracy", "f1"]].head(2)
                field  accuracy   f1
            0    what       1.0  1.0
            1  action       1.0  1.0
        """
        import pandas as pd

        names = ["field", "accuracy", "f1", "figures", "in_gold", "answered"]
        return pd.DataFrame([[getattr(score, name) for name in names] for score in self.facts], columns=names)

    def facts_table(self) -> "Table":
        """Return what `facts_frame` does as a table for the terminal (rich).

        Examples:
            >>> evaluation.facts_table().row_count
            5
        """
        from rich.table import Table

        table = Table(title="what figures say: the share of right fields", box=None, padding=(0, 1, 0, 0))
        table.add_column("field", no_wrap=True)
        for heading in ("right", "F1", "figures", "gold", "found"):
            table.add_column(heading, justify="right", no_wrap=True)
        for s in self.facts:
            counts = map(str, (s.figures, s.in_gold, s.answered))
            table.add_row(s.field, f"{s.accuracy:.3f}", f"{s.f1:.3f}", *counts)
        return table

    def frame(self) -> "pd.DataFrame":
        """Return one row for each label; an accuracy that does not apply to a label is missing.

        Columns: label; precision, recall, f1 of exact spans, and overlap_… of those that overlap (0 to 1); gold,
        predicted (counts); value_accuracy, title_accuracy, link_accuracy (shares, 0 to 1).

        Examples:
            >>> evaluation.frame()[["label", "precision", "recall"]].head(1)
                label  precision  recall
            0  PERSON        1.0     1.0
        """
        import pandas as pd

        rows = [(s.label, *s.exact, *s.overlap, s.gold, s.predicted, *map(s.accuracy, _KINDS)) for s in self.scores]
        names = [
            "label", "precision", "recall", "f1", "overlap_precision", "overlap_recall", "overlap_f1",
            "gold", "predicted", "value_accuracy", "title_accuracy", "link_accuracy",
        ]  # fmt: skip
        frame = pd.DataFrame(rows, columns=names)
        accuracies = names[-3:]
        frame[accuracies] = frame[accuracies].astype("Float64")
        return frame

    def errors_frame(self, label: str | None = None) -> "pd.DataFrame":
        """Return one row for each error, of one `label` or of all.

        Columns are the fields of `Error`: doc_id, label, kind, start, end (characters), expected, got, source, context.

        Examples:
            >>> len(evaluation.errors_frame("PERSON"))
            0
        """
        import pandas as pd

        names = list(Error.__dataclass_fields__)
        rows = [[getattr(e, n) for n in names] for e in self.errors if label in (None, e.label)]
        return pd.DataFrame(rows, columns=names)

    def table(self) -> "Table":
        """Return the scores as a table for the terminal (rich).

        Examples:
            >>> [column.header for column in evaluation.table().columns][:4]
            ['label', 'P', 'R', 'F1']
        """
        from rich.table import Table

        title = "P, R, F1: exact spans; P~, R~, F1~: spans that overlap; the share of right values"
        table = Table(title=title, box=None, padding=(0, 1, 0, 0))
        table.add_column("label", no_wrap=True)
        for heading in ("P", "R", "F1", "P~", "R~", "F1~", "gold", "found", *_KINDS):
            table.add_column(heading, justify="right", no_wrap=True)
        for s in self.scores:
            accuracies = map(s.accuracy, _KINDS)
            table.add_row(
                s.label,
                *(f"{x:.3f}" for x in (*s.exact, *s.overlap)),
                str(s.gold),
                str(s.predicted),
                *("" if x is None else f"{x:.3f}" for x in accuracies),
            )
        return table


def evaluate(gold_dir: str | Path, nlp: "Language | Extractor | Find") -> Evaluation:
    """Run a pipeline over the annotated articles of a folder and score it.

    Args:
        gold_dir: a folder of `NAME.ann.txt`, or one such file; answers to what their figures say (`NAME.facts.txt`)
            beside them are scored, too.
        nlp: a pipeline of `bpextract.load()`, an Extractor, or any function from a text to a list of `Found`.

    Raises:
        CorpusError: there are no annotated articles, or some are not well formed.

    Examples:
        >>> from bpextract.corpora.scoring import evaluate
        >>> evaluate("gold", extractor).frame()[["label", "f1", "gold"]].head(2)
            label   f1  gold
        0  PERSON  1.0     1
        1    ROLE  1.0     1
    """
    find, labels = finder_of(nlp), labels_of(nlp)
    folder = Path(gold_dir) if Path(gold_dir).is_dir() else Path(gold_dir).parent
    pairs = [(article, find(article.text)) for article in read_articles(gold_dir, labels)]
    evaluation = score(pairs, labels)
    answered = [(a, f) for a, f in pairs if (folder / f"{a.name}{FACTS}").is_file()]
    if answered:
        facts = {name: FactScore(name) for name in FIELDS}
        for article, found in answered:
            score_facts(facts, read_facts(folder / f"{article.name}{FACTS}", article), found)
        evaluation.facts = list(facts.values())
    return evaluation


def score(pairs: Iterable[tuple[Article, Sequence[Found]]], labels: Iterable[Label] = LABELS) -> Evaluation:
    """Score the mentions of `labels` that annotated articles may have, found in each article, against its gold."""
    tagged = [(label.tag, Score(label.name)) for label in labels if label.tag is not None]
    errors: list[Error] = []
    for article, found in pairs:
        for tag, tally in tagged:
            errors.extend(_score_label(article, found, tag, tally))
    return Evaluation([tally for _, tally in tagged], errors)


def _score_label(article: Article, found: Sequence[Found], tag: Tag, tally: Score) -> list[Error]:
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
        for kind, right, expected, got in tag.readings(article, g, f.values):
            tally.readings[kind, right] += 1
            if not right:
                errors.append(error(kind, g, expected, got, f.source))
    return sorted(errors, key=lambda e: (e.start, e.end))


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


def precision_recall_f1(hits: int, predicted: int, gold: int) -> tuple[float, float, float]:
    """Return precision, recall and F1; 0 where nothing was found, or nothing is there."""
    precision = hits / predicted if predicted else 0.0
    recall = hits / gold if gold else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0
