"""Decide which spans of a text are names of people, places, bodies and other things: all at once."""

from collections.abc import Sequence

import numpy as np

from bpextract.annotation import Annotation
from bpextract.decision.addresses import Addresses, numbered_units
from bpextract.decision.brackets import with_whole_brackets
from bpextract.decision.doubtful import doubtful_names
from bpextract.decision.evidence import NEAR, Evidence, Near, Reader, joined
from bpextract.decision.lattice import Candidate, best_nested, pairs
from bpextract.decision.line_ups import with_line_ups
from bpextract.decision.model import Model, packaged_model
from bpextract.decision.network import LABELS, LONGEST, Network, softmax
from bpextract.decision.phrases import KINDS, Phrases
from bpextract.decision.place_rows import PlaceRows
from bpextract.decision.title_ends import past_titles
from bpextract.decision.titled_people import TitledPeople
from bpextract.decision.words import Words
from bpextract.learned.arrays import Array, grouped
from bpextract.learned.one_thread import one_thread
from bpextract.lexicons import schemas
from bpextract.lexicons.gazetteer import gazetteer
from bpextract.lexicons.matching import EndingTrie, PhraseTrie
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.mentions import Name
from bpextract.text.folding import fold

LEXICONS = (
    schemas.HONORIFICS, schemas.TITLES, schemas.PLACE_UNITS, schemas.ORGANIZATION_HEADS, schemas.ORGANIZATION_WORDS,
    schemas.ORGANIZATION_PHRASES, schemas.ORGANIZATIONS, schemas.COUNTRIES, schemas.PLACES, schemas.PEOPLE,
    schemas.SURNAMES, schemas.DATE_CONTEXTS,
)  # fmt: skip
"""What the decision reads."""
_LIKELY = 0.06  # the probability of an edge from which spans are scored; what is less likely was never a name
_HALF = 0.5  # the probability above which a span is a name: likelier than all else together
_PLACE = LABELS.index("PLACE")
_CERTAIN = 100.0  # the weight of what the user's own lexicon says
_TOGETHER = 2000  # rows up to which texts are read together: their numbers fit the processor's caches
_DIGITS = 4  # of a probability; further ones differ between processors
_KNOWN = 0.5  # the share of a label from which the corpus speaks for it
_OWN = (
    (schemas.PEOPLE, "PERSON"), (schemas.PLACES, "PLACE"), (schemas.COUNTRIES, "PLACE"), (schemas.ORGANIZATIONS, "ORG"),
)  # fmt: skip
_LEVELS = {"province": "state", "district": "district", "commune": "commune"}
# What speaks for each label, strongest first: a kind of phrase right before the name, or that begins it.
_BEFORE = {"PERSON": ("honorific", "title")}
_BEGINS = {"PLACE": ("unit", "state", "district", "commune", "place"), "ORG": ("head", "organization")}


Found = dict[tuple[int, int], tuple[Candidate, float, str]]


