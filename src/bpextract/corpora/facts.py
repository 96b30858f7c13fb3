"""What figures say, as readers answered it (`NAME.facts.txt` beside `NAME.ann.txt`), and how many answers are right.

The format is described in corpora/README.md.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bpextract.corpora.found import Found
from bpextract.errors import CorpusError
from bpextract.gold import Article

SUFFIX = ".facts.txt"
FIELDS = ("what", "action", "subject", "place", "date")
_HEAD = re.compile(r"@(\d+)-(\d+)(?:\s|$)")
_MARKS = re.compile(r"[“”\"'‘’.,;:()]")
_NUMBERS = re.compile(r"\d+")


class RightAnswer(NamedTuple):
    """An answer that is right: any that has at least the words `least`, and no more than `whole`."""

    least: str
    whole: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure of an article, by its span, and the right answers for each field; None: that nothing is said."""

    start: int
    end: int
    answers: dict[str, list[RightAnswer | None]]


@dataclass(slots=True)
class FactScore:
    """How often one field is right, over all figures that were asked for.

    Attributes:
        figures: those asked for; right: those answered rightly, nothing among it.
        in_gold: those with an answer in gold that cannot be nothing; answered: those that got an answer; hits: rightly.
    """

    field: str
    figures: int = 0
    right: int = 0
    in_gold: int = 0
    answered: int = 0
    hits: int = 0

    @property
    def accuracy(self) -> float:
        """The share of figures for which the field is right."""
        return self.right / self.figures if self.figures else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the shares of right answers among those given, and among those that gold has."""
        precision = self.hits / self.answered if self.answered else 0.0
        recall = min(1.0, self.hits / self.in_gold) if self.in_gold else 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def read_facts(path: Path, article: Article) -> list[Asked]:
    """Return the answers in `path` to what the figures of an article say.

    Raises:
        CorpusError: it cannot be read, or is not well formed; every fault as `file:line: what`.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: cannot be read as UTF-8: {error}") from error
    asked: list[Asked] = []
    faults = []
    text = _normal(article.text)
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        head = _HEAD.match(line)
        if head:
            asked.append(Asked(int(head[1]), int(head[2]), {}))
            continue
        field, _, rest = line.partition(":")
        if not asked or field.strip() not in FIELDS or not rest.strip():
            faults.append(f"{path}:{number}: neither @START-END nor one of {', '.join(FIELDS)} with an answer")
            continue
        answers = [_answer(answer) for answer in rest.strip().split(" / ")]
        asked[-1].answers[field.strip()] = answers
        faults += [
            f"{path}:{number}: {answer.whole!r} does not stand in the article"
            for answer in answers
            if answer is not None and _normal(answer.whole) not in text and _normal(answer.least) not in text
        ]
    if faults:
        raise CorpusError("\n".join(faults))
    return asked


def _answer(written: str) -> RightAnswer | None:
    if written.strip() == "-":
        return None
    least, _, more = written.partition("|")
    return RightAnswer(" ".join(least.split()), " ".join(f"{least} {more}".split()))


def score_facts(scores: Mapping[str, FactScore], asked: Sequence[Asked], found: Sequence[Found]) -> None:
    """Count what was found of an article into the scores of the fields, by name."""
    figures = [mention for mention in found if mention.label == "FIGURE"]
    for question in asked:
        near = [figure for figure in figures if figure.start < question.end and question.start < figure.end]
        best = max(near, key=lambda f: min(question.end, f.end) - max(question.start, f.start), default=None)
        for field, answers in question.answers.items():
            value = best.values.get(field) if best is not None else None
            right = best is not None and is_right(field, answers, value)
            score = scores[field]
            score.figures += 1
            score.right += right
            score.in_gold += None not in answers
            score.answered += bool(value)
            score.hits += right and bool(value)


def is_right(field: str, answers: Sequence[RightAnswer | None], value: str | None) -> bool:
    """Return whether a value is among the answers.

    What is counted has to begin as the answer does; of a name the greater part is enough, of a date its numbers.
    """
    mine = _normal(value or "")
    if not mine:
        return None in answers
    return any(_is(field, answer, mine) for answer in answers if answer is not None)


def _is(field: str, answer: RightAnswer, mine: str) -> bool:
    least, whole = _normal(answer.least), _normal(answer.whole)
    if field == "what":
        return _opens(least, mine) and _opens(mine, whole)
    if field == "date":
        return _NUMBERS.findall(mine) == _NUMBERS.findall(whole) or _holds(whole, mine)
    greater = 2 * len(mine.split()) >= len(least.split()) and _holds(least, mine)
    return _holds(whole, mine) and (_holds(mine, least) or (field != "action" and greater))


def _opens(short: str, long: str) -> bool:
    return f"{long} ".startswith(f"{short} ")


def _holds(long: str, short: str) -> bool:
    return f" {short} " in f" {long} "


def _normal(text: str) -> str:
    return " ".join(_MARKS.sub(" ", text).lower().split())
