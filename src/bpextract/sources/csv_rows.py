"""The rows of CSV. What is wrong with a row costs that row, unless it is its quotation marks that do not close."""

import csv
import io
from collections.abc import Callable, Iterator
from typing import IO, cast

from bpextract.sources.bounded import TooLongError, lines
from bpextract.sources.encodings import detect
from bpextract.sources.row import Row
from bpextract.wording import counted

_SAMPLE = 65_536  # bytes by which the encoding is told
_DELIMITERS = ",;\t|"
_WIDTH = 4  # bytes that the csv module takes for each character of a field


def csv_rows(raw: IO[bytes], delimiter: str | None, most: int) -> Iterator[Row]:
    """Yield the rows of a stream of CSV; without a `delimiter`, it is read off the header.

    Raises:
        csv.Error, TooLongError: the header cannot be read.
    """
    csv.field_size_limit(max(most // _WIDTH, 1))  # an article is longer than the default limit of a field
    stream = io.BufferedReader(cast(io.RawIOBase, raw), _SAMPLE)
    encoding = detect(stream.peek(_SAMPLE)[:_SAMPLE])
    decoded = io.TextIOWrapper(stream, encoding=encoding.codec, errors="replace", newline="")
    source = _Lines(lines(decoded, most), encoding.text_of, most)
    first = next(source, "")
    reader = csv.reader(source.again(first), delimiter=delimiter or _delimiter(first))
    header = next(reader, [])
    number = 0
    while True:
        try:
            cells = next(reader, None)
        except (csv.Error, TooLongError) as error:
            number += 1
            yield Row.broken(number, f"not CSV that can be read: {error}")
            continue
        if cells is None:
            return
        if not cells:  # a blank line
            continue
        number += 1
        if len(cells) > len(header):
            yield Row.broken(number, f"{counted(len(cells) - len(header), 'cell')} too many for the header")
            continue
        values = dict.fromkeys(header) | dict(zip(header, cells, strict=False))
        lost = any("\ufffd" in cell for cell in cells)
        yield Row.of(number, values, encoding.warning or ("some bytes are not UTF-8" if lost else None))


class _Lines:
    """The lines of a file for the csv module. One that raises does not end them, as it would end a generator."""

    def __init__(self, found: Iterator[str | None], text_of: Callable[[str], str], most: int) -> None:
        self._found, self._text_of, self._most = found, text_of, most
        self._first: str | None = None

    def again(self, first: str) -> "_Lines":
        """Give the `first` line again."""
        self._first = first
        return self

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self._first is not None:
            first, self._first = self._first, None
            return first
        line = next(self._found)
        if line is None:
            raise TooLongError(self._most)
        return self._text_of(line)


def _delimiter(header: str) -> str:
    """Return the most frequent delimiter of the header: Excel writes `;` where the comma is the decimal mark."""
    return max(_DELIMITERS, key=header.count)
