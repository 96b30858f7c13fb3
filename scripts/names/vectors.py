"""Vectors of words from raw news: skip-gram with negative sampling, one thread, so that they are the same each time."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from bpextract.text.tokenizer import tokenize

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n")
_LEAST_WORDS = 4  # of a sentence that is worth reading
_LEAST_COUNT = 4  # of a word that gets a vector
NUMBER = "0"
"""The word that stands for all numbers."""


def write_sentences(texts: Iterable[str], path: Path) -> None:
    """Write the sentences of `texts` a line each, their tokens with blanks between."""
    with path.open("w", encoding="utf-8") as file:
        for text in texts:
            for sentence in _SENTENCE_END.split(unicodedata.normalize("NFC", text)):
                words = [NUMBER if word[0].isdigit() else word for word in tokenize(sentence).words]
                if len(words) >= _LEAST_WORDS:
                    file.write(" ".join(words) + "\n")


def train_vectors(sentences: Path, size: int = 64) -> tuple[list[str], np.ndarray]:
    """Return the words, the most frequent first (but numbers before all), and their vectors.

    Run with PYTHONHASHSEED=0: gensim seeds the vectors by Python's hash of the words.
    """
    from gensim.models import Word2Vec

    model = Word2Vec(
        corpus_file=str(sentences), vector_size=size, window=5, min_count=_LEAST_COUNT, workers=1, negative=8, epochs=4,
        seed=1, sample=1e-4, sg=1,
    )  # fmt: skip
    words = [NUMBER, *(word for word in model.wv.index_to_key if word != NUMBER)]
    return words, np.stack([model.wv[word] for word in words])
