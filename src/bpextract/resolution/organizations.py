"""Make the rows of the organizations table: one for each body, however often it is named."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import partial

from bpextract.annotation import Annotation
from bpextract.entities import Entities
from bpextract.lexicons.schemas import ACRONYMS
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.mentions import Mention, OrganizationMention, PlaceMention
from bpextract.resolution.inferred import is_provincial
from bpextract.resolution.parents import parent_of
from bpextract.schema import Organization, Place
from bpextract.text.folding import fold

# `Đại học Văn Lang` is `Trường Đại học Văn Lang`.
_SCHOOL = re.compile(r"^trường (?=(?:đại học|cao đẳng|trung cấp|trung học|tiểu học|mầm non|mẫu giáo) )")
_WORD = re.compile(r"[^\W_]+")

Acronyms = Mapping[str, Sequence[str]]
"""The words that acronyms stand for."""


def acronyms_of(vocabulary: Vocabulary) -> Acronyms:
    """Return the words of the acronyms of a vocabulary."""
    return {entry["form"]: entry["expansion"].split() for entry in vocabulary.entries(ACRONYMS)}


def organizations_records(
    annotation: Annotation, acronyms: Acronyms, places: Entities[Place], province: int | None = None
) -> Entities[Organization]:
    """Return the bodies of the document, in order of first mention; mentions have their ids.

    Args:
        province: the place_id of the province that the document settles; bodies of "the province" take it.
    """
    mentions = annotation.organizations
    groups = _groups(annotation, acronyms, mentions)
    records: list[Organization] = []
    for number, group in enumerate(groups):
        fullest = max(group, key=partial(_letters, annotation.text))
        place = places.of(next(iter(_within(annotation.places, fullest)), None))
        name = _name(annotation, fullest)
        inferred = place is None and province is not None and is_provincial(name)
        records.append(
            Organization(
                organization_id=number,
                name=name,
                kind=fullest.kind,
                parent=next(filter(None, (parent_of(annotation, mention, mentions) for mention in group)), None),
                place_id=province if inferred else place,
                place_inferred=inferred,
                n_mentions=len(group),
                mention_id=fullest.id,
            )
        )
    of_mention = {mention.id: number for number, group in enumerate(groups) for mention in group}
    return Entities(records, of_mention)


def _groups(
    annotation: Annotation, acronyms: Acronyms, mentions: list[OrganizationMention]
) -> list[list[OrganizationMention]]:
    """Put mentions of one body together: the same letters, spelled out, or an acronym that the text explains.

    Blanks make no difference (`VinFast`, `Vin Fast`).
    """
    by_name: dict[str, list[OrganizationMention]] = {}
    by_mention: dict[int, list[OrganizationMention]] = {}
    for mention in mentions:
        words = spelled_out(annotation.text[mention.start : mention.end], acronyms)
        letters = _SCHOOL.sub("", words).replace(" ", "")
        explained = by_mention.get(mention.same_as.id) if mention.same_as is not None else None
        group = by_name.setdefault(letters, explained if explained is not None else [])
        group.append(mention)
        by_mention[mention.id] = group
    return list({id(group): group for group in by_name.values()}.values())


def spelled_out(name: str, acronyms: Acronyms) -> str:
    """Return the folded words of a name, without marks and `và`, acronyms that everybody knows as their words.

    `Sở GD&ĐT`, `Sở GD-ĐT` and `Sở Giáo dục và Đào tạo` are one.
    """
    words: list[str] = []
    for piece in name.split():
        letters = "".join(filter(str.isalpha, piece))
        known = acronyms.get(letters.lower()) if letters.isupper() else None
        words += known or _WORD.findall(fold(piece))
    return " ".join(word for word in words if word != "và")


def _letters(text: str, mention: Mention) -> int:
    return mention.end - mention.start - text.count(" ", mention.start, mention.end)


def _name(annotation: Annotation, mention: Mention) -> str:
    return " ".join(annotation.text[mention.start : mention.end].split())


def _within(places: list[PlaceMention], mention: Mention) -> list[PlaceMention]:
    first = bisect_left(places, mention.start, key=_start)
    return [place for place in places[first : bisect_left(places, mention.end, key=_start)] if mention.covers(place)]


def _start(mention: Mention) -> int:
    return mention.start
