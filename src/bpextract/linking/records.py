"""The tables of linking, declared like those of an extraction."""

from dataclasses import dataclass
from typing import ClassVar

from bpextract.schema import Record, column


@dataclass(slots=True, kw_only=True)
class Entity(Record):
    """A person, place or body of the world, in however many documents."""

    table: ClassVar[str] = "entities"
    of_document: ClassVar[bool] = False
    entity_id: str = column("key: a hash of what identifies a place or body, and of a person's first appearance")
    label: str = column("PERSON, PLACE or ORG")
    name: str = column("the name it goes by: official for units, written out for bodies, the commonest for people")
    other_names: str | None = column("the other names that documents use, the commonest first, with `|` between")
    gender: str | None = column("male or female, of people where a text shows it")
    level: str | None = column("village, commune, district, province, country … of places")
    code: str | None = column("official code of places, after its edition: `old:10`, `new:15`")
    head: str | None = column("what kind of body it is, the words its name begins with: `ủy ban nhân dân`")
    place: str | None = column("entity_id of the place that a body belongs to")
    heirs: str | None = column("entity_id of what an old unit or body became, the main heir first, with `|` between")
    n_documents: int = column("documents that name it; copies of one text count once")
    n_mentions: int = column("how often it is named, in all documents")
    first_date: str | None = column("date of the first document that names it", "ISO date")
    last_date: str | None = column("date of the last", "ISO date")


@dataclass(slots=True, kw_only=True)
class Appearance(Record):
    """A person, place or body of a document, and which entity it is."""

    table: ClassVar[str] = "appearances"
    label: str = column("PERSON, PLACE or ORG")
    id: int = column("its key in its table: person_id, place_id or organization_id")
    entity_id: str = column("the entity")
    confidence: float = column("probability that it belongs with the other appearances of the entity", "0 to 1")


@dataclass(slots=True, kw_only=True)
class Post(Record):
    """A post that a person held, as far as documents tell; what contradicts another row stays beside it."""

    table: ClassVar[str] = "posts"
    of_document: ClassVar[bool] = False
    person: str = column("entity_id of the person")
    name: str = column("the name of the person")
    title: str = column("the title, as it is mostly written")
    organization: str | None = column("entity_id of the body")
    organization_name: str | None = column("the name of the body, or what the documents call it")
    place: str | None = column("entity_id of the place")
    status: str = column("current, former or acting: as the documents say, each a row of its own")
    first_date: str | None = column("date of the first document that says so", "ISO date")
    last_date: str | None = column("date of the last", "ISO date")
    n_documents: int = column("documents that say so")
    documents: str = column("their doc_id, in order of date, with `|` between")
    others: str | None = column("who else is said to hold it within these dates, by name, with `|` between")


TABLES: dict[str, type[Record]] = {record.table: record for record in (Entity, Appearance, Post)}
