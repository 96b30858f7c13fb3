"""Read lines and whole files without ever holding more of them than a limit: a file may unpack to anything."""

import io
from collections.abc import Iterator
from typing import IO, Protocol, TypeVar

MOST = 256_000_000  # bytes of a document: no article is so long, but a gzip of zeros is
_SHARE = 8  # a document of the limit's size is held about so many times: as bytes, text, values, rows
_LEAST = 1_000_000
_CHUNK = 1_000_000

Piece = TypeVar("Piece", str, bytes, covariant=True)


class TooLongError(ValueError):
    """A document is longer than what may be held of one."""

    def __init__(self, most: int) -> None:
        more = ", or raise --memory-limit" if most < MOST else ""
        super().__init__(f"longer than {most / 1e6:,.0f} MB, the most for one document; cut it into documents{more}")


def most_of(memory_limit: int | None) -> int:
    """Return the bytes that a document may have where a process may take `memory_limit` megabytes for documents."""
    return MOST if memory_limit is None else min(MOST, max(_LEAST, memory_limit * 1_000_000 // _SHARE))


class _Lines(Protocol[Piece]):
    def readline(self, size: int, /) -> Piece: ...


def lines(stream: _Lines[Piece], most: int) -> Iterator[Piece | None]:
    """Yield the lines of a stream; None for one of more than `most` bytes (or characters), passed over."""
    while line := stream.readline(most + 1):
        if len(line) <= most or _ends(line):
            yield line
            continue
        while (rest := stream.readline(_CHUNK)) and not _ends(rest):
            pass
        yield None


def whole(stream: IO[bytes], most: int) -> bytes:
    """Return all that a stream holds.

    Raises:
        TooLongError: it has more than `most` bytes.
    """
    parts: list[bytes] = []
    left = most
    while part := stream.read(min(_CHUNK, left + 1)):
        left -= len(part)
        if left < 0:
            raise TooLongError(most)
        parts.append(part)
    return b"".join(parts)


def _ends(line: str | bytes) -> bool:
    return line[-1:] in ("\n", b"\n")


class Begun(io.RawIOBase):
    """A stream whose beginning has been read: gives it again, then the rest."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        """Give `head`, then what `rest` still holds."""
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        target = memoryview(buffer)  # type: ignore[arg-type]  # what io gives has a buffer
        part = bytes(self._head[: len(target)]) if self._head else self._rest.read(len(target))
        self._head = self._head[len(part) :]
        target[: len(part)] = part
        return len(part)
