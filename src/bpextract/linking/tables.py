"""The tables that linking reads, as views of a DuckDB database: over DataFrames, or over Parquet files on disk."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from bpextract import schema
from bpextract.errors import MissingExtraError
from bpextract.linking.shares import Share, table_files
from bpextract.tables import arrow_schema
from bpextract.tableset import TableSet

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

READ = ("documents", "sentences", "mentions", "people", "roles", "places", "organizations", "figures")
_SQL = {"string": "VARCHAR", "int64": "BIGINT", "Int64": "BIGINT", "float64": "DOUBLE", "Float64": "DOUBLE",
        "bool": "BOOLEAN", "boolean": "BOOLEAN"}  # fmt: skip


def connect(database: str = ":memory:", settings: Mapping[str, str] | None = None) -> "DuckDBPyConnection":
    """Return a connection on which results do not depend on the number of threads.

    Args:
        settings: of DuckDB, as `{"memory_limit": "500MB", "threads": "1"}`.

    Raises:
        MissingExtraError: duckdb is not installed.
    """
    try:
        import duckdb
    except ImportError as error:
        raise MissingExtraError('linking needs DuckDB and Splink: pip install "bpextract[link]"') from error
    connection = duckdb.connect(database)
    connection.execute("SET preserve_insertion_order = false")
    with suppress(duckdb.InvalidInputException):  # of Jupyter without ipywidgets, where there is no bar
        connection.execute("SET enable_progress_bar = false")
    for name, value in (settings or {}).items():
        connection.execute(f"SET {name} = {quoted(value)}")
    return connection


def quoted(text: object) -> str:
    """Return a text as SQL writes it."""
    return "'" + str(text).replace("'", "''") + "'"


def view_result(connection: "DuckDBPyConnection", result: TableSet) -> None:
    """Make the views over the DataFrames of a result, of whichever version it is."""
    for name in READ:
        frame = result.table(name) if name in result.tables else None
        if frame is None:
            _view(connection, name, None, [])
            continue
        if name == "documents":  # rows are read in parallel, in no order
            frame = frame.assign(position=range(len(frame)))
        # Copied, since reading DataFrames waits for Python, and so would the functions of Python that SQL calls.
        connection.register("incoming", pa.Table.from_pandas(frame, preserve_index=False))
        connection.execute(f"CREATE OR REPLACE TABLE given_{name} AS SELECT * FROM incoming")
        connection.unregister("incoming")
        _view(connection, name, f"given_{name}", list(frame.columns))


def view_folder(connection: "DuckDBPyConnection", folder: Path, share: Share | None = None) -> None:
    """Make the views over the Parquet files that a job wrote; a table that is not there is empty.

    Args:
        share: the documents to read; None: all.
    """
    for name in READ:
        paths = share.files(folder, name) if share else table_files(folder, name)
        if not paths:
            _view(connection, name, None, [])
            continue
        # Files of a job that went on with another version differ in columns; the file's name tells the order.
        files = ", ".join(map(quoted, paths))
        source = f"read_parquet([{files}], union_by_name = true, file_row_number = true, filename = true)"
        found = connection.execute(f"SELECT * FROM {source} LIMIT 0").description or []
        where = share.where(folder, name) if share else ""
        _view(connection, name, source + where, [column[0] for column in found])


def _view(connection: "DuckDBPyConnection", name: str, source: str | None, there: list[str]) -> None:
    """Make a view with every column of the schema, those that the source lacks as NULL."""
    cells = []
    for column in schema.columns(name):
        cell = f'"{column.name}"' if column.name in there else "NULL"
        cells.append(f'CAST({cell} AS {_SQL[column.dtype]}) AS "{column.name}"')
    if source is None:
        connection.register(f"given_{name}", arrow_schema(name).empty_table())
        source = f"given_{name}"
    if name == "documents":  # whose order tells which appearance comes first
        counted = "row_number() OVER (ORDER BY filename, file_row_number)" if "filename" in there else "NULL::BIGINT"
        cells.append("position" if "position" in there else f"{counted} AS position")
    connection.execute(f"CREATE OR REPLACE VIEW {name} AS SELECT {', '.join(cells)} FROM {source}")


def define(
    connection: "DuckDBPyConnection", name: str, function: Callable[..., object], arity: int, returns: str
) -> None:
    """Make a function of texts callable in SQL; it is given None for NULL, and replaces one of its name."""
    with suppress(Exception):  # duckdb says in several ways that there was none
        connection.remove_function(name)
    make: Any = connection.create_function  # whose types name every kind of value
    make(name, function, ["VARCHAR"] * arity, returns, null_handling="special")
