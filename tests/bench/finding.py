"""What finding costs in the extreme book (domain reference 8): opening, the day's review, live search, the archive.

    python -m tests.bench finding [SHARE] [FOLDER]

SHARE is a percentage of the extreme book, 100 unless given. The book is built in FOLDER, or in one that is thrown away;
one that is there already is used. BENCH_PASSPHRASE set to anything makes it an encrypted one.

The words of the notes are drawn from the demonstration's, as often as they stand there, with a rare name in each.
"""

import itertools
import os
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from math import inf
from pathlib import Path
from threading import Event, Thread
from typing import Any

from store import Casebook, open_casebook
from store.model import Goal, Measure, Measurement, Person, Task
from store.query import read_query
from store.vault import generations, keyfile
from store.vault.frames import NO_TAG
from store.vault.keys import ARCHIVE
from tests.bench.storage import PASSPHRASE, WHY, YEAR
from tui.unlock.memory import settle

OPEN, CLOSED, NOTES, WORDS = 150, 3_850, 300_000, 250
EACH = {"tasks": 15, "goals": 3, "measurements": 25, "people": 4, "history": 7, "measures": 1}  # in the file of a case
NEWEST = datetime(2026, 11, 20, 9, 30).astimezone()
SYLLABLES = ("ra", "ti", "su", "mi", "wa", "ja", "nu", "la", "de", "yo", "ki", "ba", "hen", "dra", "sih", "tun")
LIVE = ("i", "ib", "ibu", "sekolah", "kunjungan rumah", "ibu anak sekolah", "zzyzx", "level:mezzo ibu",
        "from:2026-10 ibu", "has:draft", "K-2026-04", "is:today", "risk:low", "wayan")  # fmt: skip
ARCHIVED = ("sutiwaja", "hendra", "puskesmas", "kunjungan rumah", "ibu anak sekolah", "zzyzx", "zzyzx level:mezzo",
            "from:2020 to:2020 sutiwaja", "ke", "ibu")  # fmt: skip
ROUNDS = 5


def build(folder: Path, share: float, passphrase: str | None) -> None:
    """Write the extreme book, or a share of it."""
    draw = random.Random(8)
    words = _words()
    with open_casebook(folder, passphrase, clock=lambda: NEWEST) as book:
        live, filed = _two_cases(book)
        stub = dict(book._db.documents("stubs")[1])
        key = book._db.key
    number_of_open, number_of_closed = int(OPEN * share), int(CLOSED * share)
    each, ids = NOTES // (OPEN + CLOSED), itertools.count(1)
    tables: dict[str, dict[int, Any]] = {"stubs": {}, "book": {1: {str(YEAR): number_of_open + number_of_closed}}}
    archive: dict[int, Any] = {}
    for number in range(1, number_of_open + number_of_closed + 1):
        is_open = number <= number_of_open
        code = f"K-{YEAR}-{number:03}"
        whole = _renamed(live if is_open else filed, code, {**EACH, "notes": each}, ids)
        for back, note in enumerate(whole["notes"]):
            note["body"] = _body(draw, words)
            note["contact_at"] = (NEWEST - timedelta(days=back * 14 + (0 if is_open else number))).isoformat()
        if is_open:
            for at, one in enumerate((whole["case"], *whole["tasks"])):  # some late, some today, most to come
                day = NEWEST.date() + timedelta(days=(number * 7 + at * 11) % 60 - 9)
                one["due" if at else "next_contact"] = day.isoformat()
            for table, rows in whole.items():
                if table != "code":
                    of = tables.setdefault(f"{table}s" if table == "case" else table, {})
                    of.update(enumerate([rows] if table == "case" else rows, len(of) + 1))
        else:
            archive[YEAR * 1_000_000 + number] = whole
            tables["stubs"][number] = {**stub, "code": code}
    key_file = keyfile.find(folder)
    assert key_file is not None
    generations.publish(folder, key, key_file.fields, tables, 1, NO_TAG)[0].close()
    generations.publish(folder / ARCHIVE, key.archived(), None, {"cases": archive}, 1, NO_TAG)[0].close()


