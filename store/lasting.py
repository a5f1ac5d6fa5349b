"""Making very many objects that are there to stay, without Python looking for rubbish among them.

Each such look stops the whole program, for half a second once a career of notes is in memory.
"""

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def made_to_last(*, are_many: bool) -> Iterator[None]:
    """What is made inside is not looked through meanwhile; if it is much, later neither, until the book is locked.

    Args:
        are_many: whether looking through them would be felt.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        if are_many:
            gc.freeze()
    finally:
        if was_enabled:
            gc.enable()
