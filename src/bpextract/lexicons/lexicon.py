"""Read a lexicon: a UTF-8 NFC TSV with a header, `#` comments and one surface form a line."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import isfinite
from pathlib import Path

from bpextract.errors import LexiconError
from bpextract.wording import counted


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a lexicon after `form`: the values it allows (any, when empty), and whether it may be blank."""

    name: str
    allowed: frozenset[str] = frozenset()
    required: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True)
class LexiconSchema:
    """What one lexicon holds. `form` (the surface form) is always its first column."""

    name: str
    about: str
    fields: tuple[Field, ...] = ()

    @property
    def columns(self) -> list[str]:
        return ["form", *(field.name for field in self.fields)]


def parse_lexicon(text: str, schema: LexiconSchema, where: str) -> list[dict[str, str]]:
    """Return the entries of a TSV `text`.

    Args:
        where: the file name that errors show.

    Raises:
        LexiconError: listing every fault as `where:line: what`; nothing is skipped in silence.
    """
    faults: list[str] = []
    entries: list[dict[str, str]] = []
    seen: dict[tuple[str, ...], int] = {}
    header: list[str] | None = None
    blank = dict.fromkeys(schema.columns, "")
    checked = [(field, set[str]()) for field in schema.fields]
    is_nfc = unicodedata.is_normalized("NFC", text)
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            unknown, missing = set(header) - set(schema.columns), {"form"} - set(header)
            missing |= {field.name for field in schema.fields if field.required} - set(header)
            if unknown or missing:
                raise LexiconError(
                    f"{where}:{number}: the header names columns of {', '.join(schema.columns)}, with tabs between"
                    + (f"; unknown: {', '.join(sorted(unknown))}" if unknown else "")
                    + (f"; missing: {', '.join(sorted(missing))}" if missing else "")
                )
            continue
        if len(cells) > len(header):
            faults.append(f"{where}:{number}: {counted(len(cells), 'cell')}, the header has {len(header)}")
            continue
        entry = blank | dict(zip(header, cells, strict=False))
        if not is_nfc and line != unicodedata.normalize("NFC", line):
            faults.append(f"{where}:{number}: {entry['form']!r} is not NFC; normalize the file")
        if not entry["form"]:
            faults.append(f"{where}:{number}: the form is empty")
        key = tuple(entry.values())
        for (field, right), value in zip(checked, key[1:], strict=True):
            if value not in right:  # the same few values come in line after line
                found = [f"{where}:{number}: {fault}" for fault in _faults(field, value)]
                faults += found
                if not found:
                    right.add(value)
        if key in seen:
            faults.append(f"{where}:{number}: {entry['form']!r} stands already in line {seen[key]}")
        seen[key] = number
        entries.append(entry)
    if header is None:
        raise LexiconError(f"{where}: no header; the first line names columns of {', '.join(schema.columns)}")
    if faults:
        raise LexiconError("\n".join(faults))
    return entries


def _faults(field: Field, value: str) -> Iterable[str]:
    if not value:
        if field.required:
            yield f"{field.name} is empty"
    elif field.allowed and value not in field.allowed:
        yield f"{field.name} is {value!r}; allowed: {', '.join(sorted(field.allowed))}"
    elif field.number:
        try:
            finite = isfinite(float(value))
        except ValueError:
            finite = False
        if not finite:
            yield f"{field.name} is {value!r}, not a number"


@cache
def packaged(schema: LexiconSchema) -> tuple[dict[str, str], ...]:
    """Return the entries of the packaged lexicon of `schema`; read once, so leave them as they are.

    They are read as `parse_lexicon` does, without its checks, which the tests make: that takes a third of the time.
    """
    path = files(__package__).joinpath(f"{schema.name}.tsv")
    if not path.is_file():  # of a user's own label
        return ()
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    header = next(lines).split("\t")
    blank = dict.fromkeys(schema.columns, "")
    return tuple(blank | dict(zip(header, line.split("\t"), strict=False)) for line in lines)


def read_user_lexicon(path: str | Path) -> str:
    """Return the text of a user's lexicon file.

    Raises:
        LexiconError: the file cannot be read or is not UTF-8.
    """
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise LexiconError(f"{path}: {error.strerror}; give the path of a TSV file") from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from error
