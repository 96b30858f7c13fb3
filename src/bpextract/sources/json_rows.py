"""The rows of JSON lines. What is wrong with a line costs that line."""

import io
import json
import re
from collections.abc import Iterator
from typing import IO, cast

from bpextract.sources.bounded import TooLongError, lines
from bpextract.sources.encodings import decode, detect
from bpextract.sources.row import Row

_SAMPLE = 65_536  # bytes by which UTF-16 is told
_KINDS = {list: "array", str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*[\"}]")


def begins_json(head: bytes) -> bool:
    """Return whether a stream that begins so holds JSON objects rather than a text."""
    return _BEGINS.match(head) is not None


def json_rows(raw: IO[bytes], most: int) -> Iterator[Row]:
    """Yield the rows of a stream of JSON lines; a line of more than `most` bytes is an error, and is not held."""
    stream = io.BufferedReader(cast(io.RawIOBase, raw), _SAMPLE)
    sample = stream.peek(_SAMPLE)[:_SAMPLE]
    zeros = sample[:4000].count(0) * 5 > len(sample[:4000])
    codec = detect(sample).codec if zeros else ""
    wide = codec.startswith(("utf-16", "utf-32"))
    found: Iterator[str | bytes | None] = lines(io.TextIOWrapper(stream, codec), most) if wide else lines(stream, most)
    for number, line in enumerate(found, 1):
        if line is None:
            yield Row.broken(number, str(TooLongError(most)))
        elif line.strip():
            yield _row(number, line)


def _row(number: int, line: str | bytes) -> Row:
    try:
        text, warning = decode(line) if isinstance(line, bytes) else (line, "read as UTF-16, not UTF-8")
        values = json.loads(text.removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        return Row.broken(number, f"not UTF-8 (byte {error.start} of the line); save the file as UTF-8")
    except json.JSONDecodeError as error:
        return Row.broken(number, f"not JSON: {error.msg} at character {error.pos}")
    except RecursionError:
        return Row.broken(number, "JSON nested too deeply to be read")
    except ValueError:  # Python makes no number of so many digits
        return Row.broken(number, "a number of thousands of digits; write it as text, in quotation marks")
    if not isinstance(values, dict):
        return Row.broken(number, f"a JSON {_KINDS[type(values)]}, not an object")
    return Row.of(number, values, warning)
