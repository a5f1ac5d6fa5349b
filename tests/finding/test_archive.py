"""The archive is read beside the interface: with progress, once, and nothing waits for it."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest

from store import Casebook, open_casebook
from store.query import Query
from store.search import Hits
from tests.casefile.conftest import see, until
from tests.closed.conftest import file_old
from tests.finding.conftest import BU_S, done, found, searching
from tui.board.screen import BoardScreen
from tui.casefile.reader import NoteReader
from tui.filterline import FilterLine
from tui.frame import Said
from tui.search.screen import Search
from tui.unlock.unlock import Unlock


class Slow:
    """A reading of the archive that stops in the middle until it may go on."""

    def __init__(self) -> None:
        self.go_on = Event()
        self.readings = 0


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    slow, read = Slow(), Casebook.open_for_search

    def wait(book: Casebook, progress: Callable[[int, int], None] | None = None) -> None:
        slow.readings += 1
        assert progress
        progress(43, 100)
        assert slow.go_on.wait(10)
        read(book)

    monkeypatch.setattr(Casebook, "open_for_search", wait)
    yield slow
    slow.go_on.set()


async def test_one_types_on_while_it_is_read_and_sees_how_far_it_is(full: Casebook, slow: Slow) -> None:
    async with searching(full) as (app, pilot, screen):
        await pilot.press(*"sekolah")
        await see(app, "reading the archive 43 %")
        assert found(screen)[0] == BU_S
        await pilot.press(*["backspace"] * 7, *"visit")
        await see(app, "nothing found so far")
        await pilot.press("tab", "f3", "f1", "escape", "slash")
        slow.go_on.set()
        await done(screen)
        assert found(screen) == ["The last vis"]
        await see(app, "1 hit in 1 case")
        assert "archive" not in app.screen.query_one("SearchHead").render().plain  # type: ignore[union-attr]
        assert slow.readings == 1


async def test_leaving_does_not_wait_and_coming_back_reads_no_second_time(full: Casebook, slow: Slow) -> None:
    async with searching(full) as (app, pilot, _screen):
        await pilot.press(*"visit", "escape")
        await until(lambda: isinstance(app.screen, BoardScreen))
        await pilot.press("s", *"visit")
        await see(app, "reading the archive 43 %")
        slow.go_on.set()
        await until(lambda: isinstance(app.screen, Search) and app.screen.found.hits)
        assert slow.readings == 1


async def test_a_new_key_ends_the_search_for_what_was_typed_before(
    full: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def endless(_book: Casebook, query: Query) -> Iterator[Hits]:
        asked.append(query.text)
        while query.text == "a":
            yield Hits()
        asked.append(f"{query.text} done")

    monkeypatch.setattr(Casebook, "search_archived", endless)
    async with searching(full) as (app, _pilot, screen):
        screen.query_one(FilterLine).value = "a"
        await until(lambda: asked)
        await see(app, "searching the archive ...")
        screen.query_one(FilterLine).value = "ab"
        await done(screen)
        assert asked == ["a", "ab", "ab done"]


async def test_locking_does_not_wait_for_the_reading(tmp_path: Path, clock: Callable[[], datetime], slow: Slow) -> None:
    with open_casebook(tmp_path / "locked", "bintang jatuh di sungai", clock=clock) as book:
        file_old(book)
        async with searching(book) as (app, pilot, _):
            await pilot.press(*"visit")
            await see(app, "reading the archive 43 %")
            await pilot.press("ctrl+l")
            await until(lambda: not app.is_open and isinstance(app.screen, Unlock))
            slow.go_on.set()
            await asyncio.sleep(0.1)
            await pilot.press("x")
            assert isinstance(app.screen, Unlock)
            assert app.return_code is None
            assert app.trouble == ""


async def test_quitting_while_it_is_read_is_an_ordinary_end(full: Casebook, slow: Slow) -> None:
    async with searching(full) as (app, pilot, _):
        await pilot.press(*"visit", "ctrl+q")
        await until(lambda: app.return_code is not None)
        assert app.return_code == 0
        assert app.trouble == ""
        slow.go_on.set()


async def test_an_archive_that_cannot_be_read_is_said_and_what_is_live_stays(full: Casebook) -> None:
    full.close()
    log = max((full.folder / "archive").glob("*.log"))
    content = log.read_bytes()
    log.write_bytes(content[:200] + bytes(byte ^ 0xFF for byte in content[200:]))
    with open_casebook(full.folder, create=False, clock=full.clock) as book:
        async with searching(book) as (app, pilot, screen):
            await pilot.press(*"sekolah")
            await see(app, "The archive of closed cases in")
            await see(app, "without the archive")
            assert found(screen)[0] == BU_S
            assert screen.query_one(Said).has_class("-trouble")
            await pilot.press(*" ibu", "enter")
            await until(lambda: isinstance(app.screen, NoteReader))
            await pilot.press("escape")
            await until(lambda: app.screen is screen)
            assert screen.query_one(FilterLine).value == "sekolah ibu"


async def test_an_unexpected_fault_while_reading_is_a_sentence_too(
    full: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(_book: Casebook, _progress: object) -> None:
        raise MemoryError

    monkeypatch.setattr(Casebook, "open_for_search", fault)
    async with searching(full, "sekolah") as (app, _pilot, screen):
        await see(app, "The archive could not be read.")
        assert found(screen)[0] == BU_S
