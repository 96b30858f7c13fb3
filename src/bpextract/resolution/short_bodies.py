"""Which names of bodies are one name, long and short: with and without its form, its class word or its country."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from bpextract.annotation import Annotation
from bpextract.entities import Entities
from bpextract.lexicons.place_forms import normal
from bpextract.lexicons.towns import towns
from bpextract.mentions import OrganizationMention
from bpextract.resolution.body_names import BodyWords
from bpextract.schema import Place

_WITH_FORM = frozenset({"company", "court", "sport"})
_SHORTENED = frozenset({"company", "hospital", "school", "sport"})
_LEAST_LETTERS = 3
_LONGEST_FORM = 3  # letters of the form of a club: AC, FC, RB
_CLUB, _SPORT = "fc", "bóngđá"
_HOME = "VN"
_ABROAD = frozenset({"company", "court", "mass", "media", "school"})
"""Kinds of bodies whose foreign one goes on without its country; the ministry without one may be ours."""


def short_keys(annotation: Annotation, words: BodyWords, places: Entities[Place]) -> Mapping[int, Sequence[str]]:
    """Return the keys that long and short names of one body share, by the id of the mention.

    A name without its form is one (Công ty CP Nam Cảnh, Công ty Nam Cảnh), so is one without its class word, where
    a single body ends so (CLB Nam Định, Nam Định), and one without its country (Tòa Tối cao Mỹ, Tòa Tối cao).
    """
    bodies = annotation.organizations
    keys: dict[int, list[str]] = defaultdict(list)
    formless = {body.id: _formless(annotation, words, body) for body in bodies}
    named = {
        body.id: f"{body.kind} {formless[body.id]}" for body in bodies if body.kind in _WITH_FORM and formless[body.id]
    }
    forms: dict[str, set[str]] = defaultdict(set)
    for body in bodies:
        if body.id in named:
            forms[named[body.id]].update(_forms(annotation, words, body))
    for number, key in named.items():
        if len(forms[key]) < 2:  # Công ty TNHH Hoàng Long is not Công ty CP Hoàng Long
            keys[number].append(key)
    apart = {formless[number] for number, key in named.items() if len(forms[key]) > 1}
    _without_class(annotation, words, formless, keys, apart)
    _without_country(annotation, words, places, formless, keys)
    _without_town(annotation, keys)
    return keys


def _forms(annotation: Annotation, words: BodyWords, body: OrganizationMention) -> list[str]:
    """Return the forms of company, court or team that a name tells."""
    name = words.spelled(annotation.text[body.start : body.end])
    return [found[0].strip() for found in words.form.finditer(name)]


def _formless(annotation: Annotation, words: BodyWords, body: OrganizationMention, start: int | None = None) -> str:
    name = words.spelled(annotation.text[body.start if start is None else start : body.end])
    name = words.school.sub("", name)  # Trường Đại học A is Đại học A
    return (words.left_out.sub("", name) if body.kind in _WITH_FORM else name).replace(" ", "")


def _without_class(
    annotation: Annotation, words: BodyWords, formless: Mapping[int, str], keys: dict[int, list[str]],
    apart: Collection[str],
) -> None:  # fmt: skip
    """Add the keys of companies, clubs, schools and hospitals that are named with and without their class word, or what
    they are for (`công ty CP xây dựng An Nghĩa`, `công ty An Nghĩa`); none of names `apart`.
    """
    ends = {(place.start, place.end) for place in annotation.places}
    full: dict[tuple[str, str], set[str]] = defaultdict(set)
    cores: dict[int, tuple[str, str]] = {}
    general: dict[int, str] = {}
    every: dict[str, set[str]] = defaultdict(set)
    for body in annotation.organizations:
        every[body.kind or ""].add(formless[body.id])
    lands = {place.end: place.start for place in annotation.places if place.group == "country"}
    for body in annotation.organizations:
        kind, at = body.kind, body.head_end
        if kind not in _SHORTENED or at is None or at >= body.end:
            continue
        if kind == "sport" and annotation.folded[body.start : at] not in words.clubs:
            continue
        own = annotation.text[at : body.end].split()
        first = next((n for n in range(len(own)) if all(word[0].isupper() for word in own[n:])), len(own))
        start = body.end - len(" ".join(own[first:]))
        core, whole = _formless(annotation, words, body, start), formless[body.id]
        land = lands.get(body.end, 0)
        if kind == "company" and land > start:  # Công ty TNHH Grab | Việt Nam
            country = words.spelled(annotation.text[land : body.end]).replace(" ", "")
            core, whole = core.removesuffix(country), formless[body.id].removesuffix(country)
        if (
            len(core) >= _LEAST_LETTERS
            and formless[body.id] not in apart
            and (kind == "sport" or (start, body.end) not in ends)
        ):
            cores[body.id] = kind, core
            wholes = full[kind, core]
            if not first and annotation.folded[body.start : at] in words.general:
                general[body.id] = "" if kind == "school" else whole.removesuffix(core)
            else:
                wholes.add(_without_sport(kind, whole))
    kinds = Counter(core for (_, core), names in full.items() if len(names) <= 1)
    by_core: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for each in full:
        by_core[each[1]].append(each)
    for body in annotation.organizations:
        key = cores.get(body.id)
        if key is None and body.head_end is None and body.kind in (None, *_SHORTENED):
            letters = formless[body.id].removesuffix(_CLUB if body.kind == "sport" else "")  # Hà Nội | FC
            key = next((each for each in by_core.get(letters, ()) if body.kind in (None, each[0])), None)
        if key is None or len(full[key]) > 1 or kinds[key[1]] > 1:
            continue
        if body.id in general and len({name for name in every[key[0]] if name.endswith(key[1])}) > 2:
            continue  # Công ty An Nghĩa may be Công ty xây dựng An Nghĩa or Công ty May An Nghĩa
        if all(name.startswith(general.get(body.id, "")) for name in full[key]):
            keys[body.id].append(f"{key[0]} called {key[1]}")


def _without_town(annotation: Annotation, keys: dict[int, list[str]]) -> None:
    """Add the keys of clubs without a head that are named with and without their town, or with and without their form,
    where a single one begins or ends so: Real Madrid, Real; AC Milan, Milan; Crystal Palace, Palace; but not Barcelona
    B, Barcelona.
    """
    names = {
        body.id: tuple(annotation.text[body.start : body.end].split())
        for body in annotation.organizations
        if body.kind == "sport" and body.head_end is None
    }
    full: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    first = {name: at for at, name in enumerate(dict.fromkeys(names.values()))}
    for name, at in first.items():
        for past in range(1, len(name)):
            full[name[:past]].add(name)
            if normal(" ".join(name[past:])) not in towns():
                full[name[:past]].add(())  # Manchester City
        if len(name) > 1 and name[0].isupper() and len(name[0]) <= _LONGEST_FORM:
            full[name[1:]].add(name)
        elif len(name) > 1 and first.get(name[-1:], at) >= at and _may_stand_alone(name[-1]):
            full[name[-1:]].add(name)
    called = {short: next(iter(found)) for short, found in full.items() if len(found) == 1}
    for number, name in names.items():
        whole = called.get(name, name)
        keys[number].append(f"club {' '.join(called.get(whole, whole))}")


def _may_stand_alone(word: str) -> bool:
    """Whether the last word of a club's name may stand for it: no form, and no town, of which another may be."""
    return len(word) > _LONGEST_FORM and normal(word) not in towns()


