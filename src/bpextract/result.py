"""The tables of an extraction, as pandas users like them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

from bpextract import schema
from bpextract.cells import for_workbook
from bpextract.database import write_tables
from bpextract.errors import InputError, MissingExtraError
from bpextract.label import Label
from bpextract.labels import LABELS
from bpextract.report.facts import facts
from bpextract.report.highlight import show, summary_html
from bpextract.report.page import page
from bpextract.report.posts import posts
from bpextract.report.views import view
from bpextract.tables import arrow_of, arrow_table, with_integer_ids
from bpextract.tableset import TableSet

if TYPE_CHECKING:
    import polars as pl

    from bpextract.linking.linked import Linked

INTEGER_IDS = b"bpextract.integer_ids"
"""Noted in the Parquet files of tables whose doc_id was of integers."""

_NOT_COUNTED = ("sentences", "mentions", "tokens")


class Result(TableSet):
    """The tables of one or more documents.

    Every table is a DataFrame with fixed columns and dtypes (`bpextract.schema.columns`), made when first asked for.
    `tokens` runs underthesea when asked for.

    Examples:
        >>> result
        <bpextract.Result: 1 document, 1 person, 1 role, 1 place, 1 organization, 1 figure, 1 date>
        >>> result.roles[["title", "organization", "person_id"]]
              title       organization  person_id
        0  Chủ tịch  UBND xã Mường Hum          0
    """

    @classmethod
    def from_frames(
        cls,
        frames: Mapping[str, pd.DataFrame],
        texts: Mapping[str, str] | None = None,
        own: Mapping[str, type[schema.Record]] | None = None,
        labels: Iterable[Label] = LABELS,
        *,
        integer_ids: bool = False,
        tables: Collection[str] | None = None,
    ) -> "Result":
        """Return a result over ready tables, as `read_parquet` makes them.

        Args:
            frames: a DataFrame for each table, with its columns, by the name of the table; those that lack are empty.
            texts: what the caller passed, by doc_id, where it is kept.
            own: the record types of tables that the caller's own components make.
            labels: all labels, the built-in ones among them.
            integer_ids: whether each doc_id is an integer, written out in `frames`; see `TableSet`.
            tables: those that were made; all, when None.

        Examples:
            >>> bp.Result.from_frames({"people": result.people}).people.name[0]
            'Giàng A Sủ'
        """
        result = cls({}, texts, own, labels, integer_ids=integer_ids, tables=tables)
        made = {name: with_integer_ids(table) for name, table in frames.items()} if integer_ids else frames
        result._frames.update(made)
        return result

    def view(self, name: str) -> pd.DataFrame:
        """Return a table for reading: names and mentions in place of ids, always in the same columns.

        Columns have the meaning and the unit that they have in the table; a `value` is in the `unit` beside it.

        Args:
            name: people, roles, places, organizations, figures or dates, or the table of a label of your own.

        Raises:
            InputError: there is no such view.

        Examples:
            >>> result.view("roles")[["person", "title", "organization"]]
                   person     title       organization
            0  Giàng A Sủ  Chủ tịch  UBND xã Mường Hum
        """
        if name not in self.views:
            raise InputError(f"no view {name!r}; the views are {', '.join(self.views)}")
        return view(self, name)

    def facts(self) -> pd.DataFrame:
        """Return a row for each figure with all that it says: who did how much of what, where and when.

        Columns: doc_id, figure_id, published (ISO date), title, section; subject (as written), who (the name it stands
        for), who_label, who_kind (of a body); action, direction, state; figure (as written), modifier, value,
        value_low, value_high (in unit), unit, value_norm (in unit_norm), unit_norm, kind; what, baseline; place,
        place_level, place_code, place_edition, province, current_code, current_province, place_from; start_date,
        end_date (ISO dates), date_from; month (YYYY-MM: of the date where it has a month, that of publication where
        there is no date); sentence. A DuckDB database of results has the same as the view `facts`.

        Examples:
            >>> result.facts()[["who", "action", "value", "what", "province", "start_date"]]
                     who action  value      what province  start_date
            0  Mường Hum   trao  120.0  suất quà  Lào Cai  2025-01-01
        """
        return facts(self)

    def posts(self) -> pd.DataFrame:
        """Return what each person of a document is, every post, rank, degree, honour and occupation once.

        `roles` has a row for each mention. Mentions are one row here where person, title, status and body (else the
        place) are the same; one that names neither is of the post with its title that is named first. The tables
        people, roles, places and organizations are needed.

        Columns: doc_id, person (the name), title, organization (as its own table names it, else as written), place (the
        name), status, kind, n_mentions, role_id (of the mention from which the row was taken), person_id,
        organization_id, place_id.

        Examples:
            >>> result.posts()[["person", "title", "organization", "n_mentions"]]
                   person     title       organization  n_mentions
            0  Giàng A Sủ  Chủ tịch  UBND xã Mường Hum           1
        """
        return posts(self)

    def to_parquet(self, folder: str | Path, *, texts: bool = True) -> None:
        """Write `TABLE.parquet` for every table into `folder` (made when missing), and the `texts` unless told not to.

        `tokens` is written only when it has been asked for. `bpextract.read_parquet` reads it all back. In the files
        doc_id is text; that it was of integers is noted beside it, and `read_parquet` makes it so again.

        Examples:
            >>> result.to_parquet("tables")
            >>> bp.read_parquet("tables").people.name[0]
            'Giàng A Sủ'
        """
        import pyarrow.parquet as pq

        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        for record, table in self._arrow_tables(texts):
            if self.integer_ids:
                table = table.replace_schema_metadata({INTEGER_IDS: b"1"})
            pq.write_table(table, folder / f"{record.table}.parquet")

    def _arrow_tables(self, texts: bool) -> Iterator[tuple[type[schema.Record], pa.Table]]:
        """Yield every table that is to be stored, `tokens` only when it has been asked for."""
        for name, record in self.records.items():
            if name != "tokens" or name in self._frames:
                yield record, arrow_of(record, self.table(name))
        if texts and self._texts is not None:
            yield schema.Text, arrow_table(schema.Text, list(self._texts.items()))

    def to_arrow(self, *names: str) -> dict[str, pa.Table]:
        """Return tables as those of Arrow, by name: those of `names`, else all (`tokens` only when it was asked for).

        Columns and dtypes are those of the DataFrames: text is `string`, and what may lack a value has nulls.

        Raises:
            InputError: there is no such table.

        Examples:
            >>> result.to_arrow("people")["people"].column("name").to_pylist()
            ['Giàng A Sủ']
        """
        wanted = names or [name for name in self.records if name != "tokens" or name in self._frames]
        return {name: self._arrow(name) for name in wanted}

    def to_polars(self, *names: str) -> "dict[str, pl.DataFrame]":
        """Return tables as DataFrames of Polars, by name: those of `names`, else all, as `to_arrow` does.

        Raises:
            MissingExtraError: Polars is not installed.
            InputError: there is no such table.

        Examples:
            >>> result.to_polars("people")["people"]["name"].to_list()
            ['Giàng A Sủ']
        """
        try:
            import polars
        except ImportError as error:
            raise MissingExtraError('to_polars needs Polars: pip install "bpextract[polars]"') from error
        return {name: polars.DataFrame(table) for name, table in self.to_arrow(*names).items()}

    def _arrow(self, name: str) -> pa.Table:
        made = self.table(name)
        table = arrow_of(self.records[name], made)
        if self.integer_ids and "doc_id" in made:
            table = table.set_column(0, "doc_id", table.column("doc_id").cast(pa.int64()))
        return table

    def to_duckdb(self, path: str | Path, *, texts: bool = True) -> None:
        """Write each table into the DuckDB database `path`, replacing its namesake, and the `texts` unless told not to.

        It has the keys, comments and view that `bpextract extract --format duckdb` writes.

        Raises:
            MissingExtraError: duckdb is not installed.

        Examples:
            >>> import duckdb
            >>> result.to_duckdb("news.duckdb")
            >>> with duckdb.connect("news.duckdb") as news:
            ...     print(news.sql("SELECT name, gender FROM people").fetchall())
            [('Giàng A Sủ', 'male')]
        """
        try:
            import duckdb
        except ImportError as error:
            raise MissingExtraError('to_duckdb needs DuckDB: pip install "bpextract[duckdb]"') from error
        with duckdb.connect(str(path)) as connection:
            write_tables(connection, ((record, [table]) for record, table in self._arrow_tables(texts)))

    def to_excel(self, path: str | Path) -> None:
        """Write a workbook to `path`, with a sheet for each table; cells that look like formulas are stored as text.

        Characters that a workbook cannot hold (control characters, halves of pairs) become `�`, infinities `inf`.

        Raises:
            MissingExtraError: openpyxl is not installed.

        Examples:
            >>> import pandas as pd
            >>> result.to_excel("news.xlsx")
            >>> pd.read_excel("news.xlsx", sheet_name="people").name[0]
            'Giàng A Sủ'
        """
        try:
            import openpyxl  # noqa: F401
        except ImportError as error:
            raise MissingExtraError('to_excel needs openpyxl: pip install "bpextract[excel]"') from error
        with pd.ExcelWriter(path, engine="openpyxl") as writer:
            for name in self.records:
                if name != "tokens" or name in self._frames:
                    sheet = self.table(name).map(for_workbook, na_action="ignore")
                    sheet.to_excel(writer, sheet_name=name, index=False, inf_rep="inf")
            for written in writer.sheets.values():
                for row in written.iter_rows():
                    for cell in row:
                        if cell.data_type == "f":
                            cell.data_type = "s"

    def to_html(self, path: str | Path, linked: "Linked | None" = None) -> None:
        """Write the report: one page to look through the texts and tables, which needs no network.

        Args:
            path: of the page.
            linked: what `bp.link` made of this result: each person, place and body gets one page over all documents.
                Without it people and bodies have one for each document.

        Raises:
            InputError: `path` cannot be written.

        Examples:
            >>> from pathlib import Path
            >>> result.to_html("report.html", linked)
            >>> Path("report.html").read_text(encoding="utf-8")[:15]
            '<!DOCTYPE html>'
        """
        html = page(self, linked)
        try:
            Path(path).write_text(html, encoding="utf-8")
        except OSError as error:
            raise InputError(f"{path}: cannot be written: {error.strerror}") from error

    def show(self, doc_id: str | int | None = None) -> str | None:
        """Show the text of one document with its mentions coloured: displayed in a notebook, else returned as HTML.

        Raises:
            InputError: the texts are not kept, or `doc_id` is missing or unknown.

        Examples:
            >>> "Giàng A Sủ" in result.show()
            True
        """
        text = self.text(doc_id)
        mentions = self.mentions if doc_id is None else self.mentions[self.mentions.doc_id.astype(str) == str(doc_id)]
        return show(text, mentions, self.labels)

    def __repr__(self) -> str:
        counts = (
            schema.counted_rows(record, len(self.table(name)))
            for name, record in self.records.items()
            if name not in _NOT_COUNTED
        )
        return f"<bpextract.Result: {', '.join(counts)}>"

    def _repr_html_(self) -> str:
        return summary_html(self)
