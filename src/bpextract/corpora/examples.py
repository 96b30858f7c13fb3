"""Examples beside the rules: a sentence a line, with what must be found in it (see corpora/README.md)."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bpextract.corpora.found import Find, Found, finder_of
from bpextract.errors import CorpusError
from bpextract.gold import same_value
from bpextract.label import Label
from bpextract.labels import LABELS
from bpextract.loading import labels_of

if TYPE_CHECKING:
    from spacy.language import Language

    from bpextract.extractor import Extractor

_HEADER = re.compile(r"#\s*labels:\s*(.*)")
_MARK = re.compile(r'\\([\[\]\\])|(\[)|\](?:\((\w+)((?:\s+\w+=(?:"[^"]*"|[^\s()"]+))*)\s*\))?')
_KEY = re.compile(r'(\w+)=(?:"([^"]*)"|([^\s()"]+))')


@dataclass(frozen=True, slots=True)
class Expected:
    """A mention that must be found, and the values it must have."""

    label: str
    start: int
    end: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with all its mentions of `labels`; `gap` marks one that is known to fail."""

    where: str
    text: str
    expected: list[Expected]
    labels: frozenset[str]
    gap: bool = False


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What became of an example: `problems` is empty when all was found as expected and nothing more."""

    example: Example
    problems: list[str] = field(default_factory=list)

    @property
    def status(self) -> str:
        """`passed`, `failed`, `gap` (known, and still open), or `closed` (a known gap that passes: unmark it)."""
        if self.example.gap:
            return "gap" if self.problems else "closed"
        return "failed" if self.problems else "passed"

    @property
    def ok(self) -> bool:
        return self.status in ("passed", "gap")

    def __str__(self) -> str:
        if self.status == "closed":
            return f"{self.example.where}: this known gap passes now; take the `?` away\n  {self.example.text}"
        return "\n  ".join([f"{self.example.where}: {self.status}: {self.example.text}", *self.problems])


def read_examples(path: str | Path, labels: Iterable[Label] = LABELS) -> list[Example]:
    """Return the examples of a file, which may mark `labels`.

    Raises:
        CorpusError: the file cannot be read, or is not well formed; every fault as `file:line: what`.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CorpusError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from error
    return parse_examples(text, str(path), labels)


def parse_examples(text: str, where: str = "examples", labels: Iterable[Label] = LABELS) -> list[Example]:
    """Return the examples in `text`, which may mark `labels`; `where` is the file name that errors show.

    Raises:
        CorpusError: listing every fault as `where:line: what`.
    """
    lines = text.split("\n")
    header = _HEADER.fullmatch(lines[0].strip())
    if header is None:
        raise CorpusError(f"{where}:1: the first line should name the labels that are checked, as `# labels: FIGURE`")
    known = [label.name for label in labels]
    checking = frozenset(re.findall(r"\w+", header[1]))
    if not checking or checking - set(known):
        wrong = ", ".join(sorted(checking - set(known))) or "nothing"
        raise CorpusError(f"{where}:1: labels names {wrong}; the labels are {', '.join(known)}")
    examples, faults = [], []
    for number, raw in enumerate(lines[1:], 2):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        mark = line[0] if line[:2] in ("! ", "? ") else ""
        try:
            plain, expected = _parse_line(line[2:].strip() if mark else line, known)
        except ValueError as error:
            faults.append(f"{where}:{number}: {error}")
            continue
        checked = [e for e in expected if e.label in checking]
        if mark == "!" and checked:
            faults.append(f"{where}:{number}: `!` says that nothing is found, but {checked[0].label} is marked")
        examples.append(Example(f"{where}:{number}", plain, checked, checking, mark == "?"))
    if faults:
        raise CorpusError("\n".join(faults))
    return examples


def _parse_line(line: str, known: Collection[str]) -> tuple[str, list[Expected]]:
    pieces: list[str] = []
    expected: list[Expected] = []
    starts: list[int] = []
    length = past = 0
    for mark in _MARK.finditer(line):
        escaped, opening, label, keys = mark.groups()
        pieces += [line[past : mark.start()], escaped or ""]
        length += len(pieces[-2]) + len(pieces[-1])
        past = mark.end()
        if opening:
            starts.append(length)
        elif not escaped:
            if not starts:
                raise ValueError("`]` closes nothing; write a bracket of the text itself as `\\]`")
            if label is None:
                raise ValueError(f"`]` is not followed by (LABEL key=value …): {line[mark.start() :][:40]!r}")
            if label not in known:
                raise ValueError(f"no label {label}; the labels are {', '.join(known)}")
            values = {key: quoted or bare for key, quoted, bare in _KEY.findall(keys)}
            start = starts.pop()
            if start == length:
                raise ValueError(f"empty {label}")
            expected.append(Expected(label, start, length, values))
    if starts:
        raise ValueError("`[` is never closed; write a bracket of the text itself as `\\[`")
    return "".join(pieces) + line[past:], expected


def check(paths: Iterable[str | Path] | str | Path, nlp: "Language | Extractor | Find") -> list[ExampleResult]:
    r"""Run a pipeline over the examples of the files (or of the `*.txt` of folders) and return what became of each.

    Args:
        paths: a file or a folder, or several.
        nlp: a pipeline of `bpextract.load()`, an Extractor, or any function from a text to a list of `Found`.

    Raises:
        CorpusError: a file is not well formed, or a folder has none.

    Examples:
        >>> from pathlib import Path
        >>> from bpextract.corpora.examples import check
        >>> _ = Path("mine.txt").write_text("# labels: FIGURE\nCó [5 hộ](FIGURE value=5) bị ngập.\n", encoding="utf-8")
        >>> [found.status for found in check("mine.txt", extractor)]
        ['passed']
    """
    find, labels = finder_of(nlp), labels_of(nlp)
    roots = [Path(p) for p in ([paths] if isinstance(paths, str | Path) else paths)]
    for root in roots:
        if root.is_dir() and not any(root.glob("*.txt")):
            raise CorpusError(f"{root}: no examples (NAME.txt) here")
    files = [file for root in roots for file in (sorted(root.glob("*.txt")) if root.is_dir() else [root])]
    return [check_example(example, find) for file in files for example in read_examples(file, labels)]


def check_example(example: Example, find: Find) -> ExampleResult:
    """Run `find` over one example and compare what it finds with what is expected."""
    mine = {(f.label, f.start, f.end): f for f in find(example.text) if f.label in example.labels}
    problems = []
    for expected in example.expected:
        key = (expected.label, expected.start, expected.end)
        text = example.text[expected.start : expected.end]
        found = mine.pop(key, None)
        if found is None:
            problems.append(f"missed {expected.label} {text!r}")
            continue
        for name, value in expected.values.items():
            got = found.values.get(name)
            if not same_value(value, got):
                problems.append(f"{expected.label} {text!r}: {name} should be {value!r}, is {got!r}")
    problems += [f"extra {f.label} {example.text[f.start : f.end]!r}{_by(f)}" for f in mine.values()]
    return ExampleResult(example, problems)


def _by(found: Found) -> str:
    return f" (by {found.source})" if found.source else ""
