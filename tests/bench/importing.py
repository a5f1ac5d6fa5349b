"""What an import of 15,000 rows costs, beside only building the records that come of it, in the same run.

    python -m tests.bench importing [--rounds N]

Three tables: one row a case, several rows a case with a measure, a wide sheet. Each is read, planned and written as one
act into a new plain book, and taken back by one undo.
"""

from datetime import date, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from store import open_casebook
from store.exchange.importing.mapping import ImportMap, Part
from store.exchange.importing.plan import carry_out, known_to, make_plan, read_source
from store.language import current, use
from store.model.record import build
from tests.bench import bars
from tests.bench.bars import Figure
from tests.bench.measuring import Samples, Spent, lines, spent_on

ROWS = 15_000
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


def steps_of(folder: Path, text: str, mapping: ImportMap) -> tuple[int, dict[str, Spent]]:
    """How many records came, and what each step took."""
    file = folder / "table.csv"
    file.write_text(text, encoding="utf-8")
    with open_casebook(folder / "book") as book:
        read, source = spent_on(lambda: read_source(file, mapping))
        planned, plan = spent_on(lambda: make_plan(known_to(book), source, mapping))
        assert not plan.report.skipped
        built, _records = spent_on(lambda: [build(type(record), dict(record)) for record in plan.records])
        written, _nothing = spent_on(lambda: carry_out(book, plan))
        undone, _change = spent_on(book.undo)
    steps = {"building alone": built, "read": read, "plan": planned, "write": written, "undo": undone}
    return len(plan.records), steps


def figures(rounds: int) -> list[Figure]:
    """The three tables, each from reading it to having it in the book."""
    before = current()
    use("id")
    told = []
    for table in (one_row_a_case, several_rows_a_case, wide_sheet):
        steps: list[dict[str, Spent]] = []
        for _round in range(rounds):
            with TemporaryDirectory() as place:
                count, one = steps_of(Path(place), *table(ROWS))
                steps.append(one)
        what = table.__name__.replace("_", " ")
        print(f"importing, {what}: {ROWS} rows, {count} records")
        lines({name: Samples(tuple(one[name] for one in steps)) for name in steps[0]}, beside="building alone")
        whole = [sum(one[name].cpu for name in ("read", "plan", "write")) for one in steps]
        told.append(Figure(f"import of {ROWS:,} rows, {what}", median(whole) / 1000, bars.IMPORT, "s CPU"))
    use(before)
    return told
