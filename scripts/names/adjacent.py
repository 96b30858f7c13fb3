"""Made-up sentences of kinds that real news has too seldom: a name right after another, countries, house numbers.

The sentences are templates of our own (corpora/names/templates.tsv). People are put together anew from the family,
middle and given names of the labelled texts, so that none of them is remembered; bodies and places are taken over.
"""

import random
import re
from collections.abc import Iterable, Iterator

from data import ROOT, Labelled

from bpextract.lexicons import schemas
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.text.syllables import is_syllable

TEMPLATES = ROOT / "corpora" / "names" / "templates.tsv"
_SLOT = re.compile(r"\{([PBLTCKSN])\}|([<>])")
_SENTENCES = 4  # of a made-up text
_HEADS = [
    "Bộ",
    "Sở",
    "UBND",
    "HĐND",
    "Công",
    "Tỉnh",
    "Huyện",
    "Thành",
    "Đảng",
    "Cục",
    "Tổng",
    "Chi",
    "Ban",
    "Hội",
    "Tòa",
    "TAND",
    "Viện",
    "VKSND",
    "Trường",
    "Bệnh",
    "Phòng",
    "Trung",
    "Đồn",
    "Ngân",
    "Tập",
    "Liên",
    "Ủy",
]
_HIGHEST = 400  # house number
_UNITS = ["tỉnh", "huyện", "xã", "phường", "quận", "thành", "TP", "thị", "thôn"]

Spans = list[tuple[int, int, str]]
Piece = tuple[str, Spans]
"""A text with the names in it."""


def made_up(labelled: Iterable[Labelled], texts: int, seed: int = 1) -> Iterator[Labelled]:
    """Yield as many texts, from the names of those that are learned from."""
    chance = random.Random(seed)
    pools = _pools(labelled)
    lines = TEMPLATES.read_text(encoding="utf-8").splitlines()
    templates = [line for line in lines if line and not line.startswith("#")][1:]
    for number in range(texts):
        text, spans = "", []
        for template in chance.sample(templates, _SENTENCES):
            sentence, inside = _filled(template, pools, chance)
            spans += [(len(text) + start, len(text) + end, label) for start, end, label in inside]
            text += sentence + " "
        yield Labelled(
            f"made-up-{number}", "made-up", "train", text.strip(), spans, frozenset({"PERSON", "PLACE", "ORG"})
        )


def _pools(labelled: Iterable[Labelled]) -> dict[str, list[Piece]]:
    """Return what the slots are filled with; bodies with the places in them."""
    pools: dict[str, dict[str, Spans]] = {slot: {} for slot in "PBLTCKS"}
    for row in labelled:
        for start, end, label in row.spans:
            name, first = row.text[start:end], row.text[start:end].split(" ")[0]
            words = name.split(" ")
            if label == "PERSON" and 3 <= len(words) <= 4 and all(is_syllable(word.lower()) for word in words):
                pools["P"][name] = [(0, len(name), "PERSON")]
            elif label == "ORG" and len(words) < 8 and first in _HEADS:
                inner = [(s - start, e - start, k) for s, e, k in row.spans if start <= s and e <= end and k == "PLACE"]
                pools["B"][name] = [(0, len(name), "ORG"), *inner]
            elif label == "PLACE" and len(words) < 5 and first in _UNITS:
                pools["L"][name] = [(0, len(name), "PLACE")]
            elif label == "PLACE" and first.lower() in ("đường", "phố") and 3 <= len(words) <= 4 and words[1].istitle():
                street = " ".join(words[1:])
                pools["S"][street] = [(0, len(street), "PLACE")]
    for entry in Vocabulary().entries(schemas.COUNTRIES):
        pools["K" if is_syllable(entry["form"].lower()) else "C"][entry["form"]] = [(0, len(entry["form"]), "PLACE")]
    for entry in Vocabulary().entries(schemas.TITLES):
        if entry["kind"] == "position" and not entry["unit"] and not entry["use"]:
            pools["T"][entry["form"][0].upper() + entry["form"][1:]] = []
    return {slot: sorted(pool.items()) for slot, pool in pools.items()}


def _filled(template: str, pools: dict[str, list[Piece]], chance: random.Random) -> Piece:
    text, spans, past, opened = "", [], 0, 0
    for slot in _SLOT.finditer(template):
        text += template[past : slot.start()]
        past = slot.end()
        if slot[2] == "<":
            opened = len(text)
        elif slot[2] == ">":
            spans.append((opened, len(text), "ORG"))
        elif slot[1] == "N":
            text += str(chance.randint(1, _HIGHEST))
        else:
            piece, inside = _person(pools["P"], chance) if slot[1] == "P" else chance.choice(pools[slot[1]])
            spans += [(len(text) + start, len(text) + end, label) for start, end, label in inside]
            text += piece
    return text + template[past:], spans


def _person(names: list[Piece], chance: random.Random) -> Piece:
    """Return a name put together from three."""
    first, middle, last = (chance.choice(names)[0].split() for _ in range(3))
    name = " ".join([first[0], *middle[1:-1], last[-1]])
    return name, [(0, len(name), "PERSON")]
