"""Keeps the linear algebra library at one thread while a model reads.

The matrices of a text are too small to be shared: several threads each gain nothing, and where several processes read
at once, as workers do, their threads wait for each other and everything takes several times as long.
"""

from contextlib import AbstractContextManager, nullcontext
from functools import cache

from threadpoolctl import ThreadpoolController


@cache
def _controller() -> ThreadpoolController:
    """Return what knows the libraries of this process: looking for them takes longer than reading a short text."""
    return ThreadpoolController().select(user_api="blas")


def one_thread() -> AbstractContextManager[object]:
    """Return a block in which the library has one thread; afterwards it has as many as before.

    Inside of such a block another costs nothing: what reads many texts opens one around them all. Where several threads
    of the process are in such a block, the first decides, which comes to the same.
    """
    controller = _controller()
    if all(library.num_threads == 1 for library in controller.lib_controllers):
        return nullcontext()
    limited: AbstractContextManager[object] = controller.limit(limits=1, user_api="blas")
    return limited
