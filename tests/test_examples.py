"""The example format, and every example of corpora/examples run through the pipeline."""

from pathlib import Path

import pytest
from spacy.language import Language

from bpextract.corpora.examples import check, check_example, parse_examples, read_examples
from bpextract.corpora.found import Find, Found, finder_of
from bpextract.errors import CorpusError
from bpextract.pipeline import load

LEARNED = {"PERSON", "PLACE", "ORG", "ROLE"}
LEAST = 0.98
"""The share of the lines of a file that must pass where names are looked for, or roles, which hang on names.

Names are decided by a learned model: it keeps nearly every line, but which ones it loses changes with its training.
What is read of a name that is found, and figures and dates, are rules: all lines are demanded. `bpextract check` is
strict about everything.
"""
EXAMPLES = sorted((Path(__file__).parents[1] / "corpora" / "examples").glob("*.txt"))


def finds(*found: Found) -> Find:
    return lambda text: list(found)


def status(line: str, *found: Found, labels: str = "FIGURE") -> str:
    (example,) = parse_examples(f"# labels: {labels}\n{line}")
    return check_example(example, finds(*found)).status


def test_marks_give_spans_and_values() -> None:
    (example,) = parse_examples(
        "# labels: ROLE ORG PLACE\n"
        '[Bí thư [Huyện ủy [Mường Khương](PLACE)](ORG)](ROLE title="Bí thư") [An](PERSON) (dự)'
    )
    assert example.text == "Bí thư Huyện ủy Mường Khương An (dự)"
    assert [(e.label, example.text[e.start : e.end]) for e in example.expected] == [
        ("PLACE", "Mường Khương"), ("ORG", "Huyện ủy Mường Khương"), ("ROLE", "Bí thư Huyện ủy Mường Khương"),
    ]  # fmt: skip
    assert example.expected[2].values == {"title": "Bí thư"}
    assert example.where == "examples:2"


def test_a_bracket_of_the_text_is_escaped() -> None:
    (example,) = parse_examples("# labels: FIGURE\nxem \\[1\\], có [5 hộ](FIGURE)")
    assert example.text == "xem [1], có 5 hộ"
    assert (example.expected[0].start, example.expected[0].end) == (12, 16)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("có [5 hộ](FIGURE)", "x:1: the first line should name the labels"),
        ("# labels: FIG", "x:1: labels names FIG; the labels are PERSON"),
        ("# labels: FIGURE\n\ncó [5 hộ", "x:3: `[` is never closed"),
        ("# labels: FIGURE\ncó 5 hộ](FIGURE)", "x:2: `]` closes nothing"),
        ("# labels: FIGURE\ncó [5 hộ] ngập", "x:2: `]` is not followed by (LABEL key=value …)"),
        ("# labels: FIGURE\ncó [5 hộ](FIG)", "x:2: no label FIG"),
        ("# labels: FIGURE\ncó [](FIGURE)", "x:2: empty FIGURE"),
        ("# labels: FIGURE\n! có [5 hộ](FIGURE)", "x:2: `!` says that nothing is found"),
    ],
)
def test_faults_name_file_and_line(text: str, fault: str) -> None:
    with pytest.raises(CorpusError) as raised:
        parse_examples(text, "x")
    assert fault in str(raised.value)


def test_all_faults_are_reported_at_once() -> None:
    with pytest.raises(CorpusError) as raised:
        parse_examples("# labels: FIGURE\n[a\n# note\nb]", "x")
    assert [line[:4] for line in str(raised.value).splitlines()] == ["x:2:", "x:4:"]


def test_what_passes_and_what_fails() -> None:
    five = Found("FIGURE", 3, 7, {"value": 5.0, "counted": "hộ", "modifier": None})
    line = "có [5 hộ](FIGURE value=5 counted=hộ modifier=none) ngập"
    assert status(line, five) == "passed"
    assert status(line, five, Found("PLACE", 0, 2)) == "passed"  # not a label of the file
    assert status(line) == "failed"
    assert status(line, five, Found("FIGURE", 8, 12)) == "failed"
    assert status(line, Found("FIGURE", 3, 7, {"value": 6.0, "counted": "hộ"})) == "failed"
    assert status(line, Found("FIGURE", 3, 6, five.values)) == "failed"
    assert status("! có 5 hộ ngập") == "passed"
    assert status("! có 5 hộ ngập", five) == "failed"
    assert status(f"? {line}") == "gap"
    assert status(f"? {line}", five) == "closed"


def test_problems_say_what_was_expected_and_found() -> None:
    (example,) = parse_examples("# labels: FIGURE\ncó [5 hộ](FIGURE value=5) và [3 nhà](FIGURE)", "x.txt")
    result = check_example(example, finds(Found("FIGURE", 3, 7, {"value": 6}), Found("FIGURE", 0, 2, source="rule")))
    assert not result.ok
    assert str(result) == (
        "x.txt:2: failed: có 5 hộ và 3 nhà\n  FIGURE '5 hộ': value should be '5', is 6\n"
        "  missed FIGURE '3 nhà'\n  extra FIGURE 'có' (by rule)"
    )


def test_check_reads_files_and_folders(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("# labels: FIGURE\n! không có gì\n? có [5 hộ](FIGURE)\n", encoding="utf-8")
    for paths in (tmp_path, [file], str(file)):
        assert [r.status for r in check(paths, finds())] == ["passed", "gap"]
    with pytest.raises(CorpusError, match="cannot be read"):
        check(tmp_path / "absent.txt", finds())


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples(path: Path, nlp: Language) -> None:
    find = finder_of(nlp)
    results = [check_example(example, find) for example in read_examples(path)]
    wrong = [result for result in results if not result.ok]
    report = "\n" + "\n".join(map(str, wrong))
    print(report)
    if results[0].example.labels <= LEARNED:
        assert sum(result.status != "failed" for result in results) >= LEAST * len(results), report
        wrong = [result for result in wrong if any(is_of_value(problem) for problem in result.problems)]
    assert not wrong, report


def is_of_value(problem: str) -> bool:
    """Return whether a mention was found, and something wrong was read of it."""
    return not problem.startswith(("missed ", "extra "))
