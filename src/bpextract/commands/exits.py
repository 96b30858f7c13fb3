"""How a command ends when something is wrong."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from bpextract.errors import BpextractError


@contextmanager
def told_errors(*names: str) -> Iterator[None]:
    """Turn an error the library raises on purpose, or the system's about a file, into one sentence and exit code 2.

    So, too, whatever the drivers of addresses among the `names` may raise: no credentials, no answer.
    """
    addresses = ", ".join(name for name in names if "://" in name)
    try:
        yield
    except BpextractError as error:
        typer.secho(f"bpextract: {error}", err=True, fg="red")
        raise typer.Exit(2) from error
    except BrokenPipeError:  # `| head` has read enough, which typer knows
        raise
    except OSError as error:
        where = f"{error.filename or addresses}: ".removeprefix(": ")
        typer.secho(f"bpextract: {where}{error.strerror or error}", err=True, fg="red")
        raise typer.Exit(2) from error
    except Exception as error:
        if not addresses:
            raise
        said = f"{addresses}: cannot be reached or used ({type(error).__name__}: {error})"
        typer.secho(f"bpextract: {said}", err=True, fg="red")
        raise typer.Exit(2) from error
