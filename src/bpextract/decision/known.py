"""What a large corpus says of a string: how often it was a person, a place, a body, another name, or nothing."""

import numpy as np

from bpextract.learned.arrays import Array

LONGEST = 6
"""Words of the longest strings that are looked up."""
_MULTIPLIER = np.uint32(0x9E3779B1)


def hashes(words: Array) -> Array:
    """Return the hashes of all strings of 1 to `LONGEST` words: row n - 1 holds those of n words, by first word.

    Args:
        words: the hash of each word; strings that would go past the last word have hash 0.
    """
    single = words.astype(np.uint32)
    found = np.zeros((LONGEST, len(single)), np.uint32)
    if len(single):
        found[0] = single
    for size in range(1, min(LONGEST, len(single))):
        found[size, :-size] = found[size - 1, :-size] * _MULTIPLIER + single[size:]
    return found


class KnownStrings:
    """Strings of a corpus by their hash, with a row of numbers for each: the share of each label, and how often."""

    def __init__(self, keys: Array, rows: Array) -> None:
        """Hold sorted `keys` (uint32) and their `rows` (float32)."""
        self._keys = keys
        self._rows = np.concatenate([rows, np.zeros((1, rows.shape[1]), np.float32)])
        self.width = int(rows.shape[1])

    def find(self, keys: Array) -> Array:
        """Return the row of each key (any shape), zeros where it is not known."""
        if not len(self._keys):
            return np.zeros((*keys.shape, self.width), np.float32)
        at = np.searchsorted(self._keys, keys)
        at[at == len(self._keys)] = 0
        return self._rows[np.where(self._keys[at] == keys, at, len(self._keys))]

    def cover(self, keys: Array, starts: Array, begins: Array, inside: Array) -> None:
        """Fill in for each token the row of the longest string that begins there, and of the longest that goes on.

        Args:
            keys: see `hashes`; starts: the tokens at which a name may begin.
            begins, inside: empty tables with a row for each token.
        """
        if not len(starts) or not len(self._keys):
            return
        found = np.searchsorted(self._keys, keys[:, starts])
        found[found == len(self._keys)] = 0
        hit = self._keys[found] == keys[:, starts]
        for length in range(LONGEST):
            at = starts[hit[length]]
            rows = self._rows[found[length][hit[length]]]
            begins[at] = rows
            for offset in range(1, length + 1):
                inside[at + offset] = rows
