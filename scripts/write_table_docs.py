"""Write docs/tables.md from the schema; with `--check`, fail when it is out of date."""

import sys
from pathlib import Path

from bpextract import schema

TARGET = Path(__file__).parent.parent / "docs" / "tables.md"


def page() -> str:
    """Return the page: a section for each table, a row for each column."""
    lines = [
        "# Tables",
        "",
        "Made from `src/bpextract/schema.py` by `scripts/write_table_docs.py`; change the schema, not this page.",
        "Every table starts with `doc_id`, and with the id of the row it is the key. Offsets are in characters",
        "of the text the caller passed. dtypes are fixed; `string` and those with a capital (`Int64`) may lack values.",
    ]
    for name, record in schema.TABLES.items():
        about = (record.__doc__ or "").strip().rstrip(".")
        lines += ["", f"## {name}", "", f"One row for each: {about[0].lower()}{about[1:]}.", ""]
        lines += ["| column | dtype | meaning | unit |", "| --- | --- | --- | --- |"]
        cells = [(c.name, c.dtype, c.about.replace("|", "\\|"), c.unit) for c in schema.columns(name)]
        lines += [f"| `{column}` | {dtype} | {about} | {unit} |" for column, dtype, about, unit in cells]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(
            0 if TARGET.read_text(encoding="utf-8") == page() else f"{TARGET.name} is out of date: run {sys.argv[0]}"
        )
    TARGET.write_text(page(), encoding="utf-8")
