"""What a label is: all that the library has to know of one kind of mention, in one place."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from bpextract.annotation import Annotation
from bpextract.entities import Entities
from bpextract.errors import InputError
from bpextract.gold import Article, GoldMention, Reading, same_value
from bpextract.mentions import Mention
from bpextract.schema import Record

if TYPE_CHECKING:
    from bpextract.finder import Finder

_FORMS = {  # they are put as they are into pages, patterns and SQL
    "name": re.compile(r"[A-Z][A-Z0-9_]*"),
    "color": re.compile(r"#[0-9A-Fa-f]{6}"),
    "line": re.compile(r"[1-9]px (?:solid|dotted|dashed|double)"),
    "table": re.compile(r"[a-z][a-z0-9_]*"),
    "key": re.compile(r"[a-z][a-z0-9_]*_id"),
    "tag": re.compile(r"[A-Z][A-Z0-9_]*"),
}


def no_faults(_attributes: Mapping[str, str]) -> Iterable[str]:
    """Return that nothing is wrong with the attributes of a tag."""
    return ()


def values_read(_article: Article, gold: GoldMention, values: Mapping[str, Any]) -> list[Reading]:
    """Compare each attribute of a tag with the value of the same name, where the mention has one."""
    return [
        Reading("value", same_value(expected, values[name]), expected, values[name])
        for name, expected in gold.attributes.items()
        if name in values
    ]


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """How a label is written in annotated articles, `<PER id=1>…</PER>`, and how what was read of it is scored.

    Attributes:
        name: of the tag.
        attributes: those it may have beside `opt`.
        points_at: attributes that hold the `id` of another tag, several with `+` between, and the name of that tag.
        faults: what is wrong with the attributes of one tag, each as the end of a sentence (`has no id`).
        readings: what was right and wrong of a mention that gold has, too, from its values by name.

    Examples:
        >>> bp.Tag("EVT", attributes=("kind",)).attributes  # <EVT kind=festival>lễ hội Gầu Tào</EVT>
        ('kind',)
    """

    name: str
    attributes: tuple[str, ...] = ()
    points_at: Mapping[str, str] = field(default_factory=dict)
    faults: Callable[[Mapping[str, str]], Iterable[str]] = no_faults
    readings: Callable[[Article, GoldMention, Mapping[str, Any]], list[Reading]] = values_read


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Label:
    """One kind of mention: how it is found, what stands in its table, and how it is shown and scored.

    Attributes:
        name: as `mentions.label` and spaCy have it (PERSON).
        about: what it labels, in one sentence.
        record: the type of the rows of its table; its first column is the key (`person_id`).
        finder: finds its mentions; None where a component of a spaCy pipeline leaves them in the annotation.
        reads: the labels that the finder reads, which are found before it.
        records: makes the rows from the mentions that stay, and says which row each mention belongs to. When None,
            there is a row for each mention, or where the record has `n_mentions` for each name, with the values of the
            mention. Rows of the built-in labels point at one another: resolution makes them together.
        is_name: whether it names a thing, so that two such mentions neither cross nor share the same characters.
        nests: whether one may lie in another of the same label, as a commune in its province.
        rules_out: the labels that cannot lie inside it; others can.
        yields_to: the labels that stay, whichever is longer, where the two cannot both stand.
        view: the columns of the table for reading; when empty, all that are no ids. Beside those of the record there
            are `text`, the mention as written, and those of `names`. A column with bounds (`value`, `value_low`,
            `value_high`) is shown with them.
        names: columns of the view that name what an id stands for, and the column of that id.
        color: its ground, as #RRGGBB, legible under black; line: the line under it, as CSS has it.
        outer: whether other mentions often lie inside, so that a terminal underlines it.
        tag: how annotated articles write it; None where they do not.

    Examples:
        >>> from bpextract.labels import LABELS
        >>> person = LABELS[0]
        >>> person.name, person.table, person.key, person.tag.name
        ('PERSON', 'people', 'person_id', 'PER')
    """

    name: str
    about: str
    record: type[Record]
    finder: "type[Finder] | None" = None
    reads: tuple[str, ...] = ()
    records: Callable[[Annotation, list[Mention]], Entities[Any]] | None = None
    is_name: bool = False
    nests: bool = False
    rules_out: tuple[str, ...] = ()
    yields_to: tuple[str, ...] = ()
    view: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    color: str = "#C8C8C8"
    line: str = "4px dashed"
    outer: bool = False
    tag: Tag | None = None

    def __post_init__(self) -> None:
        """Check what is put as it is into pages, patterns and SQL.

        Raises:
            InputError: a name, a colour or a line has another form than it must have.
        """
        given = {"name": self.name, "color": self.color, "line": self.line, "table": self.table, "key": self.key}
        for what, value in (given | ({"tag": self.tag.name} if self.tag else {})).items():
            if _FORMS[what].fullmatch(value) is None:
                raise InputError(f"label {self.name}: its {what} is {value!r}; it must match {_FORMS[what].pattern}")

    @property
    def table(self) -> str:
        """The name of its table."""
        return self.record.table

    @property
    def columns(self) -> list[str]:
        """The columns of its table after `doc_id`."""
        return [column.name for column in fields(self.record)]

    @property
    def key(self) -> str:
        """The column of its table that numbers the rows."""
        return next(iter(self.columns), "")

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns of its view after `doc_id`."""
        return self.view or tuple(name for name in self.columns if not name.endswith("_id"))

    def bars(self, other: "Label") -> bool:
        """Whether a mention of `other` cannot lie inside one of this label.

        Examples:
            >>> from bpextract.labels import LABELS
            >>> person, place = LABELS[0], LABELS[2]
            >>> person.bars(place), place.bars(place)
            (True, False)
        """
        return other.name in self.rules_out or (other is self and not self.nests)
