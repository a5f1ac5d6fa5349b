"""What keeping costs: a durable note beside sqlite3 and the bare disk, and opening a typical and an extreme book.

    python -m tests.bench storage [ROUNDS]

Books are built from a few real rows that are multiplied, and written as one generation. All that is compared is
interleaved in one run; set BENCH_DIR to choose the disk.
"""

import itertools
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from store import open_casebook
from store.vault import generations, keyfile, open_vault
from store.vault.frames import NO_TAG
from store.vault.keys import ARCHIVE, Key
from tests.terminal import Program

SIZES = (100, 1_000, 10_000)
NOTES = 30  # per case
BODY = "Ibu menerima kedatangan kami dan bercerita tentang minggu ini. " * 7  # with its fields, 600 bytes in the log
WHY = "karena keadaan keluarga sangat mendesak"
PASSPHRASE = "kuda hitam di tepi laut"
YEAR = 2026
Times = dict[str, list[float]]


@dataclass(frozen=True)
class Shape:
    """How much a book holds. Notes are spread evenly over all cases."""

    live: int
    filed: int
    notes: int


TYPICAL = Shape(live=25, filed=275, notes=9_000)
EXTREME = Shape(live=150, filed=3_850, notes=300_000)
WAYS = {"list": "lingkar list", "board": "start to painted board"}


def build(folder: Path, shape: Shape, passphrase: str | None) -> None:
    """Write a book of this shape."""
    with open_casebook(folder, passphrase) as book:
        for alias in ("Terbuka", "Tertutup"):
            code = book.add_case(alias=alias, size="family", presenting_problem=BODY[:100], consent="verbal").code
            book.add_note(code, body=BODY, mode="home_visit", sign=True)
        book.terminate(code, reason="goals_met", outcome="better", summary=BODY, override=WHY)
        live, filed = (book.shelf.whole(case.code) for case in book.cases())
        book.file_away(code)
        stub = book._db.documents("stubs")[1]
        key, counters = book._db.key, {"1": {str(YEAR): shape.live + shape.filed}}
    ids = itertools.count(1)
    tables: dict[str, dict[int, Any]] = {"cases": {}, "notes": {}, "history": {}, "stubs": {}, "book": {}}
    archive: dict[int, Any] = {}
    each = shape.notes // (shape.live + shape.filed)
    for number in range(1, shape.live + shape.filed + 1):
        is_live = number <= shape.live
        one = _renamed(live if is_live else filed, f"K-{YEAR}-{number:03}", each, ids)
        if is_live:
            tables["cases"][number] = one["case"]
            tables["notes"].update((len(tables["notes"]) + at, note) for at, note in enumerate(one["notes"], 1))
            tables["history"].update((len(tables["history"]) + at, move) for at, move in enumerate(one["history"], 1))
        else:
            archive[YEAR * 1_000_000 + number] = one
            tables["stubs"][number] = {**stub, "code": one["code"]}
    tables["book"] = {1: counters["1"]}
    key_file = keyfile.find(folder)
    assert key_file is not None
    _publish(folder, key, key_file.fields, tables)
    if archive:
        _publish(folder / ARCHIVE, key.archived(), None, {"cases": archive})


def _renamed(whole: dict[str, Any], code: str, notes: int, ids: Iterator[int]) -> dict[str, Any]:
    of_case = {"case_code": code}
    return {
        "code": code,
        "case": {**whole["case"], "code": code, "alias": f"Keluarga {code[-3:]}"},
        "notes": [{**whole["notes"][0], **of_case, "id": f"{next(ids):032x}"} for _ in range(notes)],
        "history": [{**move, **of_case, "id": f"{next(ids):032x}"} for move in whole["history"]],
    }


def _publish(folder: Path, key: Key, fields: dict[str, Any] | None, tables: dict[str, dict[int, Any]]) -> None:
    log, _size = generations.publish(folder, key, fields, tables, 1, NO_TAG)
    log.close()


def line(what: str, values: list[float], more: str) -> None:
    """One line of the table, in ms. The lower quartile is what a disk gives that nobody else uses."""
    quiet, middle, _ = statistics.quantiles(values, n=4)
    print(f"{what:<44} {middle:9.3f} median {quiet:9.3f} quiet  ms  {more}", flush=True)


