"""Tables that nobody here made, as they are guessed: each comes in whole, once, and is taken back by one undo.

What is guessed of each of them is in `test_guess`; here it is what becomes of their rows.
"""

from pathlib import Path

import pytest

from store import Casebook
from store.exchange.dumping import contents_of
from store.exchange.importing.guess import guess_map
from store.exchange.importing.mapping import CODED, DAYS, EVENT_CODED, ImportMap
from store.exchange.importing.plan import Fate, Plan, Source, carry_out, known_to, make_plan, read_source
from store.model.measure import Measurement
from store.model.note import Note
from store.model.person import Person
from store.model.text import clean_line

TABLES = Path(__file__).with_name("tables")
DATA = Path(__file__).parents[2].parent / "shared" / "data"
NOT_WORDS = {*CODED, *DAYS, *EVENT_CODED, "date", "age", "minutes", "measure"}
"""Fields whose cells are understood, so that their words are not looked for."""

FATES = {
    "catatan_wa.csv": {Fate.BOTH: 3, Fate.NOTE: 4},
    "commcare_cases.csv": {Fate.CASE: 3},
    "data_ppks_dinsos.csv": {Fate.CASE: 4},
    "google_forms_us.csv": {Fate.BOTH: 2, Fate.NOTE: 3},
    "kobo_kunjungan.csv": {Fate.BOTH: 2, Fate.NOTE: 2},
    "nama_saja.csv": {Fate.CASE: 4},
    "perkembangan.csv": {Fate.BOTH: 2},
    "primero_cases.csv": {Fate.CASE: 3},
    "rekap_kunjungan_2025.csv": {Fate.CASE: 3, Fate.SKIPPED: 2},
    "salah_encoding.csv": {Fate.CASE: 2},
    "unicode_text.txt": {Fate.CASE: 2},
}
"""What becomes of the rows of some; of the others it only has to add up."""

FILES = sorted(path for path in TABLES.iterdir() if path.suffix in (".csv", ".txt"))
THEIRS = [
    pytest.param(
        DATA / name, marks=pytest.mark.skipif(not (DATA / name).exists(), reason="the folder shared/data is absent")
    )
    for name in ("casa_cases.csv", "casa_cases_without_case_number.csv", "openspp_cases.csv", "openspp_events.csv")
]


@pytest.mark.parametrize("file", [*FILES, *THEIRS], ids=lambda path: path.name)
def test_it_comes_in_whole_and_once_and_goes_again(book: Casebook, file: Path) -> None:
    before = contents_of(book)
    source = read_source(file)
    mapping = guess_map(source.table)
    plan = make_plan(known_to(book), source, mapping)
    report = plan.report
    assert report.adds_up
    assert sum(report.rows.values()) == sum(report.count(fate) for fate in Fate)
    assert all(row.reason for row in report.skipped)
    if file.name in FATES:
        assert {fate: report.count(fate) for fate in Fate if report.count(fate)} == FATES[file.name]
    carry_out(book, plan)
    assert not missing(book, source, mapping, plan)
    again = make_plan(known_to(book), source, mapping)
    assert (again.records, again.report.taken, again.report.unchanged) == ((), 0, report.taken)
    book.undo()
    assert contents_of(book) == before


def missing(book: Casebook, source: Source, mapping: ImportMap, plan: Plan) -> list[tuple[int, str]]:
    """The cells with words, of rows that were taken in, whose words are nowhere in the book."""
    told = " ".join(
        clean_line(text).casefold()
        for case in book.cases()
        for record in (
            case, *(one for model in (Note, Person, Measurement) for one in book.parts(model, case.code))
        )
        for text in _texts(record.document())
    )  # fmt: skip
    fields = {**mapping.events.columns, **mapping.cases.columns}
    skipped = {row.line for row in plan.report.skipped}
    return [
        (row.line, column)
        for row in source.table.rows
        for column, text in row.cells.items()
        if row.line not in skipped and fields.get(column) not in NOT_WORDS and not mapping.series
        and clean_line(text).casefold() not in told
    ]  # fmt: skip


def _texts(kept: object) -> list[str]:
    if isinstance(kept, dict | list):
        return [text for one in (kept.values() if isinstance(kept, dict) else kept) for text in _texts(one)]
    return [str(kept)]


def test_a_log_of_visits_in_windows_1252_with_decimal_commas(book: Casebook) -> None:
    source = read_source(TABLES / "catatan_wa.csv")
    carry_out(book, make_plan(known_to(book), source, guess_map(source.table)))
    siti = next(case for case in book.cases() if case.client_name == "Siti Aminah")
    last, *_others, first = book.notes(siti.code)
    assert first.body == 'Ibu bilang "capek sekali"; rumah bersih, anak di sekolah'
    assert (first.mode, first.minutes) == ("home_visit", 90)
    assert first.contact_at.date().isoformat() == "2025-02-03"
    assert last.contact_at > first.contact_at
    assert first.extra["Petugas"] == "André"
    assert [value.value for value in book.parts(Measurement, siti.code)][:2] == [14, 12]


def test_a_wide_sheet_with_its_titles_and_totals(book: Casebook) -> None:
    source = read_source(TABLES / "rekap_kunjungan_2025.csv")
    carry_out(book, make_plan(known_to(book), source, guess_map(source.table)))
    siti = book.cases()[0]
    assert (siti.client_name, siti.opened.isoformat()) == ("Siti Aminah", "2025-01-01")
    values = [(value.on.month, value.value) for value in book.parts(Measurement, siti.code)]
    assert values[:4] == [(1, 2), (2, 1), (3, 1), (5, 2)]
    assert siti.extra["Jumlah"] == str(int(sum(value for _month, value in values)))
