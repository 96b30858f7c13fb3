"""Who signs a text or a picture of it, rather than being spoken of."""

import re
from collections.abc import Collection, Sequence

from bpextract.annotation import Annotation
from bpextract.lexicons.alternation import Kinds
from bpextract.mentions import PersonMention
from bpextract.text.sentences import Segment

_LONGEST_SIGNATURE = 80
_BEFORE = 30  # characters before a name, of which the last word tells whether it signs
_DASHES = (" - ", " – ", "-", " -", "- ")
_SOURCE = re.compile(r" ?\( ?(?:dịch )?theo [^()\n]{1,60}\)")
_PAPER = re.compile(r" ?\([^()\n]{1,40}\)[\s.]*\Z")
_TOLD = "Theo "  # before who wrote it, and for which paper: Theo Thu An | (Khám phá)
_MEASURED = re.compile(r"\d(?:%|[o°º]C)?$")  # 18/2, 60%, 32oC
_NUMBERED = re.compile(r"(?:^|\s)\d{1,2}\.$")  # an item of a list: 3. Lê An


class SignaturePatterns:
    """What the lexicon credit_words says of those who sign.

    Attributes:
        credit: what stands before the name of whoever made a part of the page: `Ảnh: `, `Tin, ảnh: `.
        bracketed: the same without a colon, where brackets hold it and the name alone: (Ảnh | Hà Vy).
        around: what may stand between the names that sign a text, and around them.
        ending: what may stand behind the last of them: Hà Vy | tổng hợp; Đức Đồng | (từ Indonesia); Hà Vy | Ảnh: NVCC.
    """

    def __init__(self, words: Kinds) -> None:
        """Compile the patterns."""
        self.credit = re.compile(rf"(?:^|[\n.(])\s*(?:{words.any_of('credit')}(?:,| và| -|/)? ?){{1,3}}(?::| -) ?$")
        self.bracketed = re.compile(rf"\({words.any_of('credit')} $")
        self.around = re.compile(rf"(?:[\s,;/()|.–-]|:|\btheo[^\W\d_]*|\b{words.any_of('signature')}\b)*")
        signature = words.any_of("signature")
        source = rf" ?\( ?(?:{signature}|từ|theo)(?: [^()\n]{{0,60}})?\)"
        note = r"(?: ?\(?\*\)?[^\n*]{0,90})?"  # * Tên nhân vật đã được thay đổi
        picture = rf" ?{words.any_of('credit')}(?:,? {words.any_of('credit')})?: ?[^\n.:]{{1,40}}"
        self.ending = re.compile(
            rf"(?:{source}| {signature}|{picture})?(?: theo [^\n.]{{1,40}})?(?P<stop>[\s.]*){note}\s*\Z"
        )


def mark_bylines(
    annotation: Annotation, people: list[PersonMention], signatures: SignaturePatterns, leads: Collection[int]
) -> None:
    """Set `byline` of the people who sign the text or a picture of it, rather than being spoken of.

    Args:
        leads: the starts of the mentions that a title stands before; whoever signs has none.
    """
    text, folded = annotation.text, annotation.folded
    for person in people:
        before = folded[max(0, person.start - 30) : person.start]
        alone = folded.startswith(")", person.end) and signatures.bracketed.search(before)
        if alone or (":" in before and signatures.credit.search(before)):
            person.byline = True
    last = annotation.sentences[-1] if len(annotation.sentences) > 1 else None
    if last is not None and last.end - last.start <= _LONGEST_SIGNATURE and _signs(annotation, last, signatures):
        for person in people:
            person.byline = person.byline or person.start >= last.start
    for person in people:  # a line of its own, but for the title
        line_start, line_end = text.rfind("\n", 0, person.start) + 1, text.find("\n", person.end)
        line = text[line_start : line_end if line_end >= 0 else len(text)].strip()
        if line_start and line == text[person.start : person.end] and 2 * person.start > len(text):
            person.byline = True
    plain = [person for person in people if person.honorific is None and person.start not in leads]
    _mark_last(annotation, plain, signatures)


def _mark_last(annotation: Annotation, people: Sequence[PersonMention], signatures: SignaturePatterns) -> None:
    """Set `byline` of those whose names end the text, or stand before its source: `Hà Vy - Lê An (theo Goal) …`."""
    text = annotation.text
    after: PersonMention | None = None
    for person in reversed(people):
        if after is not None and after.byline and text[person.end : after.start] in _DASHES:
            person.byline = True
        elif 2 * person.start > len(text) and not person.byline:
            ending = signatures.ending.match(annotation.folded, person.end)
            source = _SOURCE.match(annotation.folded, person.end) is not None
            if text.endswith(_TOLD, 0, person.start) and _PAPER.match(text, person.end):
                person.byline = True
            elif ending is not None or source:
                stops = source or (ending is not None and "." in ending["stop"])
                person.byline = _opens_signature(
                    text[max(0, person.start - _BEFORE) : person.start], stops, " " in person.name
                )
        after = person


def _opens_signature(before: str, stops: bool, is_full: bool) -> bool:
    """Whether a name that ends a text begins a signature: after a full stop, or what no name is said of goes on to.

    Args:
        before: the text before the name.
        stops: whether the last sentence may be that of the name itself, as a full stop follows.
        is_full: whether the name has several words.
    """
    last = before.rstrip(" -–\t")
    if _NUMBERED.search(last) or last.endswith((",", ";")):  # of a list, as a line-up is
        return False
    if not last.strip() or last.endswith(("\n", ".", "…", "!", "?", "”", '"', ")")):
        return True
    word = last.split()[-1]
    closes = last.endswith(":") or word[0].isupper() or _MEASURED.search(word) is not None
    return is_full and not stops and closes


def _signs(annotation: Annotation, sentence: Segment, signatures: SignaturePatterns) -> bool:
    """Whether a sentence holds names and nothing but what stands around them in a signature."""
    tokens, rest = annotation.tokens, []
    past = sentence.start
    for name in annotation.names:
        start, end = tokens.starts[name.start], tokens.ends[name.end - 1]
        if start >= past:
            rest.append(annotation.folded[past:start])
            past = end
    rest.append(annotation.folded[past : sentence.end])
    return all(signatures.around.fullmatch(piece) is not None for piece in rest)