def _without_sport(kind: str, name: str) -> str:
    """Return the letters of a name without the sport that most clubs are of: CLB (bóng đá) Hà Nội."""
    return name.replace(_SPORT, "", 1) if kind == "sport" else name


def _without_country(
    annotation: Annotation, words: BodyWords, places: Entities[Place], formless: Mapping[int, str],
    keys: dict[int, list[str]],
) -> None:  # fmt: skip
    """Add the keys of bodies that are named with and without their country."""
    last = {place.end: place for place in annotation.places}
    long: dict[str, dict[str, OrganizationMention]] = defaultdict(dict)
    home: set[str] = set()
    for body in annotation.organizations:
        place = last.get(body.end)
        if body.head_end is None or place is None or place.group != "country" or place.start <= body.head_end:
            continue
        base = formless[body.id].removesuffix(words.spelled(place.name).replace(" ", ""))
        if base != formless[body.id]:
            long[base].setdefault(formless[body.id], body)
            number = places.of(place)
            if number is not None and places.records[number].country_code == _HOME:
                home.add(base)
    of_full = {full: base for base, names in long.items() if len(names) == 1 for full in names}
    for body in annotation.organizations:
        name = formless[body.id]
        if name in of_full:
            keys[body.id].append(f"country {of_full[name]}")
        elif body.head_end is not None and len(long.get(name, ())) == 1:
            full = next(iter(long[name].values()))
            if name in home or (body.kind in _ABROAD and body.start > full.start):
                keys[body.id].append(f"country {name}")
