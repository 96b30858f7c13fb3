"""The full name of each name in a text: `Toàn` and `Đức Toàn` are `Dương Đức Toàn`."""

from collections.abc import Iterable

from bpextract.mentions import PersonMention


def full_names(people: Iterable[PersonMention]) -> dict[str, str]:
    """Return for each name the longest one that it ends, where there is one alone: Toàn, Đức Toàn, Dương Đức Toàn."""
    names = dict.fromkeys(person.name for person in people)
    longer: dict[str, list[str]] = {}
    for name in names:
        words = name.split()
        for first in range(1, len(words)):
            longer.setdefault(" ".join(words[first:]), []).append(name)
    longest = {name: max(longer.get(name, [name]), key=len) for name in names}
    return {
        name: full if all(full.endswith(other) for other in longer.get(name, ())) else name
        for name, full in longest.items()
    }
