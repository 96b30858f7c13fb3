"""The commands `bpextract evaluate` and `bpextract check`: how good it is on articles and examples of one's own."""

from pathlib import Path
from typing import Annotated

import typer

from bpextract.commands import options
from bpextract.commands.exits import told_errors
from bpextract.errors import meant


def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(metavar="GOLD_DIR", help="A folder of annotated articles (NAME.ann.txt), or one such file."),
    ],
    errors: Annotated[
        str | None, typer.Option(metavar="LABEL", help="Also list the errors of this label, such as PERSON or ROLE.")
    ] = None,
    lexicon: options.Lexicons = None,
    pipeline: options.Pipeline = None,
) -> None:
    """Print precision, recall and F1 of each label against annotated articles.

    \b
    Examples:
      bpextract evaluate corpora/articles
      bpextract evaluate corpora/articles --errors ROLE
    """
    from rich.console import Console

    from bpextract.corpora import scoring
    from bpextract.loading import labels_of

    errors = errors and errors.upper()
    with told_errors():
        nlp = options.pipeline_of(lexicon, pipeline)
        labels = [label.name for label in labels_of(nlp)]
        if errors is not None and errors not in labels:
            raise typer.BadParameter(
                f"{errors!r}: no such label; the labels are {', '.join(labels)}{meant([errors], labels)}",
                param_hint="--errors",
            )
        evaluation = scoring.evaluate(gold, nlp)
    if not any(score.gold for score in evaluation.scores):
        typer.secho(f"{gold}: nothing is annotated here, so there is nothing to score", err=True, fg="yellow")
    console = Console()
    console.print(evaluation.table())
    if evaluation.facts:
        console.print(evaluation.facts_table())
    for error in evaluation.errors if errors else ():
        if error.label == errors:
            was = f"expected {error.expected!r}, got {error.got!r} {error.source}"
            console.print(f"{error.doc_id} {error.kind}: {error.context}  {was}", markup=False)


def check(
    examples: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="Example files (see corpora/README.md for the format).")
    ],
    lexicon: options.Lexicons = None,
    pipeline: options.Pipeline = None,
) -> None:
    """Check examples of your own against the rules and your lexicons. The exit code is 1 when one of them fails.

    \b
    An example is a line of a file that begins with the labels to check:
      # labels: FIGURE
      Có \\[5 hộ](FIGURE value=5) bị ngập

    \b
    Examples:
      bpextract check examples/*.txt
      bpextract check examples/roles.txt --lexicon titles=mine.tsv
    """
    from bpextract.corpora import examples as corpus
    from bpextract.wording import counted

    with told_errors():
        results = corpus.check(examples, options.pipeline_of(lexicon, pipeline))
    failed = [result for result in results if not result.ok]
    for result in failed:
        typer.echo(str(result))
    gaps = sum(result.status == "gap" for result in results)
    passed = len(results) - len(failed) - gaps
    typer.echo(
        f"{counted(len(results), 'example')}: {passed:,} passed, {counted(gaps, 'known gap')}, {len(failed):,} failed"
    )
    raise typer.Exit(1 if failed else 0)
