"""ROLE."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from bpextract.components.roles import RolesFinder
from bpextract.gold import Article, GoldMention, Reading
from bpextract.label import Label, Tag
from bpextract.lexicons.alternation import Kinds
from bpextract.lexicons.lexicon import packaged
from bpextract.lexicons.schemas import ROLE_WORDS
from bpextract.schema import Role

_CONTEXT = 30  # characters shown of a wrong holder


def _faults(attributes: Mapping[str, str]) -> Iterable[str]:
    if "t" not in attributes and "opt" not in attributes:
        yield "has no title t"


def _readings(article: Article, gold: GoldMention, values: Mapping[str, Any]) -> list[Reading]:
    """Return whether the title is right, and where gold knows the holder, whether it is the one."""
    expected, title = gold.attributes.get("t"), values.get("title")
    readings = [Reading("title", _title(expected) == _title(title), expected, title)]
    if gold.holders:
        at = values.get("person_start")
        people = [m for m in article.mentions if m.label == "PERSON" and m.attributes.get("id") in gold.holders]
        linked = at is not None and any(m.start <= at < m.end for m in people)
        name = "" if at is None else article.text[at : at + _CONTEXT]
        readings.append(Reading("holder", linked, people[0].text if people else "", name))
    return readings


def _title(title: str | None) -> str:
    return _before_title().sub("", " ".join((title or "").lower().split()))


@cache
def _before_title() -> re.Pattern[str]:
    """Return the pattern of words before a title that are not part of it."""
    return re.compile(rf"^{Kinds(packaged(ROLE_WORDS)).any_of('former', 'acting', 'sex')}\s+")


ROLE = Label(
    name="ROLE",
    about="A position, rank, degree, honour or occupation said of a named person, with what it is held in.",
    record=Role,
    finder=RolesFinder,
    reads=("PERSON", "PLACE", "ORG"),
    view=("person", "title", "organization", "place", "status", "kind"),
    names={"person": "person_id", "place": "place_id"},
    color="#B592C4",
    line="2px dotted",
    outer=True,
    tag=Tag("ROLE", ("p", "t"), points_at={"p": "PER"}, faults=_faults, readings=_readings),
)
