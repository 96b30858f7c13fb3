"""The command line. Each command is a thin layer over a function of the library."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from bpextract.commands import options
from bpextract.commands.exits import told_errors
from bpextract.commands.gold import check, evaluate
from bpextract.commands.link import link

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(asked: bool) -> None:
    if asked:
        from bpextract import __version__

        typer.echo(f"bpextract {__version__}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool, typer.Option("--version", metavar="", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Vietnamese news as tables of people, roles, places, organizations, figures and dates.

    Look at an article with `show`; make tables of many with `extract`, and a page to look through them with `report`.
    """


@app.command()
def show(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE", help="Files or folders with texts, or - for standard input.")
    ],
    limit: Annotated[
        int, typer.Option(min=0, metavar="N", help="How many rows of each table are shown; 0 shows all.")
    ] = 20,
    tables_only: Annotated[
        bool, typer.Option("--tables-only", metavar="", help="Show the tables without the text.")
    ] = False,
    text: options.Text = None,
    id: options.Id = None,
    published: options.Published = None,
    sections: options.Sections = None,
    min_confidence: options.MinConfidence = 0,
    lexicon: options.Lexicons = None,
    pipeline: options.Pipeline = None,
) -> None:
    """Show articles with everything that was found in them coloured, and the tables below.

    Where there are no colours (NO_COLOR, or in a file), mentions stand in brackets with their label.

    \b
    Examples:
      bpextract show article.txt
      bpextract show news/ --tables-only --limit 0
      curl -s https://example.com/news.html | bpextract show -
    """
    from rich.console import Console

    from bpextract.batch.command import with_name
    from bpextract.columns import Columns
    from bpextract.extraction import extract
    from bpextract.inputs import Input
    from bpextract.report.terminal import has_colours, legend, marked, print_tables
    from bpextract.sources.reader import read_all

    kept = options.sections_of(sections)
    with told_errors(*files):
        nlp = options.pipeline_of(lexicon, pipeline)
        sources, left_out = read_all(files, Columns(text, id, published))
        documents = [Input.of(document) for document in sources]
        result = extract(documents, sections=kept, min_confidence=min_confidence, nlp=nlp)
    with told_errors():
        if left_out:
            typer.secho(left_out, err=True, fg="yellow")
        console = Console()
        for source, document in zip(sources, result.documents.itertuples(), strict=True):
            # The reader knows better why there is no text.
            if said := source.error or source.warning or (document.error if isinstance(document.error, str) else None):
                typer.secho(with_name(str(document.doc_id), said), err=True, fg="yellow")
        mentions = result.mentions
        if not any(map(result.has_text, result.documents.doc_id)):
            raise typer.Exit(1)
        if has_colours(console) and not tables_only:
            console.print(legend(result.labels))
        for doc_id in () if tables_only else result.documents.doc_id:
            if doc_id in mentions.doc_id.values or (len(result.documents) == 1 and result.has_text(doc_id)):
                console.rule(doc_id)
                mine = mentions[mentions.doc_id == doc_id]
                console.print(marked(console, result.text(doc_id).rstrip(), mine, result.labels))
                console.print()
        if mentions.empty:
            *names, last = result.views
            typer.echo(f"nothing was found: no {', '.join(names)} or {last}")
        print_tables(console, result, limit or None)


