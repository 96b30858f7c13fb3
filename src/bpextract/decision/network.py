"""The model: a small convolution over tokens, then a score for every candidate span, twice.

Token vectors (word, shape, affixes, flags) pass through four convolutions; between the second and the third each token
sees the strongest of what all tokens of its spelling in the document saw. A span is scored from its first and last
token, its mean, its neighbours, its length and what the corpus knows of the whole string; then once more with the
scores of the same string elsewhere in the document. Everything is arrays; scripts/names/train.py learns the weights.
"""

from collections.abc import Mapping

import numpy as np

from bpextract.decision.evidence import Evidence
from bpextract.decision.words import AFFIX, ID, SHAPE, Array

LABELS = ("", "PERSON", "PLACE", "ORG", "X")
"""What a span may be: nothing, a person, a place, a body, or another name."""
LONGEST = 19
"""Tokens of the longest span."""
_N_AFFIXES = 4
_BLOCK = 4096  # spans scored at once
_WIDE = 2  # the last convolution looks two tokens away


def _relu(values: Array) -> Array:
    np.maximum(values, 0.0, out=values)
    return values


def softmax(scores: Array) -> Array:
    """Return the probabilities of scores along the last axis."""
    shifted: Array = np.exp(scores - scores.max(axis=-1, keepdims=True))
    total: Array = shifted.sum(axis=-1, keepdims=True)
    shifted /= total
    return shifted


class Network:
    """Scores tokens and spans with learned weights."""

    def __init__(self, weights: Mapping[str, Array]) -> None:
        self._w = {name: np.ascontiguousarray(array, np.float32) for name, array in weights.items()}

    def _linear(self, name: str, values: Array) -> Array:
        return values @ self._w[f"{name}.weight"] + self._w[f"{name}.bias"]

    def _convolve(self, name: str, values: Array, reach: int = 1) -> Array:
        before, here, after = np.split(self._w[f"{name}.weight"], 3)
        found = values @ here
        found[reach:] += values[:-reach] @ before
        found[:-reach] += values[reach:] @ after
        found += self._w[f"{name}.bias"]
        return _relu(found)

    def encode(self, evidence: Evidence) -> Array:
        """Return the state of each token: what the model has read of it and of its surroundings."""
        words, w = evidence.words, self._w
        affixes = w["affix"][words[:, AFFIX : AFFIX + _N_AFFIXES]].sum(axis=1)
        values = np.concatenate([w["word"][words[:, ID]], w["shape"][words[:, SHAPE]], affixes, evidence.flags], axis=1)
        state = self._convolve("first", values)
        state += self._convolve("second", state)
        state += _relu(self._linear("memory", np.concatenate([state, _strongest(state, evidence)], axis=1)))
        state += self._convolve("third", state)
        state += self._convolve("fourth", state, _WIDE)
        return state

    def edges(self, state: Array) -> tuple[Array, Array]:
        """Return for each token the probability that a name begins with it, and that one ends with it."""
        return tuple(1.0 - softmax(self._linear(name, state))[:, 0] for name in ("start", "end"))  # type: ignore[return-value]

    def spans(self, state: Array, starts: Array, ends: Array, known: Array, strings: Array) -> Array:
        """Return the scores of spans for each of `LABELS`.

        Args:
            state: see `encode`; starts, ends: the first token of each span and the one after its last.
            known: what the corpus knows of each whole string.
            strings: a number for each span, the same for spans of the same words.
        """
        size, width = state.shape
        padded = np.zeros((size + 2, width), np.float32)
        padded[1:-1] = state
        sums = np.zeros((size + 1, width))
        np.cumsum(state, axis=0, out=sums[1:])
        hidden = np.empty((len(starts), self._w["span.bias"].shape[0]), np.float32)
        for at in range(0, len(starts), _BLOCK):  # so that a long text takes no more memory at once than a short one
            block = slice(at, at + _BLOCK)
            first, past = starts[block], ends[block]
            length = past - first
            mean = (sums[past] - sums[first]) / length[:, None]
            values = np.concatenate(
                [padded[first + 1], padded[past], mean, padded[first], padded[past + 1], known[block]],
                axis=1,
                dtype=np.float32,
            )
            hidden[block] = self._linear("span", values) + self._w["length"][np.minimum(length, LONGEST + 1)]
        _relu(hidden)
        return self._again(hidden, self._linear("label", hidden), strings)

    def _again(self, hidden: Array, scores: Array, strings: Array) -> Array:
        """Return the scores once more, each span having seen those of the same string elsewhere."""
        order = np.argsort(strings, kind="stable")
        firsts = np.flatnonzero(np.r_[True, np.diff(strings[order]) > 0])
        counts = np.diff(np.r_[firsts, len(order)])
        group = np.empty(len(order), np.intp)
        group[order] = np.repeat(np.arange(len(firsts)), counts)
        total = np.add.reduceat(scores[order], firsts, axis=0)[group]
        best = np.maximum.reduceat(scores[order], firsts, axis=0)[group]
        others = (counts[group] - 1).astype(np.float32)[:, None]
        elsewhere = (total - scores) / np.maximum(others, 1.0)
        values = np.concatenate(
            [hidden, scores, elsewhere, best, others > 0, np.log1p(others)], axis=1, dtype=np.float32
        )
        return scores + self._linear("again_out", _relu(self._linear("again", values)))


def _strongest(state: Array, evidence: Evidence) -> Array:
    """Return for each token the maximum of `state` over the tokens of its group."""
    groups = evidence.groups
    order = np.argsort(groups, kind="stable")
    firsts = np.flatnonzero(np.r_[True, np.diff(groups[order]) > 0])
    return np.maximum.reduceat(state[order], firsts, axis=0)[groups]
