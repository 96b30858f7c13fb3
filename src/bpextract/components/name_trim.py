"""Cut a run of capitalized words down to the part that could be a name."""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bpextract.annotation import Annotation
from bpextract.components.name_score import OTHERS, UNITS, Cue, NameScorer
from bpextract.components.names import Run
from bpextract.mentions import Mention
from bpextract.text.folding import fold
from bpextract.text.syllables import is_acronym, is_syllable

_SENTENCE_START = frozenset('.!?…:"“‘«•*')
_ADDRESS = frozenset({"ông", "bà"})
_TIMES = frozenset({"ngày", "sáng", "trưa", "chiều", "tối", "đêm", "lúc", "khoảng", "hôm", "tháng"})
_HEADLINE = 4  # a run of more capitals than a name has words
_SURE = 3.0  # the evidence that a name in a headline needs
_INTRODUCED = 2.0  # … and what an honorific before it adds
_FULL_LINE = 40  # characters of a line that goes on in the next
_CUT = 2.0  # the evidence that a name in two lines needs
_NEVER_LAST = frozenset({"văn", "thị"})  # middle names after which a name is not over
_LONGEST = 3  # words of a run that may all be the name without asking where it begins


@dataclass(slots=True)
class Candidate:
    """A stretch of a run that may be a name, and the evidence for it."""

    start: int
    end: int
    words: list[str]  # folded
    at: int  # index of its first token
    past: int  # index after its last token
    cue: Cue | None  # what stands right before it
    opens: bool  # its first word would be capitalized anyway
    acronym: bool  # one word of capitals only
    address: float = 0.0  # how surely the honorific before it goes with people
    score: float = 0.0
    own: float = 0.0  # the score without what other occurrences of the string add
    taken: bool = False  # a place or an organization covers it
    disputed: bool = False  # … one that begins inside the title before it
    known: bool = False  # a shorter form of a name found elsewhere
    memorial: bool = False  # a memorial is named after it
    shouted: bool = False  # several words in capitals
    famous: bool = False  # a name that news does not introduce

    @property
    def foreign(self) -> bool:
        """Whether a word of it is spelled as no Vietnamese syllable."""
        return not all(map(is_syllable, self.words))

    @property
    def kind(self) -> str:
        """The kind of the cue before it, or an empty string."""
        return self.cue.kind if self.cue is not None else ""


class Taken:
    """The places and organizations found before, for questions about a run."""

    def __init__(self, annotation: Annotation) -> None:
        self.places = annotation.places
        found: tuple[Sequence[Mention], ...] = (self.places, annotation.organizations)
        self.groups = [([mention.start for mention in mentions], mentions) for mentions in found]

    def at(self, offset: int) -> list[Mention]:
        """Return the mentions that hold the character `offset` (of each label the last to start)."""
        found = []
        for starts, mentions in self.groups:
            number = bisect_right(starts, offset) - 1
            if number >= 0 and mentions[number].end > offset:
                found.append(mentions[number])
        return found

    def ends_at(self, offset: int) -> bool:
        """Return whether a place with a unit word ends at the offset."""
        number = bisect_right(self.groups[0][0], offset) - 1
        return number >= 0 and self.places[number].end == offset and self.places[number].level is not None

    def end_inside(self, run: Run) -> int:
        """Return where a mention over the start of `run` ends inside the run; the start, when none does."""
        return max((mention.end for mention in self.at(run.start) if mention.end < run.end), default=run.start)

    def begin_inside(self, run: Run) -> int:
        """Return where a sure mention begins inside the run and goes on past it; the end of the run, when none does."""
        return min(
            (
                mention.start
                for mention in self.at(run.end)
                if run.start < mention.start < run.end < mention.end and mention.confidence > 0.9
            ),
            default=run.end,
        )

    def over(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that cover the characters."""
        found = []
        for starts, mentions in self.groups:
            number = bisect_right(starts, start) - 1
            if number >= 0 and mentions[number].end >= end:
                found.append(mentions[number])
        return found


def join_cut(text: str, runs: list[Run], scorer: NameScorer) -> list[Run]:
    """Join the runs that a line end cuts in the middle of a name (Nguyễn Văn | An)."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if (
            last is not None
            and run.start - last.end == 1
            and text[last.end] == "\n"
            and _is_cut(text, last, run, scorer)
        ):
            joined[-1] = Run(last.start, run.end, [*last.words, *run.words])
        else:
            joined.append(run)
    return joined


