"""What tells the sections and sentences of a page, from the lexicons."""

from collections.abc import Iterable
from functools import cache

from bpextract.lexicons.alternation import Kinds
from bpextract.lexicons.gazetteer import gazetteer
from bpextract.lexicons.place_forms import normal
from bpextract.lexicons.schemas import ABBREVIATIONS, COUNTRIES, PAGE_WORDS, SECTION_CUES, SECTION_OPENERS
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.text.inline import InlineFinder, Players
from bpextract.text.sections import SectionFinder
from bpextract.text.sentences import SentenceFinder

SECTION_LEXICONS = (ABBREVIATIONS, PAGE_WORDS, SECTION_CUES, SECTION_OPENERS, COUNTRIES)
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
    page = page_words(vocabulary)
    inline = InlineFinder(page, words["sentence"], words["text"], places, boxes, Players(opening, closing))
    return SectionFinder(page, lines, inline)


def sentence_finder(vocabulary: Vocabulary) -> SentenceFinder:
    """Return what tells the sentences of texts, by the abbreviations of a vocabulary."""
    return SentenceFinder(entry["form"] for entry in vocabulary.entries(ABBREVIATIONS))


def page_words(vocabulary: Vocabulary) -> Kinds:
    """Return the words of newspaper pages by their kind, as they are written."""
    return Kinds(vocabulary.entries(PAGE_WORDS), str)


@cache
def packaged_page_words() -> Kinds:
    """Return the words of newspaper pages of the packaged lexicon alone; built once."""
    return page_words(Vocabulary())


@cache
def packaged_section_finder() -> SectionFinder:
    """Return what tells sections by the packaged lexicons alone; built once."""
    return section_finder(Vocabulary())


@cache
def packaged_sentence_finder() -> SentenceFinder:
    """Return what tells sentences by the packaged lexicons alone; built once."""
    return sentence_finder(Vocabulary())
