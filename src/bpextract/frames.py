"""Tables in memory, of pandas, Polars, Arrow and what speaks Arrow: their columns, and the cells of some of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 1000  # rows that are Python values at a time


class Frame(NamedTuple):
    """A table in memory.

    Attributes:
        names: its columns.
        cells: gives the rows of the columns that are asked for, each a tuple; may do so only once, as a stream does.
        keys: of pandas, its index: what stands for a row where no column does; None elsewhere.
    """

    names: list[Any]
    cells: Callable[[Sequence[Any]], Iterator[tuple[Any, ...]]]
    keys: Iterable[Any] | None = None


def frame_of(data: Any) -> Frame | None:
    """Return what `data` holds where it is a table, else None.

    A table is a DataFrame of pandas, one of Polars, also a lazy one, and all that gives Arrow's stream of record
    batches (`__arrow_c_stream__`): a table or a reader of pyarrow, a relation of DuckDB, a table of Ibis.
    """
    if hasattr(data, "iloc") and hasattr(data, "columns"):
        return _pandas(data)
    if hasattr(data, "collect_schema") and not hasattr(data, "__arrow_c_stream__"):
        return Frame(data.collect_schema().names(), lambda wanted: _lazy(data, wanted))
    if hasattr(data, "__arrow_c_stream__") and (hasattr(data, "columns") or hasattr(data, "schema")):  # no Series
        reader = _reader(data)
        return Frame(reader.schema.names, lambda wanted: _arrow(reader, wanted))
    return None


def _pandas(data: Any) -> Frame:
    levels = {name: data.index.get_level_values(name) for name in data.index.names if name is not None}
    names = [*data.columns, *(name for name in levels if name not in data.columns)]

    def cells(wanted: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        return zip(*(data[name] if name in data.columns else levels[name] for name in wanted), strict=True)

    return Frame(names, cells, data.index)


def _lazy(data: Any, wanted: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a lazy frame of Polars, of which only the `wanted` columns are read."""
    chosen = data.select(list(dict.fromkeys(wanted)))
    # In batches where this Polars can, so that iter_extract holds no more than it needs.
    batches = chosen.collect_batches(maintain_order=True) if hasattr(chosen, "collect_batches") else [chosen.collect()]
    for batch in batches:
        yield from _arrow(_reader(batch), wanted)


def _reader(data: Any) -> "pa.RecordBatchReader":
    import pyarrow as pa  # not before a table comes: reading texts needs none

    return pa.RecordBatchReader.from_stream(data)


def _arrow(reader: "pa.RecordBatchReader", wanted: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    for batch in reader:
        for start in range(0, batch.num_rows, _BATCH):
            part = batch.slice(start, _BATCH)
            yield from zip(*(part.column(name).to_pylist() for name in wanted), strict=True)


def peeked(items: Iterable[Any], count: int) -> tuple[list[Any], Iterator[Any]]:
    """Return the first `count` of `items`, and all of them again."""
    rest = iter(items)
    first = list(islice(rest, count))
    return first, (item for part in (first, rest) for item in part)
