"""What identifies a body: its words written out, without its place; whether there is one in many places."""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from bpextract.lexicons.place_forms import normal
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.linking.word_lists import levels, national, rows
from bpextract.resolution.body_names import acronyms_of, spelled_out
from bpextract.text.folding import fold

ANY, ONE = "any", "country"
"""Levels of the places of bodies: told by the next word, if at all; one of each country."""
HOME_NAME = "việt nam"


class Body(NamedTuple):
    """What a body's name says.

    Attributes:
        words: its words, without its place and level.
        level: the unit word or the level of its place, where the name tells it.
        local: whether many places have such a body.
        vague: whether it says so little that it is any body of its kind (`Sở`, `Tập đoàn`).
    """

    words: str
    level: str | None
    local: bool
    vague: bool = False


class _Head(NamedTuple):
    level: str
    how: str
    part_of: str


def body(name: str, place: str | None = None) -> Body:
    """Return what the name of a body says.

    Args:
        place: the place in the name, which tells bodies of a kind apart, as do their words.
    """
    words = _written_out(name)
    level, placed = None, False
    where = place_words(place) if place else ""
    if where and where not in levels().unit_of:
        cut = re.sub(rf" (?:{levels().pattern} )?{re.escape(where)}\b", _marked, f" {words} ", count=1)
        level_found = re.search(r"<(.*?)>", cut)
        if level_found:
            level, placed = levels().unit_of.get(level_found[1]), True
            words = " ".join(re.sub(r"<.*?>", " ", cut).split())
    if tail := levels().last.search(f" {words}"):
        level = level or levels().unit_of[tail["level"]]
        words = f" {words}"[: tail.start()].strip()
    words = words or _written_out(name)
    head, rest = _head(words)
    if head is None:
        return Body(words, level, level is not None)
    if head.level == ONE or national().search(f" {rest}"):
        return Body(words, level or ONE, False, not (rest or placed) and head.how != "")
    if rest and head.how == "alone":
        # Quân khu 3 is one wherever it is named; of bodies that bear a level each place has its own.
        return Body(words, level, level is not None)
    if head.part_of:
        words = re.sub(rf"(?<=.) {head.part_of}$", "", words)
    own_level = level or next((each for each in (head.level, _level_within(rest)) if each not in (ANY, None)), None)
    vague = not rest and (
        where == HOME_NAME if head.how == "abroad" else level is None and not placed and head.how != ""
    )
    return Body(words, own_level, True, vague)


def _head(words: str) -> tuple[_Head | None, str]:
    """Return the longest head of a local body that a name begins with, and the words after it."""
    heads, split = _local_heads(), words.split()
    for n in range(len(split), 0, -1):
        if found := heads.get(" ".join(split[:n])):
            return found, " ".join(split[n:])
    return None, words


def _level_within(rest: str) -> str | None:
    """Return the level of the body that the name ends in (`Ban Dân vận Tỉnh ủy`)."""
    heads, split = _local_heads(), rest.split()
    ends = (heads.get(" ".join(split[n:])) for n in range(len(split)))
    return next((head.level for head in ends if head and head.level not in (ANY, ONE)), None)


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
    found = levels().last.search(fold(name))
    head = name[: found.start()] if found else name
    words = place.split()
    unit_size = 2 if " ".join(words[:2]) in levels().unit_of.values() else 1
    rest = " ".join(words[unit_size:])
    return f"{head} {rest if rest and words[0] in fold(head).split() else place}"


def is_named(place: str) -> bool:
    """Return whether a place says more than its level (`TP`)."""
    return place_words(place) not in ("", *levels().unit_of)


def place_words(place: str) -> str:
    """Return the words of a place's name alone, without its unit word and marks."""
    where = normal(place).replace("-", " ").replace(".", " ")
    where = " ".join(where.split())
    return levels().first.sub("", where)


def _written_out(name: str) -> str:
    short = _short_words("body")
    words = spelled_out(unicodedata.normalize("NFC", name), _acronyms())
    for form, meant in short.items():
        if " " in form:
            words = f" {words} ".replace(f" {form} ", f" {meant} ")
    found = " ".join(" ".join(short.get(word, word) for word in words.split()).split())
    return found.removeprefix("trường ") if found.startswith("trường đại học") else found


@cache
def _acronyms() -> dict[str, list[str]]:
    return {form: list(words) for form, words in acronyms_of(Vocabulary()).items()}


@cache
def _local_heads() -> dict[str, _Head]:
    return {row[0]: _Head(*row[1:]) for row in rows("local_bodies.tsv")}


@cache
def _short_words(use: str) -> dict[str, str]:
    return {row[0]: row[2] for row in rows("short_words.tsv") if row[1] == use}