def _two_cases(book: Casebook) -> tuple[dict[str, Any], dict[str, Any]]:
    """An open and an archived case with one of everything; the archived one is told as the archive has it."""
    for alias, size in (("Terbuka", "family"), ("Tertutup", "formal_group")):
        code = book.add_case(alias=alias, size=size, presenting_problem=WHY, consent="verbal", risk_level="low").code
        book.add_note(
            code, body=WHY, mode="home_visit", outcome="reached", sign=True, participants="Ibu", place="Balai"
        )
        goal = book.add(Goal, code, statement=WHY, baseline=-1)
        book.add(Task, code, text=WHY, goal=goal.id, due=book.today() + timedelta(days=90))
        book.add(Person, code, alias="Ibu", name="Ibu Wayan")
        measure = book.add(Measure, code, target="Hari", improves="up")
        book.add(Measurement, code, measure=measure.id, stage="A", value=1)
    book.terminate(code, reason="goals_met", outcome="better", summary=WHY, override=WHY)
    live, filed = (book.shelf.whole(case.code) for case in book.cases())
    book.file_away(code)
    return live, filed


def _renamed(whole: dict[str, Any], code: str, counts: dict[str, int], ids: Iterator[int]) -> dict[str, Any]:
    """The case under another code, with so many of each thing in its file."""
    rows = {
        table: [
            {**row, "case_code": code, "id": f"{next(ids):032x}"}
            for row in itertools.islice(itertools.cycle(whole[table]), count)
        ]
        for table, count in counts.items()
    }
    return {"code": code, "case": {**whole["case"], "code": code, "alias": f"Keluarga {code[-4:]}"}, **rows}


def _words() -> list[str]:
    home = Path(__file__).resolve().parents[2] / "store" / "demo"
    return [word for path in sorted(home.rglob("*.toml")) for word in re.findall(r"[^\W\d_]+[.,]?", path.read_text())]


def _body(draw: random.Random, words: list[str]) -> str:
    name = "".join(draw.choices(SYLLABLES, k=4)).capitalize()
    return " ".join((name, *draw.choices(words, k=WORDS - 1)))


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


def spent(act: Callable[[], object], rounds: int = 1) -> str:
    """How long it takes, at best, and the work in it, which is the same when others use the machine too."""
    wall, cpu = [], []
    for _ in range(rounds):
        began, began_cpu = time.perf_counter(), time.process_time()
        act()
        cpu.append((time.process_time() - began_cpu) * 1000)
        wall.append((time.perf_counter() - began) * 1000)
    return f"{min(wall):8.1f} ms, CPU {min(cpu):8.1f}"


def row(what: str, figures: str, more: str = "") -> None:
    """One line of the table."""
    print(f"{what:<44} {figures}  {more}", flush=True)


def measure(folder: Path, passphrase: str | None) -> None:
    """All figures."""
    books: list[Casebook] = []

    def opening() -> None:
        books.append(open_casebook(folder, passphrase, clock=lambda: NEWEST + timedelta(days=1)))

    row("open the book", spent(opening))
    with books[0] as book:
        row("the day's review, the first time", spent(book.review))
        row("the day's review, again", spent(book.review, ROUNDS))
        settle()
        row("live search, the first time", spent(lambda: book.search_live(read_query("ibu"))))
        for text in LIVE:
            search = partial(book.search_live, read_query(text))
            row(f"live: {text}", spent(search, ROUNDS), f"{len(search())} hits")
        steps: list[int] = []
        for what, read in (("read the archive", book.open_archive), ("and fold it", book.open_for_search)):
            with stall() as worst:
                reader = Thread(target=read, args=(lambda done, _all: steps.append(done),))
                figures = spent(lambda: (reader.start(), reader.join()))  # noqa: B023 - called here
                row(what, figures, f"{len(steps)} steps told, longest stall {worst():.0f} ms")
        for text in ARCHIVED:
            _archived(book, text)
    print(f"memory {_memory_mb():.0f} MB")


def _archived(book: Casebook, text: str) -> None:
    query, first, longest, found = read_query(text), inf, 0.0, 0

    def search() -> None:
        nonlocal first, longest, found
        began, longest, found = time.perf_counter(), 0.0, 0
        last = began
        for hits in book.search_archived(query):
            now = time.perf_counter()
            longest, last = max(longest, (now - last) * 1000), now
            first = min(first, (now - began) * 1000) if hits else first
            found += len(hits)

    once, again = spent(search), spent(search, ROUNDS)
    row(
        f"archive: {text}",
        again,
        f"{found} hits, the first after {first:.0f} ms, longest step {longest:.0f}; at first {once}",
    )


def _memory_mb() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def main(share: float, folder: Path | None) -> None:
    """Build and measure."""
    passphrase = PASSPHRASE if os.environ.get("BENCH_PASSPHRASE") else None
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_DIR")) as parent:
        place = folder or Path(parent) / "book"
        if not place.exists():
            row("(building the book)", spent(lambda: build(place, share, passphrase)))
        measure(place, passphrase)
