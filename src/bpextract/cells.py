"""Cells of texts for spreadsheets and JSON: what these would run, refuse or misread."""

import math
import re
from collections.abc import Mapping
from typing import Any

# A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection), whatever blanks stand before it.
_FORMULA = re.compile(r"[\s\x00-\x1f\x7f\u200b-\u200f\u2060\ufeff\xad]*[=+\-@＝＋－＠]|[\t\r\n]")
# What XML, and so a workbook, cannot hold: control characters, halves of pairs, and two that are no characters.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def guarded(cell: Any) -> Any:
    """Return a cell for CSV: a text that would be a formula, or looks like one guarded already, gets an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and _would_run(cell) else cell


def unguarded(cell: str) -> str:
    """Return what `guarded` was given."""
    return cell[1:] if cell.startswith("'") and _would_run(cell[1:]) else cell


def _would_run(cell: str) -> bool:
    return _FORMULA.match(cell.lstrip("'")) is not None


def for_workbook(cell: Any) -> Any:
    """Return a cell that a workbook can hold: what it cannot is replaced by `�`."""
    return _NOT_IN_XML.sub("\ufffd", cell) if isinstance(cell, str) else cell


def for_json(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row that JSON can hold, which has no word for infinities: they are missing."""
    return {
        name: None if isinstance(value, float) and not math.isfinite(value) else value for name, value in row.items()
    }
