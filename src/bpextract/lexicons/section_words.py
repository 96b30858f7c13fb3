"""What tells the sections of a page, from the lexicons."""

from collections.abc import Iterable
from functools import cache

from bpextract.lexicons.gazetteer import gazetteer, normal
from bpextract.lexicons.schemas import COUNTRIES, SECTION_CUES, SECTION_OPENERS
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.text.inline import InlineFinder, Players
from bpextract.text.sections import SectionFinder

SECTION_LEXICONS = (SECTION_CUES, SECTION_OPENERS, COUNTRIES)
_BOXES = frozenset({"box", "player", "player_end"})


class PlaceNames:
    """The names of official units and countries; the gazetteer is read when a name is first asked for."""

    def __init__(self, countries: Iterable[str]) -> None:
        self._countries = frozenset(map(normal, countries))

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and (normal(name) in self._countries or normal(name) in gazetteer().by_name)


def section_finder(vocabulary: Vocabulary) -> SectionFinder:
    """Return what tells the sections of texts, by the cues of a vocabulary."""
    words = {
        kind: frozenset(entry["form"] for entry in vocabulary.entries(SECTION_OPENERS) if entry["kind"] == kind)
        for kind in ("sentence", "text")
    }
    places = PlaceNames(entry["form"] for entry in vocabulary.entries(COUNTRIES))
    cues = [(entry["form"], entry["kind"]) for entry in vocabulary.entries(SECTION_CUES)]
    opening, closing = ([form for form, kind in cues if kind == wanted] for wanted in ("player", "player_end"))
    boxes = [form for form, kind in cues if kind in _BOXES]
    lines = [(form, "boilerplate" if kind in _BOXES else kind) for form, kind in cues]
    inline = InlineFinder(words["sentence"], words["text"], places, boxes, Players(opening, closing))
    return SectionFinder(lines, inline)


@cache
def packaged_section_finder() -> SectionFinder:
    """Return what tells sections by the packaged lexicons alone; built once."""
    return section_finder(Vocabulary())
