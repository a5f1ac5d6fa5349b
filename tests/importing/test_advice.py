"""Of a table one thing is said first: what was chosen the last time, else what is asked, else what to look at."""

from dataclasses import replace
from pathlib import Path

import pytest

from store import Casebook
from store.exchange.importing.mapping import ImportMap
from store.exchange.importing.plan import known_to, make_plan
from store.language import use
from tui.importing.advice import first_advice
from tui.importing.changes import said_for_all
from tui.importing.planning import Read, read_file

MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni")
FILLED = "A1;Bu S;1/7/2026;sekolah\n"
ROWS = {
    "asked": FILLED + "A2;Pak D;1/7/2026;radio\n;;2/7/2026;sekolah\n",
    "skipped": FILLED + ";;2/7/2026;sekolah\n",
    "supposed": FILLED,
    "fine": FILLED,
}
WORDS = {
    ("asked", "en"): "1 word is not known: tab, then enter says what it is",
    ("asked", "id"): "1 kata belum dikenal: tab, lalu enter untuk artinya",
    ("skipped", "en"): "1 row is skipped: tab shows why.",
    ("skipped", "id"): "1 baris dilewati: tab menunjukkan alasannya.",
    ("supposed", "en"): "1 fact is not in the table: tab shows what is taken.",
    ("supposed", "id"): "1 hal tidak ada di tabel: tab menunjukkan gantinya.",
    ("fine", "en"): "See whether the columns are right; then ctrl+s imports.",
    ("fine", "id"): "Periksa dulu apakah kolomnya benar; lalu ctrl+s mengimpor.",
}


def advice(book: Casebook, read: Read, *, mapping: ImportMap | None = None, hidden: bool = False) -> str:
    """What is said of a table that was read, with the map that was guessed or another one."""
    mapping = mapping or read.guess
    plan = make_plan(known_to(book), read.source, mapping)
    return first_advice(read.source.path, read, plan, mapping, hidden=hidden)


def table(folder: Path, text: str) -> Read:
    """A table, read."""
    path = folder / "Bu S.csv"
    path.write_text(text, encoding="utf-8")
    return read_file(path)


@pytest.mark.parametrize(("about", "language"), WORDS)
def test_of_what_is_not_clear_the_words_come_first(book: Casebook, tmp_path: Path, about: str, language: str) -> None:
    use(language)
    read = table(tmp_path, "no kasus;nama panggilan;tanggal masuk;sumber rujukan\n" + ROWS[about])
    mapping = said_for_all(read.guess, "phase", "engagement")
    if about == "fine":
        mapping = said_for_all(mapping, "size", "individual")
    assert advice(book, read, mapping=mapping) == WORDS[about, language]


def test_months_come_first_but_only_so_many_and_without_a_day(book: Casebook, tmp_path: Path) -> None:
    head, cells = "nama panggilan;", ";".join("x" for _ in MONTHS)
    read = table(tmp_path, f"{head}{';'.join(MONTHS)}\nBu S;{cells}\n")
    assert advice(book, read).startswith("Months without a year: which one? enter on Januari")
    dated = replace(read.guess, days={"Januari": "2026-01"})
    assert "Months" not in advice(book, read, mapping=dated)
    fewer = table(tmp_path, f"{head}{';'.join(MONTHS[1:])}\nBu S;{cells[2:]}\n")
    assert "Months" not in advice(book, fewer)


def test_what_was_chosen_the_last_time_is_said_before_anything_else(book: Casebook, tmp_path: Path) -> None:
    read = table(tmp_path, "no kasus;nama panggilan;sumber rujukan\nA1;Bu S;radio\n")
    kept = replace(read, kept=read.guess)
    assert advice(book, kept).startswith("Your choices of the last time, from Bu S.toml")
    assert "Bu S" not in advice(book, kept, hidden=True)
    assert "last time" not in advice(book, replace(read, kept=replace(read.guess, month_first=True)))
