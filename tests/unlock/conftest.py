"""Encrypted books, the program before and behind their lock, and waiting for what a screen comes to show."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

import tui.unlock.beginning
import tui.unlock.locking
import tui.unlock.samples
from store import Case, Casebook, open_casebook
from tui.app import LingkarApp
from tui.board.screen import BoardScreen
from tui.unlock.secret import SecretInput
from tui.unlock.unlock import Unlock

PASSPHRASE = "bintang jatuh di sungai"


@pytest.fixture
def folder(tmp_path: Path, clock: Callable[[], datetime], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a book is, or is to be. The program's own books go by the fixed clock too."""

    def opened(*arguments: object, **named: object) -> Casebook:
        return open_casebook(*arguments, clock=clock, **named)  # type: ignore[arg-type]

    for room in (tui.unlock.locking, tui.unlock.beginning, tui.unlock.samples):
        monkeypatch.setattr(room, "open_casebook", opened)
    return tmp_path / "book"


@pytest.fixture
def case(folder: Path, clock: Callable[[], datetime]) -> Case:
    """The one case of an encrypted book, which is closed again."""
    with open_casebook(folder, PASSPHRASE, clock=clock) as book:
        return book.add_case(alias="Bu S", size="family", presenting_problem="Anak berhenti sekolah")


@asynccontextmanager
async def before_the_lock(folder: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[LingkarApp, Pilot]]:
    """The program at its first screen, without an open book."""
    app = LingkarApp(folder=folder)
    try:
        async with app.run_test(size=size) as pilot:
            await until(
                lambda: len(app.screen_stack) == 2 and app.screen.is_mounted and bool(app.screen.query("KeyBar"))
            )
            await pilot.pause()
            yield app, pilot
            app.exit()
    finally:
        app.close_book()  # as the program itself does: when nothing of it runs any more


@asynccontextmanager
async def unlocked(folder: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[tuple[LingkarApp, Pilot]]:
    """The program with its encrypted book open."""
    async with before_the_lock(folder, size) as (app, pilot):
        await unlock(app, pilot)
        yield app, pilot


async def unlock(app: LingkarApp, pilot: Pilot) -> None:
    """Give the passphrase, and wait for the board and what lay over it."""
    await until(lambda: isinstance(app.screen, Unlock) and app.focused is not None)
    app.screen.query_one(SecretInput).value = PASSPHRASE  # typing it key by key costs a second each time
    await pilot.press("enter")
    await until(lambda: app.is_open and not isinstance(app.screen, Unlock) and app._free.is_set())
    await pilot.pause()


async def lock(app: LingkarApp, pilot: Pilot) -> None:
    """Lock by hand, and wait until the book is closed."""
    await pilot.press("ctrl+l")
    await until(lambda: not app.is_open and app._free.is_set())
    await pilot.pause()


def on_board(app: LingkarApp) -> bool:
    """Whether the board is what one sees."""
    return isinstance(app.screen, BoardScreen) and hasattr(app.screen, "board")


def keys(text: str) -> list[str]:
    """A text as keys."""
    return ["space" if letter == " " else letter for letter in text]


async def until(true: Callable[[], object], seconds: float = 10) -> None:
    """Wait until something holds."""
    for _step in range(int(seconds / 0.01)):
        if true():
            return
        await asyncio.sleep(0.01)
    assert true()


def shown(app: LingkarApp) -> str:
    """What stands on the screen."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


async def see(app: LingkarApp, text: str) -> None:
    """Wait until a text stands on the screen, wherever its lines break."""
    for _step in range(500):
        if text in " ".join(shown(app).replace("│", " ").replace("┃", " ").split()):
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"{text!r} is not on the screen:\n{shown(app)}")
