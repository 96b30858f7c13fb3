"""PLACE."""

from bpextract.label import Label, Tag
from bpextract.names.places import PlacesFinder
from bpextract.schema import Place

PLACE = Label(
    name="PLACE",
    about="A unit, a village, a river, a street or a country, with the word for what it is.",
    record=Place,
    finder=PlacesFinder,
    is_name=True,
    nests=True,
    rules_out=("PERSON", "ORG", "FIGURE", "DATE"),
    view=("name", "level", "in", "code", "edition", "current_name", "current_province", "n_mentions"),
    names={"in": "parent_place_id"},
    color="#6FEBC2",
    line="2px dashed",
    tag=Tag("LOC"),
)
