"""Looking through the archive while the interface goes on working: it is read once, then searched between the keys.

Only one reading of a book is under way at a time, also when the search is left and opened again meanwhile. It cannot be
stopped, but nothing waits for it: neither the keys, nor leaving, nor the lock.
"""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import ClassVar
from weakref import WeakKeyDictionary

from textual.worker import Worker

from store import Casebook, LingkarError
from store.language import _
from store.query import Query
from store.search import Hits
from tui.place import Place

_TICK = 0.1
"""Seconds between two looks at how far the reading is."""

_TURNS = 10
"""So many turns of the loop between two slices of the search: a key passes through as many until it acts."""


class ArchiveReading:
    """The archive of a book being read in another thread."""

    _under_way: ClassVar[WeakKeyDictionary[Casebook, "ArchiveReading"]] = WeakKeyDictionary()

    def __init__(self, book: Casebook) -> None:
        """Begin."""
        self._part: float | None = None
        self._task = asyncio.create_task(self._read(book))

    @classmethod
    def of(cls, book: Casebook) -> "ArchiveReading":
        """The one that is under way, or a new one."""
        if book not in cls._under_way:
            cls._under_way[book] = cls(book)
        return cls._under_way[book]

    async def _read(self, book: Casebook) -> str:
        try:
            await asyncio.to_thread(book.open_for_search, self._tell)
        except LingkarError as error:
            return str(error)
        except Exception:  # such as no memory left: it must not take away what was found
            return _("The archive could not be read. The cases on the board are not affected.")
        finally:
            del self._under_way[book]
        return ""

    def _tell(self, done: int, all: int) -> None:
        """How far it is; told by the thread that reads, and looked at by the interface."""
        self._part = done / all if all else None

    @property
    def is_done(self) -> bool:
        """Whether it has ended."""
        return self._task.done()

    @property
    def trouble(self) -> str:
        """Once it has ended: why the archive cannot be read; empty when it can."""
        return self._task.result()

    @property
    def words(self) -> str:
        """How far it is."""
        if self._part is None:
            return _("reading the archive ...")
        return _("reading the archive {percent} %").format(percent=int(100 * self._part))

    async def wait(self) -> None:
        """Until it has ended, or for a moment."""
        await asyncio.wait({self._task}, timeout=_TICK)


class ArchiveSearch:
    """The part of a search that goes on after the live book was searched.

    Attributes:
        trouble: why the archive could not be read; empty when it could, or was not needed yet.
        is_done: whether the archive was looked through for what was asked last.
    """

    def __init__(self, place: Place, found: Callable[[Hits], None], went_on: Callable[[], None]) -> None:
        """Nothing looked for yet.

        Args:
            place: whose work it is, which ends when the place is left; trouble is said there.
            found: told of hits, a few at a time.
            went_on: told when there is something new to say about how far it is.
        """
        self._place, self._book, self._found, self._went_on = place, place.book, found, went_on
        self._reading: ArchiveReading | None = None
        self._work: Worker[None] | None = None
        self.trouble = ""
        self.is_done = True

    @property
    def doing(self) -> str:
        """What is going on, in words; what is missing when it failed."""
        if self.trouble:
            return _("without the archive")
        if self.is_done or self._reading is None:
            return ""
        return _("searching the archive ...") if self._reading.is_done else self._reading.words

    def look_for(self, query: Query) -> None:
        """Begin anew with another query; one that asks for nothing only ends what is going on."""
        self.stop()
        self.is_done = self.trouble != "" or not query or not (self._reading or self._book.has_archived)
        if not self.is_done:
            self._reading = self._reading or ArchiveReading.of(self._book)
            self._work = self._place.run_worker(partial(self._look, self._reading, query))

    def stop(self) -> None:
        """Look for nothing any more."""
        if self._work is not None:
            self._work.cancel()

    async def _look(self, reading: ArchiveReading, query: Query) -> None:
        while not reading.is_done:
            self._went_on()
            await reading.wait()
            if self._is_left:
                return
        self.trouble = reading.trouble or await self._look_through(query)
        if self._is_left:
            return
        self.is_done = True
        self._went_on()
        if self.trouble:
            self._place.say_trouble(self.trouble)

    async def _look_through(self, query: Query) -> str:
        """Search between the keys; answers why that did not work."""
        try:
            for hits in self._book.search_archived(query):
                self._found(hits)
                self._went_on()
                for _turn in range(_TURNS):
                    await asyncio.sleep(0)
                if self._is_left:
                    break
        except LingkarError as error:
            return str(error)
        return ""

    @property
    def _is_left(self) -> bool:
        """Whether the place is being taken apart, which ends its work a little later."""
        return not self._place.display
