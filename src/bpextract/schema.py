"""The one definition of every table: a typed record for each row, its columns, dtypes and meaning.

A record's annotations give the pandas dtypes (`str` → string, `int` → int64, `int | None` → Int64, …) and its field
metadata the documentation of each column; tables, Parquet, the docs and the report are all made from here.
"""

import dataclasses
import types
from dataclasses import dataclass
from typing import ClassVar, get_type_hints

from bpextract import promises
from bpextract.errors import InputError
from bpextract.record import Record as Record
from bpextract.record import column as column
from bpextract.wording import counted


@dataclass(slots=True, kw_only=True)
class Document(Record):
    """An input document, in input order; those that failed are included."""

    table: ClassVar[str] = "documents"
    title: str | None = column(
        "its title: as the page or the table gives it, else the line that was taken for its title"
    )
    author: str | None = column("its author, as the page or the table gives it")
    published: str | None = column("date of publication, as the caller gave it", "ISO date")
    n_chars: int = column("length of the text the caller passed", "characters")
    n_sentences: int = column("sentences found")
    n_mentions: int = column("mentions found")
    error: str | None = column(
        "why the document failed, or what was repaired in order to read it; missing when all went well"
    )


@dataclass(slots=True, kw_only=True)
class Sentence(Record):
    """A sentence."""

    table: ClassVar[str] = "sentences"
    sentence_id: int = column("key, from 0 in text order")
    start: int = column("first character", "characters of the caller's text")
    end: int = column("after the last character", "characters of the caller's text")
    section: str = column("title, lead, body, heading, caption, teaser or boilerplate, by rules that can be wrong")
    text: str = column("the sentence as the caller wrote it")


@dataclass(slots=True, kw_only=True)
class MentionRow(Record):
    """A span found in the text; spans may nest."""

    table: ClassVar[str] = "mentions"
    mention_id: int = column("key, from 0 in text order")
    label: str = column("PERSON, ROLE, PLACE, ORG, FIGURE, DATE, or a label of your own")
    start: int = column("first character", "characters of the caller's text")
    end: int = column("after the last character", "characters of the caller's text")
    text: str = column("the span as the caller wrote it")
    sentence_id: int = column("the sentence it stands in")
    section: str = column("the section it stands in")
    source: str = column("the rule that found it; for a name what speaks most for it, one reason among several")
    confidence: float = column(
        "of names the probability that they are right; of others a convention of rules", "0 to 1"
    )
    entity_id: int = column("its row in the table of its label: a PERSON's person_id, a ROLE's role_id, …")


@dataclass(slots=True, kw_only=True)
class Person(Record):
    """A person in a document, however often named; rules tell whom a part of a name means, and can be wrong."""

    table: ClassVar[str] = "people"
    person_id: int = column("key, from 0 in order of first mention")
    name: str = column("the fullest form of the name")
    honorific: str | None = column("the honorific that stands before a mention, in lower case (ông, bà, anh, chị …)")
    gender: str | None = column("male or female, where an honorific or Thị shows it; never guessed from a given name")
    byline: bool = column("whether every mention of the person signs the text or a picture, rather than speaks of them")
    n_mentions: int = column("how often the person is named")
    mention_id: int = column("the mention with the fullest name")


@dataclass(slots=True, kw_only=True)
class Role(Record):
    """A position, rank, degree or occupation that a person holds; one row for each time it is stated."""

    table: ClassVar[str] = "roles"
    role_id: int = column("key, from 0 in text order")
    mention_id: int = column("the ROLE mention")
    person_id: int | None = column("its holder, by rules that lists can mislead; missing when nobody named holds it")
    title: str = column("the title alone (Phó Chủ tịch), without nguyên, cựu, quyền, which are in status")
    organization: str | None = column("the organization it is held in (Ủy ban MTTQ tỉnh); long ones may end too early")
    place_id: int | None = column("the place it is held in")
    place_inferred: bool = column(
        "whether the place is not named there but inferred: that of the body elsewhere, or the only one of its level"
    )
    status: str = column("current, former or acting")
    kind: str = column("position, rank, degree, honour or occupation")


