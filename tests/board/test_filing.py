"""Old closed cases go into the archive behind the board, and nobody notices."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store import Casebook, NotSaved, open_casebook
from store.vault import disk
from tui.app import LingkarApp
from tui.board.board import Board
from tui.board.filing import Filer
from tui.board.screen import BoardScreen
from tui.frame import Said

CLOSING = {
    "reason": "moved", "outcome": "same", "summary": "Moved away.", "notice": "agreed",
    "override": "A reason that is long enough",
}  # fmt: skip


class Today:
    """A day that can be moved on."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "flush", lambda fd: None)
    monkeypatch.setattr(Filer, "PAUSE", 0.001)
    monkeypatch.setattr(Filer, "AFTER_KEY", 0.0)


@pytest.fixture
def clock(clock: Callable[[], datetime]) -> Today:
    return Today(clock())


@pytest.fixture
def book(tmp_path: Path, clock: Today) -> Casebook:
    """Three cases closed long ago, one closed thirty days ago and still on the board, one open."""
    with open_casebook(tmp_path / "book", clock=clock) as book:
        for closed in (date(2020, 2, 1), date(2021, 2, 1), date(2026, 10, 20), date(2026, 10, 22)):
            code = book.add_case(alias=f"Old {closed}", size="family", opened=date(2020, 1, 1)).code
            book.terminate(code, **CLOSING, closed=closed)
        book.add_case(alias="Open", size="family")
        book.compact()
    return open_casebook(tmp_path / "book", clock=clock)


@asynccontextmanager
async def running(book: Casebook) -> AsyncIterator[Pilot[None]]:
    app = LingkarApp(book)
    async with app.run_test(size=(100, 30)) as pilot:
        yield pilot
    book.close()


async def soon(happened: Callable[[], bool]) -> bool:
    """Whether it happens within two seconds."""
    for _ in range(200):
        if happened():
            return True
        await asyncio.sleep(0.01)
    return False


async def test_what_is_due_is_filed_and_nothing_is_said(book: Casebook) -> None:
    async with running(book) as pilot:
        board, said = pilot.app.screen.query_one(Board), pilot.app.screen.query_one(Said)
        painted = [board.render_line(y).text for y in range(board.size.height)]
        words = str(said.render())
        assert await soon(lambda: len(book.archived()) == 3)
        await pilot.pause(0.05)
        assert {case.alias for case in book.cases()} == {"Open", "Old 2026-10-22"}
        assert [board.render_line(y).text for y in range(board.size.height)] == painted
        assert str(said.render()) == words
        await pilot.press("u")
        assert "nothing to undo" in str(said.render()).lower()


async def ready(pilot: Pilot[None]) -> Filer:
    """The filer of the board, about to take its turn in an hour."""
    screen = pilot.app.screen
    assert isinstance(screen, BoardScreen)
    assert await soon(lambda: screen._filer._is_ready)
    return screen._filer


async def test_not_while_something_lies_over_the_board(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Filer, "PAUSE", 3600.0)
    async with running(book) as pilot:
        filer = await ready(pilot)
        await pilot.press("c")
        monkeypatch.setattr(Filer, "PAUSE", 0.001)
        filer._turn()
        await pilot.pause(0.1)
        assert book.archived() == []
        await pilot.press("escape")
        assert await soon(lambda: len(book.archived()) == 3)


async def test_keys_go_first(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Filer, "AFTER_KEY", 3600.0)
    async with running(book) as pilot:
        filer = await ready(pilot)
        await pilot.press("down")
        filer._turn()
        assert book.archived() == []
        pilot.app.typed_at -= 3600  # type: ignore[attr-defined]
        filer._turn()
        assert len(book.archived()) == 1
        await pilot.press("up")
        filer._turn()
        assert len(book.archived()) == 1


async def test_one_case_at_a_turn(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Filer, "PAUSE", 3600.0)
    async with running(book) as pilot:
        filer = await ready(pilot)
        for filed in (1, 2, 3):
            filer._turn()
            assert len(book.archived()) == filed


async def test_a_full_disk_is_borne_quietly_and_tried_again(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    really = book.file_away

    def full(code: str) -> None:
        tried.append(code)
        if len(tried) < 3:
            raise NotSaved("The disk is full.")
        really(code)

    monkeypatch.setattr(book, "file_away", full)
    monkeypatch.setattr(Filer, "AFTER_TROUBLE", 0.05)
    async with running(book) as pilot:
        assert await soon(lambda: len(book.archived()) == 3)
        assert "full" not in str(pilot.app.screen.query_one(Said).render())
    assert len(tried) == 5


async def test_an_archive_that_cannot_be_opened_leaves_the_board_alone(book: Casebook) -> None:
    book.file_away("K-2020-001")
    book.close()
    (book.folder / "archive").rename(book.folder / "elsewhere")
    book = open_casebook(book.folder, clock=book.clock)
    async with running(book) as pilot:
        await pilot.pause(0.1)
        assert len(book.archived()) == 1
        await pilot.press("down", "up")
        assert pilot.app.is_running
    assert not (book.folder / "archive").exists()


async def test_a_new_day_brings_the_next(book: Casebook, clock: Today) -> None:
    async with running(book) as pilot:
        assert await soon(lambda: len(book.archived()) == 3)
        clock.now += timedelta(days=1)
        assert book.due_for_filing() == [book.cases()[0].code]
        pilot.app._look_at_calendar()  # type: ignore[attr-defined]
        assert await soon(lambda: len(book.archived()) == 4)


async def test_a_case_that_came_back_meanwhile_stays(book: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Filer, "PAUSE", 3600.0)
    async with running(book) as pilot:
        filer = await ready(pilot)
        book.reopen("K-2020-003", "assessment", "again")
        for _ in range(3):
            filer._turn()
        assert len(book.archived()) == 2
        assert book.case("K-2020-003").episode == 2


async def test_undo_of_what_had_brought_a_case_back_takes_its_card_away(book: Casebook) -> None:
    book.file_away("K-2020-001")
    book.reopen("K-2020-001", "assessment", "again")
    book.close()
    book = open_casebook(book.folder, clock=book.clock)
    async with running(book) as pilot:
        board = pilot.app.screen.query_one(Board)
        assert board.arrangement.find("K-2020-001")
        await pilot.press("u")
        assert not board.arrangement.find("K-2020-001")
        assert book.is_archived("K-2020-001")
        assert not book._archive.is_read, "nobody waits for the archive on the board"
        await pilot.press("ctrl+r")
        assert board.arrangement.find("K-2020-001")
