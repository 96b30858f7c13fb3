"""The pages name what there is."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from bpextract import schema
from bpextract.cli import app

ROOT = Path(__file__).parent.parent
COMMANDS = typer.main.get_command(app).commands


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_on_the_page(name):
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    section = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
    assert section, f"docs/cli.md has no section on {name}"
    for option in COMMANDS[name].params:
        if option.param_type_name == "option" and option.name != "help":
            assert any(flag in section[1] for flag in option.opts), f"docs/cli.md: {name} {option.opts}"


def test_the_page_of_tables_is_what_the_schema_says():
    subprocess.run([sys.executable, ROOT / "scripts" / "write_table_docs.py", "--check"], check=True)


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
    import json

    cells = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    assert any(cell["outputs"] for cell in cells)
    assert all(cell["execution_count"] for cell in cells)
    assert not any(output["output_type"] == "error" for cell in cells for output in cell["outputs"])
    assert str(Path.home()) not in path.read_text(encoding="utf-8")
