"""What a user may pass: a text, a list, a Series, a table of pandas, Polars or Arrow, rows as dicts, or a stream."""

import logging
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from operator import index
from os import PathLike
from pathlib import Path
from typing import Any

from bpextract.columns import Columns, is_missing, named, usual, written
from bpextract.errors import InputError, meant
from bpextract.frames import Frame, frame_of, peeked
from bpextract.inputs import Input, fault_of
from bpextract.text.cleaning import clean

LOGGER = logging.getLogger("bpextract.columns")
_LOOKED_AT = 100  # rows of a list that tell which columns it has: each row has its own
_MOST = 2**63 - 1  # that int64 holds
_LONGEST_PATH = 1024  # characters; what is longer is a text
_READ = "read it first, as in bp.extract(bp.sources.read([{!r}]))"
_HINT_LEVEL = 5  # from where a warning is made to the line that calls bp.extract


def inputs_of(data: Any, text: str | None, id: str | None, published: Any) -> Iterator[Input]:
    """Return the documents in what a user passed; see `bpextract.extract`.

    Raises:
        InputError: there can be none in it, or a column is missing.
    """
    if data is None or isinstance(data, bytes | bytearray):
        raise InputError(fault_of(bytes(data) if data else data) or "the text is missing")
    if (frame := frame_of(data)) is not None:
        return _frame_inputs(frame, text, id, published)
    if isinstance(data, str | PathLike):
        return _item_inputs([data], text, id, published)
    if hasattr(data, "items"):  # a dict, or a Series: its index names the documents
        _check_no_names(data, text, id)
        return (_with_key(Input("", value, published), key) for key, value in data.items())
    if hasattr(data, "to_pylist"):  # an array of Arrow, which would give scalars
        return _item_inputs(data.to_pylist(), text, id, published)
    if not isinstance(data, Iterable) or hasattr(data, "columns"):
        kinds = "a text, a list, a Series, or a table of pandas, Polars or Arrow"
        raise InputError(f"cannot extract from {type(data).__name__}; pass {kinds}")
    return _item_inputs(data, text, id, published)


def _frame_inputs(frame: Frame, text: str | None, id: str | None, published: Any) -> Iterator[Input]:
    chosen = _chosen(frame.names, text, id, published)
    if chosen["text"] is None:
        raise InputError(f"no column of texts; {_columns(frame.names)}; name it, as in extract(df, text='body')")
    _tell(chosen, "the index" if frame.keys is not None else "the number of the row")
    _tell_doubt(text, frame.names)
    roles = {role: name for role, name in chosen.items() if name is not None}
    day = None if "published" in roles else published
    rows = frame.cells(list(roles.values()))
    keys = count() if frame.keys is None else frame.keys
    for number, (key, cells) in enumerate(zip(keys, rows, strict=frame.keys is not None)):
        values = dict(zip(roles, cells, strict=True))
        item = _row_input(values, number, day)
        yield item if "id" in roles or frame.keys is None else _with_key(item, key)


def _item_inputs(data: Iterable[Any], text: str | None, id: str | None, published: Any) -> Iterator[Input]:
    first, items = peeked(data, _LOOKED_AT if isinstance(data, Sequence) else 1)
    rows = [item for item in first if isinstance(item, Mapping)]
    if first and not rows:
        _check_no_names(data if isinstance(data, str) else first[0], text, id)
        _check_no_path(first[0])
    if rows:
        names = list(dict.fromkeys(name for row in rows for name in row))
        _tell(_chosen(names, text, id, published), "the number of the row")
        _tell_doubt(text, list(rows[0]))
    for number, item in enumerate(items):
        if isinstance(item, Input):
            yield item
        elif hasattr(item, "doc_id"):  # what a reader gives
            yield Input.of(item)
        elif isinstance(item, Mapping):
            yield _dict_input(item, number, text, id, published)
        else:
            yield Input(str(number), item, published)


