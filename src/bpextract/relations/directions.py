"""Whether a figure tells how far something went up or down, by the words between its verb and its number."""

from collections.abc import Sequence
from typing import NamedTuple

from bpextract.annotation import Annotation
from bpextract.lexicons import schemas
from bpextract.lexicons.matching import EndingTrie, PhraseTrie
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.mentions import FigureMention, Mention
from bpextract.relations.answers import Span
from bpextract.text.tokenizer import Tokens

_CLAUSE = 12  # tokens before a result in which its verb is looked for
_BEYOND = 2  # tokens after the action that may belong to its verb (tốn | thêm)
_AFTER = 6  # tokens between the numbers of a change, or a verb and its length of time
_BESIDE = 2  # tokens between a figure and the word before its base (3 lần | tăng so với)
_FAR_BASE = 12  # tokens between the words for a base and its date
_RISE = "+"
_BEFORE_SIGN = 4  # characters, the sign among them
_TIMES, _SINCE = "lần", "từ"
_SIGNED = frozenset({"percent", "count", "money"})
_ENDS = frozenset(".,;:!?()[…“”\"'")
_ENDS_BASE = _ENDS | {"%"}


class _Word(NamedTuple):
    direction: str | None
    use: str


class Directions:
    """Reads directions, by the lexicon directions. Pickles."""

    lexicons = (schemas.DIRECTIONS, schemas.PREPOSITIONS)

    def __init__(self, vocabulary: Vocabulary) -> None:
        words = [
            (entry["form"], _Word(entry["direction"] or None, entry["use"]))
            for entry in vocabulary.entries(schemas.DIRECTIONS)
        ]
        verbs = [(form, word) for form, word in words if not word.use or word.use == "compared"]
        self._verbs = PhraseTrie(verbs)
        self._compared = EndingTrie((form, word) for form, word in words if word.use == "compared")
        self._times = EndingTrie((form, word) for form, word in words if word.use == "times")
        self._results = EndingTrie((form, word) for form, word in words if word.use in ("result", "sure"))
        self._bases = EndingTrie((form, word) for form, word in words if word.use in ("base", "from"))
        links = vocabulary.entries(schemas.PREPOSITIONS)
        self._prepositions = frozenset(entry["form"] for entry in links)
        self.temporal = frozenset(entry["form"] for entry in links if entry["use"] == "time") | {_SINCE}

    def of(self, annotation: Annotation, figure: FigureMention, action: Span | None) -> str | None:
        """Return `up`, `down` or None for a figure that is no base, by its action and the words right before it."""
        if figure.kind == "score":
            return None  # hạ Moldova | 2-0
        tokens = annotation.tokens
        first = tokens.at(figure.start)
        verb = self._verb(tokens, action, first) if action and action.start < figure.start else None
        if verb is not None:
            end, word = verb
            lasts = figure.kind == "duration" and not self._goes_to(tokens, end, first)
            return None if lasts else word.direction  # giảm trong | 3 tháng
        compared = self._compared.before(tokens.norms, first)
        if compared is None and figure.unit == _TIMES:
            compared = self._times.before(tokens.norms, first)  # cao gấp | 3 lần
        if compared is not None:
            return compared[1].direction
        if figure.kind in _SIGNED and self._is_signed(annotation.text, figure.start):
            return "up"
        return self._result(tokens, first)

    @staticmethod
    def _is_signed(text: str, start: int) -> bool:
        """Whether a plus before the character is a sign, with nothing to add up before it: (+3%); not 200.000 +10%."""
        before = text[max(0, start - _BEFORE_SIGN) : start]
        return before.endswith(_RISE) and not before[:-1].rstrip(" ")[-1:].isalnum()

    def is_base(self, annotation: Annotation, figure: FigureMention, mention: Mention) -> bool:
        """Whether a date behind a figure is that of what it is compared with: tăng 7% so với | năm 2024; but tăng 7% so
        với trước | trong năm 2024.
        """
        tokens = annotation.tokens
        first, last = tokens.before(figure.end), tokens.at(mention.start)
        for past in range(last, max(first, last - _FAR_BASE), -1):
            found = self._bases.before(tokens.norms, past)
            if found is not None and found[1].use == "base" and found[0] >= first:
                return True
            if tokens.words[past - 1] in _ENDS_BASE or tokens.norms[past - 1] in self.temporal:
                break
        return False

    def bases(self, annotation: Annotation, figures: Sequence[FigureMention]) -> dict[int, int | None]:
        """Return which of the figures, in text order, are bases: so với | 5 tỷ, 4 đội thay vì | 2 đội, từ | 3% lên 5%.

        Each with the figure that is compared with it, None where that does not stand right beside it.
        """
        tokens = annotation.tokens
        found: dict[int, int | None] = {}
        for at, figure in enumerate(figures):
            base = self._bases.before(tokens.norms, tokens.at(figure.start))
            if base is None:
                continue
            past = at > 0 and self._stands_beside(tokens, figures[at - 1], figure, base)
            if self._rises_or_falls(tokens, figure, figures[at + 1] if at + 1 < len(figures) else None):
                found[at] = at + 1
            elif past or base[1].use == "base":
                found[at] = at - 1 if past else None
        return found

    @staticmethod
    def _stands_beside(tokens: Tokens, past: FigureMention, figure: FigureMention, base: tuple[int, _Word]) -> bool:
        """Whether the figure before stands right before the words for a `base`; before `từ` it is of the same unit."""
        start, word = base
        between = start - tokens.before(past.end)
        if word.use == "base":
            return 0 <= between <= _BESIDE
        return between == 0 and (past.kind, past.unit_norm) == (figure.kind, figure.unit_norm)

    def _rises_or_falls(self, tokens: Tokens, figure: FigureMention, following: FigureMention | None) -> bool:
        """Whether a word for a result, and soon the figure for it, follow: 28,1% | năm 2011 xuống còn 3,54%."""
        if following is None:
            return False
        first, past = tokens.before(figure.end), tokens.at(following.start)
        if past - first > _AFTER or not _ENDS.isdisjoint(tokens.words[first:past]):
            return False
        return self._results.before(tokens.norms, past) is not None

    def _verb(self, tokens: Tokens, action: Span, first: int) -> tuple[int, _Word] | None:
        """Return the end of the first word of the action that tells, and the word."""
        at, end = tokens.at(action.start), tokens.before(action.end)
        norms = tokens.norms[at : min(first, end + _BEYOND)]
        return next(((at + past, word) for start, past, word in self._verbs.scan(norms) if at + start < end), None)

    def _goes_to(self, tokens: Tokens, start: int, first: int) -> bool:
        """Whether what stands between a verb and a length of time lets it be how far the verb goes."""
        return first - start <= _AFTER and self._prepositions.isdisjoint(tokens.norms[start:first])

    def _result(self, tokens: Tokens, first: int) -> str | None:
        """Return the direction of a result whose verb stands further on: giảm sở hữu xuống còn | 5%.

        Some results tell by themselves, whatever the verb: rút danh sách xuống còn | 23 cầu thủ.
        """
        found = self._results.before(tokens.norms, first)
        if found is None:
            return None
        start, result = found
        alone = result.direction if result.use == "sure" else None
        for at in range(start - 1, max(-1, start - _CLAUSE), -1):
            if tokens.words[at] in _ENDS:
                return alone
            verb = self._verbs.longest(tokens.norms, at)
            if verb is not None and verb[1].direction is not None:
                return result.direction if verb[1].direction == result.direction else None
        return alone
