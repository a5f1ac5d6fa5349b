"""Undo and redo of much, such as an import, in a thread of its own: keys wait, nothing is lost, trouble is told."""

from threading import Event, current_thread, main_thread
from typing import Any

import pytest
from textual.events import Key

from store import Casebook, NotSaved
from store.model import Case
from tests.casebook.scene import documents
from tests.casefile.conftest import many_notes, shown, until
from tui import place as module
from tui.app import LingkarApp
from tui.board.screen import BoardScreen
from tui.casefile.screen import CaseFile

MANY = module.MANY_ROWS + 1


@pytest.fixture
def code(book: Casebook) -> str:
    """A case with notes that came in one act."""
    case: Case = book.add_case(alias="Bu S", size="family")
    book.add_records(many_notes(case, MANY))
    return case.code


async def test_keys_wait_while_much_is_taken_back_and_done_again(
    book: Casebook, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, threads = Event(), list[Any]()
    turn = book._turn

    def slowly(*args: Any) -> Any:
        threads.append(current_thread())
        assert go.wait(5)
        return turn(*args)

    monkeypatch.setattr(book, "_turn", slowly)
    full, app = documents(book), LingkarApp(book)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, CaseFile))
        for key, words, left in (("u", "Taking it back", 0), ("ctrl+r", "Doing it again", MANY)):
            app.post_message(Key(key, key if len(key) == 1 else None))
            app.post_message(Key("2" if left == 0 else "1", "2" if left == 0 else "1"))
            await until(lambda words=words: app.holds_keys and words in shown(app))
            tab = app.screen.open_tab
            assert len(book.leaf_through(code)) == MANY - left, "nothing happened yet"
            go.set()
            await until(lambda tab=tab: not app.holds_keys and app.screen.open_tab != tab)
            assert len(book.leaf_through(code)) == left
            assert f"Notes {left}" in shown(app)
            go.clear()
    assert documents(book) == full
    assert len(threads) == 2
    assert main_thread() not in threads


async def test_where_the_disk_refuses_it_is_said_and_keys_go_on(
    book: Casebook, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise NotSaved("The disk is full.")

    app = LingkarApp(book)
    async with app.run_test(size=(100, 30)) as pilot:
        with monkeypatch.context() as full:
            full.setattr(book, "undo", refuse)
            await pilot.press("u")
            await until(lambda: "The disk is full." in shown(app))
        assert not app.holds_keys
        assert len(book.leaf_through(code)) == MANY
        await pilot.press("u")
        await until(lambda: not app.holds_keys and not len(book.leaf_through(code)))


async def test_a_case_that_goes_with_it_takes_its_file_along(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MANY_ROWS", 0)
    book.add_case(alias="Bu S", size="family")
    app = LingkarApp(book)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, CaseFile))
        await pilot.press("u")
        await until(lambda: isinstance(app.screen, BoardScreen) and not app.holds_keys)
        assert book.cases() == []


async def test_a_little_is_done_at_once(book: Casebook) -> None:
    code = book.add_case(alias="Bu S", size="family").code
    book.edit_case(code, alias="Bu T")
    app = LingkarApp(book)
    async with app.run_test(size=(100, 30)):
        app.screen.action_undo()
        assert book.case(code).alias == "Bu S"
        assert not app.holds_keys