def _dict_input(row: Mapping[Any, Any], number: int, text: str | None, id: str | None, published: Any) -> Input:
    """Return the document of a row that has columns of its own; what it lacks is told in its own row."""
    names = list(row)
    try:
        chosen = _chosen(names, text, id, published)
    except InputError as error:
        return Input(str(number), None, note=str(error))
    values = {role: row[name] for role, name in chosen.items() if name is not None}
    item = _row_input(values, number, None if "published" in values else published)
    return item if "text" in values else item._replace(note=f"no column of texts; {_columns(names)}")


def _row_input(values: Mapping[str, Any], number: int, published: Any) -> Input:
    title, author = written(values.get("title")), written(values.get("author"))
    item = Input(
        str(number) if "id" not in values else f"row:{number}",
        values.get("text"),
        values.get("published", published),
        title and clean(title).text,
        author and clean(author).text,
    )
    return item if is_missing(values.get("id")) else _with_key(item, values["id"])


def _with_key(item: Input, key: Any) -> Input:
    return item._replace(doc_id=str(key), integer=_is_integer(key))


def _is_integer(key: Any) -> bool:
    return hasattr(key, "__index__") and not isinstance(key, bool) and abs(index(key)) <= _MOST


def _chosen(names: Sequence[Any], text: str | None, id: str | None, published: Any) -> dict[str, Any]:
    """Return the column of each role, None where there is none.

    Raises:
        InputError: a column that the caller named is not there, or is there twice.
    """
    is_column = isinstance(published, str) and (published in names or not published[:4].isdigit())
    asked = Columns(text, id, published if is_column else None)
    for role in ("text", "id", "published"):
        name = getattr(asked, role)
        if name is not None and name not in names:
            raise InputError(f"{role}={name!r}: no such column; {_columns(names)}{meant([name], map(str, names))}")
    chosen = named(names, asked)
    if published is not None and not is_column:  # one date for all
        chosen["published"] = None
    if twice := [str(name) for name in chosen.values() if name is not None and names.count(name) > 1]:
        raise InputError(f"two columns are called {twice[0]!r}; rename one of them")
    return chosen


def _columns(names: Iterable[Any]) -> str:
    return f"the columns are {', '.join(map(str, names))}"


def _tell(chosen: Mapping[str, Any], otherwise: str) -> None:
    """Log which column was taken for what, for those who wonder."""
    said = {"text": "text", "id": "doc_id", "published": "published", "title": "title", "author": "author"}
    taken = [f"{said[role]} from {name!r}" for role, name in chosen.items() if name is not None]
    if chosen["id"] is None:
        taken.append(f"doc_id from {otherwise}")
    LOGGER.info("columns taken: %s", ", ".join(taken))


def _tell_doubt(text: str | None, names: Sequence[Any]) -> None:
    """Warn where several columns may hold the texts, and the caller named none of them."""
    texts = usual("text", names) if text is None else []
    if len(texts) > 1:
        said = "the texts were taken from the column %r, though %s may hold texts, too; name the right one with text="
        LOGGER.warning(said, texts[0], " and ".join(map(repr, texts[1:])))


def _check_no_names(data: Any, text: str | None, id: str | None) -> None:
    if text is not None or id is not None:
        raise InputError(f"text= and id= name columns of a DataFrame; what was passed is {type(data).__name__}")


def _check_no_path(text: Any) -> None:
    """Say that a path is not what it leads to.

    A string only warns: texts come from strangers, too, and an error would tell them which files there are.

    Raises:
        InputError: it is a Path, which can be no text.
    """
    if isinstance(text, PathLike):
        raise InputError(f"{text} is a path, not a text; {_READ.format(str(text))}")
    if isinstance(text, str) and _leads_to_file(text):
        said = f"{text!r} is the path of a file, and is taken for the text itself; to extract from the file, "
        warnings.warn(said + _READ.format(text), UserWarning, stacklevel=_HINT_LEVEL)


def _leads_to_file(text: str) -> bool:
    if not text or len(text) > _LONGEST_PATH or "\n" in text:
        return False
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False
