"""Change the code of numbers, dates, decisions and relations in small ways, and see which changes no test notices.

    pip install -e '.[dev,release]' && python scripts/mutate.py WORK [--module NAME …] [--sample 60] [--seed 1]

Of each module's mutants (by mutmut) a sample is run against the tests named here for it, in a copy of the project in
WORK. Prints how many were killed, and writes those that were not to WORK/survivors.md: docs/mutation.md judges them.
Takes hours where there are many; it is no part of what CI runs.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from mutmut.mutation.file_mutation import mutate_file_contents

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("src", "tests", "corpora", "pyproject.toml", "README.md", "LICENSE", "NOTICE", "CHANGELOG.md")
SURVIVED, UNTESTED = 0, 33  # exit codes of mutmut's
CONFIGURATION = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = ["{path}"]
also_copy = ["corpora"]
pytest_add_cli_args = ["-o", "addopts=", "-m", "not slow", "-p", "no:xdist", "-p", "no:cacheprovider"]
pytest_add_cli_args_test_selection = {tests}
"""


class Module(NamedTuple):
    """A module of the package, and the tests that should notice its changes."""

    path: str
    tests: tuple[str, ...]


MODULES = {
    Path(module.path).stem: module
    for module in (
        Module("components/numerals.py", ("tests/test_numerals.py",)),
        Module("components/figure_numbers.py", ("tests/test_figure_numbers.py",)),
        Module("components/calendar_values.py", ("tests/test_calendar_values.py",)),
        Module("components/dates.py", ("tests/test_dates.py", "tests/test_examples.py::test_examples[dates]")),
        Module("decision/lattice.py", ("tests/test_lattice.py",)),
        Module("decision/decide.py", ("tests/test_decision.py",)),
        Module("relations/subjects.py", ("tests/test_subjects.py", "tests/test_relations.py")),
        Module("relations/facts.py", ("tests/test_relations.py",)),
        Module("relations/answers.py", ("tests/test_answers.py", "tests/test_relations.py")),
    )
}


class Verdict(NamedTuple):
    """What came of the mutants of a module that were run: how many, of how many, and those that no test noticed."""

    run: int
    all: int
    survivors: list[str]


def copied(module: Module, work: Path) -> Path:
    """Return a fresh copy of the project that mutmut is set up in."""
    folder = work / Path(module.path).stem
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    path = f"src/bpextract/{module.path}"
    with (folder / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write(CONFIGURATION.format(path=path, tests=json.dumps(module.tests)))
    return folder


def names_of(module: Module) -> list[str]:
    """Return the names of all mutants of a module, as mutmut calls them."""
    path = ROOT / "src" / "bpextract" / module.path
    found = mutate_file_contents(str(path), path.read_text(encoding="utf-8")).mutant_names
    dotted = ".".join(("bpextract", *Path(module.path).with_suffix("").parts))
    return sorted(f"{dotted}.{name}" for name in found)


def mutated(module: Module, work: Path, sample: int, seed: int) -> Verdict:
    """Run a sample of a module's mutants."""
    names = names_of(module)
    drawn = random.Random(seed).sample(names, min(sample, len(names)))
    folder = copied(module, work)
    command = [sys.executable, "-m", "mutmut", "run", *drawn]
    told = folder / "mutmut.log"
    with told.open("w", encoding="utf-8") as log:
        done = subprocess.run(
            command, cwd=folder, stdout=log, stderr=log, env=os.environ | {"OPENBLAS_NUM_THREADS": "1"}
        )
    if done.returncode:
        sys.exit(f"mutmut failed: see {told}")
    codes = json.loads((folder / "mutants/src/bpextract" / f"{module.path}.meta").read_text())["exit_code_by_key"]
    return Verdict(len(drawn), len(names), [name for name in drawn if codes[name] in (SURVIVED, UNTESTED)])


def shown(name: str, folder: Path) -> str:
    """Return what a mutant changes."""
    done = subprocess.run([sys.executable, "-m", "mutmut", "show", name], cwd=folder, capture_output=True, text=True)
    return "\n".join(line for line in done.stdout.splitlines() if line.startswith(("+", "-", "@@")))


def main() -> None:
    """Run, count and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("work", type=Path)
    parser.add_argument("--module", action="append", choices=MODULES)
    parser.add_argument("--sample", type=int, default=60, help="mutants of each module")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    asked.work = asked.work.resolve()
    asked.work.mkdir(parents=True, exist_ok=True)
    os.chdir(ROOT)  # mutmut looks there for the code
    with (asked.work / "survivors.md").open("a", encoding="utf-8") as file:
        for name in asked.module or MODULES:
            module = MODULES[name]
            verdict = mutated(module, asked.work, asked.sample, asked.seed)
            killed = verdict.run - len(verdict.survivors)
            print(
                f"{module.path}: {killed} of {verdict.run} killed ({killed / verdict.run:.0%}), of {verdict.all}",
                flush=True,
            )
            for survivor in verdict.survivors:
                file.write(f"## {survivor}\n\n```diff\n{shown(survivor, asked.work / name)}\n```\n\n")
            file.flush()


if __name__ == "__main__":
    main()
