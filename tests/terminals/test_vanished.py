"""A terminal that goes away without a word: what was being typed is kept, and the program ends."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from store import open_casebook
from store.model.case import Case
from tests.journeys.screen import Screen
from tui.terminal import _Watch

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


def test_two_threads_may_ask_at_once_whether_the_terminal_is_there() -> None:
    """Else now and then the program would not end: the answer to the thread that ends it would be an error."""
    master, slave = os.openpty()
    try:
        watch = _Watch(slave, lambda: None)
        with ThreadPoolExecutor(2) as threads:
            assert not any(threads.map(lambda _time: watch.is_set(), range(20_000)))
    finally:
        os.close(master)
        os.close(slave)
