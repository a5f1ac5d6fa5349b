"""What keeping costs: a durable note beside the bare disk, sqlite3 and stock TinyDB; unlocking and locking a book.

    python -m tests.bench keeping [--rounds N]

A note is written by acts of which each waits for the disk. By the wall clock they are compared with each other; whether
a note costs more in a book of 10,000 open cases is seen by the CPU, in which there is no waiting.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import orjson
from tinydb import TinyDB

from store import open_casebook
from store.keeping import recovery_key
from store.vault import open_vault
from tests.bench import bars
from tests.bench.bars import Figure
from tests.bench.books import EXTREME, NOW, PASSPHRASE, SMALL, TYPICAL, Size, copy_of
from tests.bench.measuring import Samples, interleaved, lines, scratch
from tui.unlock.memory import settle

COUNTS = (100, 1_000, 10_000)
"""Open cases."""
BODY = "Ibu menerima kami. " * 6  # with its fields, 600 bytes in the log
ROUNDS = 40
"""For each round that is asked for: a single note is over in a moment."""
TINYDB_ROUNDS = 3
APPEND, SQLITE, VAULT, NOTE, TINYDB = (
    "append + fdatasync", "sqlite3 row", "vault row", "Casebook.add_note", "stock TinyDB insert",
)  # fmt: skip
Acts = dict[str, Callable[[], object]]


def figures(rounds: int) -> list[Figure]:
    """Durable notes, unlocking and locking."""
    told = []
    for passphrase, kept in ((None, "plain"), (PASSPHRASE, "encrypted")):
        taken = {count: _notes(count, passphrase, rounds * ROUNDS) for count in COUNTS}
        for beside, bar in ((APPEND, bars.APPEND), (SQLITE, bars.SQLITE)):
            ratios = [of[NOTE].median_wall / of[beside].median_wall for of in taken.values()]
            each = "at " + ", ".join(f"{count:,}" for count in COUNTS) + " cases: "
            more = each + ", ".join(f"{ratio:.2f}" for ratio in ratios)
            told.append(Figure(f"durable note, {kept} / {beside}", max(ratios), bar, more=more))
        few, many = (of[NOTE].median_cpu / of[APPEND].median_cpu for of in (taken[COUNTS[0]], taken[COUNTS[-1]]))
        flat = many / few  # in appends of the same rounds: the machine is not as fast at every time
        told.append(Figure(f"durable note, {kept}, CPU at 10,000 cases / at 100", flat, bars.FLAT))
    for size in (TYPICAL, EXTREME):
        _unlocking(size, rounds)
    return told


def size_of(count: int) -> Size:
    """A book of this many open cases, ten notes each."""
    return replace(
        SMALL, name=f"{count}-open", open=count, closed=0, notes=10 * count, words=60, goals=2 * count,
        tasks=4 * count, measurements=4 * count, people=4 * count, moves=10 * count, years=7,
    )  # fmt: skip


def _notes(count: int, passphrase: str | None, rounds: int) -> dict[str, Samples]:
    kept = "plain" if passphrase is None else "encrypted"
    print(f"a durable note, {kept}, {count:,} open cases, {rounds} rounds")
    with scratch() as place, _writers(place, count, passphrase) as acts:
        settle()  # as the program does once a board is shown
        tinydb = acts.pop(TINYDB, None)
        taken = interleaved(acts, rounds)
        lines(taken, beside=APPEND)
        if tinydb is not None:
            lines(interleaved({APPEND: acts[APPEND], TINYDB: tinydb}, TINYDB_ROUNDS, thrown_away=0), beside=APPEND)
    return taken


@contextmanager
def _writers(place: Path, count: int, passphrase: str | None) -> Iterator[Acts]:
    """What writes a note, each into something of its own on the same disk; for a plain book also stock TinyDB."""
    here, there = (copy_of(size_of(count), place / name, passphrase) for name in ("book", "vault"))
    log = os.open(place / "raw", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    with (
        open_casebook(here, passphrase, clock=lambda: NOW) as book,
        open_vault(there, passphrase=passphrase) as vault,
        closing(sqlite3.connect(place / "sqlite", isolation_level=None)) as base,
    ):
        code = book.cases()[count // 2].code
        note = book.add_note(code, body=BODY, mode="home_visit").document()
        text, block = orjson.dumps(note).decode(), b"x" * 600
        base.executescript(
            "pragma journal_mode=wal; pragma synchronous=full; create table n(id integer primary key, b text)"
        )
        base.executemany("insert into n(b) values (?)", [(text,)] * 100)
        rows = vault.table("notes")

        def append() -> None:
            os.write(log, block)
            os.fdatasync(log)

        acts: Acts = {
            APPEND: append,
            SQLITE: lambda: base.execute("insert into n(b) values (?)", (text,)),
            VAULT: lambda: rows.insert(note),
            NOTE: lambda: book.add_note(code, body=BODY, mode="home_visit"),
        }
        if passphrase is None:
            stock = TinyDB(_snapshot(there, place / "stock.json")).table("notes")
            acts[TINYDB] = lambda: stock.insert(note)
        yield acts
    os.close(log)


def _snapshot(folder: Path, copy: Path) -> Path:
    """A copy of the newest snapshot of a plain book, which stock TinyDB opens."""
    copy.write_bytes(max(folder.glob("*.json"), key=lambda path: path.stem.isdigit() and int(path.stem)).read_bytes())
    return copy


def _unlocking(size: Size, rounds: int) -> None:
    """Deriving the key, opening, closing."""
    print(f"unlocking and locking, {size.name}")
    with scratch() as place:
        plain, closed = copy_of(size, place / "plain"), copy_of(size, place / "closed", PASSPHRASE)
        key = recovery_key(closed, PASSPHRASE)
        acts: Acts = {
            "open and close it, plain": lambda: open_casebook(plain).close(),
            "open and close it, by recovery key": lambda: open_casebook(closed, key).close(),
            "open and close it, by passphrase": lambda: open_casebook(closed, PASSPHRASE).close(),
            "derive the key from the passphrase": lambda: recovery_key(closed, PASSPHRASE),
        }
        lines(interleaved(acts, rounds))
