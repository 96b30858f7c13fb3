"""Corpora for notebooks 7 and 8: made-up news in some hundred documents, with the truth beside each.

`fines()` and `toll()` fill sentences of our own (`data/`) with names, places, amounts and dates drawn by a seed: the
same seed gives the same corpus.
"""

from stories.corpus import Corpus
from stories.fines import fines
from stories.toll import bulletins, toll

__all__ = ["Corpus", "bulletins", "fines", "toll"]
