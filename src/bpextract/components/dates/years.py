"""The year of a date that names none, where the other dates of the text make it sure: `ngày 5/4/2018 … ngày 18/4`."""

from collections.abc import Collection, Sequence
from datetime import date

from bpextract.components.dates.calendar_values import PartialDate
from bpextract.components.dates.spans import FoundDate

_FAR, _FARTHEST = 500, 2_000  # characters from the date that tells the year; the latter where several agree
_LONG = 60  # days: further on, a story may be in another year
_MIDDLE = 15  # the day for which a month stands


def years_told(dates: Sequence[FoundDate], narrated: bool, born: Collection[int] = ()) -> list[int | None]:
    """Return for each date, in text order, the year that others tell; None where they tell none or it names its own.

    The same day in full elsewhere tells it, and so does the story that the date goes on with. Only the last year that
    the text names is so told: news of the day leaves its year out, and gives that of what is long past.

    Args:
        narrated: whether stories tell years; not where the day of publication is known.
        born: the numbers of the dates on which somebody was born, which tell nothing of others.
    """
    full = [
        found
        for at, found in enumerate(dates)
        if found.first.year is not None and found.first.month is not None and at not in born
    ]
    years = {found.first.year or 0 for found in full}
    latest = max(years, default=0)
    told: list[int | None] = [None] * len(dates)
    if any((end.year or 0) > latest for found in dates for end in (found.first, found.last)):
        return told
    same_day = {found.first[1:] for found in full if found.first.day and found.first.year == latest}
    same_day -= {found.first[1:] for found in full if found.first.year != latest}
    story = _Story(full, latest, len(years) > 1)
    for at, found in enumerate(dates):
        year = found.first.year or latest
        day = _day(year, found.first)
        if day is None or (found.first.year is None and found.last.year is not None):
            continue
        if found.first.year is not None:
            if at not in born:
                story.take(found, day)
        elif found.first[1:] in same_day or (narrated and story.leads_to(found, day)):
            told[at] = year
            story.take(found, day)
    return told


class _Story:
    """The dates of known years up to one that names none.

    Attributes:
        several: whether the text names several years: then it names one wherever the year changes.
    """

    def __init__(self, full: Sequence[FoundDate], latest: int, several: bool) -> None:
        self._full = full
        self._latest = latest
        self._several = several
        self._past: tuple[FoundDate, date] | None = None
        self._before = 0  # dates of the latest year, in full

    def take(self, found: FoundDate, day: date) -> None:
        """Go on to a date of which the year is known."""
        self._past = found, day
        self._before += found.first.year == self._latest

    def leads_to(self, found: FoundDate, day: date) -> bool:
        """Whether the story that was told so far goes on with a date, on this `day` if it is of the latest year."""
        if self._past is None:  # as the dates to come say, where they agree
            if len(self._full) < 2 or self._several:
                return False
            first = self._full[0]
            known = _day(self._latest, first.first)
            return first.start - found.end < _FAR and known is not None and abs((day - known).days) <= _LONG
        past, known = self._past
        if known.year != self._latest or found.start - past.end >= (_FARTHEST if self._before > 1 else _FAR):
            return False
        # A single date in full may be of long ago, in news that leaves its own year out: what follows it is surer.
        back = _LONG if self._before > 1 or self._several else 0 if found.first.day else _MIDDLE
        return -back <= (day - known).days <= _LONG


def _day(year: int, value: PartialDate) -> date | None:
    """Return the day in this year, or the middle of the month; None where no month is told, or there is no such day."""
    if value.month is None:
        return None
    try:
        return date(year, value.month, value.day or _MIDDLE)
    except ValueError:
        return None
