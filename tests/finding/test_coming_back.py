"""After a lock the search is as it was: what is typed, the hit under the cursor, and a note opened at the words."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from store import open_casebook
from tests.closed.conftest import file_old
from tests.finding.conftest import done, marked
from tests.unlock.conftest import PASSPHRASE, lock, on_board, see, unlock, unlocked, until
from tests.unlock.conftest import folder as folder  # the fixture
from tui.casefile.reader import NoteReader
from tui.filterline import FilterLine
from tui.search.screen import Search


@pytest.fixture
def archived(folder: Path, clock: Callable[[], datetime]) -> Path:
    """An encrypted book with an archived case and a live one."""
    with open_casebook(folder, PASSPHRASE, clock=clock) as book:
        file_old(book)
        book.add_case(alias="Visitors", size="family")
    return folder


async def test_an_archived_note_comes_back_over_the_search(archived: Path) -> None:
    async with unlocked(archived) as (app, pilot):
        await pilot.press("s", *"visit")
        await until(lambda: isinstance(app.screen, Search))
        screen = app.screen
        assert isinstance(screen, Search)
        await done(screen)
        await pilot.press("down", "enter")
        await until(lambda: isinstance(app.screen, NoteReader))
        await see(app, "The last visit.")
        await lock(app, pilot)
        await unlock(app, pilot)
        await until(lambda: isinstance(app.screen, NoteReader))
        await see(app, "The last visit.")
        assert marked(app) == ["visit"]
        await pilot.press("escape")
        await until(lambda: isinstance(app.screen, Search) and app.screen.is_current)
        screen = app.screen
        assert isinstance(screen, Search)
        await done(screen)
        assert screen.query_one(FilterLine).value == "visit"
        assert screen.hit
        assert screen.hit.is_archived, "the cursor is where it was, although that is found last"
        await pilot.press("escape")
        await until(lambda: on_board(app))
