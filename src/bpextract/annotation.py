"""Stand-off annotation: a text, its tokens, sentences and sections, and the mentions found so far.

Pure functions under the spaCy components read and return these; the components carry them on the Doc.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from bpextract.lexicons.section_words import packaged_section_finder, packaged_sentence_finder
from bpextract.mentions import (
    DateMention,
    FigureMention,
    Mention,
    Name,
    OrganizationMention,
    PersonMention,
    PlaceMention,
    RoleMention,
)
from bpextract.text.cleaning import CleanText, clean, with_blanks
from bpextract.text.folding import fold
from bpextract.text.garbled import REPAIR as GARBLED
from bpextract.text.glued import Glued, GluedWords
from bpextract.text.sections import Section, SectionFinder
from bpextract.text.sentences import Segment, SentenceFinder, split_at
from bpextract.text.tokenizer import Tokens, tokenize
from bpextract.wanted import EVERYTHING, Wanted

_PAST = 1 << 62  # the end of no segment: what starts at an offset sorts before (offset, _PAST)


@dataclass(slots=True, eq=False)
class Annotation:
    """A clean text with everything known about it.

    Attributes:
        text: the clean text (NFC); `folded`: the same, folded, of the same length.
        tokens: syllables, numbers and marks.
        sentences, sections: in text order; sentences never cross the border of a line or a section.
        names: spans that were decided to be names, in text order, before their labels read them.
        mentions: by label, in text order, as far as the components have run.
            clean: the way back to the offsets of the text the caller passed.
        published: the date of publication, where the caller gave one.
        wanted: which mentions are kept, and which tables are made.
        damage: what was wrong with the text and has been repaired, in words.
    """

    text: str
    folded: str
    tokens: Tokens
    clean: CleanText
    sentences: list[Segment] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    mentions: dict[str, list[Mention]] = field(default_factory=dict)
    published: date | None = None
    wanted: Wanted = EVERYTHING
    damage: list[str] = field(default_factory=list)
    _opens: list[int] = field(init=False, repr=False)  # where each sentence begins

    def __post_init__(self) -> None:
        self._opens = [sentence.start for sentence in self.sentences]

    @classmethod
    def of(
        cls,
        raw: str,
        published: date | None = None,
        sections: Sequence[Section] | None = None,
        finder: SectionFinder | None = None,
        glued: GluedWords | None = None,
        sentences: SentenceFinder | None = None,
    ) -> "Annotation":
        """Clean `raw`, tokenize it, and cut it into sentences and sections; mentions are left to the components.

        Args:
            published: the date of publication, where the caller has one.
            sections: those that the reader knows (of a page, by its markup), in characters of `raw`; in their absence
                the text has to tell.
            finder: what tells the sections of a text, by its cues; that of the packaged lexicons, when None.
            glued: what reads words apart that lost the blank between them; they stay as they are, when None.
            sentences: what tells the sentences of a text; that of the packaged lexicons, when None.
        """
        cleaned = clean(raw)
        text, folded = cleaned.text, fold(cleaned.text)
        finder = finder or packaged_section_finder()
        sentences = sentences or packaged_sentence_finder()
        found = finder.find(text) if sections is None else _cleaned(sections, cleaned)
        borders = [section.start for section in found]
        tokens = tokenize(text, folded)
        apart = glued.apart(text, tokens, borders) if glued else Glued(tokens, [], [])
        damage = _damage(cleaned, apart.cuts)
        if apart.cuts:
            cleaned, apart, found = _parted(cleaned, apart, found)
            text, folded = cleaned.text, fold(cleaned.text)
            borders = [section.start for section in found]
        return cls(
            text,
            folded,
            apart.tokens,
            cleaned,
            split_at(sentences.find(text), text, [*borders, *apart.openings]),
            found,
            published=published,
            damage=damage,
        )

    def raise_confidence(self, least: float) -> None:
        """Ask of each mention that it is at least so sure, where less was asked."""
        self.wanted = self.wanted._replace(min_confidence=max(least, self.wanted.min_confidence))

    def take(self, names: Iterable[Name]) -> None:
        """Hold the decided `names` that are sure enough, for their labels to read."""
        self.names = [name for name in names if name.probability >= self.wanted.min_confidence]

    def hold(self, label: str, mentions: Iterable[Mention]) -> None:
        """Hold the `mentions` of a built-in label, without those that do not lie in one sentence.

        A pattern may read on past a full stop or a line end (`ngày 20/12. 47 nội dung`); what it makes of that is none.
        """
        ends = [sentence.end for sentence in self.sentences]
        self.mentions[label] = [m for m in mentions if ends and m.end <= ends[self.sentence_at(m.start)]]

    @property
    def dates(self) -> list[DateMention]:
        """The DATE mentions."""
        return cast(list[DateMention], self.mentions.get("DATE", []))

    @property
    def figures(self) -> list[FigureMention]:
        """The FIGURE mentions."""
        return cast(list[FigureMention], self.mentions.get("FIGURE", []))

    @property
    def places(self) -> list[PlaceMention]:
        """The PLACE mentions."""
        return cast(list[PlaceMention], self.mentions.get("PLACE", []))

    @property
    def organizations(self) -> list[OrganizationMention]:
        """The ORG mentions."""
        return cast(list[OrganizationMention], self.mentions.get("ORG", []))

    @property
    def people(self) -> list[PersonMention]:
        """The PERSON mentions."""
        return cast(list[PersonMention], self.mentions.get("PERSON", []))

    @property
    def roles(self) -> list[RoleMention]:
        """The ROLE mentions."""
        return cast(list[RoleMention], self.mentions.get("ROLE", []))

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence that holds the character `offset` (the one before, in a gap)."""
        return max(0, bisect_right(self._opens, offset) - 1)

    def section_at(self, offset: int) -> str:
        """Return the name of the section that holds the character `offset`."""
        if len(self.sections) < 2:
            return self.sections[0].name if self.sections else "body"
        return self.sections[max(0, bisect_right(self.sections, (offset, _PAST)) - 1)].name


