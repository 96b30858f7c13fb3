"""Patterns of what stands around a title: in folded text, but for the bodies that it is said of."""

import re

from bpextract.lexicons.alternation import Kinds, any_of

# Part of the span, not of the title.
RETIRED = re.compile(r" (?:(?:đã )?(?:về|nghỉ) hưu|hưu trí)(?![^\W_])")
# What may stand between a title and the body it is held in.
OF = re.compile(r" (?:của |tại |ở |thuộc )?")
NEXT = re.compile(r",? (?:trực )?thuộc |,? ?\(|, | - | – | tại | ở ")
INNER = re.compile(r"(?:,| -| –) ")
THIS = re.compile(r" (?:này|đó)(?![^\W_])")
_END = r"(?![^\W_])"


class RolePatterns:
    """What the lexicon role_words says of titles and bodies.

    Attributes:
        status: the status that a word before the title tells.
        powers: words that make another word of what tells a status (chính quyền).
        sex, plural: words before a title; after the latter it is no title of one person.
        ministers: titles whose body is told by its field alone.
        suffix: what follows a title and belongs to it.
        said_back: a body said back (Phó Giám đốc Sở, Chánh Thanh tra Sở này), in the text as it is.
        bare_area: an area that is not named: Chủ tịch tỉnh, Thủ tướng nước này.
        subunit: a unit after which stands the body it belongs to.
    """

    def __init__(self, words: Kinds) -> None:
        """Compile the patterns."""
        self.status = dict.fromkeys(words.of("former"), "former") | dict.fromkeys(words.of("acting"), "acting")
        self.powers, self.sex, self.plural = (words.of(kind) for kind in ("power", "sex", "plural"))
        self.ministers = tuple(words.of("minister"))
        self.suffix = re.compile(rf" {words.any_of('suffix')}{_END}")
        bodies = any_of(word.capitalize() for word in words.of("body"))
        self.said_back = re.compile(
            rf" {bodies}(?: (?:này|đó))?(?=\s*[.,;:)\n]|$)"
            rf"| {words.any_of('common_body')} (?:này|đó){_END}"
            rf"| (?:TƯ|TW|T\.Ư){_END}"
        )
        self.bare_area = re.compile(
            r" (?:nước (?:này|đó|chủ nhà|láng giềng|sở tại)"
            rf"|{words.any_of('area')}(?! (?:ủy|đoàn|đội|hội|viên){_END})(?: (?:này|đó))?){_END}"
        )
        self.subunit = re.compile(rf"{words.any_of('subunit')}{_END}")
