"""Hold bpextract to the lower bounds of pyproject.toml: the oldest and the newest dependencies give the same rows.

    pip install -e '.[release]' && python scripts/agree.py WORK [--python PATH …] [--text FILE …] [--test]

For each Python two virtual environments are made in WORK: one with the lowest version that pyproject.toml allows of
each package that it names, one with the newest of everything. What has no wheel for that Python is passed over. In each
environment all tables of the annotated articles, and of FILE, are written as JSON lines; they must equal the first.

`--test` also runs, with the lowest, the tests that need no extra. An environment that is there is used again: empty
WORK when bounds have changed. Pythons that are not on this machine are named and left out.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT / "corpora" / "articles"
PYTHONS = ("3.10", "3.11", "3.12", "3.13")
RESOLUTIONS = ("lowest-direct", "highest")
TESTED = ("pytest>=8.3", "hypothesis>=6.110")
# What these test needs extras or other programs, or takes long.
NOT_TESTED = (
    "batch", "cli", "code_blocks", "docs", "growth", "linking", "one_thread", "readme", "report", "surface",
    "transformations", "units",
)  # fmt: skip
SHOWN = 20  # differing rows of an environment
WRITE = """
import sys
from pathlib import Path
import bpextract as bp
from bpextract import schema
texts = [Path(name).read_text(encoding="utf-8") for name in sys.argv[2:]]
result = bp.extract(texts, published="2025-11-30")
with open(sys.argv[1], "w", encoding="utf-8") as out:
    for name in schema.TABLES:
        found = getattr(result, name).to_json(orient="records", lines=True, force_ascii=False, double_precision=15)
        print(*(name + " " + row for row in found.splitlines()), sep=chr(10), file=out)
"""


def environment(work: Path, python: str, resolution: str) -> Path | None:
    """Return the Python of an environment with bpextract and its dependencies; None where there is no such Python."""
    folder = work / f"{re.sub(r'[^0-9a-z.]+', '-', python).strip('-')}-{resolution}"
    inside = folder / "bin" / "python"
    if inside.exists():
        return inside
    if subprocess.run(["uv", "venv", "--quiet", "--python", python, folder]).returncode:
        return None
    subprocess.run(
        [
            "uv", "pip", "install", "--quiet", "--python", inside, "--resolution", resolution,
            "--only-binary", ":all:", "-e", ROOT, *TESTED,
        ],
        check=True,
    )  # fmt: skip
    return inside


def rows(python: Path, texts: list[Path]) -> str:
    """Return all rows of all tables that an environment finds in the texts, each as a line."""
    out = python.parent.parent / "rows.jsonl"
    subprocess.run([python, "-c", WRITE, out, *texts], check=True)
    return out.read_text(encoding="utf-8")


def test(python: Path) -> bool:
    """Run the tests that need no extra, one after the other."""
    files = [file for file in sorted((ROOT / "tests").glob("test_*.py")) if not _needs_more(file)]
    command = [python, "-m", "pytest", "-q", "-o", "addopts=--strict-markers", "-m", "not slow and not cluster", *files]
    return subprocess.run(command, cwd=ROOT).returncode == 0


def _needs_more(file: Path) -> bool:
    return any(file.stem.startswith(f"test_{name}") for name in NOT_TESTED)


def differences(one: str, other: str) -> list[str]:
    """Return the lines of two sets of rows that the other has not."""
    first, second = dict.fromkeys(one.splitlines()), dict.fromkeys(other.splitlines())
    return [f"- {line}" for line in first if line not in second] + [f"+ {line}" for line in second if line not in first]


def main() -> int:
    """Make the environments, write rows, compare; the exit status is 1 where they differ or a test fails."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("work", type=Path)
    parser.add_argument("--python", action="append")
    parser.add_argument("--text", type=Path, action="append", default=[])
    parser.add_argument("--test", action="store_true")
    asked = parser.parse_args()
    texts = sorted(file for file in ARTICLES.glob("*.txt") if file.suffixes == [".txt"]) + asked.text
    found: dict[str, str] = {}
    failed: list[str] = []
    for version in asked.python or PYTHONS:
        for resolution in RESOLUTIONS:
            name = f"{version}, {resolution}"
            python = environment(asked.work, version, resolution)
            if python is None:
                print(f"{name}: there is no such Python here")
                continue
            found[name] = rows(python, texts)
            first = next(iter(found))
            told = differences(found[first], found[name])
            equal = found[first] == found[name]
            print(f"{name}: {len(found[name].splitlines())} rows", "" if equal else f"other than {first}", flush=True)
            print(*told[:SHOWN], sep="\n", end="\n" if told else "")
            if not equal or (asked.test and resolution != "highest" and not test(python)):
                failed.append(name)
    print("failed: " + "; ".join(failed) if failed else "all agree")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
