"""The words of a lexicon by their kind, and as parts of patterns."""

import re
from collections.abc import Callable, Iterable, Mapping

from bpextract.text.folding import fold


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of any of `words`, the longer ones first; one that matches nothing, where there are none."""
    forms = sorted(sorted(set(words)), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(form).replace("\\ ", " ") for form in forms) + ")" if forms else "(?!)"


class Kinds:
    """The forms of a lexicon by its column `kind`, folded, or as `written` makes them."""

    def __init__(self, entries: Iterable[Mapping[str, str]], written: Callable[[str], str] = fold) -> None:
        self._forms: dict[str, list[str]] = {}
        for entry in entries:
            self._forms.setdefault(entry["kind"], []).append(written(entry["form"]))

    def of(self, *kinds: str) -> frozenset[str]:
        """Return the forms of some kinds."""
        return frozenset(form for kind in kinds for form in self._forms.get(kind, ()))

    def any_of(self, *kinds: str) -> str:
        """Return a pattern of any of the forms of some kinds; a blank in it stands for itself."""
        return any_of(form for kind in kinds for form in self._forms.get(kind, ()))
