"""CI runs what the README says users run."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_ci_runs_the_command_of_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for mark in ("install", "tests"):
        assert re.search(rf"<!-- {mark} -->\n```bash\npython3 -m venv .+\n```\n<!-- end -->", readme)
    assert "<!-- tests -->" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
