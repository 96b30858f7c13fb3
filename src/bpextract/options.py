"""The options of the command line: what they are called, and what `--help` says of them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from spacy.language import Language

    from bpextract.extractor import Extractor

# Options that belong together stand together in the help.
_TABLES, _FOUND, _RUN, _CLUSTER = "Input tables", "What is extracted", "How it runs", "Clusters"
Text = Annotated[
    str | None,
    typer.Option(
        metavar="COLUMN", help="Column of the texts. Default: a usual name, as text, body.", rich_help_panel=_TABLES
    ),
]
Id = Annotated[
    str | None,
    typer.Option(
        metavar="COLUMN",
        help="Column that becomes doc_id. Default: a usual name, as id, url; else FILE:ROW.",
        rich_help_panel=_TABLES,
    ),
]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="COLUMN",
        help="Column of the date of publication, which tells the year of `1/12`. Default: a usual name, as date.",
        rich_help_panel=_TABLES,
    ),
]
Sections = Annotated[
    str | None,
    typer.Option(
        "--sections",
        metavar="NAMES",
        help="Keep mentions of these sections only, as title,lead,body. Default: all.",
        rich_help_panel=_FOUND,
    ),
]
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        metavar="P",
        help="Keep only mentions that are at least so sure, 0 to 1; of names that is a probability.",
        rich_help_panel=_FOUND,
    ),
]
Lexicons = Annotated[
    list[str] | None,
    typer.Option(
        "--lexicon",
        metavar="NAME=FILE",
        help="Add a lexicon of your own, as titles=mine.tsv; may be given again.",
        rich_help_panel=_FOUND,
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        metavar="FORMAT", help="parquet, csv, jsonl or duckdb. Default: duckdb for NAME.duckdb, else parquet."
    ),
]
Texts = Annotated[bool, typer.Option("--texts", metavar="", help="Write the texts, too, as `report` shows them.")]
Pipeline = Annotated[
    str | None,
    typer.Option(
        metavar="MODULE:FUNCTION", help="Function that returns a pipeline of your own.", rich_help_panel=_FOUND
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(min=0, metavar="N", help="Processes; 0: this one. Default: the cores.", rich_help_panel=_RUN),
]
Resume = Annotated[
    bool,
    typer.Option("--resume", metavar="", help="Go on where a job stopped, else begin.", rich_help_panel=_RUN),
]
AcceptChanges = Annotated[
    bool,
    typer.Option(
        "--accept-changes",
        metavar="",
        help="Resume even if input, configuration or version changed.",
        rich_help_panel=_RUN,
    ),
]
Overwrite = Annotated[
    bool,
    typer.Option("--overwrite", metavar="", help="Replace the output of a job over other input.", rich_help_panel=_RUN),
]
TimeLimit = Annotated[
    float, typer.Option(min=0, metavar="SECONDS", help="For a document; 0: no limit.", rich_help_panel=_RUN)
]
MemoryLimit = Annotated[
    int | None,
    typer.Option(min=1, metavar="MB", help="For the documents of a worker. Default: no limit.", rich_help_panel=_RUN),
]
ShardSize = Annotated[float, typer.Option(metavar="MB", help="Input that makes a shard.", rich_help_panel=_RUN)]
Log = Annotated[Path | None, typer.Option(metavar="FILE", help="File to append a log to.", rich_help_panel=_RUN)]
Engine = Annotated[
    str | None,
    typer.Option(
        metavar="ENGINE",
        help="local, dask or spark. Default: by --scheduler or --master, else local.",
        rich_help_panel=_CLUSTER,
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="Of a Dask scheduler, as tcp://host:8786.", rich_help_panel=_CLUSTER),
]
Master = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="Of a Spark master, as spark://host:7077.", rich_help_panel=_CLUSTER),
]


def lexicons_of(pairs: list[str] | None) -> dict[str, str]:
    """Return the files of `--lexicon NAME=FILE`, by name."""
    found = {}
    for pair in pairs or ():
        name, equals, path = pair.partition("=")
        if not equals or not name or not path:
            raise typer.BadParameter(f"{pair!r}: give NAME=FILE, as titles=mine.tsv", param_hint="--lexicon")
        found[name] = path
    return found


def pipeline_of(lexicon: list[str] | None, pipeline: str | None) -> "Language | Extractor":
    """Return what `--pipeline` names, else the packaged rules with the lexicons of `--lexicon`."""
    from bpextract.extractor import Extractor
    from bpextract.loading import named_pipeline

    return named_pipeline(pipeline) if pipeline else Extractor(lexicons_of(lexicon))


def sections_of(names: str | None) -> list[str] | None:
    """Return the names of `--sections`, None where all are meant."""
    if names is None:
        return None
    found = [name.strip() for name in names.split(",") if name.strip()]
    if not found:
        raise typer.BadParameter("give names, as title,lead,body", param_hint="--sections")
    return found
