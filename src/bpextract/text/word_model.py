"""underthesea's word segmentation model with its weights in tables: the same words, many times faster.

The model is a linear-chain CRF with two labels: a token begins a word, or goes on with one. underthesea writes out 43
features of each token as strings and looks up each. Here the weights lie in matrices, a row for each n-gram of tokens
that they are about, so that a token takes six look-ups and NumPy does the rest. As there are two labels, only the
difference of their weights matters.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

# What stands before and after a sentence; no token has a space.
_BEFORE, _AFTER = "< ", " >"
_EDGES = ("BOS", "EOS")
_TEMPLATE = re.compile(r"T\[(?P<first>-?\d)(?:,(?P<last>-?\d))?\](?:\.(?P<kind>\w+))?=(?P<value>.*)", re.DOTALL)
_KINDS = frozenset(["", "lower", "isdigit", "istitle", "is_in_dict"])
_REACH = 2  # a token is judged by those from two before to two after it
_GREATEST = "2147483647"
_TIE = 1e-9  # sums of one value differ by the order in which they were added up; the first label wins then
Floats = npt.NDArray[np.float64]
Weights = dict[tuple[str, str], Floats]  # by kind and value


class WordModel:
    """Tells which tokens begin a word. Pickles."""

    def __init__(
        self, attributes: Mapping[str, float], transitions: Mapping[tuple[bool, bool], float], dictionary: set[str]
    ) -> None:
        """Build the tables.

        Args:
            attributes: for each attribute (`T[0]=Hà`) the weight of beginning a word less that of going on.
            transitions: the weights of (token before begins a word, token begins a word).
            dictionary: the phrases of which the attributes `is_in_dict` tell.

        Raises:
            ValueError: an attribute is of no template that is known here.
        """
        tables: list[Weights] = [{}, {}, {}]
        for attribute, weight in attributes.items():
            match = _TEMPLATE.fullmatch(attribute)
            if match is None or (kind := match["kind"] or "") not in _KINDS:
                raise ValueError(f"the attribute {attribute!r} of the segmentation model is of no known template")
            first = int(match["first"])
            row = tables[int(match["last"] or first) - first].setdefault((kind, match["value"]), _zeros())
            row[_REACH - first] += weight
        self._tables = [_Table(length, table, dictionary) for length, table in enumerate(tables, 1)]
        self._transitions = {pair: float(weight) for pair, weight in transitions.items()}

    def begins(self, sentences: Sequence[Sequence[str]]) -> list[list[bool]]:
        """Return for each token of each sentence whether it begins a word."""
        before, after = (_BEFORE,) * _REACH, (_AFTER,) * _REACH
        scores = self._scores([*chain.from_iterable((*before, *sentence, *after) for sentence in sentences)]).tolist()
        found, at = [], _REACH
        for sentence in sentences:
            found.append(self._best(scores[at : at + len(sentence)]))
            at += len(sentence) + 2 * _REACH
        return found

    def _scores(self, tokens: list[str]) -> Floats:
        """Return by how much each token would rather begin a word than go on with one."""
        size = len(tokens)
        lower = [token.lower() for token in tokens]
        starts = np.array([token is _BEFORE for token in tokens], bool)
        ends = np.array([token is _AFTER for token in tokens], bool)
        titles = np.array([not token[0].isalpha() or token[0].isupper() for token in tokens], bool)
        digits = np.array([token.isdigit() and _is_integer(token) for token in tokens], bool)
        total = np.zeros(size + 2 * _REACH)
        plain_grams, lower_grams, title_grams = tokens, lower, titles
        for length, table in enumerate(self._tables, 1):
            if length > 1:
                plain_grams = _joined(plain_grams, tokens[length - 1 :])
                lower_grams = _joined(lower_grams, lower[length - 1 :])
                title_grams = title_grams[:-1] & titles[length - 1 :]
            rows = table.rows(plain_grams, lower_grams, title_grams, digits)
            rows[ends[length - 1 :] | ends[: len(rows)]] = table.edges[1]
            rows[starts[: len(rows)]] = table.edges[0]
            for column in range(rows.shape[1]):
                total[column : column + len(rows)] += rows[:, column]
        return total[_REACH : _REACH + size]

    def _best(self, scores: list[float]) -> list[bool]:
        """Return the labels with the greatest sum of scores and transitions."""
        weights = self._transitions
        begin_begin, on_begin = weights[True, True], weights[False, True]
        begin_on, on_on = weights[True, False], weights[False, False]
        lead = 0.0  # by how much the best path to here that ends in a beginning leads
        ways: list[tuple[bool, bool]] = []  # whether the token before begins a word, if this one does and if not
        for number, score in enumerate(scores):
            if number:
                to_begin, to_on = lead + begin_begin, lead + begin_on
                ways.append((to_begin > on_begin - _TIE, to_on > on_on - _TIE))
                lead = (to_begin if to_begin > on_begin else on_begin) - (to_on if to_on > on_on else on_on)
            lead += score
        label = lead > -_TIE
        labels = [label]
        for if_begins, if_not in reversed(ways):
            label = if_begins if label else if_not
            labels.append(label)
        labels.reverse()
        return labels[: len(scores)]


class _Table:
    """What the n-grams of one length say of the tokens around them.

    A row for each n-gram; column `c` is for the token `c - 2` places after the first of the n-gram.

    Attributes:
        edges: the rows of what reaches over the beginning, and over the end of a sentence.
    """

    def __init__(self, length: int, weights: Weights, dictionary: set[str]) -> None:
        self.edges = [
            sum((row for (_, value), row in weights.items() if value == edge), start=_zeros()) for edge in _EDGES
        ]
        plain, lower = ({v: row for (k, v), row in weights.items() if k == kind} for kind in ("", "lower"))
        self._plain = {value: number for number, value in enumerate(plain)}
        self._plain_rows = np.array([*plain.values(), _zeros()])
        # What the lower-case form says, and whether the dictionary has it.
        unlisted, listed = self._pair(weights, "is_in_dict")
        self._lower = {value: number for number, value in enumerate(lower)}
        self._unlisted = len(lower)
        lower_rows = [row + (listed if value in dictionary else unlisted) for value, row in lower.items()]
        self._lower_rows = np.array([*lower_rows, unlisted, listed])
        self._lower |= {
            phrase: len(lower) + 1 for phrase in dictionary - lower.keys() if phrase.count(" ") == length - 1
        }
        self._digits = self._pair(weights, "isdigit") if length == 1 else None
        self._titles = self._pair(weights, "istitle")

    @staticmethod
    def _pair(weights: Weights, kind: str) -> Floats:
        return np.array([weights.get((kind, value), _zeros()) for value in ("False", "True")])

    def rows(
        self, plain: list[str], lower: list[str], titles: npt.NDArray[np.bool_], digits: npt.NDArray[np.bool_]
    ) -> Floats:
        """Return a row for each n-gram, given as written, in lower case, and by its shapes."""
        nothing, unlisted = len(self._plain), self._unlisted
        find_plain, find_lower = self._plain.get, self._lower.get
        rows = self._plain_rows[[find_plain(gram, nothing) for gram in plain]]
        rows += self._lower_rows[[find_lower(gram, unlisted) for gram in lower]]
        rows += self._titles[titles.astype(np.intp)]
        if self._digits is not None:
            rows += self._digits[digits.astype(np.intp)]
        return rows


def _zeros() -> Floats:
    return np.zeros(2 * _REACH + 1)


def _is_integer(digits: str) -> bool:
    """Whether the digits are one of the numbers that underthesea takes for such: plain ones that fit into 32 bits."""
    significant = digits.lstrip("0")
    return digits.isascii() and (len(significant), significant) <= (len(_GREATEST), _GREATEST)


def _joined(grams: list[str], tokens: list[str]) -> list[str]:
    return [gram + " " + token for gram, token in zip(grams, tokens, strict=False)]
