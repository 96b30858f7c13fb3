"""People whose names are mostly those of places: `Chủ tịch | Hồ Chí Minh`, whatever the model says of it."""

from collections.abc import Iterable, Iterator

from bpextract.annotation import Annotation
from bpextract.lexicons.matching import EndingTrie, PhraseTrie
from bpextract.mentions import Name

_SURE = 0.9


class TitledPeople:
    """Finds known people where a title or an honorific stands right before them."""

    def __init__(self, people: Iterable[str], titles: Iterable[str], sites: Iterable[str]) -> None:
        """Hold the names, what stands before them, and the words that make the whole a place or a body (lăng)."""
        self._people = PhraseTrie((form, True) for form in people)
        self._titles = EndingTrie((form, True) for form in titles)
        self._sites = EndingTrie((form, True) for form in sites)

    def added_to(self, annotation: Annotation, names: list[Name]) -> list[Name]:
        """Return the names in text order, with the people that the lexicon knows where no longer name holds them."""
        told = {(name.start, name.end) for name in names if name.label == "PERSON"}  # the user's own are certain
        found = {(n.start, n.end): n for n in self._named(annotation) if (n.start, n.end) not in told}
        if not found:
            return names
        kept = [name for name in names if (name.start, name.end) not in found]
        taken = {token for name in kept for token in range(name.start, name.end)}
        return sorted([*kept, *(name for span, name in found.items() if taken.isdisjoint(range(*span)))])

    def _named(self, annotation: Annotation) -> Iterator[Name]:
        tokens = annotation.tokens
        for start, end, _ in self._people.scan_text(tokens):
            title = self._titles.before(tokens.norms, start) if tokens.words[start][0].isupper() else None
            if title is not None and self._sites.before(tokens.norms, title[0]) is None:
                yield Name(start, end, "PERSON", _SURE, "names.title")
