"""The code blocks of a Markdown page, and what it takes to run each kind."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

FENCE = re.compile(r"^(?:<!-- (?P<note>.+) -->\n)?```(?P<kind>.*)\n(?P<code>(?s:.*?))^```$", re.MULTILINE)
LOOKS_LIKE_CODE = re.compile(
    r"^(?:>>> |import |from \w+ import |\$ |SELECT |(?:\.venv/bin/)?bpextract \w+ )", re.MULTILINE
)
ELSEWHERE = {  # commands of bash blocks that no test of a page can run, and why
    r"^python3 -m venv ": "CI runs the install and test commands of the README",
    r"^\.venv/bin/(pytest|mkdocs) |^\.venv/bin/pytest$|^\.ci/(run|clusters)\b": "CI runs them, or they are CI",
    r"^curl ": "needs a network",
    r"^pip install |^python scripts/(agree|release|mutate)\.py ": "sets up environments of its own, or takes hours",
    r"\b(s3|hdfs|tcp|spark)://": "needs a store or a cluster; tests/test_batch_clusters.py has some",
}


class Block(NamedTuple):
    kind: str
    code: str
    needs_java: bool


def blocks(page: str) -> list[Block]:
    """Return the fenced blocks of a page.

    Raises:
        ValueError: a block would be passed over: it is indented, or code without a language.
    """
    found = [Block(m["kind"].strip(), m["code"], m["note"] == "needs Java") for m in FENCE.finditer(page)]
    if 2 * len(found) != len(re.findall(r"^ *(?:>|[-*]|\d+\.)? *```", page, re.MULTILINE)):
        raise ValueError("a fenced block is indented or not closed")
    for block in found:
        if block.kind not in ("python", "pycon", "bash", "sql", ""):
            raise ValueError(f"no test runs blocks of {block.kind!r}")
        if not block.kind and LOOKS_LIKE_CODE.search(block.code):
            raise ValueError(f"name the language of\n{block.code}")
    return found


def run_python(code: str, namespace: dict, script: Path) -> None:
    """Run code from a file, since spaCy reads the source of the components it is given.

    Code under `# NAME.py` is stored under that name, for the blocks after it.
    """
    if named := re.match(r"# (\w+\.py)\n", code):
        script = script.with_name(named[1])
    script.write_text(code, encoding="utf-8")
    exec(compile(code, str(script), "exec"), namespace)


def run_console(code: str, namespace: dict, page: str) -> None:
    """Run a block of `>>>` and compare what it says."""
    test = doctest.DocTestParser().get_doctest(code, namespace, page, page, 0)
    assert test.examples, f"nothing to run in\n{code}"
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    runner.run(test, clear_globs=False)
    namespace.update(test.globs)
    assert runner.summarize(verbose=False).failed == 0


def script(code: str) -> str:
    """Return what of a bash block can be run here, as it is typed with bpextract on the path."""
    lines = [line for line in code.splitlines() if not any(re.search(skip, line) for skip in ELSEWHERE)]
    return re.sub(r"^\.venv/bin/", "", "\n".join(lines), flags=re.MULTILINE)


def run_bash(code: str) -> None:
    """Run a script in the current folder; it ends at the first command that fails."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", code], env=os.environ | {"PATH": path}, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{code}\n{done.stdout}{done.stderr}"
