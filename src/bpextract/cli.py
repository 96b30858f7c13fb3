"""The command line. Each command is a thin layer over a function of the library."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bpextract.errors import BpextractError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:
    if asked:
        from bpextract import __version__

        typer.echo(f"bpextract {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Vietnamese news as tables of people, roles, places, organizations, figures and dates."""


Lexicons = Annotated[
    list[str] | None,
    typer.Option("--lexicon", metavar="NAME=FILE", help="Add a lexicon of your own, as titles=mine.tsv."),
]
Text = Annotated[str | None, typer.Option(help="Column of the texts, in tables.")]
Id = Annotated[str | None, typer.Option(help="Column that becomes doc_id, in tables.")]
Published = Annotated[str | None, typer.Option(help="Column of the date of publication, in tables.")]
Sections = Annotated[
    str | None, typer.Option("--sections", metavar="NAMES", help="Keep mentions of these sections, as title,lead,body.")
]


@contextmanager
def _errors() -> Iterator[None]:
    """Turn an error the library raises on purpose, or the system's about a file, into one sentence and exit code 2."""
    try:
        yield
    except BpextractError as error:
        typer.secho(f"bpextract: {error}", err=True, fg="red")
        raise typer.Exit(2) from error
    except BrokenPipeError:  # `| head` has read enough, which typer knows
        raise
    except OSError as error:
        typer.secho(f"bpextract: {error.filename or 'a file'}: {error.strerror or error}", err=True, fg="red")
        raise typer.Exit(2) from error


def _lexicons(pairs: list[str] | None) -> dict[str, str]:
    found = {}
    for pair in pairs or ():
        name, equals, path = pair.partition("=")
        if not equals or not name or not path:
            raise typer.BadParameter(f"{pair!r}: give NAME=FILE, as titles=mine.tsv", param_hint="--lexicon")
        found[name] = path
    return found


def _sections(names: str | None) -> list[str] | None:
    if names is None:
        return None
    found = [name.strip() for name in names.split(",") if name.strip()]
    if not found:
        raise typer.BadParameter("give names, as title,lead,body", param_hint="--sections")
    return found


@app.command()
def show(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file or folder of texts, or - for standard input.")],
    text: Text = None,
    id: Id = None,
    published: Published = None,
    limit: Annotated[int, typer.Option(min=0, help="Rows shown of each table; 0 shows all.")] = 20,
    tables_only: Annotated[bool, typer.Option("--tables-only", help="Leave out the text.")] = False,
    sections: Sections = None,
    lexicon: Lexicons = None,
) -> None:
    """Show a text with its people, roles, places and figures coloured, and the tables below."""
    from rich.console import Console

    from bpextract.batch.command import told
    from bpextract.extraction import Input, extract
    from bpextract.pipeline import load
    from bpextract.report.terminal import coloured, legend, print_tables
    from bpextract.sources import read

    with _errors():
        nlp = load(_lexicons(lexicon)) if lexicon else None
        sources = list(read([file], text=text, id=id, published=published))
        result = extract([Input.of(document) for document in sources], sections=_sections(sections), nlp=nlp)
        console = Console()
        for source, document in zip(sources, result.documents.itertuples(), strict=True):
            # The reader knows better why there is no text.
            if said := source.error or source.warning or (document.error if isinstance(document.error, str) else None):
                typer.secho(told(str(document.doc_id), said), err=True, fg="yellow")
        mentions = result.mentions
        if not any(map(result.has_text, result.documents.doc_id)):
            raise typer.Exit(1)
        if not tables_only:
            for doc_id in result.documents.doc_id:
                if doc_id in mentions.doc_id.values or (len(result.documents) == 1 and result.has_text(doc_id)):
                    console.rule(doc_id)
                    console.print(coloured(result.text(doc_id), mentions[mentions.doc_id == doc_id]))
            console.print(legend(), "")
        print_tables(console, result, limit or None)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="A folder of annotated articles (NAME.ann.txt).")],
    errors: Annotated[
        str | None, typer.Option(metavar="LABEL", help="List the errors of a label: PERSON, ROLE …")
    ] = None,
    lexicon: Lexicons = None,
) -> None:
    """Print precision, recall and F1 of each label against annotated articles."""
    from rich.console import Console

    from bpextract.annotation import LABELS
    from bpextract.corpora import scoring
    from bpextract.pipeline import load

    errors = errors and errors.upper()
    if errors is not None and errors not in LABELS:
        raise typer.BadParameter(
            f"{errors!r}: no such label; the labels are {', '.join(LABELS)}", param_hint="--errors"
        )
    with _errors():
        evaluation = scoring.evaluate(gold, load(_lexicons(lexicon)))
    if not any(score.gold for score in evaluation.scores):
        typer.secho(f"{gold}: nothing is annotated here, so there is nothing to find", err=True, fg="yellow")
    console = Console()
    console.print(evaluation.table())
    for error in evaluation.errors if errors else ():
        if error.label == errors:
            was = f"expected {error.expected!r}, got {error.got!r} {error.source}"
            console.print(f"{error.doc_id} {error.kind}: {error.context}  {was}", markup=False)


