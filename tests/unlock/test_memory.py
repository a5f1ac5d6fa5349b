"""What closed screens leave in memory: nothing, however many were opened."""

import asyncio
import gc
from collections import Counter

from textual._styles_cache import StylesCache
from textual.pilot import Pilot

from store import Casebook
from tui.app import LingkarApp
from tui.casefile.screen import CaseFile
from tui.unlock import locking


async def in_and_out(pilot: Pilot[int], times: int) -> Counter[type]:
    """Open a case file and close it, so often; what is in memory after that."""
    for _time in range(times):
        await pilot.press("enter")
        await pilot.press("escape")
        await asyncio.sleep(2 * locking.SOON)
        await pilot.pause()
    return Counter(map(type, gc.get_objects()))


async def test_closed_screens_leave_nothing_behind(book: Casebook) -> None:
    book.add_case(alias="Bu S", size="family")
    app = LingkarApp(book)
    async with app.run_test() as pilot:
        await pilot.pause()
        gc.disable()  # Python's own looks may come at any moment
        try:
            first, last = await in_and_out(pilot, 2), await in_and_out(pilot, 3)
        finally:
            gc.enable()
    assert last[StylesCache] <= first[StylesCache]
    assert last[CaseFile] == first[CaseFile] == 0
