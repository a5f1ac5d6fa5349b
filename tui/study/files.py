"""Reading many cases while the interface goes on working."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from time import perf_counter

from store import Casebook
from store.model import Folder
from store.practice.figures import CaseFigures, figures_of

MANY_NOTES = 100
"""More notes than this take longer than that to be read."""

AT_A_TIME = 0.004
"""Seconds of reading after which the interface has its turn: with the rest of a long case, a frame."""


async def counted(file: Folder) -> CaseFigures:
    """The figures of a case; of a long one in another thread, as each of its notes is read for them."""
    return figures_of(file) if len(file.notes) <= MANY_NOTES else await asyncio.to_thread(figures_of, file)


async def files_of(
    book: Casebook, codes: Sequence[str], pausing: Callable[[], None] = lambda: None
) -> AsyncIterator[Folder]:
    """The files of cases, archived ones too.

    Args:
        book: where they are.
        codes: which.
        pausing: called each time before the interface has its turn.

    Raises:
        BookDamaged: the archive cannot be read.
    """
    if any(book.is_archived(code) for code in codes):
        await asyncio.to_thread(book.open_archive)
    began = perf_counter()
    for code in codes:
        yield book.folder_of(code)
        if perf_counter() - began > AT_A_TIME:
            pausing()
            await asyncio.sleep(0)
            began = perf_counter()