def durable_notes(rounds: int) -> None:
    """A note on the disk: through the vault, through the Casebook, and beside them the two yardsticks."""
    for passphrase in (None, PASSPHRASE):
        kept = "plain" if passphrase is None else "encrypted"
        flat: dict[str, list[float]] = {}
        for size in SIZES:
            with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_DIR")) as parent:
                wall, cpu = _interleaved(Path(parent), size, passphrase, rounds)
            floor, sqlite = (statistics.median(wall[name]) for name in ("append + fdatasync", "sqlite3 row"))
            for name, values in wall.items():
                middle, software = statistics.median(values), statistics.median(cpu[name]) * 1000
                flat.setdefault(name, []).append(software)
                beside = f"{middle / floor:.2f} x append  {middle / sqlite:.2f} x sqlite3  {software:.0f} us CPU"
                line(f"{kept}, {size:>6} cases: {name}", values, beside)
        for name in ("vault row", "Casebook.add_note"):
            print(f"{kept}: {name}, CPU with 10,000 cases to that with 100: {flat[name][-1] / flat[name][0]:.2f}")


def _interleaved(place: Path, size: int, passphrase: str | None, rounds: int) -> tuple[Times, Times]:
    for name in ("book", "vault"):
        build(place / name, Shape(size, 0, size * NOTES), passphrase)
    with open_casebook(place / "book", passphrase) as book, open_vault(place / "vault", passphrase=passphrase) as db:
        raw = os.open(place / "raw", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        base = sqlite3.connect(place / "sqlite", isolation_level=None)
        base.executescript(
            "pragma journal_mode=wal; pragma synchronous=full; create table n(id integer primary key, b text)"
        )
        code = f"K-{YEAR}-{size // 2:03}"
        note = book.add_note(code, body=BODY, mode="home_visit").document()
        text, block = orjson.dumps(note).decode(), b"x" * 600
        base.executemany("insert into n(b) values (?)", [(text,)] * 100)
        rows = db.table("notes")

        def append() -> None:
            os.write(raw, block)
            os.fdatasync(raw)

        acts: dict[str, Callable[[], object]] = {
            "append + fdatasync": append,
            "sqlite3 row": lambda: base.execute("insert into n(b) values (?)", (text,)),
            "vault row": lambda: rows.insert(note),
            "Casebook.add_note": lambda: book.add_note(code, body=BODY, mode="home_visit"),
        }
        wall: Times = {name: [] for name in acts}
        cpu: Times = {name: [] for name in acts}
        for turn in range(rounds):
            for name in random.Random(turn).sample(list(acts), len(acts)):  # none always behind the same other one
                began, began_cpu = time.perf_counter(), time.thread_time()
                acts[name]()
                cpu[name].append((time.thread_time() - began_cpu) * 1000)
                wall[name].append((time.perf_counter() - began) * 1000)
        base.close()
        os.close(raw)
    return wall, cpu


def opening(rounds: int) -> None:
    """The whole program: `lingkar list`, and from its start to the painted board."""
    environ = {"LINGKAR_LANG": "en", "PYTHONWARNINGS": "ignore"}
    for passphrase in (None, PASSPHRASE):
        kept = "plain" if passphrase is None else "encrypted"
        with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_DIR")) as parent:
            shapes = {"typical": TYPICAL, "extreme": EXTREME}
            for name, shape in shapes.items():
                build(Path(parent) / name, shape, passphrase)
            (Path(parent) / "passphrase").write_text(PASSPHRASE)
            (Path(parent) / "passphrase").chmod(0o600)
            wall: dict[str, Times] = {what: {name: [] for name in shapes} for what in WAYS}
            cpu: dict[str, Times] = {what: {name: [] for name in shapes} for what in WAYS}
            memory = dict.fromkeys(shapes, 0.0)
            for _, name in itertools.product(range(rounds), shapes):
                command = [sys.executable, "-c", "from tui.cli import main; main()", "--book", str(Path(parent) / name)]
                if passphrase is not None:
                    command += ["--passphrase-file", str(Path(parent) / "passphrase")]
                began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
                subprocess.run([*command, "list"], env={**os.environ, **environ}, capture_output=True, check=True)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                wall["list"][name].append((time.perf_counter() - began) * 1000)
                cpu["list"][name].append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000)
                with Program(command, env=environ) as program:
                    began = time.perf_counter()
                    program.until(b"active cases")
                    wall["board"][name].append((time.perf_counter() - began) * 1000)
                    cpu["board"][name].append(program.cpu_ms())
                    program.settle()
                    memory[name] = max(memory[name], program.memory_mb())
        for what, name in itertools.product(WAYS, shapes):
            ratios = [statistics.median(of[what][name]) / statistics.median(of[what]["typical"]) for of in (wall, cpu)]
            beside = f"{ratios[0]:.2f} x typical; {statistics.median(cpu[what][name]):.0f} ms CPU, {ratios[1]:.2f} x"
            line(f"{kept}: {WAYS[what]}, {name}", wall[what][name], beside)
        typical, extreme = memory.values()
        print(f"{kept}: memory {typical:.0f} MB typical, {extreme:.0f} MB extreme: {extreme / typical:.2f}")


def main(rounds: int) -> None:
    """Both parts."""
    durable_notes(rounds)
    opening(max(rounds // 40, 3))
