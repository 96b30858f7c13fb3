"""Which column of a table is what, of a file or in memory: as the caller named it, else by a usual name."""

import unicodedata
from collections.abc import Hashable, Sequence
from typing import Any, NamedTuple


class Columns(NamedTuple):
    """The columns that the caller named; None where they are to be guessed."""

    text: str | None
    id: str | None
    published: str | None
    title: str | None = None
    author: str | None = None


# Names that columns usually have, first choice first.
_USUAL = {
    "text": ("text", "body", "content", "article", "noi_dung", "nội dung", "full_text", "maintext", "article_text"),
    "id": ("id", "doc_id", "url", "link", "uuid", "article_id"),
    "published": (
        "published", "date", "published_at", "published_date", "publish_date", "date_publish", "pubdate", "pub_date",
        "ngay", "ngày đăng", "ngay_dang",
    ),
    "title": ("title", "headline", "tieu_de", "tiêu đề"),
    "author": ("author", "authors", "byline", "tac_gia", "tác giả"),
}  # fmt: skip


def named(names: Sequence[Hashable], columns: Columns) -> dict[str, Any]:
    """Return the column of each role among `names`: as the caller named it, else one with a usual name, else None."""
    return {role: getattr(columns, role) or next(iter(usual(role, names)), None) for role in _USUAL}


def usual(role: str, names: Sequence[Hashable]) -> list[Any]:
    """Return the columns among `names` that a role usually has, first choice first."""
    lower = {unicodedata.normalize("NFC", str(name)).strip().lower(): name for name in reversed(names)}
    return [lower[name] for name in _USUAL[role] if name in lower]


def written(value: Any) -> str | None:
    """Return a value as one text: of a list, as of authors, with `;` between; None where there is nothing."""
    if hasattr(value, "tolist"):  # an array of NumPy, as which pandas reads a list from Parquet
        value = value.tolist()
    if isinstance(value, list | tuple):
        value = "; ".join(map(str, value))
    return None if is_missing(value) else str(value)


def is_missing(value: Any) -> bool:
    """Return whether a cell holds nothing: None, NaN, NA, NaT, or white space."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return True
    if isinstance(value, str):
        return not value.strip()
    return isinstance(value, float) and value != value  # NaN differs from itself
