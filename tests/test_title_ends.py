"""Bodies whose name was begun with the last word of the title before it."""

import pytest

from bpextract.annotation import Annotation
from bpextract.decision.title_ends import past_titles
from bpextract.lexicons.matching import EndingTrie, PhraseTrie
from bpextract.mentions import Name

TITLES = EndingTrie((form, True) for form in ("phó chủ tịch thường trực", "ủy viên", "ủy viên ban thường vụ"))
HEADS = PhraseTrie((form, True) for form in ("hđnd", "thường trực hđnd", "ban thường vụ", "tỉnh ủy"))


@pytest.mark.parametrize(
    ("text", "body", "left"),
    [
        ("Phó Chủ tịch Thường trực HĐND tỉnh họp.", "Thường trực HĐND tỉnh", "HĐND tỉnh"),
        ("Ủy viên Ban Thường vụ Tỉnh ủy họp.", "Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Tỉnh ủy"),
        ("Thường trực HĐND tỉnh họp.", "Thường trực HĐND tỉnh", "Thường trực HĐND tỉnh"),
        ("Phó Chủ tịch Thường trực Lê An họp.", "Thường trực Lê An", "Thường trực Lê An"),
    ],
)
def test_a_body_begins_after_the_title_before_it(text: str, body: str, left: str) -> None:
    annotation = Annotation.of(text)
    tokens = annotation.tokens
    start = text.index(body)
    name = Name(tokens.starts.index(start), tokens.ends.index(start + len(body)) + 1, "ORG", 0.9, "test")
    (found,) = past_titles(annotation, [name], TITLES, HEADS)
    assert text[tokens.starts[found.start] : tokens.ends[found.end - 1]] == left
    assert found[2:] == name[2:]
