"""ORG."""

from bpextract.label import Label, Tag
from bpextract.names.organizations import OrganizationsFinder
from bpextract.schema import Organization

ORG = Label(
    name="ORG",
    about="A named body.",
    record=Organization,
    finder=OrganizationsFinder,
    reads=("PLACE",),
    is_name=True,
    rules_out=("PERSON", "FIGURE"),
    view=("name", "kind", "parent", "n_mentions"),
    color="#D89E0B",
    line="4px double",
    outer=True,
    tag=Tag("ORG"),
)
