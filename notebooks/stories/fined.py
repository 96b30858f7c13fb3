"""Who is fined: made-up businesses and people."""

from random import Random
from typing import NamedTuple

from stories.sentences import read

INITIALS = 0.2  # the share of people whose name is withheld
YOUNGEST, OLDEST = 19, 68
FORMS = {"Hợp tác xã": "hợp tác xã này", "Doanh nghiệp tư nhân": "doanh nghiệp này"}
COMPANY = ("công ty này", "doanh nghiệp này", "đơn vị này")


class Part(NamedTuple):
    """A row of `names.tsv`."""

    part: str
    form: str


class Fined(NamedTuple):
    """Who is fined.

    Attributes:
        name: without an honorific; kind: company (cooperatives, too) or person.
        who, aged, again: as sentences name them: at first, with the age, and once more.
    """

    name: str
    kind: str
    who: str
    aged: str
    again: str


class Names:
    """Draws those who are fined."""

    def __init__(self) -> None:
        self._parts: dict[str, list[str]] = {}
        for row in read("names", Part):
            self._parts.setdefault(row.part, []).append(row.form)

    def draw(self, fits: str, rng: Random) -> Fined:
        """Return a `business` or a `person`."""
        return self._business(rng) if fits == "business" else self._person(rng)

    def _business(self, rng: Random) -> Fined:
        form, brand = rng.choice(self._parts["form"]), rng.choice(self._parts["brand"])
        trade = "" if rng.random() < 0.3 else f" {rng.choice(self._parts['trade'])}"
        name = f"{form}{trade} {brand}"
        return Fined(name, "company", name, name, FORMS.get(form, rng.choice(COMPANY)))

    def _person(self, rng: Random) -> Fined:
        gender, honorifics = rng.choice((("man", ("ông", "anh")), ("woman", ("bà", "chị"))))
        name = f"{rng.choice(self._parts['surname'])} {rng.choice(self._parts[gender])}"
        if rng.random() < INITIALS:
            name = "".join(f"{word[0]}." for word in name.split())
        honorific = rng.choice(honorifics)
        who = f"{honorific} {name}"
        called = who if name.endswith(".") else f"{honorific} {name.split()[-1]}"
        return Fined(name, "person", who, f"{who} ({rng.randint(YOUNGEST, OLDEST)} tuổi)", called)
