"""A book with closed cases, live and archived, the program with their list open, and waiting for what it shows."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date, timedelta

import pytest
from textual.pilot import Pilot

from store import Casebook
from store.model import Outcome, TerminationReason
from store.model.stub import Stub
from tests.casefile.conftest import until
from tui.app import LingkarApp
from tui.closed.file import ListedFile
from tui.closed.screen import ClosedCases
from tui.frame import Said
from tui.place import Place

ENDING = {"reason": "goals_met", "outcome": "better", "summary": "Good.", "notice": "agreed", "override": "x" * 20}
OLD, LIVE, OPEN = "K-2020-001", "K-2026-001", "K-2026-002"


@pytest.fixture
def closed(book: Casebook) -> Casebook:
    """An archived case with a note, a live closed one, and an open one."""
    file_old(book)
    book.add_case(alias="Pak Baru", size="individual", opened=date(2026, 3, 1))
    book.terminate(LIVE, **ENDING, closed=date(2026, 11, 9))
    book.add_case(alias="Kel. Kini", size="family")
    return book


def file_old(book: Casebook) -> None:
    """An archived case with a note."""
    book.add_case(alias="Bu Lama", size="family", opened=date(2020, 1, 5), presenting_problem="Lost the house")
    book.add_note(OLD, body="The last visit.", mode="home_visit", outcome="reached", sign=True)
    book.terminate(OLD, **ENDING, closed=date(2020, 8, 9))
    book.file_away(OLD)


def add_stubs(book: Casebook, count: int) -> list[Stub]:
    """Stubs as filing leaves them, one case closed each day back in time; their files are nowhere."""
    reasons, outcomes = list(TerminationReason), list(Outcome)
    stubs = [
        Stub(
            code=f"K-{2024 - number // 400}-{400 - number % 400:03}", alias=f"Kel. {number}", size="family",
            level="micro", opened=date(2012, 1, 1), closed=date(2024, 12, 31) - timedelta(number),
            reason=reasons[number % len(reasons)], outcome=outcomes[number % len(outcomes)], filed=date(2025, 2, 1),
            episode=1 + (number % 9 == 0),
        )
        for number in range(count)
    ]  # fmt: skip
    with book._db.transaction("file"):
        book.shelf.put(stubs)
    return stubs


@asynccontextmanager
async def closed_cases(
    book: Casebook, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[LingkarApp, Pilot[None], ClosedCases]]:
    """The program with the list of closed cases open."""
    app = LingkarApp(book)
    async with app.run_test(size=size) as pilot:
        await pilot.press("z")
        await until(lambda: (isinstance(app.screen, ClosedCases) and app.screen.row is not None) or not book.archived())
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ClosedCases)
        yield app, pilot, screen


def codes(screen: ClosedCases) -> Sequence[str]:
    """The codes that are listed."""
    return [row.code for row in screen.listing.shown]


def said(screen: ClosedCases | ListedFile) -> str:
    return screen.query_one(Said).text


def current(app: LingkarApp) -> str:
    """The code of the case that the place on top is about."""
    place = app.screen
    assert isinstance(place, Place)
    assert place.current_case
    return place.current_case.code
