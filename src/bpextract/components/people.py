"""Find people: score runs of capitalized words by several cues, each also by what the rest of the text says."""

from collections.abc import Iterator, Mapping

from bpextract.annotation import Annotation
from bpextract.components.finder import Finder
from bpextract.components.name_context import (
    alone_on_late_line,
    names_memorial,
    title_over_body,
    title_over_field,
    weight_against,
)
from bpextract.components.name_score import OTHERS, NameScorer
from bpextract.components.name_trim import Candidate, Taken, in_headline, join_cut, trim
from bpextract.components.names import find_runs
from bpextract.lexicons import schemas
from bpextract.mentions import Mention, PersonMention
from bpextract.text.syllables import is_syllable

_DASHES = frozenset({" - ", " – ", "-", "/"})
_JOINERS = frozenset({", ", " và ", "; ", " cùng ", " với "}) | _DASHES
_DIGRAPHS = frozenset({"th", "tr", "ng", "nh", "ph", "kh", "ch"})  # initials of two letters: Nguyễn Thị Thanh Th.
# The evidence that is enough, by the kind of the cue before the name; without a cue it has to be positive.
_ENOUGH = {"honorific": -4.0, "title": -2.0}
_WINS = 0.97  # over a longer place or body that an explicit cue found by mistake
_SURE = 6.0
_ADDRESS = 4.5
_BYLINE = 2.5
_FAME = 4.0
_ALIAS = 8.0  # Ma-lu Đờ-ray-ờ (Malu Drayer): outweighs what brackets say against a person
_AMONG_PLACES = 4.0  # thôn Ân Phú và Ngọc Thạch
_UNLIKELY = -6.0
_WORTH = -0.5  # a single word less like a name is not asked for its context, unless it is spelled as no syllable
_LONELY = 3.0  # … and of a single word that nothing introduces


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
        schemas.GRAMMAR_WORDS,
        schemas.KNOWN_NAMES,
        schemas.NOUNS,
    )

    def build(self, entries: Mapping[str, list[dict[str, str]]]) -> None:
        self.scorer = NameScorer(entries)

    def find(self, annotation: Annotation) -> list[PersonMention]:
        candidates = list(self.candidates(annotation))
        spread_evidence(candidates)
        self.mark_known(candidates)
        found: list[tuple[Candidate, PersonMention]] = []
        for candidate in candidates:
            decided = self.decide(candidate)
            if decided is not None:
                found.append((candidate, mention_of(annotation, candidate, *decided)))
        dot_initials(annotation.text, found)
        return [mention for _, mention in found]

    def candidates(self, annotation: Annotation) -> Iterator[Candidate]:
        """Yield the candidates with their own evidence, in text order."""
        taken, scorer, norms, text = Taken(annotation), self.scorer, annotation.tokens.norms, annotation.text
        last: Candidate | None = None
        runs = join_cut(text, find_runs(text), scorer)
        folded = annotation.folded
        given = {
            folded[run.end - len(run.words[-1]) : run.end]
            for run in runs
            if len(run.words) > 1 and folded[run.start : run.start + len(run.words[0])] in scorer.surnames
        }
        for run in runs:
            candidate = trim(annotation, in_headline(text, run, scorer), taken, scorer, given)
            if candidate is None:
                continue
            score = scorer.name(candidate.words)
            several = len(candidate.words) > 1
            title = (
                title_over_body(annotation, candidate, taken, scorer) or title_over_field(annotation, candidate, scorer)
                if several
                else None
            )
            if title is not None:
                candidate.cue = title
                score += scorer.after(norms, candidate.past)
            elif (
                several
                or candidate.kind == "title"
                or (
                    candidate.cue is None
                    and (score > _WORTH or candidate.words[0] in given or (not candidate.acronym and candidate.foreign))
                )
            ):
                # What the end of a title says alone is not said of the name: già làng | Y Blanh.
                least = candidate.at - candidate.cue.start if candidate.kind == "title" and candidate.cue else 1
                score += scorer.before(norms, candidate.at, least) + scorer.after(norms, candidate.past)
            candidate.famous = (" ".join(candidate.words) if several else candidate.words[0]) in scorer.famous
            if candidate.famous and several:
                score += _FAME
            if last is not None:
                joiner = text[last.end : candidate.start]
                if joiner == " (" and text[candidate.end : candidate.end + 1] == ")" and candidate.foreign:
                    score += _ALIAS if last.kind in _ENOUGH or last.score > 0 else 0.0
                elif joiner in _JOINERS:
                    score += max(0.0 if joiner in _DASHES else -2.0, min(2.0, last.score / 2))
            if (
                candidate.cue is None
                and text.endswith(" và ", 0, candidate.start)
                and taken.ends_at(candidate.start - 4)
            ):
                score -= _AMONG_PLACES
            if candidate.kind == "honorific":
                candidate.address = scorer.contexts.get("<" + norms[candidate.at - 1], 0.0)
            if text[candidate.start - 1] == "\n" and alone_on_late_line(text, candidate):
                score += _BYLINE
            covering = taken.over(candidate.start, candidate.end)
            if covering and self.titled(annotation, candidate, covering[-1]):
                candidate.disputed = True
                covering = []
            elif candidate.kind in OTHERS:
                score -= 8.0
            if covering:
                score -= sum(weight_against(mention, candidate) for mention in covering)
                candidate.taken = True
            candidate.score = candidate.own = score
            candidate.memorial = candidate.kind == "title" and names_memorial(norms, candidate)
            yield candidate
            last = candidate

    def titled(self, annotation: Annotation, candidate: Candidate, covering: Mention) -> bool:
        """Return whether a title rather than a unit word leads to the name, whatever the mention around them says.

        The mention begins inside the title (Trưởng | thôn Phùng Văn Sửu), or right after one and the name is that of a
        person (Bí thư | Huyện ủy Lò Văn Mừng) in a place where units do not bear people's names.
        """
        tokens, scorer, cue = annotation.tokens, self.scorer, candidate.cue
        if covering.start >= candidate.start:
            return False
        if cue is not None and cue.kind == "title" and tokens.starts[cue.start] < covering.start:
            return True
        if candidate.kind in ("place", "organization", "work") or len(candidate.words) < 3:
            return False
        before = scorer.cue(tokens.norms, tokens.at(covering.start))
        if before is None or before.kind != "title":
            return False
        return candidate.words[0] in scorer.surnames and scorer.name(candidate.words) > 2.0

    def mark_known(self, candidates: list[Candidate]) -> None:
        """Mark the shorter forms of names that the text gives in full, and names that an honorific introduced."""
        known: set[str] = set()
        for candidate in candidates:
            words = candidate.words
            if len(words) == 1:
                # A title stands before clubs and firms, too (tiền đạo Real): what follows has to look like a name.
                likely = candidate.kind == "title" and candidate.own > _LONELY and not candidate.foreign
                if (candidate.kind == "honorific" or likely) and self.decide_single(candidate) is not None:
                    known.add(words[0])
            elif candidate.score > 2:
                known.update(" ".join(words[first:]) for first in range(1, len(words)))
                known.update(word for word in words if len(word) > 3 and not is_syllable(word))
        for candidate in candidates:
            candidate.known = " ".join(candidate.words) in known

    def decide(self, candidate: Candidate) -> tuple[str, float] | None:
        """Return the source and the confidence, or None where the evidence is against a person."""
        if len(candidate.words) == 1:
            return self.decide_single(candidate)
        if candidate.words[-1] == "đảng" and candidate.words[0] not in self.scorer.surnames:
            return None  # TƯ Đảng
        if candidate.memorial:
            return None
        if self.scorer.kind(" ".join(candidate.words)) == "title":
            return None  # Phó Trưởng | ban
        if candidate.shouted and not candidate.kind and not self.scorer.may_begin(candidate.words[0]):
            return None  # QUYẾT NGHỊ
        kind, score = candidate.kind, candidate.score
        if kind in _ENOUGH and score > (0.0 if kind == "title" and candidate.taken else _ENOUGH[kind]):
            return f"people.{kind}", _WINS if candidate.disputed else 0.95
        if candidate.disputed and score > 0:
            return "people.title", _WINS
        if score > _SURE and candidate.words[0] in self.scorer.surnames:
            return "people.score", 0.95
        if candidate.known and score > -3.0:
            return "people.known", 0.8
        if score > 0:
            return "people.score", 0.8 if score > 4 else 0.6 if score > 1.5 else 0.4
        return None

    def decide_single(self, candidate: Candidate) -> tuple[str, float] | None:
        """Decide on a single word: an honorific, a title or a name given elsewhere has to speak for it."""
        word, kind = self.scorer.word(candidate.words[0]), candidate.kind
        if candidate.acronym and kind != "honorific" and not candidate.known:
            return None
        own = self.scorer.kind(candidate.words[0])
        if candidate.words == ["đảng"]:
            return None  # Bí thư Trung ương | Đảng
        if kind == "honorific":
            if candidate.acronym and len(candidate.words[0]) > 3:
                return None
            bare, least = candidate.words[0], 0.3 if candidate.taken else 0.05
            likely = len(bare) == 1 or word.alone > least
            # Ông, bà address people only; bạn, chồng, bố stand before countries and acronyms too.
            likely = likely or (not candidate.taken and candidate.address > _ADDRESS and word.last > -1.5)
            likely = likely or (not candidate.taken and (candidate.acronym or bare not in self.scorer.words))
            if candidate.known:  # Thượng úy Anh, where the text names Nguyễn Tuấn Anh
                return "people.honorific", 0.95
            return ("people.honorific", 0.95) if likely and own != "honorific" else None
        if candidate.famous and kind not in OTHERS and not candidate.taken and candidate.score > _UNLIKELY:
            return "people.list", 0.8
        if kind in OTHERS or (own and (not candidate.known or candidate.opens)):
            return None
        if kind == "title" and candidate.taken and word.alone < 0.5:
            return None  # Tổng giám đốc | Tổng công ty
        if kind == "title" and word.common > 0.5 and word.alone < 1.0 and candidate.own <= _LONELY:
            return None  # Tổ trưởng | Tổ giúp việc
        if kind == "title" and not candidate.opens and (word.alone > -0.5 or candidate.own > _LONELY):
            return "people.title", 0.8
        # At the start of a sentence a common word needs a verb that goes with people.
        doubtful = candidate.opens and word.common > 0
        if candidate.known and (candidate.score > 1.0 if doubtful else candidate.own > _UNLIKELY):
            return "people.known", 0.8
        if candidate.foreign and not candidate.taken and candidate.score > _LONELY and not candidate.acronym:
            return "people.score", 0.6
        if candidate.score > _LONELY and word.alone > 0.5 and not (candidate.opens and word.common > -1):
            return "people.score", 0.6
        return None


