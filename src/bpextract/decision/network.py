"""The model: a small convolution over tokens, then a score for every candidate span, twice.

Token vectors (word, shape, affixes, flags) pass through four convolutions; between the second and the third each token
with a capital sees the strongest of what all tokens of its spelling in the document saw. A span is scored from its
first and last token, its mean, its neighbours, its length and what the corpus knows of the whole string; then once more
with the scores of the same string elsewhere in the document. Everything is arrays; scripts/names/train.py learns the
weights.
"""

from collections.abc import Callable, Mapping

import numpy as np

from bpextract.decision.evidence import Evidence
from bpextract.decision.words import AFFIX, ID, SHAPE, WordTable
from bpextract.learned.arrays import Array

LABELS = ("", "PERSON", "PLACE", "ORG", "X")
"""What a span may be: nothing, a person, a place, a body, or another name."""
LONGEST = 19
"""Tokens of the longest span."""
N_AFFIXES = 4
WIDE = 2
"""How far the last convolution looks."""
OFTEN = 127
"""Times that a string stands elsewhere in a text from which more say no more; of 200 articles none had over 38."""
_MOST = 50.0  # log odds beyond which nothing is surer
_BLOCK = 4096  # spans scored at once
_ROWS = 4096  # rows read at once; an article has some hundred
_TOGETHER = 16  # words multiplied at once, always as many: sums are rounded alike in whatever company a word comes


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
        width = self.width = self._w["memory.bias"].shape[0]
        token = sum(self._w[name].shape[1] for name in ("word", "shape", "affix"))
        # The matrix of a convolution for the token before, the token itself and the one after, side by side.
        self._aside = {
            name: np.hstack(np.split(self._w[f"{name}.weight"], 3)) for name in ("first", "second", "third", "fourth")
        }
        of_words, of_flags = np.split(self._aside.pop("first"), [token])
        self._of_words, self._of_flags = np.ascontiguousarray(of_words), np.ascontiguousarray(of_flags)
        self._edges = np.hstack([self._w["start.weight"], self._w["end.weight"]])
        self._edge_bias = np.concatenate([self._w["start.bias"], self._w["end.bias"]])
        parts = np.split(self._w["span.weight"][: 5 * width], 5)
        self._span = dict(zip(("first", "last", "mean", "before", "after"), parts, strict=True))
        self._span["known"] = self._w["span.weight"][5 * width :]
        # The table of words, how many of them are worked out, and their products.
        self._products: tuple[WordTable | None, int, Array] = (None, 0, np.zeros((0, 3 * width), np.float32))

    def __reduce__(self) -> "tuple[type[Network], tuple[dict[str, Array]]]":
        return Network, (self._w,)

    def _linear(self, name: str, values: Array) -> Array:
        found: Array = values @ self._w[f"{name}.weight"]
        found += self._w[f"{name}.bias"]
        return found

    def _convolve(self, name: str, sides: Array, reach: int = 1) -> Array:
        """Return what a convolution makes of its products, side by side: of a token as the one before, here, after."""
        width = self.width
        found = sides[:, width : 2 * width] + self._w[f"{name}.bias"]
        found[reach:] += sides[:-reach, :width]
        found[:-reach] += sides[reach:, 2 * width :]
        return _relu(found)

    def _words(self, table: WordTable) -> Array:
        """Return the first convolution's products of the words of a table; each word is worked out once."""
        known, done, products = self._products
        done = done if known is table else 0
        size = len(table)
        if done < size:
            w, new = self._w, table.attributes[done:size]
            affixes = w["affix"][new[:, AFFIX : AFFIX + N_AFFIXES]].sum(axis=1)
            values = np.zeros((-(-len(new) // _TOGETHER) * _TOGETHER, len(self._of_words)), np.float32)
            values[: len(new)] = np.concatenate([w["word"][new[:, ID]], w["shape"][new[:, SHAPE]], affixes], axis=1)
            if len(products) < size:
                grown = np.zeros((2 * size, products.shape[1]), np.float32)
                grown[:done] = products[:done]
                products = grown
            for at in range(0, len(new), _TOGETHER):
                past = min(done + at + _TOGETHER, size)
                products[done + at : past] = (values[at : at + _TOGETHER] @ self._of_words)[: past - done - at]
            self._products = table, size, products
        return products

    def encode(self, evidence: Evidence) -> Array:
        """Return the state of each row: what the model has read of the token and of its surroundings."""
        words, empty = self._words(evidence.table), evidence.tokens < 0
        near = self._by_blocks(len(evidence), 2, lambda rows: self._near(evidence, words, empty[rows], rows))
        groups, strongest = evidence.groups, _strongest(near, evidence.groups)
        return self._by_blocks(
            len(evidence), 1 + WIDE, lambda rows: self._far(near[rows], groups[rows], strongest, empty[rows])
        )

    def _by_blocks(self, size: int, reach: int, work: Callable[[slice], Array]) -> Array:
        """Return what `work` makes of all rows; of a long text block by block, so that each fits the caches.

        Args:
            reach: how many rows beside a block have a part in it.
        """
        if size <= _ROWS:
            return work(slice(0, size))
        found = np.empty((size, self.width), np.float32)
        for first in range(0, size, _ROWS):
            past, low = min(first + _ROWS, size), max(first - reach, 0)
            found[first:past] = work(slice(low, min(past + reach, size)))[first - low : past - low]
        return found

    def _near(self, evidence: Evidence, words: Array, empty: Array, rows: slice) -> Array:
        sides = words[evidence.rows[rows]]
        sides += evidence.flags[rows] @ self._of_flags
        sides[empty] = 0.0
        state = self._convolve("first", sides)
        state[empty] = 0.0
        return self._further("second", state, empty)

    def _far(self, state: Array, groups: Array, strongest: Array, empty: Array) -> Array:
        seen, named = state.copy(), groups >= 0
        seen[named] = strongest[groups[named]]
        state = state + _relu(self._linear("memory", np.concatenate([state, seen], axis=1)))
        state[empty] = 0.0
        return self._further("fourth", self._further("third", state, empty), empty, WIDE)

    def _further(self, name: str, state: Array, empty: Array, reach: int = 1) -> Array:
        state += self._convolve(name, state @ self._aside[name], reach)
        state[empty] = 0.0
        return state

    def edges(self, state: Array) -> tuple[Array, Array]:
        """Return for each row the probability that a name begins with it, and that one ends with it."""
        scores = state @ self._edges
        scores += self._edge_bias
        scores = scores.reshape(len(state), 2, len(LABELS))
        odds = np.exp(np.minimum(scores[:, :, 1:] - scores[:, :, :1], _MOST)).sum(axis=2)
        chances = odds / (1.0 + odds)
        return chances[:, 0], chances[:, 1]

    def spans(self, state: Array, starts: Array, ends: Array, known: Array, strings: Array) -> Array:
        """Return the scores of spans for each of `LABELS`.

        Args:
            state: see `encode`; the first and the last row are empty.
            starts, ends: the first row of each span and the one after its last.
            known: what the corpus knows of each whole string.
            strings: a number for each span, the same for spans of the same words.
        """
        parts, length = self._span, ends - starts
        firsts, first = _distinct(starts, len(state))
        pasts, past = _distinct(ends, len(state))
        of_start = state[firsts] @ parts["first"] + state[firsts - 1] @ parts["before"] + self._w["span.bias"]
        of_end = state[pasts - 1] @ parts["last"] + state[pasts] @ parts["after"]
        hidden = np.empty((len(starts), self.width), np.float32)
        for at in range(0, len(starts), _BLOCK):  # so that a long text takes no more memory at once than a short one
            block = slice(at, at + _BLOCK)
            hidden[block] = of_start[first[block]]
            hidden[block] += of_end[past[block]]
            hidden[block] += _means(state, starts[block], length[block]) @ parts["mean"]
            hidden[block] += known[block] @ parts["known"]
            hidden[block] += self._w["length"][np.minimum(length[block], LONGEST + 1)]
        _relu(hidden)
        return self._again(hidden, self._linear("label", hidden), strings)

    def _again(self, hidden: Array, scores: Array, strings: Array) -> Array:
        """Return the scores once more, each span having seen those of the same string elsewhere."""
        order = np.argsort(strings, kind="stable")
        firsts = _changes(strings[order])
        counts = np.diff(np.r_[firsts, len(order)])
        group = np.empty(len(order), np.intp)
        group[order] = np.repeat(np.arange(len(firsts)), counts)
        total = np.add.reduceat(scores[order], firsts, axis=0)[group]
        best = np.maximum.reduceat(scores[order], firsts, axis=0)[group]
        others = (counts[group] - 1).astype(np.float32)[:, None]
        elsewhere = (total - scores) / np.maximum(others, 1.0)
        often = np.log1p(np.minimum(others, OFTEN))
        found = np.empty_like(scores)
        for at in range(0, len(scores), _BLOCK):
            block = slice(at, at + _BLOCK)
            seen = (hidden[block], scores[block], elsewhere[block], best[block], others[block] > 0, often[block])
            values = np.concatenate(seen, axis=1, dtype=np.float32)
            found[block] = scores[block] + self._linear("again_out", _relu(self._linear("again", values)))
        return found


def _distinct(rows: Array, size: int) -> tuple[Array, Array]:
    """Return the distinct rows, and for each row its place among them."""
    there = np.zeros(size, bool)
    there[rows] = True
    return np.flatnonzero(there), (np.cumsum(there) - 1)[rows]


def _changes(sorted_values: Array) -> Array:
    """Return where each value begins among sorted ones."""
    begins = np.ones(len(sorted_values), bool)
    np.not_equal(sorted_values[1:], sorted_values[:-1], out=begins[1:])
    return np.flatnonzero(begins)


def _means(state: Array, starts: Array, length: Array) -> Array:
    """Return the mean of the rows of each span."""
    firsts = np.cumsum(length) - length
    inside = np.arange(int(length.sum())) + np.repeat(starts - firsts, length)
    sums = np.add.reduceat(state[inside], firsts, axis=0)
    sums /= length[:, None].astype(np.float32)
    return sums


def _strongest(state: Array, groups: Array) -> Array:
    """Return for each group the maximum of `state` over its rows; block by block, as a copy of all takes long."""
    found = np.full((groups.max(initial=-1) + 1, state.shape[1]), -np.inf, np.float32)
    for first in range(0, len(groups), _ROWS):
        rows = first + np.flatnonzero(groups[first : first + _ROWS] >= 0)
        if len(rows):
            inner = rows[np.argsort(groups[rows], kind="stable")]
            firsts = _changes(groups[inner])
            there = groups[inner[firsts]]
            found[there] = np.maximum(found[there], np.maximum.reduceat(state[inner], firsts, axis=0))
    return found
