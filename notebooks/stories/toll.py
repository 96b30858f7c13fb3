"""Reports of a storm's toll by several newspapers, day after day."""

import re
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

import pandas as pd

import bpextract as bp
from stories.corpus import Corpus
from stories.fined import Names
from stories.sentences import capital, filled, read, slots

FIRST, DAYS = datetime(2025, 10, 4), 9
ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SPELLED = 0.35  # the share of small numbers of people that are written as words
SMALL = re.compile(r"(?<![\d.,/-])\d(?= (?:người|nạn nhân|thi thể|trường hợp)\b)")
UNSURE = (1, 4)  # how many more dead newspapers count by themselves
LOCAL, INCIDENT = 0.7, 0.4  # the shares of reports with the numbers of a province, and with what happened somewhere
STATES = ("dead", "injured", "missing", "both")


class Bulletin(NamedTuple):
    """A row of `toll_bulletins.tsv`."""

    time: str
    province: str
    dead: str
    injured: str
    missing: str


class Outlet(NamedTuple):
    """A row of `toll_outlets.tsv`."""

    outlet: str
    hours: str
    lag: str
    own_count: str


class Words(NamedTuple):
    """A row of `toll_words.tsv`, `toll_sources.tsv` or `toll_sentences.tsv`."""

    part: str
    words: str


class Count(NamedTuple):
    """How many people are dead, injured and missing."""

    dead: int
    injured: int
    missing: int

    @property
    def both(self) -> int:
        """How many are dead or missing."""
        return self.dead + self.missing


Counts = dict[str, Count]  # by province


def bulletins() -> pd.DataFrame:
    """Return how the storm's toll was counted: a row for each bulletin, `time`, `dead`, `injured` and `missing`."""
    rows = [(time, *_total(counts)) for time, counts in _bulletins().items()]
    return pd.DataFrame(rows, columns=["time", "dead", "injured", "missing"])


def toll(seed: int = 11) -> Corpus:
    """Return reports of eight newspapers on nine days.

    Its truth has a row for each number that a report gives for the whole storm or a province: `doc_id`, `scope` (`all`,
    or the province), `state` (dead, injured, missing, or both: dead and missing) and `number`. What happened in one
    village, those found since the last report, and other storms are none.
    """
    rng = Random(seed)
    reporter = _Reporter(rng)
    times = [
        (FIRST + timedelta(days=day, hours=int(hour), minutes=rng.randrange(50)), outlet)
        for day in range(DAYS)
        for outlet in read("toll_outlets", Outlet)
        for hour in outlet.hours.split(",")
    ]
    reports = [reporter.report(f"toll-{number:03}", *pair) for number, pair in enumerate(sorted(times), 1)]
    told = [report for report in reports if report]
    truth = [row for _, rows in told for row in rows]
    return Corpus(pd.DataFrame([document for document, _ in told]), pd.DataFrame(truth).drop_duplicates())


