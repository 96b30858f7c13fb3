"""Read back the Parquet files of a result."""

from collections.abc import Iterable
from pathlib import Path

from bpextract import schema
from bpextract.addresses import as_path
from bpextract.errors import InputError
from bpextract.label import Label
from bpextract.labels import tables_of, with_own
from bpextract.result import INTEGER_IDS, Result
from bpextract.tables import read_frame
from bpextract.tableset import made_tables


def read_parquet(
    folder: str | Path, records: Iterable[type[schema.Record]] = (), *, labels: Iterable[Label] = ()
) -> Result:
    """Return the result that `Result.to_parquet` or `bpextract extract` wrote into `folder`.

    Args:
        folder: a path, or an address that fsspec knows.
        records: the record types of tables of your own components that it holds.
        labels: your own labels, whose tables it holds.

    Raises:
        InputError: the folder is not there or holds no table of bpextract.
        MissingExtraError: an address whose driver is not installed.

    Examples:
        >>> result.to_parquet("out")
        >>> list(bp.read_parquet("out").people.name)
        ['Giàng A Sủ']
    """
    folder = as_path(folder)
    if not folder.is_dir():
        said = "is a file, not a folder" if folder.is_file() else "no such folder"
        raise InputError(f"{folder}: {said}; give the folder that to_parquet or `bpextract extract -o` wrote")
    missing = [name for name in ("documents", "mentions") if not _is_there(folder, name)]
    if missing:
        other = next((kind for kind in ("csv", "jsonl") if (folder / f"mentions.{kind}").is_file()), None)
        said = f"its tables are {other}; extract again with --format parquet" if other else f"no {missing[0]}.parquet"
        raise InputError(
            f"{folder}: no tables of bpextract in Parquet here ({said}); give the folder that to_parquet or "
            "`bpextract extract -o` wrote"
        )
    every_label = with_own(labels)
    own = {record.table: record for record in records}
    every = tables_of(every_label) | own
    made = made_tables(every, [name for name in every if _is_there(folder, name)])
    stored = [name for name in made if name != "tokens" or _is_there(folder, name)]  # else computed when asked for
    frames = {name: read_frame(folder, every[name]) for name in stored}
    texts = None
    if _is_there(folder, "texts"):
        pairs = read_frame(folder, schema.Text)
        texts = dict(zip(pairs["doc_id"], pairs["text"], strict=True))
    return Result.from_frames(frames, texts, own, every_label, integer_ids=_has_integer_ids(folder), tables=made)


def _has_integer_ids(folder: Path) -> bool:
    import pyarrow.parquet as pq

    documents = folder / "documents.parquet"
    if not documents.is_file():  # a job's, which has a folder of parts, and text in all of them
        return False
    with documents.open("rb") as stream:
        return INTEGER_IDS in (pq.read_schema(stream).metadata or {})


def _is_there(folder: Path, table: str) -> bool:
    return (folder / f"{table}.parquet").is_file() or (folder / table).is_dir()
