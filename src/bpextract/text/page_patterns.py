"""Patterns of what newspaper pages write beside an article, and of what is glued into its paragraphs."""

import re
from typing import Protocol

from bpextract.text.sentences import LOWER

_VOLUMES = re.compile(r"(?:\d{1,3}% ?){3,}(?![\d%])")
_PRICE_CUE = "Giá hiện tại"
_PRICES = re.compile(
    rf"(?:(?:&?[A-Z][A-Z0-9]{{2}})+\s?:\s?[^\n:]{{0,90}})?{_PRICE_CUE}\s?[\d.,]+\s?Thay đổi\s?[-+]?[\d.,]+\s?"
    r"\([-+]?[\d.,]+%\)(?:\s?Cập nhật lúc (?:Thứ \d|Chủ nhật|[\d:/, -])+)?(?:\s?Xem hồ sơ doanh nghiệp)?"
)


class Words(Protocol):
    """The words of a lexicon by their kind, as they are written."""

    def of(self, *kinds: str) -> frozenset[str]:
        """Return the words of some kinds."""

    def any_of(self, *kinds: str) -> str:
        """Return a pattern of any of the words of some kinds."""


class InlinePatterns:
    """What the lexicon page_words says of what is glued into a paragraph.

    Attributes:
        credit_cues, link_cues: one of them stands in every paragraph that has a credit or a link. They are looked for
            first, which is fast.
        video_cues: likewise, before the title of a video.
        boilerplate: what a site writes into paragraphs, each with a cue that is looked for first: share prices, and
            the sizes and volumes that a player offers.
        credit: what opens a credit; the whole credit, where it stands in brackets.
        agency: newspapers and agencies: capitals, initials, an address; more by slashes or dashes.
        said: ends a sentence of the text, which is no caption.
        more: a link to the rest of a text: Xem tiếp tại đây.
        links: what opens a box of links.
        video: the title of a video.
    """

    def __init__(self, words: Words) -> None:
        """Compile the patterns."""
        picture, illustration, archive = (words.any_of(kind) for kind in ("picture", "illustration", "archive"))
        brackets = [f"{bracket}{word}" for bracket in ("(", "( ") for word in ("ảnh", "Nguồn")]
        self.credit_cues = (*sorted(words.of("picture")), *brackets)
        self.link_cues = (">>", "»", *sorted(words.of("more", "links")), *(f"Xem {h}" for h in words.of("here")))
        self.video_cues = sorted(words.of("video"))
        self.boilerplate = ((_PRICE_CUE, _PRICES), ("0%", _VOLUMES))
        self.credit = re.compile(
            rf"(?P<open>\(\s?)(?:[Ảả]nh(?:\s?:| {illustration}| {archive}| {words.any_of('taken')} | [A-ZĐ])"
            r"|Nguồn\s?:|Nguồn ảnh)[^()]{0,60}\)\.?"
            rf"|(?:[-–—]\s?)?\b{picture}(?:(?P<loose> {illustration})\b(?!\s?:)|(?: {illustration}| {archive})?\s?:)\s?"
        )
        self.agency = re.compile(
            r"(?:[A-ZĐ]{2,}\d*|(?:[A-ZĐ]\.){1,3}[A-ZĐ]?|\w+(?:\.\w+)*\.(?:vn|com|net|org)"
            rf"|{words.any_of('agency')})(?:\s?[/-]\s?[A-ZĐ][\w+]*)*(?!\w)(?!\s[A-Z]{{2}})"
        )
        self.said = re.compile(rf"{words.any_of('said')}(?: thêm)?\s?[.,]?\s*$")
        here = words.any_of("here")
        self.more = re.compile(
            rf"(?<=[.!?)…/] )\(?(?:{words.any_of('more')}|Xem(?= {here}))"
            rf"(?:(?: ngay)? {here}|(?: ngay)?\)|\s?:?\s*$|(?=\s?>>))\)?\s?\.?"
        )
        self.links = re.compile(rf"(?<=[.!?)…/] ){words.any_of('links')}\s?:?\s+(?=[^\W_{LOWER}]|[\"“‘])")
        video = words.any_of("video")
        self.video = re.compile(rf"(?:^|(?<=[.!?)…/] ))[-–]?\s?{video}\s?:\s[^.!?…:]{{10,120}}[.!?…]+(?=\s|$)")


class LinePatterns:
    """What the lexicon page_words says of a line of a page.

    Attributes:
        buttons: letters of share buttons (fb yt zl tw), what a player offers (75%100%), or marks alone.
        page_line: the day of publication, or a path of links, on a line of its own.
        credit: a credit that ends a line.
        credit_open: a credit of which the name stands on the next line.
        byline_parts: what stands around the names of a byline: (tổng hợp), Theo …, Bài, ảnh: …
    """

    def __init__(self, words: Words) -> None:
        """Compile the patterns."""
        self.buttons = re.compile(
            rf"(?:{words.any_of('button')}\s*)+|[\W\d_]{{1,20}}|(?:\d{{1,3}}%\s*)+", re.IGNORECASE
        )
        self.page_line = re.compile(
            rf"(?:{words.any_of('weekday', 'date_line')}|h(?=\d|\s|$)|[\d:/.,|()+\s–-])+"
            r"|trang chủ\s*[>/»|].{0,80}|©.{0,150}|[^@]{0,60}@[^@\s]+\.\w+[^@]{0,60}",
            re.IGNORECASE,
        )
        illustration = words.any_of("illustration")
        self.credit = re.compile(
            rf"(?:^|[(\s.–—-]){words.any_of('picture', 'graphic', 'video')}"
            rf"(?:\s*:.{{0,40}}|\s+{illustration}.{{0,30}}|\s[^.:]{{1,25}}/[^.:]{{1,25}}"
            rf"|\s{words.any_of('archive', 'picture_source')}[^.]{{0,20}})$"
            r"|\([Ảả]nh\b[^()]{0,40}\)\.?$"
        )
        self.credit_open = re.compile(rf"\bẢnh(?: {illustration})?:$")
        self.byline_parts = re.compile(rf"\([^()]*\)|^{words.any_of('byline')}\b:?|\bvà\b|[-–,/&.]")
