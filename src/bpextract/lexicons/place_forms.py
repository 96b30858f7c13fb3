"""The forms under which the names of places are looked up."""

import unicodedata
from functools import lru_cache

from bpextract.text.folding import fold

DASH = " - "
"""What stands between the parts of a name."""
DASHES = str.maketrans({"–": "-", "—": "-"})
"""Makes every dash a short one."""


@lru_cache(maxsize=50_000)  # the same names come back in article after article
def normal(name: str) -> str:
    """Return the form of a place's name under which it is looked up: folded, dashes and spaces evened out."""
    return fold(" ".join(name.translate(DASHES).replace(" - ", "-").split()))


@lru_cache(maxsize=50_000)
def key(name: str) -> str:
    """Return `name` in plain letters without spaces (`Bản Phiệt` → `banphiet`), for spellings that differ in marks."""
    plain = unicodedata.normalize("NFD", name.lower()).replace("đ", "d")
    return "".join(c for c in plain if c.isalnum())
