"""After `lần lượt` each figure has the subject whose turn it is."""

import re

import pytest

from bpextract.annotation import Annotation
from bpextract.mentions import FigureMention, Name
from bpextract.relations.answers import Answer, Span
from bpextract.relations.in_turn import InTurn

IN_TURN = InTurn(["lần lượt"], ["là", "như"])
_MARK = re.compile(r"\[([^\]]*)\](\*?)")


def subjects(marked: str, said: list[str | None]) -> list[str | None]:
    """Return whom figures have as a subject, of a text with [names] and [figures]*, by what the model said of each."""
    text = _MARK.sub(r"\1", marked)
    annotation = Annotation.of(text)
    tokens, taken = annotation.tokens, 0
    for match in _MARK.finditer(marked):
        start = match.start() - taken
        end = start + len(match[1])
        taken += len(match[0]) - len(match[1])
        if match[2]:
            figure = FigureMention("FIGURE", start, end, "test", 1.0)
            annotation.mentions.setdefault("FIGURE", []).append(figure)
        else:
            annotation.names.append(Name(tokens.at(start), tokens.before(end), "ORG", 1.0, "test"))
    spans = [None if words is None else Span(text.index(words), text.index(words) + len(words)) for words in said]
    found = IN_TURN.dealt(annotation, [Answer(subject=span) for span in spans])
    return [None if each.subject is None else text[each.subject.start : each.subject.end] for each in found]


@pytest.mark.parametrize(
    ("marked", "said", "expected"),
    [
        (
            "Nhà đầu tư là [Hải Âu] và [Sao Mai] lần lượt mua [5 tỷ]* và [3 tỷ]*.",
            ["Sao Mai"] * 2,
            ["Hải Âu", "Sao Mai"],
        ),
        (
            "Hai phim là [Gió] (2012) và [Mây] đều do [Hải] làm, lần lượt thu [5]*, và [3 tỷ]*.",
            [None] * 2,
            ["Gió", "Mây"],
        ),
        ("Giá của máy S1, S2 và S3 lần lượt là [5]*, [6]*, [7 triệu]*.", ["S1, S2 và S3"] * 3, ["S1", "S2", "S3"]),
        ("Doanh thu và lợi nhuận lần lượt đạt [9 tỷ]* và [2 tỷ]*.", ["Doanh thu"] * 2, ["Doanh thu", "lợi nhuận"]),
        ("Chỉ số [HN] và [UP] cùng chìm với mức giảm lần lượt [1%]* và [2%]*.", ["HN"] * 2, ["HN", "UP"]),
        ("Ông [An] và bà [Lan] lần lượt có [6%]* và [5%]*.", ["Ông An"] * 2, ["Ông An", "bà Lan"]),
    ],
)
def test_each_has_its_own(marked, said, expected):
    assert subjects(marked, said) == expected


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("[Hải Âu] và [Sao Mai] lần lượt mua [5 tỷ]* và [3 tỷ]*.", ["Hải Âu", "Sao Mai"]),  # told apart already
        ("[Hải Âu] và [Sao Mai] cùng mua [5 tỷ]* và [3 tỷ]*.", ["Sao Mai"] * 2),  # nothing is dealt out
        ("[Hải Âu], [Gió] và [Mây] lần lượt mua [5 tỷ]* và [3 tỷ]*.", ["Mây"] * 2),  # three names, two figures
        ("[Hải Âu] và [Mây] lần lượt mua [5 tỷ]* xe của [3 hãng]*.", ["Mây"] * 2),  # no list of figures
        ("Hãng mua [Gió] và [Mây] với giá lần lượt [5 tỷ]* và [3 tỷ]*.", ["Hãng"] * 2),  # the subject is another
        ("[Gió] và [Mây] giảm giá lần hai và lần ba, lần lượt còn [5 tỷ]* và [3 tỷ]*.", ["Gió"] * 2),  # another list
        ("Công ty [Giao và Nhận] lần lượt có [5 xe]* và [3 tàu]*.", ["Công ty Giao và Nhận"] * 2),  # within a name
        ("[Hải Âu] và [Mây]. Năm nay, lần lượt có [5 xe]* và [3 tàu]*.", [None] * 2),  # in another sentence
    ],
)
def test_what_is_not_dealt_out_stays(marked, said):
    assert subjects(marked, said) == said
