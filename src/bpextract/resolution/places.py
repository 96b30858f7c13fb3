"""Make the rows of the places table."""

from dataclasses import dataclass, field

from bpextract.annotation import Annotation, Mention
from bpextract.lexicons.gazetteer import Gazetteer, Unit, normal
from bpextract.resolution.chains import ancestors, is_above
from bpextract.resolution.gazetteer_choice import Choice, choose
from bpextract.schema import Place

_HOME = frozenset({"việt nam", "việt"})  # the country of every official unit


@dataclass(slots=True)
class Entity:
    """A place of the document: its mentions, and how it was resolved."""

    choice: Choice
    mentions: list[Mention] = field(default_factory=list)

    @property
    def level_group(self) -> str:
        unit = self.choice.unit
        return unit.level if unit else str(self.fullest().values["level_group"])

    def fullest(self) -> Mention:
        return max(self.mentions, key=lambda mention: (bool(mention.values["level"]), mention.end - mention.start))


def places_records(annotation: Annotation, book: Gazetteer) -> list[Place]:
    """Return the rows, and set `place_id` in the values of each PLACE mention; mentions have their ids."""
    mentions = annotation.mentions.get("PLACE", [])
    choices = choose(annotation, mentions, book)
    entities: list[Entity] = []
    index: dict[tuple[str, ...], int] = {}
    for mention in mentions:
        choice = choices[id(mention)]
        keys = keys_of(mention, choice)
        place_id = next((index[key] for key in keys if key in index), len(entities))
        if place_id == len(entities):
            entities.append(Entity(choice))
        for key in keys:
            index.setdefault(key, place_id)
        entities[place_id].mentions.append(mention)
        mention.values["place_id"] = place_id
    return [record(book, number, entity, entities, choices) for number, entity in enumerate(entities)]


def keys_of(mention: Mention, choice: Choice) -> list[tuple[str, ...]]:
    """Return the keys under which mentions of one place meet: the unit; else the name within what the chain says."""
    unit, values = choice.unit, mention.values
    if unit is not None:
        return [("unit", unit.edition, unit.level, unit.code)]
    name = normal(values["name"])
    chain = " ".join(normal(parent.values["name"]) for parent in ancestors(mention)[:1])
    if name[:1].isdigit():  # tổ 2 of one ward is not tổ 2 of another
        return [("name", values["level"] or "", name, chain)]
    keys: list[tuple[str, ...]] = [("name", values["level_group"], name)]
    if values["level_group"] == "village" and values["level"]:  # bản Quẩn is thôn Bản Quẩn
        keys.append(("name", "village", normal(f"{values['level']} {values['name']}")))
    return keys


def parent_of(book: Gazetteer, entity: Entity, entities: list[Entity]) -> int | None:
    """Return the place_id of the nearest place that may hold `entity`, of those that its mentions' chains name."""
    named = (above.values.get("place_id") for mention in entity.mentions for above in ancestors(mention))
    return next((number for number in named if number is not None and holds(book, entities[number], entity)), None)


def holds(book: Gazetteer, above: Entity, below: Entity) -> bool:
    """Whether `above` may hold `below`: it is of a higher level, and official units agree.

    So no place is its own ancestor.
    """
    if not is_above(above.level_group, below.level_group):
        return False
    unit, over = below.choice.unit, above.choice.unit
    if unit is None:
        return True
    if above.level_group == "country":
        return normal(above.fullest().values["name"]) in _HOME
    return over is None or over.edition != unit.edition or over in book.parents(unit)


def record(book: Gazetteer, number: int, entity: Entity, entities: list[Entity], choices: dict[int, Choice]) -> Place:
    unit = entity.choice.unit
    fullest = entity.fullest()
    chain = next(filter(None, map(ancestors, entity.mentions)), [])
    within = unit or next((u for p in chain if id(p) in choices and (u := choices[id(p)].unit)), None)
    current = sole(book.current(unit)) if unit else None
    return Place(
        place_id=number,
        name=fullest.values["name"],
        level=fullest.values["level"],
        level_group=entity.level_group,
        code=unit.code if unit else None,
        edition=unit.edition if unit else None,
        province=book.province(within).name if within else None,
        parent_place_id=parent_of(book, entity, entities),
        current_code=current.code if current else None,
        current_name=current.full_name if current else None,
        current_province=book.current_province(within).name if within else None,
        lat=float(unit.lat) if unit and unit.lat else None,
        lon=float(unit.lon) if unit and unit.lon else None,
        n_mentions=len(entity.mentions),
        mention_id=fullest.id,
        n_candidates=entity.choice.n_candidates,
    )


def sole(units: list[Unit]) -> Unit | None:
    """Return the one unit; None for a unit that was divided (`bpextract.places.to_current` lists its heirs)."""
    return units[0] if len(units) == 1 else None
