"""Which mentions of a document name one place: the keys under which they meet."""

from collections.abc import Iterable, Mapping

from bpextract.lexicons.gazetteer import Gazetteer
from bpextract.lexicons.place_forms import normal
from bpextract.mentions import PlaceMention
from bpextract.resolution.chains import ancestors
from bpextract.resolution.gazetteer_choice import Choice

_COUNTRY = "country"


def kinds_of_sites(mentions: Iterable[PlaceMention], book: Gazetteer) -> Mapping[str, Mapping[str | None, str]]:
    """Return the kind of each site by its name and unit word, where the text names several: cầu and hầm Thủ Thiêm.

    Of words that begin alike one is the other (`sân`, `sân vận động`). Without a unit word the first one is meant.
    """
    found: dict[str, dict[str | None, str]] = {}
    for mention in mentions:
        if mention.group == "site" and mention.level is not None:
            words = found.setdefault(normal(mention.name), {})
            word = book.unit_words.get(mention.level, mention.level)  # cảng hàng không is sân bay
            alike = (
                kind
                for kind in words.values()
                if f"{kind} ".startswith(f"{word} ") or f"{word} ".startswith(f"{kind} ")
            )
            words.setdefault(mention.level, next(alike, word))
            words.setdefault(None, words[mention.level])
    return found


def keys_of(
    book: Gazetteer, mention: PlaceMention, choice: Choice, sites: Mapping[str, Mapping[str | None, str]]
) -> list[tuple[str, ...]]:
    """Return the keys under which mentions of one place meet: the unit, the country, else the name within what the
    chain says.

    Args:
        sites: what `kinds_of_sites` returns.
    """
    unit = choice.unit
    name = normal(mention.name)
    if mention.group == _COUNTRY and name in book.countries:
        return [(_COUNTRY, book.countries[name])]  # Thái is Thái Lan
    if unit is not None:
        gone = name if name.isdigit() and not unit.name.endswith(name) else ""  # quận 9, now part of Thủ Đức
        return [("unit", unit.edition, unit.level, unit.code, gone)]
    chain = " ".join(normal(parent.name) for parent in ancestors(mention)[:1])
    if name[:1].isdigit():  # tổ 2 of one ward is not tổ 2 of another
        return [("name", mention.level or "", name, chain)]
    kind = mention.level or "" if mention.group == "feature" else ""  # đảo Đài Loan is not eo biển Đài Loan
    if mention.group == "site":
        kind = sites.get(name, {}).get(mention.level, "")
    keys: list[tuple[str, ...]] = [("name", mention.group, kind, name)]
    if mention.group == "village" and mention.level:  # bản Quẩn is thôn Bản Quẩn
        keys.append(("name", "village", "", normal(f"{mention.level} {mention.name}")))
    return keys
