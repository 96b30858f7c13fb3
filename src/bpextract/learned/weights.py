"""How the learned models are stored: words and their vectors in 8 bits, the other weights in 16, as NumPy arrays."""

from collections.abc import Mapping
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]
_PREFIX = "weight."


def packed(weights: Mapping[str, Array]) -> dict[str, Array]:
    """Return the arrays to be stored: of `word`, the vectors of words, with their scale, and of each other weight."""
    vectors = weights["word"]
    scale = np.abs(vectors).max() / np.iinfo(np.int8).max
    small = {f"{_PREFIX}{name}": array.astype(np.float16) for name, array in weights.items() if name != "word"}
    return {"word": np.round(vectors / scale).astype(np.int8), "scale": np.array(scale, np.float32)} | small


def unpacked(stored: Mapping[str, Array]) -> dict[str, Array]:
    """Return the weights that `packed` made into arrays, as numbers of 32 bits."""
    weights = {
        name.removeprefix(_PREFIX): stored[name].astype(np.float32) for name in stored if name.startswith(_PREFIX)
    }
    weights["word"] = stored["word"].astype(np.float32) * stored["scale"]
    return weights


def packed_words(words: list[str]) -> Array:
    """Return a list of words as an array of bytes, a line each."""
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def unpacked_words(stored: Array) -> list[str]:
    """Return the words that `packed_words` made into an array."""
    return bytes(stored).decode().split("\n")
