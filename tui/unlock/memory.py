"""The program's memory: settled once a board is shown, and cleared of what was read when the book is locked."""

import functools
import gc


def settle() -> None:
    """What the start made stays; a full collection need not look at it again (it would stop the keys for 30-50 ms)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


def forget() -> None:
    """Free what nobody refers to any more, and what functions remember of texts they were given.

    A Python program cannot overwrite its memory; it can only let go of it.
    """
    gc.unfreeze()
    for thing in gc.get_objects():
        if isinstance(thing, functools._lru_cache_wrapper):
            thing.cache_clear()
    gc.collect()
