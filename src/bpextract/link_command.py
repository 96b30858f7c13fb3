"""The command `link`: who is who across the documents of stored results."""

from typing import Annotated

import typer

from bpextract.exits import told_errors


def link(
    results: Annotated[
        str, typer.Argument(metavar="OUT", help="Folder of Parquet that `bpextract extract -o OUT` wrote.")
    ],
    memory_limit: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="MB", help="Megabytes that the database may take. Default: most of the machine's memory."
        ),
    ] = None,
) -> None:
    """Tell who is who across the documents of results: entities, appearances and posts, written beside them.

    A run that was stopped goes on where it was, unless the results have changed.

    \b
    Examples:
      bpextract extract news/ -o out
      bpextract link out
    """
    from bpextract.addresses import as_path
    from bpextract.linking.records import TABLES
    from bpextract.linking.stored import link_folder
    from bpextract.schema import counted_rows

    with told_errors(results):
        counts = link_folder(as_path(results), memory_limit, lambda said: typer.echo(said, err=True))
    typer.echo(f"{', '.join(counted_rows(TABLES[name], count) for name, count in counts.items())} → {results}")
