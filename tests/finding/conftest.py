"""A book in which there is something to find, and the running program with the search open."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from textual.pilot import Pilot

from store import Casebook
from tests.casefile.conftest import until
from tests.closed.conftest import file_old
from tests.conftest import MORNING
from tui.app import LingkarApp
from tui.filterline import FilterLine
from tui.search.screen import Search

BU_S, ANAK = "K-2026-001", "K-2026-002"
NOTES = (
    "Ibu menangis; anaknya tidak masuk sekolah lagi.",
    "Kepala sekolah berjanji: beasiswa untuk anak itu.",
    "Bertemu di kantor, Café Wáyan disebut.",
)
"""Of the first case, the newest contact first."""


@pytest.fixture
def full(book: Casebook) -> Casebook:
    """Two live cases, one with three notes, the second of them a draft; and an archived case with a note."""
    book.add_case(alias="Bu S", size="family", presenting_problem="Anak berhenti sekolah", tags=["beasiswa"])
    for number, body in enumerate(NOTES):
        at = MORNING - timedelta(days=number + 1)
        book.add_note(BU_S, body=body, mode="home_visit", outcome="reached", at=at, sign=number != 1)
    book.add_case(alias="Anak A", size="individual", presenting_problem="Lari dari rumah")
    file_old(book)
    return book


@asynccontextmanager
async def searching(
    book: Casebook, typed: str = "", size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[LingkarApp, Pilot[None], Search]]:
    """The program with the search open, and something typed in it that was found, also in the archive."""
    app = LingkarApp(book)
    async with app.run_test(size=size) as pilot:
        await pilot.press("s")
        await until(lambda: isinstance(app.screen, Search) and isinstance(app.focused, FilterLine))
        screen = app.screen
        assert isinstance(screen, Search)
        await pilot.press(*typed)
        await done(screen)
        await pilot.pause()
        yield app, pilot, screen


async def done(screen: Search) -> None:
    """Wait until the archive was looked through too."""
    await until(lambda: screen._archive.is_done)


def found(screen: Search) -> list[str]:
    """The hits: the code of a case, or how a note begins."""
    return [hit.text[:12] if hit.note else hit.code for hit in screen.found.hits]


def marked(app: LingkarApp) -> list[str]:
    """The texts on the screen that stand out as found words, line by line."""
    strips = app.screen._compositor.render_strips()
    return [
        segment.text for strip in strips for segment in strip
        if segment.style and segment.style.underline and segment.style.bold and segment.text.strip()
    ]  # fmt: skip
