"""Several processes give what one does."""

import os

import pandas as pd
import pytest

import bpextract as bp
from bpextract.errors import InputError, JobError

TEXTS = [f"Sáng {day}/3/2024, ông Lê Văn An trao {day} suất quà ở xã Bản Phiệt." for day in range(1, 20)]


def same(one, other):
    for name in one.tables:
        if name != "tokens":
            pd.testing.assert_frame_equal(one.table(name), other.table(name))


def test_two_processes_give_what_one_does():
    given = [*TEXTS, None, "", TEXTS[0]]
    same(bp.extract(given), bp.extract(given, workers=2))
    parts = list(bp.iter_extract(given, workers=2, chunk_size=12, tables=["people"]))
    assert [len(part.documents) for part in parts] == [12, 10]
    assert parts[0].tables == ("documents", "mentions", "people")


def test_a_text_for_which_none_has_to_be_started():
    same(bp.extract(TEXTS[0]), bp.extract(TEXTS[0], workers=2))


@pytest.mark.parametrize("workers", [0, -1, 1.5, True, None])
def test_wrong_numbers_of_workers(workers):
    with pytest.raises(InputError, match="give a number of processes"):
        bp.extract(TEXTS, workers=workers)


@pytest.mark.slow
def test_words_of_ones_own_reach_every_process(tmp_path):
    (tmp_path / "mine.tsv").write_text("form\tkind\ntrưởng tàu\tposition\n", encoding="utf-8")
    texts = [text.replace("ông", "trưởng tàu") for text in TEXTS]
    for nlp in (bp.Extractor({"titles": tmp_path / "mine.tsv"}), bp.load({"titles": tmp_path / "mine.tsv"})):
        one = bp.extract(texts, nlp=nlp)
        assert len(one.roles) == len(texts)
        same(one, bp.extract(texts, nlp=nlp, workers=2))


@pytest.mark.slow
def test_a_process_that_ends_is_told():
    from spacy.language import Language

    @Language.component("ends_the_process")
    def ends(doc):
        os._exit(1)

    nlp = bp.load()
    nlp.add_pipe("ends_the_process", last=True)
    with pytest.raises(JobError, match="a process of workers= ended"):
        bp.extract(TEXTS, nlp=nlp, workers=2)
