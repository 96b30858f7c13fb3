"""What texts go through, a spaCy pipeline or an Extractor: which one is meant, its labels and its tables."""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from bpextract import schema
from bpextract.errors import InputError
from bpextract.extractor import Extractor
from bpextract.label import Label
from bpextract.labels import LABELS, tables_of

if TYPE_CHECKING:
    from spacy.language import Language


@cache
def default_extractor() -> Extractor:
    """Return the extractor with the packaged lexicons; built once."""
    return Extractor()


def named_pipeline(name: str) -> "Language | Extractor":
    """Return what the function `name` (`module:function`), of a module on the path, returns.

    Raises:
        InputError: it cannot be called, or returns something else.
    """
    module, _, function = name.partition(":")
    try:
        made = getattr(import_module(module), function)()
    except (ImportError, AttributeError, ValueError, TypeError) as error:
        raise InputError(f"--pipeline {name}: give MODULE:FUNCTION of a module on the path ({error})") from error
    if not isinstance(made, Extractor) and not hasattr(made, "pipe_names"):  # which a Language has
        kind = type(made).__name__
        raise InputError(f"--pipeline {name}: returns {kind}; it must return what bp.load() does, or an Extractor")
    return made  # type: ignore[no-any-return]


def labels_of(nlp: Any) -> tuple[Label, ...]:
    """Return the labels of a pipeline, the built-in ones among them; these, of anything else that finds mentions."""
    if isinstance(nlp, Extractor):
        return nlp.labels
    pipes = dict(getattr(nlp, "pipeline", ()))
    labels: tuple[Label, ...] = getattr(pipes.get("bpextract_resolution"), "label_set", LABELS)
    return labels


def own_records(nlp: "Language | Extractor | None") -> dict[str, type[schema.Record]]:
    """Return the record types of the tables that components bring: those they name in an attribute `records`."""
    pipes = () if nlp is None or isinstance(nlp, Extractor) else nlp.pipeline
    return {record.table: record for _, pipe in pipes for record in getattr(pipe, "records", ())}


def records_of(nlp: "Language | Extractor | None") -> dict[str, type[schema.Record]]:
    """Return the record types of all tables that a pipeline gives."""
    return tables_of(labels_of(nlp)) | own_records(nlp)