def _damage(cleaned: CleanText, cuts: Sequence[int]) -> list[str]:
    """Return in words what a text had lost: its letters, or the blanks between words at `cuts`."""
    said = [f"{GARBLED}, and is repaired"] if GARBLED in cleaned.repairs else []
    cuts = [cut for cut in cuts if cleaned.text[cut - 1].isalnum()]  # a full stop alone tells where a sentence ends
    if cuts:
        first = cleaned.raw_span(cuts[0], cuts[0] + 1)[0]
        number = f"{len(cuts):,} words are" if len(cuts) > 1 else "a word is"
        said.append(f"{number} glued to the one before and read apart, the first at character {first}")
    return said


def _parted(cleaned: CleanText, apart: Glued, sections: Sequence[Section]) -> tuple[CleanText, Glued, list[Section]]:
    """Return a text with the blanks that it had lost, and all that is known of it moved accordingly."""
    cuts, tokens = apart.cuts, apart.tokens

    def behind(at: int) -> int:  # what begins at a cut stands behind its blank …
        return at + bisect_right(cuts, at)

    def before(at: int) -> int:  # … and what ends there before it
        return at + bisect_left(cuts, at)

    moved = Tokens(
        list(map(behind, tokens.starts)),
        list(map(before, tokens.ends)),
        tokens.words,
        tokens.norms,
        list(map(behind, tokens.digits)),
    )
    found = [Section(behind(start), before(end), name) for start, end, name in sections]
    return with_blanks(cleaned, cuts), Glued(moved, cuts, list(map(behind, apart.openings))), found


def _cleaned(sections: Sequence[Section], cleaned: CleanText) -> list[Section]:
    moved = (Section(cleaned.clean_offset(start), cleaned.clean_offset(end), name) for start, end, name in sections)
    return [section for section in moved if section.start < section.end]