@dataclass(slots=True, kw_only=True)
class Place(Record):
    """A place in a document, resolved to an official unit where the text allows."""

    table: ClassVar[str] = "places"
    place_id: int = column("key, from 0 in order of first mention")
    name: str = column("the name without its unit word (Bản Phiệt), with it where it is a number (Quận 7)")
    level: str | None = column("the unit word (xã, huyện, tỉnh, sông, đường …)")
    level_group: str | None = column("village, commune, district, province, country, region, feature, street …")
    code: str | None = column(
        "official code in `edition`, without which it means nothing; missing if two could be meant"
    )
    edition: str | None = column("whose code it is: `old` (before 1 July 2025) or `new`; inferred from date or text")
    edition_confidence: float | None = column(
        "the probability that `edition` is the one meant; 0.71 where there is no hint", "0 to 1"
    )
    country_code: str | None = column("its country, where the text or a list gives it: VN, US, CN …", "ISO 3166")
    province: str | None = column("the province it lies in, as the era of the text names it")
    province_inferred: bool = column("whether nothing names that province beside it, but the text or a list settles it")
    parent_place_id: int | None = column("the place of this document it lies in")
    current_code: str | None = column(
        "official code of the unit since 1 July 2025; missing for districts and divided communes"
    )
    current_name: str | None = column("name of that unit")
    current_province: str | None = column("province of that unit")
    lat: float | None = column("latitude of one point of the unit", "degrees north")
    lon: float | None = column("longitude of that point", "degrees east")
    n_mentions: int = column("how often it is named")
    mention_id: int = column("its fullest mention")
    n_candidates: int = column("official units that bear the name, among which the context chose; 0: none does")


@dataclass(slots=True, kw_only=True)
class Organization(Record):
    """A named body in a document."""

    table: ClassVar[str] = "organizations"
    organization_id: int = column("key, from 0 in order of first mention")
    name: str = column("the fullest form of the name")
    kind: str | None = column("party, state, court, police, army, mass, school, company, media …, by words of its name")
    parent: str | None = column("the organization it belongs to, where the text says so")
    place_id: int | None = column("the place in its name or right behind it")
    place_inferred: bool = column(
        "whether the place is not named there but inferred: that of what it is part of, or the only one of its level"
    )
    n_mentions: int = column("how often it is named")
    mention_id: int = column("its fullest mention")


@dataclass(slots=True, kw_only=True)
class Figure(Record):
    """A number with what it measures or counts."""

    table: ClassVar[str] = "figures"
    figure_id: int = column("key, from 0 in text order")
    mention_id: int = column("the FIGURE mention")
    value: float | None = column("the number, in `unit`; missing for a range or a score")
    value_low: float | None = column("the least value the words allow, in `unit`")
    value_high: float | None = column("the greatest value the words allow, in `unit`")
    modifier: str | None = column("> (hơn, trên), < (dưới, gần), ~ (khoảng), >= (ít nhất) or <= (tối đa)")
    unit: str | None = column("the unit as written")
    unit_norm: str | None = column("SI symbol, ISO 4217 code or %, with its base for a rate (VND/month)")
    value_norm: float | None = column("the value in `unit_norm`; sào, mẫu and the like by the measures of one region")
    value_low_norm: float | None = column("the least value in `unit_norm`")
    value_high_norm: float | None = column("the greatest value in `unit_norm`")
    kind: str = column("count, money, length, area, volume, mass, duration, age, percent, speed, …")
    counted: str | None = column("the counted noun with its classifier (lượt người); rare compounds may be cut")
    what: str | None = column("the noun phrase counted or measured, by a model: about 9 of 10 right (tổng số vốn)")
    action: str | None = column("the verb that governs it, by a model: about 9 of 10 right (vận động, bị xử phạt)")
    state: str | None = column("what is said of the counted (chết, mất tích), by a model that saw few such words")
    direction: str | None = column("up or down, where the action is a change")
    baseline: str | None = column("what a change or a comparison is against (cùng kỳ năm trước), by a model")
    subject: str | None = column(
        "who does, undergoes or has it, as written, by a model: about 8 of 10 right (UBND tỉnh)"
    )
    subject_person_id: int | None = column("the person that the subject names or means; as unsure as the subject")
    subject_organization_id: int | None = column("the organization that the subject names or means; likewise")
    subject_place_id: int | None = column("the place that the subject is (Nga, tỉnh Lào Cai); likewise")
    place_id: int | None = column("the place it holds for, by a model: about 3 of 4 right")
    place_from: str | None = column("where that place is named: sentence, passage (the three before) or document")
    date_id: int | None = column("the date or period it holds for, by a model: about 5 of 6 right")
    date_from: str | None = column("where that date is named: sentence, passage or document")
    sentence_id: int = column("the sentence it stands in")


