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
        metavar="COLUMN",
        help="Column that holds the texts. Default: guessed from usual names such as text, body.",
        rich_help_panel=_TABLES,
    ),
]
Id = Annotated[
    str | None,
    typer.Option(
        metavar="COLUMN",
        help="Column that becomes doc_id. Default: guessed from usual names such as id, url; else FILE:ROW.",
        rich_help_panel=_TABLES,
    ),
]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="COLUMN",
        help="Column of the date of publication, from which `1/12` gets its year. Default: guessed from usual names.",
        rich_help_panel=_TABLES,
    ),
]
Sections = Annotated[
    str | None,
    typer.Option(
        "--sections",
        metavar="NAMES",
        help="Keep only mentions in these sections, such as title,lead,body. Default: all.",
        rich_help_panel=_FOUND,
    ),
]
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        metavar="P",
        help="Keep only mentions that are at least this sure, from 0 to 1; for names that is a probability.",
        rich_help_panel=_FOUND,
    ),
]
Tables = Annotated[
    str | None,
    typer.Option(
        "--tables",
        metavar="NAMES",
        help="Make only these tables, such as people,roles, beside documents and mentions. Default: all.",
        rich_help_panel=_FOUND,
    ),
]
Lexicons = Annotated[
    list[str] | None,
    typer.Option(
        "--lexicon",
        metavar="NAME=FILE",
        help="Add a lexicon of your own, such as titles=mine.tsv; may be given several times.",
        rich_help_panel=_FOUND,
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        metavar="FORMAT", help="parquet, csv, jsonl or duckdb. Default: duckdb where OUT is NAME.duckdb, else parquet."
    ),
]
Texts = Annotated[
    bool, typer.Option("--texts", metavar="", help="Write the texts as well, so that `report` can show them.")
]
Pipeline = Annotated[
    str | None,
    typer.Option(
        metavar="MODULE:FUNCTION", help="A function that returns a pipeline of your own.", rich_help_panel=_FOUND
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        min=0,
        metavar="N",
        help="Number of processes; 0 for this one alone. Default: one for each core.",
        rich_help_panel=_RUN,
    ),
]
Resume = Annotated[
    bool,
    typer.Option(
        "--resume", metavar="", help="Go on where a job was stopped; begin if there is none.", rich_help_panel=_RUN
    ),
]
AcceptChanges = Annotated[
    bool,
    typer.Option(
        "--accept-changes",
        metavar="",
        help="Resume even if the input, the configuration or the version has changed.",
        rich_help_panel=_RUN,
    ),
]
Overwrite = Annotated[
    bool,
    typer.Option(
        "--overwrite", metavar="", help="Replace what a job over other input has written.", rich_help_panel=_RUN
    ),
]
TimeLimit = Annotated[
    float,
    typer.Option(
        min=0, metavar="SECONDS", help="Seconds allowed for each document; 0 for no limit.", rich_help_panel=_RUN
    ),
]
MemoryLimit = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="MB",
        help="Megabytes for the documents of a worker. Default: its share of this machine.",
        rich_help_panel=_RUN,
    ),
]
ShardSize = Annotated[
    float, typer.Option(metavar="MB", help="Megabytes of input that make a shard.", rich_help_panel=_RUN)
]
Log = Annotated[
    Path | None, typer.Option(metavar="FILE", help="A file to which a log is appended.", rich_help_panel=_RUN)
]
Engine = Annotated[
    str | None,
    typer.Option(
        metavar="ENGINE",
        help="local, dask or spark. Default: what --scheduler or --master call for, else local.",
        rich_help_panel=_CLUSTER,
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS", help="Address of a Dask scheduler, such as tcp://host:8786.", rich_help_panel=_CLUSTER
    ),
]
Master = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS", help="Address of a Spark master, such as spark://host:7077.", rich_help_panel=_CLUSTER
    ),
]


def lexicons_of(pairs: list[str] | None) -> dict[str, str]:
    """Return the files of `--lexicon NAME=FILE`, by name."""
    found = {}
    for pair in pairs or ():
        name, equals, path = pair.partition("=")
        if not equals or not name or not path:
            raise typer.BadParameter(f"{pair!r}: give NAME=FILE, such as titles=mine.tsv", param_hint="--lexicon")
        found[name] = path
    return found


def pipeline_of(lexicon: list[str] | None, pipeline: str | None) -> "Language | Extractor":
    """Return what `--pipeline` names, else the packaged rules with the lexicons of `--lexicon`."""
    from bpextract.extractor import Extractor
    from bpextract.loading import named_pipeline

    return named_pipeline(pipeline) if pipeline else Extractor(lexicons_of(lexicon))


def sections_of(names: str | None) -> list[str] | None:
    """Return the names of `--sections`, None where all are meant."""
    return _names(names, "--sections", "give names of sections, such as title,lead,body")


def tables_of(names: str | None) -> list[str] | None:
    """Return the names of `--tables`, None where all are meant."""
    return _names(names, "--tables", "give names of tables, such as people,roles")


def _names(written: str | None, option: str, what_to_do: str) -> list[str] | None:
    if written is None:
        return None
    found = [name.strip() for name in written.split(",") if name.strip()]
    if not found:
        raise typer.BadParameter(what_to_do, param_hint=option)
    return found
