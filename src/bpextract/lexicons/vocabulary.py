"""All lexicons, packaged and the user's, merged: what finders, resolution and sections are built from."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from bpextract.errors import LexiconError, meant
from bpextract.lexicons.lexicon import LexiconSchema, packaged, parse_lexicon, read_user_lexicon
from bpextract.lexicons.schemas import SCHEMAS


class Vocabulary:
    """The entries of every lexicon; where the user has entries of a form, they stand in place of the packaged ones.

    Pickles as the user's texts alone. The packaged lexicons come with the package wherever it is unpickled.
    """

    def __init__(
        self,
        own: Mapping[str, str] | None = None,
        where: Mapping[str, str] | None = None,
        also: Iterable[LexiconSchema] = (),
    ) -> None:
        """Merge the packaged lexicons with the user's.

        Args:
            own: the texts of the user's TSV files, by the name of the lexicon each adds to.
            where: the file names that errors show, by lexicon; the names of the lexicons in their absence.
            also: lexicons that the package does not have: those of the user's own labels.

        Raises:
            LexiconError: there is no lexicon of that name, or a text breaks its schema.
        """
        self.own = dict(own or {})
        self._also = {schema.name: schema for schema in also if schema.name not in SCHEMAS}
        schemas = SCHEMAS | self._also
        _check_names(self.own, schemas)
        self._entries = {
            name: _merged(packaged(schemas[name]), parse_lexicon(text, schemas[name], (where or {}).get(name, name)))
            for name, text in self.own.items()
        }

    @classmethod
    def read(cls, paths: Mapping[str, str | Path] | None = None, also: Iterable[LexiconSchema] = ()) -> "Vocabulary":
        """Return the packaged lexicons with those of the user's files, by the name of the lexicon each adds to.

        Args:
            also: lexicons that the package does not have: those of the user's own labels.

        Raises:
            LexiconError: there is no lexicon of that name, or a file cannot be read or breaks its schema.
        """
        paths, also = paths or {}, list(also)
        _check_names(paths, SCHEMAS | {schema.name: schema for schema in also})
        return cls(
            {name: read_user_lexicon(path) for name, path in paths.items()},
            {name: str(path) for name, path in paths.items()},
            also,
        )

    def entries(self, schema: LexiconSchema) -> list[dict[str, str]]:
        """Return the entries of a lexicon, by column name; the same list each time, so leave it as it is."""
        if schema.name not in self._entries:
            self._entries[schema.name] = list(packaged(schema))
        return self._entries[schema.name]

    def own_entries(self, schema: LexiconSchema) -> list[dict[str, str]]:
        """Return the user's entries of a lexicon alone."""
        text = self.own.get(schema.name)
        return [] if text is None else parse_lexicon(text, schema, schema.name)

    def of(self, schemas: Iterable[LexiconSchema]) -> dict[str, list[dict[str, str]]]:
        """Return the entries of several lexicons, by the name of the lexicon."""
        return {schema.name: self.entries(schema) for schema in schemas}

    def __reduce__(self) -> "tuple[Callable[..., Vocabulary], tuple[Any, ...]]":
        return Vocabulary, (self.own, None, list(self._also.values()))


def _merged(entries: Iterable[dict[str, str]], own: list[dict[str, str]]) -> list[dict[str, str]]:
    replaced = {entry["form"] for entry in own}
    return [entry for entry in entries if entry["form"] not in replaced] + own


def _check_names(names: Iterable[str], schemas: Mapping[str, LexiconSchema]) -> None:
    if unknown := sorted(set(names) - set(schemas)):
        raise LexiconError(
            f"no lexicon {', '.join(unknown)}; the lexicons are {', '.join(sorted(schemas))}{meant(unknown, schemas)}"
        )
