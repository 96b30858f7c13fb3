"""Tell the parts of a newspaper page apart, line by line: title, lead, body, heading, caption, teaser, boilerplate."""

import re
from functools import cache
from typing import NamedTuple

from bpextract.lexicons.lexicon import load_lexicon
from bpextract.lexicons.schemas import SECTION_CUES
from bpextract.text.folding import fold

SECTIONS = ("title", "lead", "body", "heading", "caption", "teaser", "boilerplate")

_LINE = re.compile(r"[^\n]*\S[^\n]*\n?")
_FILE_NAME = re.compile(r"[\w\-. ()%]{1,120}\.(?:jpe?g|png|gif|webp|bmp|mp4|mp3|pdf|docx?)", re.IGNORECASE)
_URL = re.compile(r"(?:https?://|www\.)\S+")
# Letters of share buttons pasted with the page (fb yt zl tw), and lines of marks alone.
_BUTTONS = re.compile(
    r"(?:(?:fb|yt|zl|tw|facebook|twitter|zalo|youtube|email|print|share)\s*)+|[\W\d_]{1,20}", re.IGNORECASE
)
_CREDIT_AT_END = re.compile(r"(?:\(|[.–-]\s*|\s)(?:Ảnh|ẢNH)(?: minh họa)?\s*:?\s*[^.]{0,40}\)?$")
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’)\]]*$|\./\.$")

_LONG = 160  # longer than any heading; a title may be as long
_SHORT_CAPTION = 300


class Section(NamedTuple):
    """A stretch of whole lines, in characters, and the name of its section (one of `SECTIONS`)."""

    start: int
    end: int
    name: str


def find_sections(text: str) -> list[Section]:
    """Return the sections of a clean `text`, in order, covering every line that is not blank.

    Lines of body, teasers and boilerplate that stand together make one Section; every other line is its own.
    A text of one line is body.
    """
    lines = [match.span() for match in _LINE.finditer(text)]
    if len(lines) < 2:
        return [Section(0, len(text), "body")]
    names = _names([text[start:end].strip() for start, end in lines])
    sections: list[Section] = []
    for (start, end), name in zip(lines, names, strict=True):
        if sections and name == sections[-1].name and name in ("body", "teaser", "boilerplate"):
            sections[-1] = Section(sections[-1].start, end, name)
        else:
            sections.append(Section(start, end, name))
    return sections


def _names(lines: list[str]) -> list[str]:
    names: list[str] = []
    after_picture = teasers = False
    for number, line in enumerate(lines):
        cue = _cue(line)
        if _is_boilerplate(line) or cue == "boilerplate":
            name = "boilerplate"
        elif cue == "teasers":
            name, teasers = "teaser", True
        elif teasers:
            name = "teaser"
        elif "title" not in names and not set(names) & {"body", "lead", "heading"} and _is_title(line):
            name = "title"
        elif (after_picture and len(line) < _SHORT_CAPTION) or cue == "caption" or _is_credited(line):
            name = "caption"
        elif _is_heading(line) and number + 1 < len(lines):
            name = "heading"
        elif names.count("title") == 1 and not set(names) & {"body", "lead", "heading"} and number + 1 < len(lines):
            name = "lead"
        else:
            name = "body"
        after_picture = bool(_FILE_NAME.fullmatch(line))
        names.append(name)
    return names


def _is_boilerplate(line: str) -> bool:
    if len(line) > _LONG:
        return False
    return bool(_FILE_NAME.fullmatch(line) or _URL.fullmatch(line) or _BUTTONS.fullmatch(line))


def _is_title(line: str) -> bool:
    return 15 <= len(line) <= 200 and not line.endswith((".", ";", ",")) and line.count(" ") >= 3


def _is_heading(line: str) -> bool:
    return len(line) < _LONG and not _SENTENCE_END.search(line) and not line.startswith(("-", "+", "•", "*"))


def _is_credited(line: str) -> bool:
    return len(line) < _SHORT_CAPTION and bool(_CREDIT_AT_END.search(line))


def _cue(line: str) -> str:
    """Return the kind of cue that `line` is: a cue alone, or followed by a colon, or (teasers aside) by a few words."""
    if len(line) > _SHORT_CAPTION:
        return ""
    folded = fold(line)
    for form, kind in _cues():
        if folded.startswith(form):
            rest = folded[len(form) :].strip()
            if not rest or (rest[0] in ":>»" and (kind != "teasers" or len(rest) < 3)):
                return kind
    return ""


@cache
def _cues() -> tuple[tuple[str, str], ...]:
    return tuple((fold(entry["form"]), entry["kind"]) for entry in load_lexicon(SECTION_CUES))
