"""Cut inputs into shards: lists of files that a worker reads, or of documents that only one process can read."""

import hashlib
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from bpextract.columns import Columns
from bpextract.sources.bounded import MOST
from bpextract.sources.document import SourceDocument
from bpextract.sources.files import STDIN, find_files, is_table
from bpextract.sources.listing import size_and_stamp
from bpextract.sources.reader import read_file

_MOST_DOCUMENTS = 5_000  # of a shard
_ANY = ("utf-8", "surrogatepass")  # lone surrogates of a broken file must not stop the job
_GZIP = 3.3  # Vietnamese news in UTF-8 is about so many times as long as its gzip


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file of the input: its path, the doc_id it has if it is one document, and what tells that it changed."""

    path: Path
    name: str
    size: int
    stamp: str


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of the input, worked on as a whole: `files` to read, or `documents` that have been read.

    `digest` tells whether it is the shard that an earlier run of the job did.
    """

    number: int
    files: tuple[InputFile, ...]
    documents: tuple[SourceDocument, ...]
    size: int
    digest: str

    def size_of(self, document: SourceDocument) -> int:
        """Return about how many bytes of the shard `document` makes up; the sizes of all add up to no exact sum.

        Texts are measured; where every document is a file (of which a web page is mostly no text), each has its share.
        """
        if self.files and not any(is_table(file.path) for file in self.files):
            return math.ceil(self.size / len(self.files))
        return len((document.text or "").encode(*_ANY))

    def read(self, columns: Columns, lost: Mapping[int, str], most: int = MOST) -> Iterator[SourceDocument]:
        """Yield its documents, in order; a reader that fails yields a document with `error`.

        Args:
            lost: what to say of documents (by number) that are not to be touched again.
            most: bytes of a document.
        """
        number = 0
        for document in self.documents:
            yield SourceDocument(document.doc_id, None, error=lost[number]) if number in lost else document
            number += 1
        for file in self.files:
            if number in lost and not is_table(file.path):
                yield SourceDocument(file.name, None, error=lost[number])
                number += 1
                continue
            try:
                for document in read_file(file.path, file.name, columns, most):
                    yield SourceDocument(document.doc_id, None, error=lost[number]) if number in lost else document
                    number += 1
            except Exception as error:  # noqa: BLE001  a page that breaks its parser must not stop the others
                said = f"{file.path}: the rest cannot be read: {type(error).__name__}: {error}"
                yield SourceDocument(file.name, None, error=said)
                number += 1


@dataclass(frozen=True, slots=True)
class InputIdentity:
    """What tells one input from another without reading it: its files, their sizes and times."""

    files: int
    size: int
    digest: str


def none(file: Path) -> bool:
    """Leave no file out."""
    return False


def list_files(
    inputs: Iterable[str | Path], left_out: Callable[[Path], bool], unknown: Callable[[Path], None] | None = None
) -> Iterator[InputFile]:
    """Yield the files of `inputs`, in order, but for those that are `left_out`.

    Args:
        unknown: called with each file that no reader knows.

    Raises:
        InputError: an input is not there or cannot be looked at.
    """
    for path, name in find_files(inputs, unknown):
        if path == STDIN:
            yield InputFile(path, name, 0, "")
        elif not left_out(path):
            yield InputFile(path, name, *size_and_stamp(path))


def identify(
    inputs: Iterable[str | Path],
    left_out: Callable[[Path], bool] = none,
    unknown: Callable[[Path], None] | None = None,
) -> InputIdentity:
    """Return the identity of `inputs`; raises as `list_files` does, before anything is written."""
    files = size = 0
    digest = hashlib.sha256()
    for file in list_files(inputs, left_out, unknown):
        files, size = files + 1, size + read_size(file)
        digest.update(_line(file.path, file.name, file.size, file.stamp))
    return InputIdentity(files, size, digest.hexdigest())


def read_size(file: InputFile) -> int:
    """Return about how many bytes a file has when unpacked."""
    return round(file.size * _GZIP) if file.path.suffix.lower() == ".gz" else file.size


def cut(
    inputs: Iterable[str | Path],
    columns: Columns,
    size: int,
    left_out: Callable[[Path], bool] = none,
    most: int = MOST,
) -> Iterator[Shard]:
    """Yield the shards of `inputs`, each of about `size` bytes: always the same for the same files.

    Files that fit into a shard are left to the worker; a longer table and standard input are read here, since only
    one process can; a document of more than `most` bytes it does not hold.
    """
    number = held = 0
    files: list[InputFile] = []
    for file in list_files(inputs, left_out):
        length = read_size(file)
        alone = file.path == STDIN or (length > size and is_table(file.path))
        if files and (alone or held + length > size or len(files) == _MOST_DOCUMENTS):
            yield _of_files(number, files)
            number, files, held = number + 1, [], 0
        if alone:
            for documents in _grouped(read_file(file.path, file.name, columns, most), size):
                yield _of_documents(number, documents)
                number += 1
        else:
            files.append(file)
            held += length
    if files:
        yield _of_files(number, files)


def _grouped(documents: Iterator[SourceDocument], size: int) -> Iterator[list[SourceDocument]]:
    group: list[SourceDocument] = []
    length = 0
    for document in documents:
        added = len(document.text or "")
        if group and (length + added > size or len(group) == _MOST_DOCUMENTS):
            yield group
            group, length = [], 0
        group.append(document)
        length += added
    if group:
        yield group


def _of_files(number: int, files: list[InputFile]) -> Shard:
    digest = hashlib.sha256()
    for file in files:
        digest.update(_line(file.path, file.name, file.size, file.stamp))
    return Shard(number, tuple(files), (), sum(map(read_size, files)), digest.hexdigest())


def _of_documents(number: int, documents: list[SourceDocument]) -> Shard:
    digest = hashlib.sha256()
    for document in documents:
        digest.update(_line(*(getattr(document, field.name) for field in fields(document))))
    size = sum(len((document.text or "").encode(*_ANY)) for document in documents)
    return Shard(number, (), tuple(documents), size, digest.hexdigest())


def _line(*parts: object) -> bytes:
    # repr keeps parts apart
    return repr([part if part is None else str(part) for part in parts]).encode(*_ANY)
