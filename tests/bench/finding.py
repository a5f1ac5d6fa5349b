"""What finding costs in the extreme book: opening, the day's review, live search, the archive.

    python -m tests.bench finding [--rounds N]

BENCH_PASSPHRASE set to anything makes it an encrypted one. The archive is read and folded in another thread, as the
program does it; the longest stall is for how long this thread could not go on meanwhile.
"""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from math import inf
from pathlib import Path
from threading import Event, Thread

from store import Casebook, open_casebook
from store.query import read_query
from tests.bench import bars
from tests.bench.bars import Figure
from tests.bench.books import EXTREME, NOW, PASSPHRASE, copy_of
from tests.bench.measuring import Spent, line, scratch, spent_on
from tui.unlock.memory import settle

LIVE = ("i", "ib", "ibu", "sekolah", "kunjungan rumah", "ibu anak sekolah", "zzyzx", "level:mezzo ibu",
        "from:2026-10 ibu", "has:draft", "K-2026-04", "is:today", "risk:low", "wayan")  # fmt: skip
ARCHIVED = ("sutiwaja", "hendra", "puskesmas", "kunjungan rumah", "ibu anak sekolah", "zzyzx", "zzyzx level:mezzo",
            "from:2020 to:2020 sutiwaja", "ke", "ibu")  # fmt: skip
OTHER = read_query("qqqq")
"""What is searched for between two measurements."""


def figures(rounds: int) -> list[Figure]:
    """The slowest query among all notes, and what a morning begins with."""
    passphrase = PASSPHRASE if os.environ.get("BENCH_PASSPHRASE") else None
    with scratch() as place:
        return _measured(copy_of(EXTREME, place / "book", passphrase), passphrase, rounds)


@contextmanager
def stall() -> Iterator[Callable[[], float]]:
    """The longest time, in ms, for which another thread could not go on meanwhile."""
    worst, stop = [0.0], Event()

    def tick() -> None:
        last = time.perf_counter()
        while not stop.is_set():
            time.sleep(0.001)
            now = time.perf_counter()
            worst[0], last = max(worst[0], (now - last) * 1000), now

    ticker = Thread(target=tick)
    ticker.start()
    try:
        yield lambda: worst[0]
    finally:
        stop.set()
        ticker.join()


def _measured(folder: Path, passphrase: str | None, rounds: int) -> list[Figure]:
    told: list[Figure] = []

    def keep(what: str, spent: list[Spent], more: str = "") -> float:
        """Print it; answers the median of the CPU."""
        line(what, [one.cpu for one in spent], more=f"{statistics.median(one.wall for one in spent):.1f} wall  {more}")
        return statistics.median(one.cpu for one in spent)

    opened, book = spent_on(lambda: open_casebook(folder, passphrase, clock=lambda: NOW + timedelta(days=1)))
    with book:
        told.append(Figure("open the extreme book", keep("open the book", [opened]), unit="ms"))
        first, _review = spent_on(book.review)
        told.append(Figure("the day's review, the first time", keep("the day's review, first", [first]), unit="ms"))
        again = [spent_on(book.review)[0] for _turn in range(rounds)]
        told.append(Figure("the day's review, again", keep("the day's review, again", again), unit="ms"))
        settle()
        keep("live search, the first time", [spent_on(lambda: book.search_live(read_query("ibu")))[0]])
        slowest: dict[float, str] = {}
        for text in LIVE:
            search = partial(book.search_live, read_query(text))
            spent = [_anew(search, lambda: book.search_live(OTHER)) for _turn in range(rounds)]
            slowest[keep(f"live: {text}", spent, f"{len(search())} hits")] = text
        told.append(
            Figure("live search, extreme book, the slowest query", max(slowest), unit="ms", more=_named(slowest))
        )
        for what, read in (("read the archive", book.open_archive), ("and fold it", book.open_for_search)):
            steps: list[int] = []
            reader = Thread(target=read, args=(lambda done, _all, steps=steps: steps.append(done),))
            with stall() as worst:
                spent_reading, _ = spent_on(lambda reader=reader: (reader.start(), reader.join()))  # type: ignore[misc]
            keep(what, [spent_reading], f"{len(steps)} steps told, longest stall {worst():.0f} ms")
        slowest = {}
        for text in ARCHIVED:
            slowest[keep(f"archive: {text}", *_archived(book, text, rounds))] = text
        what = "search all notes, extreme book, the slowest query"
        told.append(Figure(what, max(slowest), bars.SEARCH, "ms", _named(slowest)))
    print(f"  memory {_memory_mb():.0f} MB")
    return told


def _anew(search: Callable[[], object], between: Callable[[], object]) -> Spent:
    """A search behind another one, as the same words again are found where they were found last."""
    between()
    return spent_on(search)[0]


def _named(slowest: dict[float, str]) -> str:
    return f"“{slowest[max(slowest)]}”"


def _archived(book: Casebook, text: str, rounds: int) -> tuple[list[Spent], str]:
    """A query asked of the archive after it was asked once, and what the first time and the steps were like."""
    query, first, longest, found = read_query(text), inf, 0.0, 0

    def search() -> None:
        nonlocal first, longest, found
        began, found = time.perf_counter(), 0
        last = began
        for hits in book.search_archived(query):
            now = time.perf_counter()
            longest, last = max(longest, (now - last) * 1000), now
            first = min(first, (now - began) * 1000) if hits else first
            found += len(hits)

    once, _nothing = spent_on(search)
    longest = 0.0
    again = [_anew(search, lambda: list(book.search_archived(OTHER))) for _turn in range(rounds)]
    more = f"{found} hits, the first after {first:.0f} ms, longest step {longest:.0f}; at first {once.cpu:.0f} ms CPU"
    return again, more


def _memory_mb() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
