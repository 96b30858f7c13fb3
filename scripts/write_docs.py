"""Write the pages that are made from code: tables and lexicons; with `--check`, fail when one is out of date."""

import html
import re
import sys
from collections.abc import Callable, Iterable
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from bpextract import schema
from bpextract.decision.decide import LEXICONS as EVIDENCE
from bpextract.labels import LABELS, in_order
from bpextract.lexicons.gazetteer import gazetteer
from bpextract.lexicons.lexicon import Field, packaged
from bpextract.lexicons.schemas import SCHEMAS
from bpextract.linking.records import TABLES as LINKED

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
COLUMN_PAGES = Path(__file__).with_name("column_pages.tsv")
LEXICONS = ROOT / "src" / "bpextract" / "lexicons"
MADE = {  # how a lexicon came to be, by what the comment on top of it says
    r"CLDR|SI brochure": "taken over",
    r"mined from|made by scripts/|scripts/mine_acronyms": "mined",
    r"by hand|own work|own selection": "by hand",
}

ABOUT_TABLES = """# Tables

This page lists every column of every table: its dtype, what it means, in which unit, and how far it can be trusted. It
is the reference for everybody who works with the tables; what a row stands for is explained under
[concepts](concepts.md). The page is made from `src/bpextract/schema.py` and `src/bpextract/labels` by
`scripts/write_docs.py`, so change those and not this page.

Beside each column stands a link to the section that says how its values are found, and, where it was measured, one to
the section that says how often they are right. Where that one names topics, look for the kind of news that you have.
The links are kept in `scripts/column_pages.tsv`. A column without the second link repeats the text or follows from
others, or else nobody has counted how often it is right.

Every table of documents starts with `doc_id`, which together with the id of the row is its key. The tables at the end
come from [linking](linking.md). Offsets count characters of the text that the caller passed. The dtypes are fixed;
columns of `string`, and of dtypes with a capital (`Int64`), may lack values. One dtype depends on what you gave: in
memory, `doc_id` is `int64` where your ids are integers and no two are the same
([how tables merge](tools.md#tables-come-out-and-merge-with-yours)). A missing value means that the text does
not say, or that nothing was found, and never that the value is zero.

Some columns repeat what the text says, while others are conclusions that can be wrong. Which spans are names is decided
by a model, and `mentions.confidence` is the probability that it is right ([how good it is](names.md#how-good-it-is)).
What a figure says is read by another model, which gives no confidence. Where a column below says how often that model
is right, it was measured on articles of all topics whose errors nobody had looked at
([model card](facts-model.md#how-good-it-is)); for places and dates it is the F1. Which unit a place means, which year a
date has, and who holds a role are concluded by rules.

`bpextract.schema.check(result)` tests what the tables promise, and returns the faults, a sentence for each, or nothing
when all is well. Offsets and texts agree, keys are numbered from 0, every id stands for a row, mentions lie in their
sentence and do not cross, bounds are in order, dates are ISO, and no place lies in itself. (Mentions of a label of your
own may take several sentences.)"""

ABOUT_LABELS = """
## Labels

What a mention says stands in the table of its label. The tag is the one that marks it in annotated articles
([guidelines](guidelines.md)). A label of your own brings a table of its own, and everything that follows from it
([extending](extending.md#labels-of-your-own)).
"""

ABOUT_LEXICONS = """# Lexicons

This page lists the lexicons that come with the package, with their columns and their origin. It is for those who want
to add words of their own, or to know on what a find rests. The page is made from the files in `src/bpextract/lexicons`
and their schemas by `scripts/write_docs.py`, so change those and not this page.

A lexicon is a TSV file in UTF-8 (NFC) with a header. The column `form` comes first, and `#` starts a comment. You can
add entries to every lexicon, and they win over ours of the same form: `bp.load(lexicons={"NAME": "mine.tsv"})`, or
`--lexicon NAME=mine.tsv` on the command line ([extending](extending.md)). Only the gazetteer cannot be changed.

In the column *read by*, *evidence* means that the [decision about names](names.md) reads the lexicon: an entry speaks
for a name, without finding it. Your own entries in `people`, `places`, `countries` and `organizations` do find names,
and are certain. A label is named there when its finder reads the lexicon. A lexicon that neither of them reads is used
for sections or for resolution.

In the column *made*, *by hand* means that people wrote and read the entries, *mined* that a script counted them in
news, without annotations, and *taken over* that they are from a source which is named below (with its licence in
`NOTICE`). Numbers of entries are rounded to two digits.
"""

ABOUT_GAZETTEER = """
## gazetteer

The gazetteer holds provinces, districts and communes before and since 1 July 2025, with their parents, coordinates and
heirs. `scripts/build_gazetteer.py` makes it from vietnamadminunits (MIT), and `bp.places` reads it
([places](places.md))."""


