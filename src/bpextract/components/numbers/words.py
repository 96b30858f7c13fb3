"""The words of numbers, by what they do in a numeral."""

from collections.abc import Iterable, Mapping

from bpextract.lexicons.alternation import any_of
from bpextract.text.folding import fold

HUNDRED, THOUSAND, TEN_THOUSAND, MILLION = 1e2, 1e3, 1e4, 1e6


class NumberWords:
    """The lexicon number_words.

    Attributes:
        digits: what one digit is called, wherever it stands.
        scales: scales and their signs.
        ranges: the least and the greatest value of words for several; the longer words first.
    """

    def __init__(self, entries: Iterable[Mapping[str, str]]) -> None:
        """Build from the entries of number_words."""
        self._values: dict[str, dict[str, float]] = {}
        self._not_before: dict[str, str] = {}
        self.ranges: dict[str, tuple[float, float]] = {}
        for entry in sorted(entries, key=_longest_first):
            form, kind, value = fold(entry["form"]), entry["kind"], float(entry["value"])
            self._values.setdefault(kind, {})[form] = value
            self._not_before[form] = entry["not_before"]
            if kind in ("few", "range"):
                self.ranges[form] = value, float(entry["high"] or value)
        self.digits = self.of("zero", "digit", "after_ten")
        self.scales = self.of("scale", "sign")

    def of(self, *kinds: str) -> dict[str, float]:
        """Return the words of some kinds, with their values."""
        return {form: value for kind in kinds for form, value in self._values.get(kind, {}).items()}

    def worth(self, value: float, kind: str = "scale") -> list[str]:
        """Return the words of a kind with that value."""
        return [form for form, of in self.of(kind).items() if of == value]

    def at_least(self, value: float) -> list[str]:
        """Return the scales of at least that value."""
        return [form for form, of in self.of("scale").items() if of >= value]

    def below(self, value: float) -> list[str]:
        """Return the scales of less than that value."""
        return [form for form, of in self.of("scale").items() if of < value]

    def any_of(self, words: Iterable[str]) -> str:
        """Return a pattern of any of the words, unless what follows makes another word of it (triệu | phú)."""
        together: dict[str, list[str]] = {}
        for word in words:
            together.setdefault(self._not_before[word], []).append(word)
        guarded = (
            any_of(group) + (rf"(?! {any_of(following.split('|'))}\b)" if following else "")
            for following, group in together.items()
        )
        return f"(?:{'|'.join(guarded)})"


def _longest_first(entry: Mapping[str, str]) -> int:
    return -len(entry["form"])
