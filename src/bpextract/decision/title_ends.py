"""Bodies whose name was begun with the last word of the title before it: `Phó Chủ tịch Thường trực | HĐND tỉnh`."""

from bpextract.annotation import Annotation
from bpextract.lexicons.matching import EndingTrie, PhraseTrie
from bpextract.mentions import Name

_MOST = 3  # tokens of a title that a name may have been begun with


def past_titles(
    annotation: Annotation, names: list[Name], titles: EndingTrie[bool], heads: PhraseTrie[bool]
) -> list[Name]:
    """Return the names in text order; a body whose first words end the title before it begins after that title, where
    the head of a body stands.

    Args:
        titles: those that do not hold the head of a body themselves (Trưởng Ban).
        heads: the words that names of bodies begin with.
    """
    norms = annotation.tokens.norms
    found = []
    for name in names:
        for at in range(name.start + 1, min(name.start + 1 + _MOST, name.end)) if name.label == "ORG" else ():
            title = titles.before(norms, at)
            if title is None or title[0] >= name.start or heads.longest(norms, at) is None:
                continue
            if all(past > at for past, _ in heads.every(norms, name.start)):  # but Ủy viên | Ban Thường vụ Tỉnh ủy
                name = name._replace(start=at)
                break
        found.append(name)
    return sorted(found)
