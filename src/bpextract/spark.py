"""Extraction from a Spark DataFrame (extra `spark`): a column of texts becomes the tables, in the cluster.

>>> tables = bpextract.spark.extract(news, text="body", id="url")  # doctest: +SKIP
>>> tables.people.groupBy("name").count()  # doctest: +SKIP
"""

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from bpextract import schema
from bpextract.document_rows import TableRows, extract_rows
from bpextract.errors import InputError, MissingExtraError
from bpextract.inputs import Input
from bpextract.tables import arrow_schema, arrow_table
from bpextract.wanted import Wanted

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

_TABLES = tuple(table for table in schema.TABLES if table != "tokens")


class SparkTables:
    """The tables of an extraction as Spark DataFrames: `tables.people`, `tables.figures` …

    All of them are read from `nested`, a DataFrame of one row for each document that holds the rows of each table as
    an array. Nothing is extracted before Spark needs it, and once for each table that is asked for: call
    `tables.nested.persist()`, or write it to storage, to extract once for all.
    """

    def __init__(self, nested: "DataFrame") -> None:
        """Hold the nested DataFrame, just made or read back from storage."""
        self.nested = nested

    def __getattr__(self, name: str) -> "DataFrame":
        if name not in _TABLES:
            raise AttributeError(f"no table {name!r}; the tables are {', '.join(_TABLES)}")
        return self.nested.selectExpr("doc_id", f"inline({name})")


def extract(
    frame: "DataFrame",
    *,
    text: str,
    id: str,
    published: str | None = None,
    sections: Collection[str] | None = None,
    min_confidence: float = 0.0,
) -> SparkTables:
    """Return the tables of the documents of a Spark DataFrame.

    Args:
        frame: one document in each row; may stream.
        text, id: the columns of the texts and of what becomes doc_id. Rows have no order in Spark, so nothing could
            tell which of two ids that are the same becomes `x#2`, as elsewhere: they stay the same, and a missing one
            is empty. Where ids may repeat, `frame.dropDuplicates([id])` first, or give another column.
        published: the column of the date of publication.
        sections: keep only mentions in these sections.
        min_confidence: keep only mentions that are at least so sure.

    Raises:
        MissingExtraError: PySpark is not installed.
        InputError: a column is missing, a section unknown, or `min_confidence` outside 0 to 1. A text that fails
            becomes a row with `error`.

    Examples:
        >>> import bpextract.spark
        >>> from pyspark.sql import SparkSession
        >>> spark = SparkSession.builder.master("local[1]").getOrCreate()
        >>> news = spark.createDataFrame([("n/1", text)], "url string, body string")
        >>> tables = bpextract.spark.extract(news, text="body", id="url")
        >>> [tuple(row) for row in tables.people.select("doc_id", "name").collect()]
        [('n/1', 'Giàng A Sủ')]
        >>> spark.stop()
    """
    shape = nested_schema()
    wanted = {"text": text, "id": id, "published": published}
    for argument, column in wanted.items():
        if column is not None and column not in frame.columns:
            raise InputError(f"{argument}={column!r}: no such column; the columns are {', '.join(frame.columns)}")
    kept = Wanted.of(sections, min_confidence)

    def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield _nested(batch, kept)

    columns = [frame[id].cast("string").alias("doc_id"), frame[text].cast("string").alias("text")]
    if published is not None:
        columns.append(frame[published].cast("string").alias("published"))
    return SparkTables(frame.select(*columns).mapInArrow(work, shape))


def nested_schema() -> "StructType":
    """Return the Spark schema of `SparkTables.nested`: doc_id, and an array of rows for each table.

    Raises:
        MissingExtraError: PySpark is not installed.
    """
    try:
        from pyspark.sql import types
    except ImportError as error:
        raise MissingExtraError('bpextract.spark needs PySpark: pip install "bpextract[spark]"') from error
    of = {
        "string": types.StringType, "int64": types.LongType, "float64": types.DoubleType, "bool": types.BooleanType,
    }  # fmt: skip
    shape = types.StructType([types.StructField("doc_id", types.StringType(), False)])
    for table in _TABLES:
        row = types.StructType(
            [
                types.StructField(column.name, of[_plain(column.dtype)](), True, {"about": column.about})
                for column in schema.columns(table)[1:]
            ]
        )
        shape.add(table, types.ArrayType(row, False), False)
    return shape


def _plain(dtype: str) -> str:
    return {"boolean": "bool"}.get(dtype, dtype.lower())


def _nested(batch: pa.RecordBatch, wanted: Wanted) -> pa.RecordBatch:
    columns = {name: batch.column(name).to_pylist() for name in batch.schema.names}
    published: list[Any] = columns.get("published") or [None] * batch.num_rows
    every: TableRows = {table: [] for table in _TABLES}
    offsets = {table: [0] for table in _TABLES}
    ids = ["" if key is None else key for key in columns["doc_id"]]
    for doc_id, text, day in zip(ids, columns["text"], published, strict=True):
        rows = extract_rows([Input(doc_id, text, day)], wanted)
        for table in _TABLES:
            every[table].extend(rows[table])
            offsets[table].append(len(every[table]))
    arrays = [pa.array(ids, pa.string())]
    fields = [pa.field("doc_id", pa.string(), False)]
    for table in _TABLES:
        flat = arrow_table(table, every[table]).combine_chunks()
        cells = [column.combine_chunks() for column in flat.columns[1:]]
        structs = pa.StructArray.from_arrays(cells, fields=list(arrow_schema(table))[1:])
        array = pa.ListArray.from_arrays(pa.array(offsets[table], pa.int32()), structs)
        arrays.append(array)
        fields.append(pa.field(table, array.type, False))
    return pa.RecordBatch.from_arrays(arrays, schema=pa.schema(fields))