def _is_cut(text: str, run: Run, following: Run, scorer: NameScorer) -> bool:
    """Return whether a name begins at the end of a full line and goes on with all of the next run."""
    if run.end - (text.rfind("\n", 0, run.end) + 1) < _FULL_LINE or len(following.words) > 2:
        return False
    words = [fold(word) for word in run.words]
    rest = [fold(word) for word in following.words]
    first = next(
        (at for at in range(len(words) - 1, -1, -1) if words[at] in scorer.surnames and words[at] != "văn"), None
    )
    if first is None or not 2 <= len(words) - first + len(rest) <= 4:
        return False
    begun = words[first:]
    if words[-1] in _NEVER_LAST and len(begun) > 1:
        return True
    if len(begun) > 1 or scorer.name([*begun, *rest]) < _CUT:
        return False
    before = fold(text[max(0, run.start - 40) : run.start]).split() if first == 0 else words[:first]
    if before[-1:] == ["tỉnh"]:  # of which there is none named like a person
        return True
    return not any(scorer.kind(" ".join(before[-size:])) in OTHERS for size in (1, 2, 3))


def in_headline(text: str, run: Run, scorer: NameScorer) -> Run:
    """Return the most name-like stretch of a headline in capitals that begins with a surname; else `run` as it is."""
    size = len(run.words)
    if size <= _HEADLINE or not text[run.start : run.end].isupper():
        return run
    folded = [fold(word) for word in run.words]
    best, first, past = _SURE, 0, 0
    for at, word in enumerate(folded):
        if word in scorer.surnames:
            introduced = _INTRODUCED if at and scorer.kind(folded[at - 1]) == "honorific" else 0.0
            for end in range(at + 2, min(at + 5, size + 1)):
                score = scorer.name(folded[at:end]) + introduced
                if score > best:
                    best, first, past = score, at, end
    if not past:
        return run
    starts = run.starts(text)
    return Run(starts[first], starts[past - 1] + len(run.words[past - 1]), run.words[first:past])


