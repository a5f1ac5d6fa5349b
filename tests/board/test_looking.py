"""Who needs the worker is found out between the keys, case by case, and nothing wrong is said until it is known."""

import asyncio
import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from store import Casebook
from tests.conftest import MORNING
from tui.app import LingkarApp
from tui.board import screen as module
from tui.board.board import Board
from tui.board.topbar import TopBar
from tui.frame import Said

LONG_AGO = (MORNING - timedelta(days=60)).date()


@pytest.fixture
def book(book: Casebook) -> Casebook:
    """Three cases that nobody reached for two months."""
    for alias in ("Budi", "Dewi", "Sari"):
        book.add_case(alias=alias, size="family", opened=LONG_AGO)
    return book


@pytest.fixture(autouse=True)
def one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TURN", -1.0)
    monkeypatch.setattr(module, "PAUSE", 0.02)


def top(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen_stack[1].query_one(TopBar).render())


def marked(pilot: Pilot[None]) -> int:
    board = pilot.app.screen_stack[1].query_one(Board)
    return sum(" needs you " in board.render_line(y).text for y in range(board.size.height))


async def soon(happened: Callable[[], bool]) -> None:
    for _step in range(300):
        if happened():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never happened")


async def test_it_is_said_when_all_were_looked_at_and_not_before(book: Casebook) -> None:
    app = LingkarApp(book)
    async with app.run_test(size=(80, 30)) as pilot:
        assert ("need you" in top(pilot), marked(pilot)) == (False, 0)
        await soon(lambda: "3 active cases · 3 need you today" in top(pilot))
        assert marked(pilot) == 3
        book.add_case(alias="Tuti", size="family", opened=LONG_AGO)
        assert "need you" not in top(pilot), "the new one was not looked at yet"
        await soon(lambda: "4 active cases · 4 need you today" in top(pilot))


async def test_what_is_done_meanwhile_counts(book: Casebook) -> None:
    app = LingkarApp(book)
    async with app.run_test(size=(80, 30)) as pilot:
        assert "need you" not in top(pilot)
        book.put_off("K-2026-001", book.today() + timedelta(days=7), "Away until then")
        book.undo()
        book.put_off("K-2026-003", book.today() + timedelta(days=7), "Away until then")
        await soon(lambda: "3 active cases · 2 need you today" in top(pilot))


async def test_how_many_wait_is_said_as_it_is_by_now_while_it_stands_there(book: Casebook) -> None:
    begin = "{count} need you today · r begins the daily review"
    async with LingkarApp(book).run_test(size=(80, 30)) as pilot:
        said = pilot.app.screen.query_one(Said)
        await soon(lambda: said.text.startswith(begin.format(count="3 cases")))
        said.say(begin.format(count="3 cases") + " · Saved yesterday")
        await pilot.press("r")
        book.looked_at("K-2026-001", left=True)
        await pilot.press("escape")
        await soon(lambda: said.text == begin.format(count="2 cases") + " · Saved yesterday")
        await pilot.press("r")
        for code in ("K-2026-002", "K-2026-003"):
            book.looked_at(code, left=True)
        await pilot.press("escape")
        await soon(lambda: said.text == "Saved yesterday")


async def test_the_book_is_let_alone_while_another_thread_has_it(
    book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    look = book._review_facts
    monkeypatch.setattr(book, "_review_facts", lambda case, today: asked.append(case.code) or look(case, today))
    app = LingkarApp(book)
    async with app.run_test(size=(80, 30)) as pilot:
        app.hold_keys()
        before = len(asked)
        await asyncio.sleep(0.2)
        assert len(asked) == before < 3
        app.let_keys_go()
        await soon(lambda: "3 need you today" in top(pilot))


async def test_once_they_were_looked_at_what_was_not_read_takes_less_memory_in_another_thread(
    book: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressed: list[threading.Thread] = []
    monkeypatch.setattr(Casebook, "press", lambda _book: pressed.append(threading.current_thread()))
    async with LingkarApp(book).run_test(size=(80, 30)) as pilot:
        await soon(lambda: "3 need you today" in top(pilot) and bool(pressed))
        book.add_case(alias="Tuti", size="family", opened=LONG_AGO)
        await soon(lambda: "4 need you today" in top(pilot))
    assert len(pressed) == 1, "and only then"
    assert pressed[0] is not threading.main_thread()
