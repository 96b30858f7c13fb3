"""Find organizations."""

import re
from collections.abc import Mapping
from typing import ClassVar

from bpextract.annotation import Annotation
from bpextract.components.finder import Finder
from bpextract.components.organization_echoes import Echo, find_echoes
from bpextract.components.organization_reading import Reading
from bpextract.components.organization_spans import Span, grammar_of
from bpextract.components.organization_tails import LEADERS, find_led, find_tails
from bpextract.lexicons.lexicon import LexiconSchema
from bpextract.lexicons.matching import PhraseTrie
from bpextract.lexicons.schemas import (
    BUSINESS_WORDS,
    NAME_COMPOUNDS,
    NOUNS,
    ORGANIZATION_HEADS,
    ORGANIZATION_OPENERS,
    ORGANIZATION_PHRASES,
    ORGANIZATION_TAILS,
    ORGANIZATION_WORDS,
    ORGANIZATIONS,
    SURNAMES,
    TITLES,
    VERBS,
)
from bpextract.mentions import OrganizationMention
from bpextract.text.tokenizer import norms_of

_CLASSIFIERS = (["tờ"], ["báo"], ["hãng", "tin"], ["hãng", "thông", "tấn"])
_NAMED = ("organization_heads", "organizations")
_DIVISIONS = frozenset({"PC", "PA", "PX"})
_DIVISION = re.compile(r"\d\d[A-E]?")
_YOUTH = frozenset(str(age) for age in range(14, 24))
_WHERE = frozenset({"ở", "tại", "phố", "bay", "người", "nước", "bang"})


