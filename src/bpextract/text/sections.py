"""Tell the parts of a newspaper page apart, line by line: title, lead, body, heading, caption, teaser, boilerplate."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bpextract.text.folding import fold
from bpextract.text.inline import InlineFinder
from bpextract.text.page_patterns import LinePatterns, Words
from bpextract.text.sentences import LOWER
from bpextract.text.syllables import is_syllable

SECTIONS = ("title", "lead", "body", "heading", "caption", "teaser", "boilerplate")

_LINE = re.compile(r"[^\n]*\S[^\n]*\n?")
_FILE_NAME = re.compile(r"[\w\-. ()%]{1,120}\. ?(?:jpe?g|png|gif|webp|bmp|mp4|mp3|pdf|docx?)", re.IGNORECASE)
_URL = re.compile(r"(?:https?://|www\.)\S+")
_SENTENCE_END = re.compile(r"[.!?…:;,][\"”’)\]]*$|\./\.$")
_LIST_ITEM = re.compile(r"[-+•*–]|\(?\d{1,2}[.)]\s|[^|\t]*[|\t]")
_LINK = re.compile(r"(?:>{2,3}|»)\s*\S")

_SOURCE = re.compile(r"(?:Theo|Nguồn:?) [^\W\da-zđ][^\s,]*(?: [^\s,]+){0,4}")  # Theo Công an nhân dân

_MARKS = (". ", "! ", "? ", "… ", "  ", "” ", '" ', ") ")  # before it
_GLUED = re.compile(rf"(?P<word>[{LOWER}]+|\d|[)”\"])[.!?…][\"”’]?(?=[A-ZĐ])")  # … để bán lẻ.An Bình
_LONG_SECTIONS = frozenset({"body", "teaser", "boilerplate"})
_BYLINE = 60
_BYLINE_WORDS = 8
_LONG = 160  # longer than any heading; a title may be as long
_SHORT_CAPTION = 300
_DATELINE = 24
_WRAPPED = 4  # one line in so many is cut in the middle of a sentence
_LIST = 3  # so many lines in a row that might be headings are a list


class Section(NamedTuple):
    """A stretch of the text, in characters, and the name of its section (one of `SECTIONS`): whole lines, save where a
    caption, a link or the byline is glued into a paragraph."""

    start: int
    end: int
    name: str


class SectionFinder:
    """Finds the sections of texts by the cues of newspaper pages. Pickles."""

    def __init__(self, words: Words, cues: Iterable[tuple[str, str]], inline: InlineFinder) -> None:
        """Hold the cues.

        Args:
            words: those of the lexicon page_words.
            cues: the lines that tell a section, each with its kind, as in the lexicon section_cues.
            inline: finds what is glued into a paragraph.
        """
        self._patterns = LinePatterns(words)
        folded = [(fold(form), kind) for form, kind in cues]
        # The newspapers, and abbreviations for reporters, that sign an article.
        self._sources = frozenset(form for form, kind in folded if kind == "source")
        self._cues: dict[str, list[tuple[str, str]]] = {}  # by first word; longer forms first
        for form, kind in sorted(folded, key=lambda cue: -len(cue[0])):
            if kind != "source":
                self._cues.setdefault(form.split(maxsplit=1)[0].rstrip(":>»"), []).append((form, kind))
        self._inline = inline

    def find(self, text: str) -> list[Section]:
        """Return the sections of a clean `text`, in order, covering every line that is not blank.

        Lines of body, teasers and boilerplate that stand together make one Section; every other line is its own.
        A text of one line is body, save what is glued into it.
        """
        lines = [match.span() for match in _LINE.finditer(text)]
        if len(lines) < 2:
            whole = self._signed(text, Section(0, len(text), "body"))
            return [part for section in whole for part in self._parts(text, section)]
        names = self._names([text[start:end].strip() for start, end in lines])
        last = max((number for number, name in enumerate(names) if name == "body"), default=None)
        sections: list[Section] = []
        for number, ((start, end), name) in enumerate(zip(lines, names, strict=True)):
            line = Section(start, end, name)
            whole = self._signed(text, line) if number == last else [line]
            for part in (part for section in whole for part in self._parts(text, section)):
                opens = part.start == start  # what is glued into a line stays apart
                if opens and sections and part.name == sections[-1].name and part.name in _LONG_SECTIONS:
                    sections[-1] = Section(sections[-1].start, part.end, part.name)
                else:
                    sections.append(part)
        return sections

    def line_kind(self, line: str) -> str:
        """Return what a line tells of itself: boilerplate, teaser, teasers (they follow), caption, or nothing."""
        return "boilerplate" if self._is_boilerplate(line) else self._cue(line)

    def is_byline(self, line: str) -> bool:
        """Whether `line` is nothing but who wrote the article: names, perhaps the newspaper they are taken from."""
        if len(line) > _BYLINE or _SENTENCE_END.search(line):
            return False
        if _SOURCE.fullmatch(line) or fold(line) in self._sources:
            return True
        names = self._patterns.byline_parts.sub(" ", line).split()
        return 1 < len(names) <= _BYLINE_WORDS and all(name[0].isupper() for name in names)

    def _parts(self, text: str, section: Section) -> Iterator[Section]:
        """Yield a paragraph in parts: what is glued into it, and the rest."""
        past = section.start
        if section.name in ("body", "lead"):
            for piece in self._inline.find(text, section.start, section.end):
                if not text[past : piece.start].strip():
                    past = piece.start if past == section.start else past
                elif past < piece.start:
                    yield Section(past, piece.start, section.name)
                    past = piece.start
                yield Section(past, piece.end, piece.name)
                past = piece.end
        if (rest := text[past : section.end].strip()) or past == section.start:
            signed = past > section.start and self.is_byline(rest)
            yield Section(past, section.end, "boilerplate" if signed else section.name)

    def _signed(self, text: str, section: Section) -> list[Section]:
        """Return the last paragraph of a text, and the author's name apart that stands at its end."""
        end = section.start + len(text[section.start : section.end].rstrip())
        back = max(section.start, end - _BYLINE)
        start = max(text.rfind(mark, back, end) for mark in _MARKS) + 2
        glued = (match for match in _GLUED.finditer(text, back, end) if _ends_sentence(match["word"]))
        start = max(start, *(match.end() for match in glued), 0)
        if back < start < end and self.is_byline(text[start:end].strip()):
            return [Section(section.start, start, section.name), Section(start, section.end, "boilerplate")]
        return [section]

    def _names(self, lines: list[str]) -> list[str]:
        if _is_wrapped(lines):
            return ["body"] * len(lines)
        names: list[str] = []
        seen: set[str] = set()
        title = before = ""
        teasers = dateline = False
        for number, line in enumerate(lines):
            cue = self._cue(line)
            opening = not seen & {"title", "lead", "body"}
            more = number + 1 < len(lines)
            if self._is_boilerplate(line) or cue == "boilerplate" or (line == title and not teasers):
                name = "boilerplate"
            elif (
                cue in ("teasers", "teaser")
                or (teasers and not _is_prose(lines[number : number + 2]))
                or (len(line) < _LONG and _LINK.match(line))
            ):
                name = "teaser"
            elif opening and "heading" not in seen and _is_title(line) and not _runs_on(lines, number):
                name, title = "title", line
            elif cue == "caption" or self._is_caption(line, before):
                name = "caption"
            elif opening and more and _is_dateline(line):
                name, dateline = "lead", True
            elif _is_heading(line) and not _runs_on(lines, number):
                name = "heading"
            elif more and not seen & {"body", "heading"} and (dateline or ("title" in seen and "lead" not in seen)):
                name, dateline = "lead", False
            else:
                name = "body"
            teasers = cue == "teasers" or (teasers and name in ("teaser", "boilerplate"))
            seen.add(name)
            before = line
            names.append(name)
        return self._settle(names, lines)

    def _settle(self, names: list[str], lines: list[str]) -> list[str]:
        """Return the names, bylines as boilerplate and lists as body: headings come by ones and twos, before body."""
        settled = list(names)
        run: list[int] = []
        after = ""
        for number in range(len(names) - 1, -1, -1):
            if names[number] == "heading":
                run.append(number)
                if not after and len(run) == 1 and self.is_byline(lines[number]):
                    settled[number], run = "boilerplate", []
                elif after not in ("body", "lead") or len(run) >= _LIST:
                    for item in run if len(run) == _LIST else run[-1:]:
                        settled[item] = "body"
            elif names[number] not in ("caption", "boilerplate"):
                run, after = [], names[number]
        return settled

    def _cue(self, line: str) -> str:
        """Return the kind of cue that `line` is: a cue alone, or (teasers aside) with a colon or a number after it."""
        if len(line) > _SHORT_CAPTION:
            return ""
        folded = fold(line)
        first = folded.split(maxsplit=1)[0].rstrip(":>»")
        for form, kind in self._cues.get(first, ()):
            if folded.startswith(form):
                rest = folded[len(form) :].strip()
                if not rest or (rest[0] in ":>»" and (kind != "teasers" or len(rest) < 3)):
                    return kind
                if rest[0] in ":>»":
                    return "teaser"
                if kind == "boilerplate" and (rest[0].isdigit() or rest[0] in "(|"):
                    return kind
        return ""

    def _is_boilerplate(self, line: str) -> bool:
        if len(line) > _LONG:
            return False
        return bool(
            _FILE_NAME.fullmatch(line)
            or _URL.fullmatch(line)
            or self._patterns.buttons.fullmatch(line)
            or self._patterns.page_line.fullmatch(line)
        )

    def _is_caption(self, line: str, before: str) -> bool:
        if len(line) >= _SHORT_CAPTION:
            return False
        return bool(
            _FILE_NAME.fullmatch(before)
            or self._patterns.credit.search(line)
            or (
                len(line) < _DATELINE * 2 and len(before) < _SHORT_CAPTION and self._patterns.credit_open.search(before)
            )
        )


