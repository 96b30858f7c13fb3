"""Make the rows of the places table."""

from dataclasses import dataclass, field

from bpextract.annotation import Annotation, Mention
from bpextract.lexicons.gazetteer import Unit, gazetteer, normal
from bpextract.resolution.gazetteer_choice import Choice, ancestors, choose
from bpextract.schema import Place


@dataclass(slots=True)
class Entity:
    """A place of the document: its mentions, and how it was resolved."""

    choice: Choice
    mentions: list[Mention] = field(default_factory=list)

    def fullest(self) -> Mention:
        return max(self.mentions, key=lambda mention: (bool(mention.values["level"]), mention.end - mention.start))


def places_records(annotation: Annotation) -> list[Place]:
    """Return the rows, and set `place_id` in the values of each PLACE mention; mentions have their ids."""
    mentions = annotation.mentions.get("PLACE", [])
    choices = choose(annotation, mentions)
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
    return [record(number, entity, choices) for number, entity in enumerate(entities)]


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


def record(number: int, entity: Entity, choices: dict[int, Choice]) -> Place:
    book, unit = gazetteer(), entity.choice.unit
    fullest = entity.fullest()
    chain = next((ancestors(mention) for mention in entity.mentions if mention.values.get("parent")), [])
    within = unit or next((u for p in chain if id(p) in choices and (u := choices[id(p)].unit)), None)
    current = sole(book.current(unit)) if unit else None
    parent = next((p.values["place_id"] for p in chain if "place_id" in p.values), None)
    return Place(
        place_id=number,
        name=fullest.values["name"],
        level=fullest.values["level"],
        level_group=unit.level if unit else fullest.values["level_group"],
        code=unit.code if unit else None,
        edition=unit.edition if unit else None,
        province=book.province(within).name if within else None,
        parent_place_id=parent if parent != number else None,
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