class OrganizationsFinder(Finder):
    """Finds ORG mentions: by their head word, by name, and by an acronym that the document explains."""

    label = "ORG"
    lexicons: ClassVar[tuple[LexiconSchema, ...]] = (
        ORGANIZATION_HEADS, ORGANIZATION_WORDS, ORGANIZATION_PHRASES, ORGANIZATION_OPENERS, ORGANIZATIONS,
        ORGANIZATION_TAILS, BUSINESS_WORDS, NAME_COMPOUNDS, SURNAMES, TITLES, NOUNS, VERBS,
    )  # fmt: skip

    def build(self, entries: Mapping[str, list[dict[str, str]]]) -> None:
        self.grammar = grammar_of(entries)
        self.names: PhraseTrie[dict[str, str]] = PhraseTrie((e["form"], e) for e in entries["organizations"])
        self.head_roots = frozenset(norm for e in entries["organization_heads"] for norm in self._first(e["form"]))
        names = frozenset(norm for e in entries["organizations"] for norm in self._first(e["form"]))
        self.tails = {e["form"]: e["kind"] for e in entries["organization_tails"]}
        self.titles = frozenset(e["form"] for e in entries["titles"] if " " not in e["form"])
        self.roots = self.head_roots | names | {"u"} | {division.lower() for division in _DIVISIONS}
        self.telling = self.roots | self.tails.keys() | LEADERS
        self.seconds = self._seconds([e["form"] for name in _NAMED for e in entries[name]])

    @staticmethod
    def _first(form: str) -> list[str]:
        return norms_of(form)[:1]

    @staticmethod
    def _seconds(forms: list[str]) -> dict[str, frozenset[str]]:
        """Return the second words of the forms by the first, where none of them is a word alone."""
        seconds: dict[str, set[str]] = {}
        for form in forms:
            norms = norms_of(form)
            seconds.setdefault(norms[0], set()).add(norms[1] if len(norms) > 1 else "")
        for first in ("u", *(division.lower() for division in _DIVISIONS)):  # U16 Việt Nam, PC46
            seconds.pop(first, None)
        return {first: frozenset(following) for first, following in seconds.items() if "" not in following}

    def find(self, annotation: Annotation) -> list[OrganizationMention]:
        text = Reading(annotation, annotation.places)
        roots = self.roots
        spans: list[Span] = []
        past = 0
        norms, seconds = [*text.norms, ""], self.seconds
        telling = self.telling
        hits = [index for index, norm in enumerate(text.norms) if norm in telling]
        for at in hits:
            if (
                at < past
                or norms[at] not in roots
                or (norms[at] in seconds and norms[at + 1] not in seconds[norms[at]])
            ):
                continue
            span = self.grammar.read(text, at) if text.norms[at] in self.head_roots else None
            if span is None and text.words[at][0].isupper():
                span = self._named(text, at) or self._numbered(text, at)
            if span is not None and span.kind == "media":
                span = self._without_classifier(text, span)
            if span is None or self._is_class(text, at, span):
                continue
            spans.append(span)
            past = span.end
        tails = find_tails(text, hits, self.tails, self.titles, spans) + find_led(text, hits, self.titles, spans)
        if tails:
            spans = sorted([*spans, *tails])
        mentions = [self._mention(text, span) for span in spans]
        echoes = find_echoes(text, spans, self.grammar.cues.surnames)
        if echoes:
            full = {mention.start: mention for mention in mentions}
            mentions = sorted([*mentions, *(self._echo(text, echo, full) for echo in echoes)], key=lambda m: m.start)
        return mentions

    def _is_class(self, text: Reading, at: int, span: Span) -> bool:
        """Whether the words stand for a class of bodies: các trung tâm kiểm định."""
        if at == 0 or text.norms[at - 1] not in ("các", "những", "nhiều", "mọi", "mỗi"):
            return False
        return not any(text.words[index][0].isupper() for index in range(at + 1, span.end)) and not any(
            index in text.places for index in range(at, span.end)
        )

    @staticmethod
    def _numbered(text: Reading, at: int) -> Span | None:
        """Read `U16 Việt Nam`, `U19 Hà Nội`; a division of the police, `PC46`."""
        age = at + 1
        if text.words[at] in _DIVISIONS and age < len(text.words) and not text.spaced(age):
            return Span(at, age + 1, "police", "name", 0.9) if _DIVISION.fullmatch(text.words[age]) else None
        if text.words[at] != "U" or at + 2 not in text.places or text.norms[age] not in _YOUTH or text.spaced(age):
            return None
        return Span(at, text.places[at + 2], "sport", "name", 0.8)

    def _without_classifier(self, text: Reading, span: Span) -> Span:
        """Leave the word of its class out of a medium's name (tờ The Sun, hãng tin Reuters), as GUIDELINES rule."""
        head = text.norms[span.start : span.head_end]
        if head not in _CLASSIFIERS or (head == ["báo"] and text.words[span.start] != "báo"):
            return span
        known = self.names.longest(text.norms, span.head_end)
        past = span.end if known is None else known[0]
        return Span(span.head_end, past, "media", "medium", 0.9) if past > span.head_end else span

    def _named(self, text: Reading, at: int) -> Span | None:
        found = self.names.longest(text.norms, at)
        if found is None or not text.words[at][0].isupper():
            return None
        end, entry = found
        if entry["use"] == "city":
            if text.places.get(at, end) != end or not text.on_sport or text.norms[at - 1] in _WHERE:
                return None
            return Span(at, end, "sport", "name", 0.9)
        if at in text.inside_place:
            return None
        if entry["use"] and not self._all_capital(text, at, end):
            return None
        if entry["kind"] in ("company", "international") and end < len(text.words) and text.adjacent(end):
            if entry["kind"] == "company" and end in text.places and text.words[end][0].isupper():
                return Span(at, text.places[end], entry["kind"], "name", 0.8)  # Agribank Lào Cai
            if self.grammar.cues.names_product(text, end, entry["kind"]):
                return None
        return Span(at, end, entry["kind"], "name", 0.8)

    @staticmethod
    def _all_capital(text: Reading, at: int, end: int) -> bool:
        """Whether ordinary words are a name by their capitals; one alone at the start of a sentence may have any."""
        if not text.words[end - 1][0].isupper():
            return False
        if not text.begins_sentence(at):
            return True
        return (
            end - at > 1 and all(word.istitle() for word in text.words[at:end]) and text.words[end : end + 1] != ["-"]
        )

    def _mention(self, text: Reading, span: Span) -> OrganizationMention:
        start, end = text.starts[span.start], text.ends[span.end - 1]
        head_end = text.ends[span.head_end - 1] if span.head_end else None
        source = f"organizations.{span.rule}"
        return OrganizationMention("ORG", start, end, source, span.confidence, kind=span.kind, head_end=head_end)

    @staticmethod
    def _echo(text: Reading, echo: Echo, full: Mapping[int, OrganizationMention]) -> OrganizationMention:
        confidence = 0.95 if echo.rule == "acronym" else 0.9
        start, end = text.starts[echo.start], text.ends[echo.end - 1]
        source, same_as = f"organizations.{echo.rule}", full[text.starts[echo.full.start]]
        return OrganizationMention("ORG", start, end, source, confidence, kind=echo.full.kind, same_as=same_as)
