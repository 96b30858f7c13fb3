"""People in a row, most of whom are known to be people: in `Kolar, Coufal, Soucek (Tecl, 57'), Kudela` all are."""

from collections.abc import Iterator, Sequence

from bpextract.annotation import Annotation
from bpextract.mentions import Name
from bpextract.text.tokenizer import Tokens

_MARKS = frozenset(",;()–-+")
_MINUTE = frozenset("'’′")  # behind digits alone; elsewhere a part of a name (D'Ambrosio)
_FEWEST = 6  # names in a row
_LEAST = 3  # of them that the model takes for people
_LONGEST = 4  # tokens of a name
_PROBABILITY = 0.9  # about as many are right, as read in 3,000 articles

_Item = tuple[int, int]


def with_line_ups(annotation: Annotation, names: list[Name]) -> list[Name]:
    """Return the names in text order, with those of rows of people that nothing but the others tells to be people."""
    if sum(name.label == "PERSON" for name in names) < _LEAST or not _may_have_a_row(annotation.tokens):
        return names
    labels = {(name.start, name.end): name.label for name in names}
    taken = {token for name in names for token in range(name.start, name.end)}
    found: list[Name] = []
    for items in _rows(annotation.text, annotation.tokens):
        unknown = [item for item in items if item not in labels]
        told = sum(labels.get(item) == "PERSON" for item in items)
        others = len(items) - len(unknown) - told
        if told >= _LEAST and others * _LEAST <= told:
            free = (item for item in unknown if taken.isdisjoint(range(*item)))
            found += [Name(*item, "PERSON", _PROBABILITY, "names.list") for item in free]
    return sorted([*names, *found]) if found else names


def _may_have_a_row(tokens: Tokens) -> bool:
    """Return whether enough words with capitals follow marks with nothing else between: few texts have such a row."""
    words = tokens.words
    numbers = tokens.offsets()[0].searchsorted(tokens.digits).tolist()
    here = sorted({*tokens.all_of(_MARKS | _MINUTE), *numbers})
    marks = [at for at in here if at + 1 < len(words) and words[at + 1][0].isupper() and _goes_on(words, at)]
    row, past = 0, 0
    for at in marks:
        runs_on = all(words[token][0].isupper() or _goes_on(words, token) for token in range(past + 1, at))
        row, past = row + 1 if runs_on else 1, at
        if row == _FEWEST - 1:
            return True
    return False


def _goes_on(words: Sequence[str], at: int) -> bool:
    """Whether a mark or a minute stands at the token, with which a row goes on."""
    word = words[at]
    return word in _MARKS or word.isdigit() or (word in _MINUTE and words[at - 1].isdigit())


def _rows(text: str, tokens: Tokens) -> Iterator[list[_Item]]:
    """Yield the words with capitals that stand in a row, as tokens: only marks and minutes are between them.

    What runs on into other words without a mark (`Harvey Elliott | Thẻ vàng: …`) is left out, and what a hyphen joins.
    """
    words = tokens.words
    items: list[_Item] = []
    at = 0
    while at < len(words):
        capital = words[at][0].isupper()
        next_row = capital and bool(items) and items[-1][1] == at  # nothing but a line end stands between
        if next_row or not (capital or _goes_on(words, at)):
            if len(items) >= _FEWEST:
                yield items
            items = []
        if not capital:
            at += 1
            continue
        end = _past_capitals(text, tokens, at)
        joined = at > 0 and words[at - 1] == "-" and tokens.ends[at - 1] == tokens.starts[at]
        shouted = all(word.isupper() for word in words[at:end])  # SN 1975
        if end - at <= _LONGEST and not joined and not shouted and _is_closed(text, tokens, end):
            items.append((at, end))
        at = end
    if len(items) >= _FEWEST:
        yield items


def _past_capitals(text: str, tokens: Tokens, at: int) -> int:
    """Return the token after the words with capitals that begin at the token, of one line."""
    end = at + 1
    while end < len(tokens) and tokens.words[end][0].isupper() and not _is_line_end(text, tokens, end):
        end += 1
    return end


def _is_closed(text: str, tokens: Tokens, end: int) -> bool:
    """Whether a mark, a minute or the end of the line stands at the token: not `Chelsea: Kepa`."""
    if end >= len(tokens):
        return False  # the author's name often ends the text: Harvey Elliott | Xuân Bình
    word = tokens.words[end]
    return word in _MARKS or word == "." or word.isdigit() or _is_line_end(text, tokens, end)


def _is_line_end(text: str, tokens: Tokens, at: int) -> bool:
    return "\n" in text[tokens.ends[at - 1] : tokens.starts[at]]
