"""A table in a real terminal: brought in from the board, one choice made, taken back, and brought in again."""

from pathlib import Path

from store import open_casebook
from tests.journeys.screen import Screen

TABLE = "No Kasus;Nama Klien;Jenis Klien;Tanggal Masuk;Sumber\n1;Siti Aminah;Keluarga;12/01/26;radio\n"


def test_a_table_comes_in_and_goes_and_comes_in_again(tmp_path: Path) -> None:
    (tmp_path / "kasus.csv").write_text(TABLE, encoding="utf-8")
    book = tmp_path / "book"
    open_casebook(book).close()
    with Screen(book) as screen:
        screen.wait_for("Your casebook is empty")
        screen.press("I")
        screen.wait_for("Bring in", "File")
        screen.press(str(tmp_path / "kasus.csv"), "enter")
        screen.wait_for("1 new case", "Client's name")
        screen.press("ctrl+s")
        screen.wait_for("Import with what is assumed?")
        screen.press("y")
        screen.wait_for("Imported: 1 case", "S.A.")
        screen.press("u")
        screen.wait_for("Undone: 1 case imported", "Your casebook is empty")
        screen.press("ctrl+r")
        screen.wait_for("S.A.")
        screen.press("ctrl+q")
        assert screen.ends() == 0
    with open_casebook(book) as opened:
        (case,) = opened.cases()
        assert (case.code, case.client_name, case.size) == ("K-2026-001", "Siti Aminah", "family")
        assert case.extra["Sumber"] == "radio"
