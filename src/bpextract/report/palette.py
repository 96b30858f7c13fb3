"""How marks of each label look: its colour, and its line, which tells it without colours."""

from collections.abc import Iterable

from bpextract.label import Label


def rules(labels: Iterable[Label], *places: str) -> str:
    """Return the CSS of marks in `places`, each a selector that the label is added to; `--l` is the line's colour."""
    parts = []
    for label in labels:
        where = ", ".join(f'{place}[data-label="{label.name}"]' for place in places)
        parts.append(f"{where} {{ --c: {label.color}; border-bottom: {label.line} var(--l); }}\n")
    return "".join(parts)