@dataclass(slots=True, kw_only=True)
class Date(Record):
    """A calendar date, month, year or a span of them."""

    table: ClassVar[str] = "dates"
    date_id: int = column("key, from 0 in text order")
    mention_id: int = column("the DATE mention")
    start_date: str | None = column("first day; missing when the year is not known, and for lunar dates", "ISO date")
    end_date: str | None = column("last day", "ISO date")
    value: str | None = column(
        "the date as far as the text tells: 2025-11, --11-25 (no year), 2025/2030 (a span)", "ISO"
    )
    precision: str = column("day, month, quarter, year, decade …")
    resolved_from: str | None = column(
        "what tells the year: text (the date itself), context (other dates of the text), or published (it is the "
        "last year in which the date is at most two months after the publication)"
    )


@dataclass(slots=True, kw_only=True)
class Token(Record):
    """A word, as underthesea segments it; computed when asked for."""

    table: ClassVar[str] = "tokens"
    sentence_id: int = column("the sentence it stands in")
    token_id: int = column("from 0 in the sentence")
    start: int = column("first character", "characters of the caller's text")
    end: int = column("after the last character", "characters of the caller's text")
    word: str = column("the word as the caller wrote it")


@dataclass(slots=True, kw_only=True)
class Text(Record):
    """A document's text, where texts are stored with the tables (not one of `TABLES`)."""

    table: ClassVar[str] = "texts"
    text: str = column("the text that offsets refer to: what the caller passed, or what was read from the page")


RECORDS: tuple[type[Record], ...] = (
    Document, Sentence, MentionRow, Person, Role, Place, Organization, Figure, Date, Token,
)  # fmt: skip
TABLES: dict[str, type[Record]] = {record.table: record for record in RECORDS}

_DTYPES = {
    (str, False): "string", (str, True): "string",
    (int, False): "int64", (int, True): "Int64",
    (float, False): "float64", (float, True): "Float64",
    (bool, False): "bool", (bool, True): "boolean",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: name, pandas dtype, meaning and unit."""

    name: str
    dtype: str
    about: str
    unit: str = ""


def columns(table: str | type[Record]) -> list[Column]:
    """Return the columns of a table, `doc_id` first where it is of documents.

    Args:
        table: its name, or its record type (one of your own, too).

    Raises:
        InputError: there is no such table.
    """
    if isinstance(table, str) and table not in TABLES:
        raise InputError(f"no table {table!r}; the tables are {', '.join(TABLES)}")
    record = TABLES[table] if isinstance(table, str) else table
    hints = get_type_hints(record)
    found = [Column("doc_id", "string", "the document")] if record.of_document else []
    for field in dataclasses.fields(record):
        hint = hints[field.name]
        optional = isinstance(hint, types.UnionType)
        base = next(arg for arg in hint.__args__ if arg is not type(None)) if optional else hint
        found.append(Column(field.name, _DTYPES[base, optional], field.metadata["about"], field.metadata["unit"]))
    return found


def counted_rows(record: type[Record], n: int) -> str:
    """Return `1 person`, `2 people`: how many rows a table has, in words."""
    key = dataclasses.fields(record)[0].name
    singular = key.removesuffix("_id") if key.endswith("_id") else record.__name__.lower()
    return counted(n, singular, record.table)


def check(result: promises.Tables) -> list[str]:
    """Return what is wrong with the tables of a `result`, a sentence for each fault; an empty list when nothing is.

    Tested is all that the tables promise: offsets and texts, keys, what ids stand for, that mentions lie in their
    sentence and do not cross, bounds, ISO dates, and that no place lies in itself.

    Examples:
        >>> from bpextract.schema import check
        >>> check(result)
        []
    """
    return promises.faults(result)
