"""The made-up news of notebooks 7 and 8."""

import sys
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def stories(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "notebooks"))
    import stories

    yield stories
    for name in [name for name in sys.modules if name.split(".")[0] == "stories"]:
        del sys.modules[name]


def test_the_same_seed_gives_the_same_corpus(stories):
    one, other, third = (stories.fines(documents=30, seed=seed) for seed in (1, 1, 2))
    assert one.documents.equals(other.documents)
    assert one.truth.equals(other.truth)
    assert not one.documents.equals(third.documents)


def test_every_document_has_its_truth_and_no_slot_is_left(stories):
    for corpus in (stories.fines(), stories.toll()):
        assert corpus.documents.id.is_unique
        assert set(corpus.truth.doc_id) == set(corpus.documents.id)
        assert not corpus.documents.body.str.contains(r"[{}]").any()
        assert all(unicodedata.is_normalized("NFC", body) for body in corpus.documents.body)


def test_the_truth_of_a_fine_stands_in_its_article(stories):
    corpus = stories.fines()
    bodies = corpus.documents.set_index("id").body
    for row in corpus.truth.itertuples():
        assert row.who in bodies[row.doc_id]
        assert row.authority in bodies[row.doc_id]


def test_reports_of_an_unlagged_newspaper_tell_the_latest_bulletin(stories):
    corpus = stories.toll()
    known = stories.bulletins().set_index("time")
    ours = corpus.documents[corpus.documents.outlet == "Bản tin Phòng chống thiên tai"]
    dead = corpus.truth[(corpus.truth.scope == "all") & (corpus.truth.state == "dead")].set_index("doc_id").number
    for row in ours.itertuples():
        assert dead[row.id] == known.dead[known.index <= row.time].iloc[-1]
