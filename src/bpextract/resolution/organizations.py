"""Make the rows of the organizations table: one for each body, however often it is named."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from bpextract.annotation import Annotation
from bpextract.components.neighbours import places_within
from bpextract.entities import Entities
from bpextract.mentions import Mention, OrganizationMention
from bpextract.resolution.bare_bodies import place_keys
from bpextract.resolution.body_names import BodyWords
from bpextract.resolution.body_seats import place_of
from bpextract.resolution.parents import Parent, kind_of, parent_of
from bpextract.resolution.settled_province import Seats
from bpextract.resolution.short_bodies import short_keys
from bpextract.resolution.shortened_bodies import shortened_keys
from bpextract.schema import Organization, Place
from bpextract.text.folding import fold
from bpextract.text.syllables import is_acronym

_MOST_WHOLES = 3  # of a part of a part: Đội Điều tra, Phòng Cảnh sát hình sự, Công an tỉnh A
_LONGEST_JOINT = 3  # characters between a full name and its short one: a dash with its blanks


def organizations_records(
    annotation: Annotation, words: BodyWords, places: Entities[Place], seats: Seats
) -> Entities[Organization]:
    """Return the bodies of the document, in order of first mention; mentions have their ids.

    Args:
        seats: the places of bodies that do not name theirs (Công an huyện, Sở Y tế).
    """
    mentions = annotation.organizations
    groups = _groups(annotation, words, places)
    records: list[Organization] = []
    fullest_of = [_fullest(annotation.text, group) for group in groups]
    called = _Called(
        {
            key: _name(annotation, fullest)
            for group, fullest in zip(groups, fullest_of, strict=True)
            for mention in group
            for key in _keys(annotation, words, places, mention)
        }
    )
    for number, (group, fullest) in enumerate(zip(groups, fullest_of, strict=True)):
        place = next(filter(_is_known, (place_of(annotation, m, places, words) for m in [fullest, *group])), None)
        name = _name(annotation, fullest)
        parents = (parent_of(annotation, mention, mentions, words.parts) for mention in [fullest, *group])
        parent = next(filter(None, parents), None)
        told = seats.of(name) if place is None else None
        records.append(
            Organization(
                organization_id=number,
                name=name,
                kind=next(filter(None, (kind_of(annotation, m, parent, words.parts) for m in [fullest, *group])), None),
                parent=_parent_name(annotation, words, places, parent, called) if parent else None,
                place_id=place if told is None else told,
                place_inferred=told is not None,
                n_mentions=len(group),
                mention_id=fullest.id,
            )
        )
    of_mention = {mention.id: number for number, group in enumerate(groups) for mention in group}
    by_name = {record.name: record for record in reversed(records)}
    return Entities([_with_seat_of_whole(record, by_name) for record in records], of_mention)


class _Called:
    """The names of the rows, by the keys of their mentions."""

    def __init__(self, by_key: Mapping[str, str]) -> None:
        self._by_key = by_key
        self._names = sorted({(fold(name), name) for name in by_key.values()})

    def name(self, keys: Iterable[str], written: str) -> str | None:
        """Return the name of the row that has one of the keys, else of the only one that goes on after `written`."""
        found = next((self._by_key[key] for key in keys if key in self._by_key), None)
        begin = f"{fold(written)} "
        at = bisect_left(self._names, (begin, ""))
        longer = [name for folded, name in self._names[at : at + 2] if folded.startswith(begin)]
        return found or (longer[0] if len(longer) == 1 else None)


def _with_seat_of_whole(record: Organization, by_name: Mapping[str, Organization]) -> Organization:
    """Return the row of a body, with the place of the one that it is part of where nothing else tells its own."""
    whole = record
    for _ in range(_MOST_WHOLES):
        if whole.place_id is not None:
            break
        whole = by_name.get(whole.parent or "", whole)
    inferred = record.place_id is None and whole.place_id is not None
    return replace(record, place_id=whole.place_id, place_inferred=True) if inferred else record


def _keys(annotation: Annotation, words: BodyWords, places: Entities[Place], mention: OrganizationMention) -> list[str]:
    """Return what names of one body share: their letters, spelled out, and their words with the row of their place."""
    name = words.spelled(annotation.text[mention.start : mention.end])
    return [words.school.sub("", name).replace(" ", ""), *_of_place(annotation, words, places, mention)]


def _parent_name(
    annotation: Annotation, words: BodyWords, places: Entities[Place], parent: Parent, called: _Called
) -> str:
    """Return the name that the row of a parent has, else as it is written: Công an tỉnh A is the row Công an A, and
    UBND tỉnh the only row that begins so (UBND tỉnh A).
    """
    mention = OrganizationMention("ORG", parent.start, parent.end, "")
    written = _name(annotation, mention)
    return called.name(_keys(annotation, words, places, mention), written) or written


def _groups(annotation: Annotation, words: BodyWords, places: Entities[Place]) -> list[list[OrganizationMention]]:
    """Put mentions of one body together: the same letters, spelled out, the same words of the same place, or an acronym
    that the text explains.

    Blanks make no difference (`VinFast`, `Vin Fast`).
    """
    by_name: dict[str, list[OrganizationMention]] = {}
    by_mention: dict[int, list[OrganizationMention]] = {}
    short = short_keys(annotation, words, places)
    placed = place_keys(annotation, words, places)
    shortened = shortened_keys(annotation, words, places)
    for mention in annotation.organizations:
        full = by_mention.get(mention.same_as.id) if mention.same_as is not None else None
        names = _keys(annotation, words, places, mention)
        group = next((by_name[name] for name in names if name in by_name), full if full is not None else [])
        if full is not None and full is not group and _is_explained(mention):  # the short name was there before
            group = _joined(full, group, by_name, by_mention)
        for key in (key for each in (short, placed, shortened) for key in each.get(mention.id, ())):
            other = by_name.get(key)
            if other is not None and other is not group:
                group = _joined(other, group, by_name, by_mention)
            names.append(key)
        for name in names:
            by_name.setdefault(name, group)
        group.append(mention)
        by_mention[mention.id] = group
    return list({id(group): group for group in by_name.values()}.values())


def _is_explained(mention: OrganizationMention) -> bool:
    """Whether a short name stands right after the full one: Quỹ Tiền tệ Quốc tế (IMF)."""
    return mention.same_as is not None and 0 <= mention.start - mention.same_as.end <= _LONGEST_JOINT


def _joined(
    one: list[OrganizationMention],
    other: list[OrganizationMention],
    by_name: dict[str, list[OrganizationMention]],
    by_mention: dict[int, list[OrganizationMention]],
) -> list[OrganizationMention]:
    """Return one group of two, under the names and mentions of both."""
    both = sorted([*one, *other], key=_start)
    by_name.update({name: both for name, group in by_name.items() if group is one or group is other})
    by_mention.update({mention.id: both for mention in both})
    return both


def _of_place(
    annotation: Annotation, words: BodyWords, places: Entities[Place], mention: OrganizationMention
) -> list[str]:
    """Return the name of a body with the place it ends in as its row: `Công an H.Kbang` is `Công an huyện Kbang`.

    Another name of the place makes another body: Đại học Sài Gòn, Đại học TP HCM; but of a country none does.
    """
    last = next((place for place in places_within(annotation.places, mention) if place.end == mention.end), None)
    number = places.of(last)
    if last is None or number is None:
        return []
    spelled = words.spelled(annotation.text[mention.start : last.start])
    name = places.records[number].name
    same = is_acronym(last.name) or last.name.isdigit() or fold(last.name) == fold(name) or last.group == "country"
    return [f"{spelled} {number}"] if spelled and same else []


def _fullest(text: str, group: list[OrganizationMention]) -> OrganizationMention:
    written = Counter(text[mention.start : mention.end] for mention in group)
    return max(group, key=partial(_fullness, text, written))


def _fullness(text: str, written: Counter[str], mention: Mention) -> tuple[int, bool, int]:
    """Return a rank: greatest for the most letters, then a capital, then what is written so most often."""
    letters = mention.end - mention.start - text.count(" ", mention.start, mention.end)
    return letters, text[mention.start].isupper(), written[text[mention.start : mention.end]]


def _is_known(place: int | None) -> bool:
    return place is not None


def _name(annotation: Annotation, mention: Mention) -> str:
    return " ".join(annotation.text[mention.start : mention.end].split())


def _start(mention: Mention) -> int:
    return mention.start
