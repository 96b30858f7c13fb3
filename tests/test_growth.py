"""Time grows as the text does, for texts that are one thing over and over: counted in calls, not in seconds."""

import importlib.util
import math
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bpextract.annotation import Annotation
from bpextract.extractor import Extractor
from bpextract.lexicons.section_words import packaged_sentence_finder
from bpextract.text import sentences

_SPEC = importlib.util.spec_from_file_location("growth", Path(__file__).parents[1] / "benchmarks" / "growth.py")
growth = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(growth)
SIZE = 1000  # characters of the smaller text
MOST = 1.15


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    extractor = Extractor()
    extractor.annotate(growth.text_of("bodies", 2000))  # what is read once
    return extractor


def calls(extractor: Extractor, text: str) -> int:
    """Return how many functions are called, those in C among them."""
    counted = 0

    def count(_frame, event, _argument):
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        extractor.annotate(text)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("kind", growth.TEXTS)
def test_calls_grow_as_the_text_does(extractor: Extractor, kind: str) -> None:
    small, large = (calls(extractor, growth.text_of(kind, size)) for size in (SIZE, 4 * SIZE))
    assert math.log(large / small, 4) <= MOST


@pytest.mark.parametrize("marks", [".", "…", "!", "?!"])
def test_a_run_of_marks_is_read_once(marks: str) -> None:
    """Each place where the pattern begins costs as much as the run is long; calls do not tell that."""
    assert len(re.findall(sentences._FIRST_MARK, "Hết" + marks * 1000)) == 1
    assert packaged_sentence_finder().find("Hết" + marks * 1000 + " Tiếp") == [
        (0, 3 + 1000 * len(marks)),
        (4 + 1000 * len(marks), 8 + 1000 * len(marks)),
    ]


@pytest.mark.parametrize("kind", ["roman numerals", "title case", "names in capitals", "provinces with dashes"])
def test_likely_names_grow_as_the_text_does(extractor: Extractor, kind: str) -> None:
    """A string is no more of a name where it stands 8,000 times than where it stands 500, 1,000 or 2,000 times.

    How many spans are likely for each time goes up and down with the length of the text, as where its blocks end does.
    """
    small = max(likely(extractor, growth.text_of(kind, size)) / size for size in (5_000, 10_000, 20_000))
    assert likely(extractor, growth.text_of(kind, 80_000)) / 80_000 <= 1.025 * small


def likely(extractor: Extractor, text: str) -> int:
    """Return how many spans are names rather than nothing, before those that cross are weighed."""
    *_, scores = extractor.decision.candidates(extractor.decision.read(Annotation.of(text)))
    return int((scores.argmax(axis=1) > 0).sum())


# Prints the patterns that need a word which may stand anywhere, as regex tells the part of it that is written in C.
NEEDED_WORDS = """
import regex
from regex import _regex
compiled, make = [], _regex.compile
_regex.compile = lambda *told: compiled.append(told) or make(*told)
regex.compile(r"\\s+year")
if compiled[0][7:9] != (-1, tuple(map(ord, "year"))):
    raise SystemExit(7)
del compiled[:]
import bpextract as bp
bp.extract("Ngày 12/3 năm ngoái, ông Lò Văn Hải, Chủ tịch xã Bản Phiệt, tặng 5 kg gạo trở lên và 1/3 của 2 tỷ đồng.")
print(*{told[0] for told in compiled if told[7] == -1 and told[8]}, sep=chr(10), end="")
"""


def test_no_pattern_looks_for_a_word_in_all_that_follows() -> None:
    """Before it matches at a place, regex looks for a word whose place it cannot know to the end of the text.

    Neither calls nor lines tell that. What is matched at a place belongs to re then, or needs no single word.
    """
    found = subprocess.run([sys.executable, "-c", NEEDED_WORDS], capture_output=True, text=True, encoding="utf-8")
    if found.returncode == 7:
        pytest.skip("this version of regex says otherwise what a pattern needs")
    assert (found.returncode, found.stdout) == (0, ""), found.stderr
