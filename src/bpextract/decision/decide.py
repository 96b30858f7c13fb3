"""Decide which spans of a text are names of people, places, bodies and other things: all at once."""

import numpy as np

from bpextract.annotation import Annotation
from bpextract.decision.evidence import Evidence, Reader
from bpextract.decision.lattice import Candidate, best_nested, pairs
from bpextract.decision.model import Model, packaged_model
from bpextract.decision.network import LABELS, LONGEST, Network, softmax
from bpextract.decision.phrases import KINDS, Phrases
from bpextract.decision.words import Array, Words
from bpextract.lexicons import schemas
from bpextract.lexicons.gazetteer import gazetteer
from bpextract.lexicons.matching import PhraseTrie
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.mentions import Name
from bpextract.text.folding import fold

LEXICONS = (
    schemas.HONORIFICS, schemas.TITLES, schemas.PLACE_UNITS, schemas.ORGANIZATION_HEADS, schemas.ORGANIZATION_WORDS,
    schemas.ORGANIZATION_PHRASES, schemas.ORGANIZATIONS, schemas.COUNTRIES, schemas.PLACES, schemas.PEOPLE,
    schemas.SURNAMES,
)  # fmt: skip
"""What the decision reads."""
_LIKELY = 0.02  # the probability of an edge from which spans are scored; what is less likely was never a name
_CERTAIN = 100.0  # the weight of what the user's own lexicon says
_KNOWN = 0.5  # the share of a label from which the corpus speaks for it
_OWN = (
    (schemas.PEOPLE, "PERSON"), (schemas.PLACES, "PLACE"), (schemas.COUNTRIES, "PLACE"), (schemas.ORGANIZATIONS, "ORG"),
)  # fmt: skip
_LEVELS = {"province": "state", "district": "district", "commune": "commune"}
# What speaks for each label, strongest first: a kind of phrase right before the name, or that begins it.
_BEFORE = {"PERSON": ("honorific", "title")}
_BEGINS = {"PLACE": ("unit", "state", "district", "commune", "place"), "ORG": ("head", "organization")}


class Decision:
    """Decides about the names of texts. Pickles."""

    def __init__(self, vocabulary: Vocabulary, model: Model | None = None) -> None:
        """Read with the phrases of `vocabulary` and the packaged model, or another."""
        model = packaged_model() if model is None else model
        surnames = [fold(entry["form"]) for entry in vocabulary.entries(schemas.SURNAMES)]
        self.reader = Reader(Words(model.words, surnames), Phrases(phrases_of(vocabulary)), model.known)
        self._network = Network(model.weights)
        self._temperature = model.temperature
        self._own: PhraseTrie[tuple[str, str]] = PhraseTrie(
            (entry["form"], (label, schema.name)) for schema, label in _OWN for entry in vocabulary.own_entries(schema)
        )

    def names(self, annotation: Annotation) -> list[Name]:
        """Return the names in text order; only a PLACE lies inside another name, and only in an ORG or an X."""
        if not annotation.tokens.words or not annotation.sentences:
            return []
        evidence = self.reader.read(annotation)
        starts, ends, scores = self.candidates(evidence)
        probabilities = softmax(scores / self._temperature)
        weights = scores - scores[:, :1]
        best = weights[:, 1:].argmax(axis=1) + 1
        likely = np.flatnonzero(weights[np.arange(len(best)), best] > 0)
        found: dict[tuple[int, int], tuple[Candidate, float, str]] = {}
        for at in likely.tolist():
            label = LABELS[best[at]]
            candidate = Candidate(int(starts[at]), int(ends[at]), label, float(weights[at, best[at]]))
            source = self._source(evidence, candidate)
            found[candidate.start, candidate.end] = candidate, float(probabilities[at, best[at]]), source
        for start, end, (label, lexicon) in self._own.scan(annotation.tokens.norms):
            if annotation.tokens.words[start][0].isupper():
                found[start, end] = Candidate(start, end, label, _CERTAIN), 1.0, f"names.own_{lexicon}"
        chosen = best_nested([candidate for candidate, _, _ in found.values()])
        return [Name(c.start, c.end, c.label, *found[c.start, c.end][1:]) for c in chosen]

    def candidates(self, evidence: Evidence) -> tuple[Array, Array, Array]:
        """Return the candidate spans and their scores for each of `LABELS`."""
        state = self._network.encode(evidence)
        begin, end = self._network.edges(state)
        starts, ends = pairs(
            np.flatnonzero(begin > _LIKELY), np.flatnonzero(end > _LIKELY), evidence.sentences, LONGEST
        )
        if len(starts) > len(evidence):  # as in a text of capitals alone
            kept = np.sort(np.argsort(-begin[starts] * end[ends - 1], kind="stable")[: len(evidence)])
            starts, ends = starts[kept], ends[kept]
        if not len(starts):
            return starts, ends, np.zeros((0, len(LABELS)), np.float32)
        known = self.reader.known.find(evidence.keys(starts, ends))
        return starts, ends, self._network.spans(state, starts, ends, known, evidence.spelled(starts, ends))

    def _source(self, evidence: Evidence, candidate: Candidate) -> str:
        """Return what speaks most for a name, of what a reader can check; else its context."""
        first, label = candidate.start, candidate.label
        if first:
            for kind in _BEFORE.get(label, ()):
                if evidence.has(kind, first - 1):
                    return f"names.{kind}"
        for kind in _BEGINS.get(label, ()):
            if evidence.begins(kind, first):
                return f"names.{kind}"
        row = self.reader.known.find(evidence.keys(np.array([first]), np.array([candidate.end])))[0]
        if row[LABELS.index(label)] > _KNOWN:
            return "names.corpus"
        return "names.context"


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
