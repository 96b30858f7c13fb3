"""The learned model of what figures say, as it is stored: one NumPy archive without pickles, beside this module."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np

from bpextract.relations.answers import Reader
from bpextract.relations.reading import Array, Forms

FILE = "facts.npz"


def save_model(path: Path, weights: Mapping[str, Array], forms: list[str]) -> None:
    """Write a model: vectors of words in 8 bits, the other weights in 16."""
    vectors = weights["word"]
    scale = np.abs(vectors).max() / np.iinfo(np.int8).max
    arrays: dict[str, Array] = dict(
        forms=np.frombuffer("\n".join(forms).encode(), np.uint8),
        word=np.round(vectors / scale).astype(np.int8),
        scale=np.array(scale, np.float32),
        **{f"weight.{name}": array.astype(np.float16) for name, array in weights.items() if name != "word"},
    )
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # its stubs take any array for the option


def load_model(path: Path) -> Reader:
    """Return the reader with the model that `save_model` wrote."""
    with np.load(path, allow_pickle=False) as stored:
        weights = {
            name.removeprefix("weight."): stored[name].astype(np.float32)
            for name in stored.files
            if name.startswith("weight.")
        }
        weights["word"] = stored["word"].astype(np.float32) * stored["scale"]
        return Reader(Forms(bytes(stored["forms"]).decode().split("\n")), weights)


@cache
def packaged_reader() -> Reader:
    """Return the reader with the model in the package; read once, when first asked for."""
    with as_file(files(__package__).joinpath(FILE)) as path:
        return load_model(path)
