"""What stands around a name: the title over the body before it, a memorial, a line of its own, other mentions."""

from collections.abc import Sequence

from bpextract.annotation import Annotation
from bpextract.components.name_score import Cue, NameScorer
from bpextract.components.name_trim import Candidate, Taken
from bpextract.mentions import Mention, PlaceMention

_MEMORIALS = frozenset({"lưu niệm", "tưởng niệm", "di tích", "tượng đài"})
# Abbreviated they stand before the units themselves: Phó Chủ tịch TP Hội An.
_LEVELS = frozenset({"tỉnh", "huyện", "xã", "phường", "quận", "thị xã", "thị trấn", "thành phố"})
_LONGEST_FIELD = 10
_MINISTERS = frozenset({"bộ", "thứ"})
_STATES = frozenset({"country", "province"})


def title_over_body(annotation: Annotation, candidate: Candidate, taken: Taken, scorer: NameScorer) -> Cue | None:
    """Return the title before the body that ends right before the name (Bí thư | Huyện ủy | Lò Văn Mừng), or None."""
    if candidate.kind in ("honorific", "title") or candidate.start < 2:
        return None
    for mention in taken.at(candidate.start - 2):
        if mention.end != candidate.start - 1:
            continue
        at = annotation.tokens.at(mention.start)
        for past in (at, at + 1, at + 2):  # Chánh | Văn phòng Trung ương Đảng: the title may reach into the body
            cue = scorer.cue(annotation.tokens.norms, past)
            if cue is not None and cue.kind == "title" and cue.start < at:
                return cue
    return None


def title_over_field(annotation: Annotation, candidate: Candidate, scorer: NameScorer) -> Cue | None:
    """Return the title before the field or bare level before the name (Bộ trưởng | Quốc phòng | …), or None."""
    tokens = annotation.tokens
    norms, words = tokens.norms, tokens.words
    if candidate.kind in ("honorific", "title"):
        return None
    before = norms[max(0, candidate.at - _LONGEST_FIELD) : candidate.at]
    for size in (1, 2):  # Chủ tịch tỉnh | Trần Tiến Hưng
        if " ".join(before[-size:]) in _LEVELS:
            cue = scorer.cue(norms, candidate.at - size)
            return cue if cue is not None and cue.kind == "title" else None
    if "trưởng" not in before:
        return None
    for at in range(candidate.at - 2, max(0, candidate.at - _LONGEST_FIELD), -1):
        if not (words[at][0].isalpha() or words[at] in "-&,"):
            return None
        if norms[at - 1] in _MINISTERS and norms[at] == "trưởng":
            return Cue("title", at - 1, "") if words[at + 1][0].isupper() else None
    return None


def names_memorial(norms: Sequence[str], candidate: Candidate) -> bool:
    """Return whether a memorial is named after the person (Khu lưu niệm cố Tổng Bí thư | Lê Duẩn)."""
    start = candidate.cue.start if candidate.cue is not None else candidate.at
    if start and norms[start - 1] == "cố":
        start -= 1
    return start > 1 and f"{norms[start - 2]} {norms[start - 1]}" in _MEMORIALS


def alone_on_late_line(text: str, candidate: Candidate) -> bool:
    """Return whether the name has a line of the second half of the text to itself, as the author's has."""
    start, end = candidate.start, candidate.end
    return (
        2 * start > len(text)
        and text[start - 1] == "\n"
        and len(candidate.words) > 1
        and (end == len(text) or text[end] in "\n/" or text.startswith(" (", end))
    )


def weight_against(mention: Mention, candidate: Candidate) -> float:
    """Return what a place or organization over the same characters says against a person."""
    same = (mention.start, mention.end) == (candidate.start, candidate.end)
    if same and isinstance(mention, PlaceMention) and mention.group in _STATES and len(candidate.words) > 1:
        return 20.0  # Tổng thống | Hàn Quốc
    if mention.label == "PLACE" and candidate.kind == "honorific" and mention.start < candidate.start:
        return 20.0  # Bà | Rịa - Vũng Tàu
    return 6.0 if mention.confidence > 0.9 else 2.5 if mention.confidence > 0.5 else 1.0
