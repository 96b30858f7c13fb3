"""The exceptions bpextract raises. Each message says what was wrong, where, and what to do."""


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
