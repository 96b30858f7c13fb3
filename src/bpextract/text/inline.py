"""Tell captions, links and boxes apart that are glued into a paragraph, as in exports that lost their line ends.

Only what a cue marks is told: a credit (`Ảnh: …`, `(Nguồn: …)`) with the sentence before it, `>> …`, `Xem tiếp tại
đây`, a box of links at the end, a box of share prices, what a player or an advertisement writes. Where the end of a
credit is in doubt nothing is told: body text taken for a caption is worse than the reverse.
"""

import re
from collections.abc import Collection, Container, Iterable, Iterator
from typing import NamedTuple

from bpextract.text.page_patterns import InlinePatterns, Words
from bpextract.text.sentences import LOWER

_WORD = re.compile(r"[^\W_]+(?:[./&+'-]+[^\W_]+)*\.?|[-–/,&]|\S")
_START = re.compile(rf"(?:[.!?…/][\"”’»)\]]*\s+)(?=[^\W_{LOWER}]|[\"“‘«(\[–-])")
_LINK = re.compile(r"(?:>{2,}|»)\s*(?=[^\s>])")
_LINK_END = re.compile(r"\s{2,}|\s*>{2,}|\s*»|(?<=[.!?])\s|$")

_LEAST = 120  # characters of a paragraph that has something glued in
_CAPTION = 220
_NAMES = 3  # words of a photographer's name
_MOST_NAMES = 5  # … that a full stop ends
_LINK_LENGTH = 160
_BOX_LENGTH = 600
_PLAYER = 2000  # characters that a player writes at most


class Piece(NamedTuple):
    """A stretch inside a paragraph, in characters of the text, and the name of its section."""

    start: int
    end: int
    name: str


class Players(NamedTuple):
    """The boxes with which what a player writes begins, and those with which it ends."""

    opening: Collection[str]
    closing: Collection[str]


NO_PLAYERS = Players((), ())


