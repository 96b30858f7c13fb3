"""Read a news page: trafilatura says which of its text is the article, markup tells the parts of the page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from bpextract.errors import InputError, MissingExtraError
from bpextract.text.sections import Section

# Elements that hold no text of the article, its captions or teasers; the others begin and end a block, or are inline.
_SKIPPED = frozenset(
    {"audio", "button", "footer", "form", "head", "iframe", "input", "nav", "noscript", "option", "script", "select",
     "style", "svg", "template", "textarea", "video"}
)  # fmt: skip
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins",
     "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
     "var", "wbr"}
)  # fmt: skip
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
# Words in the class or id of an element that tell what it holds, as Vietnamese newspapers' systems name them.
_CLASSES = (
    ("caption", re.compile(r"caption|chu-?thich|photo_?desc|image_?desc", re.I)),
    ("teaser", re.compile(r"relat|lien-?quan|tin-?khac|read-?more|recommend|cung-?chuyen-?muc|box-?news", re.I)),
    ("lead", re.compile(r"sapo|\blead\b|description|summary|excerpt|chapeau", re.I)),
    ("boilerplate", re.compile(r"share|social|breadcrumb|\btags?\b|comment|banner|advert|\bads\b|toolbar", re.I)),
)  # fmt: skip
_LINKS = 0.6  # a block with more of its characters in links is a link to elsewhere
_TEASER_WORDS = 5
_PROSE = 80  # characters of a paragraph
_DATE = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{4}")  # of publication, on a line of its own under the title


class Page(NamedTuple):
    """What a page holds: the text, title first, a blank line between blocks, and its sections."""

    text: str
    sections: tuple[Section, ...]
    title: str | None
    author: str | None
    published: str | None


@dataclass(slots=True)
class _Block:
    """A run of text between the borders of block elements, with what its markup tells."""

    text: str
    hint: str
    links: float
    parent: Any
    name: str = ""

    @property
    def key(self) -> str:
        return _key(self.text)


def read_html(page: str) -> Page:
    """Return the text of an HTML `page` with its sections, title, author and date of publication (ISO).

    Menus, footers and forms are left out; what stands between the parts of the article is kept as boilerplate, and
    links to other articles as teasers.

    Raises:
        MissingExtraError: trafilatura is not installed.
        InputError: no article is found in the page.
    """
    try:
        import trafilatura
    except ImportError as error:
        raise MissingExtraError('reading HTML needs trafilatura: pip install "bpextract[html]"') from error
    found: Any = trafilatura.bare_extraction(page, with_metadata=True, include_comments=False, favor_recall=True)
    tree = trafilatura.load_html(page)
    if found is None or tree is None or found.body is None:
        raise InputError("no article found in the page; is it a news page, saved with its text?")
    kept = {_key("".join(part.itertext())) for part in found.body.iter("p", "head", "item", "cell", "quote", "list")}
    blocks = _article(list(_blocks(tree)), kept - {""}, found.title or "", found.description or "")
    if not blocks:
        raise InputError("no article found in the page; is it a news page, saved with its text?")
    sections: list[Section] = []
    size = 0
    for block in blocks:
        sections.append(Section(size, size + len(block.text), block.name))
        size += len(block.text) + 2
    return Page(
        "\n\n".join(block.text for block in blocks),
        tuple(sections),
        next((block.text for block in blocks if block.name == "title"), None),
        found.author or None,
        found.date or None,
    )


def _article(blocks: list[_Block], kept: set[str], title: str, description: str) -> list[_Block]:
    """Return the blocks of the article and its surroundings, named by section, in the order of the page."""
    main = [number for number, block in enumerate(blocks) if block.key in kept and block.hint != "caption"]
    if not main:
        return []
    heads = [number for number, block in enumerate(blocks[: main[0] + 1]) if block.hint == "title"]
    named = [number for number, block in enumerate(blocks[: main[0] + 1]) if block.key == _key(title)]
    start = (heads or named or main)[-1 if heads or named else 0]
    homes = {id(blocks[number].parent) for number in main}
    chosen: list[_Block] = []
    begun = False
    for number, block in enumerate(blocks[start:], start):
        block.name = _name(block, number, begun, main, homes, kept, description)
        if number == start and (heads or named):
            block.name = "title"
        begun = begun or block.name == "body"
        if block.name:
            chosen.append(block)
    if title and not (heads or named):
        chosen.insert(0, _Block(title, "title", 0.0, None, "title"))
    return chosen


def _name(
    block: _Block, number: int, begun: bool, main: Sequence[int], homes: set[int], kept: set[str], description: str
) -> str:
    """Return the section of a block (nothing: leave it out); `begun` when paragraphs of the body stand before it."""
    inside = number <= main[-1]
    is_link = block.links > _LINKS
    if is_link:
        return "teaser" if len(block.text.split()) >= _TEASER_WORDS else "boilerplate" if inside else ""
    if block.hint == "caption":
        return "caption" if inside or id(block.parent) in homes else ""
    if not begun and len(block.text) >= _PROSE // 2 and (block.hint == "lead" or block.key == _key(description)):
        return "lead"
    if not begun and len(block.text) < _PROSE and _DATE.search(block.text):
        return "boilerplate"
    if block.key in kept:
        return "heading" if block.hint == "heading" else "body"
    if block.hint not in ("teaser", "boilerplate") and len(block.text) >= _PROSE and id(block.parent) in homes:
        return "body"  # a paragraph that trafilatura missed
    if block.hint == "teaser" and len(block.text.split()) >= _TEASER_WORDS:
        return "teaser"
    return "boilerplate" if inside else ""


class _Inside(NamedTuple):
    """Where a piece of text stands: what the elements around it tell."""

    hint: str
    link: bool
    home: Any


def _blocks(tree: Any) -> Iterator[_Block]:
    """Yield the blocks of text of a page, in order."""
    pieces: list[tuple[str, _Inside]] = []
    # A stack instead of recursion: pages nest deeper than Python allows. None is the border of a block.
    stack: list[tuple[Any, _Inside] | None] = [None, (tree, _Inside("", False, tree))]
    while stack:
        step = stack.pop()
        if step is None:
            if block := _block(pieces):
                yield block
            pieces.clear()
        elif isinstance(step[0], str):
            pieces.append((step[0], step[1]))
        elif isinstance(step[0].tag, str) and step[0].tag not in _SKIPPED:
            stack.extend(reversed(_steps(*step)))


def _steps(element: Any, around: _Inside) -> list[tuple[Any, _Inside] | None]:
    inline = element.tag in _INLINE
    home = around.home if inline else element.getparent()
    inside = _Inside(_hint(element) or around.hint, around.link or element.tag == "a", home)
    steps: list[tuple[Any, _Inside] | None] = [(element.text or "", inside)]
    for child in element:
        steps += [(child, inside), (child.tail or "", inside)]
    return steps if inline else [None, *steps, None]


def _hint(element: Any) -> str:
    if element.tag in _HEADINGS:
        named = _class_hint(element)
        return named if named == "lead" else "heading"
    if element.tag == "h1":
        return "title"
    if element.tag == "figcaption":
        return "caption"
    return _class_hint(element)


def _class_hint(element: Any) -> str:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if element.tag == "body" or names == " ":
        return ""
    return next((hint for hint, pattern in _CLASSES if pattern.search(names)), "")


def _block(pieces: list[tuple[str, _Inside]]) -> _Block | None:
    text = " ".join("".join(piece for piece, _ in pieces).split())
    if not text:
        return None
    inside = next(inside for piece, inside in pieces if piece.strip())
    linked = sum(len(piece.strip()) for piece, inside in pieces if inside.link)
    return _Block(text, inside.hint, linked / len(text), inside.home)


def _key(text: str) -> str:
    return "".join(text.split()).lower()