class _Reporter:
    def __init__(self, rng: Random) -> None:
        self._rng, self._names = rng, Names()
        self._bulletins = _bulletins()
        self._parts: dict[str, list[str]] = {}
        for name in ("toll_words", "toll_sources", "toll_sentences"):
            for row in read(name, Words):
                self._parts.setdefault(row.part, []).append(row.words)
        provinces = {unit.name: unit for unit in bp.places.units("new", "province")}
        there = {provinces[name].code: name for counts in self._bulletins.values() for name in counts}
        self._communes = [f"{u.full_name}, {there[u.parent]}" for u in bp.places.units("new") if u.parent in there]

    def report(
        self, doc_id: str, time: datetime, outlet: Outlet
    ) -> tuple[dict[str, str], list[dict[str, object]]] | None:
        """Return a document and the numbers it gives, or nothing where there is no bulletin to report yet."""
        rng = self._rng
        known = [at for at in self._bulletins if at <= (time - timedelta(hours=int(outlet.lag))).isoformat()]
        if not known:
            return None
        counts, kind = self._bulletins[known[-1]], "official"
        before = _total(self._bulletins[known[-2]]).dead if len(known) > 1 else 0
        if rng.randrange(100) < int(outlet.own_count):
            counts, kind = self._more(counts), "own"
        total = _total(counts)
        place = rng.choice(list(counts))
        values = self._values(total, counts, place, known[-1], kind) | {"more": str(total.dead - before)}
        numbers = {state: getattr(total, state) for state in STATES}
        numbers |= {f"p_{state}": getattr(counts[place], state) for state in STATES}

        title, lead = self._pick("title", values), self._pick("total", values)
        rest = rng.sample(self._parts["more"], rng.randint(2, 3))
        if rng.random() < INCIDENT:
            rest.append(self._pick("incident", values))
        local = [self._pick("local", values)] if len(counts) > 1 and rng.random() < LOCAL else []
        sentences = [lead, *local, *rng.sample(rest, len(rest))]
        paragraphs = [self._spelled(filled(each, values | self._others())) for each in sentences]
        body = "\n\n".join([filled(title, values), *paragraphs])
        document = {
            "id": doc_id,
            "published": time.date().isoformat(),
            "time": time.isoformat(timespec="minutes"),
            "outlet": outlet.outlet,
            "body": body,
        }
        told = set().union(*(slots(each) for each in [title, *sentences]))
        rows = [
            {"scope": place if slot.startswith("p_") else "all", "state": slot.removeprefix("p_"), "number": number}
            for slot, number in numbers.items()
            if slot in told
        ]
        if "parts" in told:
            rows += [
                {"scope": name, "state": "dead", "number": count.dead} for name, count in counts.items() if count.dead
            ]
        return document, [{"doc_id": doc_id, **row} for row in rows]

    def _more(self, counts: Counts) -> Counts:
        """Return the counts with people dead whom the ministry does not count yet."""
        place, more = self._rng.choice(list(counts)), self._rng.randint(*UNSURE)
        return counts | {place: counts[place]._replace(dead=counts[place].dead + more)}

    def _values(self, total: Count, counts: Counts, place: str, bulletin: str, kind: str) -> dict[str, str]:
        rng = self._rng
        at = datetime.fromisoformat(bulletin)
        post, who = rng.choice(self._parts["post"]), self._names.draw("person", rng)
        values = {state: str(getattr(total, state)) for state in STATES}
        values |= {f"p_{state}": str(getattr(counts[place], state)) for state in STATES}
        return values | {
            "storm": rng.choice(self._parts["storm"]),
            "region": rng.choice(self._parts["region"]),
            "asof": f"{rng.choice(self._parts[f'{at.hour:02}'])} {at.day}/{at.month}",
            "source": rng.choice(self._parts[kind]),
            "province": f"tỉnh {place}" if rng.random() < 0.4 else place,
            "parts": ", ".join(f"{name} {count.dead}" for name, count in counts.items() if count.dead),
            "official": f"{who.who}, {post} {place},",
            "commune": rng.choice(self._communes),
        }

    def _others(self) -> dict[str, str]:
        """Return numbers that are no victims."""
        big = f"{self._rng.randint(11, 98) * 100:,}".replace(",", ".")
        return {"n": str(self._rng.randint(12, 90)), "big": big}

    def _pick(self, part: str, values: dict[str, str]) -> str:
        """Return a sentence none of whose numbers is zero."""
        return self._rng.choice(
            [each for each in self._parts[part] if not any(values[slot] == "0" for slot in slots(each))]
        )

    def _spelled(self, sentence: str) -> str:
        return capital(
            SMALL.sub(lambda digit: ONES[int(digit[0])] if self._rng.random() < SPELLED else digit[0], sentence)
        )


def _bulletins() -> dict[str, Counts]:
    times: dict[str, Counts] = {}
    for row in read("toll_bulletins", Bulletin):
        times.setdefault(row.time, {})[row.province] = Count(int(row.dead), int(row.injured), int(row.missing))
    return times


def _total(counts: Counts) -> Count:
    return Count(*(sum(column) for column in zip(*counts.values(), strict=True)))
