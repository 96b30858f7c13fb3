"""Write the pages that are made from code: tables and lexicons; with `--check`, fail when one is out of date."""

import html
import re
import sys
from collections.abc import Callable, Iterable
from itertools import takewhile
from pathlib import Path

from bpextract import schema
from bpextract.decision.decide import LEXICONS as EVIDENCE
from bpextract.labels import LABELS, in_order
from bpextract.lexicons.gazetteer import gazetteer
from bpextract.lexicons.lexicon import Field, packaged
from bpextract.lexicons.schemas import SCHEMAS
from bpextract.linking.records import TABLES as LINKED

ROOT = Path(__file__).parent.parent
LEXICONS = ROOT / "src" / "bpextract" / "lexicons"
MADE = {  # how a lexicon came to be, by what the comment on top of it says
    r"CLDR|SI brochure": "taken over",
    r"mined from|made by scripts/|scripts/mine_acronyms": "mined",
    r"by hand|own work|own selection": "by hand",
}

ABOUT_TABLES = """# Tables

Made from `src/bpextract/schema.py` and `src/bpextract/labels` by `scripts/write_docs.py`; change those, not this page.
Every table of documents starts with `doc_id`, and with the id of the row it is the key; those at the end come of
[linking](linking.md). Offsets are in characters of the text the caller passed. dtypes are fixed;
`string` and those with a capital (`Int64`) may lack values. One depends on what you gave: in memory, `doc_id` is
`int64` where your ids are integers and no two are the same
([how tables merge](tools.md#tables-come-out-and-merge-with-yours)).

`bpextract.schema.check(result)` tests what the tables promise, and returns the faults, each a sentence; none, when all
is well: offsets and texts agree, keys are numbered from 0, every id stands for a row, mentions lie in their sentence
and do not cross, bounds are in order, dates are ISO, no place lies in itself. (Mentions of a label of your own may take
several sentences.)"""

ABOUT_LABELS = """
## Labels

What a mention says stands in the table of its label; the tag is that of annotated articles
([guidelines](guidelines.md)). A label of your own brings its table, and all that follows from it
([extending](extending.md#labels-of-your-own)).
"""

ABOUT_LEXICONS = """# Lexicons

Made from the files in `src/bpextract/lexicons` and their schemas by `scripts/write_docs.py`; change those, not this
page.

A lexicon is a UTF-8 TSV in NFC with a header; `form` comes first, `#` starts a comment. To each of them you can add
entries, which win over ours of the same form: `bp.load(lexicons={"NAME": "mine.tsv"})`, on the command line
`--lexicon NAME=mine.tsv` ([extending](extending.md)); the gazetteer alone is as it is.

What the [decision about names](names.md) reads is *evidence*: it speaks for a name, and does not find it. Your own
entries in `people`, `places`, `countries` and `organizations` do; they are certain. A label is named where its finder
reads the lexicon. What is read by neither is used for sections or for resolution.

*By hand*: written and read by people. *Mined*: counted in news by a script, without annotations. *Taken over*: from a
source that is named below (licences: `NOTICE`). Numbers of entries are rounded to two digits.
"""

ABOUT_GAZETTEER = """
## gazetteer

Provinces, districts and communes before and since 1 July 2025, with their parents, coordinates and heirs. Made by
`scripts/build_gazetteer.py` from vietnamadminunits (MIT); `bp.places` reads it ([places](places.md))."""


def tables() -> Iterable[str]:
    """Yield the lines of tables.md: a section for each table, a row for each column."""
    yield ABOUT_TABLES
    yield ABOUT_LABELS
    rows = [(label.name, label.about, _link(label.table), f"`{label.key}`", f"`{label.tag.name}`") for label in LABELS]
    yield from _table("label | what it labels | table | key | tag", rows)
    for name, record in (schema.TABLES | LINKED).items():
        about = (record.__doc__ or "").strip().rstrip(".")
        yield f"\n## {name}\n\nOne row for each: {about[0].lower()}{about[1:]}.\n"
        cells = [(f"`{c.name}`", c.dtype, c.about, c.unit) for c in schema.columns(record)]
        yield from _table("column | dtype | meaning | unit", cells)


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
        page, target = "\n".join(lines()) + "\n", ROOT / "docs" / name
        if "--check" not in sys.argv:
            target.write_text(page, encoding="utf-8")
        elif not target.exists() or target.read_text(encoding="utf-8") != page:
            stale.append(name)
    sys.exit(f"out of date: {', '.join(stale)}; run python {sys.argv[0]}" if stale else 0)
