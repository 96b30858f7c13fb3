"""The tables of an extraction, as pandas users like them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from bpextract import schema
from bpextract.addresses import as_path
from bpextract.database import write_tables
from bpextract.errors import InputError, MissingExtraError
from bpextract.tables import arrow_table, frame, read_frame

Rows = Mapping[str, Sequence[Sequence[Any]]]


class Result:
    """The tables of one or more documents.

    Every table is a DataFrame with fixed columns and dtypes (`bpextract.schema.columns`), made when first asked for.
    `tokens` needs the documents' texts and runs underthesea when asked for.
    """

    def __init__(
        self, rows: Rows, texts: Mapping[str, str] | None = None, own: Mapping[str, type[schema.Record]] | None = None
    ) -> None:
        """Hold the `rows` of each table (`doc_id` first).

        Args:
            texts: what the caller passed, by doc_id, where it is kept.
            own: the record types of tables that the caller's own components make.
        """
        self.records = {**schema.TABLES, **(own or {})}
        self._rows = rows
        self._texts = texts
        self._frames: dict[str, pd.DataFrame] = {}

    @classmethod
    def from_frames(
        cls,
        frames: Mapping[str, pd.DataFrame],
        texts: Mapping[str, str] | None = None,
        own: Mapping[str, type[schema.Record]] | None = None,
    ) -> "Result":
        """Return a result over ready tables, as `read_parquet` makes them."""
        result = cls({}, texts, own)
        result._frames.update(frames)
        return result

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables, those of the caller's own components last."""
        return tuple(self.records)

    def table(self, name: str) -> pd.DataFrame:
        """Return a table by its name.

        Raises:
            InputError: there is no such table.
        """
        if name not in self._frames:
            if name not in self.records:
                raise InputError(f"no table {name!r}; the tables are {', '.join(self.records)}")
            rows = self._rows.get(name, ())
            self._frames[name] = self._tokens() if name == "tokens" else frame(self.records[name], rows)
        return self._frames[name]

    def view(self, name: str) -> pd.DataFrame:
        """Return a table for reading: names and mentions in place of ids, always in the same columns.

        Args:
            name: people, roles, places, organizations, figures or dates.

        Raises:
            InputError: there is no such view.
        """
        from bpextract.report.views import VIEWS, view

        if name not in VIEWS:
            raise InputError(f"no view {name!r}; the views are {', '.join(VIEWS)}")
        return view(self, name)

    @property
    def documents(self) -> pd.DataFrame:
        """One row for each input document, failed ones included."""
        return self.table("documents")

    @property
    def sentences(self) -> pd.DataFrame:
        """One row for each sentence."""
        return self.table("sentences")

    @property
    def mentions(self) -> pd.DataFrame:
        """One row for each span found; spans may nest."""
        return self.table("mentions")

    @property
    def people(self) -> pd.DataFrame:
        """One row for each person of a document."""
        return self.table("people")

    @property
    def roles(self) -> pd.DataFrame:
        """One row for each role stated of a person."""
        return self.table("roles")

    @property
    def places(self) -> pd.DataFrame:
        """One row for each place of a document."""
        return self.table("places")

    @property
    def organizations(self) -> pd.DataFrame:
        """One row for each organization of a document."""
        return self.table("organizations")

    @property
    def figures(self) -> pd.DataFrame:
        """One row for each figure."""
        return self.table("figures")

    @property
    def dates(self) -> pd.DataFrame:
        """One row for each date."""
        return self.table("dates")

    @property
    def tokens(self) -> pd.DataFrame:
        """One row for each word, as underthesea segments it; computed when first asked for.

        Raises:
            InputError: the result was read from files that do not hold the texts.
        """
        return self.table("tokens")

    def text(self, doc_id: str | None = None) -> str:
        """Return the text the caller passed for `doc_id` (may be left out where there is one document).

        Raises:
            InputError: the texts are not kept, or there is no such document.
        """
        if self._texts is None:
            raise InputError("the texts are not kept in these results; extract again, or store them with texts=True")
        if doc_id is None:
            if len(self._texts) != 1:
                names = ", ".join(map(repr, list(self._texts)[:3]))
                raise InputError(f"{len(self._texts)} documents are here; name one of them: {names} …")
            return next(iter(self._texts.values()))
        if doc_id not in self._texts:
            raise InputError(f"no document {doc_id!r}; doc_id is the id column, or the number of the row")
        return self._texts[doc_id]

    def has_text(self, doc_id: str) -> bool:
        """Return whether the text of `doc_id` is kept; that of a document that could not be read is not."""
        return self._texts is not None and doc_id in self._texts

    def _tokens(self) -> pd.DataFrame:
        from bpextract.text.cleaning import clean
        from bpextract.text.words import segment

        if self._texts is None:
            self.text()  # raises: there is nothing to segment
        rows: list[tuple[Any, ...]] = []
        sentences = self.sentences
        cleaned = [clean(raw) for raw in sentences["text"]]
        words = segment(clean_text.text for clean_text in cleaned)
        keys = (sentences[column] for column in ("doc_id", "sentence_id", "start"))
        for doc_id, sentence_id, offset, clean_text, spans in zip(*keys, cleaned, words, strict=True):
            for number, (start, end) in enumerate(spans):
                first, last = clean_text.raw_span(start, end)
                text = clean_text.raw[first:last]
                rows.append((doc_id, sentence_id, number, offset + first, offset + last, text))
        return frame("tokens", rows)

    def to_parquet(self, folder: str | Path, *, texts: bool = True) -> None:
        """Write `TABLE.parquet` for every table into `folder` (made when missing), and the texts unless told not to.

        `tokens` is written only when it has been asked for. `bpextract.read_parquet` reads it all back.
        """
        import pyarrow.parquet as pq

        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        for record, table in self._arrow_tables(texts):
            pq.write_table(table, folder / f"{record.table}.parquet")

    def _arrow_tables(self, texts: bool) -> Iterator[tuple[type[schema.Record], pa.Table]]:
        """Yield every table that is to be stored, `tokens` only when it has been asked for."""
        for name, record in self.records.items():
            if name != "tokens" or name in self._frames:
                yield record, arrow_table(record, _cells(self.table(name)))
        if texts and self._texts is not None:
            yield schema.Text, arrow_table(schema.Text, list(self._texts.items()))

    def to_duckdb(self, path: str | Path, *, texts: bool = True) -> None:
        """Write each table into a DuckDB database, replacing its namesake, and the texts unless told not to.

        It has the keys, comments and view that `bpextract extract --format duckdb` writes.

        Raises:
            MissingExtraError: duckdb is not installed.
        """
        try:
            import duckdb
        except ImportError as error:
            raise MissingExtraError('to_duckdb needs DuckDB: pip install "bpextract[duckdb]"') from error
        with duckdb.connect(str(path)) as connection:
            write_tables(connection, ((record, [table]) for record, table in self._arrow_tables(texts)))

    def to_excel(self, path: str | Path) -> None:
        """Write a workbook with a sheet for each table; cells that look like formulas are stored as text.

        Raises:
            MissingExtraError: openpyxl is not installed.
        """
        try:
            import openpyxl  # noqa: F401
        except ImportError as error:
            raise MissingExtraError('to_excel needs openpyxl: pip install "bpextract[excel]"') from error
        with pd.ExcelWriter(path, engine="openpyxl") as writer:
            for name in self.records:
                if name != "tokens" or name in self._frames:
                    self.table(name).to_excel(writer, sheet_name=name, index=False)
            for sheet in writer.sheets.values():
                for row in sheet.iter_rows():
                    for cell in row:
                        if cell.data_type == "f":
                            cell.data_type = "s"

    def to_html(self, path: str | Path) -> None:
        """Write the report: one page to look through the texts and tables, which needs no network.

        Raises:
            InputError: `path` cannot be written.
        """
        from bpextract.report.page import page

        html = page(self)
        try:
            Path(path).write_text(html, encoding="utf-8")
        except OSError as error:
            raise InputError(f"{path}: cannot be written: {error.strerror}") from error

    def show(self, doc_id: str | None = None) -> str | None:
        """Show the text of one document with its mentions coloured: displayed in a notebook, else returned as HTML.

        Raises:
            InputError: the texts are not kept, or `doc_id` is missing or unknown.
        """
        from bpextract.report.highlight import show

        text = self.text(doc_id)
        mentions = self.mentions if doc_id is None else self.mentions[self.mentions.doc_id == doc_id]
        return show(text, mentions)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self.table(name))} {name}" for name in self.records if name not in _NOT_COUNTED)
        return f"<bpextract.Result: {len(self.documents)} documents, {counts}>"

    def _repr_html_(self) -> str:
        from bpextract.report.highlight import summary_html

        return summary_html(self)


