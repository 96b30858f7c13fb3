"""Answers to what figures say: their files, and how many are right."""

from pathlib import Path

import pytest

from bpextract.corpora.facts import FIELDS, FactScore, RightAnswer, is_right, read_facts, score_facts
from bpextract.corpora.found import Found
from bpextract.corpora.scoring import evaluate
from bpextract.errors import CorpusError
from bpextract.gold import Article

ARTICLES = Path(__file__).parent.parent / "corpora" / "articles"
TEXT = "Hội tặng 20 suất quà cho hộ nghèo ở Lào Cai."
ARTICLE = Article("a", TEXT, [])
ANSWERED = """# a
@9-20 20 suất quà
what: suất quà | cho hộ nghèo / quà | cho hộ nghèo
action: tặng
subject: Hội
place: Lào Cai
date: -
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "a.facts.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_answers_are_read(tmp_path: Path) -> None:
    (asked,) = read_facts(written(tmp_path, ANSWERED), ARTICLE)
    assert (asked.start, asked.end) == (9, 20)
    assert asked.answers["what"][0] == RightAnswer("suất quà", "suất quà cho hộ nghèo")
    assert asked.answers["date"] == [None]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("colour: red", "a.facts.txt:2: neither @START-END nor one of what, action"),
        ("what: con voi", "a.facts.txt:2: 'con voi' does not stand in the article"),
        ("what:", "a.facts.txt:2: neither"),
    ],
)
def test_faults_are_told_with_their_line(tmp_path: Path, line: str, fault: str) -> None:
    with pytest.raises(CorpusError, match=fault):
        read_facts(written(tmp_path, f"@9-20 20 suất quà\n{line}\n"), ARTICLE)


@pytest.mark.parametrize(
    ("field", "value", "right"),
    [
        ("what", "suất quà", True),
        ("what", "suất quà cho hộ", True),
        ("what", "quà", False),
        ("what", "suất", False),
        ("what", "suất quà cho hộ nghèo ở Lào Cai", False),
        ("what", None, False),
    ],
)
def test_what_begins_as_the_answer_and_does_not_end_after_it(field: str, value: str | None, right: bool) -> None:
    assert is_right(field, [RightAnswer("suất quà", "suất quà cho hộ nghèo")], value) is right


def test_nothing_is_right_where_gold_says_so() -> None:
    assert is_right("date", [None, RightAnswer("năm 2025", "năm 2025")], None)
    assert is_right("date", [RightAnswer("ngày 1/12", "ngày 1/12")], "1/12")
    assert not is_right("date", [RightAnswer("ngày 1/12", "ngày 1/12")], "2/12")
    assert is_right("subject", [RightAnswer("UBND tỉnh Lào Cai", "UBND tỉnh Lào Cai")], "UBND tỉnh")
    assert not is_right("action", [RightAnswer("làm mới", "làm mới")], "làm")


def test_scores_count_right_fields(tmp_path: Path) -> None:
    scores = {name: FactScore(name) for name in FIELDS}
    values = {"what": "suất quà", "action": "trao", "subject": "Hội", "place": None, "date": None}
    score_facts(scores, read_facts(written(tmp_path, ANSWERED), ARTICLE), [Found("FIGURE", 9, 20, values)])
    assert {name: score.accuracy for name, score in scores.items()} == {
        "what": 1, "action": 0, "subject": 1, "place": 0, "date": 1,
    }  # fmt: skip
    assert (scores["date"].in_gold, scores["date"].answered, scores["what"].f1) == (0, 0, 1)


def test_a_figure_that_is_not_found_has_no_right_field(tmp_path: Path) -> None:
    scores = {name: FactScore(name) for name in FIELDS}
    score_facts(scores, read_facts(written(tmp_path, ANSWERED), ARTICLE), [])
    assert scores["date"].right == 0


def test_evaluate_scores_the_answers_beside_the_articles(tmp_path: Path) -> None:
    (tmp_path / "a.ann.txt").write_text(TEXT.replace("20 suất quà", "<FIG v=20>20 suất quà</FIG>"), encoding="utf-8")
    written(tmp_path, ANSWERED)
    values = {"what": "suất quà", "action": "tặng", "subject": "Hội", "place": "Lào Cai", "date": None}
    evaluation = evaluate(tmp_path, lambda text: [Found("FIGURE", 9, 20, values | {"value_low": 20})])
    assert evaluation.facts_frame().set_index("field").accuracy.to_dict() == dict.fromkeys(FIELDS, 1.0)


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.facts.txt")), ids=lambda path: path.name)
def test_the_answers_of_our_articles_are_well_formed(path: Path) -> None:
    from bpextract.corpora.annotated import read_article

    article = read_article(path.with_name(path.name.replace(".facts.txt", ".ann.txt")))
    asked = read_facts(path, article)
    figures = [(m.start, m.end) for m in article.mentions if m.label == "FIGURE" and not m.optional]
    assert [(each.start, each.end) for each in asked] == figures
    assert all(set(each.answers) == set(FIELDS) for each in asked)
