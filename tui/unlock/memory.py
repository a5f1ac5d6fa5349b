"""The program's memory: settled once a board is shown, tidied after a screen closed, cleared when the book is shut."""

import functools
import gc

from textual._styles_cache import StylesCache

_SIZES = range(512, 4096, 16)
"""Bytes of a block that the C library gives out: smaller ones Python keeps itself, larger ones go back to the system or
are taken apart."""
_BLOCKS = 16
"""So many of each size: more than the C library sets aside of one."""


def settle() -> None:
    """What the start made stays; no collection need look at it (a full one would stop the keys for 30-50 ms)."""
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
    gc.enable()


def tidy() -> None:
    """Free what a closed screen leaves: widgets that refer to each other, and the lines Textual remembers of them.

    Python would look for the former after millions of objects only, and the latter it would keep of a thousand widgets.
    """
    StylesCache.get_inner_outer.cache_clear()
    gc.collect()


def forget() -> None:
    """Free what nobody refers to any more, and what functions remember of texts they were given; write over it.

    A Python program cannot choose what it overwrites. It can let go, and then ask for blocks of every size in which a
    note or an act may have lain: the allocator gives those out first that were freed last.
    """
    gc.unfreeze()
    for thing in gc.get_objects():
        if isinstance(thing, functools._lru_cache_wrapper):
            thing.cache_clear()
    gc.collect()
    for size in _SIZES:
        [b"\0" * size for _block in range(_BLOCKS)]