def _ends_sentence(word: str) -> bool:
    """Whether a bracket, a quotation or a syllable stands before the point, and no short form (tp.Hồ Chí Minh)."""
    return not word.isalpha() or is_syllable(word)


def _is_title(line: str) -> bool:
    return 15 <= len(line) <= 200 and not line.endswith((".", ";", ",")) and line.count(" ") >= 3


def _is_heading(line: str) -> bool:
    return len(line) < _LONG and not _SENTENCE_END.search(line) and not _LIST_ITEM.match(line)


def _is_dateline(line: str) -> bool:
    """Whether `line` is a place alone, as above the lead of some papers (`Hà Nội`)."""
    return len(line) < _DATELINE and line.istitle()


def _is_prose(lines: list[str]) -> bool:
    """Whether two paragraphs follow each other, as they do not among teasers (headline, summary, headline …)."""
    return len(lines) == 2 and all(len(line) > _LONG and _SENTENCE_END.search(line) for line in lines)


def _runs_on(lines: list[str], number: int) -> bool:
    """Whether the line is cut in the middle of a sentence: the next one goes on in lower case."""
    return number + 1 < len(lines) and lines[number + 1][:1].islower()


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines end where the paper did (text from PDF or mail), so that they tell nothing of sections."""
    cut = sum(_runs_on(lines, number) and not _SENTENCE_END.search(lines[number]) for number in range(len(lines)))
    return cut > 1 and cut * _WRAPPED >= len(lines)
