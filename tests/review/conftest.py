"""A book on a morning with cases that need their worker, the program with the daily review open, and its record."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store import Casebook, open_casebook
from store.model import Flag, Task
from store.model.day import Looked
from tests.casefile.conftest import until
from tests.conftest import MORNING
from tui.app import LingkarApp
from tui.review.screen import DailyReview

TODAY: date = MORNING.date()
YESTERDAY, TOMORROW = TODAY - timedelta(1), TODAY + timedelta(1)
HOSTILE = "[/] [bold]x"

DANGER, LATE, TASK = "K-2026-001", "K-2026-002", "K-2026-003"
"""The three cases of the morning, in the order in which they need their worker."""


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Iterator[Casebook]:
    with open_casebook(tmp_path / "book", clock=clock) as book:
        yield book


@pytest.fixture
def morning(book: Casebook, clock: Clock) -> Casebook:
    """A danger, a contact that is late, a task of today; and one case that needs nobody."""
    for alias in ("Anak A", HOSTILE, "Pak T", "Bu Tenang"):
        book.add_case(alias=alias, size="family", risk_level="low", consent="verbal")
    book.add(Flag, DANGER, type="child_abuse", level="high", safety_plan="To the aunt\nat once")
    clock.now = MORNING - timedelta(1)
    book.edit_case(LATE, next_contact=YESTERDAY)
    clock.now = MORNING
    book.add_note(LATE, body=f"Met at home {HOSTILE}", mode="home_visit", at=MORNING - timedelta(3), sign=True)
    book.add(Task, TASK, text=f"Ask the school {HOSTILE}", due=TODAY)
    book.add(Task, TASK, text="Write the letter", due=TODAY + timedelta(2))
    return book


@asynccontextmanager
async def review(
    book: Casebook, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[LingkarApp, Pilot[None], DailyReview]]:
    """The program with the daily review open."""
    app = LingkarApp(book)
    async with app.run_test(size=size) as pilot:
        await pilot.press("r")
        yield app, pilot, await on_review(app, pilot)


async def on_review(app: LingkarApp, pilot: Pilot[None]) -> DailyReview:
    """Wait until the review is what one sees."""
    await until(lambda: isinstance(app.screen, DailyReview) and app.screen.is_mounted)
    await pilot.pause()
    assert isinstance(app.screen, DailyReview)
    return app.screen


def record(book: Casebook) -> dict[str, tuple[tuple[str, ...], bool]]:
    """What the book has of today's review: the acts for each case, and whether it was left."""
    looked: tuple[Looked, ...] = book.review_day(book.today()).looked
    return {one.code: (one.acts, one.left) for one in looked}


def code(screen: DailyReview) -> str:
    """The case that is shown; empty for none."""
    return screen.current_case.code if screen.current_case else ""
