"""The learned model of what figures say, as it is stored: one NumPy archive without pickles, beside this module."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np

from bpextract.learned.arrays import Array
from bpextract.learned.weights import packed, packed_words, unpacked, unpacked_words
from bpextract.relations.answers import Reader
from bpextract.relations.reading import Forms

FILE = "facts.npz"


def save_model(path: Path, weights: Mapping[str, Array], forms: list[str]) -> None:
    """Write a model: vectors of words in 8 bits, the other weights in 16."""
    arrays = {"forms": packed_words(forms)} | packed(weights)
    np.savez(path, **arrays)  # type: ignore[arg-type]  # its stubs take any array for the option


def load_model(path: Path) -> Reader:
    """Return the reader with the model that `save_model` wrote."""
    with np.load(path, allow_pickle=False) as stored:
        return Reader(Forms(unpacked_words(stored["forms"])), unpacked(stored))


@cache
def packaged_reader() -> Reader:
    """Return the reader with the model in the package; read once, when first asked for."""
    with as_file(files(__package__).joinpath(FILE)) as path:
        return load_model(path)
