"""What users rely on changes only with an entry in the changelog."""

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

import write_surface as script  # noqa: E402  it is no package


def test_the_public_surface_is_as_stored():
    stored = script.STORED.read_text(encoding="utf-8").splitlines()
    told = [f"{name}:{how}" for name, how in script.changed(stored, script.surface()).items()]
    assert not told, (
        "public names changed. Tell users in the first section of CHANGELOG.md, with each name in backticks, then run "
        "`python scripts/write_surface.py`:\n" + "\n".join(told)
    )


def test_the_surface_has_functions_tables_columns_lexicons_and_options():
    kinds = {line.split()[0] for line in script.surface()}
    assert kinds >= {
        "function",
        "class",
        "method",
        "property",
        "field",
        "column",
        "lexicon",
        "label",
        "command",
        "option",
    }
    assert any(line.startswith("function extract: (data: Any, *, text: str | None=None") for line in script.surface())
    assert "column people.person_id: int64" in script.surface()


def test_what_is_new_gone_or_changed_is_told_by_name():
    before = ["column people.name: string", "function extract: (data)", "option extract.--resume: --resume False"]
    after = ["column people.byline: bool", "function extract: (data, text)", before[2]]
    found = script.changed(before, after)
    assert list(found) == ["column people.byline", "column people.name", "function extract"]
    assert found["function extract"] == " (data) → (data, text)"


def test_the_changelog_has_to_name_it_in_its_first_section():
    names = ["column people.byline", "function extract", "option extract.--overwrite"]
    changelog = "# Changelog\n\n## 0.2\n\n- `people.byline` …\n- `extract --overwrite`\n\n## 0.1\n\n- `bp.load`\n"
    assert script.untold(names, changelog) == []
    assert script.untold([*names, "function load"], changelog) == ["function load"]
    assert script.untold(names, "# Changelog\n") == names
