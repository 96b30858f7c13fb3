"""Articles annotated inline: `Bà <PER id=1>Đỗ Thị Loan</PER>` (the format is described in corpora/README.md)."""

import re
from collections.abc import Iterable
from pathlib import Path

from bpextract.errors import CorpusError
from bpextract.gold import Article, GoldMention
from bpextract.label import Label, Tag
from bpextract.labels import LABELS

SUFFIX = ".ann.txt"

_ATTRIBUTE = re.compile(r'(\w+)=(?:"([^"]*)"|([^\s>"]+))')


def read_article(path: str | Path, labels: Iterable[Label] = LABELS) -> Article:
    """Return the annotated article in `path` (`NAME.ann.txt`), with the tags of `labels`.

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
    return parse_article(annotated, path.name.removesuffix(SUFFIX), str(path), labels)


def read_articles(folder: str | Path, labels: Iterable[Label] = LABELS) -> list[Article]:
    """Return the annotated articles of a folder by name, or of one file, with the tags of `labels`.

    Raises:
        CorpusError: there are none, or some are not well formed (all faults of all files at once).
    """
    folder, labels = Path(folder), tuple(labels)
    paths = [folder] if folder.is_file() else sorted(folder.glob(f"*{SUFFIX}"))
    if not folder.exists():
        raise CorpusError(f"{folder}: no such folder")
    if not paths or not all(path.name.endswith(SUFFIX) for path in paths):
        raise CorpusError(f"{folder}: no annotated articles (NAME{SUFFIX}) here")
    articles, faults = [], []
    for path in paths:
        try:
            articles.append(read_article(path, labels))
        except CorpusError as error:
            faults.append(str(error))
    if faults:
        raise CorpusError("\n".join(faults))
    return articles


def parse_article(annotated: str, name: str = "", where: str = "", labels: Iterable[Label] = LABELS) -> Article:
    """Return the plain text and the mentions of an annotated text.

    Args:
        name: the name of the article.
        where: the file name that errors show; `name` when empty.
        labels: those whose tags it may have.

    Raises:
        CorpusError: listing every fault as `where:line: what`.
    """
    where = where or name or "text"
    labelled = {label.tag.name: label.name for label in labels if label.tag is not None}
    tags = {label.tag.name: label.tag for label in labels if label.tag is not None}
    names = "|".join(tags)
    pattern = re.compile(rf'<(/?)({names})((?:\s+\w+=(?:"[^"]*"|[^\s>"]+))*)\s*>')
    faults: list[tuple[int, str]] = []
    pieces: list[str] = []
    closed: list[tuple[int, str, dict[str, str], int, int]] = []
    open_tags: list[tuple[int, str, dict[str, str], int]] = []
    length = past = 0
    for tag in pattern.finditer(annotated):
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
    blanked = pattern.sub(lambda tag: " " * len(tag[0]), annotated)
    strays = [stray.start() for stray in re.finditer(rf"</?(?:{names})\b", blanked)]
    faults.extend((at, f"malformed tag {annotated[at : at + 40]!r}") for at in strays)
    mentions: list[tuple[GoldMention, int]] = []
    ids = {(kind, attributes.get("id")) for _, kind, attributes, _, _ in closed}
    for at, kind, attributes, start, end in closed:
        mentions.append((GoldMention(labelled[kind], start, end, text[start:end], attributes), at))
        faults.extend((at, fault) for fault in _faults(tags[kind], text[start:end], attributes))
        for attribute, other in tags[kind].points_at.items():
            pointed = attributes[attribute].split("+") if attribute in attributes else []
            if unknown := [each for each in pointed if (other, each) not in ids]:
                said = f"{kind} {text[start:end]!r} has {attribute}={attributes[attribute]}, but no {other} tag has id "
                faults.append((at, said + ", ".join(unknown)))
    if faults:
        lines = [f"{where}:{annotated.count(chr(10), 0, at) + 1}: {fault}" for at, fault in sorted(faults)]
        raise CorpusError("\n".join(lines))
    ordered = sorted((mention for mention, _ in mentions), key=lambda mention: (mention.start, -mention.end))
    return Article(name, text, ordered)


def _faults(tag: Tag, span: str, attributes: dict[str, str]) -> list[str]:
    """Return what is wrong with one tag."""
    if not span:
        return [f"<{tag.name}> is empty"]
    faults = []
    if span != span.strip():
        faults.append(f"{tag.name} {span!r} starts or ends with white space")
    if unknown := sorted(set(attributes) - {*tag.attributes, "opt"}):
        faults.append(f"{tag.name} {span!r} has no attribute {', '.join(unknown)}")
    return faults + [f"{tag.name} {span!r} {fault}" for fault in tag.faults(attributes)]
