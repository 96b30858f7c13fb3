"""Articles annotated inline: `Bà <PER id=1>Đỗ Thị Loan</PER>` (the format is described in corpora/README.md)."""

import re
from dataclasses import dataclass
from pathlib import Path

from bpextract.errors import CorpusError

TAG_LABELS = {"PER": "PERSON", "ROLE": "ROLE", "LOC": "PLACE", "ORG": "ORG", "FIG": "FIGURE", "DATE": "DATE"}
SUFFIX = ".ann.txt"

_NAMES = "|".join(TAG_LABELS)
_TAG = re.compile(rf'<(/?)({_NAMES})((?:\s+\w+=(?:"[^"]*"|[^\s>"]+))*)\s*>')
_STRAY = re.compile(rf"</?(?:{_NAMES})\b")
_ATTRIBUTE = re.compile(r'(\w+)=(?:"([^"]*)"|([^\s>"]+))')
_ALLOWED = {
    "PER": {"id"}, "ROLE": {"p", "t"}, "LOC": set(), "ORG": set(), "FIG": {"v", "u", "m", "k"}, "DATE": {"v"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A tag of an annotated article: offsets in characters of the plain text, and its attributes as written."""

    label: str
    start: int
    end: int
    text: str
    attributes: dict[str, str]

    @property
    def optional(self) -> bool:
        """Whether careful readers could disagree: neither rewarded nor punished."""
        return "opt" in self.attributes

    @property
    def holders(self) -> list[str]:
        """The ids of the persons that hold a role."""
        held = self.attributes.get("p", "")
        return held.split("+") if held else []

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The least and greatest value of a figure; None where the words give no number."""
        low, _, high = self.attributes.get("v", "?").partition("..")
        return None if low == "?" else (float(low), float(high or low))


@dataclass(frozen=True, slots=True)
class Article:
    """A plain text with its gold mentions, in text order, the outer of nested ones first."""

    name: str
    text: str
    mentions: list[GoldMention]


def read_article(path: str | Path) -> Article:
    """Return the annotated article in `path` (`NAME.ann.txt`).

    Raises:
        CorpusError: the file cannot be read, or is not well formed; every fault as `file:line: what`.
    """
    path = Path(path)
    try:
        annotated = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from error
    return parse_article(annotated, path.name.removesuffix(SUFFIX), str(path))


def read_articles(folder: str | Path) -> list[Article]:
    """Return the annotated articles of a folder by name, or of one file.

    Raises:
        CorpusError: there are none, or some are not well formed (all faults of all files at once).
    """
    folder = Path(folder)
    paths = [folder] if folder.is_file() else sorted(folder.glob(f"*{SUFFIX}"))
    if not folder.exists():
        raise CorpusError(f"{folder}: no such folder")
    if not paths or not all(path.name.endswith(SUFFIX) for path in paths):
        raise CorpusError(f"{folder}: no annotated articles (NAME{SUFFIX}) here")
    articles, faults = [], []
    for path in paths:
        try:
            articles.append(read_article(path))
        except CorpusError as error:
            faults.append(str(error))
    if faults:
        raise CorpusError("\n".join(faults))
    return articles


def parse_article(annotated: str, name: str = "", where: str = "") -> Article:
    """Return the plain text and the mentions of an annotated text.

    Args:
        name: the name of the article.
        where: the file name that errors show; `name` when empty.

    Raises:
        CorpusError: listing every fault as `where:line: what`.
    """
    where = where or name or "text"
    faults: list[tuple[int, str]] = []
    pieces: list[str] = []
    closed: list[tuple[int, str, dict[str, str], int, int]] = []
    open_tags: list[tuple[int, str, dict[str, str], int]] = []
    length = past = 0
    for tag in _TAG.finditer(annotated):
        pieces.append(annotated[past : tag.start()])
        length += len(pieces[-1])
        past = tag.end()
        kind = tag[2]
        if not tag[1]:
            attributes = {key: quoted or bare for key, quoted, bare in _ATTRIBUTE.findall(tag[3])}
            open_tags.append((tag.start(), kind, attributes, length))
            continue
        index = next((i for i in reversed(range(len(open_tags))) if open_tags[i][1] == kind), None)
        if index is None:
            faults.append((tag.start(), f"</{kind}> closes nothing"))
            continue
        if index + 1 < len(open_tags):
            faults.append((tag.start(), f"</{kind}> crosses <{open_tags[-1][1]}>, which is still open"))
        closed.append((*open_tags.pop(index), length))
    text = "".join(pieces) + annotated[past:]
    faults.extend((at, f"<{kind}> is never closed") for at, kind, _, _ in open_tags)
    blanked = _TAG.sub(lambda tag: " " * len(tag[0]), annotated)
    strays = [stray.start() for stray in _STRAY.finditer(blanked)]
    faults.extend((at, f"malformed tag {annotated[at : at + 40]!r}") for at in strays)
    mentions: list[tuple[GoldMention, int]] = []
    for at, kind, attributes, start, end in closed:
        mentions.append((GoldMention(TAG_LABELS[kind], start, end, text[start:end], attributes), at))
        faults.extend((at, fault) for fault in _faults(kind, text[start:end], attributes))
    people = {mention.attributes.get("id") for mention, _ in mentions if mention.label == "PERSON"}
    for mention, at in mentions:
        if unknown := [k for k in mention.holders if k not in people]:
            faults.append((at, f"ROLE {mention.text!r} is held by person {', '.join(unknown)}, who has no PER tag"))
    if faults:
        lines = [f"{where}:{annotated.count(chr(10), 0, at) + 1}: {fault}" for at, fault in sorted(faults)]
        raise CorpusError("\n".join(lines))
    ordered = sorted((mention for mention, _ in mentions), key=lambda mention: (mention.start, -mention.end))
    return Article(name, text, ordered)


def _faults(kind: str, span: str, attributes: dict[str, str]) -> list[str]:
    """Return what is wrong with one tag."""
    if not span:
        return [f"<{kind}> is empty"]
    faults = []
    if span != span.strip():
        faults.append(f"{kind} {span!r} starts or ends with white space")
    if unknown := sorted(set(attributes) - _ALLOWED[kind] - {"opt"}):
        faults.append(f"{kind} {span!r} has no attribute {', '.join(unknown)}")
    if kind == "PER" and "id" not in attributes:
        faults.append(f"PER {span!r} has no id")
    if kind == "ROLE" and "t" not in attributes and "opt" not in attributes:
        faults.append(f"ROLE {span!r} has no title t")
    if kind == "FIG":
        value = attributes.get("v")
        if value is None:
            faults.append(f"FIG {span!r} has no value v")
        elif value != "?" and not re.fullmatch(r"-?\d+(\.\d+)?(\.\.-?\d+(\.\d+)?)?", value):
            faults.append(f"FIG {span!r}: v={value!r} is neither a number nor low..high nor ?")
    return faults
