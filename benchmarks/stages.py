"""What each stage of extraction costs, beside floors measured in the same run: `python benchmarks/speed.py --stages`.

Times are nanoseconds of the processor for each character, the least of several runs. A floor is the least that a step
of its kind costs in Python: one regular expression over the text, one look-up of every character in a NumPy table, one
walk of all tokens through a trie, one Arrow table with the rows of the mentions.
"""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from bpextract import schema
from bpextract.annotation import Annotation
from bpextract.extractor import Extractor
from bpextract.lexicons import schemas
from bpextract.lexicons.matching import PhraseTrie
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.tables import arrow_table, frame

_TOGETHER = 16  # documents that go through a stage together, as in bpextract.extract
_RUNS = 3
_WORD = re.compile(r"\w+")

Times = dict[str, float]


@contextmanager
def timed(times: Times, stage: str) -> Iterator[None]:
    """Add the seconds of the processor that the block takes to those of a stage."""
    began = time.process_time()
    yield
    times[stage] = times.get(stage, 0.0) + time.process_time() - began


def stages(texts: Sequence[str]) -> Times:
    """Return nanoseconds a character of each stage, and of the floors."""
    extractor = Extractor()
    trie = PhraseTrie((entry["form"], 1) for entry in Vocabulary().entries(schemas.TITLES))
    run(extractor, trie, texts[:_TOGETHER])  # models load at the first text
    runs = [run(extractor, trie, texts) for _ in range(_RUNS)]
    size = sum(map(len, texts))
    return {stage: min(times[stage] for times in runs) / size * 1e9 for stage in runs[0]}


def run(extractor: Extractor, trie: "PhraseTrie[int]", texts: Sequence[str]) -> Times:
    """Return the seconds of each stage over all texts."""
    times: Times = {}
    rows: dict[str, list[tuple[object, ...]]] = {}
    for first in range(0, len(texts), _TOGETHER):
        some = texts[first : first + _TOGETHER]
        with timed(times, "cleaning, tokens, sentences, sections"):
            annotations = [Annotation.of(text, None, None, extractor.sections, extractor.glued) for text in some]
        with timed(times, "names: evidence"):
            read = [extractor.decision.read(annotation) for annotation in annotations]
        with timed(times, "names: decision"):
            learned = extractor.decision.learned(read)
            for annotation, found in zip(annotations, learned, strict=True):
                annotation.take(extractor.decision.chosen(annotation, found))
        for label, finder in extractor.finders.items():
            with timed(times, f"finding {label}"):
                for annotation in annotations:
                    annotation.hold(label, finder.find(annotation))
        with timed(times, "resolution: what mentions name"):
            settled = [extractor.resolver.settle(annotation) for annotation in annotations]
        with timed(times, "what figures say: the model"):
            answers = extractor.resolver.answers(annotations)
        with timed(times, "rows, and what figures say by the rules"):
            read_off = zip(annotations, settled, answers, strict=True)
            done = [extractor.resolver.rows(*each) for each in read_off]
        for number, tables in enumerate(done, first):
            for table, found in tables.items():
                rows.setdefault(table, []).extend((str(number), *row) for row in found)
        floors(times, trie, annotations)
    with timed(times, "all tables as DataFrames"):
        for table, found in rows.items():
            frame(table, found)
    with timed(times, "floor: an Arrow table of the mentions"):
        arrow_table(schema.MentionRow, rows["mentions"])
    return times


def floors(times: Times, trie: "PhraseTrie[int]", annotations: Sequence[Annotation]) -> None:
    """Time what no step of a kind can be faster than."""
    table = np.zeros(0x110000, np.uint8)
    steps: dict[str, Callable[[Annotation], object]] = {
        "floor: a regular expression over the text": lambda annotation: _WORD.findall(annotation.text),
        "floor: every character in a NumPy table": lambda annotation: table[
            np.frombuffer(annotation.text.encode("utf-32-le"), np.uint32)
        ],
        "floor: all tokens through a trie": lambda annotation: list(trie.scan_text(annotation.tokens)),
    }
    for name, step in steps.items():
        with timed(times, name):
            for annotation in annotations:
                step(annotation)
