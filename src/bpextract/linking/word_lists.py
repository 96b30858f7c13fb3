"""The word lists of linking: TSV files of this package, each read once, when it is first asked for."""

import re
from functools import cache
from importlib.resources import files

from bpextract.lexicons.alternation import any_of

_NATIONAL_ASSEMBLY = "(?<!đại biểu )quốc hội"  # but Đoàn đại biểu Quốc hội is one of each province


class Levels:
    """The words of the level in names, and the unit words that they stand for.

    Attributes:
        unit_of: the unit word, by each word for it.
        pattern: any of the words, as the group `level`.
        last: such a word at the end of a name.
        first: such a word at the beginning of a place's name.
    """

    def __init__(self) -> None:
        """Read them."""
        self.unit_of = {row[0]: row[1] for row in rows("level_words.tsv")}
        self.pattern = f"(?P<level>{any_of(self.unit_of)})"
        self.last = re.compile(rf" {self.pattern}$")
        self.first = re.compile(rf"^{self.pattern} ")


@cache
def levels() -> Levels:
    """Return the words of the level in names."""
    return Levels()


@cache
def national() -> re.Pattern[str]:
    """Return the pattern of words in the name of a body of which each country has one."""
    return re.compile(rf" (?:{words_of('national')}|{_NATIONAL_ASSEMBLY})\b")


@cache
def words_of(kind: str) -> str:
    """Return a pattern of any of the words of a kind, for Python and for SQL."""
    return any_of(form for form, of_kind in rows("words.tsv") if of_kind == kind)


def rows(name: str) -> list[list[str]]:
    """Return the cells of a TSV of this package, without its comments and header."""
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
