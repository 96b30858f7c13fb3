"""The pages name what there is."""

import ast
import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
import typer

import bpextract as bp
from bpextract import schema
from bpextract.cli import app
from bpextract.corpora.annotated import read_articles
from bpextract.corpora.examples import read_examples

ROOT = Path(__file__).parent.parent
SILENT = ("run(", "spark.stop()")  # cells that end in a call and say nothing
COMMANDS = typer.main.get_command(app).commands


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_on_the_page(name):
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    section = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
    assert section, f"docs/cli.md has no section on {name}"
    for option in COMMANDS[name].params:
        if option.param_type_name == "option" and option.name != "help":
            assert any(flag in section[1] for flag in option.opts), f"docs/cli.md: {name} {option.opts}"


def test_pages_made_from_code_are_what_it_says():
    subprocess.run([sys.executable, ROOT / "scripts" / "write_docs.py", "--check"], check=True)


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda page: page.name)
def test_every_page_is_in_the_site_and_its_links_lead_somewhere(page):
    assert str(page.relative_to(ROOT / "docs")) in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#: ]+\.\w+)[)#]", page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link


def test_concepts_name_every_table_of_a_label():
    page = (ROOT / "docs" / "concepts.md").read_text(encoding="utf-8")
    for table in set(schema.TABLES) - {"documents", "sentences", "mentions", "tokens"}:
        assert f"| {table} |" in page


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_notebooks_are_stored_with_their_outputs(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1)), "not run from top to bottom"
    for cell in cells:
        code, outputs = "".join(cell["source"]), cell["outputs"]
        last = ast.parse(code).body[-1]
        assert outputs or not isinstance(last, ast.Expr) or code.startswith(SILENT), f"no output of {code}"
        assert not any(output["output_type"] == "error" or output.get("name") == "stderr" for output in outputs)
        assert not any(word in json.dumps(outputs) for word in ("Warning", "Traceback")), code
        assert not re.search(r"(/home|/root|/tmp|/work|/Users|[A-Z]:\\\\)\b", json.dumps(outputs)), code
        assert set(cell["metadata"]) <= {"tags"}, "metadata of one machine or run"


def test_notebooks_have_pictures_and_the_map():
    pictures = ("1_quickstart", "2_corpus", "3_places", "5_evaluation", "6_batch", "7_fines", "8_toll", "9_offices")
    for name in pictures:
        assert '"image/png"' in (ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"), name


def test_ci_runs_the_notebooks_and_builds_the_site():
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "run_notebooks.py --check" in ci
    assert "mkdocs build --strict" in ci


@pytest.mark.parametrize(
    ("english", "vietnamese"), [("README.md", "README.md"), ("docs/quickstart.md", "quickstart.md")]
)
def test_vietnamese_pages_are_in_step_with_the_english(english, vietnamese):
    pages = [(ROOT / path).read_text(encoding="utf-8") for path in (english, f"docs/vi/{vietnamese}")]
    assert len(re.findall(r"^## ", pages[0], re.MULTILINE)) == len(re.findall(r"^## ", pages[1], re.MULTILINE))
    assert unicodedata.is_normalized("NFC", pages[1])


def test_every_rule_is_named_with_its_confidence():
    rows = re.findall(
        r"^\| (`.+?) \| .+ \| (.+) \|$", (ROOT / "docs" / "sources.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    told = {
        name: [float(x) for x in sure.split(" to ")] for names, sure in rows for name in re.findall(r"`(.+?)`", names)
    }
    lines = [example.text for path in (ROOT / "corpora" / "examples").glob("*.txt") for example in read_examples(path)]
    articles = [article.text for article in read_articles(ROOT / "corpora" / "articles")]
    for mention in bp.extract(lines + articles).mentions.itertuples():
        source = mention.source.removesuffix("_english_style")
        assert source in told, f"docs/sources.md does not name {source}"
        assert told[source][0] <= mention.confidence <= told[source][-1], (source, mention.confidence)


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda page: page.name)
def test_files_that_a_page_names_exist(page):
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    there = {
        path.name for top in ("src", "scripts", "tests", "benchmarks", "corpora") for path in (ROOT / top).rglob("*.*")
    }
    there |= {"gazetteer.tsv", "mine.tsv", "extract.py"}  # packed; a user's own; not there, as architecture.md says
    named = re.findall(r"`(?:\w+/)*(\w+\.(?:tsv|py))`", text)
    assert [name for name in named if name not in there] == []
