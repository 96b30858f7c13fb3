"""A text as the grammar of organizations' names reads it: by tokens, with the places among them."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from bpextract.annotation import Annotation
from bpextract.mentions import PlaceMention

_SPORT = ("hlv", "clb", "league", "liga", "bundesliga", "vđqg")


class Reading:
    """A text as the grammar reads it: tokens, and where places begin and end among them."""

    def __init__(self, annotation: Annotation, places: Iterable[PlaceMention]) -> None:
        tokens = annotation.tokens
        self.words: Sequence[str] = tokens.words
        self.norms: Sequence[str] = tokens.norms
        self.starts, self.ends = tokens.starts, tokens.ends
        self.folded = annotation.folded
        self.places: dict[int, int] = {}
        self.inside_place: set[int] = set()
        self.countries: set[int] = set()
        for place in places:
            first, past = tokens.at(place.start), tokens.before(place.end)
            self.places[first] = max(past, self.places.get(first, 0))
            self.inside_place.update(range(first, past))
            if place.group == "country":
                self.countries.add(first)
        self.sentence_starts = frozenset(sentence.start for sentence in annotation.sentences)

    @cached_property  # it reads the whole text
    def on_sport(self) -> bool:
        """Whether the text is about sport, by words that stand in no other."""
        return sum(map(self.norms.count, _SPORT)) > 1

    def adjacent(self, at: int) -> bool:
        """Whether at most one space stands before the token."""
        return at > 0 and self.starts[at] - self.ends[at - 1] <= 1

    def tight(self, at: int) -> bool:
        """Whether no space stands around the token."""
        return (
            self.starts[at] == self.ends[at - 1] and at + 1 < len(self.starts) and self.starts[at + 1] == self.ends[at]
        )

    def spaced(self, at: int) -> bool:
        """Whether white space stands before the token."""
        return self.starts[at] > self.ends[at - 1]

    def begins_sentence(self, at: int) -> bool:
        return self.starts[at] in self.sentence_starts
