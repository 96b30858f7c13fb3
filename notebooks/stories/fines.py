"""News of administrative fines, over the year in which the provinces were merged."""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

import pandas as pd

import bpextract as bp
from stories.corpus import Corpus
from stories.fined import Fined, Names
from stories.money import between, written
from stories.places import Address, Addresses
from stories.sentences import filled, read, slots

PROVINCES = 10  # drawn among those that came of several
FIRST, DAYS = date(2025, 1, 1), 365
LATE = 2  # days from the decision to the article, at most
PEOPLE = 0.4  # the share of articles about people
TWO, TOGETHER = 0.3, 0.5  # the share of articles with two fines, and of those where one sentence tells both
OTHER = {"business": (20, 900), "person": (2, 90)}  # other amounts, in millions of đồng
SUM = (1000, 9000)  # large ones
DAY_FORMS = ("ngày {d}/{m}", "ngày {d}/{m}", "ngày {d}/{m}/{y}", "chiều {d}/{m}", "sáng {d}/{m}", "ngày {d}-{m}")


class Deed(NamedTuple):
    """A row of `fine_deeds.tsv`; amounts in millions of đồng."""

    fits: str
    field: str
    least: str
    most: str
    deed: str


class Authority(NamedTuple):
    """A row of `fine_authorities.tsv`; amounts in millions of đồng, `since` and `until` the first and last month."""

    fits: str
    fields: str
    least: str
    most: str
    since: str
    until: str
    authority: str


class Sentence(NamedTuple):
    """A row of `fine_sentences.tsv`."""

    part: str
    fits: str
    sentence: str


def fines(documents: int = 400, seed: int = 7) -> Corpus:
    """Return articles of 2025 about fines.

    Its truth has a row for each fine that an article tells of as new: `doc_id`, `who` (without honorific), `who_kind`
    (company, which cooperatives are, too, or person), `authority`, `current_province`, `month` (of the decision where
    the article dates it, else of the article) and `amount` (đồng). What the law allows, what was fined in years
    before, and sums over many cases are none.
    """
    rng = Random(seed)
    writer = _Writer(rng)
    articles = [writer.article(f"fine-{number:03}") for number in range(1, documents + 1)]
    articles.sort(key=lambda article: article[0]["published"])
    truth = [row for _, rows in articles for row in rows]
    return Corpus(pd.DataFrame([document for document, _ in articles]), pd.DataFrame(truth))


class Fine(NamedTuple):
    """A fine: `values` are what sentences say of it."""

    who: Fined
    amount: int
    values: dict[str, str]


class _Writer:
    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._deeds, self._authorities = read("fine_deeds", Deed), read("fine_authorities", Authority)
        self._sentences = read("fine_sentences", Sentence)
        self._names, self._addresses = Names(), Addresses(_provinces(rng))

    def article(self, doc_id: str) -> tuple[dict[str, str], list[dict[str, object]]]:
        """Return a document, and its fines."""
        rng = self._rng
        day = FIRST + timedelta(rng.randrange(DAYS))
        published = day + timedelta(rng.randint(0, LATE))
        fits = "person" if rng.random() < PEOPLE else "business"
        address = self._addresses.draw(day.isoformat(), rng)
        deed = self._deed(fits)
        authority = self._authority(deed, address, day)
        fine = self._fine(deed, authority)
        values = self._values(address, day) | {"by": self._by(authority, address)} | fine.values

        two, together = rng.random() < TWO, rng.random() < TOGETHER
        lead = self._pick("both" if two and together else "lead", deed)
        fines, seconds = [fine], []
        if two:
            other = self._fine(self._deed(fits, authority), authority)
            fines.append(other)
            values |= {f"{slot}2": words for slot, words in other.values.items()}
            seconds = [] if together else [(self._pick("second", deed), values | other.values)]
        rest = [self._pick("money", deed), *rng.sample(self._fitting("more", deed), 2)]
        ends = [(each, values | self._others(fits)) for each in rng.sample(rest, len(rest))]
        sentences = [(self._pick("title", deed), values), (lead, values), *seconds, *ends]
        body = "\n\n".join(filled(*each) for each in sentences)
        told = day if "day" in slots(lead) else published
        same = {
            "authority": values["by"].removeprefix("Chủ tịch "),  # who signs for it
            "current_province": address.current_province,
            "month": told.isoformat()[: len("2025-01")],
        }
        document = {"id": doc_id, "published": published.isoformat(), "body": body}
        return document, [
            {"doc_id": doc_id, "who": fine.who.name, "who_kind": fine.who.kind, **same, "amount": fine.amount}
            for fine in fines
        ]

    def _deed(self, fits: str, authority: Authority | None = None) -> Deed:
        """Return a deed, of those that an authority may fine."""
        return self._rng.choice(
            [each for each in self._deeds if each.fits == fits and (authority is None or _may(authority, each))]
        )

    def _authority(self, deed: Deed, address: Address, day: date) -> Authority:
        month = day.isoformat()[: len("2025-01")]
        return self._rng.choice(
            [
                each
                for each in self._authorities
                if _may(each, deed) and each.since <= month <= each.until
                if address.district or "{district}" not in each.authority
            ]
        )

    def _fine(self, deed: Deed, authority: Authority) -> Fine:
        most = min(float(deed.most), float(authority.most))
        return Fine(
            who := self._names.draw(deed.fits, self._rng),
            amount := between(float(deed.least), most, self._rng),
            {
                "who": who.who,
                "aged": who.aged,
                "again": who.again,
                "deed": deed.deed,
                "amount": written(amount, self._rng),
            },
        )

    def _by(self, authority: Authority, address: Address) -> str:
        parts = {"province": address.province, "district": address.district, "commune": address.commune}
        return filled(authority.authority, parts | {"name": address.name})

    def _values(self, address: Address, day: date) -> dict[str, str]:
        form = self._rng.choice(DAY_FORMS)
        return {
            "at": address.at,
            "province": address.province,
            "name": address.name,
            "day": form.format(d=day.day, m=day.month, y=day.year),
        }

    def _others(self, fits: str) -> dict[str, str]:
        """Return amounts and numbers that are no fine of this article."""
        rng = self._rng
        return {
            "other": written(between(*OTHER[fits], rng), rng),
            "sum": written(between(*SUM, rng), rng),
            "n": str(rng.randint(4, 60)),
            "year": str(rng.randint(2019, 2023)),
        }

    def _fitting(self, part: str, deed: Deed) -> list[str]:
        fits = (deed.fits, deed.field, "any")
        return [each.sentence for each in self._sentences if each.part == part and each.fits in fits]

    def _pick(self, part: str, deed: Deed) -> str:
        return self._rng.choice(self._fitting(part, deed))


def _may(authority: Authority, deed: Deed) -> bool:
    """Return whether an authority fines those who do the deed."""
    able = authority.fields == "any" or deed.field in authority.fields.split(",")
    return authority.fits == deed.fits and able and float(authority.most) >= float(deed.least)


def _provinces(rng: Random) -> tuple[str, ...]:
    """Return the names of some provinces of today that came of several."""
    old = [unit.current for unit in bp.places.units("old", "province")]
    merged = [unit.name for unit in bp.places.units("new", "province") if old.count(unit.code) > 1]
    return tuple(rng.sample(merged, PROVINCES))
