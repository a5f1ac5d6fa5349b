"""What an import of 15,000 rows costs, beside only building the records that come of it, in the same run.

    python -m tests.bench importing [ROWS] [ROUNDS]

Three tables: one row a case, several rows a case with a measure, a wide sheet. Each is read, planned and written as one
act into a new plain book, and taken back by one undo.
"""

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from store import open_casebook
from store.exchange.importing.mapping import ImportMap, Part
from store.exchange.importing.plan import carry_out, known_to, make_plan, read_source
from store.language import use
from store.model.record import build

DAY = date(2025, 1, 1)
CASES = {
    "No Kasus": "key", "Nama": "client_name", "Masalah": "presenting_problem", "Jenis": "size", "Risiko": "risk_level",
    "Masuk": "opened", "Lahir": "born", "HP": "contact", "NIK": "nik",
}  # fmt: skip
EVENTS = {"Tanggal": "date", "Kegiatan": "kind", "Catatan": "text", "Skor": "measure"}
MONTHS = {f"{month:02}/2025": f"2025-{month:02}" for month in range(1, 13)}


def one_row_a_case(rows: int) -> tuple[str, ImportMap]:
    """A list of clients, with what they are as persons and two columns that are no field."""
    lines = [
        f"D-{n};Klien {n};Suami kehilangan pekerjaan, anak berhenti sekolah;family;{'low' if n % 2 else 'high'};"
        f"{DAY + timedelta(days=n % 300)};{date(1970, 1, 1) + timedelta(days=n)};0812{n:08};32{n:014};Desa {n % 40};x"
        for n in range(rows)
    ]
    head = ";".join([*CASES, "Desa", "Petugas"])
    return "\n".join([head, *lines]), ImportMap(cases=Part(CASES))


def several_rows_a_case(rows: int) -> tuple[str, ImportMap]:
    """A log of visits, ten of each client."""
    lines = [
        f"D-{n // 10};Klien {n // 10};{DAY + timedelta(days=n % 300)};Kunjungan;Rumah bersih, ibu cemas, {n};{n % 20}"
        for n in range(rows)
    ]
    head = ";".join(["No Kasus", "Nama", *EVENTS])
    cases = Part({column: CASES[column] for column in ("No Kasus", "Nama")})
    return "\n".join([head, *lines]), ImportMap(cases=cases, events=Part(EVENTS))


def wide_sheet(rows: int) -> tuple[str, ImportMap]:
    """A sheet of a year with a twelfth of the rows, so that there are as many cells."""
    lines = [f"Klien {n};" + ";".join(f"kunjungan ke-{n % 9}" for _month in MONTHS) for n in range(rows // 12)]
    return "\n".join([";".join(["Nama", *MONTHS]), *lines]), ImportMap(cases=Part({"Nama": "client_name"}), days=MONTHS)


def timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Seconds of wall clock and of processor that something takes, and its answer."""
    wall, cpu = time.perf_counter(), time.process_time()
    answer = work()
    return time.perf_counter() - wall, time.process_time() - cpu, answer


def round_of(folder: Path, text: str, mapping: ImportMap) -> tuple[int, dict[str, tuple[float, float]]]:
    """How many records came, and the seconds of each step."""
    file = folder / "table.csv"
    file.write_text(text, encoding="utf-8")
    with open_casebook(folder / "book") as book:
        *reading, source = timed(lambda: read_source(file, mapping))
        *planning, plan = timed(lambda: make_plan(known_to(book), source, mapping))
        assert not plan.report.skipped
        *building, _records = timed(lambda: [build(type(record), dict(record)) for record in plan.records])
        *writing, _nothing = timed(lambda: carry_out(book, plan))
        *undoing, _change = timed(book.undo)
    steps = {"read": reading, "plan": planning, "write": writing, "undo": undoing, "building alone": building}
    return len(plan.records), {name: (wall, cpu) for name, (wall, cpu) in steps.items()}


def main(arguments: list[str]) -> None:
    """Print the table."""
    use("id")
    rows = int(arguments[0]) if arguments else 15_000
    rounds = int(arguments[1]) if len(arguments) > 1 else 3
    for table in (one_row_a_case, several_rows_a_case, wide_sheet):
        told = []
        for _round in range(rounds):
            with TemporaryDirectory() as place:
                count, steps = round_of(Path(place), *table(rows))
                told.append(steps)
        print(f"{table.__name__}: {rows} rows, {count} records")
        cpu = {name: statistics.median(one[name][1] for one in told) for name in told[0]}
        for name in told[0]:
            wall = statistics.median(one[name][0] for one in told)
            ratio = cpu[name] / cpu["building alone"]
            print(f"   {name:<16} {wall:6.2f} s wall {cpu[name]:6.2f} s CPU   {ratio:.2f} x building the records alone")
        print(f"   {'read to written':<16} {cpu['read'] + cpu['plan'] + cpu['write']:21.2f} s CPU   (bar 10 s)")
