"""From the scores of a window to what a figure says: the best span of each field, the best mention of each pointer."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from bpextract.annotation import Annotation
from bpextract.mentions import FigureMention, Mention
from bpextract.one_thread import one_thread
from bpextract.relations.candidates import Candidates, Offered, complete
from bpextract.relations.network import FIELDS, LONGEST, POINTERS, Network, Scores
from bpextract.relations.reading import KINDS as FIGURE_KINDS
from bpextract.relations.reading import Array, Forms, Passages, Windows, read

_TOGETHER = 128  # figures answered at once


class Span(NamedTuple):
    """Characters of the clean text."""

    start: int
    end: int


class Answer(NamedTuple):
    """What a figure says, each part None where the text does not say it."""

    what: Span | None = None
    action: Span | None = None
    state: Span | None = None
    subject: Span | None = None
    baseline: Span | None = None
    place: Mention | None = None
    date: Mention | None = None


class Scorer:
    """Scores the candidates of a pointer: a small layer over their numbers, and a line for nothing."""

    def __init__(self, name: str, weights: Mapping[str, Array]) -> None:
        self._w = {part.removeprefix(f"{name}."): weights[part] for part in weights if part.startswith(f"{name}.")}

    def best(self, values: Array, read: Array, asking: Array, owners: Array, kinds: Array, nothing: Array) -> Array:
        """Return for each figure the row of its best candidate, -1 where nothing is better.

        Args:
            values: the numbers of the candidates, in order of their figures; owners: the figure of each.
            read: what the network has read where each candidate stands; asking: and where each figure stands.
            kinds, nothing: of each figure, the number of its kind, and the network's score of nothing.
        """
        found = np.full(len(kinds), -1)
        if len(values):
            w = self._w
            hidden = values @ w["hidden.weight"] + read @ w["read.weight"] + (asking @ w["asking.weight"])[owners]
            hidden += w["hidden.bias"]
            scores = (np.maximum(hidden, 0.0) @ w["score.weight"])[:, 0] + w["score.bias"][0]
            none = (none_features(kinds, nothing) @ w["none.weight"])[:, 0] + w["none.bias"][0]
            order = np.lexsort((-scores, owners))
            firsts = np.flatnonzero(np.r_[True, np.diff(owners) > 0])
            best = order[firsts]
            better = scores[best] > none[owners[best]]
            found[owners[best][better]] = best[better]
        return found


def none_features(kinds: Array, nothing: Array) -> Array:
    """Return what the line for nothing reads of each figure: its kind, and the network's score of nothing."""
    found = np.zeros((len(kinds), len(FIGURE_KINDS) + 1), np.float32)
    found[np.arange(len(kinds)), kinds] = 1.0
    found[:, -1] = nothing
    return found


class Reader:
    """Reads what the figures of a text say."""

    def __init__(self, forms: Forms, weights: Mapping[str, Array]) -> None:
        self._forms = forms
        self._network = Network({name: array for name, array in weights.items() if name.split(".")[0] not in POINTERS})
        self._scorers = {name: Scorer(name, weights) for name in POINTERS}

    def answers(self, annotation: Annotation) -> list[Answer]:
        """Return what each FIGURE mention of a text says, in their order; mentions are those that stay."""
        passages = read(annotation, self._forms)
        if passages is None:
            return []
        with one_thread():
            return self._answers(annotation, passages)

    def _answers(self, annotation: Annotation, passages: Passages) -> list[Answer]:
        state = self._network.encode(passages)
        named = {"place": Candidates(annotation, annotation.places), "date": Candidates(annotation, annotation.dates)}
        found: list[Answer] = []
        # So many at a time that a list of prices takes no more memory than an article.
        for begin in range(0, len(annotation.figures), _TOGETHER):
            end = min(begin + _TOGETHER, len(annotation.figures))
            windows = passages.windows(begin, end)
            scores = self._network.scores(state, windows)
            spans = _spans(annotation, windows, self._network, scores)
            figures = annotation.figures[begin:end]
            places, dates = (
                self._pointed(name, named[name], figures, passages, windows, state, scores) for name in POINTERS
            )
            found += [
                Answer(**dict(zip(FIELDS, each, strict=True)), place=place, date=date)
                for each, place, date in zip(spans, places, dates, strict=True)
            ]
        return found

    def _pointed(
        self, name: str, candidates: Candidates, figures: Sequence[FigureMention], passages: Passages, windows: Windows,
        state: Array, scores: Scores,
    ) -> list[Mention | None]:  # fmt: skip
        column = len(FIELDS) + POINTERS.index(name)
        offered = candidates.of_all(figures)
        rows = pointer_rows(windows, candidates, offered)
        pointed = np.where(rows >= 0, scores.rows[rows, len(FIELDS) + column], np.nan)
        kinds, none = windows.kinds, scores.nothing[:, column]
        values = complete(offered, kinds, pointed, none)
        stands = state[mention_rows(passages, candidates, offered)]
        best = self._scorers[name].best(values, stands, scores.states[windows.heads], offered.owners, kinds, none)
        return [None if row < 0 else candidates.mentions[offered.numbers[row]] for row in best.tolist()]


def mention_rows(passages: Passages, candidates: Candidates, offered: Offered) -> Array:
    """Return the row of the passages of the first token of each candidate that is offered."""
    found: Array = passages.row_of[candidates.tokens[offered.numbers]]
    return found


def pointer_rows(windows: Windows, candidates: Candidates, offered: Offered) -> Array:
    """Return the row of the first token of each candidate in its figure's window; -1 outside of it."""
    if not len(offered.numbers):
        return offered.numbers
    spans = windows.spans[offered.owners]
    rows = candidates.tokens[offered.numbers] - windows.tokens[spans[:, 0]] + spans[:, 0]
    return np.where((rows >= spans[:, 0]) & (rows < spans[:, 1]), rows, -1)


def _spans(annotation: Annotation, windows: Windows, network: Network, scores: Scores) -> list[list[Span | None]]:
    """Return for each figure the span of each of `FIELDS`."""
    tokens = annotation.tokens
    firsts, pasts = windows.spans[:, 0], windows.spans[:, 1]
    longest = int((pasts - firsts).max())
    padded = np.minimum(firsts[:, None] + np.arange(longest), len(scores.rows) - 1)
    inside = firsts[:, None] + np.arange(longest) < pasts[:, None]
    every = np.where(inside[:, :, None], scores.rows[padded, : len(FIELDS)], -np.inf)
    starts = firsts[:, None] + every.argmax(axis=1)
    there = every.max(axis=1) > scores.nothing[:, : len(FIELDS)]
    found: list[list[Span | None]] = [[None] * len(FIELDS) for _ in range(len(firsts))]
    for column in range(len(FIELDS)):
        figures = np.flatnonzero(there[:, column])  # of most fields few figures say anything
        if not len(figures):
            continue
        start = starts[figures, column]
        ends = network.ends(scores, start, column)
        ends[start[:, None] + np.arange(LONGEST) >= pasts[figures, None]] = -np.inf
        first, last = windows.tokens[start], windows.tokens[start + ends.argmax(axis=1)]
        for figure, begin, end in zip(figures.tolist(), first.tolist(), last.tolist(), strict=True):
            found[figure][column] = Span(tokens.starts[begin], tokens.ends[end])
    return found
