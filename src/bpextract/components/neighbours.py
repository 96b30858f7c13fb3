"""The names of a text by where they stand, for questions about an offset."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Generic, TypeVar

from bpextract.annotation import Annotation
from bpextract.mentions import Mention, OrganizationMention, PlaceMention

Named = TypeVar("Named", bound=Mention)
_ACRONYM = re.compile(r" \([A-ZĐ]{2,8}\)")
_DASH = len(" - ")
_GREAT = frozenset({"city", "province"})


class Neighbours(Generic[Named]):
    """Mentions of one label by where they start."""

    def __init__(self, mentions: list[Named]) -> None:
        self.mentions = mentions
        self.starts = [mention.start for mention in mentions]

    def starting(self, offset: int) -> Named | None:
        """Return the longest mention that starts at the offset."""
        index = bisect_left(self.starts, offset)
        found: Named | None = None
        while index < len(self.starts) and self.starts[index] == offset:
            mention = self.mentions[index]
            found = mention if found is None or mention.end > found.end else found
            index += 1
        return found

    def around(self, offset: int) -> Named | None:
        """Return a mention that holds the character at the offset."""
        index = bisect_right(self.starts, offset) - 1
        return next((m for m in self.mentions[max(0, index - 1) : index + 1] if m.start <= offset < m.end), None)

    def within(self, start: int, end: int) -> Named | None:
        """Return the first mention that starts in the span."""
        index = bisect_left(self.starts, start)
        return self.mentions[index] if index < len(self.starts) and self.starts[index] < end else None


def one_starts(mentions: Sequence[Mention], start: int) -> bool:
    """Return whether one of the mentions, in text order, starts at the character."""
    index = bisect_left(mentions, start, key=_start)
    return index < len(mentions) and mentions[index].start == start


def one_ends(mentions: Sequence[Mention], end: int) -> bool:
    """Return whether one of the mentions, in text order, ends at the character."""
    past = bisect_left(mentions, end, key=_start)
    return any(mention.end == end for mention in mentions[max(0, past - 2) : past])


def _start(mention: Mention) -> int:
    return mention.start


class Names:
    """The organizations, places and people of a text, and the ends of other names, as of a contest, by their starts."""

    def __init__(self, annotation: Annotation) -> None:
        self.organizations = Neighbours(annotation.organizations)
        self.people = Neighbours(annotation.people)
        self.places = Neighbours(annotation.places)
        tokens = annotation.tokens
        self._text = annotation.text
        self.others = {
            tokens.starts[name.start]: tokens.ends[name.end - 1]
            for name in annotation.names
            if name.label == "X" and tokens.words[name.start][0].isupper()
        }

    def seat(self, body: OrganizationMention) -> PlaceMention | None:
        """Return the place in a body's name that it is of."""
        starts = self.places.starts
        return seat(self.places.mentions[bisect_left(starts, body.start) : bisect_left(starts, body.end)])

    def past_acronym(self, end: int) -> int:
        """Return where brackets with an acronym close after the character, else that: Quốc đảo Nhỏ | (AOSIS)|."""
        acronym = _ACRONYM.match(self._text, end)
        return end if acronym is None else acronym.end()

    def around(self, offset: int) -> bool:
        """Whether the character at the offset is part of a name."""
        return any(group.around(offset) for group in (self.organizations, self.places, self.people))


def seat(places: Sequence[PlaceMention]) -> PlaceMention | None:
    """Return which of the places in a body's name it is of: the first, but for a country that a place in it follows.

    `Mặt trận Tổ quốc Việt Nam | tỉnh Cà Mau` is of the province, `Công an | phường Tân Phú, quận 7` of the ward, and
    what is called after two great cities of neither (Ngân hàng TMCP Sài Gòn - Hà Nội).
    """
    if (
        len(places) > 1
        and places[1].start - places[0].end == _DASH
        and all(p.group in _GREAT and p.level is None for p in places[:2])
    ):
        return None
    return next((place for place in places if place.group != "country"), next(iter(places), None))


def places_within(places: Sequence[PlaceMention], mention: Mention) -> list[PlaceMention]:
    """Return those of the places, in text order, that lie in a mention."""
    first, past = (bisect_left(places, at, key=_start) for at in (mention.start, mention.end))
    return [place for place in places[first:past] if mention.covers(place)]
