"""Find people: score runs of capitalized words by several cues, each also by what the rest of the text says."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from bpextract.annotation import Annotation, Mention
from bpextract.components.finder import Finder
from bpextract.components.name_score import Cue, NameScorer
from bpextract.components.names import Run, find_runs
from bpextract.lexicons import schemas
from bpextract.text.folding import fold

_SENTENCE_START = frozenset('.!?…:"“‘«•*')
_JOINERS = frozenset({", ", " và ", "; ", " cùng ", " với ", " - ", " – ", "/"})
_OTHER_KINDS = frozenset({"place", "organization", "work"})


@dataclass(slots=True)
class Candidate:
    """A stretch of a run that may be a name, and the evidence so far."""

    start: int
    end: int
    words: list[str]  # folded
    at: int  # index of its first token
    cue: Cue | None
    opens: bool  # its first word would be capitalized anyway
    score: float = 0.0
    known: bool = False  # part of a name that the text gives in full


class PeopleFinder(Finder):
    """Finds PERSON mentions."""

    label = "PERSON"
    lexicons = (
        schemas.SURNAMES,
        schemas.HONORIFICS,
        schemas.PERSON_CUES,
        schemas.TITLES,
        schemas.NAME_WORDS,
        schemas.NAME_CONTEXTS,
        schemas.NAME_COMPOUNDS,
    )

    def build(self, entries: Mapping[str, list[dict[str, str]]]) -> None:
        self.scorer = NameScorer(entries)

    def find(self, annotation: Annotation) -> list[Mention]:
        candidates = self.candidates(annotation)
        spread_evidence(candidates)
        mark_known(candidates)
        return [mention for each in candidates if (mention := self.decide(annotation, each)) is not None]

    def candidates(self, annotation: Annotation) -> list[Candidate]:
        """Return the candidates with their own evidence, in text order."""
        taken = Taken(annotation)
        found: list[Candidate] = []
        for run in find_runs(annotation.text):
            candidate = self.trim(annotation, run, taken)
            if candidate is None:
                continue
            norms = annotation.tokens.norms
            candidate.score = self.scorer.name(candidate.words)
            if candidate.cue is None or len(candidate.words) > 1:
                past = annotation.tokens.at(candidate.end - 1) + 1
                candidate.score += self.scorer.before(norms, candidate.at) + self.scorer.after(norms, past)
            if found:
                between = annotation.text[found[-1].end : candidate.start]
                if between in _JOINERS and len(found[-1].words) > 1:
                    candidate.score += max(-2.0, min(2.0, found[-1].score / 2))
            candidate.score += taken.penalty(candidate)
            if candidate.cue is not None and candidate.cue.kind in _OTHER_KINDS:
                candidate.score -= 3.0
            found.append(candidate)
        return found

    def trim(self, annotation: Annotation, run: Run, taken: "Taken") -> Candidate | None:
        """Return the part of `run` that could be a name, or None: without honorifics, titles, acronyms, places before
        it, and without a first word that is capitalized only because it opens the sentence.
        """
        text, tokens, scorer = annotation.text, annotation.tokens, self.scorer
        words = run.words
        starts = run.starts(text)
        at = tokens.at(run.start)
        folded = [fold(word) for word in words] if len(words) > 1 else [annotation.folded[run.start : run.end]]
        opens = (
            at == 0 or text[tokens.ends[at - 1] - 1] in _SENTENCE_START or "\n" in text[tokens.ends[at - 1] : run.start]
        )
        first = 0
        size = len(words)
        past = tokens.at(run.end)
        if size > 1 and is_acronym(words[-1]) and scorer.cues.get(folded[-2], ("", ""))[0] != "honorific":
            return None
        beside = past < len(tokens) and tokens.starts[past] <= run.end + 1
        compound = beside and scorer.joins(folded[-1], tokens.norms[past])
        if compound:
            size -= 1
            if size < 2:
                return None
        while first < size - 1:
            head = scorer.cues.get(folded[first])
            unit = head is not None and head[0] in ("organization", "place") and folded[first] not in scorer.surnames
            address = (
                head is not None
                and head[0] in ("honorific", "title")
                and (
                    first == 0 and opens or head[1] != "" or head[0] == "title" and folded[first] not in scorer.surnames
                )
            )
            if not (unit or address or (is_acronym(words[first]) and not is_acronym(words[-1]))):
                break
            first += 1
        outside = taken.end_inside(run)
        if outside is not None:
            later = [number for number in range(first, size) if starts[number] >= outside]
            if later and (size - later[0] >= 2 or scorer.word(folded[later[0]]).alone > 0):
                first = later[0]
        if opens and first == 0 and size > 1:
            opener = scorer.word(folded[0])
            if (
                opener.common > 0
                and (size > 2 or opener.common > 2)
                and scorer.name(folded[1:size]) + opener.common > scorer.name(folded[:size])
            ):
                first = 1
        if size - first > 3:
            best = max(range(first, size - 1), key=lambda i: scorer.name(folded[i:size]) - (2.0 if i > first else 0.0))
            if best > first and folded[best] in scorer.surnames:
                first = best
        if compound and (size - first < 2 or folded[first] not in scorer.surnames or folded[first] == "phó"):
            return None
        if first:
            opens = False
            at = tokens.at(starts[first])
        cue = scorer.cue(tokens.norms, at)
        end = starts[size - 1] + len(words[size - 1])
        return Candidate(starts[first], end, folded[first:size], at, cue, opens)

    def decide(self, annotation: Annotation, candidate: Candidate) -> Mention | None:
        """Return the mention, or None where the evidence is against it."""
        cue = candidate.cue
        kind = cue.kind if cue is not None else ""
        if len(candidate.words) == 1:
            word = self.scorer.word(candidate.words[0])
            own = self.scorer.cues.get(candidate.words[0])
            if own is not None and kind != "honorific" and (own[0] != "honorific" or candidate.opens):
                return None
            if kind == "honorific" and (word.alone > -2.5 or candidate.known):
                source, confidence = "people.honorific", 0.95
            elif kind == "title" and word.alone > -1.0 and not candidate.opens:
                source, confidence = "people.title", 0.8
            elif candidate.known and kind not in _OTHER_KINDS:
                if candidate.opens and word.common > 0:
                    past = annotation.tokens.at(candidate.end - 1) + 1
                    if self.scorer.after(annotation.tokens.norms, past) < 0.5:
                        return None
                source, confidence = "people.known", 0.8
            else:
                return None
        elif candidate.score > {"honorific": -4.0, "title": -2.0}.get(kind, 99.0):
            source, confidence = f"people.{kind}", 0.95
        elif candidate.score > 0 or candidate.known:
            source = "people.known" if candidate.known else "people.score"
            confidence = 0.8 if candidate.known or candidate.score > 4 else 0.6 if candidate.score > 1.5 else 0.4
        else:
            return None
        values: dict[str, str | None] = {"name": annotation.text[candidate.start : candidate.end]}
        if cue is not None and kind == "honorific":
            start = annotation.tokens.starts[cue.start]
            values["honorific"] = annotation.text[start : annotation.tokens.ends[candidate.at - 1]]
            values["gender"] = cue.gender or None
        return Mention("PERSON", candidate.start, candidate.end, source, confidence, values)


class Taken:
    """The places and organizations found before, for questions about a run."""

    def __init__(self, annotation: Annotation) -> None:
        self.groups = [
            ([mention.start for mention in mentions], mentions)
            for mentions in (annotation.mentions.get("PLACE", []), annotation.mentions.get("ORG", []))
        ]

    def at(self, offset: int) -> list[Mention]:
        """Return the mentions that hold the character `offset` (of each label the last to start)."""
        found = []
        for starts, mentions in self.groups:
            number = bisect_right(starts, offset) - 1
            if number >= 0 and mentions[number].end > offset:
                found.append(mentions[number])
        return found

    def end_inside(self, run: Run) -> int | None:
        """Return where a mention over the start of `run` ends, when that is inside the run."""
        ends = [mention.end for mention in self.at(run.start) if mention.end < run.end]
        return max(ends, default=None)

    def penalty(self, candidate: Candidate) -> float:
        """Return the evidence against a person from the mentions that cover the candidate."""
        return -sum(
            (6.0 if mention.confidence > 0.9 else 2.0 if mention.confidence > 0.5 else 1.0)
            for mention in self.at(candidate.start)
            if mention.end >= candidate.end
        )


def is_acronym(word: str) -> bool:
    """Return whether `word` is an acronym or joined acronyms (UBND, GD-ĐT), as initials with points are not."""
    return len(word) > 1 and word.isupper() and "." not in word and word[0].isalpha()


def spread_evidence(candidates: list[Candidate]) -> None:
    """Let the occurrences of one string speak for each other."""
    groups: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        if len(candidate.words) > 1:
            groups.setdefault(" ".join(candidate.words), []).append(candidate)
    for group in groups.values():
        if len(group) > 1:
            total = sum(max(-4.0, min(6.0, candidate.score)) for candidate in group)
            for candidate in group:
                rest = total - max(-4.0, min(6.0, candidate.score))
                candidate.score += max(-4.0, min(4.0, rest / 2))


def mark_known(candidates: list[Candidate]) -> None:
    """Mark the shorter forms of names that the text gives in full."""
    known: set[str] = set()
    for candidate in candidates:
        words = candidate.words
        explicit = candidate.cue is not None and candidate.cue.kind == "honorific"
        if len(words) > 1 and candidate.score > 2:
            known.update(" ".join(words[first:]) for first in range(1, len(words)))
        elif len(words) == 1 and explicit:
            known.add(words[0])
    for candidate in candidates:
        candidate.known = " ".join(candidate.words) in known
