"""Rows to pandas tables and back, with the dtypes of the schema."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, cast

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from bpextract import schema
from bpextract.errors import InputError

_ARROW = {"string": pa.string(), "int64": pa.int64(), "Int64": pa.int64(), "float64": pa.float64(),
          "Float64": pa.float64(), "bool": pa.bool_(), "boolean": pa.bool_()}  # fmt: skip


def frame(table: str | type[schema.Record], rows: Iterable[Sequence[Any]]) -> pd.DataFrame:
    """Return the rows of a table (values in the order of its columns, `doc_id` first) as a DataFrame.

    No rows give a frame with every column all the same.
    """
    columns = schema.columns(table)
    cells: Iterable[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(columns)
    return pd.DataFrame({column.name: _array(cell, column) for column, cell in zip(columns, cells, strict=True)})


def _array(cell: Iterable[Any], column: schema.Column) -> Any:
    return pd.array(list(cell), dtype=_dtype(column.dtype))


@cache
def _dtype(name: str) -> Any:
    """Return the dtype of a name, which pandas would look for among all that there are, column by column."""
    return pd.api.types.pandas_dtype(name)


def arrow_schema(table: str | type[schema.Record]) -> pa.Schema:
    """Return the Arrow schema of a table, as its Parquet files have it."""
    fields = [
        pa.field(c.name, _ARROW[c.dtype], metadata={"about": c.about, "unit": c.unit}) for c in schema.columns(table)
    ]
    return pa.schema(fields)


def arrow_table(table: str | type[schema.Record], rows: Iterable[Sequence[Any]]) -> pa.Table:
    """Return the rows of a table as an Arrow table."""
    shape = arrow_schema(table)
    cells: Iterable[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(shape)
    return pa.table([pa.array(cell, field.type) for cell, field in zip(cells, shape, strict=True)], schema=shape)


def arrow_of(table: str | type[schema.Record], cells: pd.DataFrame) -> pa.Table:
    """Return a DataFrame of the library as an Arrow table; its doc_id is text, as in all that is stored."""
    shape = arrow_schema(table)
    columns = [pa.array(cells[c.name].astype(cast(Any, c.dtype)), _ARROW[c.dtype]) for c in schema.columns(table)]
    return pa.table(columns, schema=shape)


def with_integer_ids(cells: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose doc_id is int64, where it has one; it is text in all that is stored."""
    return cells.astype({"doc_id": "int64"}) if "doc_id" in cells else cells


def read_part(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Return a Parquet file, or some `columns` of it.

    In this thread alone: Arrow's threads may hold a Python stream for longer than it is read, and one that does so when
    Python ends aborts the process.
    """
    with path.open("rb") as stream:
        return pq.ParquetFile(stream, pre_buffer=False).read(columns, use_threads=False)


def read_frame(folder: Path, record: type[schema.Record]) -> pd.DataFrame:
    """Return the table of `record` from a folder of Parquet files.

    They are `TABLE.parquet`, or `TABLE/part-*.parquet`; where there are none the table is empty.

    Raises:
        InputError: a file is there but cannot be read.
    """
    table = record.table
    single = folder / f"{table}.parquet"
    parts = [single] if single.is_file() else sorted((folder / table).glob("part-*.parquet"), key=str)
    found = []
    for part in parts:
        try:
            found.append(read_part(part))
        except (OSError, pa.ArrowInvalid) as error:
            raise InputError(
                f"{part}: not a Parquet file that can be read ({error}); write the results again"
            ) from error
    whole = pa.concat_tables(found, promote_options="default") if found else arrow_schema(record).empty_table()
    # Each column on its own: by to_pandas, a column of integers with gaps would turn into floats.
    return pd.DataFrame(
        {
            column.name: _array(whole.column(column.name).to_pylist(), column)
            for column in schema.columns(record)
            if column.name in whole.column_names
        }
    )
