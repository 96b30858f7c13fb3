"""Streets and rivers that a unit word opens a list of: `các tuyến đường | Bạch Đằng, Lê Duẩn, Tôn Đức Thắng`."""

from bpextract.annotation import Annotation
from bpextract.decision.list_openers import ListOpeners
from bpextract.lexicons import schemas
from bpextract.lexicons.alternation import Kinds
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.mentions import Name
from bpextract.text.tokenizer import Tokens

Span = tuple[int, int]
_SEPARATORS = frozenset({",", ";", "và", "-", "–"})
_LEAST = 3  # names in a list
_LONGEST_BRACKET = 8  # tokens
_SURE = 0.9


class PlaceRows:
    """Finds the places of such a list that the model takes for people or for nothing. Pickles."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Hold the words that open such lists."""
        units = {entry["form"]: entry["group"] for entry in vocabulary.entries(schemas.PLACE_UNITS)}
        self._openers = ListOpeners(Kinds(vocabulary.entries(schemas.PLACE_WORDS)), units)

    def added_to(self, annotation: Annotation, names: list[Name]) -> list[Name]:
        """Return the names in text order, with all that stand in a list of places of which the model knows one."""
        rows = [
            row
            for at in annotation.tokens.all_of(self._openers.last)
            if len(row := self._row(annotation.tokens, at)) >= _LEAST
        ]
        if not rows:
            return names
        labels = {(name.start, name.end): name.label for name in names}
        listed: dict[Span, Name] = {}
        for row in rows:
            known = [labels.get(span) for span in row]
            if "PLACE" in known and not {"ORG", "X"}.intersection(filter(None, known)):
                listed |= {
                    span: Name(*span, "PLACE", _SURE, "names.unit") for span in row if labels.get(span) != "PLACE"
                }
        kept = [name for name in names if (name.start, name.end) not in listed]
        taken = {token for name in kept for token in range(name.start, name.end)}
        return sorted([*kept, *(name for span, name in listed.items() if taken.isdisjoint(range(*span)))])

    def _row(self, tokens: Tokens, at: int) -> list[Span]:
        """Return the names of the list that a unit word which ends with the token opens; none where it opens none."""
        start = self._openers.list_after(tokens, at)
        return [] if start is None else _names_from(tokens, start)


def _names_from(tokens: Tokens, at: int) -> list[Span]:
    """Return the runs of capitals from the token on that commas, dashes or `và` part; brackets may follow each."""
    found: list[Span] = []
    while (past := _past_name(tokens, at)) > at:
        found.append((at, past))
        past = _past_bracket(tokens, past)
        if past >= len(tokens) or tokens.norms[past] not in _SEPARATORS:
            break
        at = past + 1
    return found


def _past_name(tokens: Tokens, at: int) -> int:
    past = at
    while past < len(tokens) and (tokens.words[past][0].isupper() or (past > at and tokens.words[past].isdigit())):
        past += 1
    return past


def _past_bracket(tokens: Tokens, at: int) -> int:
    """Return the token after brackets that open at the token; the token itself where none do."""
    if tokens.words[at : at + 1] != ["("]:
        return at
    inside = tokens.words[at : at + _LONGEST_BRACKET]
    return at + inside.index(")") + 1 if ")" in inside else at
