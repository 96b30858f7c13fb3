"""The collector of reference cycles rests while texts are read, and is as it was before afterwards."""

import gc

import pytest

import bpextract as bp
from bpextract.collector import no_collection
from bpextract.extractor import Extractor

TEXT = "Ông Lò Văn Páo tặng 20 suất quà ở xã Bản Phiệt."


@pytest.fixture
def collector():
    """Whatever a test does to the collector, it is on afterwards."""
    yield
    gc.enable()


def test_it_rests_while_texts_are_read(collector, monkeypatch):
    resolve, seen = Extractor._resolve, []
    monkeypatch.setattr(Extractor, "_resolve", lambda *given: seen.append(gc.isenabled()) or resolve(*given))
    bp.extract([TEXT, TEXT])
    assert seen == [False, False] and gc.isenabled()


def test_an_error_gives_it_back(collector):
    with pytest.raises(ValueError, match="bùm"), no_collection():
        raise ValueError("bùm")
    assert gc.isenabled()


def test_where_the_user_has_turned_it_off_it_stays_off(collector):
    gc.disable()
    bp.Extractor().rows(TEXT)
    assert not gc.isenabled()
