"""Choose the official unit that each place of a document means; nothing is chosen where two are as likely."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from bpextract.annotation import Annotation
from bpextract.lexicons.gazetteer import HOME, NEW, OLD, Gazetteer, Unit, former_names
from bpextract.lexicons.place_forms import key, normal
from bpextract.mentions import PlaceMention
from bpextract.resolution import era
from bpextract.resolution.candidates import NONE, Candidates, candidates
from bpextract.resolution.chains import ancestors
from bpextract.resolution.era_marks import EraWords, marks

_BESIDE = 25  # characters between a former unit and its heir: ` cũ, nay là `, ` (trước đây là `


@dataclass(slots=True, eq=False)
class Choice:
    """A place mention on the way to its unit: the candidates left, by the words that name it.

    Attributes:
        sure: the probability that the edition of the candidates is the one that is meant.
    """

    mention: PlaceMention
    n_candidates: int = 0
    left: list[Unit] = field(default_factory=list)
    sure: float = 1.0

    @property
    def unit(self) -> Unit | None:
        return self.left[0] if len(self.left) == 1 else None


def choose(annotation: Annotation, mentions: list[PlaceMention], book: Gazetteer, words: EraWords) -> dict[int, Choice]:
    """Return the choice for each of `mentions` by its id; mentions have their ids."""
    brands = brand_names(annotation)
    named = {mention.id: NONE if mention.id in brands else candidates(book, mention) for mention in mentions}
    for mention in mentions:
        if named[mention.id] is not NONE and is_abroad(annotation, mention, book):
            named[mention.id] = NONE
    if any(units.old or units.new for units in named.values()):
        marked = marks(annotation, mentions, words)
        choices = in_their_era(annotation, mentions, named, marked, book, words)
        by_heirs(book, mentions, choices, marked)
        by_chain(book, mentions, choices)
        by_document(book, choices)
        return choices
    return {mention.id: Choice(mention) for mention in mentions}


def brand_names(annotation: Annotation) -> set[int]:
    """Return the ids of bare places inside a company's name whose name communes alone bear: Công ty Hòa Phát.

    Whether the company is called after a place or only like one, the text does not say which of them.
    """
    companies = [(body.start, body.end) for body in annotation.organizations if body.kind == "company"]
    return {
        place.id
        for place in annotation.places
        if place.group == "commune" and place.unit_word is None
        and any(start <= place.start and place.end <= end for start, end in companies)
    }  # fmt: skip


def is_abroad(annotation: Annotation, place: PlaceMention, book: Gazetteer) -> bool:
    """Whether what follows a place says that it lies in another country: `tỉnh Hà Nam (Trung Quốc)`, or, as the country
    of a list may only come next to it, with its unit word and a comma: `tỉnh Hà Nam, Trung Quốc`.
    """
    above = next((above for above in ancestors(place) if above.group == "country"), None)
    joint = "" if above is None else annotation.text[place.end : above.start]
    after = "" if above is None else annotation.text[above.end : above.end + 4]
    listed = after == " và " or (after[:2] == ", " and after[2:3].isupper())
    set_apart = joint == ", " and place.unit_word is not None and not (place.plural or listed)
    if above is None or not ("(" in joint or set_apart):
        return False
    return book.countries.get(normal(above.name), HOME) != HOME


def in_their_era(
    annotation: Annotation,
    mentions: list[PlaceMention],
    named: Mapping[int, Candidates],
    marked: Mapping[int, str],
    book: Gazetteer,
    words: EraWords,
) -> dict[int, Choice]:
    """Return the choices with the candidates of the edition that each place is of, by their text and what it marks."""
    dated = annotation.published is not None
    found = {} if dated else era.evidence(annotation, mentions, named, marked, book, words)
    of_text = era.odds(annotation, found)
    choices: dict[int, Choice] = {}
    for mention in mentions:
        odds = of_text + era.own_odds(mention, named, marked, book)
        edition = NEW if odds > 0 else OLD
        units, others = named[mention.id].of(edition), named[mention.id].of(OLD if edition == NEW else NEW)
        if not units or not others:
            units, odds = units or others, era.NO_OTHER
        choices[mention.id] = Choice(mention, len(units), units, era.sureness(odds))
    return choices


def by_heirs(
    book: Gazetteer, mentions: list[PlaceMention], choices: dict[int, Choice], marked: Mapping[int, str]
) -> None:
    """Keep the units of which one became the other, where the text says so (`xã Hoàng Diệu cũ, nay là xã Gia Phúc`)."""
    for one, other in pairwise(mentions):
        if one.group != other.group or other.start - one.end > _BESIDE or not {one.id, other.id} & marked.keys():
            continue
        old, new = choices[one.id], choices[other.id]
        if new.left and new.left[0].edition == OLD:
            old, new = new, old
        pairs = [(unit, heir) for unit in old.left for heir in book.current(unit) if heir in new.left]
        if pairs and old.left[0].edition != new.left[0].edition:
            old.left, new.left = _once(unit for unit, _ in pairs), _once(heir for _, heir in pairs)


def by_chain(book: Gazetteer, mentions: list[PlaceMention], choices: dict[int, Choice]) -> None:
    """Keep the candidates that agree with the place after them in a chain, and the other way round."""
    for mention in reversed(mentions):
        chain = ancestors(mention)
        for above in chain:
            if above.id in choices:
                agree(book, choices[mention.id], choices[above.id])


def agree(book: Gazetteer, below: Choice, above: Choice) -> None:
    """Keep the pairs of candidates of which one lies in the other; all, when there is no such pair."""
    pairs = [(unit, other) for unit in below.left for other in above.left if book.lies_in(unit, other)]
    if pairs:
        below.left = _once(unit for unit, _ in pairs)
        above.left = _once(other for _, other in pairs)
    elif below.left and above.unit is not None and below.left[0].level == "commune":
        # The chain names a unit that the gazetteer no longer has: the one that took it in, or none. A district that
        # lies elsewhere stands in a list with what follows it (Gò Vấp, Bến Tre).
        name = key((below.left[0].unit) + below.mention.name)
        below.left = [unit for unit in former_names().get(name, ()) if book.lies_in(unit, above.unit)]


def by_document(book: Gazetteer, choices: dict[int, Choice]) -> None:
    """Settle what is left by the provinces and districts that the document has settled already."""
    for level in ("province", "district", "commune"):
        open_ = [choice for choice in choices.values() if len(choice.left) > 1 and choice.left[0].level == level]
        if not open_:
            continue
        settled: Counter[tuple[str, str, str]] = Counter()
        for choice in choices.values():
            if choice.unit is not None:
                settled.update({_key(unit) for unit in (choice.unit, *book.parents(choice.unit))})
        same = {(c.left[0].level, c.left[0].name): c.left for c in choices.values() if c.unit is not None}
        for choice in open_:
            twin = same.get((level, choice.left[0].name))
            choice.left = twin if twin and twin[0] in choice.left else supported(book, choice.left, settled)


def supported(book: Gazetteer, units: list[Unit], settled: Counter[tuple[str, str, str]]) -> list[Unit]:
    """Return the one unit of which the most holders are settled; all of `units`, when two have as many."""
    scores = [sum(min(settled[_key(parent)], 1) for parent in book.parents(unit)) for unit in units]
    best = max(scores)
    top = [unit for unit, score in zip(units, scores, strict=True) if score == best]
    if best and len(top) > 1:  # the province that is spoken of most, when it clearly leads
        weights = [settled[_key(book.province(unit))] for unit in top]
        lead = max(weights)
        leaders = [unit for unit, weight in zip(top, weights, strict=True) if weight == lead]
        if len(leaders) == 1 and 2 * sorted(weights)[-2] <= lead:
            return leaders
    return top if best and len(top) == 1 else units


def _once(units: Iterable[Unit]) -> list[Unit]:
    return list(dict.fromkeys(units))


def _key(unit: Unit) -> tuple[str, str, str]:
    return unit.edition, unit.level, unit.code
