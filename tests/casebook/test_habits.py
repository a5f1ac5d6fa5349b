"""What the user is used to: counted without writing, kept with the book, encrypted with it, and no act."""

from pathlib import Path

import pytest

from store import Casebook, NotSaved, open_casebook
from store.habits import ENOUGH, HABITS

from .conftest import Clock


def used(book: Casebook, command: str, times: int) -> None:
    for _time in range(times):
        book.count_use(command)


def test_uses_are_counted_until_the_command_is_known(book: Casebook) -> None:
    assert book.uses("note") == 0
    used(book, "note", ENOUGH + 5)
    assert book.uses("note") == ENOUGH
    assert book.uses("advance") == 0


def test_a_use_writes_nothing_and_closing_writes_once(folder: Path, clock: Clock) -> None:
    with open_casebook(folder, clock=clock) as book:
        book.add_case(alias="Bu S", size="family")
        log = next(folder.glob("*.log"))
        before = log.stat().st_size
        used(book, "note", 2)
        assert log.stat().st_size == before
    after = next(folder.glob("*.log")).stat().st_size
    assert after > before
    with open_casebook(folder, clock=clock) as book:
        assert book.uses("note") == 2
        used(book, "note", ENOUGH)
    known = next(folder.glob("*.log")).stat().st_size
    with open_casebook(folder, clock=clock) as book:
        used(book, "note", ENOUGH)
    assert next(folder.glob("*.log")).stat().st_size == known, "what is known is not counted on"


def test_it_is_no_act(book: Casebook, folder: Path, clock: Clock) -> None:
    code = book.add_case(alias="Bu S", size="family").code
    told: list[object] = []
    book.subscribe(told.append)
    used(book, "note", 1)
    book.keep_habits()
    assert told == []
    assert book.undo().codes == {code}
    assert book.uses("note") == 1


def test_in_an_encrypted_book_it_is_encrypted(folder: Path, clock: Clock) -> None:
    with open_casebook(folder, "four words that differ", clock=clock) as book:
        used(book, "search", 2)
        book.compact()
    assert not any(b"search" in path.read_bytes() for path in folder.rglob("*") if path.is_file())
    with open_casebook(folder, "four words that differ", clock=clock) as book:
        assert book.uses("search") == 2


def test_a_disk_that_refuses_does_not_keep_the_book_from_closing(
    folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = open_casebook(folder, clock=clock)
    used(book, "note", 1)

    def refuse(*_args: object) -> None:
        raise NotSaved("full")

    monkeypatch.setattr(Casebook, "_quietly", refuse)
    book.close()
    with open_casebook(folder, clock=clock) as again:
        assert again.uses("note") == 0


def test_a_book_that_is_only_read_is_not_written(folder: Path, clock: Clock) -> None:
    open_casebook(folder, clock=clock).close()
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with open_casebook(folder, clock=clock, read_only=True) as book:
        used(book, "note", 1)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("row", [{}, {"uses": None}, {"uses": ["note"]}, {"uses": {"note": "often"}}])
def test_a_row_that_says_something_else_counts_for_nothing(book: Casebook, row: dict[str, object]) -> None:
    book._quietly("habits", HABITS, 1, row)
    assert book.uses("note") == 0
    used(book, "note", 1)
    assert book.uses("note") == 1
