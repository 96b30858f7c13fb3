"""DATE."""

from bpextract.components.dates import DatesFinder
from bpextract.label import Label, Tag
from bpextract.schema import Date

DATE = Label(
    name="DATE",
    about="A calendar date, month, year or a span of them.",
    record=Date,
    finder=DatesFinder,
    rules_out=("FIGURE",),
    view=("text", "value", "start_date", "end_date", "precision", "resolved_from"),
    color="#F4726B",
    line="4px dotted",
    tag=Tag("DATE", ("v",)),
)
