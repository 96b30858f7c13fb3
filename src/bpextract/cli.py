"""The command line. Each command is a thin layer over a function of the library."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bpextract.errors import BpextractError

app = typer.Typer(
    help="Vietnamese news as tables of people, roles, places, organizations, figures and dates.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Lexicons = Annotated[
    list[str] | None,
    typer.Option("--lexicon", metavar="NAME=FILE", help="Add a lexicon of your own, as titles=mine.tsv."),
]


@contextmanager
def _errors() -> Iterator[None]:
    """Turn an error the library raises on purpose into one sentence and exit code 2."""
    try:
        yield
    except BpextractError as error:
        typer.secho(f"bpextract: {error}", err=True, fg="red")
        raise typer.Exit(2) from error


def _lexicons(pairs: list[str] | None) -> dict[str, str]:
    found = {}
    for pair in pairs or ():
        name, equals, path = pair.partition("=")
        if not equals or not name or not path:
            raise typer.BadParameter(f"{pair!r}: give NAME=FILE, as titles=mine.tsv", param_hint="--lexicon")
        found[name] = path
    return found


@app.command()
def show(
    file: Annotated[Path, typer.Argument(help="A text or HTML file, or - for standard input.")],
    limit: Annotated[int, typer.Option(help="Rows shown of each table; 0 shows all.")] = 20,
    tables_only: Annotated[bool, typer.Option("--tables-only", help="Leave out the text.")] = False,
    lexicon: Lexicons = None,
) -> None:
    """Show a text with its people, roles, places and figures coloured, and the tables below."""
    from rich.console import Console

    from bpextract.extraction import Input, extract
    from bpextract.pipeline import load
    from bpextract.report.terminal import coloured, legend, print_tables
    from bpextract.sources import read

    with _errors():
        nlp = load(_lexicons(lexicon)) if lexicon else None
        result = extract([Input(d.doc_id, d.text, d.published) for d in read([file])], nlp=nlp)
        console = Console()
        for document in result.documents.itertuples():
            if isinstance(document.error, str):
                typer.secho(f"{document.doc_id}: {document.error}", err=True, fg="yellow")
        mentions = result.mentions
        if not tables_only:
            for doc_id in result.documents.doc_id:
                if doc_id in mentions.doc_id.values or len(result.documents) == 1:
                    console.rule(doc_id)
                    console.print(coloured(result.text(doc_id), mentions[mentions.doc_id == doc_id]))
            console.print(legend(), "")
        names = ("people", "roles", "places", "organizations", "figures", "dates")
        print_tables(console, [(name, result.table(name)) for name in names], limit or None)


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