class InlineFinder:
    """Finds what is glued into paragraphs. Pickles."""

    def __init__(
        self,
        words: Words,
        openers: frozenset[str],
        text_openers: frozenset[str],
        places: Container[str],
        boxes: Iterable[str] = (),
        players: Players = NO_PLAYERS,
    ) -> None:
        """Hold the words by which a caption and a sentence of the text are told apart.

        Args:
            words: those of the lexicon page_words.
            openers: words with which a sentence begins, rather than a name goes on.
            text_openers: words with which sentences of the text begin, and no caption.
            places: the names of places, as they are written.
            boxes: what players and advertisements write, as it is written; told where it is glued to a word.
            players: the boxes with which what a player writes begins and ends.
        """
        self._patterns = InlinePatterns(words)
        self._openers = openers
        self._text_openers = tuple(word + " " for word in text_openers)
        self._places = places
        self._box_cues = sorted(boxes, key=len, reverse=True)
        forms = "|".join(map(re.escape, self._box_cues))
        first, last = ("|".join(map(re.escape, sorted(forms, key=len, reverse=True))) for forms in players)
        self._players = (
            re.compile(rf"(?:{first})(?:(?!{first}).){{0,{_PLAYER}}}?(?:{last})") if first and last else None
        )
        self._boxes = re.compile(rf"(?:(?<=[\w.)…%])(?:{forms})|(?:{forms})(?=\w))(?:\s?(?:{forms}))*")

    def find(self, text: str, start: int, end: int) -> list[Piece]:
        """Return what is glued into the paragraph `text[start:end]`, in order and apart from each other."""
        if end - start < _LEAST:
            return []
        paragraph = text[start:end]
        found: list[Piece] = []
        patterns = self._patterns
        rules = (
            (patterns.credit_cues, self._captions),
            (patterns.link_cues, self._links),
            (patterns.video_cues, self._videos),
        )
        for cues, rule in rules:
            if any(cue in paragraph for cue in cues):
                found += rule(paragraph)
        for cue, pattern in patterns.boilerplate:
            if cue in paragraph:
                found += _boilerplate(pattern, paragraph)
        if any(cue in paragraph for cue in self._box_cues):
            found += _boilerplate(self._boxes, paragraph)
            found += self._written_by_players(paragraph, found)
        pieces: list[Piece] = []
        past = 0
        for piece in sorted(found):
            if piece.start >= past and piece.end > piece.start:
                pieces.append(Piece(start + piece.start, start + piece.end, piece.name))
                past = piece.end
        return pieces

    def _written_by_players(self, paragraph: str, found: list[Piece]) -> Iterator[Piece]:
        """Yield what stands between the boxes `found` in what a player writes, each stretch apart."""
        for match in self._players.finditer(paragraph) if self._players is not None else ():
            past = match.start()
            for piece in sorted(found):
                if match.start() < piece.end and piece.start < match.end():
                    yield Piece(past, piece.start, "boilerplate")
                    past = max(past, piece.end)
            yield Piece(past, match.end(), "boilerplate")

    def _captions(self, paragraph: str) -> Iterator[Piece]:
        past = 0  # the end of the caption before
        for match in self._patterns.credit.finditer(paragraph):
            end = match.end() if match["open"] else self._credit_end(paragraph, match)
            if end is None or match.start() < past:
                continue
            start = self._caption_start(paragraph, match.start(), past)
            yield Piece(start, end, "caption")
            past = end

    def _credit_end(self, paragraph: str, credit: re.Match[str]) -> int | None:
        """Return where a credit without parentheses ends; None when it cannot be told from the sentence after it."""
        at = credit.end()
        rest = paragraph[at : at + 1]
        if credit["loose"]:  # Ảnh minh họa. Ảnh minh họa Hôm qua …
            return at + rest.startswith(".") if not rest or not rest[0].islower() else None
        if agency := self._patterns.agency.match(paragraph, at):
            after = paragraph[agency.end() : agency.end() + 2].lstrip()
            return agency.end() + after.startswith(".") if not after or not after[0].islower() else None
        words: list[re.Match[str]] = []
        for word in _WORD.finditer(paragraph, at):
            if not (word[0][0].isupper() or (words and word[0] in "-–/&")):
                return self._before_sentence(words, word[0])
            if words and word[0] in self._openers:
                return words[-1].end()
            words.append(word)
            if word[0].endswith(".") or word.end() == len(paragraph):
                return word.end() if len(words) <= _MOST_NAMES else None
            if len(words) > _MOST_NAMES + 1:
                return None
        return None

    def _before_sentence(self, words: list[re.Match[str]], following: str) -> int | None:
        """Return the end of a name (`words`) after which a sentence begins: with its last word, or what follows it."""
        if following[0] in '"“‘(' or following[0].isdigit():
            return words[-1].end() if 0 < len(words) <= _NAMES + 1 else None
        if not following[0].islower() or not 2 <= len(words) <= _NAMES + 1:
            return None
        # Two words that are one place: a sentence may begin with it.
        if words[-2][0] in "-–/&" or not words[-1][0].isalpha() or f"{words[-2][0]} {words[-1][0]}" in self._places:
            return None
        return words[-2].end()

    def _caption_start(self, paragraph: str, credit: int, past: int) -> int:
        """Return where the caption of a credit begins: its sentence, or the one before where that is the credit."""
        window = max(past, credit - 2 * _CAPTION)
        starts = [window, *(match.end() for match in _START.finditer(paragraph, window, credit + 1))]
        starts = [at for at in starts if at < credit and paragraph[at:credit].strip()]
        if not starts:
            return credit
        start = starts[-1]
        caption = paragraph[start:credit]
        first = caption.lstrip()[:1]  # after the caption before, a space
        doubtful = (
            len(caption) > _CAPTION
            or not first.isupper()
            or caption.startswith(self._text_openers)
            or self._patterns.said.search(caption)
            or caption.count("“") != caption.count("”")
            or caption.count('"') % 2
            or caption.rstrip().endswith(("!", "?"))
        )
        if doubtful or (start == window and 0 < window != past):
            return credit
        return start + len(caption) - len(caption.lstrip())

    def _links(self, paragraph: str) -> Iterator[Piece]:
        for match in _LINK.finditer(paragraph):
            end = _LINK_END.search(paragraph, match.end(), match.end() + _LINK_LENGTH)
            if end is not None and (end[0] or end.start() == len(paragraph)):
                yield Piece(match.start(), end.start(), "teaser")
        for match in self._patterns.more.finditer(paragraph):
            yield Piece(match.start(), match.end(), "teaser")
        for match in self._patterns.links.finditer(paragraph):
            if len(paragraph) - match.end() < min(_BOX_LENGTH, len(paragraph) // 3):
                yield Piece(match.start(), len(paragraph), "teaser")

    def _videos(self, paragraph: str) -> Iterator[Piece]:
        for match in self._patterns.video.finditer(paragraph):
            yield Piece(match.start(), match.end(), "caption")


def _boilerplate(pattern: re.Pattern[str], paragraph: str) -> Iterator[Piece]:
    for match in pattern.finditer(paragraph):
        yield Piece(*match.span(), "boilerplate")
