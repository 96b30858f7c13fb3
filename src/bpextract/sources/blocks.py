"""Cut an HTML page into blocks of text, each with what its markup tells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

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
_BOLD = ("b", "strong")
# Words in the class or id of an element that tell what it holds, as Vietnamese newspapers' systems name them.
_CLASSES = (
    ("caption", re.compile(r"caption|chu-?thich|photo_?desc|image_?desc", re.I)),
    ("teaser", re.compile(r"relat|lien-?quan|tin-?khac|read-?more|recommend|cung-?chuyen-?muc|box-?news", re.I)),
    ("author", re.compile(r"author|tac-?gia|byline|but-?danh", re.I)),
    ("lead", re.compile(r"sapo|\blead\b|description|summary|excerpt|chapeau", re.I)),
    ("boilerplate", re.compile(r"share|social|breadcrumb|\btags?\b|comment|banner|advert|\bads\b|toolbar", re.I)),
)  # fmt: skip


@dataclass(slots=True)
class Block:
    """A run of text between the borders of block elements.

    Attributes:
        hint: title, heading, caption, teaser, author, lead or boilerplate, by its element and classes; or nothing.
        links: share of its characters in links; n_links: in how many.
        bold: whether all of it is bold.
        parent: the element around its block element: paragraphs of one text have one parent.
        name: its section, when decided.
    """

    text: str
    hint: str
    links: float
    n_links: int
    bold: bool
    parent: Any
    name: str = ""

    @property
    def key(self) -> str:
        """What is left of its text when spaces and case are: for comparing."""
        return text_key(self.text)


def text_key(text: str) -> str:
    """Return what is left of a text without spaces and case: for comparing."""
    return "".join(text.split()).lower()


class _Inside(NamedTuple):
    """Where a piece of text stands: what the elements around it tell."""

    hint: str
    link: int  # the number of its link; 0: none
    bold: bool
    home: Any


def find_blocks(tree: Any) -> Iterator[Block]:
    """Yield the blocks of text of a page (an lxml tree), in order."""
    pieces: list[tuple[str, _Inside]] = []
    # A stack instead of recursion: pages nest deeper than Python allows. None is the border of a block.
    stack: list[tuple[Any, _Inside] | None] = [None, (tree, _Inside("", 0, False, tree))]
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
    inside = _Inside(
        _hint(element) or around.hint,
        id(element) if element.tag == "a" else around.link,
        around.bold or element.tag in _BOLD,
        around.home if inline else element.getparent(),
    )
    steps: list[tuple[Any, _Inside] | None] = [(element.text or "", inside)]
    for child in element:
        steps += [(child, inside), (child.tail or "", inside)]
    return steps if inline else [None, *steps, None]


def _hint(element: Any) -> str:
    if element.tag in _HEADINGS:
        named = _class_hint(element)
        return named if named in ("lead", "caption") else "heading"
    if element.tag == "h1":
        return "title"
    if element.tag == "figcaption":
        return "caption"
    return _class_hint(element)


def _class_hint(element: Any) -> str:
    names = " ".join(element.get(attribute) or "" for attribute in ("class", "id", "type"))
    if element.tag == "body" or not names.strip():
        return ""
    return next((hint for hint, pattern in _CLASSES if pattern.search(names)), "")


def _joined(pieces: list[tuple[str, _Inside]]) -> str:
    """Return the text of the pieces; words that style alone keeps apart (`Lai Châu` `Hơn 40 km`) get a space."""
    joined: list[str] = []
    for piece, _ in pieces:
        if piece and joined and joined[-1][-2:].islower() and piece[:2].istitle() and piece[1:2].islower():
            joined.append(" ")
        if piece:
            joined.append(piece)
    return "".join(joined)


def _block(pieces: list[tuple[str, _Inside]]) -> Block | None:
    text = " ".join(_joined(pieces).split())
    if not text:
        return None
    said = [(piece.strip(), inside) for piece, inside in pieces if piece.strip()]
    linked = sum(len(piece) for piece, inside in said if inside.link)
    return Block(
        text,
        said[0][1].hint,
        linked / len(text),
        len({inside.link for _, inside in said if inside.link}),
        all(inside.bold for _, inside in said),
        said[0][1].home,
    )
