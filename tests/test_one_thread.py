"""The linear algebra library has one thread while a model reads, and what it had before afterwards."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from threadpoolctl import ThreadpoolController

import bpextract as bp
from bpextract.decision.network import Network
from bpextract.learned.one_thread import one_thread

TEXT = "Ông Lò Văn Páo tặng 20 suất quà ở xã Bản Phiệt."


@pytest.fixture
def n_threads():
    """The number of threads of the library, which is two before and after."""
    controller = ThreadpoolController()
    if not controller.select(user_api="blas").lib_controllers:
        pytest.skip("NumPy has no library here whose threads can be told")
    with controller.limit(limits=2, user_api="blas"):
        yield lambda: {library["num_threads"] for library in controller.info() if library["user_api"] == "blas"}


def test_an_error_gives_it_back(n_threads):
    with pytest.raises(ValueError, match="bùm"), one_thread():
        raise ValueError("bùm")
    assert n_threads() == {2}


def test_models_read_inside(n_threads, monkeypatch):
    encode, seen = Network.encode, []
    monkeypatch.setattr(Network, "encode", lambda *given: seen.append(n_threads()) or encode(*given))
    bp.extract(TEXT)
    assert seen == [{1}] and n_threads() == {2}


def test_threads_of_the_user_leave_what_was_set(n_threads):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(bp.extract, [TEXT] * 40))
    assert n_threads() == {2}
