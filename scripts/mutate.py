"""Change the code of numbers, dates, decisions and relations in small ways, and see which changes no test notices.

    pip install -e '.[dev,release]' && python scripts/mutate.py WORK [--module NAME …] [--sample 100] [--seed 1]

Of each module's mutants (by mutmut) a sample is run against the tests named here for it. Prints how many were killed,
and writes those that were not to WORK/NAME.md: docs/mutation.md judges them. Libraries and lexicons are loaded once;
each mutant is a fork of that process, in which the tests are imported and run until the first fails. No part of what
CI runs.
"""

import argparse
import difflib
import gc
import os
import random
import resource
import signal
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
MEMORY = 8 * 2**30  # bytes of a mutant that never ends
SLOWER, GRACE = 2, 5  # a mutant's time: so many times what the tests take of the processor, and seconds
UNCHANGED, WAITING = 600, 600  # seconds for what is not changed, and for a mutant that waits for nothing
SURVIVED = 0  # pytest's exit code where all tests pass
PROFILE = "mutants"  # of hypothesis
PYTEST = (
    "-q", "-x", "-o", "addopts=", "-m", "not slow and not cluster", "-p", "no:xdist", "-p", "no:cacheprovider",
    "--hypothesis-profile", PROFILE,
)  # fmt: skip


class Module(NamedTuple):
    """A module of the package, and the tests that should notice its changes."""

    path: str
    tests: tuple[str, ...]

    @property
    def name(self) -> str:
        return ".".join(("bpextract", *Path(self.path).with_suffix("").parts))

    @property
    def short(self) -> str:
        path = Path(self.path)
        return path.parent.name if path.stem == "finder" else path.stem

    @property
    def file(self) -> Path:
        return SOURCE / "bpextract" / self.path


MODULES = {
    module.short: module
    for module in (
        Module("components/numbers/numerals.py", ("tests/test_numerals.py",)),
        Module("components/figures/numbers.py", ("tests/test_figure_numbers.py",)),
        Module("components/dates/calendar_values.py", ("tests/test_calendar_values.py",)),
        Module("components/dates/finder.py", ("tests/test_dates.py",)),
        Module("decision/lattice.py", ("tests/test_lattice.py",)),
        Module("decision/decide.py", ("tests/test_decision.py",)),
        Module("relations/subjects.py", ("tests/test_subjects.py", "tests/test_relations.py")),
        Module("relations/facts.py", ("tests/test_facts.py", "tests/test_relations.py")),
        Module("relations/answers.py", ("tests/test_answers.py", "tests/test_relations.py")),
    )
}


class Mutants(SourceFileLoader):
    """Finds and loads one module of the package with all of its mutants: mutmut's trampolines choose among them."""

    def __init__(self, module: Module) -> None:
        from mutmut.mutation.file_mutation import mutate_file_contents

        super().__init__(module.name, str(module.file))
        made = mutate_file_contents(str(module.file), module.file.read_text(encoding="utf-8"))
        self.names = sorted(made.mutant_names)
        self._code, self._spans = made.code, made.line_span_by_function_name

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: object = None) -> ModuleSpec | None:
        return spec_from_file_location(name, self.path, loader=self) if name == self.name else None

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._code, self.path, "exec")

    def difference(self, mutant: str) -> str:
        """Return what a mutant changes, as a diff without context."""
        function = mutant.rpartition("_")[0]
        sides = [self._lines(name, function) for name in (f"{function}_orig", mutant)]
        return "\n".join(
            line for line in difflib.unified_diff(*sides, n=0, lineterm="") if line[:3] not in ("---", "+++")
        )

    def _lines(self, name: str, function: str) -> list[str]:
        span = self._spans[name]
        return "\n".join(self._code.splitlines()[span.start - 1 : span.end]).replace(name, function).split("\n")


def loaded() -> None:
    """Import what tests import, and read what none of the mutated modules makes."""
    import hypothesis
    import pandas
    import pyarrow.parquet  # noqa: F401  # imported by the package where it is needed
    import pytest  # noqa: F401

    import bpextract
    from bpextract.decision.model import packaged_model
    from bpextract.lexicons.gazetteer import gazetteer

    assert Path(bpextract.__file__).is_relative_to(SOURCE), f"bpextract is imported from {bpextract.__file__}"
    pandas.DataFrame()
    bpextract.Extractor()  # so that patterns are compiled and lexicons read; nothing that a mutant makes is kept
    packaged_model()
    gazetteer()
    gc.freeze()
    # The same texts for each mutant, and no test that fails because the machine is busy.
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile(PROFILE, derandomize=True, database=None, deadline=None, phases=phases)


def tested(module: Module, mutant: str, seconds: int = UNCHANGED) -> int:
    """Run a module's tests in a fork in which a mutant is active; return pytest's exit code, negative when killed."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    import pytest
    from mutmut.mutation.trampoline import set_mutant_under_test

    signal.alarm(WAITING)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    set_mutant_under_test(f"{module.name}.{mutant}")
    code = 1
    try:
        # File by file, as the first are quick and often enough.
        code = next(
            (found for file in module.tests if (found := int(pytest.main([*PYTEST, file]))) != SURVIVED), SURVIVED
        )
    finally:
        os._exit(code)


def measured(module: Module, work: Path, sample: int, seed: int) -> None:
    """Run a sample of a module's mutants, print how many were killed, and write down the others."""
    mutants = Mutants(module)
    sys.meta_path.insert(0, mutants)
    loaded()
    if tested(module, "none") != SURVIVED:
        sys.exit(f"{module.path}: its tests fail before anything is changed: pytest {' '.join(module.tests)}")
    limit = int(SLOWER * resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime) + GRACE
    drawn = sorted(random.Random(seed).sample(mutants.names, min(sample, len(mutants.names))))
    killed = 0
    with (work / f"{module.short}.md").open("w", encoding="utf-8", buffering=1) as survivors:
        for mutant in drawn:
            if tested(module, mutant, limit) == SURVIVED:
                survivors.write(f"## {mutant}\n\n```diff\n{mutants.difference(mutant)}\n```\n\n")
            else:
                killed += 1
    print(f"{module.path}: {killed} of {len(drawn)} killed ({killed / len(drawn):.0%}), of {len(mutants.names)}")


def main() -> None:
    """Measure each module in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("work", type=Path)
    parser.add_argument("--module", action="append", choices=MODULES)
    parser.add_argument("--sample", type=int, default=100, help="mutants of each module")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    asked.work = asked.work.resolve()
    asked.work.mkdir(parents=True, exist_ok=True)
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    os.chdir(ROOT)
    sys.path.insert(0, str(SOURCE))
    for name in asked.module or MODULES:
        child = os.fork()
        if not child:
            measured(MODULES[name], asked.work, asked.sample, asked.seed)
            sys.exit()
        if os.waitpid(child, 0)[1]:
            sys.exit(1)


if __name__ == "__main__":
    main()
