"""The rows of Parquet: only the columns that are read, and each value on its own where one cannot be had."""

from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from bpextract.sources.bounded import TooLongError
from bpextract.sources.row import Row, Unreadable

_BATCH = 200  # rows read at a time


def parquet_rows(stream: IO[bytes], wanted: Callable[[Sequence[str]], Sequence[str]], most: int) -> Iterator[Row]:
    """Yield the rows of a Parquet file.

    Args:
        wanted: which of the names of all columns are read.
        most: bytes of a document. A row group tells only the bytes of all its rows, so their average counts.

    Raises:
        TooLongError: the rows of a row group have more than `most` bytes.
    """
    # Read in this thread alone: one of Arrow's that still holds the stream when Python ends aborts the process.
    file = pq.ParquetFile(stream, pre_buffer=False)
    names = file.schema_arrow.names
    columns = list(dict.fromkeys(name for name in wanted(names) if name in names))
    number = 0
    for group in range(file.num_row_groups):
        rows = max(file.metadata.row_group(group).num_rows, 1)
        size = _size(file.metadata.row_group(group), columns) // rows
        if size > most:
            raise TooLongError(most)
        batch_size = max(1, min(_BATCH, most // (size + 1)))
        for batch in file.iter_batches(batch_size, [group], columns or names[:1], use_threads=False):
            cells = [(name, _values(batch.column(at))) for at, name in enumerate(batch.schema.names)]
            for at in range(batch.num_rows):
                number += 1
                values = {name: found[at] for name, found in cells if name in columns}
                yield Row(number, values, names)


def _size(group: Any, columns: Sequence[str]) -> int:
    chunks = (group.column(number) for number in range(group.num_columns))
    return sum(chunk.total_uncompressed_size for chunk in chunks if chunk.path_in_schema.split(".")[0] in columns)


def _values(column: pa.Array) -> list[Any]:
    try:
        values: list[Any] = column.to_pylist()
    except Exception:  # noqa: BLE001  each library of time zones has errors of its own
        return [_value(scalar) for scalar in column]
    return values


def _value(scalar: pa.Scalar) -> Any:
    try:
        return scalar.as_py()
    except Exception as error:  # noqa: BLE001  the same
        return Unreadable(error)
