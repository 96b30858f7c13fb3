"""The built-in labels, a module for each; a user's own are added to them, and treated like them."""

from collections.abc import Iterable, Sequence

from bpextract import schema
from bpextract.errors import InputError, meant
from bpextract.label import Label
from bpextract.labels.date import DATE
from bpextract.labels.figure import FIGURE
from bpextract.labels.organization import ORG
from bpextract.labels.person import PERSON
from bpextract.labels.place import PLACE
from bpextract.labels.role import ROLE
from bpextract.lexicons.lexicon import LexiconSchema

LABELS: tuple[Label, ...] = (PERSON, ROLE, PLACE, ORG, FIGURE, DATE)
"""In the order in which they are shown.

Their colours are legible under black, and told apart by colour-blind readers: hues follow Okabe and Ito (2008);
lightness and chroma were searched so that the two that differ least, to normal, protanopic, deuteranopic or tritanopic
eyes, differ most. tests/test_palette.py holds what was reached.
"""

BUILT_IN = frozenset(label.name for label in LABELS)
"""Their names."""

_TAKEN = (*(name for name in schema.TABLES if name not in {label.table for label in LABELS}), schema.Text.table)


def with_own(own: Iterable[Label]) -> tuple[Label, ...]:
    """Return the built-in labels and the user's `own`.

    Raises:
        InputError: two have the same name, table or tag, or one speaks of a label that is not there.
    """
    labels = (*LABELS, *own)
    names = [label.name for label in labels]
    of_kind = {
        "name": names,
        "table": [*_TAKEN, *(label.table for label in labels)],
        "tag": [label.tag.name for label in labels if label.tag is not None],
    }
    for kind, given in of_kind.items():
        if twice := sorted({each for each in given if given.count(each) > 1}):
            raise InputError(f"the {kind} {', '.join(twice)} is taken; give your label another")
    for label in labels:
        if unknown := sorted({*label.reads, *label.rules_out, *label.yields_to} - set(names)):
            known = f"the labels are {', '.join(names)}{meant(unknown, names)}"
            raise InputError(f"label {label.name} refers to {', '.join(unknown)}, which is no label; {known}")
        for column in label.names.values():
            label_of_id(labels, column)
    return labels


def label_of_id(labels: Iterable[Label], column: str) -> Label:
    """Return the label whose table has the rows that an id stands for (PLACE, of `place_id` and `parent_place_id`).

    Raises:
        InputError: there is none.
    """
    found = next((label for label in labels if f"_{column}".endswith(f"_{label.key}")), None)
    if found is None:
        raise InputError(f"{column} is the id of no label's table")
    return found


def in_order(labels: Sequence[Label]) -> list[Label]:
    """Return the labels in the order in which they are found: after those that their finders read, else as given."""
    by_name = {label.name: label for label in labels}
    ordered: dict[str, Label] = {}

    def put(label: Label, waiting: tuple[str, ...]) -> None:
        for name in label.reads:
            if name not in ordered and name not in waiting:
                put(by_name[name], (*waiting, name))
        ordered[label.name] = label

    for label in labels:
        if label.name not in ordered:
            put(label, (label.name,))
    return list(ordered.values())


def tables_of(labels: Iterable[Label]) -> dict[str, type[schema.Record]]:
    """Return the record types of all tables, those of the user's own labels last."""
    return schema.TABLES | {label.table: label.record for label in labels}


def lexicons_of(labels: Iterable[Label]) -> list[LexiconSchema]:
    """Return the lexicons that the finders of the labels read."""
    finders = [label.finder for label in labels if label.finder is not None]
    return list({schema.name: schema for finder in finders for schema in finder.lexicons}.values())