def mention_of(annotation: Annotation, candidate: Candidate, source: str, confidence: float) -> PersonMention:
    """Return the mention, with the honorific before it and the gender that tells."""
    text, tokens, cue = annotation.text, annotation.tokens, candidate.cue
    end = candidate.end + dots(text, candidate)
    name = " ".join(text[candidate.start : end].split())
    mention = PersonMention("PERSON", candidate.start, end, source, confidence, name=name)
    if cue is not None and cue.kind == "honorific":
        mention.honorific = text[tokens.starts[cue.start] : tokens.ends[candidate.at - 1]]
        mention.gender = cue.gender or None
    return mention


def dots(text: str, candidate: Candidate) -> int:
    """Return 1 where the full stop after an initial belongs to it (V.V.T., Nguyễn Văn Q.), else 0."""
    last = candidate.words[-1].rsplit(".", 1)[-1]
    if (len(last) > 1 and last not in _DIGRAPHS) or text[candidate.end : candidate.end + 1] != ".":
        return 0
    follower = text[candidate.end + 1 : candidate.end + 3].strip()
    return int(bool(follower) and (follower[0].islower() or follower[0] in ",;()-–:"))


def dot_initials(text: str, found: list[tuple[Candidate, PersonMention]]) -> None:
    """Give an initial its full stop at the end of a sentence, too, where it bears one inside (bà G. nói)."""
    dotted = {candidate.words[-1] for candidate, mention in found if mention.end > candidate.end}
    for candidate, mention in found if dotted else ():
        if mention.end == candidate.end and candidate.words[-1] in dotted and text.startswith(".", mention.end):
            mention.end += 1
            mention.name = text[mention.start : mention.end]


def spread_evidence(candidates: list[Candidate]) -> None:
    """Let the occurrences of one string speak for each other."""
    groups: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault(" ".join(candidate.words), []).append(candidate)
    for group in groups.values():
        if len(group) > 1:
            shares = [max(-4.0, min(6.0, candidate.score)) for candidate in group]
            total = sum(shares)
            for candidate, share in zip(group, shares, strict=True):
                candidate.score += max(-4.0, min(4.0, (total - share) / 2))
