from pathlib import Path

import pytest
from typer.testing import CliRunner

from bpextract.cli import app

ARTICLES = Path(__file__).parent.parent / "corpora" / "articles"


@pytest.fixture
def run():
    runner = CliRunner()

    def call(*args, **kwargs):
        return runner.invoke(app, [str(arg) for arg in args], **kwargs)

    return call


def test_show_prints_text_and_tables(run, tmp_path):
    (tmp_path / "a.txt").write_text("Ông Nguyễn Văn An nói trên 70 km đường bị ngập.", encoding="utf-8")
    shown = run("show", tmp_path / "a.txt")
    assert shown.exit_code == 0
    for expected in ("Ông Nguyễn Văn An nói", "PERSON", "people (1)", "figures (1)", "70"):
        assert expected in shown.output


def test_show_reads_standard_input(run):
    assert "figures (1)" in run("show", "-", "--tables-only", input="Có 70 km đường bị ngập.").output


def test_show_of_a_file_that_is_not_there(run, tmp_path):
    shown = run("show", tmp_path / "none.txt")
    assert shown.exit_code == 2
    assert "none.txt" in shown.output


def test_a_lexicon_that_is_not_there(run, tmp_path):
    (tmp_path / "a.txt").write_text("Mưa.", encoding="utf-8")
    assert "give NAME=FILE" in run("show", tmp_path / "a.txt", "--lexicon", "titles").output
    wrong = run("show", tmp_path / "a.txt", "--lexicon", "titels=x.tsv")
    assert wrong.exit_code == 2 and "no lexicon titels" in wrong.output


def test_evaluate_prints_a_row_for_each_label(run):
    shown = run("evaluate", ARTICLES)
    assert shown.exit_code == 0
    for label in ("PERSON", "ROLE", "PLACE", "ORG", "FIGURE", "DATE", "F1"):
        assert label in shown.output


def test_evaluate_of_a_folder_without_gold(run, tmp_path):
    shown = run("evaluate", tmp_path)
    assert shown.exit_code == 2
    assert ".ann.txt" in shown.output


def test_check_tells_what_fails(run, tmp_path):
    (tmp_path / "mine.txt").write_text("# labels: FIGURE\nCó [5 hộ](FIGURE value=6) bị ngập.\n", encoding="utf-8")
    shown = run("check", tmp_path / "mine.txt")
    assert shown.exit_code == 1
    assert "mine.txt:2" in shown.output
    (tmp_path / "mine.txt").write_text("# labels: FIGURE\nCó [5 hộ](FIGURE value=5) bị ngập.\n", encoding="utf-8")
    assert run("check", tmp_path / "mine.txt").exit_code == 0
