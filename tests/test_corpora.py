"""Annotated articles and scoring. The figures were worked out with the reference scorer on these fixtures."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bpextract.corpora.annotated import parse_article, read_article, read_articles
from bpextract.corpora.found import Found
from bpextract.corpora.scoring import evaluate, score
from bpextract.errors import CorpusError

ARTICLES = Path(__file__).parents[1] / "corpora" / "articles"
ANNOTATED = (
    "Bà <PER id=1>Lò Thị Én</PER>, "
    '<ROLE p=1 t="Chủ tịch">nguyên Chủ tịch <ORG>UBND <LOC>xã Mai Sơn</LOC></ORG></ROLE>, '
    'trao <FIG v=2..9 u="suất quà" k=count>vài suất quà</FIG> và <FIG v=30000000 u="đồng" k=money>30 triệu đồng</FIG> '
    "<DATE v=2025>năm 2025</DATE>, <ORG opt=1>BĐBP</ORG> dự."
)


def at(text: str, part: str, label: str, **values: object) -> Found:
    start = text.index(part)
    return Found(label, start, start + len(part), values)


def test_offsets_are_those_of_the_plain_text() -> None:
    article = parse_article(ANNOTATED)
    assert article.text.startswith("Bà Lò Thị Én, nguyên Chủ tịch UBND xã Mai Sơn, trao vài suất quà")
    assert all(article.text[m.start : m.end] == m.text for m in article.mentions)
    assert [m.label for m in article.mentions] == ["PERSON", "ROLE", "ORG", "PLACE", "FIGURE", "FIGURE", "DATE", "ORG"]
    assert article.mentions[1].holders == ["1"]
    assert article.mentions[4].bounds == (2, 9)
    assert article.mentions[-1].optional


@pytest.mark.parametrize(
    ("annotated", "fault"),
    [
        ("a\n<PER id=1>An", "x:2: <PER> is never closed"),
        ("An</PER>", "x:1: </PER> closes nothing"),
        ("<ORG>Sở <LOC>Y</ORG> tế</LOC>", "x:1: </ORG> crosses <LOC>, which is still open"),
        ("<LOC></LOC>", "x:1: <LOC> is empty"),
        ("<LOC>Huế </LOC>", "x:1: LOC 'Huế ' starts or ends with white space"),
        ("<FIG u=km>3 km</FIG>", "x:1: FIG '3 km' has no value v"),
        ("<FIG v=ba>3 km</FIG>", "x:1: FIG '3 km' has v='ba', which is neither a number nor low..high nor ?"),
        ("<ROLE p=1>Bí thư</ROLE> <PER id=1>An</PER>", "x:1: ROLE 'Bí thư' has no title t"),
        ('<ROLE p=7 t="Bí thư">Bí thư</ROLE>', "x:1: ROLE 'Bí thư' has p=7, but no PER tag has id 7"),
        ("<PER>An</PER>", "x:1: PER 'An' has no id"),
        ("<LOC level=xã>Huế</LOC>", "x:1: LOC 'Huế' has no attribute level"),
        ("\n\n<LOC Huế</LOC>", "x:3: malformed tag"),
    ],
)
def test_faults_name_file_and_line(annotated: str, fault: str) -> None:
    with pytest.raises(CorpusError) as raised:
        parse_article(annotated, where="x")
    assert fault in str(raised.value)


def test_all_faults_are_reported_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.ann.txt").write_text("<PER>An</PER>\n<LOC>Huế", encoding="utf-8")
    (tmp_path / "b.ann.txt").write_text("An</PER>", encoding="utf-8")
    (tmp_path / "c.ann.txt").write_bytes(b"\xff")
    with pytest.raises(CorpusError) as raised:
        read_articles(tmp_path)
    lines = str(raised.value).splitlines()
    assert [line.removeprefix(str(tmp_path))[:13] for line in lines] == [
        "/a.ann.txt:1:", "/a.ann.txt:2:", "/b.ann.txt:1:", "/c.ann.txt: n",
    ]  # fmt: skip


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no annotated articles"):
        read_articles(tmp_path)


@given(st.lists(st.tuples(st.sampled_from(["LOC", "ORG", ""]), st.text("abc đ,", min_size=1)), max_size=8))
def test_stripping_tags_gives_the_text(pieces: list[tuple[str, str]]) -> None:
    marked = [(tag, piece.strip() or "x") for tag, piece in pieces]
    article = parse_article(" ".join(f"<{t}>{p}</{t}>" if t else p for t, p in marked))
    assert article.text == " ".join(p for _, p in marked)
    expected = [({"LOC": "PLACE"}.get(t, t), p) for t, p in marked if t]
    assert [(m.label, m.text) for m in article.mentions] == expected


def test_scores_and_errors() -> None:
    article = parse_article(ANNOTATED, "a")
    text = article.text
    found = [
        at(text, "Lò Thị Én", "PERSON"),
        at(text, "Chủ tịch UBND", "ROLE", title="Chủ tịch", person_start=text.index("Thị")),
        at(text, "UBND xã Mai Sơn", "ORG"),
        at(text, "BĐBP", "ORG"),
        at(text, "dự", "ORG"),
        at(text, "Mai Sơn", "PLACE"),
        at(text, "vài suất quà", "FIGURE", value_low=2, value_high=9),
        at(text, "30 triệu", "FIGURE", value=30),
    ]
    evaluation = score([(article, found)])
    frame = evaluation.frame().set_index("label")
    assert frame.loc["PERSON", ["precision", "recall", "f1"]].tolist() == [1, 1, 1]
    assert frame.loc["ORG", ["precision", "recall", "predicted"]].tolist() == [0.5, 1, 2]  # BĐBP is forgiven
    assert frame.loc["PLACE", ["f1", "overlap_f1"]].tolist() == [0, 1]
    assert frame.loc["FIGURE", ["f1", "overlap_f1", "value_accuracy"]].tolist() == [0.5, 1, 0.5]
    assert frame.loc["ROLE", ["f1", "overlap_f1", "title_accuracy", "link_accuracy"]].tolist() == [0, 1, 1, 1]
    assert frame.loc["DATE", ["precision", "recall", "f1"]].tolist() == [0, 0, 0]
    assert pd.isna(frame.loc["DATE", "value_accuracy"])
    assert [(e.label, e.kind) for e in evaluation.errors] == [
        ("ROLE", "span"), ("PLACE", "span"), ("ORG", "extra"),
        ("FIGURE", "span"), ("FIGURE", "value"), ("DATE", "missed"),
    ]  # fmt: skip
    assert evaluation.errors_frame("ORG").loc[0, "context"].endswith("BĐBP [dự].")


def test_one_found_mention_answers_for_one_gold_mention_only() -> None:
    article = parse_article("<LOC>xã A</LOC>, <LOC>xã B</LOC>")
    row = score([(article, [Found("PLACE", 0, 10)])]).frame().set_index("label").loc["PLACE"]
    assert row[["overlap_precision", "overlap_recall"]].tolist() == [1, 0.5]


def test_a_wrong_title_and_holder_are_listed() -> None:
    article = parse_article('<ROLE p=1 t="Bí thư">Bí thư</ROLE> <PER id=1>An</PER>, <PER id=2>Bình</PER>')
    found = [Found("ROLE", 0, 6, {"title": "Phó Bí thư", "person_start": 11})]
    errors = [e for e in score([(article, found)]).errors if e.label == "ROLE"]
    assert [(e.kind, e.expected, e.got) for e in errors] == [
        ("title", "Bí thư", "Phó Bí thư"),
        ("holder", "An", "Bình"),
    ]


def test_evaluate_takes_any_function(tmp_path: Path) -> None:
    (tmp_path / "a.ann.txt").write_text(ANNOTATED, encoding="utf-8")
    evaluation = evaluate(tmp_path, lambda text: [at(text, "năm 2025", "DATE")])
    assert evaluation.frame().set_index("label").loc["DATE", "f1"] == 1
    console = Console(record=True, width=80)
    console.print(evaluation.table())
    rows = [line.split() for line in console.export_text().splitlines()]
    assert ["DATE", *["1.000"] * 6, "1", "1"] in rows


@pytest.mark.parametrize(
    "path", sorted(ARTICLES.glob("*.ann.txt")), ids=lambda path: path.name.removesuffix(".ann.txt")
)
def test_the_articles_are_well_formed_and_stand_beside_their_text(path: Path) -> None:
    article = read_article(path)
    assert path.with_name(f"{article.name}.txt").read_bytes().decode("utf-8") == article.text