class Decision:
    """Decides about the names of texts. Pickles."""

    def __init__(self, vocabulary: Vocabulary, model: Model | None = None, near: Near = NEAR) -> None:
        """Read with the phrases of `vocabulary` and the packaged model, or another; `near` says how much of a text."""
        model = packaged_model() if model is None else model
        surnames = [fold(entry["form"]) for entry in vocabulary.entries(schemas.SURNAMES)]
        self.reader = Reader(Words(model.words, surnames), Phrases(phrases_of(vocabulary)), model.known, near)
        self._network = Network(model.weights)
        self._temperature = model.temperature
        self._rows = PlaceRows(vocabulary)
        self._addresses = Addresses(numbered_units(vocabulary))
        heads = [(entry["form"], True) for entry in vocabulary.entries(schemas.ORGANIZATION_HEADS)]
        self._heads, self._head_ends = PhraseTrie(heads), EndingTrie(heads)
        titles = [*vocabulary.entries(schemas.TITLES), *vocabulary.entries(schemas.HONORIFICS)]
        self._titles = EndingTrie((e["form"], True) for e in vocabulary.entries(schemas.TITLES) if not e["unit"])
        sites = [*vocabulary.entries(schemas.PLACE_UNITS), *vocabulary.entries(schemas.ORGANIZATION_HEADS)]
        self._people = TitledPeople(
            *([entry["form"] for entry in entries] for entries in (vocabulary.entries(schemas.PEOPLE), titles, sites))
        )
        self._own: PhraseTrie[tuple[str, str]] = PhraseTrie(
            (entry["form"], (label, schema.name)) for schema, label in _OWN for entry in vocabulary.own_entries(schema)
        )

    def names(self, annotation: Annotation) -> list[Name]:
        """Return the names in text order; only a PLACE lies inside another name, and only in an ORG or an X."""
        return self.chosen(annotation, *self.learned([self.read(annotation)]))

    def read(self, annotation: Annotation) -> Evidence | None:
        """Return what there is to decide about, None for a text without words: the first of three steps."""
        if not annotation.tokens.words or not annotation.sentences:
            return None
        return self.reader.read(annotation)

    def learned(self, evidence: Sequence[Evidence | None]) -> list[Found]:
        """Return what the model takes for names in each of several texts, short ones together: the second step."""
        found: list[Found] = [{} for _ in evidence]
        for group in grouped([0 if part is None else len(part) for part in evidence], _TOGETHER):
            parts = [part for number in group if (part := evidence[number]) is not None]
            alike = all(part.table is parts[0].table for part in parts)  # else the words were forgotten meanwhile
            together = [parts] if alike else [[part] for part in parts]
            each = (one for some in together for one in self._learned(joined(some), len(some)))
            for number, one in zip(group, each, strict=True):
                found[number] = one
        return found

    def chosen(self, annotation: Annotation, learned: Found) -> list[Name]:
        """Return the names of a text by what is `learned` of it, as `names` does: the third step."""
        found = learned | self._own_names(annotation)  # the user's own win
        chosen = best_nested([candidate for candidate, _, _ in found.values()])
        names = [Name(c.start, c.end, c.label, *found[c.start, c.end][1:]) for c in chosen]
        names = self._people.added_to(annotation, self._addresses.added_to(annotation, names))
        names = past_titles(annotation, self._rows.added_to(annotation, names), self._titles, self._heads)
        return with_line_ups(annotation, with_whole_brackets(annotation, names, self._head_ends))

    def candidates(self, evidence: Evidence) -> tuple[Array, Array, Array, Array]:
        """Return the candidate spans, what the corpus knows of each, and its scores for each of `LABELS`.

        Spans are rows of the evidence, the first and the one after the last.
        """
        with one_thread():
            return self._candidates(evidence)

    def _candidates(self, evidence: Evidence) -> tuple[Array, Array, Array, Array]:
        state = self._network.encode(evidence)
        begin, end = self._network.edges(state)
        real = evidence.tokens >= 0
        starts, ends = pairs(
            np.flatnonzero((begin > _LIKELY) & real),
            np.flatnonzero((end > _LIKELY) & real),
            evidence.sentences,
            LONGEST,
        )
        kept = _likeliest(evidence.texts, starts, -begin[starts] * end[ends - 1])
        if kept is not None:
            starts, ends = starts[kept], ends[kept]
        known = self.reader.known.find(evidence.keys(starts, ends))
        if not len(starts):
            return starts, ends, known, np.zeros((0, len(LABELS)), np.float32)
        return starts, ends, known, self._network.spans(state, starts, ends, known, evidence.spelled(starts, ends))

    def _learned(self, evidence: Evidence, n_texts: int) -> list[Found]:
        """Return the spans that the model takes for names in each text, as tokens."""
        starts, ends, known, scores = self.candidates(evidence)
        weights = scores - scores[:, :1]
        best = weights[:, 1:].argmax(axis=1) + 1
        every = softmax(scores / self._temperature)
        chances = every[np.arange(len(best)), best].astype(float)
        is_likely = chances > _HALF
        for span, weight in doubtful_names(starts, ends, every, is_likely):
            weights[span, best[span]] = weight
            is_likely[span] = True
        likely = np.flatnonzero(is_likely & ((best != _PLACE) | evidence.marked(starts, ends)))
        labels, probabilities = best[likely], chances[likely]
        certain = known[likely, labels] > _KNOWN
        found: list[Found] = [{} for _ in range(n_texts)]
        for start, last, label, weight, probability, is_known in zip(
            starts[likely].tolist(), (ends[likely] - 1).tolist(), labels.tolist(),
            weights[likely, labels].tolist(), probabilities.round(_DIGITS).tolist(), certain.tolist(), strict=True,
        ):  # fmt: skip
            first, past, name = int(evidence.tokens[start]), int(evidence.tokens[last]) + 1, LABELS[label]
            found[evidence.texts[start]][first, past] = (
                Candidate(first, past, name, weight),
                probability,
                _source(evidence, start, name, is_known),
            )
        return found

    def _own_names(self, annotation: Annotation) -> Found:
        """Return the names of the user's own lexicons, which are certain where they begin with a capital."""
        tokens, sentence_at = annotation.tokens, annotation.sentence_at
        return {
            (start, end): (Candidate(start, end, label, _CERTAIN), 1.0, f"names.own_{lexicon}")
            for start, end, (label, lexicon) in self._own.scan_text(tokens)
            if tokens.words[start][0].isupper()
            and sentence_at(tokens.starts[start]) == sentence_at(tokens.starts[end - 1])
        }


