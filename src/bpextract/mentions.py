"""Mentions: a span with a label, and for each label what was read from the span."""

from dataclasses import dataclass, fields
from typing import Any, NamedTuple


@dataclass(slots=True, eq=False)
class Mention:
    """A span with a label; a subclass adds what its label reads from the span.

    Attributes:
        label: PERSON, ROLE, PLACE, ORG, FIGURE, DATE, or one of the user's own.
        start, end: offsets in characters of the annotated (clean) text.
        source: what found it, for people to read; no code compares it.
        confidence: the probability that the span and its label are right, 0 to 1.
        id: the mention_id, set when it is known which mentions stay.

    Examples:
        >>> bp.Mention("EVENT", start=4, end=14, source="events.festival", confidence=0.9)
        Mention(label='EVENT', start=4, end=14, source='events.festival', confidence=0.9, id=-1)
    """

    label: str
    start: int
    end: int
    source: str
    confidence: float = 0.8
    id: int = -1

    def overlaps(self, other: "Mention") -> bool:
        """Return whether it has a character in common with another mention (`other`).

        Examples:
            >>> bp.Mention("EVENT", 4, 14, "").overlaps(bp.Mention("EVENT", 10, 20, ""))
            True
        """
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Mention") -> bool:
        """Return whether all of another mention (`other`) lies in it.

        Examples:
            >>> bp.Mention("EVENT", 4, 14, "").covers(bp.Mention("EVENT", 10, 20, ""))
            False
        """
        return self.start <= other.start and other.end <= self.end

    def values(self) -> dict[str, Any]:
        """Return what the subclass adds, by name: what examples and scoring compare.

        Examples:
            >>> from bpextract.mentions import OrganizationMention
            >>> OrganizationMention("ORG", 25, 42, "mine", kind="state").values()
            {'kind': 'state', 'head_end': None, 'same_as': None}
        """
        own = {field.name for field in fields(Mention)}
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name not in own}


class Name(NamedTuple):
    """A span decided to be a name.

    Attributes:
        start, end: its tokens.
        label: PERSON, PLACE, ORG, or X: another name, as of a product, a work, an event or a law, which no table holds.
        probability: that the span and its label are right.
        source: what speaks for it, for people to read.
    """

    start: int
    end: int
    label: str
    probability: float
    source: str


@dataclass(slots=True, eq=False, kw_only=True)
class PersonMention(Mention):
    """A person's name, with the honorific before it, the gender that is told, and whether it is a byline."""

    name: str = ""
    honorific: str | None = None
    gender: str | None = None
    byline: bool = False


@dataclass(slots=True, eq=False, kw_only=True)
class PlaceMention(Mention):
    """A place's name.

    Attributes:
        name: without the unit word; level: the unit word in lower case, None where there is none.
        implied_level: where there is none, the unit word that the body before it tells (`huyện`, of `Huyện ủy Mường
            Khương`), or another mention of the name.
        group: the level group of the schema; plural: whether the unit word opens a list (các huyện A, B).
        parent: the place that follows and holds it (xã A, huyện B).
    """

    name: str = ""
    level: str | None = None
    implied_level: str | None = None
    group: str = "region"
    plural: bool = False
    parent: "PlaceMention | None" = None

    @property
    def unit_word(self) -> str | None:
        """The unit word, as written or told."""
        return self.level or self.implied_level


@dataclass(slots=True, eq=False, kw_only=True)
class OrganizationMention(Mention):
    """A body's name.

    Attributes:
        kind: the kind of body, None where nothing tells it.
        head_end: where its head word ends (Sở | Y tế), None where it has none.
        same_as: the mention whose acronym or short name this is.
    """

    kind: str | None = None
    head_end: int | None = None
    same_as: "OrganizationMention | None" = None


@dataclass(slots=True, eq=False, kw_only=True)
class RoleMention(Mention):
    """A role: its title alone, and where it is held, by whom."""

    title: str = ""
    kind: str = ""
    status: str = "current"
    organization: OrganizationMention | None = None
    place: PlaceMention | None = None
    holder: PersonMention | None = None


@dataclass(slots=True, eq=False, kw_only=True)
class FigureMention(Mention):
    """A number with what it measures or counts: the columns of the figures table that the span tells.

    Attributes:
        phrase: what is counted, where words that stand before a number alone say it (số người chết).
    """

    value: float | None = None
    value_low: float | None = None
    value_high: float | None = None
    modifier: str | None = None
    unit: str | None = None
    unit_norm: str | None = None
    value_norm: float | None = None
    value_low_norm: float | None = None
    value_high_norm: float | None = None
    kind: str = "other"
    counted: str | None = None
    phrase: str | None = None


@dataclass(slots=True, eq=False, kw_only=True)
class DateMention(Mention):
    """A calendar date: the columns of the dates table."""

    start_date: str | None = None
    end_date: str | None = None
    value: str | None = None
    precision: str = "day"
    resolved_from: str | None = None
