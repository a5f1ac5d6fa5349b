"""What can be done with a closed case, from its list and from its file: reopen it, export it, write on it."""

from pathlib import Path

from textual.pilot import Pilot

from store import Casebook
from tests.casefile.conftest import see, until
from tests.closed.conftest import ENDING, LIVE, OLD, OPEN, closed_cases, codes, current
from tui.app import LingkarApp
from tui.board.screen import BoardScreen
from tui.closed.file import ListedFile
from tui.packet.form import PacketForm


async def test_a_case_is_reopened_and_stands_on_the_board(closed: Casebook) -> None:
    async with closed_cases(closed) as (app, pilot, screen):
        await pilot.press("down", "enter")
        await until(lambda: isinstance(app.screen, ListedFile))
        await pilot.press("b")
        await see(app, "Reopen")
        await pilot.press("tab", *"Back", "ctrl+s")
        await until(lambda: isinstance(app.screen, ListedFile))
        assert closed.case(OLD).status == "active"
        await see(app, "reopened in Engagement")
        await pilot.press("escape")
        await until(lambda: app.screen is screen)
        assert codes(screen) == [LIVE]
        await see(app, "1 closed case")
        await pilot.press("z")
        await until(lambda: isinstance(app.screen, BoardScreen))
        await see(app, "Bu Lama")
        assert current(app) == OLD


async def test_a_case_is_reopened_from_the_list(closed: Casebook) -> None:
    closed.terminate(OPEN, **ENDING)
    async with closed_cases(closed) as (app, pilot, screen):
        assert codes(screen) == [OPEN, LIVE, OLD]
        await pilot.press("down", "b")  # a live one, which needs no archive
        await see(app, "Reopen: K-2026-001 · Pak Baru")
        await pilot.press("tab", *"Back", "ctrl+s")
        await until(lambda: app.screen is screen)
        assert codes(screen) == [OPEN, OLD]
        assert screen.row
        assert screen.row.code == OLD, "the one that has moved up"
        assert closed._archive.is_read is False
        await pilot.press("b")
        await see(app, "Reopen: K-2020-001 · Bu Lama")
        await pilot.press("escape")
        await until(lambda: app.screen is screen)
        assert screen.row.code == OLD
        await pilot.press("b", "tab", *"Lost it again", "ctrl+s")
        await until(lambda: app.screen is screen)
        assert closed.history(OLD)[-1].reason == "Lost it again"
        assert codes(screen) == [OPEN]
        await see(app, "K-2020-001 reopened in Engagement")
        await pilot.press("z")
        await until(lambda: isinstance(app.screen, BoardScreen))
        assert current(app) == OLD
        await see(app, "Bu Lama")


async def test_undo_on_the_list_files_what_was_reopened(closed: Casebook) -> None:
    closed.reopen(OLD, "assessment", "Came back.")
    async with closed_cases(closed) as (app, pilot, screen):
        assert codes(screen) == [LIVE]
        await pilot.press("u")
        await until(lambda: codes(screen) == [LIVE, OLD])
        await see(app, "2 closed cases")
        await see(app, "Undone: K-2020-001 reopened")
        await pilot.press("ctrl+r")
        await until(lambda: codes(screen) == [LIVE])


async def test_an_archived_case_takes_a_note(closed: Casebook) -> None:
    async with closed_cases(closed) as (app, pilot, screen):
        await pilot.press("down", "enter")
        await until(lambda: isinstance(app.screen, ListedFile))
        await pilot.press("n", *"Looked in.", "escape")
        await until(lambda: isinstance(app.screen, ListedFile))
        assert closed.notes(OLD)[0].body == "Looked in."
        await pilot.press("escape")
        await until(lambda: app.screen is screen)
        assert codes(screen) == [LIVE, OLD]


async def test_an_archived_case_is_exported(closed: Casebook, tmp_path: Path) -> None:
    async with closed_cases(closed) as (app, pilot, _):
        await pilot.press("down", "enter")
        await until(lambda: isinstance(app.screen, ListedFile))
        await export_here(app, pilot, tmp_path)
        assert isinstance(app.screen, ListedFile)


async def test_a_case_is_exported_from_the_list(closed: Casebook, tmp_path: Path) -> None:
    async with closed_cases(closed) as (app, pilot, screen):
        await pilot.press("down")
        await export_here(app, pilot, tmp_path)
        assert app.screen is screen
        assert codes(screen) == [LIVE, OLD]
        assert screen.row
        assert screen.row.code == OLD
        assert closed.is_archived(OLD)


async def export_here(app: LingkarApp, pilot: Pilot[None], folder: Path) -> None:
    """The packet of the case under the cursor, as a file in a folder; back where it was asked for."""
    await pilot.press("x")
    await until(lambda: isinstance(app.screen, PacketForm) and app.focused is not None)
    form = app.screen
    assert isinstance(form, PacketForm)
    form.field("folder").retype(str(folder))
    form.field("format").retype("md")
    await pilot.press("enter")
    await see(app, "No more words look like names")
    await pilot.press("enter")
    await see(app, "Written: K-2020-001_case_1.md")
    (written,) = folder.glob("*.md")
    assert "The last visit." in written.read_text(encoding="utf-8")


async def test_a_case_closed_meanwhile_is_listed(closed: Casebook) -> None:
    async with closed_cases(closed) as (_, pilot, screen):
        await pilot.press("down")
        closed.terminate(OPEN, reason="died", outcome="unknown", summary="x", override="y" * 20)
        await until(lambda: codes(screen) == [OPEN, LIVE, OLD])
        assert screen.row
        assert screen.row.code == OLD, "the cursor stays on its case"
