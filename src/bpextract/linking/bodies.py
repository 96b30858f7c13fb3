"""What identifies a body: its words written out, without its place; whether there is one in many places."""

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from bpextract.lexicons.gazetteer import normal
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.resolution.organizations import acronyms_of, spelled_out
from bpextract.text.folding import fold

_LEVELS = {
    "tỉnh": "province", "thành phố": "city", "tp": "city", "t p": "city", "thủ đô": "province",
    "huyện": "district", "quận": "district", "thị xã": "district", "tx": "district", "q": "district",
    "xã": "commune", "phường": "commune", "thị trấn": "commune", "p": "commune",
}  # fmt: skip
_LEVEL_WORDS = "|".join(sorted(_LEVELS, key=len, reverse=True))
_TAIL = re.compile(rf" (?P<level>{_LEVEL_WORDS})$")
_LEVEL_OF = re.compile(rf"^(?P<level>{_LEVEL_WORDS}) ")


class Body(NamedTuple):
    """What a body's name says: its words without place and level, the level of its place, and whether it is local."""

    words: str
    level: str | None
    local: bool


def body(name: str, place: str | None = None) -> Body:
    """Return what the name of a body says.

    Args:
        place: the place in the name, which tells bodies of a kind apart, as do their words.
    """
    words = _written_out(name)
    level = None
    if place and (where := place_words(place)):
        cut = re.sub(rf" (?:(?P<level>{_LEVEL_WORDS}) )?{re.escape(where)}\b", _marked, f" {words} ", count=1)
        level_found = re.search(r"<(.*?)>", cut)
        if level_found:
            level = _LEVELS.get(level_found[1])
            words = " ".join(re.sub(r"<.*?>", " ", cut).split())
    if tail := _TAIL.search(f" {words}"):
        level = level or _LEVELS[tail["level"]]
        words = f" {words}"[: tail.start()].strip()
    own_level = local_level(words)
    if level is None and own_level not in (None, "any"):
        level = own_level
    return Body(words or _written_out(name), level, own_level is not None)


def local_level(words: str) -> str | None:
    """Return the level of the places that have a body of this kind each, `any`, or None where there is but one."""
    heads = _local_heads()
    if words.endswith((" trung ương", " tối cao", " quốc gia", " quốc hội", " chính phủ")):
        return None
    split = words.split()
    return next((heads[head] for n in range(len(split), 0, -1) if (head := " ".join(split[:n])) in heads), None)


def title_key(title: str) -> str:
    """Return a title with its short words written out and without those that make no difference."""
    short = _short_words("title")
    words = " ".join(short.get(word, word) for word in fold(unicodedata.normalize("NFC", title)).split())
    for form, meant in short.items():
        if " " in form:
            words = words.replace(form, meant)
    return " ".join(words.split()) or fold(title)


def _marked(match: "re.Match[str]") -> str:
    return f" <{match['level'] or ''}> "


def with_place(name: str, place: str | None) -> str:
    """Return a body's name with its place in place of the bare level (`UBND tỉnh` → `UBND tỉnh Lào Cai`).

    Args:
        place: a unit with its unit word, which is left out where the name has it (`Huyện ủy` → `Huyện ủy Hiệp Đức`).
    """
    if not place:
        return name
    found = _TAIL.search(fold(name))
    head = name[: found.start()] if found else name
    unit, _, rest = place.partition(" ") if not place.startswith(("thành phố", "thị xã", "thị trấn")) else (
        " ".join(place.split()[:2]), " ", " ".join(place.split()[2:]))  # fmt: skip
    return f"{head} {rest if rest and unit.split()[0] in fold(head).split() else place}"


def place_words(place: str) -> str:
    """Return the words of a place's name alone, without its unit word and marks."""
    where = normal(place).replace("-", " ").replace(".", " ")
    where = " ".join(where.split())
    return _LEVEL_OF.sub("", where)


def _written_out(name: str) -> str:
    short = _short_words("body")
    words = spelled_out(unicodedata.normalize("NFC", name), _acronyms())
    return " ".join(" ".join(short.get(word, word) for word in words.split()).split())


@cache
def _acronyms() -> dict[str, list[str]]:
    return {form: list(words) for form, words in acronyms_of(Vocabulary()).items()}


@cache
def _local_heads() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("local_bodies.tsv")}


@cache
def _short_words(use: str) -> dict[str, str]:
    return {row[0]: row[2] for row in rows("short_words.tsv") if row[1] == use}


def rows(name: str) -> list[list[str]]:
    """Return the cells of a TSV of this package, without its comments and header."""
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