def _likeliest(texts: Array, starts: Array, ranks: Array) -> Array | None:
    """Return which spans are scored where a text has more than rows, as one of capitals alone; None where all are.

    Args:
        texts: the text of each row; starts: the first row of each span; ranks: lower for likelier spans.
    """
    rows, spans = np.bincount(texts), np.bincount(texts[starts], minlength=int(texts[-1]) + 1)
    if not (spans > rows).any():
        return None
    order = np.lexsort((ranks, texts[starts]))
    place = np.arange(len(order)) - np.repeat(np.cumsum(spans) - spans, spans)
    return np.sort(order[place < np.repeat(rows, spans)])


def _source(evidence: Evidence, row: int, label: str, is_known: bool) -> str:
    """Return what speaks most for a name that begins at a row, of what a reader can check; else its context."""
    for kind in _BEFORE.get(label, ()):
        if evidence.has(kind, row - 1):
            return f"names.{kind}"
    for kind in _BEGINS.get(label, ()):
        if evidence.begins(kind, row):
            return f"names.{kind}"
    return "names.corpus" if is_known else "names.context"


def phrases_of(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Return the phrases of each of `bpextract.decision.phrases.KINDS`, from the lexicons and the gazetteer."""
    found: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for kind, sources in {
        "honorific": (schemas.HONORIFICS,),
        "title": (schemas.TITLES,),
        "unit": (schemas.PLACE_UNITS,),
        "head": (schemas.ORGANIZATION_HEADS,),
        "field": (schemas.ORGANIZATION_WORDS, schemas.ORGANIZATION_PHRASES),
        "organization": (schemas.ORGANIZATIONS,),
        "state": (schemas.COUNTRIES,),
    }.items():
        found[kind] += [entry["form"] for schema in sources for entry in vocabulary.entries(schema)]
    for entry in vocabulary.entries(schemas.PLACES):
        found["state" if entry["group"] in ("country", "province") else "place"].append(entry["form"])
    for units in gazetteer().by_name.values():
        for unit in units:
            if not unit.name.isdigit():
                found[_LEVELS[unit.level]].append(unit.name)
    return found
