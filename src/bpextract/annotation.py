"""Stand-off annotation: a text, its tokens, sentences and sections, and the mentions found so far.

Pure functions under the spaCy components read and return these; the components carry them on the Doc.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bpextract.text.cleaning import CleanText, clean
from bpextract.text.folding import fold
from bpextract.text.sections import Section, find_sections
from bpextract.text.sentences import Segment, find_sentences, split_at
from bpextract.text.tokenizer import Tokens, tokenize

_PAST = 1 << 62  # the end of no segment: what starts at an offset sorts before (offset, _PAST)


@dataclass(slots=True, eq=False)
class Mention:
    """A span with a label.

    Attributes:
        label: the name of a label.
        start, end: offsets in characters of the annotated (clean) text.
        source: the rule, lexicon or model that found it, as `component.rule`.
        confidence: 0 to 1. By convention: 0.95 an explicit cue stands beside it (honorific, unit word, title);
            0.8 known to a lexicon or to the document, and the context agrees; 0.6 known, no context; 0.4 a guess.
        values: what the component read from the span, by column name (a figure's `value`, a role's `title`);
            may hold other mentions (a role's `holder`).
        id: the mention_id, set when overlaps are resolved.
    """

    label: str
    start: int
    end: int
    source: str
    confidence: float = 0.8
    values: dict[str, Any] = field(default_factory=dict)
    id: int = -1

    def overlaps(self, other: "Mention") -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Mention") -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(slots=True, eq=False)
class Annotation:
    """A clean text with everything known about it.

    Attributes:
        text: the clean text (NFC); `folded`: the same, folded, of the same length.
        tokens: syllables, numbers and marks.
        sentences, sections: in text order; sentences never cross the border of a line or a section.
        mentions: by label, in text order, as far as the components have run.
            clean: the way back to the offsets of the text the caller passed.
        published: the date of publication, where the caller gave one.
        keep: the sections whose mentions are wanted; all, when None.
    """

    text: str
    folded: str
    tokens: Tokens
    clean: CleanText
    sentences: list[Segment] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    mentions: dict[str, list[Mention]] = field(default_factory=dict)
    published: date | None = None
    keep: frozenset[str] | None = None

    @classmethod
    def of(cls, raw: str, published: date | None = None, sections: Sequence[Section] | None = None) -> "Annotation":
        """Clean `raw`, tokenize it, and cut it into sentences and sections; mentions are left to the components.

        Args:
            published: the date of publication, where the caller has one.
            sections: those that the reader knows (of a page, by its markup), in characters of `raw`; in their absence
                the text has to tell.
        """
        cleaned = clean(raw)
        text, folded = cleaned.text, fold(cleaned.text)
        found = find_sections(text) if sections is None else _cleaned(sections, cleaned)
        return cls(
            text,
            folded,
            tokenize(text, folded),
            cleaned,
            split_at(find_sentences(text), text, [section.start for section in found]),
            found,
            published=published,
        )

    def sentence_at(self, offset: int) -> int:
        """Return the index of the sentence that holds the character `offset` (the one before, in a gap)."""
        return max(0, bisect_right(self.sentences, (offset, _PAST)) - 1)

    def section_at(self, offset: int) -> str:
        """Return the name of the section that holds the character `offset`."""
        if len(self.sections) < 2:
            return self.sections[0].name if self.sections else "body"
        return self.sections[max(0, bisect_right(self.sections, (offset, _PAST)) - 1)].name


def _cleaned(sections: Sequence[Section], cleaned: CleanText) -> list[Section]:
    moved = (Section(cleaned.clean_offset(start), cleaned.clean_offset(end), name) for start, end, name in sections)
    return [section for section in moved if section.start < section.end]