@app.command()
def extract(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT", help="Files, folders, globs, or - for standard input.")
    ],
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="OUT", help="The folder to write, or NAME.duckdb for one file.")
    ],
    format: options.Format = None,
    texts: options.Texts = False,
    text: options.Text = None,
    id: options.Id = None,
    published: options.Published = None,
    sections: options.Sections = None,
    min_confidence: options.MinConfidence = 0,
    tables: options.Tables = None,
    lexicon: options.Lexicons = None,
    pipeline: options.Pipeline = None,
    workers: options.Workers = None,
    resume: options.Resume = False,
    accept_changes: options.AcceptChanges = False,
    overwrite: options.Overwrite = False,
    time_limit: options.TimeLimit = 60,
    memory_limit: options.MemoryLimit = None,
    shard_size: options.ShardSize = 2,
    log: options.Log = None,
    engine: options.Engine = None,
    scheduler: options.Scheduler = None,
    master: options.Master = None,
) -> None:
    """Extract the tables of many documents into files.

    \b
    Examples:
      bpextract extract news/ 'more/*.jsonl' -o out --texts
      bpextract extract news.csv -o out --text body --id url --published date
      bpextract extract news/ -o news.duckdb

    \b
    Exit codes:
      0    done; documents with an error are named, and are rows of `documents`
      1    every document failed
      2    the input or a setting is wrong
      3    the job was stopped; --resume goes on
      130  the job was interrupted; --resume goes on
    """
    from bpextract.batch.command import extract as run

    format = format or ("duckdb" if output.endswith(".duckdb") else "parquet")
    engine = engine or ("dask" if scheduler else "spark" if master else "local")
    for option, address, its in (("--scheduler", scheduler, "dask"), ("--master", master, "spark")):
        if address and engine != its:
            raise typer.BadParameter(
                f"this address is for --engine {its}, but the engine is {engine}", param_hint=option
            )
    with told_errors():
        code = run(
            inputs, output, format, text=text, id=id, published=published, sections=options.sections_of(sections),
            min_confidence=min_confidence, tables=options.tables_of(tables), texts=texts,
            lexicons=options.lexicons_of(lexicon), pipeline=pipeline, workers=workers,
            engine=engine, address=scheduler or master, resume=resume,
            accept_changes=accept_changes, overwrite=overwrite, time_limit=time_limit, memory_limit=memory_limit,
            shard_size=shard_size, log=log,
        )  # fmt: skip
    raise typer.Exit(code)


app.command()(link)


@app.command()
def report(
    results: Annotated[
        str, typer.Argument(metavar="OUT", help="What `bpextract extract -o OUT` has written, in any format.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The page to write.")] = Path(
        "report.html"
    ),
    pipeline: options.Pipeline = None,
) -> None:
    """Write one HTML page to look through the results: texts, tables, a map and charts. The page needs no network.

    Where `bpextract link` told who is who, each person, place and body has one page over all documents.

    \b
    Examples:
      bpextract extract news/ -o out --texts
      bpextract report out -o report.html
    """
    from bpextract.labels import LABELS
    from bpextract.loading import labels_of, named_pipeline, own_records
    from bpextract.stored import read_linked, read_results
    from bpextract.wording import counted

    with told_errors(results):
        nlp = named_pipeline(pipeline) if pipeline else None
        labels = [label for label in labels_of(nlp) if label not in LABELS]
        result = read_results(results, own_records(nlp).values(), labels)
        linked = read_linked(results)
        result.to_html(output, linked)
    if result.documents.error.isna().any() and not any(map(result.has_text, result.documents.doc_id)):
        said = "the results hold no texts, so the page shows the sentences; `bpextract extract … --texts` stores texts"
        typer.secho(said, err=True, fg="yellow")
    typer.echo(f"{counted(len(result.documents), 'document')}, {counted(len(result.mentions), 'mention')} → {output}")


app.command()(evaluate)
app.command()(check)


def main() -> None:
    """Run the command line; a fault of bpextract's own, or of a user's pipeline, is told without its traceback."""
    try:
        app(prog_name="bpextract")
    except Exception as error:  # nothing is above, and a traceback is no answer to who only wants tables
        if os.environ.get("BPEXTRACT_TRACEBACK"):
            raise
        what_to_do = "this should not happen; run it again with BPEXTRACT_TRACEBACK=1 to see where, and report it"
        typer.secho(f"bpextract: {type(error).__name__}: {error}; {what_to_do}", err=True, fg="red")
        sys.exit(1)


if __name__ == "__main__":
    main()
