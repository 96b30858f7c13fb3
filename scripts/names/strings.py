"""What a first model says of the strings of raw news, added up: the table of `bpextract.decision.known`."""

from collections.abc import Iterable

import numpy as np

from bpextract.annotation import Annotation
from bpextract.decision.decide import Decision
from bpextract.decision.known import LONGEST, hashes
from bpextract.decision.lattice import Candidate, best_nested
from bpextract.decision.network import LABELS, softmax
from bpextract.decision.words import hash_of

Counts = dict[str, np.ndarray]
_LONGEST_TEXT = 2000  # characters of an article that are read
_LONGEST_LEFT = 3  # tokens of a string that is counted where it is no name
_LEVELS = 255
_COUNT_SCALE = 8.0  # what the logarithm of a count is divided by


def count_strings(decision: Decision, texts: Iterable[str]) -> Counts:
    """Return for each string that begins with a capital the sums of its probabilities by label, and how often it stood.

    A string counts where it is chosen as a name, and where no name touches it.
    """
    counts: Counts = {}
    for text in texts:
        annotation = Annotation.of(text[:_LONGEST_TEXT])
        words = annotation.tokens.words
        if not words or not annotation.sentences:
            continue
        evidence = decision.reader.read(annotation)
        first, past, _, scores = decision.candidates(evidence)
        if not len(first):
            continue
        starts, ends = evidence.tokens[first], evidence.tokens[past - 1] + 1
        probabilities = softmax(scores)
        weights = scores - scores[:, :1]
        best = weights[:, 1:].argmax(axis=1) + 1
        rows = {(start, end): row for row, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True))}
        chosen = best_nested(
            [
                Candidate(*span, LABELS[best[row]], float(weights[row, best[row]]))
                for span, row in rows.items()
                if weights[row, best[row]] > 0
            ]
        )
        touched = np.zeros(len(words) + 1, bool)
        for name in chosen:
            touched[name.start : name.end] = True
        spans = [(name.start, name.end) for name in chosen]
        spans += [s for s in rows if s[1] - s[0] <= _LONGEST_LEFT and not touched[s[0] : s[1]].any()]
        for start, end in spans:
            if not words[start][0].islower() and end - start <= LONGEST:
                known = counts.setdefault(" ".join(words[start:end]), np.zeros(len(LABELS) + 1))
                known[:-1] += probabilities[rows[start, end]]
                known[-1] += 1
    return counts


def table(counts: list[Counts], least: float = 2.5) -> tuple[np.ndarray, np.ndarray]:
    """Return the sorted keys and the rows of the strings that were counted at least so often on average, as bytes."""
    sums: dict[int, np.ndarray] = {}
    for group in counts:
        for string, row in group.items():
            words = np.array([hash_of(word) for word in string.split(" ")])
            key = int(hashes(words)[len(words) - 1, 0])
            sums[key] = sums.get(key, 0) + row / len(counts)
    kept = sorted(key for key, row in sums.items() if row[-1] >= least)
    rows = np.stack([sums[key] for key in kept])
    shares = rows[:, :-1] / rows[:, -1:]
    often = np.log1p(rows[:, -1:]) / _COUNT_SCALE
    levels = np.round(np.hstack([shares, often]) * _LEVELS).clip(0, _LEVELS).astype(np.uint8)
    return np.array(kept, np.uint32), levels
