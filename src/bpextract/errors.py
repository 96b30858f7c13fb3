"""The exceptions bpextract raises. Each message says what was wrong, where, and what to do."""

from collections.abc import Iterable
from difflib import get_close_matches


def meant(unknown: Iterable[str], known: Iterable[str]) -> str:
    """Return `; did you mean …?` for `unknown` names that look like `known` ones, else nothing: the end of a message.

    Examples:
        >>> from bpextract.errors import meant
        >>> meant(["peopl"], ["people", "places"])
        '; did you mean people?'
    """
    lower = {name.lower(): name for name in known}
    found = [lower[close] for name in unknown for close in get_close_matches(name.lower(), lower, n=1)]
    return f"; did you mean {', '.join(found)}?" if found else ""


class BpextractError(Exception):
    """Base of every error that bpextract raises on purpose."""


class InputError(BpextractError):
    """The caller's input (a text, a column, a file) cannot be used."""


class LexiconError(BpextractError):
    """A lexicon breaks its schema; the message lists every fault as ``file:line: what``."""


class CorpusError(BpextractError):
    """An annotated article or an example is not well formed."""


class MissingExtraError(BpextractError):
    """A feature needs an optional dependency that is not installed; the message names the extra."""


class JobError(BpextractError):
    """A batch job stopped before its end; what is done is kept, and `--resume` goes on."""
