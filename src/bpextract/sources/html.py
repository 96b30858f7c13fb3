"""Read a news page: trafilatura says which of its text is the article, markup tells the parts of the page."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Any, NamedTuple

from bpextract.errors import InputError, MissingExtraError
from bpextract.lexicons.section_words import packaged_page_words, packaged_section_finder
from bpextract.sources.blocks import Block, find_blocks, text_key
from bpextract.sources.dateline import published_of
from bpextract.text.page_patterns import Words
from bpextract.text.sections import Section

_LINKS = 0.6  # a block with more of its characters in links is a link to elsewhere
_ALL_LINKS = 0.95
_TEASER_WORDS = 5
_PROSE = 80  # characters of a paragraph
_HEADING = 160
_OPENING = 10  # blocks after the title among which the date of publication may stand
_QUICK = {"extensive_search": False, "original_date": True}  # its date is not used: it may be one of the text
_DATE = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{4}")  # of publication, on a line of its own under the title
_SENTENCE_END = re.compile(r"[.!?…:;,][\"”’)\]]*$")
_AUTHOR = 50  # characters of a name
_SITE = 5  # … of a newspaper's name that may be part of a longer one
_ADDRESS = re.compile(r"[\s.](?:vn|com|net|org|online)$", re.IGNORECASE)


class Page(NamedTuple):
    """What a page holds: the text, title first, a blank line between blocks, and its sections."""

    text: str
    sections: tuple[Section, ...]
    title: str | None
    author: str | None
    published: str | None


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
    found: Any = trafilatura.bare_extraction(
        page, with_metadata=True, include_comments=False, favor_recall=True, date_extraction_params=_QUICK
    )
    tree = trafilatura.load_html(page)
    if found is None or tree is None or found.body is None:
        raise InputError("no article found in the page; is it a news page, saved with its text?")
    texts = found.body.iter("p", "head", "item", "cell", "quote", "list")
    kept = {text_key("".join(part.itertext())) for part in texts}
    article = _Article.of(list(find_blocks(tree)), kept - {""}, found.title or "", found.description or "")
    blocks = article.named() if article else []
    if not blocks:
        raise InputError("no article found in the page; is it a news page, saved with its text?")
    opening = article.blocks[article.start + 1 : article.start + 1 + _OPENING] if article else []
    sections: list[Section] = []
    size = 0
    for block in blocks:
        sections.append(Section(size, size + len(block.text), block.name))
        size += len(block.text) + 2
    return Page(
        "\n\n".join(block.text for block in blocks),
        tuple(sections),
        next((block.text for block in blocks if block.name == "title"), None),
        _author(found.author or "", (found.sitename or "", found.hostname or ""), blocks),
        published_of(tree, found.url, takewhile(lambda block: len(block.text) < _PROSE, opening)),
    )


class _Patterns:
    """What the lexicon page_words says of links and names.

    Attributes:
        page_link: what links do on a page, rather than lead to another article.
        no_name: what stands around the name of an author.
    """

    def __init__(self, words: Words) -> None:
        self.page_link = re.compile(rf"{words.any_of('page_link')}\b|.*\bCopy link$")
        self.no_name = re.compile(rf"^{words.any_of('author')}\s*:?\s+|\s*\(.*\)$|\s+-?\s*\d.*$")


@cache
def _patterns() -> _Patterns:
    return _Patterns(packaged_page_words())


@dataclass(slots=True)
class _Article:
    """Where the article lies among the blocks of a page.

    Attributes:
        start: the block of the title, or the first of the text; end: the last of the text.
        homes: the elements in which its paragraphs stand.
        title: the title, where no block holds it.
    """

    blocks: list[Block]
    kept: set[str]
    description: str
    start: int
    end: int
    homes: set[int]
    title: str

    @classmethod
    def of(cls, blocks: list[Block], kept: set[str], title: str, description: str) -> "_Article | None":
        """Find the article: `kept` are the keys of what trafilatura takes for its text."""
        main = [n for n, block in enumerate(blocks) if block.key in kept and block.hint != "caption"]
        if not main:
            return None
        prose = [n for n in main if len(blocks[n].text) >= _PROSE and blocks[n].links < _LINKS] or main
        heads = [n for n in range(prose[0] + 1) if blocks[n].hint == "title"]
        named = [n for n in range(prose[0] + 1) if blocks[n].key == text_key(title) and blocks[n].links < _LINKS]
        both = [n for n in heads if n in named]
        own = [n for n in prose if blocks[n].hint != "teaser"]
        homes = {id(blocks[n].parent) for n in (own if 2 * len(own) > len(prose) else prose)}
        # Short texts count where paragraphs stand: lists of places in a menu do not.
        core = [n for n in main if id(blocks[n].parent) in homes]
        start = (both or named or heads or core)[-1 if both or named or heads else 0]
        has_title = bool(both or named or heads)
        if has_title:
            blocks[start].name = "title"
        return cls(blocks, kept, description, start, core[-1], homes, "" if has_title else title)

    def named(self) -> list[Block]:
        """Return the blocks of the article and its surroundings, named by section, in the order of the page."""
        chosen: list[Block] = []
        begun = ""
        before = ""
        for number, block in enumerate(self.blocks[self.start :], self.start):
            block.name = block.name or self._name(block, number, begun, before)
            begun = block.name if block.name == "body" or (block.name == "lead" and not begun) else begun
            before = block.name
            if block.name:
                chosen.append(block)
        if self.title:
            chosen.insert(0, Block(self.title, "title", 0.0, 0, False, None, "title"))
        _settle(chosen)
        return chosen

    def _name(self, block: Block, number: int, begun: str, before: str) -> str:
        """Return the section of a block (nothing: leave it out).

        Args:
            begun: body, when paragraphs stand before it; else lead, when the lead does; before: the section before.
        """
        inside = number <= self.end
        at_home = id(block.parent) in self.homes
        kept = block.key in self.kept and (at_home or block.links < _LINKS)
        kind = packaged_section_finder().line_kind(block.text)
        rest = "boilerplate" if inside else ""
        if kind in ("teasers", "teaser"):
            return "teaser" if inside else ""
        if (block.links > _LINKS and not (kept and _is_told(block))) or (
            block.hint == "teaser" and not (kept and at_home)
        ):
            return rest if kind == "boilerplate" or not _leads_elsewhere(block, inside) else "teaser"
        if block.hint == "caption":
            return "caption" if inside or at_home else ""
        if not inside:
            return "body" if at_home and _is_prose(block) and begun == "body" else ""
        if begun != "body" and self._is_lead(block):
            return "lead"
        if kind == "boilerplate" or (begun != "body" and len(block.text) < _PROSE and _DATE.search(block.text)):
            return "boilerplate"
        if self._is_heading(block, bool(begun), kept, at_home):
            return "heading"
        if kept and (begun == "body" or at_home):
            return "body"
        if at_home and _is_prose(block):
            return "body"  # a paragraph that trafilatura missed
        return "teaser" if before == "teaser" and len(block.text) >= _PROSE else rest

    def _is_lead(self, block: Block) -> bool:
        known = block.hint == "lead" or block.key == text_key(self.description)
        return known and len(block.text) >= _PROSE // 2

    @staticmethod
    def _is_heading(block: Block, begun: bool, kept: bool, at_home: bool) -> bool:
        """Whether it is a subhead: an element for one, or a line all bold that ends no sentence."""
        if len(block.text) > _HEADING or not (kept or at_home):
            return False
        return block.hint == "heading" or (
            begun and block.bold and not block.links and not _SENTENCE_END.search(block.text)
        )


def _leads_elsewhere(block: Block, inside: bool) -> bool:
    """Whether links, or a box of them, name other articles: not a menu, tags, or what one can do with the page."""
    words = len(block.text.split())
    if words < _TEASER_WORDS or _patterns().page_link.match(block.text) or not (block.links or inside):
        return False
    return block.n_links < 2 or words >= _TEASER_WORDS * block.n_links


def _is_told(block: Block) -> bool:
    """Whether a paragraph has links, many perhaps, rather than being one: words of its own that end a sentence."""
    return block.links < _ALL_LINKS and len(block.text) >= _PROSE and _SENTENCE_END.search(block.text) is not None


def _is_prose(block: Block) -> bool:
    return block.hint not in ("teaser", "boilerplate", "author") and len(block.text) >= _PROSE


def _settle(blocks: list[Block]) -> None:
    """Name the byline at the end of the text; a heading that no paragraph follows is none."""
    ended = False
    for block in reversed(blocks):
        if block.name not in ("body", "heading"):
            continue
        signed = packaged_section_finder().is_byline(block.text)
        if not ended and (signed or (block.hint == "author" and len(block.text) < _PROSE)):
            block.name, block.hint = "boilerplate", "author"
            continue
        if not ended:
            block.name = "body"
        ended = True


def _author(given: str, site: Iterable[str], blocks: Iterable[Block]) -> str | None:
    """Return the author: as the page's metadata has it (the newspaper itself is none), else as its byline has it."""
    own = {_letters(part) for name in site for part in (name, name.split(".")[0])} - {""}
    names = [person for name in given.split(";") if (person := _person(name, own))]
    if names:
        return "; ".join(dict.fromkeys(names))
    bylines = [block.text for block in blocks if block.hint == "author" and block.name == "boilerplate"]
    return next((person for byline in reversed(bylines) if (person := _person(byline, own))), None)


def _person(name: str, own: set[str]) -> str | None:
    """Return a name without what stands around it; None for that of the newspaper (`own`), an address or a date."""
    name = _patterns().no_name.sub("", name.strip()).strip(" -–|")
    letters = _letters(name)
    of_site = letters in own or any(len(part) >= _SITE and part in letters for part in own)
    if of_site or not 3 < len(name) < _AUTHOR or _DATE.search(name) or _ADDRESS.search(name):
        return None
    return name


def _letters(name: str) -> str:
    """Return the letters of a name, without marks, spaces and case: Báo Tuổi Trẻ is baotuoitre."""
    plain = unicodedata.normalize("NFD", name.lower()).replace("đ", "d")
    return "".join(letter for letter in plain if letter.isalnum())
