"""A whole case by keyboard alone in a real terminal: from the empty board to its reopening, and after a restart."""

from datetime import date
from pathlib import Path

import pytest

from store import open_casebook
from tests.journeys.screen import Screen

CODE = f"K-{date.today().year}-001"
"""The first case of a new book; the program in the terminal goes by the real clock."""


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), pytest.param(140, 40, marks=pytest.mark.thorough)])
def test_from_first_contact_to_termination_and_back(tmp_path: Path, columns: int, lines: int) -> None:
    book = tmp_path / "book"
    with Screen(book, columns=columns, lines=lines, words="--plain") as screen:
        screen.wait_for("Your casebook is empty")
        take_in(screen)
        write_a_note(screen)
        advance_through_every_phase(screen)
        terminate(screen)
        undo_redo_reopen(screen)
        screen.press("q")
        assert screen.ends() == 0
    with Screen(book, columns=columns, lines=lines) as screen:
        screen.wait_for(CODE, "Bu S", "Assessment", "medium risk")
        screen.press("enter")
        screen.wait_for("Bu S", "Closing record of episode 1")
        screen.press("2")
        screen.wait_for("Bertemu di rumah")
        screen.press("7")
        screen.wait_for("Keluarga dalam keadaan darurat")
        screen.press("escape", "ctrl+q")
        assert screen.ends() == 0
    check(book)


def take_in(screen: Screen) -> None:
    screen.press("c")
    screen.wait_for("New case", "Alias")
    screen.press("Bu S", "tab", "f", "ctrl+s")
    screen.wait_for(f"{CODE} added")


def write_a_note(screen: Screen) -> None:
    screen.press("n")
    screen.wait_for("new note")
    screen.press("Bertemu di rumah. Anak tidur.", "ctrl+g")
    screen.wait_for("Sign this note?", "How was the contact?")
    screen.press("h", "ctrl+s")
    screen.wait_for(f"Note on {CODE} signed")


def advance_through_every_phase(screen: Screen) -> None:
    screen.press("a")
    screen.wait_for("Missing", "Consent or another legal basis")
    screen.press("tab", "Keluarga dalam keadaan darurat", "ctrl+s")  # a gate passed with a reason
    screen.wait_for(f"{CODE} to Assessment")
    screen.press("a")
    screen.wait_for("The risk was assessed again")
    screen.press("enter")
    screen.wait_for("Risk today")
    screen.press("m", "ctrl+s")
    screen.wait_for("Everything required is done")
    screen.press("ctrl+s")
    screen.wait_for(f"{CODE} to Planning")
    screen.press("a")
    screen.wait_for("A review date is set")
    screen.press("tab", "Rencana disusun bersama keluarga", "ctrl+s")
    screen.wait_for(f"{CODE} to Intervention")
    screen.press("m")
    screen.wait_for("Write and sign a note of a contact since")
    screen.press("ctrl+s")
    screen.wait_for(f"{CODE} to Monitoring")
    screen.press("a")
    screen.wait_for("whether the plan still fits")
    screen.press("ctrl+s")
    screen.wait_for(f"{CODE} to Evaluation")
    screen.press("a")
    screen.wait_for("Record the client's own view")
    screen.press("tab", "Keluarga memutuskan sendiri kini", "ctrl+s")
    screen.wait_for(f"{CODE} to Termination")


def terminate(screen: Screen) -> None:
    screen.press("t")
    screen.wait_for("Why does it end?")
    screen.press("g", "tab", "b", "tab", "Keluarga kuat kembali.", "tab", "tab", "a", "ctrl+s")
    screen.wait_for(f"Close {CODE}?")
    screen.press("y")
    screen.wait_for(f"{CODE} closed", "closed ")


def undo_redo_reopen(screen: Screen) -> None:
    screen.press("u")
    screen.wait_for(f"Undone: {CODE} closed", "medium risk")
    screen.press("ctrl+r")
    screen.wait_for(f"Done again: {CODE} closed", "better")
    screen.press("b")
    screen.wait_for("Reopen")
    screen.press("down", "tab", "Suami kembali, keadaan berubah", "ctrl+s")
    screen.wait_for(f"{CODE} reopened in Assessment")


def check(folder: Path) -> None:
    """What the keyboard did stands in the book."""
    with open_casebook(folder, create=False) as book:
        case = book.case(CODE)
        assert (case.alias, case.phase, case.status, case.episode) == ("Bu S", "assessment", "active", 2)
        assert [note.body for note in book.notes(case.code)] == ["Bertemu di rumah. Anak tidur."]
        moves = book.history(case.code)
        assert [move.to_phase for move in moves] == [
            "engagement", "assessment", "planning", "intervention", "monitoring", "evaluation", "termination",
            "termination", "assessment",
        ]  # fmt: skip
        assert moves[1].overrides == ("consent", "problem", "safety")
        assert moves[1].reason == "Keluarga dalam keadaan darurat"
        assert moves[7].closure is not None
        assert moves[7].closure.summary == "Keluarga kuat kembali."