def tables() -> Iterable[str]:
    """Yield the lines of tables.md: a section for each table, a row for each column."""
    yield ABOUT_TABLES
    yield ABOUT_LABELS
    rows = [(label.name, label.about, _link(label.table), f"`{label.key}`", f"`{label.tag.name}`") for label in LABELS]
    yield from _table("label | what it labels | table | key | tag", rows)
    for name, record in (schema.TABLES | LINKED).items():
        about = (record.__doc__ or "").strip().rstrip(".")
        yield f"\n## {name}\n\nEach row is {about[0].lower()}{about[1:]}.\n"
        cells = [(f"`{c.name}`", c.dtype, c.about, c.unit, *_links(name, c.name)) for c in schema.columns(record)]
        yield from _table("column | dtype | meaning | unit | how it is found | how often it is right", cells)


class ColumnPages(NamedTuple):
    """Where the page of tables sends the reader of a column: `PAGE#ANCHOR`; the last two may be blank."""

    found: str
    measured: str
    says: str


def column_pages() -> dict[str, ColumnPages]:
    """Return the sections that tell of columns, by `TABLE.COLUMN`, `COLUMN` or `TABLE`."""
    lines = COLUMN_PAGES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return {row[0]: ColumnPages(*row[1:]) for row in rows}


def pages_of(table: str, column: str) -> ColumnPages:
    """Return the sections that tell of a column.

    Raises:
        ValueError: no row stands for it.
    """
    known = column_pages()
    found = next((known[key] for key in (f"{table}.{column}", column, table) if key in known), None)
    if found is None:
        raise ValueError(f"{COLUMN_PAGES.name}: add a row for {table}.{column}: the section that says how it is found")
    return found


def heading(place: str) -> str:
    """Return the heading at `PAGE#ANCHOR`.

    Raises:
        ValueError: the page has none there.
    """
    page, _, anchor = place.partition("#")
    for text in re.findall(r"^#+ (.+)$", (DOCS / page).read_text(encoding="utf-8"), re.MULTILINE):
        if re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", text.lower())) == anchor:
            return str(text)
    raise ValueError(f"{COLUMN_PAGES.name}: docs/{page} has no heading #{anchor}")


def _links(table: str, column: str) -> tuple[str, str]:
    pages = pages_of(table, column)
    measured = f"[{pages.says}]({pages.measured})" if pages.measured else ""
    return f"[{heading(pages.found)}]({pages.found})", measured


def lexicons() -> Iterable[str]:
    """Yield the lines of lexicons.md: what each is for, its columns, how it was made and how large it is."""
    known = sorted(SCHEMAS.values(), key=lambda schema: schema.name)
    yield ABOUT_LEXICONS
    rows = []
    for each in known:
        labels = [label.name for label in in_order(LABELS) if label.finder and each in label.finder.lexicons]
        read_by = (["evidence"] if each in EVIDENCE else []) + labels
        size = _about(len(packaged(each)))
        rows.append((_link(each.name), each.about, ", ".join(read_by) or "–", made(each.name), size))
    units = _about(len(gazetteer().by_code))
    rows.append((_link("gazetteer"), "Official units of both editions.", "evidence, PLACE", "taken over", units))
    yield from _table("lexicon | what it holds | read by | made | entries", rows)
    for each in known:
        yield f"\n## {each.name}\n\n{comment(each.name)}\n"
        form = ("`form`", "as it is written", "")
        yield from _table("column | values | may be blank", [form, *map(_field, each.fields)])
    yield ABOUT_GAZETTEER


def comment(name: str) -> str:
    """Return the comment on top of a lexicon, as text of a page."""
    lines = (LEXICONS / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    top = takewhile(lambda line: line.startswith("#"), lines)
    return html.escape(" ".join(line.lstrip("# ") for line in top), quote=False)


def made(name: str) -> str:
    """Return how a lexicon was made.

    Raises:
        ValueError: its comment does not say.
    """
    found = [how for pattern, how in MADE.items() if re.search(pattern, comment(name), re.IGNORECASE)]
    if not found:
        raise ValueError(f"{name}.tsv: the comment on top should say how it was made: by hand, or by which script")
    return ", ".join(found)


def _field(field: Field) -> tuple[str, str, str]:
    values = ", ".join(f"`{value}`" for value in sorted(field.allowed)) or ("a number" if field.number else "text")
    return f"`{field.name}`", values, "" if field.required else "yes"


def _link(name: str) -> str:
    return f"[`{name}`](#{name})"


def _about(number: int) -> str:
    """Return a number to two digits, so that the page does not change with every entry."""
    return f"{float(f'{number:.2g}'):,.0f}"


def _table(head: str, rows: Iterable[tuple[str, ...]]) -> Iterable[str]:
    yield f"| {head} |"
    yield "| " + " | ".join("---" for _ in head.split(" | ")) + " |"
    for row in rows:
        yield "| " + " | ".join(_cell(text) for text in row) + " |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|") if "`" in text else text.replace("|", "\\|").replace("<", "&lt;")


PAGES: dict[str, Callable[[], Iterable[str]]] = {"tables.md": tables, "lexicons.md": lexicons}


if __name__ == "__main__":
    stale = []
    for name, lines in PAGES.items():
        page, target = "\n".join(lines()) + "\n", DOCS / name
        if "--check" not in sys.argv:
            target.write_text(page, encoding="utf-8")
        elif not target.exists() or target.read_text(encoding="utf-8") != page:
            stale.append(name)
    sys.exit(f"out of date: {', '.join(stale)}; run python {sys.argv[0]}" if stale else 0)
