"""Which names of bodies are one name with and without its place: `Sở Y tế`, and `Sở Y tế Hải Dương`."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from bpextract.annotation import Annotation
from bpextract.entities import Entities
from bpextract.mentions import OrganizationMention, PlaceMention
from bpextract.resolution.body_names import BodyWords
from bpextract.resolution.settled_province import PROVINCE, level_of, settled_home
from bpextract.schema import Place

_OF_PLACES = frozenset({"army", "court", "hospital", "mass", "party", "police", "school", "state"})
"""Kinds of bodies that a place has one of; a company's branch in a city is not the company."""
_HOME = "VN"
_BEFORE_THE_WHOLE = (", ", " (", " - ", " – ", " thuộc ", " của ", " ")


def place_keys(annotation: Annotation, words: BodyWords, places: Entities[Place]) -> Mapping[int, Sequence[str]]:
    """Return the keys that a body with its place and the same without it share, by the id of the mention.

    The one without it is the single one of the province that the document settles, else the single one that is named,
    and before it: `Sở Y tế Hải Dương … Sở Y tế`. One of "the province" is never that of another, nor a school that its
    university follows (Đại học Y Dược, Đại học Huế), nor a name that is said of several or in a sentence that is of
    another place.
    """
    province = settled_home(places.records)
    bodies = [body for body in annotation.organizations if body.kind in _OF_PLACES and body.head_end is not None]
    last = {place.end: place for place in annotation.places}
    names = {body.id: words.spelled(annotation.text[body.start : body.end]) for body in bodies}
    first: dict[str, int] = {}
    placed: dict[str, set[str]] = defaultdict(set)  # the names with a place, by the one without it
    settled: dict[str, set[str]] = defaultdict(set)  # of these, the ones of the province that is settled
    provinces = {province}
    seats: dict[str, Place] = {}  # by the name with the place
    for body in bodies:
        first.setdefault(names[body.id], body.start)
        place = last.get(body.end)
        number = places.of(place)
        if place is None or number is None or place.start < body.start or place.group == "country":
            continue
        record = places.records[number]
        if place.group == "province":
            provinces.add(number)
        for end in _ends_without(annotation, body, place, record):
            bare = words.spelled(annotation.text[body.start : end])
            placed[bare].add(names[body.id])
            seats[names[body.id]] = record
            if province is not None and (number == province or record.province == places.records[province].name):
                settled[bare].add(names[body.id])
    schools = {body.start for body in bodies if body.kind == "school"}
    apart = {names[body.id] for body in bodies if body.kind == "school" and _follows(annotation, body, schools)}
    for body in bodies:
        meant = _sole(settled[names[body.id]] or placed[names[body.id]])
        if meant is not None and (
            is_plural(annotation, body, words) or is_elsewhere(annotation, body, seats[meant], places)
        ):
            apart.add(names[body.id])
    only = len(provinces - {None}) == 1
    keys: dict[int, list[str]] = defaultdict(list)
    of_full: dict[str, list[str]] = defaultdict(list)
    for bare, full in placed.items():
        if (meant := _sole(settled[bare] or full)) is not None:
            of_full[meant].append(f"place {bare}")
    for body in bodies:
        name = names[body.id]
        keys[body.id] += of_full[name]
        meant = _sole(settled[name] or placed[name])
        if meant is None:
            continue
        follows = first[meant] < first[name] and (only or level_of(annotation.text[body.start : body.end]) != PROVINCE)
        if (meant in settled[name] or follows) and name not in apart:
            keys[body.id].append(f"place {name}")
    return keys


def _ends_without(
    annotation: Annotation, body: OrganizationMention, place: PlaceMention, record: Place
) -> Sequence[int]:
    """Return where a body's name ends without its place, and without all of it but the unit word: `Sở Y tế | tỉnh |`.

    A head alone is no name (`Công an`), but for one of the party, which tells the level (`Tỉnh ủy`). A party abroad is
    not its branch (`đảng Dân chủ bang Florida`), nor that of a whole country (`Hội Nông dân Việt Nam tỉnh Hà Tĩnh`).
    """
    if any(each.group == "country" for each in _places_from(annotation, body.start, place.start)):
        return []
    ends = []
    if body.head_end is not None and body.head_end + 1 < place.start:
        if body.kind != "party" or record.country_code in (None, _HOME):
            ends.append(place.start)
    elif body.kind == "party" and record.country_code == _HOME:
        ends.append(place.start)
    if place.level is not None and annotation.folded.startswith(place.level, place.start):
        ends.append(place.start + len(place.level))
    return ends


def is_plural(annotation: Annotation, body: OrganizationMention, words: BodyWords) -> bool:
    """Whether a name is that of several bodies: các | Sở Y tế."""
    at = annotation.tokens.at(body.start)
    return at > 0 and annotation.tokens.norms[at - 1] in words.plural


def is_elsewhere(annotation: Annotation, body: OrganizationMention, seat: Place, places: Entities[Place]) -> bool:
    """Whether the sentence of a body names before it a place of another province than `seat`, or one of its rank."""
    start = annotation.sentences[annotation.sentence_at(body.start)].start
    numbers = map(places.of, _places_from(annotation, start, body.start))
    named = [places.records[number] for number in numbers if number is not None]
    home = _province(seat)
    return any(
        (place.level_group == seat.level_group and place.place_id != seat.place_id)
        or (home is not None and _province(place) not in (None, home))
        for place in named
    )


def _province(place: Place) -> str | None:
    return place.name if place.level_group == "province" else place.province


def _places_from(annotation: Annotation, start: int, end: int) -> Sequence[PlaceMention]:
    """Return the places that begin from one character up to another."""
    places = annotation.places
    return places[bisect_left(places, start, key=_start) : bisect_left(places, end, key=_start)]


def _start(place: PlaceMention) -> int:
    return place.start


def _follows(annotation: Annotation, body: OrganizationMention, starts: Collection[int]) -> bool:
    return any(
        annotation.text.startswith(joint, body.end) and body.end + len(joint) in starts for joint in _BEFORE_THE_WHOLE
    )


def _sole(names: Collection[str]) -> str | None:
    return next(iter(names)) if len(names) == 1 else None
