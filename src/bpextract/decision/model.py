"""The learned model as it is stored: one NumPy archive without pickled objects, beside this module."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np

from bpextract.decision.known import KnownStrings
from bpextract.learned.arrays import Array
from bpextract.learned.weights import packed, packed_words, unpacked, unpacked_words

FILE = "names.npz"
_LEVELS = 255  # what the shares of known strings are stored in


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of the network, the words that have a vector, the strings that the corpus knows, and the temperature.

    Attributes:
        weights: the arrays of `bpextract.decision.network.Network`, by name.
        words: the words with a vector, in the order of the rows of `weights["word"]` from the second.
        known: see `bpextract.decision.known`.
        temperature: what scores are divided by so that probabilities are calibrated.
    """

    weights: dict[str, Array]
    words: list[str]
    known: KnownStrings
    temperature: float


def save_model(
    path: Path, weights: dict[str, Array], words: list[str], keys: Array, rows: Array, temperature: float
) -> None:
    """Write a model: vectors of words in 8 bits, the other weights in 16.

    Args:
        keys, rows: of the known strings, the rows as bytes (shares in 255ths).
    """
    known = {"keys": keys, "rows": rows, "temperature": np.array(temperature, np.float32)}
    arrays = {"words": packed_words(words)} | known | packed(weights)
    np.savez(path, **arrays)  # type: ignore[arg-type]  # its stubs take any array for the option


def load_model(path: Path) -> Model:
    """Return the model that `save_model` wrote."""
    with np.load(path, allow_pickle=False) as stored:
        known = KnownStrings(stored["keys"], stored["rows"].astype(np.float32) / _LEVELS)
        return Model(unpacked(stored), unpacked_words(stored["words"]), known, float(stored["temperature"]))


@cache
def packaged_model() -> Model:
    """Return the model in the package; read once, when first asked for."""
    with as_file(files(__package__).joinpath(FILE)) as path:
        return load_model(path)
