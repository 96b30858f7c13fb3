"""Keeps Python's collector of reference cycles still while what it would look through again and again is made.

The lexicons are hundreds of thousands of small objects, and a chunk of texts makes tens of thousands more, none of them
in a cycle. Each time so many are new, the collector walks through them; it took a third of the time to build an
extractor, and a fourteenth of that to read with it.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Return a block, or make a function one, in which the collector rests; afterwards it is as it was before.

    Where several threads are in such a block, the collector may start again before the last of them has left it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