_NOT_COUNTED = ("documents", "sentences", "mentions", "tokens")


def _cells(table: pd.DataFrame) -> Iterable[Sequence[Any]]:
    plain = table.astype(object).where(table.notna(), None)
    return plain.itertuples(index=False, name=None)


def read_parquet(folder: str | Path, records: Iterable[type[schema.Record]] = ()) -> Result:
    """Return the result that `Result.to_parquet` or `bpextract extract` wrote into `folder`.

    Args:
        folder: a path, or an address that fsspec knows.
        records: the record types of tables of your own that it holds.

    Raises:
        InputError: the folder is not there or holds no table of bpextract.
        MissingExtraError: an address whose driver is not installed.
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
    own = {record.table: record for record in records}
    every = {**schema.TABLES, **own}
    if not (folder / "tokens.parquet").is_file():  # then they are computed when asked for
        del every["tokens"]
    frames = {name: read_frame(folder, record) for name, record in every.items()}
    texts = None
    if _is_there(folder, "texts"):
        pairs = read_frame(folder, schema.Text)
        texts = dict(zip(pairs["doc_id"], pairs["text"], strict=True))
    return Result.from_frames(frames, texts, own)


def _is_there(folder: Path, table: str) -> bool:
    return (folder / f"{table}.parquet").is_file() or (folder / table).is_dir()
