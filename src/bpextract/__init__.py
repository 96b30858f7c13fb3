"""bpextract: Vietnamese news as tables of people, roles, places, organizations, figures and dates.

>>> import bpextract as bp
>>> result = bp.extract("Bà Đỗ Thị Loan vận động trên 250.000 lượt người.")
>>> result.people.name[0]
'Đỗ Thị Loan'
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bpextract import places, sources
    from bpextract.extraction import extract, iter_extract
    from bpextract.extractor import Extractor
    from bpextract.finder import Finder
    from bpextract.label import Label, Tag
    from bpextract.linking.link import link
    from bpextract.linking.linked import Linked
    from bpextract.mentions import Mention
    from bpextract.pipeline import load
    from bpextract.read_back import read_parquet
    from bpextract.record import Record, column
    from bpextract.result import Result
    from bpextract.spans import displacy_options

__version__ = version("bpextract")
__all__ = [
    "Extractor", "Finder", "Label", "Linked", "Mention", "Record", "Result", "Tag", "column", "displacy_options",
    "extract", "iter_extract", "link", "load", "places", "read_parquet", "sources",
]  # fmt: skip

# Loaded when first used: importing bpextract should not import spaCy or pandas.
_HOME = {
    "extract": "bpextract.extraction",
    "iter_extract": "bpextract.extraction",
    "link": "bpextract.linking.link",
    "load": "bpextract.pipeline",
    "Extractor": "bpextract.extractor",
    "Result": "bpextract.result",
    "read_parquet": "bpextract.read_back",
    "Finder": "bpextract.finder",
    "Label": "bpextract.label",
    "Linked": "bpextract.linking.linked",
    "Mention": "bpextract.mentions",
    "Record": "bpextract.record",
    "Tag": "bpextract.label",
    "column": "bpextract.record",
    "displacy_options": "bpextract.spans",
}


def __getattr__(name: str) -> Any:
    if name in ("places", "sources"):
        return import_module(f"bpextract.{name}")
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'bpextract' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
