"""Which names of bodies are one name, whole and shortened at its end: without the greater body (`Phòng CSHS Công an A`,
`Phòng CSHS`), without the rest of its field (`Bộ Giáo dục`), or without a closing word (`Zing.vn`, `Zing`).
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from bpextract.annotation import Annotation
from bpextract.entities import Entities
from bpextract.mentions import OrganizationMention, PlaceMention
from bpextract.resolution.bare_bodies import is_elsewhere, is_plural
from bpextract.resolution.body_names import BodyWords
from bpextract.schema import Place

_CLOSED = frozenset({"company", "media", None})
"""Kinds of bodies whose name may close with a word that is left out."""
_COUNTRY = "country"
_SEATED = re.compile(" ở ")
_CENTRAL = frozenset({"hospital"})
_LEAST_LETTERS = 3
_FIELD = 3  # words of the shortest name of a ministry: Bộ | Giáo | dục


class _Whole(NamedTuple):
    """A whole name without its place, and the row of that."""

    name: str
    place: int | None


def shortened_keys(annotation: Annotation, words: BodyWords, places: Entities[Place]) -> Mapping[int, Sequence[str]]:
    """Return the keys that the whole and the shortened name of a body share, by the id of the mention.

    A shortened name is the one body whose name begins so; where the document has several, it is none of them.
    """
    seats = {place.end: place for place in annotation.places}
    wholes: dict[str, set[_Whole]] = defaultdict(set)
    shorter: dict[int, list[str]] = {}
    whole_of: dict[int, _Whole] = {}
    for body in annotation.organizations:
        seat = seats.get(body.end)
        past = seat.start if seat is not None and seat.start > body.start else body.end
        whole = _Whole(_spelled(annotation, words, body.start, past), places.of(seat))
        whole_of[body.id] = whole
        shorter[body.id] = [*_shortened(annotation, words, body, past, seat)]
        others = [whole.name] if past < body.end else []  # Bệnh viện Nhi | Thanh Hóa is another than … Trung ương
        if body.head_end is None:  # Samsung Display is another than Samsung Electronics
            parts = whole.name.split()
            others += [" ".join(parts[:size]) for size in range(1, len(parts))]
        for name in (*shorter[body.id], *others):
            wholes[name].add(whole)
    keys: dict[int, list[str]] = defaultdict(list)
    for body in annotation.organizations:
        shortest = [name for name in shorter[body.id] if whole_of[body.id] == _meant(wholes[name])]
        own = _spelled(annotation, words, body.start, body.end)
        meant = _meant(wholes.get(own, ()))
        seated = _SEATED.match(annotation.folded, body.end) is not None  # Bệnh viện Nhi | ở Thanh Hóa
        if meant is not None and not seated and not is_plural(annotation, body, words):
            record = None if meant.place is None else places.records[meant.place]
            if record is None or not is_elsewhere(annotation, body, record, places):
                shortest.append(own)
        keys[body.id] += [f"shortened {name}" for name in shortest]
    return keys


def _shortened(
    annotation: Annotation, words: BodyWords, body: OrganizationMention, past: int, seat: PlaceMention | None
) -> Iterator[str]:
    """Yield the names by which a body may be called for short; a ministry of another country has none.

    Args:
        past: where its name ends without its place, the `seat`.
    """
    folded, head = annotation.folded, body.head_end
    if head is None:
        closing = words.closing.search(folded, body.start, body.end) if body.kind in _CLOSED else None
        known = closing is not None and folded[body.start : closing.start()] in words.known  # Microsoft | Research
        if closing is not None and closing.start() >= body.start + _LEAST_LETTERS and (not known or "." in closing[0]):
            yield _spelled(annotation, words, body.start, closing.start())
        return
    if words.parts.part.match(folded, body.start):
        whole = words.parts.whole.search(folded, head + 1, body.end)
        if whole is not None and whole.start() > head + 1:
            yield _spelled(annotation, words, body.start, whole.start())
    if folded[body.start : head] in words.ministries and (seat is None or seat.group != _COUNTRY):
        field = _spelled(annotation, words, body.start, past).split()
        yield from (" ".join(field[:size]) for size in range(_FIELD, len(field)))
    central = words.central.search(folded, head, body.end) if body.kind in _CENTRAL else None
    if central is not None and central.end() == body.end:
        yield _spelled(annotation, words, body.start, central.start())


def _spelled(annotation: Annotation, words: BodyWords, start: int, end: int) -> str:
    return words.spelled(annotation.text[start:end])


def _meant(wholes: Collection[_Whole]) -> _Whole | None:
    """Return the one body that whole names are of, the one without a place where there is one; None where several are
    meant: two names, or places.
    """
    if len({whole.name for whole in wholes}) != 1 or len({whole.place for whole in wholes} - {None}) > 1:
        return None
    return min(wholes, key=_placed)


def _placed(whole: _Whole) -> bool:
    return whole.place is not None
