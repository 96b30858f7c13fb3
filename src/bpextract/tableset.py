"""The tables of one or more documents, each made when first asked for."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

import pandas as pd

from bpextract.errors import InputError
from bpextract.label import Label
from bpextract.labels import LABELS, tables_of
from bpextract.schema import TABLES, Record
from bpextract.tables import frame, with_integer_ids
from bpextract.wanted import Wanted
from bpextract.wording import counted

_PIECE = re.compile(r"\S+")
_NAMED = 3  # documents that a message names
Rows = Mapping[str, Sequence[Sequence[Any]]]


class TableSet:
    """What an extraction found: tables, and the texts that they speak of."""

    def __init__(
        self,
        rows: Rows,
        texts: Mapping[str, str] | None = None,
        own: Mapping[str, type[Record]] | None = None,
        labels: Iterable[Label] = LABELS,
        *,
        integer_ids: bool = False,
        tables: Collection[str] | None = None,
    ) -> None:
        """Hold the `rows` of each table (`doc_id` first).

        Args:
            texts: what the caller passed, by doc_id, where it is kept.
            own: the record types of tables that the caller's own components make.
            labels: all labels, the built-in ones among them.
            integer_ids: whether each doc_id is an integer, written out: then the DataFrames have it as int64, so that
                they merge with those of the caller.
            tables: those that were made, beside the two that always are; all, when None.
        """
        self.labels = tuple(labels)
        self.integer_ids = integer_ids
        every = tables_of(self.labels) | dict(own or {})
        wanted = Wanted.of(tables=tables, known=every)
        self.records = {name: record for name, record in every.items() if wanted.has(name)}
        self._left_out = every.keys() - self.records.keys()
        self._rows = rows
        self._texts = texts
        self._frames: dict[str, pd.DataFrame] = {}

    @property
    def views(self) -> dict[str, Label]:
        """The tables for reading, and the label of each."""
        return {label.table: label for label in self.labels if label.table in self.records}

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables, those of the caller's own labels and components last."""
        return tuple(self.records)

    def table(self, name: str) -> pd.DataFrame:
        """Return a table by its `name`, as `result.table("people")`, with the columns and units of the page of tables.

        Raises:
            InputError: there is no such table, or it was not asked for.

        Examples:
            >>> result.table("dates")[["start_date", "end_date", "precision"]]
               start_date    end_date precision
            0  2025-01-01  2025-12-31      year
        """
        if name not in self._frames:
            if name in self._left_out:
                raise InputError(f"no table {name} was made: extract with {name!r} among `tables`, or without `tables`")
            if name not in self.records:
                raise InputError(f"no table {name!r}; the tables are {', '.join(self.records)}")
            rows = self._rows.get(name, ())
            made = self._tokens() if name == "tokens" else frame(self.records[name], rows)
            self._frames[name] = with_integer_ids(made) if self.integer_ids else made
        return self._frames[name]

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
        """One row for each word, as underthesea segments it; computed when first asked for."""
        return self.table("tokens")

    def text(self, doc_id: str | int | None = None) -> str:
        """Return the text the caller passed for `doc_id` (may be left out where there is one document).

        Raises:
            InputError: the texts are not kept, or there is no such document.

        Examples:
            >>> mention = result.mentions.iloc[0]
            >>> result.text()[mention.start : mention.end]
            'Giàng A Sủ'
        """
        if self._texts is None:
            raise InputError("the texts are not kept in these results; extract again, or store them with texts=True")
        if doc_id is None:
            if not self._texts:
                raise InputError("there is no text here: no document could be read")
            if len(self._texts) != 1:
                first = [repr(name) for name in islice(self._texts, _NAMED)]
                names = ", ".join(first) + (" …" if len(self._texts) > _NAMED else "")
                raise InputError(f"{counted(len(self._texts), 'document')} are here; name one of them: {names}")
            return next(iter(self._texts.values()))
        if str(doc_id) not in self._texts:
            raise InputError(f"no document {doc_id!r}; doc_id is the id column, or the number of the row")
        return self._texts[str(doc_id)]

    def has_text(self, doc_id: str | int) -> bool:
        """Return whether the text of `doc_id` is kept; that of a document that could not be read is not.

        Examples:
            >>> result.has_text(0), result.has_text("n/1")
            (True, False)
        """
        return self._texts is not None and str(doc_id) in self._texts

    def _tokens(self) -> pd.DataFrame:
        from bpextract.text.cleaning import clean

        rows: list[tuple[Any, ...]] = []
        sentences = self.sentences
        cleaned = [clean(raw) for raw in sentences["text"]]
        words = _words([clean_text.text for clean_text in cleaned])
        keys = (sentences[column] for column in ("doc_id", "sentence_id", "start"))
        for doc_id, sentence_id, offset, clean_text, spans in zip(*keys, cleaned, words, strict=True):
            for number, (start, end) in enumerate(spans):
                first, last = clean_text.raw_span(start, end)
                text = clean_text.raw[first:last]
                rows.append((doc_id, sentence_id, number, offset + first, offset + last, text))
        return frame("tokens", rows)


def made_tables(every: Iterable[str], there: Collection[str]) -> list[str]:
    """Return which tables were made of all that could be, by those that are there, as somebody stored them.

    Those of the user's own labels and components count as made: without rows, nothing is stored of them. So do the
    words of sentences that are there.
    """
    held = {*there, "tokens"} if "sentences" in there else there
    return [name for name in every if name in held or name not in TABLES]


def _words(sentences: list[str]) -> list[list[tuple[int, int]]]:
    """Return the offsets of the words of each sentence; of one that underthesea cannot read, of what spaces part."""
    from bpextract.text.words import segment

    try:
        return list(segment(sentences))
    except ImportError:
        raise
    except Exception:  # noqa: BLE001  one sentence, which is told apart only on its own, must not cost the others
        if len(sentences) > 1:
            half = len(sentences) // 2
            return _words(sentences[:half]) + _words(sentences[half:])
        return [[match.span() for match in _PIECE.finditer(sentences[0])]]
