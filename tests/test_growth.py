"""Time grows as the text does, for texts that are one thing over and over: counted in calls, not in seconds."""

import importlib.util
import math
import re
import sys
from pathlib import Path

import pytest

from bpextract.extractor import Extractor
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
    assert sentences.find_sentences("Hết" + marks * 1000 + " Tiếp") == [
        (0, 3 + 1000 * len(marks)),
        (4 + 1000 * len(marks), 8 + 1000 * len(marks)),
    ]
