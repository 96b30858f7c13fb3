"""What a generator returns."""

from typing import NamedTuple

import pandas as pd


class Corpus(NamedTuple):
    """Documents, and what is true of them.

    Attributes:
        documents: a row for each document: `id`, `published` (ISO date) and `body` (its title and its paragraphs, with
            an empty line between); `time` and `outlet`, where newspapers differ.
        truth: a row for each fact that its reader would note, with the `doc_id`.
    """

    documents: pd.DataFrame
    truth: pd.DataFrame
