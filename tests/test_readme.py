"""The README's code runs, and prints what it says."""

import doctest
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"^```(python|pycon)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_code_blocks_run(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    namespace: dict = {}
    for number, (kind, code) in enumerate(BLOCK.findall(page.read_text(encoding="utf-8"))):
        if kind == "python":
            # From a file, since spaCy reads the source of the components it is given.
            script = tmp_path / f"block{number}.py"
            script.write_text(code, encoding="utf-8")
            exec(compile(code, str(script), "exec"), namespace)
        else:
            parsed = doctest.DocTestParser().get_doctest(code, namespace, page.name, str(page), 0)
            runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
            runner.run(parsed, clear_globs=False)
            namespace = parsed.globs
            assert runner.summarize(verbose=False).failed == 0


def test_ci_runs_the_command_of_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for mark in ("install", "tests"):
        assert re.search(rf"<!-- {mark} -->\n```bash\npython3 -m venv .+\n```\n<!-- end -->", readme)
    assert "<!-- tests -->" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