def trim(
    annotation: Annotation, run: Run, taken: Taken, scorer: NameScorer, given: Collection[str] = ()
) -> Candidate | None:
    """Return the part of `run` that could be a name, or None.

    What goes: a first word that is capitalized only because it opens the sentence, honorifics, titles, acronyms and
    unit words in front, the place or organization that ends inside the run, and the first half of a compound that
    goes on in lower case (Nguyễn Văn A Phó | chủ tịch). `given` are the last words of the longer runs of the text: a
    common word among them may be somebody's given name.
    """
    text, tokens = annotation.text, annotation.tokens
    words, size = run.words, len(run.words)
    at = bisect_right(tokens.ends, run.start)
    past = bisect_right(tokens.ends, run.end, at)
    if at == past:  # the run starts inside a token
        return None
    if size == 1:
        starts, folded = [run.start], [annotation.folded[run.start : run.end]]
        if folded[0] not in given and scorer.hopeless(folded[0], tokens.norms, at):
            return None
    else:
        starts = run.starts(text)
        folded = [annotation.folded[start : start + len(word)] for start, word in zip(starts, words, strict=True)]
    gap = text[tokens.ends[at - 1] : run.start] if at else "\n"
    opens = "\n" in gap or text[tokens.ends[at - 1] - 1] in _SENTENCE_START
    if opens and scorer.abbreviated(tokens.norms, at):
        opens = False
    beside = past < len(tokens.norms) and tokens.starts[past] <= run.end + 1
    compound = beside and scorer.joins(folded[-1], tokens.norms[past])
    if beside and not compound and size > 1 and folded[0] not in scorer.surnames and is_syllable(folded[0]):
        compound = f"{folded[-1]} {tokens.norms[past]}" in scorer.nouns  # Trưởng Đặc | khu
    if size == 1:
        if compound:
            return None
        cue = None if "\n" in gap else scorer.cue(tokens.norms, at)
        introduced = cue is not None and cue.kind == "honorific"
        if beside and not introduced and f"{folded[0]} {tokens.norms[past]}" in scorer.nouns:
            return None  # tại Hội | trường, thành viên Tiểu | ban
        acronym = len(words[0]) > 1 and words[0].isupper() and "." not in words[0]
        return Candidate(run.start, run.end, folded, at, past, cue, opens, acronym)
    if compound:
        size -= 1
    if size > 1 and is_acronym(words[size - 1]) and scorer.kind(folded[size - 2]) != "honorific":
        return None
    first = 0
    if size > 1 and (begin := taken.begin_inside(run)) < run.end:
        size = sum(start < begin for start in starts[:size])  # Trưởng | Ban Công tác mặt trận
    inside = run.start
    if size > 1:
        inside = taken.end_inside(run)
        while first < size - 1 and starts[first] < inside:
            first += 1
        if first and size - first == 1 and (is_syllable(folded[first]) or is_acronym(words[first])):
            # Ca sĩ Mỹ Tâm: the place is the beginning of the name; Trung tâm Y tế Huế A: no name is left.
            body = any(mention.label == "ORG" for mention in taken.at(run.start))  # Ảnh: Reuters | Trước thắng lợi
            if (body or scorer.cue(tokens.norms, at) is None) and scorer.word(folded[first]).alone < 1:
                return None
            first = 0
        if not first and opens and _only_opens(folded[:size], words, scorer):
            first = 1
        apart: tuple[str, ...] = ()
        if not first and folded[0] in scorer.cues and "\n" not in gap:
            named = scorer.cue(tokens.norms, at)
            if named is not None and named.kind in ("honorific", "title"):
                apart = UNITS  # diễn viên | Trường Giang
        while first < size - 1 and _in_front(folded[first], words[first], opens and not first, scorer, apart):
            first += 1
        for number in range(first + 1, size - 1):
            if scorer.starts_clause(folded[number]) or folded[number] in _ADDRESS:
                first = number + 1  # Getty Ông Moon
        four = not first and size == _LONGEST + 1 and folded[0] in scorer.surnames
        if size - first > _LONGEST and not (four and scorer.cue(tokens.norms, at) is not None):
            best = max(range(first, size - 1), key=lambda i: scorer.name(folded[i:size]) - (2.0 if i > first else 0.0))
            if folded[best] in scorer.surnames and (
                is_syllable(folded[first]) or scorer.word(folded[first]).first < 0.3
            ):
                first = best
        goes_on = beside and size == len(words) and (tokens.words[past].islower() or tokens.words[past][0].isdigit())
        if goes_on and _goes_on(folded[first:size], tokens.norms[past], scorer):
            size -= 1  # a full stop is missing: … Minh Tiệp Trong khi, Vũ Đình Duy Ngày 31/5
    if compound and (size - first < 2 or not scorer.may_begin(folded[first]) or folded[first] == "phó"):
        return None
    if first:
        at = tokens.at(starts[first])
        opens = False
    if len(words) > size:
        past = tokens.at(starts[size])
    cue = None if not first and "\n" in gap else scorer.cue(tokens.norms, at)
    if first and (cue is None or cue.kind in UNITS) and starts[first] >= inside > run.start and "\n" not in gap:
        # Tổng thống Mỹ Donald Trump: the title stands before the place.
        before = scorer.cue(tokens.norms, tokens.at(run.start))
        cue = before if before is not None and before.kind == "title" else cue
    end = starts[size - 1] + len(words[size - 1])
    acronym = size - first == 1 and len(words[first]) > 1 and words[first].isupper() and "." not in words[first]
    shouted = size - first > 1 and annotation.text[starts[first] : end].isupper()
    return Candidate(starts[first], end, folded[first:size], at, past, cue, opens, acronym, shouted=shouted)


def _goes_on(folded: list[str], follower: str, scorer: NameScorer) -> bool:
    """Return whether the last word begins the next sentence, for want of a full stop."""
    if len(folded) > 2 and scorer.opens_clause(folded[-1]):
        return True
    return len(folded) > 1 and folded[-1] in _TIMES and follower[0].isdigit()


def _only_opens(folded: list[str], words: list[str], scorer: NameScorer) -> bool:
    """Return whether the first word is capitalized only because it opens the sentence."""
    common = scorer.word(folded[0]).common
    if common <= 0 or folded[0] in scorer.cues:
        return False
    if is_acronym(words[1]) or scorer.kind(folded[1]) == "title":
        return True
    return (len(folded) > 2 or common > 2) and scorer.name(folded[1:]) + common > scorer.name(folded)


def _in_front(folded: str, word: str, opens: bool, scorer: NameScorer, apart: Collection[str] = ()) -> bool:
    """Return whether a word stands before the name and does not belong to it; words of the kinds `apart` do."""
    if is_acronym(word):
        return True
    cue = scorer.cues.get(folded)
    if cue is None or cue[0] in apart:
        return False
    kind, gender = cue
    if kind == "honorific":
        return opens or gender != ""
    return kind in (*UNITS, "title") and (folded not in scorer.surnames or (opens and kind == "title"))
