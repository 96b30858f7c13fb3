"""The page of tables leads from every column to the section that says how it is found and how often it is right."""

import re
import sys
from pathlib import Path

import pytest

from bpextract import schema
from bpextract.linking.records import TABLES as LINKED

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

import write_docs as script  # noqa: E402  it is no package

COLUMNS = [(name, each.name) for name, record in (schema.TABLES | LINKED).items() for each in schema.columns(record)]


def anchors(page: str) -> set[str]:
    """Return the ids of the headings of a page as the site is built."""
    markdown = pytest.importorskip("markdown", reason='Markdown is missing: pip install "bpextract[docs]"')
    pytest.importorskip("pymdownx", reason='pymdown-extensions is missing: pip install "bpextract[docs]"')
    made = markdown.Markdown(extensions=["attr_list", "tables", "toc", "pymdownx.superfences"])
    html = made.convert((ROOT / "docs" / page).read_text(encoding="utf-8"))
    return set(re.findall(r"<h[1-6] id=\"([^\"]+)\"", html))


def test_every_column_has_its_sections_and_every_row_a_column():
    keys = {key for table, column in COLUMNS for key in (f"{table}.{column}", column, table)}
    assert script.column_pages().keys() <= keys
    page = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    for table, column in COLUMNS:
        section = re.search(rf"^## {table}\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
        (row,) = re.findall(rf"^\| `{column}` \| .*$", section[1], re.MULTILINE)
        told = script.pages_of(table, column)
        assert f"]({told.found}) |" in row
        assert bool(told.measured) == bool(told.says)
        assert row.endswith(f"| [{told.says}]({told.measured}) |" if told.measured else "|  |")


def test_sections_are_there():
    places = {place for pages in script.column_pages().values() for place in (pages.found, pages.measured) if place}
    linked = {place.partition("#")[0] for place in places}
    there = {f"{page}#{anchor}" for page in linked for anchor in anchors(page)}
    assert places <= there


def test_names_and_what_figures_say_lead_to_what_was_measured():
    of = {
        ("people", "name"): "names.md#how-good-it-is",
        ("places", "name"): "names.md#how-good-it-is",
        ("organizations", "name"): "names.md#how-good-it-is",
        ("places", "edition"): "places.md#how-good-it-is",
        ("figures", "subject"): "facts-model.md#how-good-it-is",
        ("appearances", "entity_id"): "linking.md#how-good-it-is",
    }
    assert {key: script.pages_of(*key).measured for key in of} == of


def test_what_lacks_a_section_is_refused():
    with pytest.raises(ValueError, match=r"add a row for vehicles\.plate"):
        script.pages_of("vehicles", "plate")
    with pytest.raises(ValueError, match=r"docs/people\.md has no heading #nobody"):
        script.heading("people.md#nobody")
    assert script.heading("places.md#what-is-not-a-place") == "What is not a place"
