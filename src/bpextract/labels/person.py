"""PERSON."""

from collections.abc import Iterable, Mapping

from bpextract.label import Label, Tag
from bpextract.names.people import PeopleFinder
from bpextract.schema import Person


def _faults(attributes: Mapping[str, str]) -> Iterable[str]:
    if "id" not in attributes:
        yield "has no id"


PERSON = Label(
    name="PERSON",
    about="A person's name, without the honorific.",
    record=Person,
    finder=PeopleFinder,
    is_name=True,
    rules_out=("PLACE", "ORG"),
    view=("name", "honorific", "gender", "byline", "n_mentions"),
    color="#5C9BFF",
    line="2px solid",
    tag=Tag("PER", ("id",), faults=_faults),
)
