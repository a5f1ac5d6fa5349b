"""A terminal that goes away without a word: what was being typed is kept, and the program ends."""

import os
from pathlib import Path

import pytest

from store import open_casebook
from store.model.case import Case
from tests.journeys.screen import Screen

PATIENCE = 20


@pytest.fixture
def case(tmp_path: Path) -> Case:
    with open_casebook(tmp_path / "book") as book:
        return book.add_case(alias="Bu S", size="family")


def test_what_is_typed_is_kept_when_the_terminal_is_gone(tmp_path: Path, case: Case) -> None:
    program = Screen(tmp_path / "book")
    spare = os.open(os.devnull, os.O_RDONLY)
    try:
        program.wait_for("Bu S")
        program.press("n")
        program.wait_for("new note")
        program.press(*"Bertemu ibu.")
        os.dup2(spare, program.master)  # the other side of the terminal is closed; no signal is sent
        program.child.wait(PATIENCE)
    finally:
        program.__exit__()
        os.close(spare)
    with open_casebook(tmp_path / "book") as book:
        assert [note.body for note in book.notes(case.code)] == ["Bertemu ibu."]
