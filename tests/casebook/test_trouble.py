"""When the disk refuses, or the book is only read: nothing has happened, nobody is told, and the next act works."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from store import Casebook, Change, NotSaved, open_casebook
from store.vault import disk

from .conftest import Clock
from .scene import DEEDS, FRESH, WORKED, documents, play


def full(fd: int, data: bytes) -> None:
    raise OSError(28, "No space left on device")


def half(fd: int, data: bytes) -> None:
    os.write(fd, data[: len(data) // 2])
    raise OSError(28, "No space left on device")


def broken(fd: int) -> None:
    raise OSError(5, "Input/output error")


FAULTS: dict[str, tuple[str, Callable[..., None], str]] = {
    "full": ("write_all", full, "the disk is full"),
    "half": ("write_all", half, "the disk is full"),
    "flush": ("flush", broken, "the disk does not work as it should"),
}
QUIET: dict[str, Callable[[Casebook], None]] = {
    "looked_at": lambda book: book.looked_at(FRESH, left=True, acts=("note",)),
    "book_looked_at": lambda book: book.book_looked_at(),
}
TURNS = {"undo": lambda book: book.undo(), "redo": lambda book: book.redo()}


def state(book: Casebook) -> Any:
    """All a user could ask of the book."""
    codes = [case.code for case in book.cases()]
    return (
        documents(book), book.cases(), [book.history(code) for code in codes], [book.notes(code) for code in codes],
        [book.drafts(code) for code in codes], book.next_number(2026), book.shelf.is_imported("file:1"),
        [step.act for step in book._undo.done], [step.act for step in book._undo.undone],
    )  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", [*DEEDS, *TURNS])
def test_a_disk_that_refuses(
    name: str,
    fault: str,
    book: Casebook,
    folder: Path,
    clock: Clock,
    told: list[Change],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    act = TURNS[name] if name in TURNS else DEEDS[name].do
    play(book)
    if name == "redo":
        book.undo()
    before, told[:] = state(book), []
    seam, fails, why = FAULTS[fault]
    with monkeypatch.context() as patch:
        patch.setattr(disk, seam, fails)
        for _ in range(2):
            with pytest.raises(NotSaved, match=why):
                act(book)
            assert state(book) == before
    assert told == []
    act(book)
    assert len(told) == 1
    assert told[0].codes
    after = documents(book)
    assert after != before[0]
    book.close()
    with open_casebook(folder, clock=clock) as again:
        assert documents(again) == after
        again.edit_case(FRESH, alias="and on")
    with open_casebook(folder, clock=clock) as again:
        assert again.case(FRESH).alias == "and on"


def test_undo_still_goes_back_after_a_flush_that_failed(
    book: Casebook, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The vault then goes on in a new generation, whose log does not have the earlier steps."""
    states = [documents(book)]
    code = book.add_case(alias="a", size="family").code
    states.append(documents(book))
    with monkeypatch.context() as patch:
        patch.setattr(disk, "flush", broken)
        with pytest.raises(NotSaved):
            book.edit_case(code, alias="b")
    book.edit_case(code, alias="c")
    book.undo()
    assert documents(book) == states[1]
    book.undo()
    assert documents(book) == states[0]
    book.close()
    with open_casebook(folder, clock=clock) as again:
        again.redo()
        assert documents(again) == states[1]
        again.redo()
        assert again.case(code).alias == "c"


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", QUIET)
def test_a_disk_that_refuses_the_record_of_the_day(
    name: str, fault: str, book: Casebook, folder: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    play(book)
    book.looked_at(WORKED)
    before, days = state(book), book.review_days()
    seam, fails, why = FAULTS[fault]
    with monkeypatch.context() as patch:
        patch.setattr(disk, seam, fails)
        for _ in range(2):
            with pytest.raises(NotSaved, match=why):
                QUIET[name](book)
            assert (state(book), book.review_days()) == (before, days)
    QUIET[name](book)
    after = book.review_days()
    assert after != days
    book.close()
    with open_casebook(folder, clock=clock) as again:
        assert (documents(again), again.review_days()) == (before[0], after)
    with open_casebook(folder, read_only=True, clock=clock) as reader:
        with pytest.raises(NotSaved, match=r"opened for reading only\. Nothing was changed\."):
            QUIET[name](reader)
        assert reader.review_days() == after


@pytest.mark.parametrize("name", [*DEEDS, *TURNS])
def test_a_book_that_is_only_read_refuses_with_a_sentence(
    name: str, book: Casebook, folder: Path, clock: Clock
) -> None:
    play(book)
    if name == "redo":
        book.undo()
    before = documents(book)
    book.close()
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with open_casebook(folder, read_only=True, clock=clock) as reader:
        changes: list[Change] = []
        reader.subscribe(changes.append)
        with pytest.raises(NotSaved, match=r"opened for reading only\. Nothing was changed\."):
            (TURNS[name] if name in TURNS else DEEDS[name].do)(reader)
        assert documents(reader) == before
        assert changes == []
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == files


def test_reading_alone_takes_no_lock_and_sees_what_is_saved(book: Casebook, folder: Path) -> None:
    play(book)
    with open_casebook(folder, read_only=True) as reader:
        assert reader.cases() == book.cases()
        book.edit_case(FRESH, alias="later")
        assert reader.case(FRESH).alias == "Fresh"
