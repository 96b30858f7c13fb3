"""Sentences with slots, and the rows of `data/`."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

DATA = Path(__file__).parent / "data"
SLOT = re.compile(r"\{(\w+)\}")

Row = TypeVar("Row", bound=tuple[str, ...])


def read(name: str, row: type[Row]) -> list[Row]:
    """Return the rows of a file in `data/`; lines with `#` are comments, and the first other line names the columns."""
    lines = (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [row(*line.split("\t")) for line in lines if not line.startswith("#")][1:]


def slots(template: str) -> set[str]:
    """Return the names of the slots, with a small letter each."""
    return {_plain(slot) for slot in SLOT.findall(template)}


def filled(template: str, values: Mapping[str, str]) -> str:
    """Return the template with its slots filled; what fills a slot that is written with a capital begins with one.

    Raises:
        KeyError: a slot has no value.
    """
    return SLOT.sub(lambda slot: _cased(slot[1], values[_plain(slot[1])]), template)


def capital(words: str) -> str:
    """Return the words with a capital first."""
    return words[:1].upper() + words[1:]


def _plain(slot: str) -> str:
    return slot[0].lower() + slot[1:]


def _cased(slot: str, words: str) -> str:
    return capital(words) if slot[0].isupper() else words