@app.command()
def check(
    examples: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Example files (see corpora/README.md for the format).")
    ],
    lexicon: Lexicons = None,
) -> None:
    """Check examples of your own against the rules and your own lexicons; exit code 1 when one fails."""
    from bpextract.corpora import examples as corpus
    from bpextract.pipeline import load

    with _errors():
        results = corpus.check(examples, load(_lexicons(lexicon)))
    failed = [result for result in results if not result.ok]
    for result in failed:
        typer.echo(str(result))
    gaps = sum(result.status == "gap" for result in results)
    typer.echo(
        f"{len(results)} examples: {len(results) - len(failed) - gaps} passed, {gaps} known gaps, {len(failed)} failed"
    )
    raise typer.Exit(1 if failed else 0)


@app.command()
def extract(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT", help="Files, folders, globs, or - for standard input.")
    ],
    output: Annotated[str, typer.Option("-o", "--output", metavar="OUT", help="Folder (or database) to write.")],
    format: Annotated[
        str | None, typer.Option(help="parquet, csv, jsonl or duckdb. Default: duckdb for NAME.duckdb, else parquet.")
    ] = None,
    text: Text = None,
    id: Id = None,
    published: Published = None,
    sections: Sections = None,
    texts: Annotated[bool, typer.Option("--texts", help="Write the texts, too, as a table of their own.")] = False,
    lexicon: Lexicons = None,
    pipeline: Annotated[
        str | None, typer.Option(metavar="MODULE:FUNCTION", help="Function that returns a pipeline of your own.")
    ] = None,
    workers: Annotated[int | None, typer.Option(min=0, help="Processes; 0: this one. Default: the cores.")] = None,
    engine: Annotated[
        str | None, typer.Option(help="local, dask or spark. Default: by --scheduler or --master, else local.")
    ] = None,
    scheduler: Annotated[str | None, typer.Option(help="Address of a Dask scheduler, as tcp://host:8786.")] = None,
    master: Annotated[str | None, typer.Option(help="Spark master, as spark://host:7077.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where an interrupted job stopped.")] = False,
    accept_changes: Annotated[
        bool, typer.Option("--accept-changes", help="Resume even if input, configuration or version changed.")
    ] = False,
    time_limit: Annotated[float, typer.Option(min=0, help="Seconds for a document; 0: no limit.")] = 60,
    memory_limit: Annotated[int | None, typer.Option(min=1, help="Megabytes for the documents of a worker.")] = None,
    shard_size: Annotated[float, typer.Option(help="Megabytes of input in a shard.")] = 2,
    log: Annotated[Path | None, typer.Option(help="File to append a log to.")] = None,
) -> None:
    """Extract the tables of many documents into files.

    Exit code 0: done, documents with errors are told; 1: every document failed; 2: wrong input or setting;
    3: the job stopped and --resume goes on; 130: interrupted, and --resume goes on.
    """
    from bpextract.batch.command import extract as run

    format = format or ("duckdb" if output.endswith(".duckdb") else "parquet")
    engine = engine or ("dask" if scheduler else "spark" if master else "local")
    for option, address, its in (("--scheduler", scheduler, "dask"), ("--master", master, "spark")):
        if address and engine != its:
            raise typer.BadParameter(f"it is for --engine {its}, not {engine}", param_hint=option)
    with _errors():
        code = run(
            inputs, output, format, text=text, id=id, published=published, sections=_sections(sections),
            texts=texts, lexicons=_lexicons(lexicon),
            pipeline=pipeline, workers=workers, engine=engine, address=scheduler or master, resume=resume,
            accept_changes=accept_changes, time_limit=time_limit, memory_limit=memory_limit, shard_size=shard_size,
            log=log,
        )  # fmt: skip
    raise typer.Exit(code)


@app.command()
def report(
    results: Annotated[
        str, typer.Argument(metavar="OUT", help="A folder that `bpextract extract -o` wrote (Parquet).")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The page to write.")] = Path(
        "report.html"
    ),
) -> None:
    """Write one HTML page to look through results: texts, tables and a chart; it needs no network."""
    from bpextract.result import read_parquet

    with _errors():
        result = read_parquet(results)
        result.to_html(output)
    if result.documents.error.isna().any() and not any(map(result.has_text, result.documents.doc_id)):
        said = (
            "the results hold no texts: sentences stand in, a line each; `bpextract extract … --texts` stores the texts"
        )
        typer.secho(said, err=True, fg="yellow")
    typer.echo(f"{len(result.documents)} documents, {len(result.mentions)} mentions → {output}")


def main() -> None:
    """Run the command line; a fault of bpextract's own, or of a user's pipeline, is told without its traceback."""
    try:
        app(prog_name="bpextract")
    except Exception as error:  # nothing is above, and a traceback is no answer to who only wants tables
        if os.environ.get("BPEXTRACT_TRACEBACK"):
            raise
        what_to_do = "this should not happen: run it again with BPEXTRACT_TRACEBACK=1, and report it"
        typer.secho(f"bpextract: {type(error).__name__}: {error}; {what_to_do}", err=True, fg="red")
        sys.exit(1)


if __name__ == "__main__":
    main()
