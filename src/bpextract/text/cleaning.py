"""Make raw text fit for matching (NFC, plain spaces), and keep the way back to the raw offsets."""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CleanText:
    """A clean text and its map to the raw text it came from.

    Attributes:
        raw: what the caller passed; text: the clean form.
        offsets: for each clean character, and one past the last, its offset in `raw`; None where nothing moved.
        repairs: what cleaning changed, in words.
    """

    raw: str
    text: str
    offsets: tuple[int, ...] | None = None
    repairs: tuple[str, ...] = ()

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw offsets of the clean span `start:end` (at least one character long)."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end]


def clean(raw: str) -> CleanText:
    """Return `raw` cleaned, with the map back."""
    if unicodedata.is_normalized("NFC", raw):
        return CleanText(raw, raw)
    raise NotImplementedError
