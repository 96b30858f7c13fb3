"""The date of publication of a page: as its metadata, its address or a line for it tells, never as its text does."""

import re
from collections.abc import Iterable
from copy import deepcopy
from functools import cache
from typing import Any

from bpextract.errors import InputError
from bpextract.lexicons.section_words import packaged_page_words
from bpextract.sources.blocks import Block
from bpextract.text.published import parse_published

# In the class, id or itemprop of an element that holds a date.
_NAMED = re.compile(r"date|time|publish|posted|ngay|gio\b|thoi-?gian", re.IGNORECASE)
_ATTRIBUTES = ("class", "id", "itemprop")
_TOLD = re.compile(r"title|description|keywords", re.IGNORECASE)  # metadata that repeats what the text says
_ELEMENTS = ("time", "abbr")
_LONGEST = 80  # characters of a line that tells a date: weekday, hour, zone, perhaps the name of a place
_PROSE = ("p", "blockquote", "figcaption", "li", "td")
_WORD = re.compile(r"[^\W\d_]+")


def published_of(tree: Any, url: str | None, blocks: Iterable[Block]) -> str | None:
    """Return the date of publication (ISO) of a page, or None where nothing but its text has dates.

    Args:
        tree: the page, as lxml reads it; stays as it is.
        url: its address, where known.
        blocks: those between the title and the first paragraph.
    """
    from htmldate import find_date  # comes with trafilatura

    found: str | None = find_date(_without_text(tree), extensive_search=False, original_date=True, url=url)
    return found or next((day for block in blocks if (day := _line_of_date(block.text))), None)


def _without_text(tree: Any) -> Any:
    """Return a copy of a page of whose text nothing is left but the elements that are there for dates."""
    copy = deepcopy(tree)
    for element in list(copy.iter("title", "meta")):
        named = element.get("name") or element.get("property") or ""
        if element.tag == "title" or _TOLD.search(named):
            element.getparent().remove(element)
    body = copy.find(".//body")
    if body is None:
        return copy
    kept = [deepcopy(element) for element in body.iter() if _is_metadata(element) or _is_for_dates(element)]
    for child in list(body):
        body.remove(child)
    body.text = None
    for element in kept:
        element.tail = None
        body.append(element)
    return copy


def _is_metadata(element: Any) -> bool:
    return element.tag == "script" and "json" in (element.get("type") or "")


def _is_for_dates(element: Any) -> bool:
    if not isinstance(element.tag, str) or not (element.tag in _ELEMENTS or _names_date(element)):
        return False
    if len(" ".join(element.itertext()).strip()) > _LONGEST:
        return False
    # Marked within a paragraph, it is a date of which the text speaks.
    around = next(element.iterancestors(*_PROSE), None)
    return around is None or len(" ".join(around.itertext()).strip()) <= _LONGEST


def _names_date(element: Any) -> bool:
    return any(_NAMED.search(element.get(attribute) or "") for attribute in _ATTRIBUTES)


def _line_of_date(text: str) -> str | None:
    """Return the date of a line that holds nothing else, save the hour and the like."""
    if len(text) > _LONGEST or not _words_beside_dates().issuperset(_WORD.findall(text.lower())):
        return None
    try:
        day = parse_published(text)
    except InputError:
        return None
    return day.isoformat() if day else None


@cache
def _words_beside_dates() -> frozenset[str]:
    """Return all words that a line of publication has beside its date; those of other lines are a text's."""
    forms = packaged_page_words().of("weekday", "date_line", "date_word")
    return frozenset(word for form in forms for word in form.split())
